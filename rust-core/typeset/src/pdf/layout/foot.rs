//! The foot of a page: which paper it is, the signature line, the page number.

use super::super::faces::Role;
use super::super::page::{DARK, GREY, Page};
use super::atoms::Atom;
use super::form::{Setting, Type};
use super::text::{Place, Setter, Text, width};
use crate::block::{Align, Document};

/// What is the same on every page of a part.
#[derive(Default)]
pub(crate) struct Foot {
    words: Text,
    signature: Vec<Atom>,
}

const SMALL: Type = Type { size: 8.5, leading: 10.5 };
const NUMBER: Type = Type { size: 9.0, leading: 11.0 };

/// Below the text.
const GAP: f32 = 9.0;

/// A longer foot would reach the page number.
const LINES: usize = 2;

impl Foot {
    /// Set once for each part.
    pub(crate) fn new(
        setter: &mut Setter<'_, '_>,
        document: &Document,
        title: &str,
        signed: bool,
        setting: &Setting,
    ) -> Self {
        let both = [title, &document.foot]
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        let signature =
            if signed { setter.words(Role::Body, NUMBER.size, &document.signature) } else { Vec::new() };
        let room = setting.width() - width(&signature) - if signed { 12.0 } else { 0.0 };
        let mut words = Text { row: setter.words(Role::Body, SMALL.size, &both), lines: Vec::new() };
        words.fill(0.0, room.max(setting.width() / 4.0));
        Self { words, signature }
    }

    /// On a page.
    pub(crate) fn draw(
        &self,
        setter: &mut Setter<'_, '_>,
        number: &str,
        page_number: u32,
        setting: &Setting,
        page: &mut Page,
    ) {
        let place = Place {
            x: setting.left,
            width: setting.width(),
            kind: SMALL,
            align: Align::Left,
            shade: GREY,
            indent: 0.0,
            justified: false,
        };
        let y = setting.bottom + GAP;
        self.words.draw(0..LINES, &place, y, page);
        page.text(
            &self.signature,
            setting.right - width(&self.signature),
            y + SMALL.leading / 2.0 + SMALL.size * 0.38,
            DARK,
            0.0,
        );
        let number =
            number.replace("{page}", &page_number.to_string()).replace("{pages}", &setter.numbers.all());
        let number = setter.words(Role::Body, NUMBER.size, &number);
        let x = setting.left + (setting.width() - width(&number)) / 2.0;
        page.text(&number, x, y + SMALL.leading * 2.0 + NUMBER.leading, DARK, 0.0);
    }
}
