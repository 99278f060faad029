//! Blocks onto pages, one after another.

use super::super::charts;
use super::super::draw::{Drawer, Mark};
use super::super::faces::{Faces, Role};
use super::super::numbers::Numbers;
use super::super::page::{Area, BLACK, Page};
use super::super::{PartPages, qr};
use super::foot::Foot;
use super::form::{Setting, Type, sheet_sizes};
use super::table::{Grid, Row};
use super::text::{Place, Setter, Text};
use crate::block::{Align, Block, Cell, Document, Form, Line, Part, Press, Span};
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
    /// The blocks of a form on one page, which is set when all are known.
    sheet: Option<(Part, Vec<Block>)>,
}

/// A paragraph in lines.
struct Laid {
    text: Text,
    place: Place,
    before: f32,
    after: f32,
    mark: Option<Bookmark>,
    anchors: Vec<String>,
}

struct Bookmark {
    inner: bool,
    title: String,
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
        if !matches!(block, Block::Row(_) | Block::Anchor(_) | Block::EndTable) {
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
            Block::Table(table) => self.table = Some(Grid::new(&mut self.setter, table, &self.setting)),
            Block::Row(cells) => self.row(cells),
            Block::EndTable => self.end_table(),
            Block::Grid(grid) => {
                let mut piece = self.page.piece();
                let height = charts::grid(&mut self.setter, grid, &self.setting, &mut piece);
                self.picture(&piece, height);
            }
            Block::Bars(bars) => {
                let mut piece = self.page.piece();
                let height = charts::bars(&mut self.setter, bars, &self.setting, &mut piece);
                self.picture(&piece, height);
            }
            Block::Qr { text, caption } => {
                let mut piece = self.page.piece();
                let height = qr::print(&mut self.setter, text, caption, &self.setting, &mut piece);
                self.picture(&piece, height);
            }
            Block::Anchor(name) => self.anchors.push(name.clone()),
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

    /// Sets a form in the largest size in which it fits on one page.
    fn end_sheet(&mut self) {
        let Some((part, blocks)) = self.sheet.take() else { return };
        let fits =
            sheet_sizes().map(Setting::small).find(|setting| self.pages_of(&part, &blocks, *setting) == 1);
        let setting = fits
            .or_else(|| sheet_sizes().last().map(Setting::small))
            .unwrap_or_else(|| Setting::of(part.form));
        self.begin_part(&part, setting);
        blocks.iter().for_each(|block| self.set(block));
    }

    fn pages_of(&mut self, part: &Part, blocks: &[Block], setting: Setting) -> u32 {
        let missing = self.setter.faces.missing();
        let Setter { faces, numbers, fixed, .. } = &mut self.setter;
        let mut trial = Flow::new(faces, self.document, numbers, None, *fixed);
        trial.begin_part(part, setting);
        blocks.iter().for_each(|block| trial.set(block));
        let (found, _) = trial.finish();
        self.setter.faces.restore_missing(missing);
        found.pages
    }
}

/// Pages.
impl Flow<'_, '_> {
    fn open_page(&mut self) {
        if !self.open {
            self.found.pages += 1;
            (self.open, self.fresh, self.y) = (true, true, self.setting.top);
            if let Some(part) = self.parts.last_mut() {
                part.last = self.found.pages;
            }
        }
    }

    fn close_page(&mut self) {
        if self.open {
            if let Some(drawer) = &mut self.drawer {
                let number = &self.document.page_number;
                self.foot.draw(&mut self.setter, number, self.found.pages, &self.setting, &mut self.page);
                drawer.page(&self.page);
                self.page.clear();
            }
            self.open = false;
        }
    }

    fn next_page(&mut self) {
        self.close_page();
        self.open_page();
    }

    fn fits(&self, height: f32) -> bool {
        self.y + height <= self.setting.bottom + SLACK
    }

    /// Makes sure that something of this height stands together with the headings above it.
    fn need(&mut self, height: f32) {
        if height > 0.0 || !self.held.is_empty() {
            self.open_page();
        }
        let held: f32 = self.held.iter().map(|laid| laid.height()).sum();
        if !self.fresh && self.open && !self.fits(held + height) {
            self.next_page();
        }
        for laid in std::mem::take(&mut self.held) {
            self.lay(&laid);
        }
        if !self.fresh && self.open && !self.fits(height) && height <= self.setting.height() {
            self.next_page();
        }
    }

    /// Names that wait get this page.
    fn name_here(&mut self) {
        for name in self.anchors.drain(..) {
            self.found.anchors.entry(name).or_insert(self.found.pages);
        }
    }

    fn bookmark(&mut self, bookmark: Bookmark) {
        if let Some(drawer) = &mut self.drawer {
            let page = usize::try_from(self.found.pages.saturating_sub(1)).unwrap_or(0);
            drawer.mark(Mark {
                inner: bookmark.inner,
                title: bookmark.title,
                page,
                y: (self.y - 4.0).max(0.0),
            });
        }
    }
}

/// Text.
impl Flow<'_, '_> {
    fn title(&mut self, words: &str) {
        let kind = self.setting.title;
        let mut text = Text { row: self.setter.words(Role::Heading, kind.size, words), lines: Vec::new() };
        text.balance(self.setting.width());
        let place = Place { align: Align::Centre, ..self.place(kind) };
        self.hold(Laid { before: kind.leading * 0.3, after: kind.leading * 0.6, ..Laid::new(text, place) });
    }

    fn heading(&mut self, level: u8, words: &str) {
        let [first, second, third] = self.setting.headings;
        let (role, kind) = match level {
            0 | 1 => (Role::Heading, first),
            2 => (Role::Sub, second),
            _ => (Role::Body, third),
        };
        let mut text = Text { row: self.setter.words(role, kind.size, words), lines: Vec::new() };
        let indent = if self.setting.justified { kind.size * 2.0 } else { 0.0 };
        text.fill(indent, self.setting.width());
        let place = Place { indent, ..self.place(kind) };
        let mark = (level < 2).then(|| Bookmark { inner: true, title: words.to_owned() });
        let gap = self.setting.gap;
        self.hold(Laid { before: gap * 2.0, after: gap, mark, ..Laid::new(text, place) });
    }

    fn paragraph(&mut self, line: &Line) {
        let kind = self.setting.body;
        let place = Place { indent: kind.size * 2.0, justified: self.setting.justified, ..self.place(kind) };
        self.put(line, place, self.setting.gap);
    }

    fn note(&mut self, line: &Line) {
        let place = self.place(self.setting.note);
        self.put(line, place, self.setting.gap);
    }

    /// Words on lines of their own, some characters away from the edge.
    fn plain(&mut self, words: &str, align: Align, characters: f32) {
        let place = self.place(self.setting.body);
        let width = place.width - characters * place.kind.size;
        self.put(&vec![Span::text(words)], Place { align, width, ..place }, self.setting.gap);
    }

    fn put(&mut self, line: &Line, place: Place, after: f32) {
        let mut text = Text::default();
        self.setter.spans(Role::Body, place.kind.size, line, &mut text);
        text.fill(place.indent, place.width);
        let laid = Laid { after, ..Laid::new(text, place) };
        // Two lines of a paragraph stand together.
        self.need(laid.lines_height(laid.text.lines.len().min(2)));
        self.name_here();
        self.lay(&laid);
    }

    fn hold(&mut self, laid: Laid) {
        let anchors = std::mem::take(&mut self.anchors);
        self.held.push(Laid { anchors, ..laid });
    }

    /// Puts lines on as many pages as they need.
    fn lay(&mut self, laid: &Laid) {
        self.open_page();
        if !self.fresh {
            self.y += laid.before;
        }
        if !self.fresh && !self.fits(laid.place.kind.leading) {
            self.next_page();
        }
        self.anchors.extend(laid.anchors.iter().cloned());
        self.name_here();
        if let Some(mark) = &laid.mark {
            self.bookmark(Bookmark { inner: mark.inner, title: mark.title.clone() });
        }
        let all = laid.text.lines.len();
        let mut done = 0;
        while done < all {
            let mut count = 0;
            while done + count < all && self.fits(laid.lines_height(count + 1)) {
                count += 1;
            }
            // No last line alone on the next page.
            if all - done - count == 1 && count > 2 {
                count -= 1;
            }
            let count = if self.fresh { count.max(1) } else { count };
            laid.text.draw(done..done + count, &laid.place, self.y, &mut self.page);
            self.y += laid.lines_height(count);
            self.fresh &= count == 0;
            done += count;
            if done < all {
                self.next_page();
            }
        }
        self.y += laid.after;
    }

    fn place(&self, kind: Type) -> Place {
        Place {
            x: self.setting.left,
            width: self.setting.width(),
            kind,
            align: Align::Left,
            shade: BLACK,
            indent: 0.0,
            justified: false,
        }
    }
}

/// Tables and pictures.
impl Flow<'_, '_> {
    fn row(&mut self, cells: &[Cell]) {
        let Some(mut table) = self.table.take() else {
            // A row without a table is text.
            let line: Line =
                cells.iter().flat_map(|cell| cell.line.iter().cloned().chain([Span::text(" ")])).collect();
            return self.note(&line);
        };
        let mut row = std::mem::take(&mut self.row);
        table.set(&mut self.setter, cells, &mut row);
        self.put_row(&mut table, &row);
        self.row = row;
        self.table = Some(table);
    }

    fn put_row(&mut self, table: &mut Grid, row: &Row) {
        let all = row.lines();
        let head = table.head.as_ref().map_or(0.0, |head| table.height(head.lines()));
        let room = self.setting.height() - head;
        let whole = table.height(all);
        // A row that is higher than a page begins where the one before it ended.
        let first = if whole <= room { whole } else { table.height(all.min(3)) };
        if !table.begun {
            self.need(head + first);
            self.begin_on_page(table);
        } else if !self.fits(first) {
            self.next_page();
            self.begin_on_page(table);
        }
        self.name_here();
        let mut done = 0;
        while done < all {
            let mut count = all - done;
            if !self.fits(table.height(count)) {
                count = (1..count).take_while(|count| self.fits(table.height(*count))).last().unwrap_or(1);
            }
            table.draw(row, done..done + count, self.y, &mut self.page);
            self.y += table.height(count);
            self.fresh = false;
            done += count;
            if done < all {
                self.next_page();
                self.begin_on_page(table);
            }
        }
    }

    /// The head at the top of what follows.
    fn begin_on_page(&mut self, table: &mut Grid) {
        self.open_page();
        table.begun = true;
        table.draw_top(self.y, &mut self.page);
        if let Some(head) = &table.head {
            table.draw(head, 0..head.lines(), self.y, &mut self.page);
            self.y += table.height(head.lines());
            self.fresh = false;
        }
    }

    fn end_table(&mut self) {
        let Some(mut table) = self.table.take() else { return };
        if !table.begun {
            let head = table.head.as_ref().map_or(0.0, |head| table.height(head.lines()));
            self.need(head);
            self.begin_on_page(&mut table);
        }
        self.y += table.kind.size * 0.8;
    }

    /// A frame to fill in by hand, at the right edge.
    fn office_box(&mut self, lines: &[String]) {
        let kind = Type { leading: self.setting.table.size * 1.8, ..self.setting.table };
        let pad = kind.size * 0.5;
        let most = self.setting.width() * 0.6;
        let mut piece = self.page.piece();
        let mut texts: Vec<Text> = lines
            .iter()
            .map(|words| Text { row: self.setter.words(Role::Body, kind.size, words), lines: Vec::new() })
            .collect();
        texts.iter_mut().for_each(|text| text.fill(0.0, most - 2.0 * pad));
        let widest = texts.iter().flat_map(|text| &text.lines).map(|line| line.width).fold(0.0, f32::max);
        let width = widest + 2.0 * pad;
        let x = self.setting.right - width;
        let mut y = pad * 0.5;
        for text in &texts {
            text.draw(
                0..text.lines.len(),
                &Place { x: x + pad, width: widest, ..self.place(kind) },
                y,
                &mut piece,
            );
            y += text.lines.iter().map(|_| kind.leading).sum::<f32>();
        }
        piece.frame(Area { x, y: 0.0, width, height: y + pad * 0.5 });
        self.picture(&piece, y + pad * 0.5);
    }

    fn picture(&mut self, piece: &Page, height: f32) {
        self.need(height);
        self.open_page();
        self.name_here();
        self.page.append(piece, 0.0, self.y);
        self.y += height + self.setting.body.size * 0.6;
        self.fresh = false;
    }
}

impl Laid {
    fn new(text: Text, place: Place) -> Self {
        Self { text, place, before: 0.0, after: 0.0, mark: None, anchors: Vec::new() }
    }

    fn lines_height(&self, count: usize) -> f32 {
        u16::try_from(count).map_or(f32::INFINITY, f32::from) * self.place.kind.leading
    }

    fn height(&self) -> f32 {
        self.before + self.lines_height(self.text.lines.len()) + self.after
    }
}

impl Press for Flow<'_, '_> {
    fn put(&mut self, block: Block) -> io::Result<()> {
        match (&mut self.sheet, block) {
            (_, Block::Part(part)) if part.form == Form::Sheet => {
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
