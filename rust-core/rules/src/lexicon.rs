//! Every phrase of every rule, found in one walk over a text.
//!
//! A phrase belongs to *atoms*: a term, the phrases of a rule, or the anchors of a pattern. One walk gives the places
//! of all atoms; whatever a rule needs is then looked up, never searched again.
//!
//! Phrases stand in groups under their first three characters, or all if they have fewer. At each character of a text
//! the index of the groups is asked for the next one, two and three, and nearly always has nothing. An Aho–Corasick
//! automaton does the same work byte by byte and takes thirty times as long to build (ADR 0009); a property test holds
//! the walk against one.

use crate::error::RuleError;
use crate::index::{Filter, Index, keep};
use std::collections::BTreeMap;

/// A group of phrases that are looked for together.
pub type Atom = u16;

/// How many places of one atom are kept: bounds the work on a text that repeats one word for 64 KiB.
const PLACES: u8 = 64;

/// The phrases of a rule set.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// All phrases, one behind the other, in order: those with equal beginnings stand together.
    text: String,
    phrases: Vec<Phrase>,
    atoms: Vec<Atom>,
    /// The first phrase of each group, by the hash of its key.
    groups: Index,
    /// The two characters with which phrases of three and more begin.
    pairs: Filter,
    atom_count: usize,
}

/// Small, because a start touches all of them.
#[derive(Debug)]
struct Phrase {
    /// Where its text begins, and how many bytes it has.
    text: u32,
    length: u8,
    /// How many atoms it belongs to, and where they begin.
    atom_count: u8,
    atoms: u32,
    /// Latin letters at an end must not go on: `td` is not in `std`.
    latin_start: bool,
    latin_end: bool,
    /// It is the first of its group.
    begins: bool,
}

/// Where an atom was found, in bytes of the normalised text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// What was found.
    pub atom: Atom,
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// The hits of one text, by atom and place. Reused from text to text.
#[derive(Debug, Default)]
pub struct Hits {
    sorted: Vec<Hit>,
    /// How many places of each atom were found, and where in `sorted` they begin.
    runs: Vec<(u8, u32)>,
    /// Hashes with which a phrase may begin, and where.
    candidates: Vec<(u32, usize)>,
}

impl Lexicon {
    /// The lexicon of normalised phrases, each with its atoms, of which there are `atom_count` in all.
    pub fn of(phrases: &BTreeMap<String, Vec<Atom>>, atom_count: usize) -> Result<Self, RuleError> {
        let texts: String = phrases.keys().map(String::as_str).collect();
        let small = |length: usize| u8::try_from(length).map_err(|_| RuleError::TooLarge);
        let sizes = phrases.iter().map(|(text, atoms)| Ok((small(text.len())?, small(atoms.len())?)));
        let sizes = sizes.collect::<Result<Vec<_>, RuleError>>()?;
        Self::laid_out(texts, &sizes, phrases.values().flatten().copied().collect(), atom_count)
    }

    /// The lexicon of phrases in order, one text behind the other, given the sizes of each: bytes and atoms.
    pub(crate) fn laid_out(
        text: String,
        sizes: &[(u8, u8)],
        atoms: Vec<Atom>,
        atom_count: usize,
    ) -> Result<Self, RuleError> {
        let mut phrases = Vec::with_capacity(sizes.len());
        let mut groups: Vec<(u32, u32)> = Vec::with_capacity(sizes.len());
        let mut pairs = Vec::with_capacity(sizes.len());
        let (mut at, mut atoms_at, mut key_before) = (0_u32, 0_u32, 0);
        for (index, (length, atom_count)) in (0..).zip(sizes) {
            let end = at.checked_add(u32::from(*length)).ok_or(RuleError::TooLarge)?;
            let phrase = text.get(wide(at)..wide(end)).ok_or(RuleError::Lexicon)?;
            let mut chars = phrase.chars();
            let (first, second, third) = (chars.next(), chars.next(), chars.next());
            let pair = key(code(first), code(second), 0);
            let own = key(code(first), code(second), code(third));
            let begins = own != key_before;
            if begins {
                groups.push((hash(own), index));
                if third.is_some() {
                    pairs.push(hash(pair));
                }
            }
            key_before = own;
            let bytes = phrase.as_bytes();
            phrases.push(Phrase {
                text: at,
                length: *length,
                atom_count: *atom_count,
                atoms: atoms_at,
                latin_start: bytes.first().is_some_and(u8::is_ascii_alphabetic),
                latin_end: bytes.last().is_some_and(u8::is_ascii_alphabetic),
                begins,
            });
            (at, atoms_at) = (end, atoms_at + u32::from(*atom_count));
        }
        if (wide(at), wide(atoms_at)) != (text.len(), atoms.len()) {
            return Err(RuleError::Lexicon);
        }
        let pairs = Filter::of(pairs.iter().copied(), pairs.len());
        Ok(Self { text, phrases, atoms, groups: Index::of(&groups), pairs, atom_count })
    }

    /// How many phrases are looked for, other spellings included.
    pub fn len(&self) -> usize {
        self.phrases.len()
    }

    /// True when nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Every phrase in order.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(|phrase| self.text.get(phrase.place()).unwrap_or_default())
    }

    /// Every phrase in order, with its atoms.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &[Atom])> {
        self.phrases().zip(&self.phrases).map(|(text, phrase)| (text, self.atoms_of(phrase)))
    }

    /// How many atoms there are, found or not.
    pub fn atom_count(&self) -> usize {
        self.atom_count
    }

    /// Finds every atom in a normalised text.
    pub fn find(&self, text: &str, hits: &mut Hits) {
        hits.clear(self.atom_count);
        let mut chars = text.char_indices();
        let (mut first, mut second) = (chars.next(), chars.next());
        while let Some((at, one)) = first {
            let third = chars.next();
            let (two, three) = (code(second.map(|(_, c)| c)), code(third.map(|(_, c)| c)));
            let one = u64::from(u32::from(one));
            let single = hash(key(one, 0, 0));
            let pair = hash(key(one, two, 0));
            let triple = hash(key(one, two, three));
            let candidates = &mut hits.candidates;
            keep(candidates, (single, at), self.groups.may_have(single));
            keep(candidates, (pair, at), (two != 0) & self.groups.may_have(pair));
            keep(
                candidates,
                (triple, at),
                (three != 0) & self.pairs.has(pair) & self.groups.may_have(triple),
            );
            (first, second) = (second, third);
        }
        let candidates = std::mem::take(&mut hits.candidates);
        for (hash, at) in &candidates {
            for group in self.groups.rows(*hash) {
                self.compare(text.as_bytes(), *at, wide(group), hits);
            }
        }
        hits.candidates = candidates;
        hits.sort();
    }

    /// Notes the phrases of a group that stand at a place.
    fn compare(&self, text: &[u8], at: usize, group: usize, hits: &mut Hits) {
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        let Some((first, others)) = self.phrases.get(group..).and_then(<[Phrase]>::split_first) else {
            return;
        };
        for phrase in std::iter::once(first).chain(others.iter().take_while(|phrase| !phrase.begins)) {
            let wanted = self.text.as_bytes().get(phrase.place()).unwrap_or_default();
            if let Some(after) = rest.strip_prefix(wanted)
                && phrase.stands_alone(before, after)
            {
                for atom in self.atoms_of(phrase) {
                    hits.add(*atom, at, at + wanted.len());
                }
            }
        }
    }

    fn atoms_of(&self, phrase: &Phrase) -> &[Atom] {
        let start = wide(phrase.atoms);
        self.atoms.get(start..start + usize::from(phrase.atom_count)).unwrap_or_default()
    }
}

/// Up to three characters in one number: each has 21 bits. Nought is no character.
fn key(first: u64, second: u64, third: u64) -> u64 {
    first << 42 | second << 21 | third
}

fn code(c: Option<char>) -> u64 {
    c.map_or(0, |c| u64::from(u32::from(c)))
}

fn hash(key: u64) -> u32 {
    u32::try_from(key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32).unwrap_or_default()
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl Phrase {
    fn place(&self) -> std::ops::Range<usize> {
        let start = wide(self.text);
        start..start + usize::from(self.length)
    }

    fn stands_alone(&self, before: &[u8], after: &[u8]) -> bool {
        let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        !(self.latin_start && letter(before.last()) || self.latin_end && letter(after.first()))
    }
}

impl Hits {
    /// The places of an atom in ascending order.
    pub fn of(&self, atom: Atom) -> &[Hit] {
        let (count, start) = self.runs.get(usize::from(atom)).copied().unwrap_or_default();
        self.sorted.get(wide(start)..wide(start) + usize::from(count)).unwrap_or_default()
    }

    /// The atoms that were found, each once.
    pub fn atoms(&self) -> impl Iterator<Item = Atom> {
        self.sorted.chunk_by(|a, b| a.atom == b.atom).filter_map(|run| run.first()).map(|hit| hit.atom)
    }

    /// True when an atom was found.
    #[inline]
    pub fn has(&self, atom: Atom) -> bool {
        self.runs.get(usize::from(atom)).is_some_and(|(count, _)| *count > 0)
    }

    fn sort(&mut self) {
        self.sorted.sort_unstable();
        let mut start = 0;
        for run in self.sorted.chunk_by(|a, b| a.atom == b.atom) {
            if let Some(first) = run.first()
                && let Some((count, at)) = self.runs.get_mut(usize::from(first.atom))
            {
                *at = start;
                start += u32::from(*count);
            }
        }
    }

    fn clear(&mut self, atoms: usize) {
        for hit in self.sorted.drain(..) {
            if let Some(run) = self.runs.get_mut(usize::from(hit.atom)) {
                *run = (0, 0);
            }
        }
        self.runs.resize(atoms, (0, 0));
        self.candidates.clear();
    }

    fn add(&mut self, atom: Atom, start: usize, end: usize) {
        if let Some((count, _)) = self.runs.get_mut(usize::from(atom)).filter(|(count, _)| *count < PLACES) {
            *count += 1;
            self.sorted.push(Hit { atom, start, end });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Hits, Lexicon};
    use crate::ready::lexicon;
    use crate::rules::Spelling;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn found(lexicon: &Lexicon, text: &str) -> BTreeSet<(u16, usize, usize)> {
        let mut hits = Hits::default();
        lexicon.find(text, &mut hits);
        hits.sorted.iter().map(|hit| (hit.atom, hit.start, hit.end)).collect()
    }

    #[test]
    fn phrases_of_any_length_overlap_and_latin_ones_stand_alone() {
        let phrases =
            [vec!["欠".to_owned(), "欠款".to_owned()], vec!["td".to_owned()], vec!["款逾期".to_owned()]];
        let lexicon = lexicon(&phrases, &[]).unwrap();
        assert_eq!(found(&lexicon, "欠款逾期"), [(0, 0, 3), (0, 0, 6), (2, 3, 12)].into());
        assert_eq!(found(&lexicon, "std td"), [(1, 4, 6)].into());
    }

    #[test]
    fn every_word_of_a_phrase_may_be_spelled_otherwise() {
        let spelling = Spelling { word: "逾期".to_owned(), spelled: vec!["yu期".to_owned()] };
        let lexicon = lexicon(&[vec!["已逾期".to_owned()]], &[spelling]).unwrap();
        assert_eq!(found(&lexicon, "已yu期").len(), 1);
        assert_eq!(lexicon.len(), 2);
    }

    proptest! {
        /// The automaton finds the same phrases at the same places.
        #[test]
        fn the_walk_finds_what_an_automaton_finds(
            phrases in prop::collection::btree_set("[甲乙丙丁]{1,4}", 1..12),
            text in "[甲乙丙丁戊]{0,40}",
        ) {
            let phrases: Vec<Vec<String>> = phrases.into_iter().map(|phrase| vec![phrase]).collect();
            let lexicon = lexicon(&phrases, &[]).unwrap();
            let automaton = aho_corasick::AhoCorasick::new(phrases.iter().map(|phrase| &phrase[0])).unwrap();
            let expected: BTreeSet<(u16, usize, usize)> = automaton
                .find_overlapping_iter(&text)
                .map(|one| (u16::try_from(one.pattern().as_usize()).unwrap(), one.start(), one.end()))
                .collect();
            prop_assert_eq!(found(&lexicon, &text), expected);
        }
    }
}
