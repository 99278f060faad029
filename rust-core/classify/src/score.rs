//! The text score: what the rules that fired add up to, class by class.
//!
//! A learnt model joins here: it adds to the same sums before the probability is taken.

use crate::find::Fired;
use crate::rules::Settings;
use crate::ruleset::Ruleset;
use dunlog_model::{Category, Label};

/// What speaks for each class, on the logistic scale.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sums {
    classes: [f64; Label::ALL.len()],
    /// What conduct alone adds up to.
    pub(crate) conduct: f64,
}

impl Sums {
    /// Adds up the rules; a category adds at most its cap, so that one kind of words cannot outshout the rest.
    pub(crate) fn of(set: &Ruleset, fired: &[Fired]) -> Self {
        let mut sums = Self::default();
        let mut by_category = [0.0_f64; Category::ALL.len()];
        let rules = || fired.iter().filter_map(|one| set.rules.get(one.rule));
        for rule in rules() {
            if let Some(sum) = by_category.get_mut(position(rule.category)) {
                *sum = (*sum + rule.weight).min(set.settings.category_cap);
            }
        }
        for (category, sum) in Category::ALL.into_iter().zip(by_category) {
            sums.add(class(category), sum);
            sums.conduct += if category.is_conduct() { sum } else { 0.0 };
        }
        for (label, weight) in rules().flat_map(|rule| &rule.also) {
            sums.add(*label, *weight);
        }
        sums
    }

    /// What speaks for a class.
    pub(crate) fn get(&self, label: Label) -> f64 {
        Label::ALL
            .iter()
            .position(|one| *one == label)
            .and_then(|index| self.classes.get(index))
            .copied()
            .unwrap_or_default()
    }

    /// Probability of harassment by the words alone. A debt that is spoken of adds to conduct but is none.
    pub(crate) fn harassment(&self, settings: &Settings) -> f64 {
        let conduct = self.get(Label::Harassment);
        if conduct <= 0.0 {
            return 0.0;
        }
        let context =
            (self.get(Label::CollectionReminder) * settings.context_share).min(settings.context_cap);
        let relief: f64 =
            settings.relief.iter().map(|(label, share)| share * self.get(*label).max(0.0)).sum();
        logistic(settings.text_bias + conduct + context - relief)
    }

    /// The class other than harassment for which most speaks, or `Normal`.
    pub(crate) fn best(&self, settings: &Settings) -> Label {
        let mut best = (Label::Normal, self.get(Label::Normal).max(settings.class_at));
        for label in [Label::CollectionReminder, Label::RepaymentNotice, Label::LoanAd, Label::Fraud] {
            let sum = self.get(label);
            if sum > best.1 || (sum >= best.1 && best.0 == Label::Normal && sum > self.get(Label::Normal)) {
                best = (label, sum);
            }
        }
        best.0
    }

    fn add(&mut self, label: Label, weight: f64) {
        let slot = Label::ALL.iter().position(|one| *one == label);
        if let Some(sum) = slot.and_then(|index| self.classes.get_mut(index)) {
            *sum += weight;
        }
    }
}

/// The class that a category speaks for.
pub(crate) fn class(category: Category) -> Label {
    match category {
        Category::Collection => Label::CollectionReminder,
        Category::Repayment => Label::RepaymentNotice,
        Category::LoanAd => Label::LoanAd,
        Category::Fraud => Label::Fraud,
        Category::Ordinary => Label::Normal,
        _ => Label::Harassment,
    }
}

pub(crate) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn position(category: Category) -> usize {
    Category::ALL.iter().position(|one| *one == category).unwrap_or(usize::MAX)
}
