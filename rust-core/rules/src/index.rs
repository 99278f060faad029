//! What stands under a run of characters: a learnt feature, groups of phrases, or both.
//!
//! A map of bits says which hashes there may be, by their first 21 bits; what is not there most often ends
//! there. The place of what is there is the number of bits before its own (rank, Jacobson 1989): one look, without a
//! search. The entry at a place tells whether it is the feature that was asked for, and what was learnt of it.

use crate::error::RuleError;
use crate::place::wide;
use crate::rank::{Ranked, zeros};

/// Hashes are kept to their first 24 bits, in learning too: with a quarter of a million features one foreign run in 70 is then
/// taken for a known one. Phrases are compared after that; to the model it is noise far below that of language, and its file is
/// a quarter smaller.
pub const HASH_BITS: u32 = 24;

/// How many bits of a hash give its bit of the map: 256 KiB, and one foreign hash in nine is let through.
const MAP_BITS: u32 = 21;
/// So many places there are at most.
const PLACES: usize = 1 << 18;

/// So many bits has the number of what was learnt of a feature.
const NUMBER_BITS: u32 = 12;
/// So many numbers there are, nought among them, which stands for nothing.
pub const NUMBERS: usize = 1 << NUMBER_BITS;

/// A learnt feature: its short hash, and the number that stands for what was learnt, below [`NUMBERS`] and not nought.
pub type Feature = (u32, u16);

/// What an entry holds: the number of what was learnt, whether there are groups, and the rest of the hash.
const NUMBER: u16 = (1 << NUMBER_BITS) - 1;
const GROUPS: u16 = 1 << NUMBER_BITS;
const REST: u32 = NUMBER_BITS + 1;
const _: () = assert!(REST + HASH_BITS - MAP_BITS <= u16::BITS);

/// What the index holds of a hash: the entry at its place, in the lower half, and in the upper one that of the hash itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry(pub(crate) u32);

impl Entry {
    #[inline]
    fn of(hash: u32, entry: u16) -> Self {
        Self(hash & !u32::from(u16::MAX) | u32::from(entry))
    }

    /// The number that stands for what was learnt, below [`NUMBERS`].
    #[inline]
    pub fn number(self) -> u16 {
        u16::try_from(self.0 & u32::from(NUMBER)).unwrap_or_default()
    }

    /// The first 16 bits of the hash: two features of one text seldom share them.
    #[inline]
    pub fn mark(self) -> u16 {
        u16::try_from(self.0 >> 16).unwrap_or_default()
    }

    /// Whether the feature with this hash was learnt.
    #[inline]
    fn is(self, hash: u32) -> bool {
        let other = self.0 ^ u32::from(rest(short(hash)));
        (other & u32::from(u16::MAX << REST) == 0) & (self.number() != 0)
    }

    /// Whether there are groups of phrases, which are to be compared.
    #[inline]
    pub(crate) fn has_groups(self) -> bool {
        self.0 & u32::from(GROUPS) != 0
    }
}

/// Features and groups by hash. Places are numbered from nought in the order of the hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    pub(crate) map: Ranked<{ 1 << (MAP_BITS - 6) }>,
    /// One for every place that may be, so that none is checked.
    pub(crate) entries: Box<[u16; PLACES]>,
    /// The groups of all places, one behind the other; the places that have some, which are few; and where those of each end.
    pub(crate) groups: Vec<u16>,
    pub(crate) with_groups: Ranked<{ PLACES / 64 }>,
    pub(crate) ends: Vec<u16>,
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
    /// The index of learnt features and of groups of phrases, given with their hashes. A feature whose bit is another one's is lost.
    pub fn of(features: &[Feature], groups: &[(u32, u16)]) -> Result<Self, RuleError> {
        let hashes =
            features.iter().map(|(short, _)| long(*short)).chain(groups.iter().map(|(hash, _)| *hash));
        let map = Ranked::of(hashes.map(bit));
        if wide(map.count()) > PLACES {
            return Err(RuleError::TooLarge);
        }
        let mut entries: Box<[u16; PLACES]> = zeros();
        for (short, learnt) in features {
            let place = map.rank(bit(long(*short)));
            if let Some(entry) = entries.get_mut(wide(place)).filter(|entry| **entry == 0) {
                *entry = rest(*short) | learnt & NUMBER;
            }
        }
        let mut placed: Vec<(u32, u16)> =
            groups.iter().map(|(hash, group)| (map.rank(bit(*hash)), *group)).collect();
        placed.sort_by_key(|(place, _)| *place);
        let mut ends = Vec::new();
        for (at, (place, _)) in placed.iter().enumerate() {
            let is_last = placed.get(at + 1).is_none_or(|(next, _)| next != place);
            if is_last {
                ends.push(u16::try_from(at + 1).map_err(|_| RuleError::TooLarge)?);
            }
            if let Some(entry) = entries.get_mut(wide(*place)) {
                *entry |= GROUPS;
            }
        }
        Ok(Self {
            with_groups: places_with_groups(&entries),
            groups: placed.into_iter().map(|(_, group)| group).collect(),
            map,
            entries,
            ends,
        })
    }

    /// False when there is surely nothing under a hash. To be asked before anything else.
    #[inline]
    pub fn may_have(&self, hash: u32) -> bool {
        self.map.has(bit(hash))
    }

    /// The place of the bit of a hash, which must be set.
    #[inline]
    fn place(&self, hash: u32) -> u32 {
        self.map.rank(bit(hash))
    }

    /// What is held of a hash, whose bit must be set, and whether a feature with it was learnt.
    #[inline]
    pub(crate) fn at(&self, hash: u32) -> (Entry, bool) {
        let held = self.entries.get(wide(self.place(hash)) % PLACES).copied().unwrap_or_default();
        let entry = Entry::of(hash, held);
        (entry, entry.is(hash))
    }

    /// The groups under a hash, whose bit must be set.
    #[inline]
    pub fn groups(&self, hash: u32) -> &[u16] {
        let place = self.place(hash);
        if !self.with_groups.has(place) {
            return &[];
        }
        let nth = wide(self.with_groups.rank(place));
        let end = |nth: usize| self.ends.get(nth).copied().map_or(0, usize::from);
        self.groups.get(nth.checked_sub(1).map_or(0, end)..end(nth)).unwrap_or_default()
    }

    /// What was learnt of a feature, if it is there.
    pub fn feature(&self, hash: u32) -> Option<Entry> {
        let (entry, is_learnt) = self.may_have(hash).then(|| self.at(hash))?;
        is_learnt.then_some(entry)
    }
}

/// The places whose entries say that there are groups.
pub(crate) fn places_with_groups(entries: &[u16; PLACES]) -> Ranked<{ PLACES / 64 }> {
    Ranked::of((0..).zip(entries).filter(|(_, entry)| **entry & GROUPS != 0).map(|(place, _)| place))
}

/// What of a short hash does not fit the map, where an entry has it.
#[inline]
fn rest(short: u32) -> u16 {
    u16::try_from(short % (1 << (HASH_BITS - MAP_BITS))).unwrap_or_default() << REST
}

#[cfg(test)]
mod tests {
    use super::{Entry, HASH_BITS, Index, MAP_BITS, bit, long, short};
    use proptest::prelude::*;

    #[test]
    fn an_empty_index_has_nothing() {
        let index = Index::of(&[], &[]).unwrap();
        assert!(!index.may_have(7) && index.feature(7).is_none() && index.groups(0).is_empty());
    }

    #[test]
    fn a_number_of_more_than_twelve_bits_does_not_touch_the_rest() {
        let index = Index::of(&[(8, 0xF123)], &[]).unwrap();
        assert_eq!(index.feature(long(8)).map(Entry::number), Some(0x123));
        assert!(!index.at(long(8)).0.has_groups());
    }

    #[test]
    fn of_two_features_with_one_bit_the_first_stays() {
        let index = Index::of(&[(0x00FF_FF01, 7), (0x00FF_FF02, 8)], &[]).unwrap();
        assert_eq!(index.feature(0xFFFF_0100).map(Entry::number), Some(7));
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
            let number = |id: u32| u16::try_from(1 + id * 100).unwrap();
            let of_features: Vec<(u32, u16)> = features.iter().map(|id| (short(hash(*id)), number(*id))).collect();
            let of_groups: Vec<(u32, u16)> = groups.iter().map(|(id, group)| (hash(*id), *group)).collect();
            let index = Index::of(&of_features, &of_groups).unwrap();
            for asked in 0..40 {
                let expected: Vec<u16> =
                    groups.iter().filter(|(own, _)| *own == asked).map(|(_, group)| *group).collect();
                let learnt = features.contains(&asked).then(|| number(asked));
                prop_assert_eq!(index.feature(hash(asked)).map(Entry::number), learnt);
                let is_there = features.contains(&asked) || !expected.is_empty();
                prop_assert_eq!(index.may_have(hash(asked)), is_there);
                if is_there {
                    let (entry, is_learnt) = index.at(hash(asked));
                    let held = (is_learnt, entry.has_groups());
                    prop_assert_eq!(held, (learnt.is_some(), !expected.is_empty()));
                    prop_assert_eq!(u32::from(entry.mark()), hash(asked) >> 16);
                    prop_assert_eq!(index.groups(hash(asked)), &expected);
                }
            }
            prop_assert_eq!(bit(hash(1)), 1 << (shift + MAP_BITS - HASH_BITS));
        }
    }
}
