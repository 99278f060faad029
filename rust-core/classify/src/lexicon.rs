//! Every phrase of every rule, found in one walk over a text.
//!
//! A phrase belongs to *atoms*: a term, the phrases of a rule, or the anchors of a pattern. One walk gives the places
//! of all atoms; whatever a rule needs is then looked up, never searched again.
//!
//! The phrases stand in a table under their first three characters, or all if they have fewer. At each character of a
//! text with which a phrase may begin the table is asked for the next two, and nearly always has nothing. An Aho–Corasick automaton does the same work byte by byte and takes thirty times as
//! long to build, at every start of an app (ADR 0009); a property test holds the walk against one.

use crate::error::RuleError;
use crate::normalise::normalise;
use crate::rules::Spelling;
use std::collections::HashSet;

/// A group of phrases that are looked for together.
pub(crate) type Atom = u16;

/// How many places of one atom are kept: bounds the work on a text that repeats one word for 64 KiB.
const PLACES: u8 = 64;

#[derive(Debug)]
pub(crate) struct Lexicon {
    /// In order, so that those with equal beginnings stand together.
    phrases: Vec<Phrase>,
    atoms: Vec<Atom>,
    /// Which one or two characters phrases begin with, as a filter small enough for the nearest cache: one bit for each
    /// of 65,536 hashes. A text that has nothing to find never leaves it.
    beginnings: Vec<u64>,
    /// Slots of key and range of `phrases`; a power of two of them. Two characters with which only longer phrases begin
    /// have a slot with an empty range.
    table: Vec<(u64, u32, u32)>,
    atom_count: usize,
}

#[derive(Debug)]
struct Phrase {
    text: Box<str>,
    /// Range of `atoms`.
    atoms: (u32, u32),
    /// Latin letters at an end must not go on: `td` is not in `std`.
    latin_start: bool,
    latin_end: bool,
}

/// Where an atom was found, in bytes of the normalised text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    pub(crate) atom: Atom,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The hits of one text, by atom and place. Reused from text to text.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    sorted: Vec<Hit>,
    counts: Vec<u8>,
}

/// No key: the first character of a key is never this.
const FREE: u64 = u64::MAX;

impl Lexicon {
    /// Builds the table from phrases by atom.
    pub(crate) fn build(phrases: &[Vec<String>], spellings: &[Spelling]) -> Result<Self, RuleError> {
        let spellings = Spellings::of(spellings);
        let mut owned: Vec<(String, Atom)> = Vec::new();
        for (atom, phrases) in phrases.iter().enumerate() {
            let atom = Atom::try_from(atom).map_err(|_| RuleError::TooLarge)?;
            for phrase in phrases {
                spellings.spell_out(phrase, |spelled| owned.push((spelled, atom)));
            }
        }
        owned.sort_unstable();
        owned.dedup();
        let mut lexicon = Self {
            phrases: Vec::with_capacity(owned.len()),
            atoms: Vec::new(),
            beginnings: vec![0; 1024],
            // Each phrase has at most two keys; the walk to a free slot must end.
            table: vec![(FREE, 0, 0); owned.len().saturating_mul(2).saturating_add(1).next_power_of_two()],
            atom_count: phrases.len(),
        };
        for same in owned.chunk_by_mut(|a, b| a.0 == b.0) {
            let atoms = same.iter().map(|(_, atom)| *atom).collect::<Vec<_>>();
            if let Some((phrase, _)) = same.first_mut() {
                lexicon.add(std::mem::take(phrase), &atoms)?;
            }
        }
        Ok(lexicon)
    }

    fn add(&mut self, phrase: String, atoms: &[Atom]) -> Result<(), RuleError> {
        let number = |length: usize| u32::try_from(length).map_err(|_| RuleError::TooLarge);
        let index = number(self.phrases.len())?;
        let from = number(self.atoms.len())?;
        self.atoms.extend_from_slice(atoms);
        let mut chars = phrase.chars();
        let (first, second, third) = (chars.next(), chars.next(), chars.next());
        let Some(first) = first else {
            return Ok(());
        };
        self.mark(key(first, second, None));
        if third.is_some() {
            self.enter(key(first, second, None), index, 0);
        }
        self.enter(key(first, second, third), index, 1);
        self.phrases.push(Phrase {
            latin_start: phrase.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic()),
            latin_end: phrase.bytes().last().is_some_and(|byte| byte.is_ascii_alphabetic()),
            text: phrase.into_boxed_str(),
            atoms: (from, number(self.atoms.len())?),
        });
        Ok(())
    }

    /// Puts `more` phrases from `index` on under a key.
    fn enter(&mut self, key: u64, index: u32, more: u32) {
        let slot = self.slot(key);
        if let Some((found, start, length)) = self.table.get_mut(slot) {
            if *length == 0 {
                (*found, *start) = (key, index);
            }
            *length += more;
        }
    }

    /// How many phrases are looked for, other spellings included.
    pub(crate) fn len(&self) -> usize {
        self.phrases.len()
    }

    /// Every phrase, for measuring against another way of finding them.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(|phrase| &*phrase.text)
    }

    /// Finds every atom in a normalised text.
    pub(crate) fn find(&self, text: &str, hits: &mut Hits) {
        hits.clear(self.atom_count);
        let mut chars = text.char_indices();
        while let Some((at, first)) = chars.next() {
            let mut next = chars.clone().map(|(_, c)| c);
            let (second, third) = (next.next(), next.next());
            let (one, two) = (key(first, None, None), key(first, second, None));
            if self.is_beginning(one) {
                self.look(text, at, one, hits);
            }
            if second.is_some() && self.is_beginning(two) && self.look(text, at, two, hits) && third.is_some()
            {
                self.look(text, at, key(first, second, third), hits);
            }
        }
        hits.sorted.sort_unstable();
    }

    /// Notes the phrases under a key that stand at a place. False when the key is not known.
    fn look(&self, text: &str, at: usize, key: u64, hits: &mut Hits) -> bool {
        let Some(&(found, start, length)) = self.table.get(self.slot(key)) else {
            return false;
        };
        if found == FREE {
            return false;
        }
        let (start, length) = (wide(start), wide(length));
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        for phrase in self.phrases.get(start..start + length).unwrap_or_default() {
            let end = at + phrase.text.len();
            if rest.starts_with(phrase.text.as_bytes()) && phrase.stands_alone(text.as_bytes(), at, end) {
                for atom in self.atoms.get(wide(phrase.atoms.0)..wide(phrase.atoms.1)).unwrap_or_default() {
                    hits.add(*atom, at, end);
                }
            }
        }
        true
    }

    /// The slot of a key, or the free one where it would stand.
    fn slot(&self, key: u64) -> usize {
        let last = self.table.len().saturating_sub(1);
        let mut slot = usize::try_from(mix(key) >> 16).unwrap_or_default() & last;
        while self.table.get(slot).is_some_and(|(found, ..)| *found != key && *found != FREE) {
            slot = (slot + 1) & last;
        }
        slot
    }

    fn mark(&mut self, key: u64) {
        let (word, bit) = bit(key);
        if let Some(word) = self.beginnings.get_mut(word) {
            *word |= bit;
        }
    }

    fn is_beginning(&self, key: u64) -> bool {
        let (word, bit) = bit(key);
        self.beginnings.get(word).is_some_and(|word| word & bit != 0)
    }
}

/// Up to three characters in one number: each has 21 bits.
fn key(first: char, second: Option<char>, third: Option<char>) -> u64 {
    let code = |c: Option<char>| c.map_or(0, |c| u64::from(u32::from(c)));
    code(Some(first)) << 42 | code(second) << 21 | code(third)
}

/// The bit of the filter for a key.
fn bit(key: u64) -> (usize, u64) {
    let hash = mix(key) >> 48;
    (usize::try_from(hash / 64).unwrap_or_default(), 1 << (hash % 64))
}

fn mix(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl Phrase {
    fn stands_alone(&self, text: &[u8], start: usize, end: usize) -> bool {
        let letter = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_alphabetic);
        !(self.latin_start && letter(start.checked_sub(1)) || self.latin_end && letter(Some(end)))
    }
}

impl Hits {
    /// The places of an atom in ascending order.
    pub(crate) fn of(&self, atom: Atom) -> &[Hit] {
        if !self.has(atom) {
            return &[];
        }
        let start = self.sorted.partition_point(|hit| hit.atom < atom);
        let end = self.sorted.partition_point(|hit| hit.atom <= atom);
        self.sorted.get(start..end).unwrap_or_default()
    }

    /// The atoms that were found, each once.
    pub(crate) fn atoms(&self) -> impl Iterator<Item = Atom> {
        self.sorted.chunk_by(|a, b| a.atom == b.atom).filter_map(|run| run.first()).map(|hit| hit.atom)
    }

    pub(crate) fn has(&self, atom: Atom) -> bool {
        self.counts.get(usize::from(atom)).is_some_and(|count| *count > 0)
    }

    fn clear(&mut self, atoms: usize) {
        for hit in self.sorted.drain(..) {
            if let Some(count) = self.counts.get_mut(usize::from(hit.atom)) {
                *count = 0;
            }
        }
        self.counts.resize(atoms, 0);
    }

    fn add(&mut self, atom: Atom, start: usize, end: usize) {
        if let Some(count) = self.counts.get_mut(usize::from(atom)).filter(|count| **count < PLACES) {
            *count += 1;
            self.sorted.push(Hit { atom, start, end });
        }
    }
}

/// Words with the other ways to write them, normalised once.
struct Spellings<'a> {
    words: Vec<(&'a str, Vec<String>)>,
    /// The characters that the words begin with: a phrase without any of them has no other spelling.
    first: HashSet<char>,
}

impl<'a> Spellings<'a> {
    fn of(spellings: &'a [Spelling]) -> Self {
        let other = |spelled: &String| normalise(spelled).as_str().to_owned();
        let words = spellings.iter().map(|one| (one.word.as_str(), one.spelled.iter().map(other).collect()));
        let first = spellings.iter().filter_map(|one| one.word.chars().next()).collect();
        Self { words: words.collect(), first }
    }

    /// Hands over a phrase as it is searched, and once for each other spelling of each word in it.
    fn spell_out(&self, phrase: &str, mut emit: impl FnMut(String)) {
        let plain = normalise(phrase).as_str().to_owned();
        if plain.is_empty() {
            return;
        }
        if plain.chars().any(|c| self.first.contains(&c)) {
            for (word, others) in self.words.iter().filter(|(word, _)| plain.contains(word)) {
                others.iter().for_each(|other| emit(plain.replace(word, other)));
            }
        }
        emit(plain);
    }
}

#[cfg(test)]
mod tests {
    use super::{Hits, Lexicon};
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
        let lexicon = Lexicon::build(&phrases, &[]).unwrap();
        assert_eq!(found(&lexicon, "欠款逾期"), [(0, 0, 3), (0, 0, 6), (2, 3, 12)].into());
        assert_eq!(found(&lexicon, "std td"), [(1, 4, 6)].into());
    }

    #[test]
    fn every_word_of_a_phrase_may_be_spelled_otherwise() {
        let spelling = Spelling { word: "逾期".to_owned(), spelled: vec!["yu期".to_owned()] };
        let lexicon = Lexicon::build(&[vec!["已逾期".to_owned()]], &[spelling]).unwrap();
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
            let lexicon = Lexicon::build(&phrases, &[]).unwrap();
            let automaton = aho_corasick::AhoCorasick::new(phrases.iter().map(|phrase| &phrase[0])).unwrap();
            let expected: BTreeSet<(u16, usize, usize)> = automaton
                .find_overlapping_iter(&text)
                .map(|one| (u16::try_from(one.pattern().as_usize()).unwrap(), one.start(), one.end()))
                .collect();
            prop_assert_eq!(found(&lexicon, &text), expected);
        }
    }
}
