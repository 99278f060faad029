//! Blocks onto pages, one after another.

mod pages;
mod pictures;
mod prose;
mod sheet;
mod tables;

use super::foot::Foot;
use super::form::{Setting, fitting};
use super::table::{Grid, Row};
use super::text::Setter;
use crate::block::{Align, Block, Cell, Document, Form, Part, Press};
use crate::pdf::PartPages;
use crate::pdf::charts;
use crate::pdf::draw::Drawer;
use crate::pdf::faces::Faces;
use crate::pdf::numbers::Numbers;
use crate::pdf::page::Page;
use prose::{Bookmark, Laid};
use std::io;

/// Reads blocks and fills pages.
pub(crate) struct Flow<'p, 'f> {
    setter: Setter<'p, 'f>,
    document: &'p Document,
    drawer: Option<&'p mut Drawer>,
    found: Numbers,
    parts: Vec<PartPages>,
    setting: Setting,
    foot: Foot,
    page: Page,
    /// Whether a page is being filled, and whether nothing stands on it yet.
    open: bool,
    fresh: bool,
    y: f32,
    /// Headings, which wait for what they stand above.
    held: Vec<Laid>,
    /// Names for what comes next.
    anchors: Vec<String>,
    table: Option<Grid>,
    row: Row,
    /// The head of a group of rows, which waits for the first of them.
    group: Option<Vec<Cell>>,
    /// The blocks of a form on one page, which is set when all are known.
    sheet: Option<(Part, Vec<Block>)>,
}

/// Sums of heights differ a little from the height they should fill.
const SLACK: f32 = 0.05;

impl<'p, 'f> Flow<'p, 'f> {
    /// Only measures when there is nothing to draw with.
    pub(crate) fn new(
        faces: &'p mut Faces<'f>,
        document: &'p Document,
        numbers: &'p Numbers,
        drawer: Option<&'p mut Drawer>,
        fixed: bool,
    ) -> Self {
        let page = Page::new(drawer.is_some());
        Self {
            setter: Setter {
                faces,
                numbers,
                fixed,
                reference: document.page_reference.split_once("{page}").unwrap_or_default(),
            },
            document,
            drawer,
            found: Numbers::default(),
            parts: Vec::new(),
            setting: Setting::of(Form::Annex),
            foot: Foot::default(),
            page,
            open: false,
            fresh: true,
            y: 0.0,
            held: Vec::new(),
            anchors: Vec::new(),
            table: None,
            row: Row::default(),
            group: None,
            sheet: None,
        }
    }

    /// Ends the last page and tells what was found out.
    pub(crate) fn finish(mut self) -> (Numbers, Vec<PartPages>) {
        self.end_sheet();
        self.end_blocks();
        self.open_page();
        self.close_page();
        self.found.parts = self.parts.iter().map(|part| (part.id.clone(), (part.first, part.last))).collect();
        (self.found, self.parts)
    }

    fn set(&mut self, block: &Block) {
        if !matches!(block, Block::Row(_) | Block::Anchor(_) | Block::Together(_) | Block::EndTable) {
            self.end_table();
        }
        match block {
            Block::Part(part) => self.begin_part(part, Setting::of(part.form)),
            Block::Title(title) => self.title(title),
            Block::Addressee(words) => self.plain(words, Align::Left, 0.0),
            Block::Right(words) => self.plain(words, Align::Right, 4.0),
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(line) => self.paragraph(line),
            Block::Note(line) => self.note(line),
            Block::OfficeBox(lines) => self.office_box(lines),
            Block::Table(table) => self.begin_table(table),
            Block::Row(cells) => self.row(cells),
            Block::EndTable => self.end_table(),
            Block::Grid(grid) => {
                self.caption(&grid.caption);
                let mut piece = self.page.piece();
                let height = charts::grid(&mut self.setter, grid, &self.setting, &mut piece);
                self.picture(&piece, height);
            }
            Block::Bars(bars) => {
                self.caption(&bars.caption);
                let mut piece = self.page.piece();
                let height = charts::bars(&mut self.setter, bars, &self.setting, &mut piece);
                self.picture(&piece, height);
            }
            Block::Qr { text, caption } => self.code(text, caption),
            Block::Anchor(name) => self.anchors.push(name.clone()),
            Block::Together(lines) => self.together(*lines),
            Block::PageBreak => {
                self.end_blocks();
                if !self.fresh {
                    self.close_page();
                }
            }
        }
    }

    /// What was held and what was begun comes to its end.
    fn end_blocks(&mut self) {
        self.end_table();
        self.need(0.0);
        self.name_here();
    }

    fn begin_part(&mut self, part: &Part, setting: Setting) {
        self.end_blocks();
        self.close_page();
        self.setting = setting;
        self.foot = Foot::new(&mut self.setter, self.document, &part.title, part.signed, &setting);
        let first = self.found.pages + 1;
        self.parts.push(PartPages { id: part.id.clone(), title: part.title.clone(), first, last: first });
        self.open_page();
        self.bookmark(Bookmark { inner: false, title: part.title.clone() });
    }
}

impl Press for Flow<'_, '_> {
    fn put(&mut self, block: Block) -> io::Result<()> {
        match (&mut self.sheet, block) {
            (_, Block::Part(part)) if fitting(part.form).is_some() => {
                self.end_sheet();
                self.sheet = Some((part, Vec::new()));
            }
            (_, part @ Block::Part(_)) => {
                self.end_sheet();
                self.set(&part);
            }
            (Some((_, blocks)), block) => blocks.push(block),
            (None, block) => self.set(&block),
        }
        Ok(())
    }
}
