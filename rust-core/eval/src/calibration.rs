//! Whether a score of 0.8 means eight in ten, and what another threshold would have brought.

use crate::evaluation::Outcome;
use dunlog_model::Label;
use serde::Serialize;

/// One tenth of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// Where the tenth begins.
    pub from: f64,
    /// How many scores lie in it.
    pub count: usize,
    /// Their mean.
    pub mean_score: f64,
    /// Which share of them was harassment.
    pub share: f64,
}

/// Scores against truth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Ten tenths.
    pub bins: Vec<Bin>,
    /// Expected calibration error: the mean distance between score and share, weighted by count (Naeini et al. 2015).
    pub error: f64,
}

/// What a threshold would bring.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Scores from here on would be called harassment.
    pub threshold: f64,
    /// Precision of harassment.
    pub precision: f64,
    /// Recall of harassment.
    pub recall: f64,
    /// F1 of harassment.
    pub f1: f64,
}

const BINS: usize = 10;

impl Calibration {
    /// Of all scores.
    pub(crate) fn of(outcomes: &[Outcome]) -> Self {
        let bin = |index: usize| {
            let (low, high) = (index as f64 / BINS as f64, (index + 1) as f64 / BINS as f64);
            let inside = outcomes.iter().filter(|one| {
                one.score >= low && (one.score < high || (index + 1 == BINS && one.score <= 1.0))
            });
            let (mut count, mut sum, mut true_ones) = (0_usize, 0.0, 0_usize);
            for one in inside {
                count += 1;
                sum += one.score;
                true_ones += usize::from(one.truth == Label::Harassment);
            }
            let mean = |sum: f64| if count == 0 { 0.0 } else { sum / count as f64 };
            Bin { from: low, count, mean_score: mean(sum), share: mean(true_ones as f64) }
        };
        let bins: Vec<Bin> = (0..BINS).map(bin).collect();
        let distance = |bin: &Bin| bin.count as f64 * (bin.mean_score - bin.share).abs();
        let error = bins.iter().map(distance).sum::<f64>() / outcomes.len().max(1) as f64;
        Self { bins, error }
    }
}

impl Point {
    /// What `threshold` would bring.
    pub fn at(outcomes: &[Outcome], threshold: f64) -> Self {
        let (mut hits, mut flagged, mut true_ones) = (0_usize, 0_usize, 0_usize);
        for one in outcomes {
            let (is, called) = (one.truth == Label::Harassment, one.score >= threshold);
            hits += usize::from(is && called);
            flagged += usize::from(called);
            true_ones += usize::from(is);
        }
        let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        Self {
            threshold,
            precision: share(hits, flagged),
            recall: share(hits, true_ones),
            f1: share(2 * hits, flagged + true_ones),
        }
    }
}
