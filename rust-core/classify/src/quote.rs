//! The words of a text that carried a decision of the learnt model.

use crate::model::Direction;
use dunlog_rules::Known;
use std::ops::Range;

/// Longer quotes are not read.
const LONGEST: u32 = 24;

/// The stretch of the normalised text that speaks most in a direction; `None` when no words do.
///
/// Every feature has its share in the decision. What lies together is added up, and what adds little ends the
/// stretch: the largest sum of a run (Kadane), with a toll on each step.
pub(crate) fn telling(direction: &Direction<'_>, known: &[Known]) -> Option<Range<u32>> {
    let mut shares = Vec::with_capacity(known.len());
    shares.extend(known.iter().map(|one| (direction.share(one.row), one.start..one.end)));
    // Runs in which digits were folded come behind the others.
    if !shares.is_sorted_by_key(|(_, place)| place.start) {
        shares.sort_by_key(|(_, place)| place.start);
    }
    let toll = shares.iter().map(|(share, _)| *share).fold(0.0, f32::max) * 0.2;
    let (mut most, mut best) = (0.0, 0..0);
    let (mut sum, mut run) = (0.0, 0..0);
    for (share, place) in shares {
        let longer = run.start.min(place.start)..run.end.max(place.end);
        (sum, run) = if sum > 0.0 && longer.end - longer.start <= LONGEST {
            (sum + share - toll, longer)
        } else {
            (share - toll, place)
        };
        if sum > most {
            (most, best) = (sum, run.clone());
        }
    }
    (!best.is_empty()).then_some(best)
}
