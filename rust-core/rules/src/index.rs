//! What stands under a run of characters: a learnt feature, groups of phrases, or both.

use crate::buckets::Buckets;
use crate::error::RuleError;

/// What is held of a learnt feature: the first 16 bits of its hash, in the upper half, and in the lower one the number that stands
/// for what was learnt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry(pub(crate) u32);

impl Entry {
    #[inline]
    fn of(hash: u32, number: u16) -> Self {
        Self(hash & !u32::from(u16::MAX) | u32::from(number))
    }

    /// The number that stands for what was learnt, below [`crate::NUMBERS`].
    #[inline]
    pub fn number(self) -> u16 {
        u16::try_from(self.0 & u32::from(u16::MAX)).unwrap_or_default()
    }

    /// The first 16 bits of the hash: two features of one text seldom share them.
    #[inline]
    pub fn mark(self) -> u16 {
        u16::try_from(self.0 >> 16).unwrap_or_default()
    }
}

/// Features and groups by hash.
#[derive(Debug)]
pub struct Index {
    buckets: Buckets,
    /// Behind one that is none, which ends each chain.
    groups: Vec<Group>,
}

/// A group of phrases, with the hash of how they begin and the place of the next group of its bucket.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    hash: u32,
    number: u16,
    next: u16,
}

impl Index {
    /// The index of learnt features and of groups of phrases, given with their hashes. Errors: too many groups.
    pub(crate) fn of(
        mut buckets: Buckets,
        groups: impl Iterator<Item = (u32, u16)>,
    ) -> Result<Self, RuleError> {
        let mut all = vec![Group::default()];
        for (hash, number) in groups {
            let place = u16::try_from(all.len()).map_err(|_| RuleError::TooLarge)?;
            all.push(Group { hash, number, next: buckets.begin(hash, place) });
        }
        Ok(Self { buckets, groups: all })
    }

    /// What was learnt of the feature with a hash, and whether there is one.
    #[inline]
    pub(crate) fn at(&self, hash: u32) -> (Entry, bool) {
        let number = self.buckets.at(hash);
        (Entry::of(hash, number), number != 0)
    }

    /// False when surely no phrase begins with a hash.
    #[inline]
    pub(crate) fn may_begin(&self, hash: u32) -> bool {
        self.buckets.may_begin(hash)
    }

    /// The groups that begin with a hash.
    #[inline]
    pub(crate) fn groups(&self, hash: u32) -> impl Iterator<Item = u16> {
        let mut place = self.buckets.last(hash);
        let of_bucket = std::iter::from_fn(move || {
            let group = self.groups.get(usize::from(place)).filter(|_| place != 0)?;
            place = group.next;
            Some(group)
        });
        of_bucket.filter(move |group| group.hash == hash).map(|group| group.number)
    }

    /// What was learnt of a feature, if it is there.
    pub(crate) fn feature(&self, hash: u32) -> Option<Entry> {
        let (entry, is_learnt) = self.at(hash);
        is_learnt.then_some(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Index};
    use crate::buckets::long;
    use crate::buckets::tests::buckets;
    use proptest::prelude::*;

    #[test]
    fn an_empty_index_has_nothing() {
        let index = Index::of(buckets(&[]), std::iter::empty()).unwrap();
        assert!(!index.may_begin(7) && index.feature(7).is_none() && index.groups(0).next().is_none());
    }

    #[test]
    fn more_groups_than_can_be_told_apart_are_refused() {
        let groups = |count| (0..count).map(|hash: u32| (hash << 8, 7));
        assert!(Index::of(buckets(&[]), groups(65_535)).is_ok());
        assert!(Index::of(buckets(&[]), groups(65_536)).is_err());
    }

    #[test]
    fn an_entry_knows_the_number_and_what_its_hash_begins_with() {
        let index = Index::of(buckets(&[(0x12_3456, 0xFFF)]), std::iter::empty()).unwrap();
        let entry = index.feature(0x1234_5600).unwrap();
        assert_eq!((entry.number(), entry.mark()), (0xFFF, 0x1234));
        assert_eq!(Entry::default().number(), 0);
    }

    proptest! {
        #[test]
        fn every_feature_and_group_is_found_under_its_hash(
            features in prop::collection::btree_map(0_u32..60, 1_u16..4096, 0..8),
            groups in prop::collection::vec((0_u32..60, 0_u16..1000), 0..60),
            shift in 0_u32..16,
        ) {
            let hash = |id: u32| long(id << shift);
            let learnt: Vec<(u32, u16)> = features.iter().map(|(id, number)| (id << shift, *number)).collect();
            let index =
                Index::of(buckets(&learnt), groups.iter().map(|(id, group)| (hash(*id), *group))).unwrap();
            for asked in 0..60 {
                let expected: Vec<u16> =
                    groups.iter().rev().filter(|(own, _)| *own == asked).map(|(_, group)| *group).collect();
                prop_assert_eq!(index.feature(hash(asked)).map(Entry::number), features.get(&asked).copied());
                prop_assert!(index.may_begin(hash(asked)) || expected.is_empty());
                prop_assert!(index.groups(hash(asked)).eq(expected));
            }
        }
    }
}
