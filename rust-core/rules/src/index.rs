//! What stands under a run of characters: a row of the model, a group of phrases, or both.
//!
//! A map of bits says which hashes there may be, by their first 18 bits; it fits the nearest cache, and nearly all that is asked
//! for ends there. What is there stands in the order of the bits, so that counting the bits before one gives its place
//! (rank, Jacobson 1989): one look, without a search.

use crate::error::RuleError;

/// Hashes are kept to their first 24 bits: one foreign run in 700 is then taken for a known one. Phrases are compared
/// after that; to the model it is noise far below that of language, and its file is a quarter smaller.
pub const HASH_BITS: u32 = 24;

const NONE: u16 = u16::MAX;
/// How many bits of a hash give its place in the map: 32 KiB, and one foreign hash in twelve is let through.
const MAP_BITS: u32 = 18;
const WORDS: usize = 1 << (MAP_BITS - 6);

/// Rows and groups by hash.
#[derive(Clone, Debug)]
pub struct Index {
    map: Box<[u64; WORDS]>,
    /// How many bits are set before each word.
    before: Box<[u16; WORDS]>,
    /// One for each bit that is set, in their order; behind them those that share a bit with another.
    entries: Vec<Entry>,
}

/// What stands under one hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The row of the model, or [`u16::MAX`].
    pub row: u16,
    /// The group of phrases, or [`u16::MAX`].
    pub group: u16,
    /// Where another one stands under the same bit; nought is nowhere.
    next: u16,
    /// What is left of the hash behind the bits that led here.
    tag: u8,
}

impl Entry {
    /// True when this stands under the hash and has a row.
    #[inline]
    pub fn has_row(&self, hash: u32) -> bool {
        (self.tag == tag(hash)) & (self.row != NONE)
    }

    /// True when this stands under the hash and has a group.
    #[inline]
    pub fn has_group(&self, hash: u32) -> bool {
        (self.tag == tag(hash)) & (self.group != NONE)
    }
}

/// A hash as far as it is kept.
#[inline]
pub fn short(hash: u32) -> u32 {
    hash >> (32 - HASH_BITS)
}

impl Index {
    /// The index of learnt runs, by row, and of groups of phrases, each given with its hash. A row that follows another
    /// one with the same short hash is lost; of groups none is.
    pub fn of(rows: &[u32], groups: &[(u32, u32)]) -> Result<Self, RuleError> {
        let mut all = Vec::with_capacity(rows.len() + groups.len());
        for (row, short) in rows.iter().enumerate() {
            all.push((*short, small(row)?, NONE));
        }
        for (hash, group) in groups {
            all.push((short(*hash), NONE, small(wide(*group))?));
        }
        all.sort_unstable();
        all.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same && later.1 == NONE && first.2 == NONE {
                first.2 = later.2; // a row and a group share an entry
                return true;
            }
            same && later.1 != NONE
        });
        let mut index = Self {
            map: Box::new([0; WORDS]),
            before: Box::new([0; WORDS]),
            entries: Vec::with_capacity(all.len()),
        };
        index.lay_out(&all)?;
        Ok(index)
    }

    fn lay_out(&mut self, sorted: &[(u32, u16, u16)]) -> Result<(), RuleError> {
        let bit = |one: &(u32, u16, u16)| one.0 >> (HASH_BITS - MAP_BITS);
        let entry = |&(short, row, group): &(u32, u16, u16), next| Entry {
            row,
            group,
            next,
            tag: tag(short << (32 - HASH_BITS)),
        };
        let mut others = Vec::new();
        for chunk in sorted.chunk_by(|a, b| bit(a) == bit(b)) {
            if let Some((first, rest)) = chunk.split_first() {
                others.extend(rest.iter().map(|one| (self.entries.len(), *one)));
                self.entries.push(entry(first, 0));
                let at = bit(first);
                if let Some(word) = self.map.get_mut(wide(at / 64)) {
                    *word |= 1 << (at % 64);
                }
            }
        }
        for (first, one) in others {
            let place = small(self.entries.len())?;
            let next =
                self.entries.get_mut(first).map_or(0, |first| std::mem::replace(&mut first.next, place));
            self.entries.push(entry(&one, next));
        }
        let mut count = 0_u32;
        for (before, word) in self.before.iter_mut().zip(self.map.iter()) {
            *before = u16::try_from(count).map_err(|_| RuleError::TooLarge)?;
            count += word.count_ones();
        }
        Ok(())
    }

    /// False when there is surely nothing under a hash. To be asked before [`Index::first`]: most often it ends there.
    #[inline]
    pub fn may_have(&self, hash: u32) -> bool {
        let at = hash >> (32 - MAP_BITS);
        self.map.get(wide(at / 64)).is_some_and(|word| word >> (at % 64) & 1 != 0)
    }

    /// What stands under the bit of a hash, of which there must be one. It may be of another hash.
    #[inline]
    pub fn first(&self, hash: u32) -> Entry {
        let at = hash >> (32 - MAP_BITS);
        let word = self.map.get(wide(at / 64)).copied().unwrap_or_default();
        let before = self.before.get(wide(at / 64)).copied().unwrap_or_default();
        let earlier = (word & ((1 << (at % 64)) - 1)).count_ones();
        self.entries.get(usize::from(before) + wide(earlier)).copied().unwrap_or_default()
    }

    /// What else stands under the same bit.
    #[inline]
    pub fn next(&self, entry: Entry) -> Option<Entry> {
        if entry.next == 0 { None } else { self.entries.get(usize::from(entry.next)).copied() }
    }

    /// The row under a hash.
    pub fn row(&self, hash: u32) -> Option<u16> {
        let first = self.may_have(hash).then(|| self.first(hash));
        let mut all = std::iter::successors(first, |entry| self.next(*entry));
        all.find(|entry| entry.has_row(hash)).map(|entry| entry.row)
    }
}

/// What of a short hash does not fit the map.
#[inline]
fn tag(hash: u32) -> u8 {
    u8::try_from(short(hash) % (1 << (HASH_BITS - MAP_BITS))).unwrap_or_default()
}

fn small(number: usize) -> Result<u16, RuleError> {
    u16::try_from(number).ok().filter(|number| *number != NONE).ok_or(RuleError::TooLarge)
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::{HASH_BITS, Index, short};
    use proptest::prelude::*;

    #[test]
    fn an_empty_index_has_nothing() {
        let index = Index::of(&[], &[]).unwrap();
        assert!(!index.may_have(7) && index.row(7).is_none());
    }

    #[test]
    fn more_than_can_be_numbered_is_refused() {
        assert!(Index::of(&[], &[(1, 70_000)]).is_err());
    }

    proptest! {
        #[test]
        fn every_row_and_group_is_found_under_its_hash_and_no_other(
            rows in prop::collection::btree_set(0_u32..40, 0..30),
            groups in prop::collection::vec((0_u32..40, 0_u32..1000), 0..60),
            spread in prop::bool::ANY,
        ) {
            let hash = |small: u32| if spread { small.wrapping_mul(0x0800_0100) } else { small << (32 - HASH_BITS) };
            let of_rows: Vec<u32> = rows.iter().map(|id| short(hash(*id))).collect();
            let of_groups: Vec<(u32, u32)> = groups.iter().map(|(id, group)| (hash(*id), *group)).collect();
            let index = Index::of(&of_rows, &of_groups).unwrap();
            for asked in 0..40 {
                let first = index.may_have(hash(asked)).then(|| index.first(hash(asked)));
                let all = || std::iter::successors(first, |entry| index.next(*entry));
                let row = index.row(hash(asked)).map(usize::from);
                let mut found: Vec<u32> = all()
                    .filter(|entry| entry.has_group(hash(asked)))
                    .map(|entry| u32::from(entry.group))
                    .collect();
                let wanted = |id: u32| short(hash(id)) == short(hash(asked));
                let expected: Vec<u32> =
                    groups.iter().filter(|(own, _)| wanted(*own)).map(|(_, group)| *group).collect();
                prop_assert!(index.may_have(hash(asked)) || (expected.is_empty() && row.is_none()));
                found.sort_unstable();
                let mut expected = expected;
                expected.sort_unstable();
                prop_assert_eq!(found, expected);
                prop_assert_eq!(row, of_rows.iter().position(|own| *own == short(hash(asked))));
            }
        }
    }
}
