//! What stands on one page as a whole: charts, codes, the frame of the office.

use super::Flow;
use crate::block::{Align, Line, Span};
use crate::pdf::faces::Role;
use crate::pdf::layout::form::Type;
use crate::pdf::layout::text::{Place, Text};
use crate::pdf::page::{Area, Page};
use crate::pdf::qr;

impl Flow<'_, '_> {
    /// A frame to fill in by hand, at the right edge.
    pub(super) fn office_box(&mut self, lines: &[String]) {
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
        if y + pad > self.setting.height() {
            return lines.iter().for_each(|line| self.plain(line, Align::Right, 0.0));
        }
        piece.frame(Area { x, y: 0.0, width, height: y + pad * 0.5 });
        self.picture(&piece, y + pad * 0.5);
    }

    /// A code with its caption beside it. What is too long for that stands below it as text.
    pub(super) fn code(&mut self, text: &str, caption: &Line) {
        let mut piece = self.page.piece();
        let Some(code) = qr::encode(text) else {
            self.note(caption);
            return self.note(&vec![Span::text(text)]);
        };
        let mut height = qr::draw(&code, self.setting.left, &mut piece);
        let place = self.place(self.setting.table);
        let aside = height + place.kind.size;
        let place = Place { x: place.x + aside, width: place.width - aside, ..place };
        let mut beside = Text::default();
        self.setter.spans(Role::Body, place.kind.size, caption, &mut beside);
        beside.fill(0.0, place.width);
        let lines = beside.lines.iter().map(|_| place.kind.leading).sum::<f32>();
        let is_short = lines < self.setting.height() / 2.0;
        if is_short {
            beside.draw(0..beside.lines.len(), &place, 0.0, &mut piece);
            height = height.max(lines);
        }
        self.picture(&piece, height);
        if !is_short {
            self.note(caption);
        }
    }

    pub(super) fn picture(&mut self, piece: &Page, height: f32) {
        self.need(height);
        self.open_page();
        self.name_here();
        self.page.append(piece, 0.0, self.y);
        self.y += height + self.setting.body.size * 0.6;
        self.fresh = false;
    }
}
