//! Pages into krilla, which keeps them compressed until the file is written.

use super::Error;
use super::date::date;
use super::faces::Faces;
use super::layout::form::{HEIGHT, WIDTH};
use super::page::{Area, Page, RULE, Run, Shade};
use crate::block::Document;
use crate::visible::one_line;
use krilla::SerializeSettings;
use krilla::color::luma;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::collections::BTreeMap;

/// A PDF in the making.
pub(crate) struct Drawer {
    pdf: krilla::Document,
    fonts: Vec<Font>,
    marks: Vec<Mark>,
    settings: PageSettings,
    text: String,
    glyphs: Vec<KrillaGlyph>,
}

/// A bookmark.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// Whether it belongs under the bookmark of the part.
    pub(crate) inner: bool,
    pub(crate) title: String,
    /// From 0.
    pub(crate) page: usize,
    pub(crate) y: f32,
}

impl Drawer {
    /// An empty PDF with its properties.
    pub(crate) fn new(document: &Document, faces: &Faces<'_>) -> Result<Self, Error> {
        // Level u: every character can be read from the file. Level a would need a tag for every cell of every table.
        let configuration = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_U)
            .finish()
            .map_err(|why| Error::Pdf(format!("{why:?}")))?;
        let mut pdf = krilla::Document::new_with(SerializeSettings {
            configuration,
            enable_tagging: false,
            ..SerializeSettings::default()
        });
        pdf.set_metadata(
            Metadata::new()
                .title(one_line(&document.title))
                .language(document.language.to_owned())
                .creator(one_line(&document.program))
                .producer(one_line(&document.program))
                .creation_date(date(document.created_ms)),
        );
        let settings =
            PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| Error::Pdf("no page".to_owned()))?;
        let (text, glyphs) = (String::new(), Vec::new());
        Ok(Self { pdf, fonts: faces.fonts(), marks: Vec::new(), settings, text, glyphs })
    }

    /// Draws a page and is done with it.
    pub(crate) fn page(&mut self, page: &Page) {
        let mut sheet = self.pdf.start_page_with(self.settings.clone());
        let mut surface = sheet.surface();
        let mut shades: BTreeMap<Shade, Vec<Area>> = BTreeMap::new();
        for (shade, area) in &page.areas {
            shades.entry(*shade).or_default().push(*area);
        }
        for (shade, areas) in shades {
            fill(&mut surface, &areas, shade);
        }
        fill(&mut surface, &page.rules, RULE);
        let (text, glyphs) = (&mut self.text, &mut self.glyphs);
        for run in &page.runs {
            surface.set_fill(Some(grey(run.shade)));
            draw_run(&mut surface, &self.fonts, page, run, text, glyphs);
        }
        surface.finish();
        sheet.finish();
    }

    /// Adds a bookmark.
    pub(crate) fn mark(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// The bytes of the file.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, Error> {
        let mut outline = Outline::new();
        let mut part: Option<OutlineNode> = None;
        for mark in self.marks {
            let place = XyzDestination::new(mark.page, Point::from_xy(0.0, mark.y));
            let node = OutlineNode::new(one_line(&mark.title), place);
            match &mut part {
                Some(part) if mark.inner => part.push_child(node),
                _ => part.replace(node).into_iter().for_each(|done| outline.push_child(done)),
            }
        }
        part.into_iter().for_each(|done| outline.push_child(done));
        self.pdf.set_outline(outline);
        self.pdf.finish().map_err(|why| Error::Pdf(why.to_string()))
    }
}

/// Atoms of one face and one size are one piece of text.
fn draw_run(
    surface: &mut Surface<'_>,
    fonts: &[Font],
    page: &Page,
    run: &Run,
    text: &mut String,
    glyphs: &mut Vec<KrillaGlyph>,
) {
    let Some(atoms) = page.atoms.get(run.start..run.end) else { return };
    let mut x = run.x;
    for piece in atoms
        .chunk_by(|a, b| a.glyph.face == b.glyph.face && a.size == b.size && a.underlined == b.underlined)
    {
        let Some((first, font)) =
            piece.first().and_then(|first| Some((first, fonts.get(usize::from(first.glyph.face))?)))
        else {
            continue;
        };
        text.clear();
        glyphs.clear();
        let mut width = 0.0;
        for atom in piece {
            let start = text.len();
            text.push(atom.c);
            let spread = if atom.advance > 0.0 { run.spread } else { 0.0 };
            let advance = (atom.advance + spread) / atom.size;
            let offset = -atom.back / atom.size;
            let id = GlyphId::new(u32::from(atom.glyph.id));
            glyphs.push(KrillaGlyph::new(id, advance, offset, 0.0, 0.0, start..text.len(), None));
            width += atom.advance + spread;
        }
        if first.underlined {
            let y = run.baseline + first.size * 0.14;
            fill(surface, &[Area { x, y, width, height: 0.6 }], run.shade);
            surface.set_fill(Some(grey(run.shade)));
        }
        surface.draw_glyphs(Point::from_xy(x, run.baseline), glyphs, font.clone(), text, first.size, false);
        x += width;
    }
}

/// Rectangles in one shade, as one path.
fn fill(surface: &mut Surface<'_>, areas: &[Area], shade: Shade) {
    let mut path = PathBuilder::new();
    for area in areas {
        if let Some(rect) = Rect::from_xywh(area.x, area.y, area.width, area.height) {
            path.push_rect(rect);
        }
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(grey(shade)));
        surface.draw_path(&path);
    }
}

fn grey(shade: Shade) -> Fill {
    Fill { paint: luma::Color::new(shade).into(), ..Fill::default() }
}
