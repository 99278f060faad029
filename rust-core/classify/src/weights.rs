//! The file of the learnt weights: what training writes and the model reads.
//!
//! The features come first (`dunlog-rules`, `packed/features.rs`). What is left is the model: scales, beginnings, weights and biases
//! as floats; the number of lines and the lines, as small integers. Then the second reader: the number of its characters and these,
//! in ascending order, each as its distance from the one before; what makes bytes of its sums, as integers; its scales, weights and
//! biases as floats; its vectors and filters as small integers.

use crate::codebook::{Codebook, LINE, LINES, Line};
use crate::convolution::{Convolution, ConvolutionWeights, EDGES, PLACES};
use crate::model::{CLASSES, CONDUCTS, HIDDEN, Model};
use dunlog_rules::packed::{Reader, features, write_ascending, write_count};
use dunlog_rules::{RuleError, short};

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
    /// The file of which [`Model::read`] reads all but the features: lines as small integers, each number with its scale. Of two
    /// features whose short numbers are equal the first stays. Errors: more features than there is room for, or more characters than can
    /// be counted.
    pub fn write(&self) -> Result<Vec<u8>, RuleError> {
        let scale = self.scale();
        let parts = scale.iter().chain(&self.start);
        let classes = self.classes.0.as_flattened().iter().chain(&self.classes.1);
        let conducts = self.conducts.0.as_flattened().iter().chain(&self.conducts.1);
        let line = |line: &[f32; LINE]| {
            let mut whole = [0; LINE];
            for ((to, number), scale) in whole.iter_mut().zip(line).zip(scale) {
                [*to] = small(number / scale).to_le_bytes();
            }
            whole
        };
        let features = self.rows.iter().map(|(id, line)| (short(*id), *line)).collect();
        let mut out = features::write(features)?;
        out.extend(parts.chain(classes).chain(conducts).flat_map(|number| number.to_le_bytes()));
        let lines: Vec<[u8; LINE]> = self.lines.iter().take(LINES).map(line).collect();
        write_count(lines.len(), &mut out)?;
        out.extend(lines.as_flattened());
        self.convolution.ready().write(&mut out)?;
        Ok(out)
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
    fn write(&self, out: &mut Vec<u8>) -> Result<(), RuleError> {
        write_count(self.characters.len(), out)?;
        write_ascending(self.characters.iter().map(|c| u32::from(*c)), out);
        let classes = self.classes.as_flattened().iter().chain(&self.class_bias);
        out.extend(self.fit.iter().flat_map(|number| number.to_le_bytes()));
        for number in self.step.iter().chain(&self.bias).chain(classes) {
            out.extend(number.to_le_bytes());
        }
        let filters = self.filters.as_flattened().as_flattened();
        out.extend(self.vectors.as_flattened().iter().chain(filters).flat_map(|number| number.to_le_bytes()));
        Ok(())
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let count = reader.count()?;
        let characters =
            reader.ascending(count)?.into_iter().map(char::from_u32).collect::<Option<Vec<_>>>()?;
        let count = characters.len() + EDGES;
        let fit = whole_numbers(reader)?;
        let (step, bias) = (floats(reader)?, floats(reader)?);
        let (classes, class_bias) = (Box::new(rows(reader)?), floats(reader)?);
        let vectors = (0..count).map(|_| integers(reader)).collect::<Option<_>>()?;
        let mut filters = Vec::new();
        for _ in 0..PLACES {
            let mut place = [[0; _]; _];
            for row in &mut place {
                *row = integers(reader)?;
            }
            filters.push(place);
        }
        Some(Self::of(characters, vectors, filters, (fit, step, bias), (classes, class_bias)))
    }
}

impl Model {
    /// Reads all but the features of what [`Weights::write`] puts. Errors: not ours, cut off, or with numbers that cannot be.
    pub fn read(bytes: &[u8]) -> Result<Self, RuleError> {
        Reader::whole(bytes, Self::read_all).ok_or(RuleError::Weights)
    }

    fn read_all(reader: &mut Reader<'_>) -> Option<Self> {
        let (scale, start) = (floats(reader)?, floats(reader)?);
        let (classes, class_bias) = (turned(rows(reader)?), floats(reader)?);
        let (conducts, conduct_bias) = (turned(rows(reader)?), floats(reader)?);
        let codebook = codebook(reader)?;
        let convolution = Convolution::read(reader)?;
        Some(Self { codebook, scale, start, classes, class_bias, conducts, conduct_bias, convolution })
    }
}

#[allow(clippy::cast_possible_truncation, reason = "clamped to the range of the small integer")]
pub(crate) fn small(number: f32) -> i8 {
    number.round().clamp(-127.0, 127.0) as i8
}

fn floats<const N: usize>(reader: &mut Reader<'_>) -> Option<[f32; N]> {
    let floats: [f32; N] = whole_numbers(reader)?.map(|bits| f32::from_bits(bits.cast_unsigned()));
    floats.iter().all(|number| number.is_finite()).then_some(floats)
}

fn rows<const N: usize, const WIDTH: usize>(reader: &mut Reader<'_>) -> Option<[[f32; WIDTH]; N]> {
    let mut rows = [[0.0; WIDTH]; N];
    for row in &mut rows {
        *row = floats(reader)?;
    }
    Some(rows)
}

fn turned<const N: usize, const WIDTH: usize>(rows: [[f32; WIDTH]; N]) -> [[f32; N]; WIDTH] {
    std::array::from_fn(|column| rows.map(|row| row.get(column).copied().unwrap_or_default()))
}

fn whole_numbers<const N: usize>(reader: &mut Reader<'_>) -> Option<[i32; N]> {
    let numbers: &[[u8; 4]; N] = reader.chunks(N)?.try_into().ok()?;
    Some(numbers.map(i32::from_le_bytes))
}

fn integers<const N: usize>(reader: &mut Reader<'_>) -> Option<[i8; N]> {
    let numbers: &[u8; N] = reader.take(N)?.try_into().ok()?;
    Some(numbers.map(|number| i8::from_le_bytes([number])))
}

fn codebook(reader: &mut Reader<'_>) -> Option<Codebook> {
    let count = reader.count()?;
    let lines = reader.chunks::<LINE>(count)?.iter().map(|numbers| {
        let mut line = Line::default();
        line.iter_mut().zip(numbers).for_each(|(to, from)| *to = i8::from_le_bytes([*from]));
        line
    });
    Codebook::of(lines.collect())
}

#[cfg(test)]
mod tests {
    use super::Weights;
    use crate::codebook::LINE;
    use crate::convolution::Heard;
    use crate::model::{HIDDEN, Model};
    use dunlog_model::Category;
    use dunlog_rules::packed::features;
    use dunlog_rules::{Buckets, Known, Lexicon, Medium, RuleError, Walker, long};

    fn read(bytes: &[u8]) -> Result<(Buckets, Model), RuleError> {
        let (features, model) = features::read(bytes)?;
        Ok((features, Model::read(model)?))
    }

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
        let (features, model) = read(&weights().write().unwrap()).unwrap();
        let lines = [(0x10, 1), (0x20, 2), (0x00FF_0000, 0x123)];
        assert!(features.features().eq(lines), "numbers are kept to 24 bits");
        let walker = Walker::of(Lexicon::default(), features).unwrap();
        let [first, second, third] = lines.map(|(id, _)| walker.feature(long(id)).unwrap());
        let judge = |feature: Known| model.judge(&[feature]);
        let opinion = judge(first);
        assert!(opinion.classes[0] > 0.9, "{opinion:?}");
        assert_eq!(model.conduct(&opinion), Some(Category::Visit));
        assert_eq!(model.conduct(&judge(second)), None, "all are equally likely");
        assert!(model.direction(&opinion, 0).share(first.entry()) > 0);
        assert!(judge(second).classes[5] > 0.9);
        let weight = model.weight_of_evidence(&[first, second, third], f64::MAX);
        assert!((weight - 2.5 / 12.0).abs() < 0.01, "{weight}");
    }

    #[test]
    fn the_second_reader_says_the_same_after_it_was_written() {
        let convolution = crate::convolution::tests::weights();
        let before = convolution.ready();
        let (_, model) = read(&Weights { convolution, ..weights() }.write().unwrap()).unwrap();
        for text in ["明天上门", "门上", "", "call"] {
            let chars: Vec<char> = text.chars().collect();
            for medium in [Medium::Message, Medium::Call] {
                let scores = model.convolution.speak(&model.convolution.hear(&chars, medium));
                assert_eq!(scores, before.speak(&before.hear(&chars, medium)), "{text}");
            }
        }
        let doubtful = model.judge(&[]);
        let chars: Vec<char> = "明天上门".chars().collect();
        let (first, mut heard) = (doubtful.classes[0], Heard::default());
        assert!(model.reconsider(doubtful, &chars, Medium::Message, &mut heard).classes[0] > first);
    }

    #[test]
    fn cut_off_or_foreign_weights_are_refused_at_every_length() {
        let whole = weights().write().unwrap();
        // Of the long tables at the end not every length.
        let lengths = (0..6_000).chain((6_000..whole.len()).step_by(997)).chain([whole.len() - 1]);
        for length in lengths {
            assert!(read(&whole[..length]).is_err(), "{length}");
        }
        let longer: Vec<u8> = whole.iter().copied().chain([0]).collect();
        assert!(read(&longer).is_err());
    }
}
