//! Every phrase of every rule.
//!
//! A phrase belongs to *atoms*: a term, the phrases of a rule. One walk over a text (`walk.rs`) gives the places of all atoms;
//! whatever a rule needs is then looked up, never searched again. Phrases stand in groups under their first three
//! characters, or all if they have fewer.

use crate::error::RuleError;
use crate::gram::hash;
use crate::place::wide;
use std::collections::BTreeMap;

/// A group of phrases that are looked for together.
pub type Atom = u16;

/// How many places of one atom are kept: bounds the work on a text that repeats one word for 64 KiB.
const PLACES: u8 = 64;

/// The phrases of a rule set.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// All phrases, one behind the other, in order: those with equal beginnings stand together.
    text: Vec<char>,
    phrases: Vec<Phrase>,
    atoms: Vec<Atom>,
    atom_count: usize,
}

/// What most comparisons need is in the phrase itself: what lies elsewhere costs more to fetch than to compare.
#[derive(Debug)]
struct Phrase {
    /// Its first characters.
    head: Head,
    /// Where its text begins, and how many characters it has.
    text: u32,
    length: u8,
    /// Its first atom, where the others begin and how many they are.
    atom: Atom,
    others: u32,
    other_count: u8,
    /// Latin letters at an end must not go on: `td` is not in `std`.
    latin_start: bool,
    latin_end: bool,
    /// It is the first of its group.
    begins: bool,
}

/// Up to four characters side by side, so that one comparison does for all. Those beyond the basic plane are all alike.
type Head = u64;

const IN_HEAD: usize = 4;

/// Where an atom was found, in characters of the normalised text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// What was found.
    pub atom: Atom,
    /// Its first character.
    pub start: u32,
    /// One past its last character.
    pub end: u32,
}

/// The hits of one text, by atom and place. Reused from text to text.
#[derive(Debug, Default)]
pub struct Hits {
    /// In the order of the text, each with the next one of its atom.
    found: Vec<(Hit, u32)>,
    /// How many places of each atom were found, the first and the last of them.
    runs: Vec<Run>,
    /// The atoms that were found.
    atoms: Vec<Atom>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Run {
    count: u8,
    first: u32,
    last: u32,
}

impl Lexicon {
    /// The lexicon of normalised phrases, each with its atoms, of which there are `atom_count` in all.
    pub fn of(phrases: &BTreeMap<String, Vec<Atom>>, atom_count: usize) -> Result<Self, RuleError> {
        let entries = phrases.iter().map(|(text, atoms)| (text.as_str(), atoms.len()));
        Self::laid_out(entries, phrases.values().flatten().copied().collect(), atom_count)
    }

    /// The lexicon of phrases in order, each with how many of `atoms` are its own.
    pub(crate) fn laid_out<'a>(
        entries: impl Iterator<Item = (&'a str, usize)>,
        atoms: Vec<Atom>,
        atom_count: usize,
    ) -> Result<Self, RuleError> {
        let small = |length: usize| u8::try_from(length).map_err(|_| RuleError::TooLarge);
        let large = |length: usize| u32::try_from(length).map_err(|_| RuleError::TooLarge);
        let mut lexicon = Self { atom_count, ..Self::default() };
        let (mut atoms_at, mut key_before) = (0, [None; 3]);
        for (phrase, own_atoms) in entries {
            let start = lexicon.text.len();
            lexicon.text.extend(phrase.chars());
            let chars = lexicon.text.get(start..).unwrap_or_default();
            let key = [chars.first(), chars.get(1), chars.get(2)].map(<Option<&char>>::copied);
            let is_latin = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
            lexicon.phrases.push(Phrase {
                head: head(chars),
                text: large(start)?,
                length: small(chars.len())?,
                atom: atoms.get(atoms_at).copied().ok_or(RuleError::Lexicon)?,
                others: large(atoms_at + 1)?,
                other_count: small(own_atoms)?.checked_sub(1).ok_or(RuleError::Lexicon)?,
                latin_start: is_latin(chars.first()),
                latin_end: is_latin(chars.last()),
                begins: key != key_before,
            });
            (atoms_at, key_before) = (atoms_at + own_atoms, key);
        }
        if atoms_at != atoms.len() {
            return Err(RuleError::Lexicon);
        }
        lexicon.atoms = atoms;
        Ok(lexicon)
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
    pub fn phrases(&self) -> impl Iterator<Item = String> {
        self.phrases.iter().map(|phrase| self.text_of(phrase).iter().collect())
    }

    /// Every phrase in order, with its atoms.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (String, Vec<Atom>)> {
        self.phrases().zip(&self.phrases).map(|(text, phrase)| (text, self.atoms_of(phrase).collect()))
    }

    /// How many atoms there are, found or not.
    pub fn atom_count(&self) -> usize {
        self.atom_count
    }

    /// The first phrase of each group, with the hash of how the group begins.
    pub(crate) fn groups(&self) -> impl Iterator<Item = Result<(u32, u16), RuleError>> {
        let first = self.phrases.iter().enumerate().filter(|(_, phrase)| phrase.begins);
        first.map(|(index, phrase)| {
            let code = |at: usize| self.text_of(phrase).get(at).map_or(0, |c| u32::from(*c));
            let index = u16::try_from(index).map_err(|_| RuleError::TooLarge)?;
            Ok((hash(code(0), code(1), code(2)), index))
        })
    }

    /// Notes the phrases of a group that stand at a place.
    #[inline]
    pub(crate) fn compare(&self, text: &[char], at: u32, group: u16, hits: &mut Hits) {
        let (before, rest) = text.split_at_checked(wide(at)).unwrap_or_default();
        let here = head(rest);
        let phrases = self.phrases.get(usize::from(group)..).unwrap_or_default();
        let mut is_first = true;
        for phrase in phrases {
            if phrase.begins && !is_first {
                break;
            }
            is_first = false;
            if here & mask(phrase.length) == phrase.head
                && self.goes_on(phrase, rest)
                && phrase.stands_alone(before, rest)
            {
                for atom in self.atoms_of(phrase) {
                    hits.add(Hit { atom, start: at, end: at + u32::from(phrase.length) });
                }
            }
        }
    }

    /// Whether what the head of a phrase does not tell stands in a text, too.
    #[inline]
    fn goes_on(&self, phrase: &Phrase, text: &[char]) -> bool {
        usize::from(phrase.length) <= IN_HEAD && !has_wide(phrase.head)
            || text.starts_with(self.text_of(phrase))
    }

    fn text_of(&self, phrase: &Phrase) -> &[char] {
        let start = wide(phrase.text);
        self.text.get(start..start + usize::from(phrase.length)).unwrap_or_default()
    }

    fn atoms_of(&self, phrase: &Phrase) -> impl Iterator<Item = Atom> {
        let start = wide(phrase.others);
        let others = self.atoms.get(start..start + usize::from(phrase.other_count)).unwrap_or_default();
        std::iter::once(phrase.atom).chain(others.iter().copied())
    }
}

/// The first characters of a text; nought where it has ended.
#[inline]
fn head(text: &[char]) -> Head {
    text.iter().take(IN_HEAD).rev().fold(0, |head, c| head << 16 | u64::from(u32::from(*c).min(WIDE)))
}

/// What stands for a character beyond the basic plane.
const WIDE: u32 = 0xFFFF;

fn has_wide(head: Head) -> bool {
    (0..IN_HEAD).any(|at| head >> (16 * at) & u64::from(WIDE) == u64::from(WIDE))
}

/// The part of a head that a phrase of so many characters fills.
#[inline]
fn mask(length: u8) -> Head {
    if usize::from(length) >= IN_HEAD { Head::MAX } else { (1 << (16 * length)) - 1 }
}

impl Phrase {
    /// Whether its Latin letters, if any, end where it does. `text` begins with it.
    fn stands_alone(&self, before: &[char], text: &[char]) -> bool {
        let letter = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
        !(self.latin_start && letter(before.last())
            || self.latin_end && letter(text.get(usize::from(self.length))))
    }
}

impl Hits {
    /// The places of an atom in the order of the text.
    #[inline]
    pub fn of(&self, atom: Atom) -> impl Iterator<Item = Hit> + Clone {
        let run = self.runs.get(usize::from(atom)).copied().unwrap_or_default();
        let mut next = run.first;
        (0..run.count).map_while(move |_| {
            let (hit, after) = self.found.get(wide(next))?;
            next = *after;
            Some(*hit)
        })
    }

    /// The atoms that were found, each once.
    pub fn atoms(&self) -> &[Atom] {
        &self.atoms
    }

    /// True when an atom was found.
    #[inline]
    pub fn has(&self, atom: Atom) -> bool {
        self.runs.get(usize::from(atom)).is_some_and(|run| run.count > 0)
    }

    /// Every place of every atom.
    #[cfg(test)]
    pub(crate) fn all(&self) -> impl Iterator<Item = Hit> {
        self.found.iter().map(|(hit, _)| *hit)
    }

    pub(crate) fn clear(&mut self, atoms: usize) {
        for atom in self.atoms.drain(..) {
            if let Some(run) = self.runs.get_mut(usize::from(atom)) {
                run.count = 0;
            }
        }
        self.found.clear();
        self.runs.resize(atoms, Run::default());
    }

    fn add(&mut self, hit: Hit) {
        let (Some(run), Ok(place)) =
            (self.runs.get_mut(usize::from(hit.atom)), u32::try_from(self.found.len()))
        else {
            return;
        };
        match run.count {
            PLACES => return,
            0 => {
                run.first = place;
                self.atoms.push(hit.atom);
            }
            _ => {
                if let Some((_, next)) = self.found.get_mut(wide(run.last)) {
                    *next = place;
                }
            }
        }
        run.count += 1;
        run.last = place;
        self.found.push((hit, 0));
    }
}
