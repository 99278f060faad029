//! From hashes to the rows that stand under them.
//!
//! The hashes lie in order of their first bits, and `buckets` tells where those with equal first bits begin: on average
//! one. Nearly all that is asked for is not there, so a filter small enough for the nearest cache is asked before.

/// Rows by hash. Two things may share a hash: whoever asks compares.
#[derive(Clone, Debug, Default)]
pub struct Index {
    filter: Filter,
    /// Where each bucket begins in `entries`, and at last where the last one ends.
    buckets: Vec<u32>,
    entries: Vec<(u32, u32)>,
    /// How far a hash is shifted to give its bucket.
    shift: u32,
}

/// Which hashes there may be: one bit for those that share their first bits.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    bits: Vec<u64>,
    shift: u32,
}

/// Bits of the filter for each hash: one in eight of the foreign ones is let through.
const BITS_EACH: usize = 8;

impl Index {
    /// The index of rows given with their hashes.
    pub fn of(rows: &[(u32, u32)]) -> Self {
        let shift = shift(rows.len() * 2);
        let mut buckets = vec![0_u32; (1 << (32 - shift)) + 1];
        let bucket = |hash: u32| wide(hash >> shift);
        for (hash, _) in rows {
            if let Some(size) = buckets.get_mut(bucket(*hash) + 1) {
                *size += 1;
            }
        }
        let mut end = 0;
        for size in &mut buckets {
            end += *size;
            *size = end;
        }
        let mut next = buckets.clone();
        let mut entries = vec![(0, 0); rows.len()];
        for row in rows {
            if let Some(at) = next.get_mut(bucket(row.0))
                && let Some(entry) = entries.get_mut(wide(*at))
            {
                *entry = *row;
                *at += 1;
            }
        }
        Self { filter: Filter::of(rows.iter().map(|(hash, _)| *hash), rows.len()), buckets, entries, shift }
    }

    /// False when there is surely no row under a hash. To be asked before [`Index::rows`]: most often it ends there.
    #[inline]
    pub fn may_have(&self, hash: u32) -> bool {
        self.filter.has(hash)
    }

    /// The rows under a hash, in the order in which they were given.
    #[inline]
    pub fn rows(&self, hash: u32) -> impl Iterator<Item = u32> {
        self.bucket(hash).iter().filter(move |(own, _)| *own == hash).map(|(_, row)| *row)
    }

    #[inline]
    fn bucket(&self, hash: u32) -> &[(u32, u32)] {
        let at = wide(hash >> self.shift);
        match self.buckets.get(at..at + 2) {
            Some([start, end]) => self.entries.get(wide(*start)..wide(*end)).unwrap_or_default(),
            _ => &[],
        }
    }
}

impl Filter {
    /// A filter for about `count` hashes.
    pub fn of(hashes: impl Iterator<Item = u32>, count: usize) -> Self {
        let shift = shift(count.saturating_mul(BITS_EACH).max(64));
        let mut bits = vec![0_u64; (1 << (32 - shift)) / 64];
        for hash in hashes {
            let at = hash >> shift;
            if let Some(word) = bits.get_mut(wide(at / 64)) {
                *word |= 1 << (at % 64);
            }
        }
        Self { bits, shift }
    }

    /// False when the hash is surely not there.
    #[inline]
    pub fn has(&self, hash: u32) -> bool {
        let at = hash >> self.shift;
        self.bits.get(wide(at / 64)).is_some_and(|word| word >> (at % 64) & 1 != 0)
    }
}

/// Puts an item behind the others if it is to be kept, without a branch: a processor would guess wrong at every third one,
/// and each wrong guess costs as much as asking the filter five times.
#[inline]
pub fn keep<T: Copy>(items: &mut Vec<T>, item: T, is_kept: bool) {
    let length = items.len() + usize::from(is_kept);
    items.push(item);
    items.truncate(length);
}

/// How far a hash of 32 bits is shifted to number at least `count` places.
fn shift(count: usize) -> u32 {
    32 - count.max(2).next_power_of_two().trailing_zeros().min(31)
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Filter, Index};
    use proptest::prelude::*;

    #[test]
    fn an_empty_index_has_nothing() {
        assert_eq!(Index::of(&[]).rows(0).count(), 0);
        assert_eq!(Index::default().rows(7).count(), 0);
        assert!(!Filter::default().has(7));
    }

    proptest! {
        #[test]
        fn every_row_is_found_under_its_hash_and_no_other(
            rows in prop::collection::vec((0_u32..40, 0_u32..1000), 0..60),
            spread in prop::bool::ANY,
        ) {
            let hash = |small: u32| if spread { small.wrapping_mul(0x0800_0001) } else { small };
            let rows: Vec<(u32, u32)> = rows.into_iter().map(|(id, row)| (hash(id), row)).collect();
            let index = Index::of(&rows);
            for asked in (0..40).map(hash) {
                let expected: Vec<u32> =
                    rows.iter().filter(|(own, _)| *own == asked).map(|(_, row)| *row).collect();
                prop_assert!(index.may_have(asked) || expected.is_empty());
                prop_assert_eq!(index.rows(asked).collect::<Vec<_>>(), expected);
            }
        }
    }
}
