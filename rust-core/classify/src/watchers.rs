//! Which rules are worth a try, given the atoms that were seen.

use crate::ruleset::Ready;
use dunlog_rules::Atom;

/// Rules that may fire given which atoms were seen: one bit for each rule.
#[derive(Debug)]
pub(crate) struct Watchers {
    /// How many words of bits there are for all rules.
    words: usize,
    /// For each atom, word by word.
    by_atom: Vec<Watching>,
    /// Word by word the rules without a second place, and those without a third.
    shorter: Vec<[u64; 2]>,
}

/// Sets of rules: those that have an atom among their phrases, then those that have it at the first, second and third place of
/// `near`.
pub(crate) type Watching = [u64; 4];

impl Watchers {
    pub(crate) fn of(rules: &[Ready], atoms: usize) -> Self {
        let words = rules.len().div_ceil(64);
        let mut watchers =
            Self { words, by_atom: vec![Watching::default(); words * atoms], shorter: vec![[0; 2]; words] };
        for (rule, ready) in rules.iter().enumerate() {
            let (word, bit) = (rule / 64, 1 << (rule % 64));
            let near = ready.near.iter().map(|slot| slot.terms.as_slice());
            for (set, atoms) in std::iter::once(ready.phrases.as_slice()).chain(near).enumerate() {
                for atom in atoms {
                    mark(watchers.by_atom.get_mut(usize::from(*atom) * words + word), set, bit);
                }
            }
            // Those without a second place, and those without a third.
            (ready.near.len().saturating_sub(1)..2)
                .for_each(|set| mark(watchers.shorter.get_mut(word), set, bit));
        }
        watchers
    }

    /// The rules of which a phrase was seen, or a term for each of the first three places.
    #[inline]
    pub(crate) fn candidates(&self, atoms: &[Atom], seen: &mut Vec<Watching>, candidates: &mut Vec<u64>) {
        seen.clear();
        seen.resize(self.words, Watching::default());
        for atom in atoms {
            let start = usize::from(*atom) * self.words;
            let watching = self.by_atom.get(start..start + self.words).unwrap_or_default();
            for (seen, watching) in seen.iter_mut().zip(watching) {
                seen.iter_mut().zip(watching).for_each(|(seen, watching)| *seen |= watching);
            }
        }
        candidates.clear();
        candidates.extend(seen.iter().zip(&self.shorter).map(
            |([phrases, first, second, third], [no_second, no_third])| {
                phrases | first & (second | no_second) & (third | no_third)
            },
        ));
    }
}

/// Puts a rule into a set, if there is one with this number.
fn mark<const SETS: usize>(sets: Option<&mut [u64; SETS]>, set: usize, bit: u64) {
    if let Some(set) = sets.and_then(|sets| sets.get_mut(set)) {
        *set |= bit;
    }
}
