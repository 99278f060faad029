//! From texts to weights: a network over all features says which of them matter, and a second one learns with those
//! alone. Beside them a convolution learns the order of the characters.

use crate::codebook::{Line, codebook};
use crate::convolution::{self, Course};
use crate::corpus::Text;
use crate::dressed::dressed;
use crate::made::made;
use crate::network::{Network, Plan, Sample, frequencies, softmax};
use crate::random::Random;
use dunlog_classify::{
    CLASSES, CONDUCTS, Classifier, ConvolutionWeights, HARASSMENT, HIDDEN, LINE, Medium, ORDINARY, Occupancy,
    Weights,
};
use dunlog_model::Category;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many classes and conducts there are.
const COUNTS: (usize, usize) = (CLASSES.len(), CONDUCTS.len());

/// How the learning goes; chosen on the dev part.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Passes over the texts.
    pub epochs: usize,
    /// First step size of Adagrad.
    pub rate: f32,
    /// Share of features hidden at each look.
    pub dropout: f64,
    /// Share of ordinary texts that are read with a second one behind them: two are as ordinary as one, however many small hints
    /// they hold between them.
    pub joined: f64,
    /// One in so many texts is learnt from once more, dressed; none with nought.
    pub dressed: usize,
    /// Pull to zero.
    pub decay: f32,
    /// How much of each answer is spread over all classes: no text is as sure as its label (Szegedy et al. 2016).
    pub smoothing: f32,
    /// Features in fewer texts are left out.
    pub least: usize,
    /// The most features that are kept: what the weights may weigh in an app.
    pub rows: usize,
    /// How many beginnings are tried; the one that the dev part surprises least stays.
    pub tries: u64,
    /// So many texts are made for it.
    pub made: usize,
    /// How the convolution learns.
    pub course: Course,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            epochs: 20,
            rate: 0.05,
            dropout: 0.4,
            joined: 0.3,
            dressed: 5,
            decay: 1e-3,
            smoothing: 0.05,
            least: 2,
            rows: 240_000,
            tries: 3,
            made: 33_000,
            course: Course::default(),
        }
    }
}

/// Learns from `train`, sets the scale of the probabilities on `dev` and chooses the beginning that surprises it least; then
/// learns from both with that beginning and that scale, as no text that is at hand should go unread.
///
/// The convolution learns from the same texts, and from others made from them, of which the network says what they are.
pub fn learn(train: &[Text], dev: &[Text], choice: Choice) -> Weights {
    let train = &[train, &dressed(train, choice.dressed, &mut Random::new(1))].concat();
    let both = [train, dev].concat();
    let (of_train, of_both) = networks(train, dev, choice);
    let (judge, mut convolution) = std::thread::scope(|scope| {
        let judge = scope.spawn(|| second(train, &of_train, choice));
        let last = second(&both, &of_both, choice);
        (judge.join().expect("its panic is shown where it is"), last)
    });
    convolution.scale(share(&of_train, &judge, dev, Classifier::bundled().doubt()));
    let samples: Vec<Sample> = both.iter().filter_map(sample).collect();
    weights(&of_both, &samples, convolution)
}

/// The convolution that learns from texts and from what is made of them.
fn second(texts: &[Text], first: &Judge, choice: Choice) -> ConvolutionWeights {
    let made = made(texts, choice.made, &mut Random::new(1), |text| {
        let said = softmax(&first.scores(&text.features()));
        std::array::from_fn(|class| said[class])
    });
    convolution::learn(&[texts, &made].concat(), &choice.course)
}

/// How much the convolution should say beside the network: so much that the texts of the dev part which are in doubt are least
/// surprising.
fn share(first: &Judge, convolution: &ConvolutionWeights, dev: &[Text], doubt: Range<f64>) -> f32 {
    let read: Vec<(Vec<char>, Medium)> = dev.iter().map(convolution::read).collect();
    let said = dev.iter().zip(convolution.speak(&read)).filter_map(|(text, second)| {
        let Sample { features, class, .. } = sample(text)?;
        let first = first.scores(&features);
        let probability: f64 = softmax(&first)[HARASSMENT].into();
        doubt.contains(&probability).then_some((first, second, class))
    });
    let said: Vec<(Vec<f32>, [f32; CLASSES.len()], usize)> = said.collect();
    least((0..40).map(|step| step as f32 / 20.0), |share| {
        let both = |first: &[f32], second: &[f32]| -> Vec<f32> {
            first.iter().zip(second).map(|(first, second)| first + share * second).collect()
        };
        said.iter().map(|(first, second, class)| surprise(&both(first, second), *class)).sum()
    })
    .0
}

/// A network and the divisor of its scores.
struct Judge {
    network: Network,
    temperature: f32,
}

impl Judge {
    fn scores(&self, features: &[u32]) -> Vec<f32> {
        self.network.scores(features).iter().map(|score| score / self.temperature).collect()
    }
}

/// The network that learnt from `train` alone, and the one that learnt from all.
fn networks(train: &[Text], dev: &[Text], choice: Choice) -> (Judge, Judge) {
    let mut samples: Vec<Sample> = train.iter().filter_map(sample).collect();
    let held: Vec<Sample> = dev.iter().filter_map(sample).collect();
    let kept = features(&samples, choice);
    let tries = (2..2 + choice.tries).map(|seed| {
        let network = Network::learn(&samples, COUNTS, &kept, &plan(choice, seed));
        let (temperature, surprise) = temperature(&network, &held);
        (surprise, Judge { network, temperature }, seed)
    });
    let best = tries.min_by(|a, b| a.0.total_cmp(&b.0));
    let (_, judge, seed) = best.expect("there is at least one try");
    samples.extend(held);
    let kept = features(&samples, choice);
    let network = Network::learn(&samples, COUNTS, &kept, &plan(choice, seed));
    let last = Judge { network, temperature: judge.temperature };
    (judge, last)
}

/// The features that matter most to a network over all of them, in ascending order.
fn features(samples: &[Sample], choice: Choice) -> Vec<u32> {
    let frequencies = frequencies(samples, choice.least);
    let mut kept: Vec<u32> = frequencies.keys().copied().collect();
    let wide = Network::learn(samples, COUNTS, &kept, &plan(choice, 1));
    let weight = |id: &u32| wide.strength(*id) * (frequencies[id] as f32).sqrt();
    kept.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    // Of those with hashes that begin alike the index of the classifier has room for some.
    let mut occupancy = Occupancy::default();
    kept.retain(|id| occupancy.add(*id));
    kept.truncate(choice.rows);
    kept.sort_unstable();
    kept
}

/// By how much each feature raises the odds of harassment (natural logarithm), and how many texts it stands in. One text is
/// added to each count, mixed as all are, so that what was seen once proves little and what was never seen proves nothing.
fn log_odds(samples: &[Sample], network: &Network) -> BTreeMap<u32, (f32, f32)> {
    let (harassment, rest): (Vec<&Sample>, Vec<&Sample>) =
        samples.iter().partition(|one| one.class == HARASSMENT);
    let share = harassment.len() as f32 / samples.len().max(1) as f32;
    let (harassment, rest) = (frequencies(harassment, 1), frequencies(rest, 1));
    let count = |counts: &BTreeMap<u32, usize>, id: u32| counts.get(&id).copied().unwrap_or_default() as f32;
    let of_feature = |id: u32| {
        let (harassment, rest) = (count(&harassment, id), count(&rest, id));
        let odds = (harassment + share) / (rest + 1.0 - share);
        ((odds / (share / (1.0 - share))).ln(), harassment + rest)
    };
    network.rows.keys().map(|id| (*id, of_feature(*id))).collect()
}

/// How many hidden numbers a network begins with.
const BEGUN: usize = 20;

fn plan(choice: Choice, seed: u64) -> Plan {
    let Choice { epochs, rate, dropout, joined, decay, smoothing, .. } = choice;
    Plan {
        hidden: BEGUN,
        kept: HIDDEN,
        epochs,
        rate,
        dropout,
        joined: (ORDINARY, joined),
        decay,
        smoothing,
        seed,
    }
}

fn sample(text: &Text) -> Option<Sample> {
    let class = CLASSES.iter().position(|label| *label == text.label)?;
    let place = |conduct: Category| CONDUCTS.iter().position(|one| *one == conduct);
    Some(Sample { features: text.features(), class, conduct: text.conduct.and_then(place) })
}

/// The divisor of the scores under which the dev part is least surprising (Guo et al. 2017), and how surprising it is then:
/// what is learnt by heart is said too surely.
fn temperature(network: &Network, held: &[Sample]) -> (f32, f32) {
    let scores: Vec<(Vec<f32>, usize)> =
        held.iter().map(|one| (network.scores(&one.features), one.class)).collect();
    least((5..80).map(|step| step as f32 / 20.0), |temperature| {
        let cooled =
            |scores: &[f32]| -> Vec<f32> { scores.iter().map(|score| score / temperature).collect() };
        scores.iter().map(|(scores, class)| surprise(&cooled(scores), *class)).sum()
    })
}

/// The number under which something is least, and how much it is then.
fn least(numbers: impl Iterator<Item = f32>, of: impl Fn(f32) -> f32) -> (f32, f32) {
    let best = numbers.map(|number| (number, of(number))).min_by(|a, b| a.1.total_cmp(&b.1));
    best.unwrap_or((1.0, f32::MAX))
}

/// How surprising it is that a text is of a class, after what was said of it.
fn surprise(scores: &[f32], class: usize) -> f32 {
    -softmax(scores)[class].max(1e-9).ln()
}

/// The largest log odds that count, and what they count beside a hidden number where a line is chosen for both.
const MOST_ODDS: f32 = 5.3;
const ODDS_SHARE: f32 = 0.2;

fn weights(judge: &Judge, samples: &[Sample], convolution: ConvolutionWeights) -> Weights {
    let Judge { network, temperature } = judge;
    let row = |from: &[f32]| -> [f32; HIDDEN] { std::array::from_fn(|h| from[h]) };
    let cool = |weights: [f32; HIDDEN]| weights.map(|weight| weight / temperature);
    let slice = |of: &[f32], index: usize| row(&of[index * HIDDEN..][..HIDDEN]);
    let log_odds = log_odds(samples, network);
    let rows: BTreeMap<u32, usize> = network.rows.iter().map(|(id, row)| (*id, *row)).collect();
    let feature = |(id, row): (&u32, &usize)| -> (Line, f32) {
        let (log_odds, texts) = log_odds[id];
        let mut line = [0.0; LINE];
        line[..HIDDEN].copy_from_slice(&slice(&network.vectors, *row));
        line[HIDDEN] = log_odds.clamp(0.0, MOST_ODDS) * ODDS_SHARE;
        (line, texts)
    };
    let features: Vec<(Line, f32)> = rows.iter().map(feature).collect();
    let (mut lines, numbers) = codebook(&features);
    lines.iter_mut().for_each(|line| line[HIDDEN] /= ODDS_SHARE);
    Weights {
        rows: rows.into_keys().zip(numbers).collect(),
        lines,
        start: row(&network.start),
        classes: (
            std::array::from_fn(|class| cool(slice(&network.classes.outputs, class))),
            std::array::from_fn(|class| network.classes.bias[class] / temperature),
        ),
        conducts: (
            std::array::from_fn(|class| slice(&network.conducts.outputs, class)),
            std::array::from_fn(|class| network.conducts.bias[class]),
        ),
        convolution,
    }
}
