//! One walk over a text, which finds the phrases of the rules and the runs of characters that the model has learnt.
//!
//! At each character the index is asked for the next one, two and three, and nearly always has nothing. An Aho–Corasick
//! automaton does the work for phrases alone byte by byte and takes thirty times as long to build (ADR 0009); a property
//! test holds the walk against one.

use crate::buckets::Buckets;
use crate::error::RuleError;
use crate::gram::{FoldedDigits, Gram, codes, lower, plain_grams, upper};
use crate::index::{Entry, Index};
use crate::kept::Kept;
use crate::lexicon::{Begun, Hits, Lexicon};
use crate::normalise::Normalised;
use std::ops::Range;

/// Phrases and learnt runs, made ready to be found.
#[derive(Debug)]
pub struct Walker {
    lexicon: Lexicon,
    index: Index,
}

/// What a text shows, and buffers that live from text to text.
#[derive(Debug, Default)]
pub struct Walked {
    /// The phrases.
    pub hits: Hits,
    /// The learnt features: runs in the order of the text, then what was added.
    pub known: Kept<Known>,
    /// How many of these are runs.
    runs: usize,
    folded: FoldedDigits,
    /// Every run: first as it stands, then with digits folded.
    grams: Vec<Gram>,
    /// Those with which a phrase may begin.
    beginnings: Kept<Gram>,
    /// Phrases of which the head stands in the text.
    begun: Kept<Begun>,
}

/// A learnt feature: what was learnt, in the upper half of a word, and where in the text it stands if it is a run of characters, in
/// the lower one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known(u64);

impl Known {
    #[inline]
    fn of(gram: Gram, entry: Entry) -> Self {
        Self(u64::from(entry.0) << 32 | u64::from(gram.place()))
    }

    /// What was learnt of it.
    #[inline]
    pub fn entry(self) -> Entry {
        Entry(upper(self.0))
    }

    /// The first code, and one past the last.
    #[inline]
    pub fn codes(self) -> Range<u32> {
        codes(lower(self.0))
    }
}

impl Walker {
    /// A walker for the phrases of a lexicon and for learnt features. Errors: too many phrases.
    pub fn of(lexicon: Lexicon, learnt: Buckets) -> Result<Self, RuleError> {
        Ok(Self { index: Index::of(learnt, lexicon.groups())?, lexicon })
    }

    /// The phrases.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The learnt feature with a hash, which has a name and no place.
    pub fn feature(&self, hash: u32) -> Option<Known> {
        self.index.feature(hash).map(|entry| Known::of(Gram::default(), entry))
    }

    /// Finds all phrases and learnt runs of a normalised text.
    pub fn walk(&self, text: &Normalised, walked: &mut Walked) {
        walked.hits.clear(self.lexicon.atom_count());
        self.look_up(text, walked);
        walked.begun.clear();
        for gram in walked.beginnings.items() {
            let at = gram.codes().start.saturating_sub(1); // a phrase never begins with the mark of a beginning
            for group in self.index.groups(gram.hash()) {
                self.lexicon.begun(text.chars(), at, group, &mut walked.begun);
            }
        }
        // Backwards, so that each hit goes before those of its atom that are there, and the first is known without a guess.
        for begun in walked.begun.items().iter().rev() {
            self.lexicon.note(text.chars(), *begun, &mut walked.hits);
        }
    }

    /// Leaves every run, those with which a phrase may begin and those that were learnt. Three times over the text, because each
    /// look is waited for: in a short loop a processor has more of them under way. The last one finds near what the second
    /// one fetched.
    #[inline]
    fn look_up(&self, text: &Normalised, walked: &mut Walked) {
        let Walked { folded, grams, beginnings, known, runs, .. } = walked;
        plain_grams(text, grams);
        beginnings.fill(grams.len(), |beginnings| {
            for gram in grams.iter().copied() {
                beginnings.put(gram, self.index.may_begin(gram.hash()));
            }
        });
        if text.has_digits() {
            folded.grams(text, grams);
        }
        known.fill(grams.len(), |known| {
            for gram in grams.iter().copied() {
                let (entry, is_learnt) = self.index.at(gram.hash());
                known.put(Known::of(gram, entry), is_learnt);
            }
        });
        *runs = known.items().len();
    }
}

impl Walked {
    /// The learnt features that have a place in the text.
    pub fn runs(&self) -> &[Known] {
        self.known.items().get(..self.runs).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, Walked, Walker};
    use crate::buckets::short;
    use crate::buckets::tests::buckets;
    use crate::gram::{grams, hash};
    use crate::lexicon::Lexicon;
    use crate::normalise::normalise;
    use crate::ready::lexicon;
    use crate::rules::Spelling;
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use std::ops::Range;

    fn found(lexicon: Lexicon, text: &str) -> BTreeSet<(u16, u32, u32)> {
        let mut walked = Walked::default();
        Walker::of(lexicon, buckets(&[])).unwrap().walk(&normalise(text), &mut walked);
        walked.hits.all().map(|hit| (hit.atom, hit.start, hit.end)).collect()
    }

    #[test]
    fn phrases_of_any_length_overlap_and_latin_ones_stand_alone() {
        let phrases =
            [vec!["欠".to_owned(), "欠款".to_owned()], vec!["td".to_owned()], vec!["款逾期".to_owned()]];
        let ready = || lexicon(&phrases, &[]).unwrap();
        assert_eq!(found(ready(), "欠款逾期"), [(0, 0, 1), (0, 0, 2), (2, 1, 4)].into());
        assert_eq!(found(ready(), "std td"), [(1, 4, 6)].into());
    }

    #[test]
    fn every_word_of_a_phrase_may_be_spelled_otherwise() {
        let spelling = Spelling { word: "逾期".to_owned(), spelled: vec!["yu期".to_owned()] };
        let lexicon = lexicon(&[vec!["已逾期".to_owned()]], &[spelling]).unwrap();
        assert_eq!(lexicon.len(), 2);
        assert_eq!(found(lexicon, "已yu期").len(), 1);
    }

    /// What is learnt from is what is found again: the walk takes short cuts that learning does not.
    #[test]
    fn every_run_that_is_learnt_from_is_found() {
        for text in ["欠款3天未还", "转5000元到6222000000", "a1", "7", "您好", ""] {
            let text = normalise(text);
            let mut expected = Vec::new();
            grams(&text, |gram| expected.push((short(gram.hash()), gram.codes())));
            let mut learnt: Vec<u32> = expected.iter().map(|(hash, _)| *hash).collect();
            learnt.sort_unstable();
            learnt.dedup();
            let numbered: Vec<(u32, u16)> = learnt.iter().copied().zip(1..).collect();
            let walker = Walker::of(lexicon(&[], &[]).unwrap(), buckets(&numbered)).unwrap();
            let mut walked = Walked::default();
            walker.walk(&text, &mut walked);
            let seen = |one: &Known| (learnt[usize::from(one.entry().number()) - 1], one.codes());
            let mut seen: Vec<(u32, Range<u32>)> = walked.runs().iter().map(seen).collect();
            expected.sort_by_key(|(hash, codes)| (*hash, codes.start));
            seen.sort_by_key(|(hash, codes)| (*hash, codes.start));
            assert_eq!(seen, expected);
        }
    }

    #[test]
    fn digits_as_they_stand_were_taken_for_a_run_that_was_learnt() {
        let digit = short(hash('7', '\0', '\0'));
        let walker = Walker::of(lexicon(&[], &[]).unwrap(), buckets(&[(digit, 1)])).unwrap();
        let mut walked = Walked::default();
        walker.walk(&normalise("欠7元"), &mut walked);
        assert!(walked.runs().is_empty(), "learning has seen how many digits there are, and not which");
    }

    #[test]
    fn places_of_a_phrase_come_in_the_order_of_the_text_and_the_first_of_many() {
        let phrases = [vec!["欠".to_owned(), "欠款".to_owned()], vec!["款".to_owned()]];
        let walker = Walker::of(lexicon(&phrases, &[]).unwrap(), buckets(&[])).unwrap();
        let mut walked = Walked::default();
        let mut places = |text: &str| -> Vec<(u32, u32)> {
            walker.walk(&normalise(text), &mut walked);
            walked.hits.of(0).map(|hit| (hit.start, hit.end)).collect()
        };
        assert_eq!(places("欠款,欠"), [(0, 1), (0, 2), (3, 4)]);
        let many = places(&"欠款".repeat(100));
        assert_eq!((many.len(), many[0], many[63]), (64, (0, 1), (62, 64)));
        assert!(many.is_sorted());
    }

    proptest! {
        /// The automaton finds the same phrases at the same places.
        #[test]
        fn the_walk_finds_what_an_automaton_finds(
            phrases in prop::collection::btree_set("[甲乙丙丁]{1,4}", 1..12),
            text in "[甲乙丙丁戊]{0,40}",
        ) {
            let phrases: Vec<Vec<String>> = phrases.into_iter().map(|phrase| vec![phrase]).collect();
            let automaton = aho_corasick::AhoCorasick::new(phrases.iter().map(|phrase| &phrase[0])).unwrap();
            let third = |at: usize| u32::try_from(at / 3).unwrap(); // three bytes a character
            let expected: BTreeSet<(u16, u32, u32)> = automaton
                .find_overlapping_iter(&text)
                .map(|one| (u16::try_from(one.pattern().as_usize()).unwrap(), third(one.start()), third(one.end())))
                .collect();
            prop_assert_eq!(found(lexicon(&phrases, &[]).unwrap(), &text), expected);
        }
    }
}
