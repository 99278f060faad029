//! One, two or three characters in a row, as one number.
//!
//! Phrases are looked for by how they begin, and the model has learnt what short runs of characters say. Both ask for the
//! same runs, so both use the same numbers, and a text is walked over once (`walk.rs`).

use crate::normalise::Normalised;

/// Where a text begins.
const START: u32 = 1;
/// Where it ends.
const END: u32 = 2;
/// Runs of digits, by length: up to three, up to six, longer. An amount is not a phone number, but which amount does not
/// matter to what was learnt.
const DIGITS: [u32; 3] = [3, 4, 5];
/// Behind the end, so that every character has two behind it.
const PAD: u32 = 6;

/// Odd numbers with the bits of π: multilinear hashing, of which the upper half is spread evenly (Lemire and Kaser 2014).
const FACTORS: [u64; 3] = [0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7345, 0xA409_3822_299F_31D1];

/// A run of characters: its number, where it begins and how many characters it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gram {
    /// The number; those of two runs differ nearly always.
    pub hash: u32,
    /// First character of the normalised text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// The codes of a text, kept from text to text.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    plain: Vec<u32>,
    /// The same with each run of digits as one code, and where each begins; empty when there are no digits.
    folded: Vec<u32>,
    starts: Vec<u32>,
}

/// The number of up to three characters; nought is none.
pub(crate) fn hash(first: u32, second: u32, third: u32) -> u32 {
    let [one, two, three] = FACTORS;
    let sum = u64::from(first)
        .wrapping_mul(one)
        .wrapping_add(u64::from(second).wrapping_mul(two))
        .wrapping_add(u64::from(third).wrapping_mul(three));
    upper(sum)
}

#[inline]
fn upper(sum: u64) -> u32 {
    u32::try_from(sum >> 32).unwrap_or_default()
}

/// Hands over what of a text is learnt from: every run of one, two and three, its beginning and end included, and digits
/// folded.
pub fn grams(text: &Normalised, mut emit: impl FnMut(Gram)) {
    let mut codes = Codes::default();
    codes.read(text.chars());
    let digits = |at: u32, length: usize| {
        let run = codes.plain.iter().skip(wide(at)).take(length);
        run.clone().any(|code| is_digit(*code)) || run.clone().all(|code| matches!(*code, START | END | PAD))
    };
    codes.plain_grams(|hash, at, length| {
        let ends = codes.plain.get(wide(at)..wide(at) + length).is_none_or(|run| run.contains(&PAD));
        if !ends && !digits(at, length) {
            emit(codes.gram(hash, at, length));
        }
    });
    codes.folded_grams(&mut emit);
}

impl Codes {
    pub(crate) fn read(&mut self, text: &[char]) {
        let Self { plain, folded, starts } = self;
        plain.clear();
        plain.push(START);
        plain.extend(text.iter().map(|c| u32::from(*c)));
        plain.extend([END, PAD, PAD]);
        folded.clear();
        starts.clear();
        if plain.iter().any(|code| is_digit(*code)) {
            self.fold();
        }
    }

    /// Hands over every run of one, two and three as it stands: number, place among the codes, length.
    #[inline]
    pub(crate) fn plain_grams(&self, mut emit: impl FnMut(u32, u32, usize)) {
        let [one, two, three] = FACTORS;
        for (at, run) in (0_u32..).zip(self.plain.windows(3)) {
            let [first, second, third] = *run else { return };
            let single = u64::from(first).wrapping_mul(one);
            let pair = single.wrapping_add(u64::from(second).wrapping_mul(two));
            let triple = pair.wrapping_add(u64::from(third).wrapping_mul(three));
            emit(upper(single), at, 1);
            emit(upper(pair), at, 2);
            emit(upper(triple), at, 3);
        }
    }

    /// Hands over every run of one, two and three in which digits were folded.
    pub(crate) fn folded_grams(&self, mut emit: impl FnMut(Gram)) {
        let is_folded = |code: &u32| DIGITS.contains(code);
        for (run, starts) in self.folded.windows(3).zip(self.starts.windows(4)) {
            let ([first, second, third], [start, ends @ ..]) = (run, starts) else { return };
            let runs = [(*first, 0, 0), (*first, *second, 0), (*first, *second, *third)];
            for ((length, (a, b, c)), end) in (1..).zip(runs).zip(ends) {
                if run.iter().take(length).any(is_folded) && !run.iter().take(length).any(|code| *code == PAD)
                {
                    emit(Gram { hash: hash(a, b, c), start: *start, end: *end });
                }
            }
        }
    }

    /// The most runs that there may be.
    pub(crate) fn most(&self) -> usize {
        3 * (self.plain.len() + self.folded.len())
    }

    /// The place of a plain run in the text, without the marks of beginning and end.
    #[inline]
    pub(crate) fn gram(&self, hash: u32, at: u32, length: usize) -> Gram {
        let chars = u32::try_from(self.plain.len()).unwrap_or(u32::MAX).saturating_sub(4);
        let end = at.saturating_add(u32::try_from(length).unwrap_or_default());
        Gram { hash, start: at.saturating_sub(1), end: end.saturating_sub(1).min(chars) }
    }

    fn fold(&mut self) {
        let Self { plain, folded, starts } = self;
        let mut at = 0_u32; // of the text: the mark of its beginning has no width
        let mut codes = plain.iter().copied().peekable();
        while let Some(code) = codes.next() {
            starts.push(at);
            if is_digit(code) {
                let mut length = 1;
                while codes.next_if(|next| is_digit(*next)).is_some() {
                    length += 1;
                }
                at += length;
                folded.push(match length {
                    1..=3 => DIGITS[0],
                    4..=6 => DIGITS[1],
                    _ => DIGITS[2],
                });
            } else {
                at += u32::from(!matches!(code, START | END | PAD));
                folded.push(code);
            }
        }
        starts.push(at);
    }
}

#[inline]
fn is_digit(code: u32) -> bool {
    (u32::from(b'0')..=u32::from(b'9')).contains(&code)
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::{grams, hash};
    use crate::normalise::normalise;

    fn seen(text: &str) -> Vec<(String, u32)> {
        let normalised = normalise(text);
        let mut seen = Vec::new();
        grams(&normalised, |gram| {
            let place = usize::try_from(gram.start).unwrap()..usize::try_from(gram.end).unwrap();
            seen.push((normalised.chars()[place].iter().collect(), gram.hash));
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
            let codes: Vec<u32> = text.chars().map(u32::from).chain([0, 0]).collect();
            hash(codes[0], codes[1], codes[2])
        };
        let all = ["欠", "款", "欠款", "款欠", "欠欠", "欠款欠", "款欠欠"].map(of);
        for (at, one) in all.iter().enumerate() {
            assert!(!all[at + 1..].contains(one));
        }
    }
}
