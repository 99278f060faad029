//! The second reader, asked about texts in doubt: a convolution over characters (Kim, "Convolutional Neural Networks for
//! Sentence Classification", 2014).
//!
//! The network over features adds up what stands in a text and is deaf to its order. This one looks at every run of two to
//! five characters through [`FILTERS`] filters for each width; the place where a filter answers most is what it says of the
//! text, and these answers speak for the classes.
//!
//! What a filter makes of a run is a sum of one number for each of its characters. Those of a character are worked out when
//! it is first met and kept, so that reading is additions alone: a table of all of them would take three times the room of all
//! other weights, and those of a text that nobody has sent are never needed.

#![allow(
    clippy::indexing_slicing,
    reason = "arrays of FILTERS and DIMENSIONS numbers, counted up to these: the compiler drops the checks"
)]

use crate::model::CLASSES;
use crate::runs::{Largest, Runs};
use crate::weights::small;
use dunlog_rules::{Medium, narrow, wide};
use std::ops::Range;
use std::sync::OnceLock;

/// How many numbers stand for a character.
pub const DIMENSIONS: usize = 64;

/// How many filters there are of each width.
pub const FILTERS: usize = 64;

/// How many characters a filter sees at once.
pub const WIDTHS: [usize; 4] = [2, 3, 4, 5];

/// The places of all widths together.
pub const PLACES: usize = 14;

/// All filters.
pub const ANSWERS: usize = FILTERS * WIDTHS.len();

/// What stands before the first and behind the last character of a text: its medium.
pub const EDGES: usize = 2;

/// Nearly all characters are from this block, in which each has its place.
const HAN: Range<u32> = 0x4E00..0xA000;

/// A character without a vector.
const UNKNOWN: u16 = u16::MAX;

/// What a character says to each filter at each place of it, so small that what a run says is a byte too: a processor adds
/// sixteen of them at once, and a text has tens of characters, of which all this is fetched from memory.
pub(crate) type Products = [[i8; FILTERS]; PLACES];

/// The largest sum that a run can have before its products are rounded: with half of one for each of five, it is still a byte.
const LARGEST_SUM: i32 = 124;

/// Bits behind the point of [`Convolution::fit`]: 124 · 2²³ < 2³¹.
const FIT_BITS: u32 = 23;

/// Weights made ready.
#[derive(Clone, Debug)]
pub(crate) struct Convolution {
    /// In ascending order.
    pub(crate) characters: Vec<char>,
    /// Where those of [`HAN`] are among them.
    han: Vec<u16>,
    /// One for each of the characters, then one for each medium.
    pub(crate) vectors: Vec<[i8; DIMENSIONS]>,
    /// By place, number of a character, filter.
    pub(crate) filters: Vec<[[i8; FILTERS]; DIMENSIONS]>,
    /// Times this the largest sum of a filter over a run is [`LARGEST_SUM`]; see [`FIT_BITS`].
    pub(crate) fit: [i32; ANSWERS],
    /// What such a byte is worth to each filter.
    pub(crate) step: [f32; ANSWERS],
    pub(crate) bias: [f32; ANSWERS],
    /// What an answer says for each class.
    pub(crate) classes: Box<[[f32; ANSWERS]; CLASSES.len()]>,
    pub(crate) class_bias: [f32; CLASSES.len()],
    /// The products of what was met until now, in the order of the vectors.
    products: Vec<OnceLock<Box<Products>>>,
}

impl Convolution {
    pub(crate) fn of(
        characters: Vec<char>,
        vectors: Vec<[i8; DIMENSIONS]>,
        filters: Vec<[[i8; FILTERS]; DIMENSIONS]>,
        (fit, step, bias): ([i32; ANSWERS], [f32; ANSWERS], [f32; ANSWERS]),
        (classes, class_bias): (Box<[[f32; ANSWERS]; CLASSES.len()]>, [f32; CLASSES.len()]),
    ) -> Self {
        let products = vec![OnceLock::new(); vectors.len()];
        let mut han = vec![UNKNOWN; HAN.len()];
        for (place, c) in (0..UNKNOWN).zip(&characters) {
            let slot = u32::from(*c).checked_sub(HAN.start).and_then(|at| han.get_mut(wide(at)));
            slot.into_iter().for_each(|slot| *slot = place);
        }
        Self { characters, han, vectors, filters, fit, step, bias, classes, class_bias, products }
    }

    /// What the filters answer to in a text.
    pub(crate) fn hear(&self, text: &[char], medium: Medium) -> Heard {
        let mut heard = Heard { length: narrow(text.len()), ..Heard::default() };
        for (group, largest) in self.largest(text, medium).into_iter().enumerate() {
            for f in 0..FILTERS {
                let answer = group * FILTERS + f;
                let much = f32::from(largest.sums[f]) * self.step[answer] + self.bias[answer];
                heard.much[answer] = much.max(0.0);
                heard.starts[answer] = largest.starts[f];
            }
        }
        heard
    }

    /// What answers say for each class, before it is made a probability.
    pub(crate) fn speak(&self, heard: &Heard) -> [f32; CLASSES.len()] {
        std::array::from_fn(|class| self.class_bias[class] + dot(&self.classes[class], &heard.much))
    }

    /// What answers add to a class, against the mean of others: the runs of characters, each with its share.
    pub(crate) fn shares(
        &self,
        heard: &Heard,
        class: usize,
        others: [usize; 2],
    ) -> impl Iterator<Item = (Range<u32>, f32)> {
        heard.answers().map(move |(answer, run, much)| {
            let of = |class: usize| self.classes.get(class).map_or(0.0, |weights| weights[answer]);
            (run, (of(class) - (of(others[0]) + of(others[1])) / 2.0) * much)
        })
    }

    /// The largest sums of the filters of each width over the runs of a text.
    ///
    /// The products of a character are read once and from end to end, because they seldom are in the cache and a text has
    /// tens of them: each is added to the sums of all runs that have begun and not yet ended.
    fn largest(&self, text: &[char], medium: Medium) -> [Largest; WIDTHS.len()] {
        let (mut two, mut three) = (Runs::<2>::default(), Runs::<3>::default());
        let (mut four, mut five) = (Runs::<4>::default(), Runs::<5>::default());
        let edge = self.products(self.characters.len() + edge(medium));
        let of = |c: &char| self.place(*c).and_then(|vector| self.products(vector));
        for products in std::iter::once(edge).chain(text.iter().map(of)).chain([edge]) {
            two.go_on(products);
            three.go_on(products);
            four.go_on(products);
            five.go_on(products);
        }
        [two.end(), three.end(), four.end(), five.end()]
    }

    /// The number of the vector of a character.
    fn place(&self, c: char) -> Option<usize> {
        let in_table = u32::from(c).checked_sub(HAN.start).and_then(|at| self.han.get(wide(at)));
        match in_table {
            Some(place) => (*place != UNKNOWN).then_some(usize::from(*place)),
            None => self.characters.binary_search(&c).ok(),
        }
    }

    fn products(&self, vector: usize) -> Option<&Products> {
        let (slot, vector) = (self.products.get(vector)?, self.vectors.get(vector)?);
        Some(slot.get_or_init(|| {
            let mut products = Box::new([[0_i8; FILTERS]; PLACES]);
            for ((group, products), filters) in groups_of_places().zip(products.iter_mut()).zip(&self.filters)
            {
                *products = fitted(multiplied(vector, filters), &self.fit[group * FILTERS..][..FILTERS]);
            }
            products
        }))
    }
}

/// How much each filter answered to the run that it answers most to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Heard {
    much: [f32; ANSWERS],
    /// Where these runs begin, the edge before the text counted.
    starts: [u16; ANSWERS],
    /// Characters of the text.
    length: u32,
}

impl Default for Heard {
    fn default() -> Self {
        Self { much: [0.0; ANSWERS], starts: [0; ANSWERS], length: 0 }
    }
}

impl Heard {
    /// The filters that were not silent: the number of each, the characters of the text, and how much.
    fn answers(&self) -> impl Iterator<Item = (usize, Range<u32>, f32)> {
        let all = self.starts.iter().zip(&self.much).enumerate().filter(|(_, (_, much))| **much > 0.0);
        all.map(|(answer, (start, much))| {
            // Without the edge, which is no part of the text.
            let (start, width) = (u32::from(*start), narrow(WIDTHS[answer / FILTERS]));
            let run = start.saturating_sub(1).min(self.length)..(start + width - 1).min(self.length);
            (answer, run, *much)
        })
    }
}

/// In eight sums at once, which a processor adds together.
fn dot(a: &[f32; ANSWERS], b: &[f32; ANSWERS]) -> f32 {
    let mut sums = [0.0; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}

/// What a vector says to the filters. Two products of bytes fit in 16 bits, of which a processor multiplies eight at once;
/// weights never hold -128, so nothing wraps, and a check in each lane would cost the vector unit.
fn multiplied(vector: &[i8; DIMENSIONS], filters: &[[i8; FILTERS]; DIMENSIONS]) -> [i32; FILTERS] {
    let mut sums = [0_i32; FILTERS];
    for (numbers, filters) in vector.as_chunks::<2>().0.iter().zip(filters.as_chunks::<2>().0) {
        let [a, b] = numbers.map(i16::from);
        for f in 0..FILTERS {
            let (first, second) =
                (a.wrapping_mul(filters[0][f].into()), b.wrapping_mul(filters[1][f].into()));
            sums[f] = sums[f].wrapping_add(first.wrapping_add(second).into());
        }
    }
    sums
}

/// Sums as small parts of a byte.
#[allow(clippy::cast_possible_truncation, reason = "see FIT_BITS")]
fn fitted(sums: [i32; FILTERS], fit: &[i32]) -> [i8; FILTERS] {
    let mut bytes = [0; FILTERS];
    for ((byte, sum), fit) in bytes.iter_mut().zip(sums).zip(fit) {
        *byte = (sum.wrapping_mul(*fit).wrapping_add(1 << (FIT_BITS - 1)) >> FIT_BITS) as i8;
    }
    bytes
}

/// The place of a medium among the edges.
pub fn edge(medium: Medium) -> usize {
    match medium {
        Medium::Message => 0,
        Medium::Call => 1,
    }
}

/// Weights as they were learnt, to be written down.
#[derive(Clone, Debug)]
pub struct ConvolutionWeights {
    /// The characters that are known, in ascending order.
    pub characters: Vec<char>,
    /// What stands for each of them, then for each medium; see [`edge`].
    pub vectors: Vec<[f32; DIMENSIONS]>,
    /// By place: what each number of a character says to each filter.
    pub filters: Vec<[[f32; FILTERS]; DIMENSIONS]>,
    /// What is added to the largest sum of each filter.
    pub bias: [f32; ANSWERS],
    /// Weights of the classes.
    pub classes: [[f32; ANSWERS]; CLASSES.len()],
    /// Bias of the classes.
    pub class_bias: [f32; CLASSES.len()],
}

impl Default for ConvolutionWeights {
    /// Knows no character and has nothing to say.
    fn default() -> Self {
        Self {
            characters: Vec::new(),
            vectors: vec![[0.0; DIMENSIONS]; EDGES],
            filters: vec![[[0.0; FILTERS]; DIMENSIONS]; PLACES],
            bias: [0.0; ANSWERS],
            classes: [[0.0; ANSWERS]; CLASSES.len()],
            class_bias: [0.0; CLASSES.len()],
        }
    }
}

impl ConvolutionWeights {
    /// As small integers: one scale for all vectors, one for each filter.
    pub(crate) fn ready(&self) -> Convolution {
        let of_vectors =
            self.vectors.as_flattened().iter().fold(f32::MIN_POSITIVE, |most, one| most.max(one.abs()))
                / 127.0;
        let mut of_filters = [f32::MIN_POSITIVE; ANSWERS];
        for (group, filters) in groups_of_places().zip(&self.filters) {
            for row in filters {
                for f in 0..FILTERS {
                    let most = &mut of_filters[group * FILTERS + f];
                    *most = most.max(row[f].abs() / 127.0);
                }
            }
        }
        let filters = groups_of_places().zip(&self.filters).map(|(group, filters)| {
            filters.map(|row| std::array::from_fn(|f| small(row[f] / of_filters[group * FILTERS + f])))
        });
        let filters: Vec<_> = filters.collect();
        let vectors: Vec<_> =
            self.vectors.iter().map(|vector| vector.map(|number| small(number / of_vectors))).collect();
        let largest = largest_sums(&vectors, &filters);
        let step =
            std::array::from_fn(|a| of_filters[a] * of_vectors * largest[a] as f32 / LARGEST_SUM as f32);
        Convolution::of(
            self.characters.clone(),
            vectors,
            filters,
            (largest.map(|most| (LARGEST_SUM << FIT_BITS) / most), step, self.bias),
            (Box::new(self.classes), self.class_bias),
        )
    }

    /// Makes all that it says so many times as much.
    pub fn scale(&mut self, times: f32) {
        self.classes.as_flattened_mut().iter_mut().chain(&mut self.class_bias).for_each(|one| *one *= times);
    }

    /// What speaks for each class of a text, as it will when the weights are small integers.
    pub fn speak(&self, texts: &[(Vec<char>, Medium)]) -> Vec<[f32; CLASSES.len()]> {
        let ready = self.ready();
        texts.iter().map(|(text, medium)| ready.speak(&ready.hear(text, *medium))).collect()
    }
}

/// No run has a larger sum: at each place of a filter, what a character says at most; one at least.
fn largest_sums(vectors: &[[i8; DIMENSIONS]], filters: &[[[i8; FILTERS]; DIMENSIONS]]) -> [i32; ANSWERS] {
    let mut largest = [1; ANSWERS];
    for (group, filters) in groups_of_places().zip(filters) {
        let mut here = [0; FILTERS];
        for vector in vectors {
            for (most, sum) in here.iter_mut().zip(multiplied(vector, filters)) {
                *most = (*most).max(sum.abs());
            }
        }
        for (sum, most) in largest[group * FILTERS..].iter_mut().zip(here) {
            *sum += most;
        }
    }
    largest
}

/// The widths by number, each with its places.
fn groups() -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut before = 0;
    WIDTHS.into_iter().enumerate().map(move |(group, width)| {
        let places = before..before + width;
        before = places.end;
        (group, places)
    })
}

/// To which width each place belongs.
fn groups_of_places() -> impl Iterator<Item = usize> {
    groups().flat_map(|(group, places)| places.map(move |_| group))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{ANSWERS, ConvolutionWeights, DIMENSIONS, EDGES, FILTERS, edge, groups};
    use dunlog_rules::Medium;

    /// Knows 上 and 门; one filter answers when the second follows the first, and that speaks for harassment. Another answers
    /// to the edge of a call.
    pub(crate) fn weights() -> ConvolutionWeights {
        let mut weights =
            ConvolutionWeights { characters: vec!['上', '门'], ..ConvolutionWeights::default() };
        weights.vectors = vec![[0.0; DIMENSIONS]; 2 + EDGES];
        for vector in 0..2 {
            weights.vectors[vector][vector] = 1.0;
            weights.filters[vector][vector][0] = 1.0;
        }
        weights.vectors[2 + edge(Medium::Call)][2] = 1.0;
        weights.filters[0][2][1] = 1.0;
        weights.bias[0] = -1.5;
        weights.classes[0][0] = 4.0;
        weights.classes[5][1] = 3.0;
        weights
    }

    fn scores(text: &str, medium: Medium) -> [f32; 6] {
        let ready = weights().ready();
        ready.speak(&ready.hear(&text.chars().collect::<Vec<char>>(), medium))
    }

    #[test]
    fn a_run_is_heard_wherever_it_stands_and_only_in_its_order() {
        for text in ["上门", "明天上门看看", "门上门", "上上门"] {
            assert!((scores(text, Medium::Message)[0] - 2.0).abs() < 0.05, "{text}");
        }
        for text in ["", "门", "门上", "上楼开门"] {
            assert!(scores(text, Medium::Message)[0] == 0.0, "{text}");
        }
        assert!((scores("", Medium::Call)[5] - 3.0).abs() < 0.05, "the medium is heard at the edge");
    }

    #[test]
    fn what_a_run_adds_is_laid_to_its_characters_and_never_outside_of_the_text() {
        let ready = weights().ready();
        let chars: Vec<char> = "请上门".chars().collect();
        let shares: Vec<_> = ready.shares(&ready.hear(&chars, Medium::Message), 0, [1, 5]).collect();
        assert_eq!(shares.len(), 1);
        assert_eq!(shares[0].0, 1..3);
        assert!((shares[0].1 - 2.0).abs() < 0.05, "{shares:?}");
        let all_answer = ConvolutionWeights { bias: [1.0; ANSWERS], ..weights() }.ready();
        for text in ["", "上", "上门", "明天上门看看"] {
            let chars: Vec<char> = text.chars().collect();
            let length = u32::try_from(chars.len()).unwrap();
            let heard = all_answer.hear(&chars, Medium::Call);
            assert_eq!(heard.answers().count(), ANSWERS);
            for (run, _) in all_answer.shares(&heard, 0, [1, 5]) {
                assert!(run.start <= run.end && run.end <= length, "{text}: {run:?}");
            }
        }
    }

    /// What is read run by run, as it is defined, and what is read character by character are the same.
    #[test]
    fn the_largest_sums_are_those_of_the_runs() {
        let mut weights = weights();
        weights.filters.as_flattened_mut().as_flattened_mut().iter_mut().zip(1_u16..).for_each(
            |(one, at)| {
                *one = f32::from(at.wrapping_mul(40_503) >> 8) - 128.0;
            },
        );
        let ready = weights.ready();
        for text in ["", "门", "上门", "门上楼", "上上门门", "明天上门看看门上门上上"] {
            let chars: Vec<char> = text.chars().collect();
            let vectors = chars.iter().map(|c| weights.characters.iter().position(|own| own == c));
            let ends = [Some(2 + edge(Medium::Message))];
            let vectors: Vec<Option<usize>> = ends.into_iter().chain(vectors).chain(ends).collect();
            let largest = ready.largest(&chars, Medium::Message);
            for ((_, places), largest) in groups().zip(largest) {
                let last = vectors.len().saturating_sub(places.len());
                let sums = (0..=last).map(|start| {
                    let run = places.clone().zip(vectors.iter().skip(start));
                    let known = run.filter_map(|(place, vector)| Some(ready.products((*vector)?)?[place]));
                    known.fold([0_i8; FILTERS], |sums, products| {
                        std::array::from_fn(|f| sums[f].checked_add(products[f]).unwrap())
                    })
                });
                let sums: Vec<[i8; FILTERS]> = sums.collect();
                for f in 0..FILTERS {
                    let best = sums.iter().map(|sums| sums[f]).max().unwrap();
                    let start = sums.iter().position(|sums| sums[f] == best).unwrap();
                    assert_eq!((largest.sums[f], usize::from(largest.starts[f])), (best, start), "{text}");
                }
            }
        }
    }
}
