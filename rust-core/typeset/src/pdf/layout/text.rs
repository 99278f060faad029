//! Spans as lines of a width.

use super::super::faces::{Faces, Role};
use super::super::numbers::Numbers;
use super::super::page::{Page, Shade};
use super::atoms::{self, Atom, Look};
use super::form::Type;
use super::lines::{self, Span as LineSpan};
use crate::block::{Align, Span, Style};

/// Sets text with the page numbers that are known so far.
pub(crate) struct Setter<'p, 'f> {
    pub(crate) faces: &'p mut Faces<'f>,
    pub(crate) numbers: &'p Numbers,
    /// Whether every page number takes the same room.
    pub(crate) fixed: bool,
    /// What stands before and after the number of a page in a reference to it.
    pub(crate) reference: (&'p str, &'p str),
}

/// A text in lines. Is filled anew for each cell of a table, so that its room is asked for once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub(crate) row: Vec<Atom>,
    pub(crate) lines: Vec<LineSpan>,
}

/// Where lines stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) kind: Type,
    pub(crate) align: Align,
    pub(crate) shade: Shade,
    /// Of the first line.
    pub(crate) indent: f32,
    /// Whether a line that goes on is drawn out to the width.
    pub(crate) justified: bool,
}

impl Setter<'_, '_> {
    /// Words in one style.
    pub(crate) fn words(&mut self, role: Role, size: f32, words: &str) -> Vec<Atom> {
        let mut row = Vec::new();
        atoms::set(self.faces, Look { role, size, underlined: false }, words, &mut row);
        row
    }

    /// Spans into a text that is emptied first.
    pub(crate) fn spans(&mut self, role: Role, size: f32, line: &[Span], text: &mut Text) {
        text.row.clear();
        let plain = Look { role, size, underlined: false };
        for span in line {
            match span {
                Span::Text { text: words, style } => {
                    let look = match style {
                        Style::Plain => plain,
                        Style::Strong => Look { role: Role::Heading, ..plain },
                        Style::Small => Look { size: size * 0.85, ..plain },
                        Style::Underlined => Look { underlined: true, ..plain },
                    };
                    atoms::set(self.faces, look, words, &mut text.row);
                }
                Span::Page(name) => {
                    let (before, after) = self.reference;
                    atoms::set(self.faces, plain, before, &mut text.row);
                    self.number(plain, &self.numbers.page(name), 4, &mut text.row);
                    atoms::set(self.faces, plain, after, &mut text.row);
                }
                Span::Number(name) => self.number(plain, &self.numbers.page(name), 4, &mut text.row),
                Span::Pages(id) => self.number(plain, &self.numbers.range(id), 9, &mut text.row),
                Span::AllPages => self.number(plain, &self.numbers.all(), 4, &mut text.row),
            }
        }
    }

    fn number(&mut self, look: Look, number: &str, digits: u8, row: &mut Vec<Atom>) {
        let start = row.len();
        atoms::set(self.faces, look, number, row);
        let room =
            self.faces.glyph(look.role, '0').map_or(0.0, |zero| zero.advance * look.size * f32::from(digits));
        let used = width(row.get(start..).unwrap_or(&[]));
        if let Some(last) = row.last_mut().filter(|_| self.fixed && used < room) {
            last.advance += room - used;
        }
    }
}

impl Text {
    /// Breaks what was set into lines.
    pub(crate) fn fill(&mut self, indent: f32, width: f32) {
        lines::fill(&self.row, indent, width, &mut self.lines);
    }

    /// The same in as few lines, but of about the same length: for a title.
    pub(crate) fn balance(&mut self, width: f32) {
        self.fill(0.0, width);
        let count = self.lines.len();
        if count > 1 {
            let (mut low, mut high) = (0.0, width);
            for _ in 0..10 {
                let middle = (low + high) / 2.0;
                self.fill(0.0, middle);
                if self.lines.len() > count { low = middle } else { high = middle }
            }
            self.fill(0.0, high);
        }
    }

    /// Draws lines from a height on.
    pub(crate) fn draw(&self, which: std::ops::Range<usize>, place: &Place, y: f32, page: &mut Page) {
        let mut y = y;
        for (index, line) in self.lines.iter().enumerate().take(which.end).skip(which.start) {
            let atoms = self.row.get(line.start..line.end).unwrap_or(&[]);
            let indent = if index == 0 { place.indent } else { 0.0 };
            let free = place.width - indent - line.width;
            let x = match place.align {
                Align::Left => place.x + indent,
                Align::Centre => place.x + free / 2.0,
                Align::Right => place.x + free,
            };
            page.text(atoms, x, baseline(y, place.kind), place.shade, spread(atoms, line, free, place));
            y += place.kind.leading;
        }
    }
}

/// The sum of widths.
pub(crate) fn width(row: &[Atom]) -> f32 {
    row.iter().map(|atom| atom.advance).sum()
}

/// Where letters stand in a line that begins at a height. The box of a Chinese character lies 0.88 above it and 0.12 below.
pub(crate) fn baseline(y: f32, kind: Type) -> f32 {
    y + kind.leading / 2.0 + kind.size * 0.38
}

/// The room to add after each atom, so that the line ends at the edge; none where it would be seen.
fn spread(atoms: &[Atom], line: &LineSpan, free: f32, place: &Place) -> f32 {
    let gaps = atoms.iter().filter(|atom| atom.advance > 0.0).count().saturating_sub(1);
    match u16::try_from(gaps) {
        Ok(gaps)
            if gaps > 4 && place.justified && line.wraps && free > 0.0 && free < place.kind.size * 2.0 =>
        {
            free / f32::from(gaps)
        }
        _ => 0.0,
    }
}
