//! A small network over sparse features: each feature has a vector, the vectors of a text are added up and divided
//! by the root of their number, negative sums are dropped, and what is left speaks for the classes.
//!
//! One hidden layer lets words mean something else beside other words (a visit beside a debt); that the network is
//! linear between its bends lets every decision be shared out among the features that made it.

use crate::random::Random;
use std::collections::{BTreeMap, HashMap};

/// How the learning goes.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) hidden: usize,
    pub(crate) epochs: usize,
    pub(crate) rate: f32,
    /// Share of features hidden from the network at each look, so that it learns from all of a text.
    pub(crate) dropout: f64,
    /// How strongly weights are pulled to zero at each step.
    pub(crate) decay: f32,
    pub(crate) seed: u64,
}

/// A text as the network sees it.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) features: Vec<u32>,
    pub(crate) class: usize,
}

/// What was learnt.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub(crate) hidden: usize,
    pub(crate) classes: usize,
    /// The row of every feature.
    pub(crate) rows: HashMap<u32, usize>,
    pub(crate) vectors: Vec<f32>,
    pub(crate) start: Vec<f32>,
    pub(crate) outputs: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

impl Network {
    /// Learns from `samples` what each feature of `vocabulary` says.
    pub(crate) fn learn(samples: &[Sample], classes: usize, vocabulary: &[u32], plan: &Plan) -> Self {
        let mut random = Random::new(plan.seed);
        let rows: HashMap<u32, usize> = vocabulary.iter().enumerate().map(|(row, id)| (*id, row)).collect();
        let mut network = Self {
            hidden: plan.hidden,
            classes,
            vectors: (0..rows.len() * plan.hidden).map(|_| random.around_zero(0.05)).collect(),
            start: (0..plan.hidden).map(|_| random.around_zero(0.1)).collect(),
            outputs: (0..classes * plan.hidden).map(|_| random.around_zero(0.5)).collect(),
            bias: vec![0.0; classes],
            rows,
        };
        let texts: Vec<(Vec<usize>, usize)> =
            samples.iter().map(|one| (network.known(&one.features), one.class)).collect();
        let mut order: Vec<usize> = (0..texts.len()).collect();
        let mut squares = Squares::of(&network);
        let mut mean = Mean::default();
        for epoch in 0..plan.epochs {
            random.shuffle(&mut order);
            let progress = epoch as f32 / plan.epochs as f32;
            let rate = plan.rate * (1.0 - progress).max(0.05);
            for &index in &order {
                let (features, class) = &texts[index];
                let kept: Vec<usize> =
                    features.iter().copied().filter(|_| random.unit() >= plan.dropout).collect();
                network.step(&kept, *class, rate, plan.decay, &mut squares);
            }
            if epoch >= plan.epochs / 2 {
                mean.add(&network);
            }
        }
        mean.into(network)
    }

    fn parts(&self) -> [&[f32]; 4] {
        [&self.vectors, &self.start, &self.outputs, &self.bias]
    }

    /// The same hidden numbers with other classes, of which only the last weights are learnt.
    pub(crate) fn second_head(&self, samples: &[Sample], classes: usize) -> Self {
        let mut head = Self {
            classes,
            outputs: vec![0.0; classes * self.hidden],
            bias: vec![0.0; classes],
            ..self.clone()
        };
        let mut squares = Squares::of(&head);
        let hidden: Vec<(Vec<f32>, usize)> =
            samples.iter().map(|one| (self.forward(&self.known(&one.features)).0, one.class)).collect();
        for epoch in 0..20 {
            for (hidden, class) in &hidden {
                head.step_of_head(hidden, *class, 0.1 / (1.0 + epoch as f32), &mut squares);
            }
        }
        head
    }

    /// What speaks for each class, before it is made a probability.
    pub(crate) fn scores(&self, features: &[u32]) -> Vec<f32> {
        self.forward(&self.known(features)).1
    }

    /// How far a feature moves a text.
    pub(crate) fn strength(&self, id: u32) -> f32 {
        let row = self.rows.get(&id).map_or(&[][..], |row| &self.vectors[row * self.hidden..][..self.hidden]);
        row.iter().map(|weight| weight * weight).sum::<f32>().sqrt()
    }

    fn known(&self, features: &[u32]) -> Vec<usize> {
        features.iter().filter_map(|id| self.rows.get(id).copied()).collect()
    }

    fn forward(&self, rows: &[usize]) -> (Vec<f32>, Vec<f32>) {
        let mut sum = vec![0.0_f32; self.hidden];
        for row in rows {
            for (to, from) in sum.iter_mut().zip(&self.vectors[row * self.hidden..][..self.hidden]) {
                *to += from;
            }
        }
        let scale = 1.0 / (rows.len().max(1) as f32).sqrt();
        for (to, from) in sum.iter_mut().zip(&self.start) {
            *to = (*to * scale + from).max(0.0);
        }
        let scores = self.speak(&sum);
        (sum, scores)
    }

    fn speak(&self, hidden: &[f32]) -> Vec<f32> {
        let score = |class: usize| {
            let weights = &self.outputs[class * self.hidden..][..self.hidden];
            self.bias[class] + weights.iter().zip(hidden).map(|(a, b)| a * b).sum::<f32>()
        };
        (0..self.classes).map(score).collect()
    }

    fn step_of_head(&mut self, hidden: &[f32], class: usize, rate: f32, squares: &mut Squares) {
        let mut error = softmax(&self.speak(hidden));
        error[class] -= 1.0;
        for (c, &e) in error.iter().enumerate() {
            for (h, value) in hidden.iter().enumerate() {
                let at = c * self.hidden + h;
                let gradient = e * value + 1e-3 * self.outputs[at];
                descend(&mut self.outputs[at], &mut squares.outputs[at], gradient, rate);
            }
            descend(&mut self.bias[c], &mut squares.bias[c], e, rate);
        }
    }

    /// One step of Adagrad against the error on one text.
    fn step(&mut self, rows: &[usize], class: usize, rate: f32, decay: f32, squares: &mut Squares) {
        let (sum, scores) = self.forward(rows);
        let mut error = softmax(&scores);
        error[class] -= 1.0;
        let mut back = vec![0.0_f32; self.hidden];
        for (c, &e) in error.iter().enumerate() {
            for h in 0..self.hidden {
                let at = c * self.hidden + h;
                if sum[h] > 0.0 {
                    back[h] += e * self.outputs[at];
                }
                let gradient = e * sum[h] + 1e-4 * self.outputs[at];
                descend(&mut self.outputs[at], &mut squares.outputs[at], gradient, rate);
            }
            descend(&mut self.bias[c], &mut squares.bias[c], e, rate);
        }
        for (h, gradient) in back.iter().enumerate() {
            descend(&mut self.start[h], &mut squares.start[h], *gradient, rate);
        }
        let scale = 1.0 / (rows.len().max(1) as f32).sqrt();
        for row in rows {
            for (h, back) in back.iter().enumerate() {
                let at = row * self.hidden + h;
                let gradient = back * scale + decay * self.vectors[at];
                descend(&mut self.vectors[at], &mut squares.vectors[at], gradient, rate);
            }
        }
    }
}

/// The mean of a network over the second half of its learning: where it wavered, it settles in the middle (stochastic
/// weight averaging, Izmailov et al. 2018).
#[derive(Default)]
struct Mean {
    sums: [Vec<f32>; 4],
    count: f32,
}

impl Mean {
    fn add(&mut self, network: &Network) {
        self.count += 1.0;
        for (sum, weights) in self.sums.iter_mut().zip(network.parts()) {
            sum.resize(weights.len(), 0.0);
            sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
    }

    fn into(self, mut network: Network) -> Network {
        let [vectors, start, outputs, bias] =
            self.sums.map(|sums| sums.into_iter().map(|sum| sum / self.count).collect::<Vec<f32>>());
        (network.vectors, network.start, network.outputs, network.bias) = (vectors, start, outputs, bias);
        network
    }
}

/// Sums of squared gradients, one for each weight.
struct Squares {
    vectors: Vec<f32>,
    start: Vec<f32>,
    outputs: Vec<f32>,
    bias: Vec<f32>,
}

impl Squares {
    fn of(network: &Network) -> Self {
        let begin = |weights: &[f32]| vec![1e-3; weights.len()];
        Self {
            vectors: begin(&network.vectors),
            start: begin(&network.start),
            outputs: begin(&network.outputs),
            bias: begin(&network.bias),
        }
    }
}

fn descend(weight: &mut f32, square: &mut f32, gradient: f32, rate: f32) {
    *square += gradient * gradient;
    *weight -= rate * gradient / square.sqrt();
}

/// How many samples each feature stands in, by feature, those in fewer than `least` left out.
pub(crate) fn frequencies(samples: &[Sample], least: usize) -> BTreeMap<u32, usize> {
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    for sample in samples {
        let mut once = sample.features.clone();
        once.sort_unstable();
        once.dedup();
        for id in once {
            *seen.entry(id).or_default() += 1;
        }
    }
    seen.retain(|_, count| *count >= least);
    seen
}

pub(crate) fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}
