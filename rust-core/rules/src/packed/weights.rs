//! The file of the learnt weights: the features, and around them the model, of which this crate only knows how long it is.
//!
//! After eight letters that name the form: the number of features; the head of the model, [`HEAD`] bytes; the number of lines and the
//! lines, of [`LINE`] bytes each. Then of the features: their short hashes in ascending order, each as its distance from the one
//! before, and the number of the line of each, as the lower eight bits of all and then the upper four, two in a byte. Then the rest
//! of the model.

use super::{Reader, write_ascending, write_count};
use crate::error::RuleError;
use crate::index::{Feature, HASH_BITS};

const MAGIC: &[u8] = b"DUNLOGM7";

/// How many bytes the head of the model has: 207 floats.
pub const HEAD: usize = 207 * 4;
/// How many bytes a line has.
pub const LINE: usize = 13;

/// The features and the model that a file of weights holds, the parts of the model one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// In ascending order.
    pub features: Vec<Feature>,
    /// The head, of [`HEAD`] bytes.
    pub head: Vec<u8>,
    /// The lines, each [`LINE`] bytes.
    pub lines: Vec<[u8; LINE]>,
    /// The rest of the model.
    pub rest: Vec<u8>,
}

impl Parts {
    /// Writes what [`Parts::read`] reads, with the features in ascending order. Of two with one short hash the first stays. Errors:
    /// more features or lines than can be counted.
    pub fn write(&self) -> Result<Vec<u8>, RuleError> {
        let mut features = self.features.clone();
        features.sort_by_key(|(short, _)| *short);
        features.dedup_by_key(|(short, _)| *short);
        let mut out = MAGIC.to_vec();
        write_count(features.len(), &mut out)?;
        out.extend(&self.head);
        out.extend(self.model_lines()?);
        write_ascending(features.iter().map(|(short, _)| *short), &mut out);
        let halves = features.iter().map(|(_, number)| number.to_le_bytes());
        out.extend(halves.clone().map(|[low, _]| low));
        let upper: Vec<u8> = halves.map(|[_, high]| high).collect();
        out.extend(upper.chunks(2).map(|two| two.iter().rev().fold(0, |byte, high| byte << 4 | high & 0xF)));
        out.extend(&self.rest);
        Ok(out)
    }

    /// The parts of a file of weights. Errors: not ours, or cut off before the rest of the model.
    pub fn read(bytes: &[u8]) -> Result<Self, RuleError> {
        bytes.strip_prefix(MAGIC).and_then(read).ok_or(RuleError::Weights)
    }

    /// The model without the features: the head, the number of lines in two bytes, the lines, the rest.
    pub fn model(&self) -> Result<Vec<u8>, RuleError> {
        Ok([&self.head[..], &self.model_lines()?, &self.rest].concat())
    }

    fn model_lines(&self) -> Result<Vec<u8>, RuleError> {
        let count = u16::try_from(self.lines.len()).map_err(|_| RuleError::TooLarge)?;
        Ok([&count.to_le_bytes()[..], self.lines.as_flattened()].concat())
    }
}

fn read(bytes: &[u8]) -> Option<Parts> {
    let mut reader = Reader::of(bytes);
    let count = reader.count()?;
    let head = reader.take(HEAD)?.to_vec();
    let lines = reader.lines()?.to_vec();
    let shorts = reader.ascending(count)?;
    if shorts.last().is_some_and(|last| last >> HASH_BITS != 0) {
        return None;
    }
    let low = reader.take(count)?;
    let high = reader.take(count.div_ceil(2))?.iter().flat_map(|byte| [byte & 0xF, byte >> 4]);
    let numbers = low.iter().zip(high).map(|(low, high)| u16::from_le_bytes([*low, high]));
    Some(Parts {
        features: shorts.into_iter().zip(numbers).collect(),
        head,
        lines,
        rest: reader.rest().to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::{HEAD, LINE, Parts};
    use crate::index::Feature;

    fn parts(features: Vec<Feature>) -> Parts {
        Parts { features, head: vec![7; HEAD], lines: vec![[1; LINE], [2; LINE]], rest: b"rest".to_vec() }
    }

    #[test]
    fn features_are_read_in_order_with_their_numbers_and_every_file_cut_off_in_them_is_refused() {
        let bytes = parts(vec![(0x00FF_FFFF, 0x123), (5, 0xFFF), (0x1234, 1), (5, 2)]).write().unwrap();
        let expected = parts(vec![(5, 0xFFF), (0x1234, 1), (0x00FF_FFFF, 0x123)]);
        assert_eq!(Parts::read(&bytes).unwrap(), expected);
        assert_eq!(expected.model().unwrap().len(), HEAD + 2 + 2 * LINE + 4);
        for length in 0..bytes.len() - 4 {
            assert!(Parts::read(&bytes[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_hash_that_is_too_long_is_refused() {
        let whole = parts(vec![(0x00FF_FFFF, 1), (0x00FF_FFF0, 1)]).write().unwrap();
        let mut bytes = whole.clone();
        let distance = bytes.len() - 4 - 1 - 2 - 1; // that of the second
        assert_eq!(bytes[distance], 0xF);
        bytes[distance] = 0x7F;
        assert!(Parts::read(&whole).is_ok());
        assert!(Parts::read(&bytes).is_err());
    }
}
