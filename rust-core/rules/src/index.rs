//! What stands under a run of characters: a learnt feature, groups of phrases, or both.
//!
//! A map of bits says which hashes there may be, by their first 19 bits; what is not there most often ends
//! there. The place of what is there is the number of bits before its own (rank, Jacobson 1989): one look, without a
//! search. A byte at each place tells whether it is the feature that was asked for.

use crate::error::RuleError;
use crate::place::wide;

/// Hashes are kept to their first 24 bits: one foreign run in 300 is then taken for a known one. Phrases are compared
/// after that; to the model it is noise far below that of language, and its file is a quarter smaller.
pub const HASH_BITS: u32 = 24;

/// How many bits of a hash give its bit of the map: 64 KiB, and one foreign hash in ten is let through. With half of that it would
/// fit the nearest cache, but let twice as many through, which takes longer.
const MAP_BITS: u32 = 19;
const WORDS: usize = 1 << (MAP_BITS - 6);
/// So many places a number of 16 bits may name.
const PLACES: usize = 1 << 16;

/// What a byte holds besides the rest of the hash, which has five bits.
const FEATURE: u8 = 0x40;
const GROUPS: u8 = 0x80;

/// Features and groups by hash. Places are numbered from nought in the order of the hashes.
#[derive(Clone, Debug)]
pub struct Index {
    map: Box<[u64; WORDS]>,
    /// How many bits are set before each word.
    before: Box<[u16; WORDS]>,
    /// At each place, the rest of the hash of its feature, and what is there. One for every place that a number may name, so
    /// that none is checked.
    tags: Box<[u8; PLACES]>,
    /// The groups of all places, one behind the other, and where those of each place end.
    groups: Vec<u16>,
    ends: Vec<u16>,
}

/// A hash as far as it is kept.
#[inline]
pub fn short(hash: u32) -> u32 {
    hash >> (32 - HASH_BITS)
}

/// A hash of which no more is known than was kept.
#[inline]
pub fn long(short: u32) -> u32 {
    short << (32 - HASH_BITS)
}

/// The bit of a hash in the map. Of learnt features each must have its own.
#[inline]
pub fn bit(hash: u32) -> u32 {
    hash >> (32 - MAP_BITS)
}

impl Index {
    /// The index of learnt features, given by their short hashes, and of groups of phrases, given with their hashes. A feature
    /// whose bit is another one's is lost.
    pub fn of(features: &[u32], groups: &[(u32, u16)]) -> Result<Self, RuleError> {
        let mut index = Self {
            map: Box::new([0; WORDS]),
            before: Box::new([0; WORDS]),
            tags: Box::new([0; PLACES]),
            groups: vec![0; groups.len()],
            ends: Vec::new(),
        };
        let hashes = groups.iter().map(|(hash, _)| *hash);
        features.iter().map(|short| long(*short)).chain(hashes).for_each(|hash| index.mark(hash));
        let places = index.count()?;
        for short in features {
            let place = index.place(long(*short));
            if let Some(tag) = index.tags.get_mut(usize::from(place)).filter(|tag| **tag == 0) {
                *tag = rest(*short) | FEATURE;
            }
        }
        index.put(groups, places)?;
        Ok(index)
    }

    fn mark(&mut self, hash: u32) {
        let at = bit(hash);
        if let Some(word) = self.map.get_mut(wide(at / 64)) {
            *word |= 1 << (at % 64);
        }
    }

    /// Counts the bits before each word, and all.
    fn count(&mut self) -> Result<usize, RuleError> {
        let mut count = 0_u16;
        for (before, word) in self.before.iter_mut().zip(self.map.iter()) {
            *before = count;
            let here = u16::try_from(word.count_ones()).map_err(|_| RuleError::TooLarge)?;
            count = count.checked_add(here).ok_or(RuleError::TooLarge)?;
        }
        Ok(usize::from(count))
    }

    /// Puts each group behind the others of its place: a counting sort.
    fn put(&mut self, groups: &[(u32, u16)], places: usize) -> Result<(), RuleError> {
        let mut next = vec![0_u16; places + 1];
        for (hash, _) in groups {
            let place = usize::from(self.place(*hash));
            if let (Some(size), Some(tag)) = (next.get_mut(place + 1), self.tags.get_mut(place)) {
                *size = size.checked_add(1).ok_or(RuleError::TooLarge)?;
                *tag |= GROUPS;
            }
        }
        let mut end = 0_u16;
        for size in &mut next {
            end = end.checked_add(*size).ok_or(RuleError::TooLarge)?;
            *size = end;
        }
        self.ends = next.get(1..).unwrap_or_default().to_vec();
        for (hash, group) in groups {
            let place = usize::from(self.place(*hash));
            if let Some(at) = next.get_mut(place)
                && let Some(slot) = self.groups.get_mut(usize::from(*at))
            {
                *slot = *group;
                *at += 1;
            }
        }
        Ok(())
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.ends.len()
    }

    /// False when there is surely nothing under a hash. To be asked before [`Index::place`]: most often it ends there.
    #[inline]
    pub fn may_have(&self, hash: u32) -> bool {
        let at = bit(hash);
        self.map.get(wide(at / 64)).is_some_and(|word| word >> (at % 64) & 1 != 0)
    }

    /// The place of the bit of a hash, which must be set.
    #[inline]
    pub fn place(&self, hash: u32) -> u16 {
        let at = bit(hash);
        let word = self.map.get(wide(at / 64)).copied().unwrap_or_default();
        let before = self.before.get(wide(at / 64)).copied().unwrap_or_default();
        let earlier = (word & ((1 << (at % 64)) - 1)).count_ones();
        before.wrapping_add(u16::try_from(earlier).unwrap_or_default())
    }

    /// Whether the feature of a hash is at its place, and whether there are groups, which are to be compared.
    #[inline]
    pub fn at(&self, place: u16, hash: u32) -> (bool, bool) {
        let tag = self.tags.get(usize::from(place)).copied().unwrap_or_default();
        (tag & !GROUPS == rest(short(hash)) | FEATURE, tag & GROUPS != 0)
    }

    /// The groups at a place.
    #[inline]
    pub fn groups(&self, place: u16) -> &[u16] {
        let end = |at: usize| self.ends.get(at).copied().map_or(0, usize::from);
        let at = usize::from(place);
        self.groups.get(at.checked_sub(1).map_or(0, end)..end(at)).unwrap_or_default()
    }

    /// The place of a feature, if it is there.
    pub fn feature(&self, hash: u32) -> Option<u16> {
        let place = self.may_have(hash).then(|| self.place(hash));
        place.filter(|place| self.at(*place, hash).0)
    }
}

/// What of a short hash does not fit the map.
#[inline]
fn rest(short: u32) -> u8 {
    u8::try_from(short % (1 << (HASH_BITS - MAP_BITS))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{HASH_BITS, Index, MAP_BITS, bit, short};
    use proptest::prelude::*;

    #[test]
    fn an_empty_index_has_nothing() {
        let index = Index::of(&[], &[]).unwrap();
        assert!(!index.may_have(7) && index.feature(7).is_none() && index.groups(0).is_empty());
    }

    #[test]
    fn of_two_features_with_one_bit_the_first_stays() {
        let index = Index::of(&[0x00FF_FF01, 0x00FF_FF02], &[]).unwrap();
        assert_eq!(index.feature(0xFFFF_0100), Some(0));
        assert_eq!(index.feature(0xFFFF_0200), None);
    }

    proptest! {
        #[test]
        fn every_feature_and_group_is_found_under_its_hash(
            features in prop::collection::btree_set(0_u32..40, 0..30),
            groups in prop::collection::vec((0_u32..40, 0_u16..1000), 0..60),
            shift in HASH_BITS - MAP_BITS..HASH_BITS - MAP_BITS + 3,
        ) {
            let hash = |id: u32| id << (32 - HASH_BITS + shift);
            let of_features: Vec<u32> = features.iter().map(|id| short(hash(*id))).collect();
            let of_groups: Vec<(u32, u16)> = groups.iter().map(|(id, group)| (hash(*id), *group)).collect();
            let index = Index::of(&of_features, &of_groups).unwrap();
            for asked in 0..40 {
                let expected: Vec<u16> =
                    groups.iter().filter(|(own, _)| *own == asked).map(|(_, group)| *group).collect();
                prop_assert_eq!(index.feature(hash(asked)).is_some(), features.contains(&asked));
                let is_there = features.contains(&asked) || !expected.is_empty();
                prop_assert_eq!(index.may_have(hash(asked)), is_there);
                if is_there {
                    let place = index.place(hash(asked));
                    prop_assert_eq!(index.at(place, hash(asked)), (features.contains(&asked), !expected.is_empty()));
                    prop_assert_eq!(index.groups(place), &expected);
                    prop_assert!(usize::from(place) < index.places());
                }
            }
            prop_assert_eq!(bit(hash(1)), 1 << (shift + MAP_BITS - HASH_BITS));
        }
    }
}
