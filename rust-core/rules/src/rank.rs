//! A map of bits that tells how many are set before one of them (rank, Jacobson 1989): the place of what a bit stands for, in one
//! look and without a search.

use crate::place::wide;

/// A map of 64 bits for each of some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ranked<const WORDS: usize> {
    words: Box<[u64; WORDS]>,
    /// How many bits are set before each word.
    before: Box<[u32; WORDS]>,
}

impl<const WORDS: usize> Ranked<WORDS> {
    /// The map with these bits set; what lies behind its end is left out.
    pub(crate) fn of(bits: impl Iterator<Item = u32>) -> Self {
        let mut words: Box<[u64; WORDS]> = zeros();
        for bit in bits {
            if let Some(word) = words.get_mut(wide(bit / 64)) {
                *word |= 1 << (bit % 64);
            }
        }
        Self::of_words(words)
    }

    /// The map with the bits of these words set.
    pub(crate) fn of_words(words: Box<[u64; WORDS]>) -> Self {
        let mut before = zeros();
        let mut count = 0;
        for (before, word) in before.iter_mut().zip(words.iter()) {
            *before = count;
            count += word.count_ones();
        }
        Self { words, before }
    }

    /// The bits, 64 to a word, the first one lowest.
    pub(crate) fn words(&self) -> &[u64; WORDS] {
        &self.words
    }

    /// How many bits are set.
    pub(crate) fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether a bit is set.
    #[inline]
    pub(crate) fn has(&self, bit: u32) -> bool {
        self.words.get(wide(bit / 64)).is_some_and(|word| word >> (bit % 64) & 1 != 0)
    }

    /// How many bits are set before one.
    #[inline]
    pub(crate) fn rank(&self, bit: u32) -> u32 {
        let at = wide(bit / 64);
        let word = self.words.get(at).copied().unwrap_or_default();
        let before = self.before.get(at).copied().unwrap_or_default();
        let earlier = (word & ((1 << (bit % 64)) - 1)).count_ones();
        before.wrapping_add(earlier)
    }
}

/// Noughts that were never on the stack, which is small on a phone.
pub(crate) fn zeros<T: Clone + Default, const N: usize>() -> Box<[T; N]> {
    match vec![T::default(); N].try_into() {
        Ok(zeros) => zeros,
        Err(_) => unreachable!("so many were asked for"),
    }
}

#[cfg(test)]
mod tests {
    use super::Ranked;
    use crate::place::{narrow, wide};
    use proptest::prelude::*;

    const WORDS: usize = 700;

    fn end() -> u32 {
        narrow(64 * WORDS)
    }

    proptest! {
        #[test]
        fn the_rank_of_a_bit_is_how_many_are_set_before_it(
            bits in prop::collection::btree_set(0..end(), 0..200),
            asked in prop::collection::vec(0..end(), 0..50),
        ) {
            let map = Ranked::<WORDS>::of(bits.iter().copied());
            prop_assert_eq!(wide(map.count()), bits.len());
            for bit in bits.iter().copied().chain(asked) {
                prop_assert_eq!(map.has(bit), bits.contains(&bit));
                prop_assert_eq!(wide(map.rank(bit)), bits.range(..bit).count());
            }
        }
    }

    #[test]
    fn a_full_map_counts_every_bit() {
        let map = Ranked::<WORDS>::of(0..end());
        assert_eq!((map.rank(end() - 1), map.count()), (end() - 1, end()));
    }

    #[test]
    fn what_lies_behind_the_end_is_not_there() {
        let map = Ranked::<WORDS>::of(std::iter::once(end()));
        assert!(map.count() == 0 && !map.has(end()));
    }
}
