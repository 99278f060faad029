//! Teaches the second reader: a convolution over characters; see `dunlog_classify::ConvolutionWeights`.
//!
//! Of each filter only the place where it answers most learns, so a step back costs little beside a look forward.

use crate::corpus::Text;
use crate::network::{descend, softmax};
use crate::random::Random;
use crate::vectors::vectors;
use dunlog_classify::{
    ANSWERS, CLASSES, ConvolutionWeights, DIMENSIONS, EDGES, FILTERS, Medium, ORDINARY, PLACES, WIDTHS, edge,
    medium, normalise,
};
use std::collections::BTreeMap;

/// How the learning goes; chosen on the dev part.
#[derive(Clone, Copy, Debug)]
pub struct Course {
    /// So many characters are known, the most frequent.
    pub characters: usize,
    /// Passes over the texts.
    pub epochs: usize,
    /// First step size of Adagrad.
    pub rate: f32,
    /// Share of characters hidden at each look.
    pub hidden: f64,
    /// Share of answers hidden at each look.
    pub dropout: f64,
    /// Share of ordinary texts that are read with a second one behind them.
    pub joined: f64,
    /// How much of each answer is spread over all classes.
    pub smoothing: f32,
    /// Where the random numbers begin.
    pub seed: u64,
}

impl Default for Course {
    fn default() -> Self {
        Self {
            characters: 2_400,
            epochs: 5,
            rate: 0.05,
            hidden: 0.05,
            dropout: 0.2,
            joined: 0.2,
            smoothing: 0.05,
            seed: 1,
        }
    }
}

/// A text as it is learnt from: the place of each character, `None` for one that is not known, and what it is.
struct Lesson {
    vectors: Vec<Option<usize>>,
    truth: [f32; CLASSES.len()],
    is_ordinary: bool,
}

/// Learns from texts; those with an opinion are learnt by it.
pub fn learn(texts: &[Text], course: &Course) -> ConvolutionWeights {
    let read: Vec<Vec<char>> = texts.iter().map(|text| read(text).0).collect();
    let characters = frequent(&read, course.characters);
    let lessons: Vec<Lesson> = texts
        .iter()
        .zip(&read)
        .filter_map(|(text, read)| lesson(text, read, &characters, course.smoothing))
        .collect();
    let ordinary: Vec<usize> = (0..lessons.len()).filter(|one| lessons[*one].is_ordinary).collect();
    let mut random = Random::new(course.seed);
    let numbers: Vec<Vec<Option<usize>>> =
        read.iter().map(|read| read.iter().map(|c| characters.binary_search(c).ok()).collect()).collect();
    let mut learner = Learner::new(vectors(&numbers, characters.len(), &mut random), &mut random);
    let mut sums = learner.weights.clone();
    sums.scale(0.0);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let (mut room, mut added) = (Room::default(), 0.0);
    for epoch in 0..course.epochs {
        random.shuffle(&mut order);
        let rate = course.rate * (1.0 - epoch as f32 / course.epochs as f32).max(0.05);
        for index in &order {
            let lesson = &lessons[*index];
            room.vectors.clear();
            room.vectors.extend(&lesson.vectors);
            if lesson.is_ordinary && random.unit() < course.joined {
                room.vectors.pop();
                let second = &lessons[ordinary[random.below(ordinary.len())]].vectors;
                room.vectors.extend(second.iter().skip(1));
            }
            for vector in &mut room.vectors {
                if random.unit() < course.hidden {
                    *vector = None;
                }
            }
            learner.step(&lesson.truth, rate, course.dropout, &mut random, &mut room);
        }
        if epoch >= course.epochs / 2 {
            sums.add(&learner.weights);
            added += 1.0;
        }
    }
    if added > 0.0 {
        sums.scale(1.0 / added);
    }
    sums.exported(characters)
}

/// What the convolution hears of a text.
pub fn read(text: &Text) -> (Vec<char>, Medium) {
    (normalise(&text.text).chars().to_vec(), medium(text.channel.kind()))
}

fn frequent(texts: &[Vec<char>], most: usize) -> Vec<char> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    texts.iter().flatten().for_each(|c| *counts.entry(*c).or_default() += 1);
    let mut counts: Vec<(char, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts.truncate(most);
    let mut characters: Vec<char> = counts.into_iter().map(|(c, _)| c).collect();
    characters.sort_unstable();
    characters
}

fn lesson(text: &Text, read: &[char], characters: &[char], smoothing: f32) -> Option<Lesson> {
    let class = CLASSES.iter().position(|label| *label == text.label)?;
    let edge = Some(characters.len() + edge(medium(text.channel.kind())));
    let known = read.iter().map(|c| characters.binary_search(c).ok());
    let truth = text.opinion.unwrap_or_else(|| {
        let spread = smoothing / CLASSES.len() as f32;
        std::array::from_fn(|one| spread + if one == class { 1.0 - smoothing } else { 0.0 })
    });
    Some(Lesson {
        vectors: std::iter::once(edge).chain(known).chain([edge]).collect(),
        truth,
        is_ordinary: class == ORDINARY && text.opinion.is_none(),
    })
}

/// What is learnt.
#[derive(Clone)]
struct Numbers {
    vectors: Vec<[f32; DIMENSIONS]>,
    filters: Vec<[[f32; FILTERS]; DIMENSIONS]>,
    bias: [f32; ANSWERS],
    classes: [[f32; ANSWERS]; CLASSES.len()],
    class_bias: [f32; CLASSES.len()],
}

struct Learner {
    weights: Numbers,
    /// Of Adagrad.
    squares: Numbers,
}

/// Lists that live from text to text.
#[derive(Default)]
struct Room {
    vectors: Vec<Option<usize>>,
    products: Vec<[[f32; FILTERS]; PLACES]>,
    back: Vec<[f32; DIMENSIONS]>,
}

impl Learner {
    /// Begins with the vectors of the characters.
    fn new(vectors: Vec<[f32; DIMENSIONS]>, random: &mut Random) -> Self {
        let mut array = |most: f64| -> [f32; FILTERS] { std::array::from_fn(|_| random.around_zero(most)) };
        let weights = Numbers {
            vectors: vectors.into_iter().chain((0..EDGES).map(|_| array(0.3))).collect(),
            filters: (0..PLACES).map(|_| std::array::from_fn(|_| array(0.15))).collect(),
            bias: [0.0; ANSWERS],
            classes: std::array::from_fn(|_| {
                let mut row = [0.0; ANSWERS];
                row.chunks_mut(FILTERS).for_each(|chunk| chunk.copy_from_slice(&array(0.1)));
                row
            }),
            class_bias: [0.0; CLASSES.len()],
        };
        let mut squares = weights.clone();
        squares.fill(1e-3);
        Self { weights, squares }
    }

    fn step(
        &mut self,
        truth: &[f32; CLASSES.len()],
        rate: f32,
        dropout: f64,
        random: &mut Random,
        room: &mut Room,
    ) {
        let (answers, places) = self.weights.listen(room);
        let keep = 1.0 / (1.0 - dropout) as f32;
        let mask: [f32; ANSWERS] = std::array::from_fn(|_| if random.unit() < dropout { 0.0 } else { keep });
        let heard: [f32; ANSWERS] = std::array::from_fn(|a| answers[a].max(0.0) * mask[a]);
        let mut error = softmax(&self.weights.speak(&heard));
        error.iter_mut().zip(truth).for_each(|(error, truth)| *error -= truth);
        let mut back = [0.0_f32; ANSWERS];
        for (class, error) in error.into_iter().enumerate() {
            let (weights, squares) = (&mut self.weights.classes[class], &mut self.squares.classes[class]);
            for a in 0..ANSWERS {
                back[a] += error * weights[a];
                let gradient = error * heard[a] + 1e-4 * weights[a];
                descend(&mut weights[a], &mut squares[a], gradient, rate);
            }
            descend(&mut self.weights.class_bias[class], &mut self.squares.class_bias[class], error, rate);
        }
        for a in 0..ANSWERS {
            back[a] = if answers[a] > 0.0 { back[a] * mask[a] } else { 0.0 };
            if back[a] != 0.0 {
                descend(&mut self.weights.bias[a], &mut self.squares.bias[a], back[a], rate);
            }
        }
        self.descend(&back, &places, rate, room);
    }

    /// Filters and vectors learn where each filter answered most.
    fn descend(&mut self, back: &[f32; ANSWERS], places: &[usize; ANSWERS], rate: f32, room: &mut Room) {
        let Room { vectors, back: of_vectors, .. } = room;
        of_vectors.clear();
        of_vectors.resize(vectors.len(), [0.0; DIMENSIONS]);
        let mut place = 0;
        for (group, width) in WIDTHS.into_iter().enumerate() {
            let back = &back[group * FILTERS..][..FILTERS];
            let starts = &places[group * FILTERS..][..FILTERS];
            for offset in 0..width {
                let (filters, squares) = (&mut self.weights.filters[place], &mut self.squares.filters[place]);
                place += 1;
                let at: [Option<(usize, usize)>; FILTERS] = std::array::from_fn(|f| {
                    let at = starts[f] + offset;
                    if back[f] == 0.0 {
                        return None;
                    }
                    vectors.get(at).copied().flatten().map(|vector| (at, vector))
                });
                for d in 0..DIMENSIONS {
                    let (filters, squares) = (&mut filters[d], &mut squares[d]);
                    for f in 0..FILTERS {
                        if let Some((at, vector)) = at[f] {
                            of_vectors[at][d] += back[f] * filters[f];
                            let gradient = back[f] * self.weights.vectors[vector][d];
                            descend(&mut filters[f], &mut squares[f], gradient, rate);
                        }
                    }
                }
            }
        }
        for (vector, back) in vectors.iter().zip(of_vectors) {
            if let Some(vector) = *vector {
                let (weights, squares) =
                    (&mut self.weights.vectors[vector], &mut self.squares.vectors[vector]);
                for d in 0..DIMENSIONS {
                    if back[d] != 0.0 {
                        descend(&mut weights[d], &mut squares[d], back[d], rate);
                    }
                }
            }
        }
    }
}

impl Numbers {
    /// The largest sum of each filter with its bias, and where its run begins.
    fn listen(&self, room: &mut Room) -> ([f32; ANSWERS], [usize; ANSWERS]) {
        let Room { vectors, products, .. } = room;
        products.clear();
        products.extend(vectors.iter().map(|vector| {
            let mut products = [[0.0; FILTERS]; PLACES];
            if let Some(vector) = *vector {
                for (products, filters) in products.iter_mut().zip(&self.filters) {
                    for (number, filters) in self.vectors[vector].iter().zip(filters) {
                        for f in 0..FILTERS {
                            products[f] += number * filters[f];
                        }
                    }
                }
            }
            products
        }));
        let (mut answers, mut places) = (self.bias, [0; ANSWERS]);
        let mut place = 0;
        for (group, width) in WIDTHS.into_iter().enumerate() {
            let (mut best, mut starts) = ([f32::MIN; FILTERS], [0_usize; FILTERS]);
            for start in 0..=products.len().saturating_sub(width) {
                let mut sum = [0.0_f32; FILTERS];
                for (offset, products) in products.iter().skip(start).take(width).enumerate() {
                    for f in 0..FILTERS {
                        sum[f] += products[place + offset][f];
                    }
                }
                for f in 0..FILTERS {
                    if sum[f] > best[f] {
                        (best[f], starts[f]) = (sum[f], start);
                    }
                }
            }
            for f in 0..FILTERS {
                answers[group * FILTERS + f] += best[f];
                places[group * FILTERS + f] = starts[f];
            }
            place += width;
        }
        (answers, places)
    }

    fn speak(&self, heard: &[f32; ANSWERS]) -> Vec<f32> {
        let score = |(weights, bias): (&[f32; ANSWERS], &f32)| {
            bias + weights.iter().zip(heard).map(|(a, b)| a * b).sum::<f32>()
        };
        self.classes.iter().zip(&self.class_bias).map(score).collect()
    }

    fn each(&mut self) -> impl Iterator<Item = &mut f32> {
        let vectors = self.vectors.as_flattened_mut().iter_mut();
        let filters = self.filters.as_flattened_mut().as_flattened_mut().iter_mut();
        let classes = self.classes.as_flattened_mut().iter_mut();
        vectors.chain(filters).chain(&mut self.bias).chain(classes).chain(&mut self.class_bias)
    }

    fn fill(&mut self, number: f32) {
        self.each().for_each(|one| *one = number);
    }

    fn scale(&mut self, by: f32) {
        self.each().for_each(|one| *one *= by);
    }

    fn add(&mut self, other: &Self) {
        let mut other = other.clone();
        self.each().zip(other.each()).for_each(|(sum, one)| *sum += *one);
    }

    fn exported(self, characters: Vec<char>) -> ConvolutionWeights {
        ConvolutionWeights {
            characters,
            vectors: self.vectors,
            filters: self.filters,
            bias: self.bias,
            classes: self.classes,
            class_bias: self.class_bias,
        }
    }
}
