//! One walk over a text, which finds the phrases of the rules and the runs of characters that the model has learnt.
//!
//! At each character the index is asked for the next one, two and three, and nearly always has nothing. An Aho–Corasick
//! automaton does the work for phrases alone byte by byte and takes thirty times as long to build (ADR 0009); a property
//! test holds the walk against one.

use crate::error::RuleError;
use crate::gram::{Codes, Gram};
use crate::index::Index;
use crate::lexicon::{Hits, Lexicon};
use crate::normalise::Normalised;

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
    /// The learnt runs, each with its row.
    pub known: Vec<Known>,
    codes: Codes,
    candidates: Vec<Gram>,
    /// Groups of which a phrase may stand at a character.
    groups: Vec<(u16, u32)>,
}

/// A run of characters that was learnt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its row in the model.
    pub row: u16,
    /// First character of the normalised text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl Walker {
    /// A walker for the phrases of a lexicon and for learnt runs, given by their short hashes in the order of their rows.
    pub fn of(lexicon: Lexicon, learnt: &[u32]) -> Result<Self, RuleError> {
        let groups: Vec<(u32, u32)> = lexicon.groups().collect();
        Ok(Self { index: Index::of(learnt, &groups)?, lexicon })
    }

    /// The phrases.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The row of a learnt feature by its hash.
    pub fn row(&self, hash: u32) -> Option<u16> {
        self.index.row(hash)
    }

    /// Finds all phrases and learnt runs of a normalised text.
    pub fn walk(&self, text: &Normalised, walked: &mut Walked) {
        let Walked { hits, known, codes, candidates, groups } = walked;
        hits.clear(self.lexicon.atom_count());
        codes.read(text.chars());
        self.candidates(codes, candidates);
        self.look_up(candidates, known, groups);
        for (group, at) in groups.iter() {
            self.lexicon.compare(text.chars(), *at, *group, hits);
        }
    }

    /// Leaves the runs that the map of the index lets through.
    #[inline]
    fn candidates(&self, codes: &Codes, candidates: &mut Vec<Gram>) {
        candidates.resize(codes.most(), Gram::default());
        let mut count = 0;
        codes.plain_grams(|hash, at, length| {
            put(candidates, &mut count, codes.gram(hash, at, length), self.index.may_have(hash));
        });
        codes.folded_grams(|gram| put(candidates, &mut count, gram, self.index.may_have(gram.hash)));
        candidates.truncate(count);
    }

    /// Finds the rows and groups of the candidates.
    #[inline]
    fn look_up(&self, candidates: &[Gram], known: &mut Vec<Known>, groups: &mut Vec<(u16, u32)>) {
        known.resize(candidates.len(), Known::default());
        groups.resize(candidates.len(), (0, 0));
        let (mut known_count, mut group_count) = (0, 0);
        for Gram { hash, start, end } in candidates.iter().copied() {
            let mut entry = self.index.first(hash);
            loop {
                let row = Known { row: entry.row, start, end };
                put(known, &mut known_count, row, entry.has_row(hash));
                put(groups, &mut group_count, (entry.group, start), entry.has_group(hash));
                match self.index.next(entry) {
                    Some(next) => entry = next,
                    None => break,
                }
            }
        }
        known.truncate(known_count);
        groups.truncate(group_count);
    }
}

/// Puts an item behind the first `count` if it is to be kept, without a branch: a processor would guess wrong at every third
/// one, and each wrong guess costs as much as asking the index five times.
#[inline]
fn put<T>(items: &mut Vec<T>, count: &mut usize, item: T, is_kept: bool) {
    match items.get_mut(*count) {
        Some(slot) => *slot = item,
        None => items.push(item),
    }
    *count += usize::from(is_kept);
}

#[cfg(test)]
mod tests {
    use super::{Walked, Walker};
    use crate::gram::grams;
    use crate::index::short;
    use crate::lexicon::Lexicon;
    use crate::normalise::normalise;
    use crate::ready::lexicon;
    use crate::rules::Spelling;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn found(lexicon: Lexicon, text: &str) -> BTreeSet<(u16, u32, u32)> {
        let mut walked = Walked::default();
        Walker::of(lexicon, &[]).unwrap().walk(&normalise(text), &mut walked);
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
            grams(&text, |gram| expected.push((short(gram.hash), gram.start, gram.end)));
            let mut learnt: Vec<u32> = expected.iter().map(|(hash, _, _)| *hash).collect();
            learnt.sort_unstable();
            learnt.dedup();
            let walker = Walker::of(lexicon(&[], &[]).unwrap(), &learnt).unwrap();
            let mut walked = Walked::default();
            walker.walk(&text, &mut walked);
            let mut seen: Vec<(u32, u32, u32)> =
                walked.known.iter().map(|one| (learnt[usize::from(one.row)], one.start, one.end)).collect();
            expected.sort_unstable();
            seen.sort_unstable();
            assert_eq!(seen, expected);
        }
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
