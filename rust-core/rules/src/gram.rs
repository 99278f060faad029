//! One, two or three characters in a row, as one number.
//!
//! Phrases are looked for by how they begin, and the model has learnt what short runs of characters say. Both ask for the
//! same runs, so both use the same numbers, and a text is walked over once (`walk.rs`).

use crate::normalise::Normalised;
use crate::place::{narrow, wide};
use std::ops::Range;

/// Where a text begins. A normalised text has no control characters, so these are the marks.
pub(crate) const START: char = '\u{1}';
/// Where it ends.
const END: char = '\u{2}';
/// Runs of digits, by length: up to three, up to six, longer. An amount is not a phone number, but which amount does not
/// matter to what was learnt.
const DIGITS: [char; 3] = ['\u{3}', '\u{4}', '\u{5}'];
/// Behind the end, so that every character has two marks behind it.
const PAD: char = '\u{6}';
/// What stands behind a text.
pub(crate) const MARKS: [char; 2] = [END, PAD];

/// Odd numbers with the bits of π: multilinear hashing, of which the upper half is spread evenly (Lemire and Kaser 2014).
const FACTORS: [u64; 3] = [0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7345, 0xA409_3822_299F_31D1];

/// A run of characters: its number and where it stands among the codes of a text, of which the first is the mark of its
/// beginning. In one word, because a hundred of them are written down for each text: 32 bits of number, then 24 of place and 8
/// of length. Where a text is longer than that, its places are cut off; no text of 64 KiB is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gram(u64);

impl Gram {
    /// The run of which the hash is the upper half of a sum.
    #[inline]
    fn of(sum: u64, start: u32, length: u32) -> Self {
        Self(sum & !u64::from(u32::MAX) | u64::from(start << 8 | length.min(0xFF)))
    }

    /// The number; those of two runs differ nearly always.
    #[inline]
    pub fn hash(self) -> u32 {
        upper(self.0)
    }

    /// Where it stands, in 32 bits: see [`codes`].
    #[inline]
    pub(crate) fn place(self) -> u32 {
        lower(self.0)
    }

    /// The first code, and one past the last.
    #[inline]
    pub fn codes(self) -> Range<u32> {
        codes(self.place())
    }
}

/// The first code of a place, and one past the last.
#[inline]
pub(crate) fn codes(place: u32) -> Range<u32> {
    place >> 8..(place >> 8).wrapping_add(place & 0xFF)
}

/// A text with each run of digits as one mark, and where each character begins. Kept from text to text.
#[derive(Debug, Default)]
pub(crate) struct FoldedDigits {
    marked: Vec<char>,
    starts: Vec<u32>,
}

/// The number of up to three characters; nought is none.
pub(crate) fn hash(first: char, second: char, third: char) -> u32 {
    let [_, _, all] = sums(first, second, third);
    upper(all)
}

/// Of the first, of the first two and of all three characters a sum, of which the upper half is their number: each goes on from the
/// one before.
#[inline]
fn sums(first: char, second: char, third: char) -> [u64; 3] {
    let [one, two, three] = FACTORS;
    let single = u64::from(first).wrapping_mul(one);
    let pair = single.wrapping_add(u64::from(second).wrapping_mul(two));
    let triple = pair.wrapping_add(u64::from(third).wrapping_mul(three));
    [single, pair, triple]
}

#[inline]
pub(crate) fn upper(sum: u64) -> u32 {
    u32::try_from(sum >> 32).unwrap_or_default()
}

#[inline]
pub(crate) fn lower(word: u64) -> u32 {
    u32::try_from(word & u64::from(u32::MAX)).unwrap_or_default()
}

/// Hands over what of a text is learnt from: every run of one, two and three, its beginning and end included, and digits
/// folded. Runs with digits come behind the others.
pub fn grams(text: &Normalised, emit: impl FnMut(Gram)) {
    let mut all = Vec::new();
    FoldedDigits::default().grams(text, &mut all);
    let run = |gram: &Gram| {
        let Range { start, end } = gram.codes();
        text.marked().get(wide(start)..wide(end)).unwrap_or(&[PAD])
    };
    let says_nothing = |gram: &Gram| run(gram).iter().all(|c| matches!(*c, START | END));
    all.retain(|gram| !(says_nothing(gram) || run(gram).contains(&PAD)));
    all.sort_by_key(|gram| run(gram).iter().any(char::is_ascii_digit));
    all.into_iter().for_each(emit);
}

/// The characters of a text of `length` that a range of its codes stands for: beginning and end of a text have a code and no
/// character.
#[inline]
pub fn characters(codes: Range<u32>, length: usize) -> Range<u32> {
    codes.start.saturating_sub(1)..codes.end.saturating_sub(1).min(narrow(length))
}

/// Leaves every run of one, two and three as it stands, by which phrases are found.
#[inline]
pub(crate) fn plain_grams(text: &Normalised, grams: &mut Vec<Gram>) {
    write_down(text.marked(), |at| (narrow(at), [1, 2, 3]), grams);
}

/// Leaves every run of one, two and three characters, given where the runs of each place begin among the codes of a text and how many
/// codes they have.
#[inline]
fn write_down(marked: &[char], codes: impl Fn(usize) -> (u32, [u32; 3]), grams: &mut Vec<Gram>) {
    let places = marked.windows(3);
    grams.resize(3 * places.len(), Gram::default());
    let (of_places, _) = grams.as_chunks_mut();
    // `array_windows` would be looked through in twice the time: what it hands over goes by way of the stack.
    for (at, (place, of_place)) in places.zip(of_places).enumerate() {
        let &[first, second, third] = place else { continue };
        let [single, pair, triple] = sums(first, second, third);
        let (start, [one, two, three]) = codes(at);
        *of_place =
            [Gram::of(single, start, one), Gram::of(pair, start, two), Gram::of(triple, start, three)];
    }
}

impl FoldedDigits {
    /// Leaves every run of one, two and three characters, where a run of digits is one, by which the model reads.
    pub(crate) fn grams(&mut self, text: &Normalised, grams: &mut Vec<Gram>) {
        self.read(text);
        let codes = |at: usize| {
            let starts = self.starts.get(at..).and_then(|starts| starts.first_chunk());
            let [start, one, two, three] = starts.copied().unwrap_or_default();
            (start, [one, two, three].map(|end: u32| end - start))
        };
        write_down(&self.marked, codes, grams);
    }

    fn read(&mut self, text: &Normalised) {
        let Self { marked, starts } = self;
        marked.clear();
        starts.clear();
        let mut at = 0_u32;
        for run in text.marked().chunk_by(|one, next| one.is_ascii_digit() && next.is_ascii_digit()) {
            starts.push(at);
            marked
                .extend(run.first().map(|c| if c.is_ascii_digit() { mark_of_digits(run.len()) } else { *c }));
            at += narrow(run.len());
        }
        starts.push(at);
    }
}

/// The mark for so many digits.
fn mark_of_digits(length: usize) -> char {
    match length {
        ..=3 => DIGITS[0],
        4..=6 => DIGITS[1],
        _ => DIGITS[2],
    }
}

#[cfg(test)]
mod tests {
    use super::{characters, grams, hash};
    use crate::normalise::normalise;
    use crate::place::wide;

    fn seen(text: &str) -> Vec<(String, u32)> {
        let normalised = normalise(text);
        let mut seen = Vec::new();
        grams(&normalised, |gram| {
            let place = characters(gram.codes(), normalised.chars().len());
            let words = &normalised.chars()[wide(place.start)..wide(place.end)];
            seen.push((words.iter().collect(), gram.hash()));
        });
        seen
    }

    fn words(text: &str) -> Vec<String> {
        seen(text).into_iter().map(|(words, _)| words).collect()
    }

    #[test]
    fn every_run_of_one_two_and_three_is_seen_once() {
        assert_eq!(words("欠款了"), ["欠", "欠款", "欠", "欠款", "欠款了", "款", "款了", "款了", "了", "了"]);
        assert!(words("").is_empty());
    }

    #[test]
    fn amounts_of_like_length_are_the_same_and_other_lengths_are_not() {
        let hashes = |text| seen(text).into_iter().map(|(_, hash)| hash).collect::<Vec<u32>>();
        assert_eq!(hashes("欠120元"), hashes("欠7元"));
        assert_ne!(hashes("欠120元"), hashes("欠12000元"));
        assert!(words("欠120元").contains(&"欠120元".to_owned()));
        assert!(!words("欠120元").contains(&"1".to_owned()));
    }

    #[test]
    fn order_and_length_matter() {
        let of = |text: &str| {
            let codes: Vec<char> = text.chars().chain(['\0'; 2]).collect();
            hash(codes[0], codes[1], codes[2])
        };
        let all = ["欠", "款", "欠款", "款欠", "欠欠", "欠款欠", "款欠欠"].map(of);
        for (at, one) in all.iter().enumerate() {
            assert!(!all[at + 1..].contains(one));
        }
    }
}
