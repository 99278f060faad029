//! A text as its reader hears it, with the way back to the original characters.
//!
//! The way back is kept as a short list of the places where the text was changed in length. Nearly every text is
//! changed nowhere, so the list costs nothing; an array with one entry for each character would cost more than
//! the search itself.

use crate::fold::{Folded, fold, is_word, plain_han};
use crate::gram::{MARKS, START};
use crate::place::narrow;
use std::fmt;
use std::ops::Range;

/// A normalised text and where each part of it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Normalised {
    /// The characters between the marks of beginning and end, as a walk over them needs it.
    marked: Vec<char>,
    shifts: Vec<Shift>,
    /// Noted while the text is written: a second look over it would cost a hundredth of a verdict.
    has_digits: bool,
}

/// From `at` on, the mark of the beginning counted, characters came one for one from the original, beginning with
/// character `origin`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shift {
    at: usize,
    origin: u32,
}

/// Folds full width and compatibility forms, case and traditional characters, drops what is invisible, and drops
/// separators unless they stand between two Latin letters or digits. Normalising twice changes nothing.
pub fn normalise(text: &str) -> Normalised {
    let mut normalised = Normalised::default();
    normalised.read(text);
    normalised
}

impl fmt::Display for Normalised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.chars().iter().try_for_each(|c| fmt::Write::write_char(f, *c))
    }
}

impl Normalised {
    /// The characters of the normalised text.
    pub fn chars(&self) -> &[char] {
        let end = self.marked.len().saturating_sub(MARKS.len());
        self.marked.get(1..end).unwrap_or_default()
    }

    /// The same between [`START`] and [`MARKS`]; nothing when nothing was read.
    #[inline]
    pub(crate) fn marked(&self) -> &[char] {
        &self.marked
    }

    /// True when there is an ASCII digit.
    pub(crate) fn has_digits(&self) -> bool {
        self.has_digits
    }

    /// True when there is a letter or a digit of any script.
    pub fn has_words(&self) -> bool {
        self.chars().iter().copied().any(is_word)
    }

    /// The characters of the original that a range of normalised ones came from: Unicode scalar values, end
    /// exclusive. Separators that were dropped inside the range are part of it.
    pub fn original(&self, chars: Range<usize>) -> Range<u32> {
        let start = self.origin(chars.start);
        let end = if chars.is_empty() { start } else { self.origin(chars.end - 1).saturating_add(1) };
        start..end
    }

    /// Replaces the content, keeping the buffers.
    pub fn read(&mut self, text: &str) {
        self.marked.clear();
        self.marked.push(START);
        self.shifts.clear();
        self.has_digits = false;
        let mut writer = Writer::new(self);
        for (index, c) in (0u32..).zip(text.chars()) {
            if plain_han(c) {
                writer.han(c, index);
            } else {
                fold(c, &mut |folded| writer.folded(folded, index));
            }
        }
        writer.drop_run();
        self.marked.extend(MARKS);
    }

    fn origin(&self, at: usize) -> u32 {
        let at = at + 1;
        let later = self.shifts.partition_point(|shift| shift.at <= at);
        let before = later.checked_sub(1).and_then(|index| self.shifts.get(index)).copied();
        let shift = before.unwrap_or(Shift { at: 1, origin: 0 });
        shift.origin.saturating_add(narrow(at.saturating_sub(shift.at)))
    }
}

/// Writes a normalised text. Separators are written at once and taken back when what follows shows that they
/// stood inside a word.
struct Writer<'a> {
    out: &'a mut Normalised,
    /// The original character that a one-for-one text would bring next.
    expected: u32,
    /// Where the separators that may be taken back begin, and what was expected there.
    run: Option<(usize, u32)>,
    after_latin: bool,
}

impl<'a> Writer<'a> {
    fn new(out: &'a mut Normalised) -> Self {
        Self { out, expected: 0, run: None, after_latin: false }
    }

    /// What nearly every character of a Chinese text is.
    #[inline]
    fn han(&mut self, c: char, index: u32) {
        if self.run.is_some() {
            self.drop_run();
        }
        self.after_latin = false;
        self.write(c, index);
    }

    fn folded(&mut self, folded: Folded, index: u32) {
        match folded {
            Folded::Solid(c) => self.solid(c, index),
            Folded::Soft(c) => self.soft(c, index),
        }
    }

    fn solid(&mut self, c: char, index: u32) {
        self.out.has_digits |= c.is_ascii_digit();
        let latin = c.is_ascii_alphanumeric();
        if latin && self.after_latin {
            self.run = None;
        } else {
            self.drop_run();
        }
        self.after_latin = latin;
        self.write(c, index);
    }

    fn soft(&mut self, c: char, index: u32) {
        if !self.after_latin {
            return; // would be taken back whatever follows
        }
        if self.run.is_none() {
            self.run = Some((self.out.marked.len(), self.expected));
        }
        if !(c == ' ' && self.out.marked.last() == Some(&' ')) {
            self.write(c, index);
        }
    }

    #[inline]
    fn write(&mut self, c: char, index: u32) {
        if index != self.expected {
            self.out.shifts.push(Shift { at: self.out.marked.len(), origin: index });
        }
        self.expected = index.saturating_add(1);
        self.out.marked.push(c);
    }

    fn drop_run(&mut self) {
        if let Some((length, expected)) = self.run.take() {
            self.out.marked.truncate(length);
            self.expected = expected;
            while self.out.shifts.pop_if(|shift| shift.at >= length).is_some() {}
        }
    }
}
