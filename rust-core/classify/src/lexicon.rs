//! Every phrase of every rule in one Aho–Corasick automaton.
//!
//! A phrase belongs to *atoms*: a term, the phrases of a rule, or the anchors of a pattern. One pass over a text
//! gives the places of all atoms; whatever a rule needs is then looked up, never searched again.

use crate::error::RuleError;
use crate::normalise::normalise;
use crate::rules::Spelling;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::{BTreeMap, BTreeSet};

/// A group of phrases that are looked for together.
pub(crate) type Atom = u16;

/// How many places of one atom are kept: bounds the work on a text that repeats one word for 64 KiB.
const PLACES: u8 = 64;

#[derive(Debug)]
pub(crate) struct Lexicon {
    automaton: AhoCorasick,
    patterns: Vec<Pattern>,
    atoms: usize,
}

#[derive(Debug)]
struct Pattern {
    atoms: Vec<Atom>,
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

impl Lexicon {
    /// Builds the automaton from phrases by atom.
    pub(crate) fn build(phrases: &[Vec<String>], spellings: &[Spelling]) -> Result<Self, RuleError> {
        let mut owners: BTreeMap<String, BTreeSet<Atom>> = BTreeMap::new();
        for (atom, phrases) in phrases.iter().enumerate() {
            let atom = Atom::try_from(atom).map_err(|_| RuleError::TooLarge)?;
            for phrase in phrases.iter().flat_map(|phrase| spelled_out(phrase, spellings)) {
                owners.entry(phrase).or_default().insert(atom);
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(owners.keys())
            .map_err(|_| RuleError::TooLarge)?;
        let patterns = owners.into_iter().map(|(phrase, atoms)| Pattern {
            atoms: atoms.into_iter().collect(),
            latin_start: phrase.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic()),
            latin_end: phrase.bytes().last().is_some_and(|byte| byte.is_ascii_alphabetic()),
        });
        Ok(Self { automaton, patterns: patterns.collect(), atoms: phrases.len() })
    }

    /// How many phrases are looked for, other spellings included.
    pub(crate) fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Finds every atom in a normalised text.
    pub(crate) fn find(&self, text: &str, hits: &mut Hits) {
        hits.clear(self.atoms);
        for found in self.automaton.find_overlapping_iter(text) {
            let Some(pattern) = self.patterns.get(found.pattern().as_usize()) else {
                continue;
            };
            if pattern.stands_alone(text.as_bytes(), found.start(), found.end()) {
                for atom in &pattern.atoms {
                    hits.add(*atom, found.start(), found.end());
                }
            }
        }
        hits.sorted.sort_unstable();
    }
}

impl Pattern {
    fn stands_alone(&self, text: &[u8], start: usize, end: usize) -> bool {
        let letter = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_alphabetic);
        !(self.latin_start && letter(start.checked_sub(1)) || self.latin_end && letter(Some(end)))
    }
}

impl Hits {
    /// The places of an atom in ascending order.
    pub(crate) fn of(&self, atom: Atom) -> &[Hit] {
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

/// A phrase as it is searched, and once for each other spelling of each word in it.
fn spelled_out(phrase: &str, spellings: &[Spelling]) -> Vec<String> {
    let plain = normalise(phrase).as_str().to_owned();
    let others = spellings.iter().filter(|spelling| plain.contains(&spelling.word)).flat_map(|spelling| {
        let spell = |other: &String| plain.replace(&spelling.word, normalise(other).as_str());
        spelling.spelled.iter().map(spell).collect::<Vec<_>>()
    });
    let mut all: Vec<String> = others.collect();
    all.push(plain.clone());
    all.retain(|phrase| !phrase.is_empty());
    all
}
