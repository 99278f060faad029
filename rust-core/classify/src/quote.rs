//! The words of a text that carried a decision of the learnt model.

use crate::model::Direction;
use std::ops::Range;

/// The bytes of the normalised text that a feature stands for; none for a rule or term.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A learnt feature that was seen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) row: u32,
    pub(crate) place: Place,
}

/// Longer quotes are not read. In bytes: about 24 Chinese characters.
const LONGEST: u32 = 72;

/// The stretch of the normalised text that speaks most in a direction; `None` when no words do.
///
/// Every feature has its share in the decision. What lies together is added up, and what adds little ends the
/// stretch: the largest sum of a run (Kadane), with a toll on each step.
pub(crate) fn telling(direction: &Direction<'_>, seen: &[Seen]) -> Option<Range<usize>> {
    let places = seen.iter().filter(|one| one.place.start < one.place.end);
    let mut shares = Vec::with_capacity(seen.len());
    shares.extend(places.map(|one| (direction.share(one.row), one.place)));
    let toll = shares.iter().map(|(share, _)| *share).fold(0.0, f32::max) * 0.2;
    let (mut most, mut best) = (0.0, Place::default());
    let (mut sum, mut run) = (0.0, Place::default());
    for (share, place) in shares {
        let longer = Place { start: run.start.min(place.start), end: run.end.max(place.end) };
        (sum, run) = if sum > 0.0 && longer.end - longer.start <= LONGEST {
            (sum + share - toll, longer)
        } else {
            (share - toll, place)
        };
        if sum > most {
            (most, best) = (sum, run);
        }
    }
    let place = usize::try_from(best.start).ok()?..usize::try_from(best.end).ok()?;
    (!place.is_empty()).then_some(place)
}
