//! The learnt features by hash. A bucket holds those whose hashes begin alike, and what follows in the hashes is compared for all of
//! them at once: one look, without a search and without a branch that a processor would have to guess.

use crate::place::wide;

/// Hashes are kept to their first 24 bits, in learning too: with a quarter of a million features one foreign run in 70 is then
/// taken for a known one, which to the model is noise far below that of language.
pub(crate) const HASH_BITS: u32 = BUCKET_BITS + u8::BITS;
/// How many bits of a hash give its bucket.
const BUCKET_BITS: u32 = 16;
/// How many buckets there are.
pub(crate) const BUCKETS: usize = 1 << BUCKET_BITS;
/// How many features a bucket has room for: as many bytes as are compared at once. Of a quarter of a million features one in 200
/// finds its bucket full.
const SLOTS: usize = 8;

/// So many numbers there are, nought among them, which stands for nothing.
pub const NUMBERS: usize = 1 << 12;

/// A learnt feature: its short hash, and the number that stands for what was learnt, below [`NUMBERS`] and not nought.
pub type Feature = (u32, u16);

/// Learnt features by hash, and whether phrases begin so.
#[derive(Clone, Debug)]
pub struct Buckets(Box<[Bucket; BUCKETS]>);

/// The features whose hashes begin alike. Two buckets fill a line of a processor's cache, so that one is fetched for each look.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Bucket {
    /// What follows in their hashes; nought where there is none.
    tags: [u8; SLOTS],
    /// What was learnt of each; nought where there is none, and behind them for a hash that is none of theirs.
    numbers: [u16; SLOTS + 1],
    /// Whether phrases begin with a hash of this bucket, by the first bits of its tag.
    beginnings: u32,
    /// Of these the one in a list that was noted last.
    last: u16,
}

const _: () = assert!(size_of::<Bucket>() == 32);

/// How many features each bucket has: those that learning keeps must find room.
#[derive(Clone, Debug)]
pub struct Occupancy(Vec<u8>);

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

/// The bucket of a hash, below [`BUCKETS`].
#[inline]
fn bucket(hash: u32) -> usize {
    wide(hash >> (32 - BUCKET_BITS))
}

/// What of a hash follows after its bucket.
#[inline]
fn tag(hash: u32) -> u8 {
    let [_, _, tag, _] = hash.to_be_bytes();
    tag
}

/// The bit of a tag among those for its first five bits.
#[inline]
fn first_bits(tag: u8) -> u32 {
    1 << (tag >> 3)
}

impl Default for Occupancy {
    fn default() -> Self {
        Self(vec![0; BUCKETS])
    }
}

impl Occupancy {
    /// Counts one more feature in the bucket of its hash; false when that is full.
    pub fn add(&mut self, hash: u32) -> bool {
        let count = self.0.get_mut(bucket(hash)).filter(|count| usize::from(**count) < SLOTS);
        count.map(|count| *count += 1).is_some()
    }

    /// How many each bucket has, in order.
    pub(crate) fn counts(&self) -> &[u8] {
        &self.0
    }
}

impl Buckets {
    /// Buckets of so many features each, with their tags and numbers one behind the other. `None` when one has more than [`SLOTS`] or
    /// there are fewer tags or numbers than that.
    pub(crate) fn of(counts: &[u8], tags: &[u8], numbers: &[u16]) -> Option<Self> {
        let mut buckets = vec![Bucket::default(); BUCKETS];
        let mut slots = tags.iter().zip(numbers);
        for (own, count) in buckets.iter_mut().zip(counts) {
            let (own_tags, own_numbers) =
                (own.tags.get_mut(..usize::from(*count))?, own.numbers.get_mut(..usize::from(*count))?);
            for (own_tag, own_number) in own_tags.iter_mut().zip(own_numbers) {
                let (tag, number) = slots.next()?;
                (*own_tag, *own_number) = (*tag, *number);
            }
        }
        buckets.try_into().ok().map(Self)
    }

    /// All features, bucket by bucket.
    pub fn features(&self) -> impl Iterator<Item = Feature> {
        (0..).zip(self.0.iter()).flat_map(|(bucket, own): (u32, &Bucket)| {
            let slots = own.tags.into_iter().zip(own.numbers).take_while(|(_, number)| *number != 0);
            slots.map(move |(tag, number)| (bucket << u8::BITS | u32::from(tag), number))
        })
    }

    /// Notes that what stands at a place of a list begins with a hash, and returns what was noted before it for its bucket, or nought.
    pub(crate) fn begin(&mut self, hash: u32, place: u16) -> u16 {
        let Some(own) = self.0.get_mut(bucket(hash)) else { return 0 };
        own.beginnings |= first_bits(tag(hash));
        std::mem::replace(&mut own.last, place)
    }

    /// False when surely no phrase begins with a hash.
    #[inline]
    pub(crate) fn may_begin(&self, hash: u32) -> bool {
        self.0.get(bucket(hash)).is_some_and(|own| own.beginnings & first_bits(tag(hash)) != 0)
    }

    /// What was noted last for the bucket of a hash, or nought.
    #[inline]
    pub(crate) fn last(&self, hash: u32) -> u16 {
        self.0.get(bucket(hash)).map_or(0, |own| own.last)
    }

    /// The number of the feature with a hash; nought when there is none.
    #[inline]
    pub(crate) fn at(&self, hash: u32) -> u16 {
        let Some(own) = self.0.get(bucket(hash)) else { return 0 };
        // The first nought of a word in which equal bytes are nought (Mycroft 1987): it is exact, those behind it may not be.
        let differing = u64::from_le_bytes(own.tags) ^ (u64::from(tag(hash)) * EVERY_BYTE);
        let noughts = differing.wrapping_sub(EVERY_BYTE) & !differing & (EVERY_BYTE << 7);
        own.numbers.get(wide(noughts.trailing_zeros() / u8::BITS)).copied().unwrap_or_default()
    }
}

/// A one in every byte.
const EVERY_BYTE: u64 = u64::MAX / 0xFF;

#[cfg(test)]
pub(crate) mod tests {
    use super::{BUCKETS, Buckets, Feature, SLOTS, bucket, long};
    use crate::packed::features::{read, write};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Buckets of features in any order.
    pub(crate) fn buckets(features: &[Feature]) -> Buckets {
        read(&write(features.to_vec()).unwrap()).unwrap().0
    }

    fn learnt(buckets: &Buckets, short: u32) -> Option<u16> {
        Some(buckets.at(long(short))).filter(|number| *number != 0)
    }

    #[test]
    fn empty_buckets_have_nothing_nor_does_the_hash_of_noughts() {
        let empty = buckets(&[]);
        assert!(learnt(&empty, 0).is_none() && learnt(&empty, 0x12_3456).is_none() && !empty.may_begin(0));
    }

    #[test]
    fn a_bucket_that_is_full_has_all_of_its_features_and_one_more_is_refused() {
        let mut full: Vec<Feature> =
            (0..8).map(|at| (0x77_0000 + 31 * at, 4000 + u16::try_from(at).unwrap())).collect();
        let all = buckets(&full);
        assert_eq!(full.len(), SLOTS);
        assert!(full.iter().all(|(short, number)| learnt(&all, *short) == Some(*number)));
        assert!((0x77_0000..0x77_0100).filter(|short| learnt(&all, *short).is_some()).count() == SLOTS);
        full.push((0x77_00FF, 1));
        assert!(write(full).is_err());
    }

    proptest! {
        /// In two buckets, so that neighbours are near.
        #[test]
        fn every_feature_is_found_under_its_hash_and_no_other(
            features in prop::collection::btree_map(0x1_2300_u32..0x1_2500, 1_u16..4096, 0..9),
            begun in 0x1_2300_u32..0x1_2500,
        ) {
            let list: Vec<Feature> = features.clone().into_iter().collect();
            let mut all = buckets(&list);
            prop_assert_eq!(all.begin(long(begun), 6), 0);
            prop_assert_eq!(all.begin(long(begun), 7), 6);
            prop_assert!(all.features().eq(list));
            for short in 0x1_2200_u32..0x1_2600 {
                prop_assert_eq!(learnt(&all, short), features.get(&short).copied());
                prop_assert_eq!(all.may_begin(long(short)), short / 8 == begun / 8);
                prop_assert!(bucket(long(short)) < BUCKETS);
                prop_assert_eq!(all.last(long(short)), if short >> 8 == begun >> 8 { 7 } else { 0 });
            }
        }
    }

    #[test]
    fn of_two_features_with_one_hash_the_first_stays() {
        let expected: BTreeMap<u32, u16> = [(7, 5), (9, 1)].into();
        assert!(buckets(&[(9, 1), (7, 5), (7, 6)]).features().eq(expected));
    }
}
