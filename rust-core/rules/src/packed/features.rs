//! The learnt features at the head of a file of weights.
//!
//! After eight letters that name the form, of each bucket how many features it has, two in a byte. Then of all features, bucket by
//! bucket: what follows in their hashes; and the numbers that stand for what was learnt, as the lower eight bits of all and then the
//! upper four, two in a byte.

use super::Reader;
use crate::buckets::{BUCKETS, Buckets, Feature, HASH_BITS, Occupancy, long};
use crate::error::RuleError;

const MAGIC: &[u8] = b"DUNLOGM8";

/// Writes what [`read`] reads. Of two features with one short hash the first stays. Errors: more of one bucket than there is room for.
pub fn write(mut features: Vec<Feature>) -> Result<Vec<u8>, RuleError> {
    features.sort_by_key(|(short, _)| *short);
    features.dedup_by_key(|(short, _)| *short);
    let mut occupancy = Occupancy::default();
    let fits = features.iter().all(|(short, _)| short >> HASH_BITS == 0 && occupancy.add(long(*short)));
    fits.then_some(()).ok_or(RuleError::TooLarge)?;
    let tags = features.iter().map(|(short, _)| short.to_le_bytes()[0]).collect();
    let (low, high): (Vec<u8>, Vec<u8>) =
        features.iter().map(|(_, number)| number.to_le_bytes()).map(|[low, high]| (low, high)).unzip();
    Ok([MAGIC.to_vec(), halves(occupancy.counts()), tags, low, halves(&high)].concat())
}

/// The features that a file of weights begins with, and the model behind them. Errors: not ours, or cut off.
pub fn read(bytes: &[u8]) -> Result<(Buckets, &[u8]), RuleError> {
    let mut reader = Reader::of(bytes.strip_prefix(MAGIC).ok_or(RuleError::Weights)?);
    let features = read_features(&mut reader).ok_or(RuleError::Weights)?;
    Ok((features, reader.rest()))
}

fn read_features(reader: &mut Reader<'_>) -> Option<Buckets> {
    let counts = wholes(reader.take(BUCKETS / 2)?);
    let count = counts.iter().copied().map(usize::from).sum();
    let (tags, low) = (reader.take(count)?, reader.take(count)?);
    let high = wholes(reader.take(count.div_ceil(2))?);
    let numbers: Vec<u16> =
        low.iter().zip(high).map(|(low, high)| u16::from_le_bytes([*low, high])).collect();
    Buckets::of(&counts, tags, &numbers)
}

/// Small numbers, two in a byte, the first one in the lower half.
fn halves(numbers: &[u8]) -> Vec<u8> {
    numbers.chunks(2).map(|two| two.iter().rev().fold(0, |byte, number| byte << 4 | number & 0xF)).collect()
}

/// What [`halves`] wrote.
fn wholes(bytes: &[u8]) -> Vec<u8> {
    let mut numbers = vec![[0; 2]; bytes.len()];
    for (two, byte) in numbers.iter_mut().zip(bytes) {
        *two = [byte & 0xF, byte >> 4];
    }
    numbers.into_flattened()
}

#[cfg(test)]
mod tests {
    use super::{BUCKETS, MAGIC, read, write};

    #[test]
    fn what_was_written_is_read_with_the_model_behind_it_and_every_file_cut_off_in_it_is_refused() {
        let features = vec![(0x00FF_FFFF, 0x123), (5, 0xFFF), (0x1234, 1)];
        let bytes = write(features).unwrap();
        let longer = [&bytes[..], b"model"].concat();
        let (features, model) = read(&longer).unwrap();
        assert!(features.features().eq([(5, 0xFFF), (0x1234, 1), (0x00FF_FFFF, 0x123)]));
        assert_eq!(model, b"model");
        let lengths = (0..bytes.len()).filter(|length| length % 997 == 0 || bytes.len() - length < 20);
        for length in lengths {
            assert!(read(&bytes[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_bucket_with_more_features_than_it_has_room_for_is_refused() {
        let mut bytes = write((0..8).map(|at| (at, 1)).collect()).unwrap();
        assert!(read(&bytes).is_ok());
        bytes[MAGIC.len()] = 9;
        bytes.extend([0; 3]);
        assert!(read(&bytes).is_err());
        assert!(bytes.len() < BUCKETS);
    }

    #[test]
    fn a_hash_that_is_too_long_is_refused() {
        assert!(write(vec![(1 << 24, 1)]).is_err());
    }
}
