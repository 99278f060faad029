//! Which rules are worth a try, given the atoms that were seen.

use crate::ruleset::Ready;
use dunlog_rules::Atom;

/// Rules that may fire given which atoms were seen: one bit for each rule.
#[derive(Debug)]
pub(crate) struct Watchers {
    words: usize,
    /// For each atom four sets of rules: those with it among their phrases, then those with it at the first, second and third
    /// place of `near`.
    bits: Vec<u64>,
    /// Rules without a second place, and those without a third.
    shorter: [Vec<u64>; 2],
}

/// Sets of rules for each atom.
const SETS: usize = 4;

impl Watchers {
    pub(crate) fn of(rules: &[Ready], atoms: usize) -> Self {
        let words = rules.len().div_ceil(64);
        let mut watchers =
            Self { words, bits: vec![0; words * SETS * atoms], shorter: [vec![0; words], vec![0; words]] };
        for (rule, ready) in rules.iter().enumerate() {
            let near = ready.near.iter().take(SETS - 1).map(|slot| slot.terms.as_slice());
            for (set, atoms) in std::iter::once(ready.phrases.as_slice()).chain(near).enumerate() {
                for atom in atoms {
                    mark(&mut watchers.bits, (usize::from(*atom) * SETS + set) * words, rule);
                }
            }
            for (shorter, places) in watchers.shorter.iter_mut().zip(2..) {
                if ready.near.len() < places {
                    mark(shorter, 0, rule);
                }
            }
        }
        watchers
    }

    /// The rules of which a phrase was seen, or a term for each of the first three places.
    #[inline]
    pub(crate) fn candidates(&self, atoms: &[Atom], seen: &mut Vec<u64>, candidates: &mut Vec<u64>) {
        seen.clear();
        seen.resize(self.words * SETS, 0);
        for atom in atoms {
            let start = usize::from(*atom) * seen.len();
            let watching = self.bits.get(start..start + seen.len()).unwrap_or_default();
            seen.iter_mut().zip(watching).for_each(|(seen, watching)| *seen |= watching);
        }
        let seen = |set: usize, word: usize| seen.get(set * self.words + word).copied().unwrap_or_default();
        let [no_second, no_third] = &self.shorter;
        candidates.clear();
        candidates.extend((0..).zip(no_second.iter().zip(no_third)).map(|(word, (no_second, no_third))| {
            seen(0, word) | seen(1, word) & (seen(2, word) | no_second) & (seen(3, word) | no_third)
        }));
    }
}

fn mark(bits: &mut [u64], start: usize, rule: usize) {
    if let Some(word) = bits.get_mut(start + rule / 64) {
        *word |= 1 << (rule % 64);
    }
}
