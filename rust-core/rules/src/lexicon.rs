//! Every phrase of every rule.
//!
//! A phrase belongs to *atoms*: a term, the phrases of a rule. One walk over a text (`walk.rs`) gives the places of all atoms;
//! whatever a rule needs is then looked up, never searched again. Phrases stand in groups under their first three
//! characters, or all if they have fewer.

use crate::error::RuleError;
use crate::gram::hash;
use crate::kept::Kept;
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
    /// Where each group begins among them, and where the last one ends.
    groups: Vec<u16>,
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
    /// [`GOES_ON`], [`LATIN_START`], [`LATIN_END`].
    look_at: u8,
}

/// There is more of it than its head.
const GOES_ON: u8 = 1;
/// Latin letters at an end must not go on: `td` is not in `std`.
const LATIN_START: u8 = 2;
const LATIN_END: u8 = 4;

/// A place of a text where the head of a phrase stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Begun {
    at: u32,
    phrase: u16,
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
    /// From the last of the text to the first, each with the next one of its atom.
    found: Vec<(Hit, u32)>,
    /// How many places of each atom were found, and the first of them.
    runs: Vec<Run>,
    /// The atoms that were found.
    atoms: Kept<Atom>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Run {
    count: u8,
    first: u32,
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
            let goes_on = chars.len() > IN_HEAD || has_wide(head(chars));
            let look_at = [
                (goes_on, GOES_ON),
                (is_latin(chars.first()), LATIN_START),
                (is_latin(chars.last()), LATIN_END),
            ];
            let phrase_at = u16::try_from(lexicon.phrases.len()).map_err(|_| RuleError::TooLarge)?;
            lexicon.phrases.push(Phrase {
                head: head(chars),
                text: large(start)?,
                length: small(chars.len())?,
                atom: atoms.get(atoms_at).copied().ok_or(RuleError::Lexicon)?,
                others: large(atoms_at + 1)?,
                other_count: small(own_atoms)?.checked_sub(1).ok_or(RuleError::Lexicon)?,
                look_at: look_at.into_iter().filter(|(is_so, _)| *is_so).map(|(_, flag)| flag).sum(),
            });
            if key != key_before {
                lexicon.groups.push(phrase_at);
            }
            (atoms_at, key_before) = (atoms_at + own_atoms, key);
        }
        if atoms_at != atoms.len() {
            return Err(RuleError::Lexicon);
        }
        lexicon.atoms = atoms;
        lexicon.groups.push(u16::try_from(lexicon.phrases.len()).map_err(|_| RuleError::TooLarge)?);
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

    /// The groups by number, each with the hash of how it begins.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (u32, u16)> {
        (0..).zip(&self.groups).filter_map(|(group, first)| {
            let text = self.text_of(self.phrases.get(usize::from(*first))?);
            let code = |at: usize| text.get(at).copied().unwrap_or_default();
            Some((hash(code(0), code(1), code(2)), group))
        })
    }

    /// Leaves the phrases of a group whose head stands at a place. All are compared before one of them is looked at: how that
    /// ends cannot be guessed, and until it is known the next ones are fetched.
    #[inline]
    pub(crate) fn begun(&self, text: &[char], at: u32, group: u16, begun: &mut Kept<Begun>) {
        let here = head(text.get(wide(at)..).unwrap_or_default());
        let Some([first, end]) = self.groups.get(usize::from(group)..).and_then(|all| all.first_chunk())
        else {
            return;
        };
        let phrases = self.phrases.get(usize::from(*first)..usize::from(*end)).unwrap_or_default();
        begun.add(phrases.len(), |list| {
            for (phrase, own) in (*first..).zip(phrases) {
                list.put(Begun { at, phrase }, here & mask(own.length) == own.head);
            }
        });
    }

    /// Notes a phrase whose head stands at a place if all of it does. The places of a text come from its end to its beginning,
    /// and so do the atoms of a place.
    #[inline]
    pub(crate) fn note(&self, text: &[char], begun: Begun, hits: &mut Hits) {
        let Begun { at, phrase } = begun;
        let Some(phrase) = self.phrases.get(usize::from(phrase)) else { return };
        if phrase.look_at == 0 || self.stands(phrase, text, wide(at)) {
            let hit = Hit { atom: phrase.atom, start: at, end: at + u32::from(phrase.length) };
            self.other_atoms(phrase).iter().rev().for_each(|atom| hits.add(Hit { atom: *atom, ..hit }));
            hits.add(hit);
        }
    }

    /// Whether all of a phrase stands at a place, and alone.
    fn stands(&self, phrase: &Phrase, text: &[char], at: usize) -> bool {
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        let has = |what: u8| phrase.look_at & what != 0;
        let letter = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
        let differs = has(GOES_ON) && !rest.starts_with(self.text_of(phrase));
        let is_part = has(LATIN_START) && letter(before.last())
            || has(LATIN_END) && letter(rest.get(usize::from(phrase.length)));
        !(differs || is_part)
    }

    fn text_of(&self, phrase: &Phrase) -> &[char] {
        let start = wide(phrase.text);
        self.text.get(start..start + usize::from(phrase.length)).unwrap_or_default()
    }

    fn atoms_of(&self, phrase: &Phrase) -> impl Iterator<Item = Atom> {
        std::iter::once(phrase.atom).chain(self.other_atoms(phrase).iter().copied())
    }

    #[inline]
    fn other_atoms(&self, phrase: &Phrase) -> &[Atom] {
        let start = wide(phrase.others);
        self.atoms.get(start..start + usize::from(phrase.other_count)).unwrap_or_default()
    }
}

/// The first characters of a text; nought where it has ended.
#[inline]
fn head(text: &[char]) -> Head {
    let code = |c: char| u64::from(u32::from(c).min(WIDE));
    match text.first_chunk() {
        Some([first, second, third, fourth]) => {
            code(*first) | code(*second) << 16 | code(*third) << 32 | code(*fourth) << 48
        }
        None => text.iter().rev().fold(0, |head, c| head << 16 | code(*c)),
    }
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
        self.atoms.items()
    }

    /// The same in the order in which they first stand in the text: what is learnt from must not depend on how they were found.
    pub fn in_order(&self) -> Vec<Atom> {
        let mut atoms: Vec<Atom> = Vec::new();
        for (hit, _) in self.found.iter().rev() {
            if !atoms.contains(&hit.atom) {
                atoms.push(hit.atom);
            }
        }
        atoms
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
        for atom in self.atoms.items() {
            if let Some(run) = self.runs.get_mut(usize::from(*atom)) {
                run.count = 0;
            }
        }
        self.found.clear();
        self.atoms.clear();
        self.runs.resize(atoms, Run::default());
    }

    fn add(&mut self, hit: Hit) {
        let (Some(run), Ok(place)) =
            (self.runs.get_mut(usize::from(hit.atom)), u32::try_from(self.found.len()))
        else {
            return;
        };
        // The same is done for the last place of an atom and for the others: which it is cannot be guessed. Behind the last one
        // stands nothing that matters, because the count ends there.
        let is_new = run.count == 0;
        self.atoms.add(1, |list| list.put(hit.atom, is_new));
        self.found.push((hit, run.first));
        run.first = place;
        run.count += u8::from(run.count < PLACES);
    }
}
