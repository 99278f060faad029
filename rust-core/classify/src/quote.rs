//! The words of a text that carried a decision of the learnt model.

use crate::model::Direction;
use std::ops::Range;

/// A learnt feature that was seen, and the bytes of the normalised text that it stands for; none for a rule or term.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) row: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Longer quotes are not read. In bytes: about 24 Chinese characters.
const LONGEST: u32 = 72;

/// The stretch of the normalised text that speaks most in a direction; `None` when no words do.
///
/// Every feature has its share in the decision. What lies together is added up, and what adds little ends the
/// stretch: the largest sum of a run (Kadane), with a toll on each step.
pub(crate) fn telling(direction: &Direction<'_>, seen: &[Seen]) -> Option<Range<usize>> {
    let places = seen.iter().filter(|one| one.start < one.end);
    let shares: Vec<(f32, &Seen)> = places.map(|one| (direction.share(one.row), one)).collect();
    let toll = shares.iter().map(|(share, _)| *share).fold(0.0, f32::max) * 0.2;
    let mut best = Run::default();
    let mut run = Run::default();
    for (share, one) in shares {
        let longer =
            Run { sum: run.sum + share - toll, start: run.start.min(one.start), end: run.end.max(one.end) };
        run = if run.sum > 0.0 && longer.end - longer.start <= LONGEST {
            longer
        } else {
            Run { sum: share - toll, start: one.start, end: one.end }
        };
        if run.sum > best.sum {
            best = run;
        }
    }
    let place = usize::try_from(best.start).ok()?..usize::try_from(best.end).ok()?;
    (!place.is_empty()).then_some(place)
}

#[derive(Clone, Copy, Debug, Default)]
struct Run {
    sum: f32,
    start: u32,
    end: u32,
}
