//! The file of the learnt weights: what training writes and the model reads.
//!
//! After eight letters that name the form: the number of features; scales, beginnings, weights and biases as floats; the
//! feature numbers in ascending order, each as its distance from the one before; their log odds; their vectors as small
//! integers. Then the second reader: the number of its characters and these, in the same way; what makes bytes of its sums, as
//! integers; its scales, weights and biases as floats; its vectors and filters as small integers.

use crate::convolution::{Convolution, ConvolutionWeights, EDGES, PLACES};
use crate::log_odds::LogOdds;
use crate::model::{CLASSES, CONDUCTS, Feature, HIDDEN, Model};
use dunlog_rules::{HASH_BITS, RuleError, short};

const MAGIC: &[u8] = b"DUNLOGM6";

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
    /// The second reader.
    pub convolution: ConvolutionWeights,
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
        self.convolution.ready().write(&mut out);
        out
    }
}

impl Convolution {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(u32::try_from(self.characters.len()).unwrap_or(u32::MAX).to_le_bytes());
        let mut before = 0;
        for c in &self.characters {
            varint(u32::from(*c) - before, out);
            before = u32::from(*c);
        }
        let classes = self.classes.as_flattened().iter().chain(&self.class_bias);
        out.extend(self.fit.iter().flat_map(|number| number.to_le_bytes()));
        for number in self.step.iter().chain(&self.bias).chain(classes) {
            out.extend(number.to_le_bytes());
        }
        let filters = self.filters.as_flattened().as_flattened();
        out.extend(self.vectors.as_flattened().iter().chain(filters).flat_map(|number| number.to_le_bytes()));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, RuleError> {
        let mut characters = Vec::new();
        let mut before = 0_u32;
        for _ in 0..reader.u32()? {
            before = before.checked_add(reader.varint()?).ok_or(RuleError::Weights)?;
            characters.push(char::from_u32(before).ok_or(RuleError::Weights)?);
        }
        let count = characters.len() + EDGES;
        let fit = reader.whole_numbers()?;
        let (step, bias) = (reader.floats()?, reader.floats()?);
        let (classes, class_bias) = (Box::new(reader.rows()?), reader.floats()?);
        let vectors = (0..count).map(|_| reader.integers()).collect::<Result<_, _>>()?;
        let mut filters = Vec::new();
        for _ in 0..PLACES {
            let mut place = [[0; _]; _];
            for row in &mut place {
                *row = reader.integers()?;
            }
            filters.push(place);
        }
        Ok(Self::of(characters, vectors, filters, (fit, step, bias), (classes, class_bias)))
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
        let (scale, start) = (reader.floats()?, reader.floats()?);
        let (classes, class_bias) = (reader.rows()?, reader.floats()?);
        let (conducts, conduct_bias) = (reader.rows()?, reader.floats()?);
        let mut ids = Vec::new();
        let mut id = 0_u32;
        for _ in 0..rows {
            let next = id.checked_add(reader.varint()?).filter(|id| *id < 1 << HASH_BITS);
            id = next.ok_or(RuleError::Weights)?;
            ids.push(id);
        }
        let mut features = Vec::new();
        for _ in 0..rows {
            let log_odds = LogOdds::from_byte(reader.byte()?);
            features.push(Feature { log_odds, ..Feature::default() });
        }
        for feature in &mut features {
            feature.vector = reader.integers()?;
        }
        let convolution = Convolution::read(&mut reader)?;
        let model = Self { features, scale, start, classes, class_bias, conducts, conduct_bias, convolution };
        if reader.0.is_empty() { Ok((model, ids)) } else { Err(RuleError::Weights) }
    }
}

#[allow(clippy::cast_possible_truncation, reason = "clamped to the range of the small integer")]
pub(crate) fn small(number: f32) -> i8 {
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

    fn whole_numbers<const N: usize>(&mut self) -> Result<[i32; N], RuleError> {
        let mut numbers = [0; N];
        for slot in &mut numbers {
            *slot = self.u32()?.cast_signed();
        }
        Ok(numbers)
    }

    fn integers<const N: usize>(&mut self) -> Result<[i8; N], RuleError> {
        let mut integers = [0; N];
        for (to, from) in integers.iter_mut().zip(self.take(N)?) {
            *to = i8::from_le_bytes([*from]);
        }
        Ok(integers)
    }

    fn rows<const N: usize, const WIDTH: usize>(&mut self) -> Result<[[f32; WIDTH]; N], RuleError> {
        let mut rows = [[0.0; WIDTH]; N];
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
    use dunlog_rules::Medium;

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
        let weight = model.weight_of_evidence(&[], &[0, 1, 2]);
        assert!((weight - 2.5 / 12.0).abs() < 0.01, "{weight}");
    }

    #[test]
    fn the_second_reader_says_the_same_after_it_was_written() {
        let convolution = crate::convolution::tests::weights();
        let before = convolution.ready();
        let (model, _) = Model::read(&Weights { convolution, ..weights() }.write()).unwrap();
        for text in ["明天上门", "门上", "", "call"] {
            let chars: Vec<char> = text.chars().collect();
            for medium in [Medium::Message, Medium::Call] {
                let scores = model.convolution.speak(&model.convolution.hear(&chars, medium));
                assert_eq!(scores, before.speak(&before.hear(&chars, medium)), "{text}");
            }
        }
        let doubtful = model.judge(&[], &[]);
        let chars: Vec<char> = "明天上门".chars().collect();
        let first = doubtful.classes[0];
        assert!(model.reconsider(doubtful, &chars, Medium::Message).classes[0] > first);
    }

    #[test]
    fn cut_off_or_foreign_weights_are_refused_at_every_length() {
        let whole = weights().write();
        // Of the long tables at the end not every length.
        let lengths = (0..2_000).chain((2_000..whole.len()).step_by(997)).chain([whole.len() - 1]);
        for length in lengths {
            assert!(Model::read(&whole[..length]).is_err(), "{length}");
        }
        let longer: Vec<u8> = whole.iter().copied().chain([0]).collect();
        assert!(Model::read(&longer).is_err());
    }
}
