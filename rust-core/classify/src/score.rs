//! What categories and probabilities have to do with each other.

use dunlog_model::{Category, Label};

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
