//! The words of a text that carried a decision of the learnt model.

use crate::model::Direction;
use dunlog_rules::{Known, characters};
use std::ops::Range;

/// Longer quotes are not read.
const LONGEST: u32 = 24;

/// What a run of characters adds to a decision.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    adds: i32,
    start: u32,
    end: u32,
}

/// The stretch of the normalised text, of `length` characters, that speaks most in a direction; `None` when no words do.
///
/// Every feature has its share in the decision. What lies together is added up, and what adds little ends the
/// stretch: the largest sum of a run (Kadane), with a toll on each step.
pub(crate) fn telling(
    direction: &Direction<'_>,
    known: &[Known],
    length: usize,
    shares: &mut Vec<Share>,
) -> Option<Range<u32>> {
    shares.clear();
    let share = |one: &Known| {
        let Range { start, end } = one.gram.codes();
        Share { adds: direction.share(one.feature), start, end }
    };
    shares.extend(known.iter().map(share));
    // Runs in which digits were folded come behind the others.
    if !shares.is_sorted_by_key(|share| share.start) {
        shares.sort_by_key(|share| share.start);
    }
    let toll = shares.iter().map(|share| share.adds).max().unwrap_or_default().max(0) / 5;
    let nothing = Share { adds: 0, start: 0, end: 0 };
    let (mut best, mut run) = (nothing, nothing);
    for share in shares.iter() {
        let longer = Share {
            adds: run.adds + share.adds - toll,
            start: run.start.min(share.start),
            end: run.end.max(share.end),
        };
        let goes_on = run.adds > 0 && longer.end - longer.start <= LONGEST;
        run = if goes_on { longer } else { Share { adds: share.adds - toll, ..*share } };
        if run.adds > best.adds {
            best = run;
        }
    }
    Some(characters(best.start..best.end, length)).filter(|place| !place.is_empty())
}
