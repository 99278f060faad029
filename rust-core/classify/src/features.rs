//! What the learnt model sees of a text: its characters one by one, in twos and in threes, and which terms and rules
//! were found.
//!
//! Every feature is a number of 32 bits, a hash of what it stands for, so that a model is one table and needs no list of words
//! beside it. Those of characters are found by the walk over the text (`dunlog-rules`); the few others have a name.

use crate::find::{Fired, Firing};
use crate::ruleset::Ruleset;
use dunlog_rules::{Atom, Kept, Known, Medium, Normalised, Walker, grams, long, short};

/// What was learnt of the features that have a name; nothing of a term or rule that none was learnt of.
#[derive(Debug, Default)]
pub(crate) struct NamedFeatures {
    terms: Vec<Option<Known>>,
    rules: Vec<Option<Known>>,
    message: Option<Known>,
    call: Option<Known>,
}

/// What a text was found to say: atoms of terms and rules, and where it came from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'a> {
    pub(crate) atoms: &'a [Atom],
    pub(crate) fired: &'a [Fired],
    pub(crate) medium: Medium,
}

impl<'a> Said<'a> {
    pub(crate) fn of(atoms: &'a [Atom], firing: &'a Firing, medium: Medium) -> Self {
        Self { atoms, fired: &firing.fired, medium }
    }
}

impl NamedFeatures {
    /// The features of terms, by atom, and of rules, by number.
    pub(crate) fn of<'a>(
        walker: &Walker,
        terms: impl Iterator<Item = &'a str>,
        rules: impl Iterator<Item = &'a str>,
    ) -> Self {
        let place = |id: &str| walker.feature(named(id));
        Self {
            terms: terms.map(place).collect(),
            rules: rules.map(place).collect(),
            message: place(medium(Medium::Message)),
            call: place(medium(Medium::Call)),
        }
    }

    /// Adds the features of what was found. The atoms of rules come behind those of the terms and have none.
    pub(crate) fn add(&self, said: Said<'_>, known: &mut Kept<Known>) {
        let of = |places: &[Option<Known>], at: usize| places.get(at).copied().flatten();
        let medium = match said.medium {
            Medium::Message => self.message,
            Medium::Call => self.call,
        };
        known.add(said.atoms.len() + said.fired.len() + 1, |known| {
            let mut put = |one: Option<Known>| known.put(one.unwrap_or_default(), one.is_some());
            said.atoms.iter().for_each(|atom| put(of(&self.terms, usize::from(*atom))));
            said.fired.iter().for_each(|one| put(of(&self.rules, one.rule)));
            put(medium);
        });
    }
}

/// All that a text shows: what is learnt from. Each as far as the index keeps it, so that what the classifier takes for another
/// feature is learnt from as that one.
pub(crate) fn all(set: &Ruleset, text: &Normalised, said: Said<'_>) -> Vec<u32> {
    let mut features = Vec::new();
    grams(text, |gram| features.push(gram.hash()));
    let terms = said.atoms.iter().filter_map(|atom| set.terms.get(usize::from(*atom)));
    features.extend(terms.map(|id| named(id)));
    features.extend(said.fired.iter().filter_map(|one| set.rule_id(one.rule)).map(|id| named(id)));
    features.push(named(medium(said.medium)));
    features.iter().map(|hash| long(short(*hash))).collect()
}

/// The feature of a rule or term that was found, by its id (FNV-1a).
fn named(id: &str) -> u32 {
    id.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn medium(medium: Medium) -> &'static str {
    match medium {
        Medium::Message => "medium:message",
        Medium::Call => "medium:call",
    }
}
