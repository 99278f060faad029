//! Titles, headings and paragraphs.

use super::Flow;
use crate::block::{Align, Line, Span};
use crate::pdf::faces::Role;
use crate::pdf::layout::form::Type;
use crate::pdf::layout::text::{Place, Text};
use crate::pdf::page::BLACK;

/// A paragraph in lines.
pub(super) struct Laid {
    pub(super) text: Text,
    pub(super) place: Place,
    pub(super) before: f32,
    pub(super) after: f32,
    pub(super) mark: Option<Bookmark>,
    pub(super) anchors: Vec<String>,
}

pub(super) struct Bookmark {
    pub(super) inner: bool,
    pub(super) title: String,
}

impl Flow<'_, '_> {
    pub(super) fn title(&mut self, words: &str) {
        let kind = self.setting.title;
        let mut text = Text { row: self.setter.words(Role::Heading, kind.size, words), lines: Vec::new() };
        text.balance(self.setting.width());
        let place = Place { align: Align::Centre, ..self.place(kind) };
        self.hold(Laid { before: kind.leading * 0.3, after: kind.leading * 0.6, ..Laid::new(text, place) });
    }

    pub(super) fn heading(&mut self, level: u8, words: &str) {
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

    pub(super) fn paragraph(&mut self, line: &Line) {
        let kind = self.setting.body;
        let place = Place { indent: kind.size * 2.0, justified: self.setting.justified, ..self.place(kind) };
        self.put(line, place, self.setting.gap);
    }

    pub(super) fn note(&mut self, line: &Line) {
        let place = self.place(self.setting.note);
        self.put(line, place, self.setting.gap);
    }

    /// Words on lines of their own, some characters away from the edge.
    pub(super) fn plain(&mut self, words: &str, align: Align, characters: f32) {
        let place = self.place(self.setting.body);
        let width = place.width - characters * place.kind.size;
        self.put(&vec![Span::text(words)], Place { align, width, ..place }, self.setting.gap);
    }

    pub(super) fn put(&mut self, line: &Line, place: Place, after: f32) {
        let mut text = Text::default();
        self.setter.spans(Role::Body, place.kind.size, line, &mut text);
        text.fill(place.indent, place.width);
        let laid = Laid { after, ..Laid::new(text, place) };
        // Two lines of a paragraph stand together.
        self.need(laid.lines_height(laid.text.lines.len().min(2)));
        self.name_here();
        self.lay(&laid);
    }

    /// Words above a picture.
    pub(super) fn caption(&mut self, words: &str) {
        let place = self.place(self.setting.note);
        let mut text = Text { row: self.setter.words(Role::Body, place.kind.size, words), lines: Vec::new() };
        text.fill(0.0, place.width);
        self.hold(Laid { after: 3.0, ..Laid::new(text, place) });
    }

    pub(super) fn hold(&mut self, laid: Laid) {
        let anchors = std::mem::take(&mut self.anchors);
        self.held.push(Laid { anchors, ..laid });
    }

    /// Puts lines on as many pages as they need.
    pub(super) fn lay(&mut self, laid: &Laid) {
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

    pub(super) fn place(&self, kind: Type) -> Place {
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

impl Laid {
    pub(super) fn new(text: Text, place: Place) -> Self {
        Self { text, place, before: 0.0, after: 0.0, mark: None, anchors: Vec::new() }
    }

    pub(super) fn lines_height(&self, count: usize) -> f32 {
        u16::try_from(count).map_or(f32::INFINITY, f32::from) * self.place.kind.leading
    }

    pub(super) fn height(&self) -> f32 {
        self.before + self.lines_height(self.text.lines.len()) + self.after
    }
}
