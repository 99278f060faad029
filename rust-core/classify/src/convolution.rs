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
use crate::weights::small;
use dunlog_rules::{Medium, narrow};
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

/// What a character says to each filter at each place of it.
type Products = [[i16; FILTERS]; PLACES];

/// The products are this much smaller than the sums of bytes that they come from, so that each fits: 64 · 127² / 2⁵ < 2¹⁵.
const SHIFT: u32 = 5;

/// Weights made ready.
#[derive(Clone, Debug)]
pub(crate) struct Convolution {
    /// In ascending order.
    pub(crate) characters: Vec<char>,
    /// One for each of the characters, then one for each medium.
    pub(crate) vectors: Vec<[i8; DIMENSIONS]>,
    /// By place, number of a character, filter.
    pub(crate) filters: Vec<[[i8; FILTERS]; DIMENSIONS]>,
    /// What a step of the sums is worth to each filter.
    pub(crate) step: [f32; ANSWERS],
    pub(crate) bias: [f32; ANSWERS],
    pub(crate) classes: [[f32; ANSWERS]; CLASSES.len()],
    pub(crate) class_bias: [f32; CLASSES.len()],
    /// The products of what was met until now, in the order of the vectors.
    products: Vec<OnceLock<Box<Products>>>,
}

impl Convolution {
    pub(crate) fn of(
        characters: Vec<char>,
        vectors: Vec<[i8; DIMENSIONS]>,
        filters: Vec<[[i8; FILTERS]; DIMENSIONS]>,
        (step, bias): ([f32; ANSWERS], [f32; ANSWERS]),
        (classes, class_bias): ([[f32; ANSWERS]; CLASSES.len()], [f32; CLASSES.len()]),
    ) -> Self {
        let products = vec![OnceLock::new(); vectors.len()];
        Self { characters, vectors, filters, step, bias, classes, class_bias, products }
    }

    /// What speaks for each class, before it is made a probability.
    pub(crate) fn speak(&self, text: &[char], medium: Medium) -> [f32; CLASSES.len()] {
        let text = self.products_of(text, medium);
        let mut scores = self.class_bias;
        for (group, places) in groups() {
            let mut best = [i16::MIN; FILTERS];
            each_run(&text, places, |_, sums| {
                for f in 0..FILTERS {
                    best[f] = best[f].max(sums[f]);
                }
            });
            for f in 0..FILTERS {
                let answer = self.answer(group, f, best[f]);
                for (score, weights) in scores.iter_mut().zip(&self.classes) {
                    *score += weights[group * FILTERS + f] * answer;
                }
            }
        }
        scores
    }

    /// What each answer is worth to a class, against the mean of others.
    pub(crate) fn worth(&self, class: usize, others: &[usize]) -> [f32; ANSWERS] {
        let of = |class: usize, answer: usize| self.classes.get(class).map_or(0.0, |weights| weights[answer]);
        let mean =
            |answer| others.iter().map(|other| of(*other, answer)).sum::<f32>() / others.len().max(1) as f32;
        std::array::from_fn(|answer| of(class, answer) - mean(answer))
    }

    /// The runs of characters that the filters answer to, each with what it adds to the sum of all answers, of which `worth` are
    /// the weights.
    pub(crate) fn shares(
        &self,
        text: &[char],
        medium: Medium,
        worth: &[f32; ANSWERS],
    ) -> Vec<(Range<u32>, f32)> {
        let length = narrow(text.len());
        let text = self.products_of(text, medium);
        let mut shares = Vec::new();
        for (group, places) in groups() {
            let width = narrow(places.len());
            let (mut best, mut starts) = ([i16::MIN; FILTERS], [0_u32; FILTERS]);
            each_run(&text, places, |start, sums| {
                for f in 0..FILTERS {
                    starts[f] = if sums[f] > best[f] { start } else { starts[f] };
                    best[f] = best[f].max(sums[f]);
                }
            });
            for f in 0..FILTERS {
                let share = self.answer(group, f, best[f]) * worth[group * FILTERS + f];
                if share != 0.0 {
                    // Without the edge, which is no part of the text.
                    let (start, end) = (starts[f].saturating_sub(1), starts[f] + width - 1);
                    shares.push((start.min(length)..end.min(length), share));
                }
            }
        }
        shares
    }

    /// How much a filter answers to its largest sum.
    fn answer(&self, group: usize, filter: usize, sum: i16) -> f32 {
        let answer = group * FILTERS + filter;
        (f32::from(sum) * (1_u32 << SHIFT) as f32 * self.step[answer] + self.bias[answer]).max(0.0)
    }

    /// The products of the characters of a text between its edges; `None` for one that is not known.
    fn products_of(&self, text: &[char], medium: Medium) -> Vec<Option<&Products>> {
        let edge = self.products(self.characters.len() + edge(medium));
        let of = |c: &char| self.characters.binary_search(c).ok().and_then(|vector| self.products(vector));
        std::iter::once(edge).chain(text.iter().map(of)).chain([edge]).collect()
    }

    fn products(&self, vector: usize) -> Option<&Products> {
        let (slot, vector) = (self.products.get(vector)?, self.vectors.get(vector)?);
        Some(slot.get_or_init(|| {
            let mut products = Box::new([[0_i16; FILTERS]; PLACES]);
            for (products, filters) in products.iter_mut().zip(&self.filters) {
                *products = multiplied(vector, filters);
            }
            products
        }))
    }
}

/// The sums of all filters of one width, whose places in the products these are, for every run of a text, by its beginning.
fn each_run(text: &[Option<&Products>], places: Range<usize>, mut run: impl FnMut(u32, &[i16; FILTERS])) {
    for start in 0..=text.len().saturating_sub(places.len()) {
        let mut sums = [0_i16; FILTERS];
        // Behind the end of a text that is shorter than a run comes nothing.
        for (place, products) in places.clone().zip(text.iter().skip(start)) {
            if let Some(products) = products {
                for f in 0..FILTERS {
                    sums[f] = sums[f].saturating_add(products[place][f]);
                }
            }
        }
        run(narrow(start), &sums);
    }
}

/// What a vector says to the filters. Two products of bytes fit in 16 bits, of which a processor multiplies eight at once;
/// weights never hold -128, so nothing wraps, and a check in each lane would cost the vector unit.
#[allow(clippy::cast_possible_truncation, reason = "see SHIFT")]
fn multiplied(vector: &[i8; DIMENSIONS], filters: &[[i8; FILTERS]; DIMENSIONS]) -> [i16; FILTERS] {
    let mut sums = [0_i32; FILTERS];
    for (numbers, filters) in vector.as_chunks::<2>().0.iter().zip(filters.as_chunks::<2>().0) {
        let [a, b] = numbers.map(i16::from);
        for f in 0..FILTERS {
            let (first, second) =
                (a.wrapping_mul(filters[0][f].into()), b.wrapping_mul(filters[1][f].into()));
            sums[f] = sums[f].wrapping_add(first.wrapping_add(second).into());
        }
    }
    sums.map(|sum| (sum >> SHIFT) as i16)
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
        Convolution::of(
            self.characters.clone(),
            self.vectors.iter().map(|vector| vector.map(|number| small(number / of_vectors))).collect(),
            filters.collect(),
            (of_filters.map(|step| step * of_vectors), self.bias),
            (self.classes, self.class_bias),
        )
    }

    /// Makes all that it says so many times as much.
    pub fn scale(&mut self, times: f32) {
        self.classes.as_flattened_mut().iter_mut().chain(&mut self.class_bias).for_each(|one| *one *= times);
    }

    /// What speaks for each class of a text, as it will when the weights are small integers.
    pub fn speak(&self, texts: &[(Vec<char>, Medium)]) -> Vec<[f32; CLASSES.len()]> {
        let ready = self.ready();
        texts.iter().map(|(text, medium)| ready.speak(text, *medium)).collect()
    }
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
    use super::{ANSWERS, ConvolutionWeights, DIMENSIONS, EDGES, edge};
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
        weights().ready().speak(&text.chars().collect::<Vec<char>>(), medium)
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
        let worth = ready.worth(0, &[1, 5]);
        let shares = ready.shares(&chars, Medium::Message, &worth);
        assert_eq!(shares.len(), 1);
        assert_eq!(shares[0].0, 1..3);
        assert!((shares[0].1 - 2.0).abs() < 0.05, "{shares:?}");
        let worth = [1.0; ANSWERS];
        for text in ["", "上", "上门"] {
            let chars: Vec<char> = text.chars().collect();
            let length = u32::try_from(chars.len()).unwrap();
            for (run, _) in ready.shares(&chars, Medium::Call, &worth) {
                assert!(run.start <= run.end && run.end <= length, "{text}: {run:?}");
            }
        }
    }
}
