//! The figures of a set of outcomes.

use crate::calibration::{Calibration, Point};
use crate::share::Share;
use dunlog_model::Label;
use serde::Serialize;

/// What a person said of a text, and what the classifier said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The label that a person gave.
    pub truth: Label,
    /// The label of the verdict.
    pub answer: Label,
    /// Probability of harassment, 0 to 1.
    pub score: f64,
}

/// Precision, recall and F1 of one class.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ClassFigures {
    /// The class.
    pub label: Label,
    /// Of what was called so, how much was.
    pub precision: Share,
    /// Of what was so, how much was called so.
    pub recall: Share,
    /// Harmonic mean of both.
    pub f1: f64,
    /// 95 % interval of F1, from the delta method on the counts.
    pub f1_low: f64,
    /// Its upper end.
    pub f1_high: f64,
}

/// All figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// How many texts.
    pub texts: usize,
    /// By class, only those that the labels hold.
    pub classes: Vec<ClassFigures>,
    /// Mean F1 of the classes that the labels hold.
    pub macro_f1: f64,
    /// How often each truth (row) got each answer (column), in the order of [`Label::ALL`].
    pub confusion: Vec<Vec<usize>>,
    /// Of each class other than harassment, how much was called harassment.
    pub called_harassment: Vec<(Label, Share)>,
    /// Whether scores mean what they say.
    pub calibration: Calibration,
    /// What other thresholds would bring.
    pub thresholds: Vec<Point>,
}

impl Evaluation {
    /// The figures of all outcomes whose truth is known.
    pub fn of(all: &[Outcome]) -> Self {
        let judged: Vec<Outcome> = all.iter().copied().filter(|one| one.truth != Label::Uncertain).collect();
        let outcomes = judged.as_slice();
        let count = |truth: Option<Label>, answer: Option<Label>| {
            let fits = |one: &&Outcome| {
                truth.is_none_or(|truth| one.truth == truth)
                    && answer.is_none_or(|answer| one.answer == answer)
            };
            outcomes.iter().filter(fits).count()
        };
        let present: Vec<Label> =
            Label::ALL.into_iter().filter(|label| count(Some(*label), None) > 0).collect();
        let classes: Vec<ClassFigures> = present
            .iter()
            .map(|label| {
                let hits = count(Some(*label), Some(*label));
                figures(*label, hits, count(None, Some(*label)), count(Some(*label), None))
            })
            .collect();
        let others = present.iter().filter(|label| **label != Label::Harassment);
        Self {
            texts: outcomes.len(),
            macro_f1: classes.iter().map(|class| class.f1).sum::<f64>() / classes.len().max(1) as f64,
            confusion: Label::ALL
                .map(|truth| Label::ALL.map(|answer| count(Some(truth), Some(answer))).to_vec())
                .to_vec(),
            called_harassment: others
                .map(|label| {
                    let flagged = count(Some(*label), Some(Label::Harassment));
                    (*label, Share::of(flagged, count(Some(*label), None)))
                })
                .collect(),
            calibration: Calibration::of(outcomes),
            thresholds: (1..20).map(|step| Point::at(outcomes, f64::from(step) / 20.0)).collect(),
            classes,
        }
    }

    /// The figures of one class; `None` when the labels do not hold it.
    pub fn class(&self, label: Label) -> Option<&ClassFigures> {
        self.classes.iter().find(|class| class.label == label)
    }
}

fn figures(label: Label, hits: usize, called: usize, there: usize) -> ClassFigures {
    let f1 = if called + there == 0 { 0.0 } else { 2.0 * hits as f64 / (called + there) as f64 };
    // F1 is a share, too: of twice the hits in all that was called or was there.
    let range = Share::of(2 * hits, called + there);
    ClassFigures {
        label,
        precision: Share::of(hits, called),
        recall: Share::of(hits, there),
        f1,
        f1_low: range.low,
        f1_high: range.high,
    }
}

#[cfg(test)]
mod tests {
    use super::{Evaluation, Outcome};
    use dunlog_model::Label::{CollectionReminder, Harassment, Normal, Uncertain};

    fn outcome(truth: dunlog_model::Label, answer: dunlog_model::Label, score: f64) -> Outcome {
        Outcome { truth, answer, score }
    }

    /// Counted by hand: 2 of 3 found, 1 of 3 answers wrong.
    #[test]
    fn the_figures_are_those_counted_by_hand() {
        let outcomes = [
            outcome(Harassment, Harassment, 0.9),
            outcome(Harassment, Harassment, 0.8),
            outcome(Harassment, Uncertain, 0.45),
            outcome(CollectionReminder, Harassment, 0.6),
            outcome(CollectionReminder, CollectionReminder, 0.2),
            outcome(Normal, Normal, 0.0),
            outcome(Uncertain, Harassment, 0.9),
        ];
        let evaluation = Evaluation::of(&outcomes);
        let class = evaluation.class(Harassment).unwrap();
        assert!((class.precision.value - 2.0 / 3.0).abs() < 1e-9);
        assert!((class.recall.value - 2.0 / 3.0).abs() < 1e-9);
        assert!((class.f1 - 2.0 / 3.0).abs() < 1e-9);
        let reminder = evaluation.class(CollectionReminder).unwrap();
        assert!((reminder.f1 - 2.0 / 3.0).abs() < 1e-9);
        assert!((evaluation.macro_f1 - (2.0 / 3.0 + 2.0 / 3.0 + 1.0) / 3.0).abs() < 1e-9);
        assert_eq!(evaluation.called_harassment[0].1.hits, 1);
        assert_eq!(evaluation.confusion[0][6], 1);
        assert!(evaluation.class(Uncertain).is_none(), "no truth");
    }

    #[test]
    fn a_score_that_means_what_it_says_has_no_calibration_error() {
        let outcomes: Vec<Outcome> =
            (0..100).map(|n| outcome(if n < 75 { Harassment } else { Normal }, Harassment, 0.75)).collect();
        assert!(Evaluation::of(&outcomes).calibration.error < 1e-9);
        let sure: Vec<Outcome> = outcomes.iter().map(|one| Outcome { score: 1.0, ..*one }).collect();
        assert!((Evaluation::of(&sure).calibration.error - 0.25).abs() < 1e-9);
    }

    #[test]
    fn nothing_is_no_division_by_nothing() {
        let evaluation = Evaluation::of(&[]);
        assert!(
            evaluation.classes.is_empty()
                && evaluation.macro_f1 == 0.0
                && evaluation.calibration.error == 0.0
        );
    }
}
