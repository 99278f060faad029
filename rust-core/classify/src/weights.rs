//! The file of the learnt weights: what training writes and the model reads.
//!
//! After eight letters that name the form: the number of features; scales, beginnings, weights and biases as floats; the
//! feature numbers in ascending order, each as its distance from the one before; their log odds; their vectors as small
//! integers.

use crate::log_odds::LogOdds;
use crate::model::{CLASSES, CONDUCTS, Feature, HIDDEN, Model};
use dunlog_rules::{HASH_BITS, RuleError, short};

const MAGIC: &[u8] = b"DUNLOGM2";

/// Weights as they were learnt, to be written down.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// What was learnt of each feature.
    pub rows: Vec<(u32, Row)>,
    /// Where the sums begin.
    pub start: [f32; HIDDEN],
    /// Weights and bias of the classes.
    pub classes: ([[f32; HIDDEN]; CLASSES.len()], [f32; CLASSES.len()]),
    /// Weights and bias of the conducts.
    pub conducts: ([[f32; HIDDEN]; CONDUCTS.len()], [f32; CONDUCTS.len()]),
}

/// What was learnt of a feature.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    /// What it adds to the hidden numbers.
    pub vector: [f32; HIDDEN],
    /// By how much it raises the odds of harassment: natural logarithm.
    pub log_odds: f32,
}

impl Weights {
    /// The file that [`Model::read`] reads: vectors as small integers, each dimension with its scale. Of two features
    /// whose short numbers are equal the first stays.
    pub fn write(&self) -> Vec<u8> {
        let mut rows: Vec<(u32, &Row)> = self.rows.iter().map(|(id, row)| (short(*id), row)).collect();
        rows.sort_by_key(|(id, _)| *id);
        rows.dedup_by_key(|(id, _)| *id);
        let mut scale = [0.0_f32; HIDDEN];
        for (_, row) in &rows {
            for (most, weight) in scale.iter_mut().zip(row.vector) {
                *most = most.max(weight.abs() / 127.0);
            }
        }
        let mut out = MAGIC.to_vec();
        out.extend(u32::try_from(rows.len()).unwrap_or(u32::MAX).to_le_bytes());
        let parts = scale.iter().chain(&self.start);
        let classes = self.classes.0.as_flattened().iter().chain(&self.classes.1);
        let conducts = self.conducts.0.as_flattened().iter().chain(&self.conducts.1);
        for number in parts.chain(classes).chain(conducts) {
            out.extend(number.to_le_bytes());
        }
        let mut before = 0;
        for (id, _) in &rows {
            varint(id - before, &mut out);
            before = *id;
        }
        out.extend(rows.iter().flat_map(|(_, row)| LogOdds::of(row.log_odds).to_bytes()));
        for (_, row) in &rows {
            for (weight, scale) in row.vector.iter().zip(scale) {
                out.extend(small(weight / scale.max(f32::MIN_POSITIVE)).to_le_bytes());
            }
        }
        out
    }
}

impl Model {
    /// Reads weights as [`Weights::write`] puts them: the model, and the short number of each feature. Errors: not
    /// ours, cut off, or with numbers that cannot be.
    pub fn read(bytes: &[u8]) -> Result<(Self, Vec<u32>), RuleError> {
        let mut reader = Reader(bytes.strip_prefix(MAGIC).ok_or(RuleError::Weights)?);
        let rows = reader.u32()?;
        if rows >= u32::from(u16::MAX) {
            return Err(RuleError::TooLarge);
        }
        let mut model = Self {
            features: Vec::new(),
            scale: reader.floats()?,
            start: reader.floats()?,
            classes: reader.rows()?,
            class_bias: reader.floats()?,
            conducts: reader.rows()?,
            conduct_bias: reader.floats()?,
        };
        let mut ids = Vec::new();
        let mut id = 0_u32;
        for _ in 0..rows {
            let next = id.checked_add(reader.varint()?).filter(|id| *id < 1 << HASH_BITS);
            id = next.ok_or(RuleError::Weights)?;
            ids.push(id);
        }
        for _ in 0..rows {
            let log_odds = LogOdds::from_byte(reader.byte()?);
            model.features.push(Feature { log_odds, ..Feature::default() });
        }
        for feature in &mut model.features {
            for (to, from) in feature.vector.iter_mut().zip(reader.take(HIDDEN)?) {
                *to = i8::from_le_bytes([*from]);
            }
        }
        if reader.0.is_empty() { Ok((model, ids)) } else { Err(RuleError::Weights) }
    }
}

#[allow(clippy::cast_possible_truncation, reason = "clamped to the range of the small integer")]
fn small(number: f32) -> i8 {
    number.round().clamp(-127.0, 127.0) as i8
}

fn varint(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7F).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], RuleError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(RuleError::Weights)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, RuleError> {
        self.take(1)?.first().copied().ok_or(RuleError::Weights)
    }

    fn u32(&mut self) -> Result<u32, RuleError> {
        let bytes: [u8; 4] = self.take(4)?.try_into().map_err(|_| RuleError::Weights)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn floats<const N: usize>(&mut self) -> Result<[f32; N], RuleError> {
        let mut floats = [0.0; N];
        for slot in &mut floats {
            *slot = f32::from_bits(self.u32()?);
            if !slot.is_finite() {
                return Err(RuleError::Weights);
            }
        }
        Ok(floats)
    }

    fn rows<const N: usize>(&mut self) -> Result<[[f32; HIDDEN]; N], RuleError> {
        let mut rows = [[0.0; HIDDEN]; N];
        for row in &mut rows {
            *row = self.floats()?;
        }
        Ok(rows)
    }

    fn varint(&mut self) -> Result<u32, RuleError> {
        let mut number = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7F).checked_shl(shift).ok_or(RuleError::Weights)?;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(RuleError::Weights)
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Weights};
    use crate::model::{HIDDEN, Model};
    use dunlog_model::Category;

    /// Feature 1 speaks for harassment, feature 2 for normal, and what is harassment here is a visit.
    fn weights() -> Weights {
        let mut weights = Weights::default();
        let (mut first, mut second) = ([0.0; HIDDEN], [0.0; HIDDEN]);
        first[0] = 2.0;
        second[1] = 2.0;
        let row = |vector, log_odds| Row { vector, log_odds };
        weights.rows = vec![
            (0x0000_0100, row(first, 2.0)),
            (0x0000_02FF, row(second, -3.0)),
            (0xFF00_0003, row([0.5; HIDDEN], 0.5)),
        ];
        weights.classes.0[0][0] = 3.0;
        weights.classes.0[5][1] = 3.0;
        weights.conducts.0[1][0] = 3.0;
        weights
    }

    #[test]
    fn what_was_written_is_read_and_speaks_as_it_was_learnt() {
        let (model, ids) = Model::read(&weights().write()).unwrap();
        assert_eq!(ids, [1, 2, 0x00FF_0000], "numbers are kept to 24 bits");
        let judge = |features: &[u16]| model.judge(&[], features);
        let opinion = judge(&[0]);
        assert!(opinion.classes[0] > 0.9, "{opinion:?}");
        assert_eq!(model.conduct(&opinion), Some(Category::Visit));
        assert_eq!(model.conduct(&judge(&[1])), None, "all are equally likely");
        assert!(model.direction(&opinion, 0).share(0) > 0);
        assert!(judge(&[1]).classes[5] > 0.9);
        let mut room = Vec::new();
        let weight = model.weight_of_evidence(&[], &[0, 1, 2], &mut room);
        assert!((weight - 2.5 / 12.0).abs() < 0.01, "{weight}");
    }

    #[test]
    fn cut_off_or_foreign_weights_are_refused_at_every_length() {
        let whole = weights().write();
        for length in 0..whole.len() {
            assert!(Model::read(&whole[..length]).is_err(), "{length}");
        }
        let longer: Vec<u8> = whole.iter().copied().chain([0]).collect();
        assert!(Model::read(&longer).is_err());
    }
}
