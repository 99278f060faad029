//! The file of the learnt weights: what training writes and the model reads.
//!
//! After eight letters that name the form: the number of features; scales, beginnings, weights and biases as floats; the number
//! of lines and the lines as small integers; the feature numbers in ascending order, each as its distance from the one before; the
//! line of each, as the lower eight bits of all and then the upper four, two in a byte. Then the second reader: the number of its
//! characters and these, in the same way; what makes bytes of its sums, as integers; its scales, weights and biases as floats; its
//! vectors and filters as small integers.

use crate::codebook::{Codebook, LINE, LINES, Line};
use crate::convolution::{Convolution, ConvolutionWeights, EDGES, PLACES};
use crate::model::{CLASSES, CONDUCTS, HIDDEN, Model};
use dunlog_rules::{HASH_BITS, RuleError, short, wide};

const MAGIC: &[u8] = b"DUNLOGM7";

/// Weights as they were learnt, to be written down.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// The features, each with the number of its line, which is never nought.
    pub rows: Vec<(u32, u16)>,
    /// The lines: what is added to the hidden numbers, and by how much the odds of harassment rise (natural logarithm). At most
    /// [`LINES`]; the first is that of no feature.
    pub lines: Vec<[f32; LINE]>,
    /// Where the sums begin.
    pub start: [f32; HIDDEN],
    /// Weights and bias of the classes.
    pub classes: ([[f32; HIDDEN]; CLASSES.len()], [f32; CLASSES.len()]),
    /// Weights and bias of the conducts.
    pub conducts: ([[f32; HIDDEN]; CONDUCTS.len()], [f32; CONDUCTS.len()]),
    /// The second reader.
    pub convolution: ConvolutionWeights,
}

impl Weights {
    /// The file that [`Model::read`] reads: lines as small integers, each number with its scale. Of two features
    /// whose short numbers are equal the first stays.
    pub fn write(&self) -> Vec<u8> {
        let mut rows: Vec<(u32, u16)> = self.rows.iter().map(|(id, row)| (short(*id), *row)).collect();
        rows.sort_by_key(|(id, _)| *id);
        rows.dedup_by_key(|(id, _)| *id);
        let scale = self.scale();
        let mut out = MAGIC.to_vec();
        out.extend(u32::try_from(rows.len()).unwrap_or(u32::MAX).to_le_bytes());
        let parts = scale.iter().chain(&self.start);
        let classes = self.classes.0.as_flattened().iter().chain(&self.classes.1);
        let conducts = self.conducts.0.as_flattened().iter().chain(&self.conducts.1);
        for number in parts.chain(classes).chain(conducts) {
            out.extend(number.to_le_bytes());
        }
        let lines = self.lines.get(..LINES).unwrap_or(&self.lines);
        out.extend(u16::try_from(lines.len()).unwrap_or_default().to_le_bytes());
        for line in lines {
            let whole = line.iter().zip(scale).map(|(number, scale)| small(number / scale));
            out.extend(whole.flat_map(i8::to_le_bytes));
        }
        let mut before = 0;
        for (id, _) in &rows {
            varint(id - before, &mut out);
            before = *id;
        }
        let halves = rows.iter().map(|(_, line)| line.to_le_bytes());
        out.extend(halves.clone().map(|[low, _]| low));
        let upper: Vec<u8> = halves.map(|[_, high]| high).collect();
        out.extend(upper.chunks(2).map(|two| two.iter().rev().fold(0, |byte, high| byte << 4 | high & 0xF)));
        self.convolution.ready().write(&mut out);
        out
    }

    /// What a step of each number is worth.
    fn scale(&self) -> [f32; LINE] {
        let mut scale = [f32::MIN_POSITIVE; LINE];
        for line in &self.lines {
            scale.iter_mut().zip(line).for_each(|(most, number)| *most = most.max(number.abs() / 127.0));
        }
        scale
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
    /// Reads weights as [`Weights::write`] puts them: the model, and of each feature the short number and that of its line. Errors:
    /// not ours, cut off, or with numbers that cannot be.
    pub fn read(bytes: &[u8]) -> Result<(Self, Vec<(u32, u16)>), RuleError> {
        let mut reader = Reader(bytes.strip_prefix(MAGIC).ok_or(RuleError::Weights)?);
        let rows = reader.u32()?;
        let (scale, start) = (reader.floats()?, reader.floats()?);
        let (classes, class_bias) = (reader.rows()?, reader.floats()?);
        let (conducts, conduct_bias) = (reader.rows()?, reader.floats()?);
        let codebook = reader.book()?;
        let features = reader.features(wide(rows))?;
        let convolution = Convolution::read(&mut reader)?;
        let model = Self { codebook, scale, start, classes, class_bias, conducts, conduct_bias, convolution };
        if reader.0.is_empty() { Ok((model, features)) } else { Err(RuleError::Weights) }
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

    fn book(&mut self) -> Result<Codebook, RuleError> {
        let count = u16::from_le_bytes([self.byte()?, self.byte()?]);
        let mut lines = Vec::new();
        for _ in 0..count {
            let numbers: [i8; LINE] = self.integers()?;
            let mut line = Line::default();
            line.iter_mut().zip(numbers).for_each(|(to, from)| *to = from);
            lines.push(line);
        }
        Codebook::of(lines).ok_or(RuleError::TooLarge)
    }

    fn rows<const N: usize, const WIDTH: usize>(&mut self) -> Result<[[f32; WIDTH]; N], RuleError> {
        let mut rows = [[0.0; WIDTH]; N];
        for row in &mut rows {
            *row = self.floats()?;
        }
        Ok(rows)
    }

    /// So many features, each with its short number and that of its line.
    fn features(&mut self, count: usize) -> Result<Vec<(u32, u16)>, RuleError> {
        // Each takes a byte or more, so a count that cannot be asks for no room.
        let mut features = Vec::with_capacity(count.min(self.0.len()));
        let mut id = 0_u32;
        let mut bytes = self.0.iter();
        for _ in 0..count {
            id += read_varint(&mut bytes)?; // of 24 and 28 bits
            if id >> HASH_BITS != 0 {
                return Err(RuleError::Weights);
            }
            features.push((id, 0));
        }
        self.0 = bytes.as_slice();
        for ((_, line), low) in features.iter_mut().zip(self.take(count)?) {
            *line = u16::from(*low);
        }
        for (two, byte) in features.chunks_mut(2).zip(self.take(count.div_ceil(2))?) {
            for ((_, line), high) in two.iter_mut().zip([byte & 0xF, byte >> 4]) {
                *line |= u16::from(high) << 8;
            }
        }
        Ok(features)
    }

    fn varint(&mut self) -> Result<u32, RuleError> {
        let mut bytes = self.0.iter();
        let number = read_varint(&mut bytes)?;
        self.0 = bytes.as_slice();
        Ok(number)
    }
}

/// A number of 28 bits at most. The bytes are on their own, so that their place stays in a register where many are read.
#[inline]
fn read_varint(bytes: &mut std::slice::Iter<'_, u8>) -> Result<u32, RuleError> {
    let mut number = 0_u32;
    for shift in [0, 7, 14, 21] {
        let byte = *bytes.next().ok_or(RuleError::Weights)?;
        number |= u32::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(RuleError::Weights)
}

#[cfg(test)]
mod tests {
    use super::Weights;
    use crate::codebook::LINE;
    use crate::model::{HIDDEN, Model};
    use dunlog_model::Category;
    use dunlog_rules::{Entry, Lexicon, Medium, Walker, long};

    /// Feature 1 speaks for harassment, feature 2 for normal, and what is harassment here is a visit.
    fn weights() -> Weights {
        let mut weights = Weights::default();
        let line = |at: usize, number, log_odds| {
            let mut line = [0.0; LINE];
            line[at] = number;
            line[HIDDEN] = log_odds;
            line
        };
        weights.lines = vec![[0.0; LINE]; 0x124];
        weights.lines[1] = line(0, 2.0, 2.0);
        weights.lines[2] = line(1, 2.0, -3.0);
        weights.lines[0x123] = line(2, 0.5, 0.5);
        weights.rows = vec![(0x0000_1000, 1), (0x0000_20FF, 2), (0xFF00_0003, 0x123)];
        weights.classes.0[0][0] = 3.0;
        weights.classes.0[5][1] = 3.0;
        weights.conducts.0[1][0] = 3.0;
        weights
    }

    #[test]
    fn what_was_written_is_read_and_speaks_as_it_was_learnt() {
        let (model, features) = Model::read(&weights().write()).unwrap();
        let lines = [(0x10, 1), (0x20, 2), (0x00FF_0000, 0x123)];
        assert_eq!(features, lines, "numbers are kept to 24 bits");
        let walker = Walker::of(Lexicon::default(), &features).unwrap();
        let [first, second, third] = lines.map(|(id, _)| walker.feature(long(id)).unwrap());
        let judge = |feature: Entry| model.judge(&[], &[feature]);
        let opinion = judge(first);
        assert!(opinion.classes[0] > 0.9, "{opinion:?}");
        assert_eq!(model.conduct(&opinion), Some(Category::Visit));
        assert_eq!(model.conduct(&judge(second)), None, "all are equally likely");
        assert!(model.direction(&opinion, 0).share(first) > 0);
        assert!(judge(second).classes[5] > 0.9);
        let weight = model.weight_of_evidence(&[], &[first, second, third]);
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
        let lengths = (0..6_000).chain((6_000..whole.len()).step_by(997)).chain([whole.len() - 1]);
        for length in lengths {
            assert!(Model::read(&whole[..length]).is_err(), "{length}");
        }
        let longer: Vec<u8> = whole.iter().copied().chain([0]).collect();
        assert!(Model::read(&longer).is_err());
    }
}
