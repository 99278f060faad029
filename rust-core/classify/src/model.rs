//! The learnt part: a network with one hidden layer over the features of a text.
//!
//! Every feature has a vector of [`HIDDEN`] small integers (`codebook.rs`). The vectors of a text are added up and divided by the
//! root of their number; what is below zero is dropped; the rest speaks for the classes. It costs one look-up and one vector
//! addition a feature. Between its bends such a network is linear, so every decision can be shared out among the
//! features that made it, and those that are places of the text can be quoted.
//!
//! The weights are data (`model/weights.bin`), made by `cargo xtask train`; `docs/classifier.md` tells how.

#![allow(
    clippy::indexing_slicing,
    reason = "arrays of HIDDEN numbers, counted up to HIDDEN: the compiler drops the checks"
)]

use crate::codebook::{Codebook, LANES, LINE};
use crate::convolution::{Convolution, Heard};
use crate::evidence::weight_of_evidence;
use dunlog_model::{Category, Label};
use dunlog_rules::{Entry, Known, Medium};
use std::ops::Range;

/// How many numbers stand between features and classes.
pub const HIDDEN: usize = 15;

/// The classes that are learnt, in the order of the weights.
pub const CLASSES: [Label; 6] = [
    Label::Harassment,
    Label::CollectionReminder,
    Label::RepaymentNotice,
    Label::LoanAd,
    Label::Fraud,
    Label::Normal,
];

/// The place of harassment among the classes.
pub const HARASSMENT: usize = 0;

/// The place of ordinary talk.
pub const ORDINARY: usize = CLASSES.len() - 1;

/// The places of what is like harassment and lawful: a reminder speaks of the same debt, ordinary talk of the same people.
const LAWFUL: [usize; 2] = [1, ORDINARY];

/// What harassment by its words is called when no rule names it, in the order of the weights.
pub const CONDUCTS: [Category; 8] = [
    Category::Threat,
    Category::Visit,
    Category::Impersonation,
    Category::ThirdPartyContact,
    Category::PublicShaming,
    Category::Insult,
    Category::RepeatedCalls,
    Category::Disclosure,
];

/// How likely a kind of conduct must be to be named. A wrong name on a paper for the police is worse than none.
const NAMED_AT: f32 = 0.7;

/// So many vectors are summed up in small lanes, which cannot overflow with them.
const PART: usize = 256;

/// Weights made ready.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) codebook: Codebook,
    /// What a step of each number of a line is worth.
    pub(crate) scale: [f32; LINE],
    pub(crate) start: [f32; HIDDEN],
    /// By hidden number, so that all classes are added up at once.
    pub(crate) classes: [[f32; CLASSES.len()]; HIDDEN],
    pub(crate) class_bias: [f32; CLASSES.len()],
    pub(crate) conducts: [[f32; CONDUCTS.len()]; HIDDEN],
    pub(crate) conduct_bias: [f32; CONDUCTS.len()],
    /// Asked about texts in doubt.
    pub(crate) convolution: Convolution,
}

/// What the model makes of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion<'a> {
    /// Probability of each class, in the order of [`CLASSES`].
    pub classes: [f32; CLASSES.len()],
    /// What the second reader heard, when it was asked.
    heard: Option<&'a Heard>,
    /// What the sums were divided by.
    root: f32,
    hidden: [f32; HIDDEN],
}

impl Opinion<'_> {
    /// Probability of harassment.
    pub fn harassment(&self) -> f64 {
        self.classes[HARASSMENT].into()
    }

    /// Probability of ordinary talk.
    pub fn normal(&self) -> f64 {
        self.classes[ORDINARY].into()
    }

    /// The most likely class other than harassment.
    pub fn best(&self) -> Label {
        CLASSES.get(self.rival(HARASSMENT)).copied().unwrap_or(Label::Normal)
    }

    /// The most likely class other than `class`.
    pub(crate) fn rival(&self, class: usize) -> usize {
        let others = self.classes.iter().enumerate().filter(|(other, _)| *other != class);
        others.max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(other, _)| other)
    }

    /// True when `class` is the most likely.
    pub(crate) fn leads(&self, class: usize) -> bool {
        self.classes.get(class) >= self.classes.get(self.rival(class))
    }
}

/// What speaks for one class against others.
#[derive(Clone, Debug)]
pub(crate) struct Direction<'a> {
    model: &'a Model,
    class: usize,
    others: [usize; 2],
    heard: Option<&'a Heard>,
    /// What a natural logarithm of odds is worth.
    unit: f32,
    /// What a step of each number of a line weighs, as whole numbers: only how they compare matters, and a processor multiplies and
    /// adds eight of them at once.
    along: [i16; LANES],
}

/// The largest whole number of a direction.
const STEPS: f32 = 512.0;

impl Direction<'_> {
    /// How much a feature adds.
    #[inline]
    pub(crate) fn share(&self, feature: Entry) -> i32 {
        let mut share = 0_i32;
        // Far below the range, and a check in each lane would cost the vector unit.
        for (number, along) in self.model.codebook.line(feature).iter().zip(&self.along) {
            share = share.wrapping_add(i32::from(*number) * i32::from(*along));
        }
        share
    }

    /// What the second reader adds, run by run; nothing when it was not asked.
    pub(crate) fn heard(&self) -> impl Iterator<Item = (Range<u32>, i32)> {
        let shares = self.heard.map(|heard| self.model.convolution.shares(heard, self.class, self.others));
        shares.into_iter().flatten().map(|(run, share)| (run, clamped(share * self.unit)))
    }
}

impl Model {
    /// What the learnt features of a text come to.
    pub(crate) fn judge(&self, known: &[Known]) -> Opinion<'_> {
        let mut sum = [0_i32; LANES];
        for some in known.chunks(PART) {
            let part = self.part(some);
            for h in 0..LANES {
                // A text of 64 KiB stays far below the range, and a check in each lane would cost the vector unit.
                sum[h] = sum[h].wrapping_add(i32::from(part[h]));
            }
        }
        let root = root(known.len());
        let mut hidden = [0.0; HIDDEN];
        for h in 0..HIDDEN {
            hidden[h] = (sum[h] as f32 * self.scale[h] / root + self.start[h]).max(0.0);
        }
        Opinion {
            classes: softmax(speak(&self.classes, &self.class_bias, &hidden)),
            heard: None,
            root,
            hidden,
        }
    }

    /// The sum of [`PART`] vectors at most. On its own, so that the sums stay in the registers of the vector unit.
    #[inline(never)]
    fn part(&self, known: &[Known]) -> [i16; LANES] {
        let mut part = [0_i16; LANES];
        for one in known {
            let wide = self.codebook.line(one.entry()).map(i16::from);
            for h in 0..LANES {
                part[h] = part[h].wrapping_add(wide[h]);
            }
        }
        part
    }

    /// What both readers make of a text, of which this is the opinion of the first: what speaks for each class is added up. What the
    /// second one heard is left in `heard`.
    pub(crate) fn reconsider<'a>(
        &self,
        first: Opinion<'a>,
        text: &[char],
        medium: Medium,
        heard: &'a mut Heard,
    ) -> Opinion<'a> {
        *heard = self.convolution.hear(text, medium);
        let second = self.convolution.speak(heard);
        let first_says = first.classes.map(|probability| probability.max(f32::MIN_POSITIVE).ln());
        let both = std::array::from_fn(|class| first_says[class] + second[class]);
        Opinion { classes: softmax(both), heard: Some(heard), ..first }
    }

    /// How much of the text is rare outside of harassment, or more than `enough`; see [`weight_of_evidence`].
    pub(crate) fn weight_of_evidence(&self, known: &[Known], enough: f64) -> f64 {
        let log_odds = |one: Entry| (self.codebook.line(one)[HIDDEN], one.mark());
        let step = f64::from(self.scale[HIDDEN]);
        weight_of_evidence(known.iter().map(|one| log_odds(one.entry())), enough / step) * step
    }

    /// What kind of conduct it would be, if it is harassment; `None` when no kind stands out.
    pub fn conduct(&self, opinion: &Opinion<'_>) -> Option<Category> {
        let conducts = softmax(speak(&self.conducts, &self.conduct_bias, &opinion.hidden));
        let likely = CONDUCTS.iter().zip(conducts).find(|(_, probability)| *probability >= NAMED_AT);
        likely.map(|(conduct, _)| *conduct)
    }

    /// What speaks for `class`, given all that the text says: against its rival, and of harassment, against both that a reader
    /// would have to tell it from, so that neither the debt alone nor a rude word alone is taken for the reason. Harassment is
    /// decided by two counts, and the second one speaks with the first.
    pub(crate) fn direction<'a>(&'a self, opinion: &Opinion<'a>, class: usize) -> Direction<'a> {
        let others = if class == HARASSMENT { LAWFUL } else { [opinion.rival(class); 2] };
        let mut along = [0.0; LANES];
        for (h, weights) in self.classes.iter().enumerate() {
            // What the sums were divided by is left out of all of them, for only how they compare matters.
            let other = others.map(|other| weights[other]).iter().sum::<f32>() / others.len() as f32;
            let tells = weights.get(class).map_or(0.0, |own| own - other);
            along[h] = if opinion.hidden[h] > 0.0 { tells * self.scale[h] } else { 0.0 };
        }
        let unit = STEPS / along.iter().copied().map(f32::abs).fold(f32::MIN_POSITIVE, f32::max);
        along[HIDDEN] = if class == HARASSMENT { self.scale[HIDDEN] } else { 0.0 };
        Direction {
            model: self,
            class,
            heard: opinion.heard,
            unit: unit * opinion.root,
            along: along.map(|one| whole(one * unit)),
            others,
        }
    }
}

/// Most are at most [`STEPS`]; where the rest says nothing, the log odds may be worth more than can be told, and nothing else counts.
#[allow(clippy::cast_possible_truncation, reason = "as much as can be told")]
fn whole(number: f32) -> i16 {
    number as i16
}

/// So much that nothing else counts, and no more: what is next to nothing may be worth very much where the rest says nothing.
#[allow(clippy::cast_possible_truncation, reason = "clamped")]
fn clamped(worth: f32) -> i32 {
    worth.clamp(-100_000.0, 100_000.0) as i32
}

fn root(known: usize) -> f32 {
    (known.max(1) as f32).sqrt()
}

fn speak<const N: usize>(weights: &[[f32; N]; HIDDEN], bias: &[f32; N], hidden: &[f32; HIDDEN]) -> [f32; N] {
    let mut scores = [0.0; N];
    for h in 0..HIDDEN {
        for class in 0..N {
            scores[class] += weights[h][class] * hidden[h];
        }
    }
    for class in 0..N {
        scores[class] += bias[class];
    }
    scores
}

fn softmax<const N: usize>(scores: [f32; N]) -> [f32; N] {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers = scores.map(|score| (score - most).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|power| power / sum)
}
