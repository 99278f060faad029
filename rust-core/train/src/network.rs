//! A small network over sparse features: each feature has a vector, the vectors of a text are added up and divided
//! by the root of their number, negative sums are dropped, and what is left speaks for the classes.
//!
//! One hidden layer lets words mean something else beside other words (a visit beside a debt); that the network is
//! linear between its bends lets every decision be shared out among the features that made it. Two heads stand on the
//! same hidden numbers: what a text is, and, of harassment, which conduct.

use crate::random::Random;
use std::collections::{BTreeMap, HashMap};

/// How much the conduct counts beside the class.
const CONDUCT_SHARE: f32 = 0.5;

/// How the learning goes.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// How many hidden numbers it begins with, and how many of them stay from half way on: a fourth of them dies as a rule, and
    /// what begins with fewer has not enough of them left.
    pub(crate) hidden: usize,
    pub(crate) kept: usize,
    pub(crate) epochs: usize,
    pub(crate) rate: f32,
    /// Share of features hidden from the network at each look, so that it learns from all of a text.
    pub(crate) dropout: f64,
    /// The class that stays what it is when two of its texts follow one another, and how often two do.
    pub(crate) joined: (usize, f64),
    /// How strongly weights are pulled to zero at each step.
    pub(crate) decay: f32,
    /// How much of each answer is spread over all classes.
    pub(crate) smoothing: f32,
    pub(crate) seed: u64,
}

/// How one step of the learning goes; see [`Plan`].
#[derive(Clone, Copy, Debug)]
struct Pace {
    rate: f32,
    decay: f32,
    smoothing: f32,
}

/// A text as the network sees it.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) features: Vec<u32>,
    pub(crate) class: usize,
    /// Of harassment, the conduct it was written to show, where that is known.
    pub(crate) conduct: Option<usize>,
}

/// One number for each that a network learns, in the order of [`Network::parts`].
type Parts = [Vec<f32>; 6];

/// What was learnt.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub(crate) hidden: usize,
    /// The row of every feature.
    pub(crate) rows: HashMap<u32, usize>,
    pub(crate) vectors: Vec<f32>,
    pub(crate) start: Vec<f32>,
    pub(crate) classes: Head,
    pub(crate) conducts: Head,
}

/// What speaks for each of some classes, given the hidden numbers.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    hidden: usize,
    pub(crate) outputs: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

impl Network {
    /// Learns from `samples` what each feature of `vocabulary` says, for so many classes and conducts.
    pub(crate) fn learn(samples: &[Sample], counts: (usize, usize), vocabulary: &[u32], plan: &Plan) -> Self {
        let mut random = Random::new(plan.seed);
        let rows: HashMap<u32, usize> = vocabulary.iter().enumerate().map(|(row, id)| (*id, row)).collect();
        let mut network = Self {
            hidden: plan.hidden,
            vectors: (0..rows.len() * plan.hidden).map(|_| random.around_zero(0.05)).collect(),
            start: (0..plan.hidden).map(|_| random.around_zero(0.1)).collect(),
            classes: Head::new(counts.0, plan.hidden, &mut random),
            conducts: Head::new(counts.1, plan.hidden, &mut random),
            rows,
        };
        let texts: Vec<(Vec<usize>, &Sample)> =
            samples.iter().map(|one| (network.known(&one.features), one)).collect();
        let (joined, often) = plan.joined;
        let of_joined: Vec<usize> = (0..texts.len()).filter(|one| texts[*one].1.class == joined).collect();
        let mut order: Vec<usize> = (0..texts.len()).collect();
        let mut squares = network.parts().map(|part| vec![1e-3; part.len()]);
        let mut mean = Mean::default();
        let half = plan.epochs / 2;
        for epoch in 0..plan.epochs {
            if epoch == half {
                let usual = network.usual(texts.iter().map(|(features, _)| features.as_slice()));
                let kept = network.strongest(plan.kept, &usual);
                squares = network.columns(squares.each_ref().map(Vec::as_slice), &kept);
                network = network.with(&kept, &usual);
            }
            random.shuffle(&mut order);
            let progress = epoch as f32 / plan.epochs as f32;
            let rate = plan.rate * (1.0 - progress).max(0.05);
            for &index in &order {
                let (features, sample) = &texts[index];
                let second = sample.class == joined && random.unit() < often;
                let second = second.then(|| of_joined[random.below(of_joined.len())]);
                let all = features.iter().chain(second.iter().flat_map(|other| &texts[*other].0));
                let kept: Vec<usize> = all.copied().filter(|_| random.unit() >= plan.dropout).collect();
                let pace = Pace { rate, decay: plan.decay, smoothing: plan.smoothing };
                network.step(&kept, sample, pace, &mut squares);
            }
            if epoch >= half {
                mean.add(&network);
            }
        }
        mean.into(network)
    }

    /// What each hidden number comes to in a text, on average.
    fn usual<'a>(&self, texts: impl ExactSizeIterator<Item = &'a [usize]>) -> Vec<f32> {
        let count = texts.len().max(1) as f64;
        let mut sums = vec![0.0_f64; self.hidden];
        for rows in texts {
            sums.iter_mut().zip(self.forward(rows)).for_each(|(sum, one)| *sum += f64::from(one));
        }
        sums.into_iter().map(|sum| (sum / count) as f32).collect()
    }

    /// The hidden numbers that say most, in ascending order, given what each comes to. A dead one says nothing.
    fn strongest(&self, count: usize, usual: &[f32]) -> Vec<usize> {
        let says = |h: &usize| -> f32 {
            let weights = self.classes.outputs.iter().skip(*h).step_by(self.hidden);
            weights.map(|weight| weight.abs() * usual[*h]).sum()
        };
        let mut kept: Vec<usize> = (0..self.hidden).collect();
        kept.sort_by(|a, b| says(b).total_cmp(&says(a)));
        kept.truncate(count);
        kept.sort_unstable();
        kept
    }

    /// Left with some of the hidden numbers. What the others say on average, each class is told once and for all.
    fn with(mut self, kept: &[usize], usual: &[f32]) -> Self {
        let rest: Vec<f32> =
            (0..self.hidden).map(|h| if kept.contains(&h) { 0.0 } else { usual[h] }).collect();
        for head in [&mut self.classes, &mut self.conducts] {
            head.bias = head.speak(&rest);
        }
        let parts = self.columns(self.parts(), kept);
        for hidden in [&mut self.hidden, &mut self.classes.hidden, &mut self.conducts.hidden] {
            *hidden = kept.len();
        }
        self.with_parts(parts)
    }

    /// Numbers in the order of the [`parts`](Self::parts), without those of the hidden numbers that do not stay.
    fn columns(&self, parts: [&[f32]; 6], kept: &[usize]) -> Parts {
        let [vectors, start, outputs, bias, conducts, conduct_bias] = parts;
        let of_each = |all: &[f32]| -> Vec<f32> {
            all.chunks(self.hidden).flat_map(|one| kept.iter().map(|h| one[*h])).collect()
        };
        [
            of_each(vectors),
            of_each(start),
            of_each(outputs),
            bias.to_vec(),
            of_each(conducts),
            conduct_bias.to_vec(),
        ]
    }

    /// What speaks for each class, before it is made a probability.
    pub(crate) fn scores(&self, features: &[u32]) -> Vec<f32> {
        self.classes.speak(&self.forward(&self.known(features)))
    }

    /// How far a feature moves a text.
    pub(crate) fn strength(&self, id: u32) -> f32 {
        let row = self.rows.get(&id).map_or(&[][..], |row| &self.vectors[row * self.hidden..][..self.hidden]);
        row.iter().map(|weight| weight * weight).sum::<f32>().sqrt()
    }

    fn known(&self, features: &[u32]) -> Vec<usize> {
        features.iter().filter_map(|id| self.rows.get(id).copied()).collect()
    }

    fn forward(&self, rows: &[usize]) -> Vec<f32> {
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
        sum
    }

    /// One step of Adagrad against the error on one text.
    fn step(&mut self, rows: &[usize], sample: &Sample, pace: Pace, squares: &mut Parts) {
        let hidden = self.forward(rows);
        let mut back = vec![0.0_f32; self.hidden];
        let [vectors, start, outputs, bias, conduct_outputs, conduct_bias] = squares;
        self.classes.step(&hidden, (sample.class, 1.0), pace, (outputs, bias), &mut back);
        if let Some(conduct) = sample.conduct {
            let squares = (conduct_outputs.as_mut_slice(), conduct_bias.as_mut_slice());
            self.conducts.step(&hidden, (conduct, CONDUCT_SHARE), pace, squares, &mut back);
        }
        for (h, gradient) in back.iter().enumerate() {
            descend(&mut self.start[h], &mut start[h], *gradient, pace.rate);
        }
        let scale = 1.0 / (rows.len().max(1) as f32).sqrt();
        for row in rows {
            for (h, back) in back.iter().enumerate() {
                let at = row * self.hidden + h;
                let gradient = back * scale + pace.decay * self.vectors[at];
                descend(&mut self.vectors[at], &mut vectors[at], gradient, pace.rate);
            }
        }
    }

    fn parts(&self) -> [&[f32]; 6] {
        let (classes, conducts) = (&self.classes, &self.conducts);
        [&self.vectors, &self.start, &classes.outputs, &classes.bias, &conducts.outputs, &conducts.bias]
    }

    fn with_parts(mut self, parts: Parts) -> Self {
        let (classes, conducts) = (&mut self.classes, &mut self.conducts);
        [self.vectors, self.start, classes.outputs, classes.bias, conducts.outputs, conducts.bias] = parts;
        self
    }
}

impl Head {
    fn new(count: usize, hidden: usize, random: &mut Random) -> Self {
        let outputs = (0..count * hidden).map(|_| random.around_zero(0.5)).collect();
        Self { hidden, outputs, bias: vec![0.0; count] }
    }

    fn speak(&self, hidden: &[f32]) -> Vec<f32> {
        let score = |(class, bias): (usize, &f32)| {
            let weights = &self.outputs[class * self.hidden..][..self.hidden];
            bias + weights.iter().zip(hidden).map(|(a, b)| a * b).sum::<f32>()
        };
        self.bias.iter().enumerate().map(score).collect()
    }

    /// Learns that `truth.0` was right, with the weight `truth.1`, and tells the hidden numbers their part in the error.
    fn step(
        &mut self,
        hidden: &[f32],
        truth: (usize, f32),
        pace: Pace,
        squares: (&mut [f32], &mut [f32]),
        back: &mut [f32],
    ) {
        let mut error = softmax(&self.speak(hidden));
        let spread = pace.smoothing / error.len() as f32;
        error.iter_mut().for_each(|error| *error -= spread);
        error[truth.0] -= 1.0 - pace.smoothing;
        for (class, error) in error.into_iter().enumerate() {
            let error = error * truth.1;
            for (h, value) in hidden.iter().enumerate() {
                let at = class * self.hidden + h;
                if *value > 0.0 {
                    back[h] += error * self.outputs[at];
                }
                let gradient = error * value + 1e-4 * self.outputs[at];
                descend(&mut self.outputs[at], &mut squares.0[at], gradient, pace.rate);
            }
            descend(&mut self.bias[class], &mut squares.1[class], error, pace.rate);
        }
    }
}

/// The mean of a network over the second half of its learning: where it wavered, it settles in the middle (stochastic
/// weight averaging, Izmailov et al. 2018).
#[derive(Default)]
struct Mean {
    sums: Parts,
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

    fn into(self, network: Network) -> Network {
        network.with_parts(self.sums.map(|sums| sums.into_iter().map(|sum| sum / self.count).collect()))
    }
}

/// One step of Adagrad (Duchi, Hazan, Singer 2011): a number that moved much moves less.
pub(crate) fn descend(weight: &mut f32, square: &mut f32, gradient: f32, rate: f32) {
    *square += gradient * gradient;
    *weight -= rate * gradient / square.sqrt();
}

/// How many samples each feature stands in, by feature, those in fewer than `least` left out.
pub(crate) fn frequencies<'a>(
    samples: impl IntoIterator<Item = &'a Sample>,
    least: usize,
) -> BTreeMap<u32, usize> {
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

#[cfg(test)]
mod tests {
    use super::{Head, Network, Plan, Sample};

    fn network() -> Network {
        let head = |outputs: [f32; 6]| Head { hidden: 3, outputs: outputs.to_vec(), bias: vec![0.1, 0.2] };
        Network {
            hidden: 3,
            rows: [(7, 0), (9, 1)].into(),
            vectors: vec![1.0, 5.0, -2.0, 0.5, 5.0, 3.0],
            start: vec![0.3, -50.0, 0.4],
            classes: head([2.0, 9.0, -1.0, 0.5, -9.0, 1.0]),
            conducts: head([1.0, 9.0, 2.0, 3.0, 9.0, 4.0]),
        }
    }

    const TEXTS: [&[usize]; 4] = [&[0], &[1], &[0, 1], &[]];

    #[test]
    fn hidden_numbers_that_say_nothing_are_left_out_and_nothing_else_changes() {
        let whole = network();
        let usual = whole.usual(TEXTS.into_iter());
        let kept = whole.strongest(2, &usual);
        assert_eq!(
            (kept.as_slice(), usual[1]),
            (&[0, 2][..], 0.0),
            "the second one is dead, whatever it would say"
        );
        let smaller = whole.clone().with(&kept, &usual);
        assert_eq!((smaller.hidden, smaller.vectors.len(), smaller.start.len()), (2, 4, 2));
        for features in [&[7][..], &[9], &[7, 9], &[]] {
            assert_eq!(smaller.scores(features), whole.scores(features));
        }
        assert_eq!(smaller.conducts.outputs, [1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn a_hidden_number_that_lived_was_left_out_with_all_that_it_said() {
        let whole = network();
        let usual = whole.usual(TEXTS.into_iter());
        let smaller = whole.clone().with(&[0], &usual);
        let mean_of = |network: &Network, class: usize| -> f32 {
            TEXTS.iter().map(|rows| network.classes.speak(&network.forward(rows))[class]).sum::<f32>() / 4.0
        };
        for class in 0..2 {
            let (before, after) = (mean_of(&whole, class), mean_of(&smaller, class));
            assert!((before - after).abs() < 1e-5, "class {class}: {before} {after}");
        }
    }

    #[test]
    fn a_network_ends_with_as_many_hidden_numbers_as_shall_stay() {
        let samples: Vec<Sample> = (0..40)
            .map(|n| Sample { features: vec![7 + n % 2 * 2], class: (n % 2) as usize, conduct: None })
            .collect();
        let plan = Plan {
            hidden: 6,
            kept: 3,
            epochs: 8,
            rate: 0.1,
            dropout: 0.0,
            joined: (1, 0.0),
            decay: 0.0,
            smoothing: 0.0,
            seed: 1,
        };
        let network = Network::learn(&samples, (2, 1), &[7, 9], &plan);
        assert_eq!((network.hidden, network.vectors.len(), network.classes.outputs.len()), (3, 6, 6));
        for (id, class) in [(7, 0), (9, 1)] {
            let scores = network.scores(&[id]);
            assert!(scores[class] > scores[1 - class] + 1.0, "{scores:?}");
        }
    }
}
