//! The weight of evidence: how much of what stands in a text stands in harassment more often than elsewhere.
//!
//! The network adds up hundreds of small hints, and enough of them pass for a threat in a text that speaks of quite other
//! things. So it is asked a second question, which is answered by counting alone: are there some runs of characters, terms
//! or rules that are rare outside of harassment? Each feature has the logarithm of how many times likelier it makes that
//! (Good, "Weight of evidence", 1985), and the mean of the strongest twelve says how much the text itself bears out.

/// How many features are looked at.
const STRONGEST: usize = 12;

/// Steps of a natural logarithm.
const STEPS: f32 = 24.0;

/// How much a feature raises the odds, as a natural logarithm in small steps. One that lowers them raises them by nothing:
/// to weigh both sides is the network's work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LogOdds(i8);

impl LogOdds {
    /// A step as a natural logarithm.
    pub(crate) const STEP: f32 = 1.0 / STEPS;

    #[allow(clippy::cast_possible_truncation, reason = "clamped to the range of the small integer")]
    pub(crate) fn of(log_odds: f32) -> Self {
        Self((f64::from(log_odds) * f64::from(STEPS)).clamp(0.0, 127.0).round() as i8)
    }

    pub(crate) fn steps(self) -> i32 {
        self.0.into()
    }

    pub(crate) fn from_byte(byte: u8) -> Self {
        Self(i8::from_le_bytes([byte]))
    }

    pub(crate) fn to_bytes(self) -> [u8; 1] {
        self.0.to_le_bytes()
    }
}

/// The mean of the strongest features, in natural logarithms; what is missing raises nothing. A feature counts once: what is said
/// ten times is said, and no more. Features are told apart by their places.
pub(crate) fn weight_of_evidence(features: impl Iterator<Item = (LogOdds, u16)>) -> f64 {
    // Log odds and place in one number, the strongest first. Nearly every feature is weaker than the last of these, and what
    // raises nothing is never stronger.
    let mut strongest = [u32::from(u16::MAX); STRONGEST];
    for (log_odds, place) in features {
        let one = log_odds.steps().unsigned_abs() << 16 | u32::from(place);
        if one > strongest[STRONGEST - 1] {
            put(&mut strongest, one);
        }
    }
    let steps: u32 = strongest.iter().map(|one| one >> 16).sum();
    f64::from(steps) / f64::from(STEPS) / STRONGEST as f64
}

/// Puts a number where it belongs, unless it is there; the last one is gone. Each number stays, or is that before it or the new
/// one, whichever is smaller: a processor does four at once and has nothing to guess.
fn put(strongest: &mut [u32; STRONGEST], one: u32) {
    let before = *strongest;
    let is_there = before.iter().fold(false, |is_there, other| is_there | (*other == one));
    let one = if is_there { 0 } else { one };
    let left = std::iter::once(u32::MAX).chain(before);
    for (own, left) in strongest.iter_mut().zip(left) {
        *own = (*own).max(left.min(one));
    }
}

#[cfg(test)]
mod tests {
    use super::{LogOdds, weight_of_evidence};

    /// Of features of which each stands once.
    fn weight(all: &[LogOdds]) -> f64 {
        weight_of_evidence(all.iter().copied().zip(0..))
    }

    #[test]
    fn the_strongest_twelve_count_and_what_is_missing_raises_nothing() {
        let two = LogOdds::of(2.0);
        let mut many = vec![LogOdds::of(0.5); 80];
        many.extend([two; 12]);
        assert!((weight(&many) - 2.0).abs() < 1e-9);
        many.reverse();
        assert!((weight(&many) - 2.0).abs() < 1e-9);
        assert!((weight(&[two; 6]) - 1.0).abs() < 1e-9);
        assert!((weight(&[])).abs() < 1e-9);
    }

    #[test]
    fn words_that_are_repeated_are_no_more_evidence() {
        let two = LogOdds::of(2.0);
        let mut repeated: Vec<_> = [(two, 7), (two, 8)].into_iter().cycle().take(50).collect();
        assert!((weight_of_evidence(repeated.iter().copied()) - 4.0 / 12.0).abs() < 1e-9);
        repeated.extend((0..20).map(|place| (LogOdds::of(1.0), place)));
        assert!(
            (weight_of_evidence(repeated.iter().copied()) - 14.0 / 12.0).abs() < 1e-9,
            "then come the weaker ones"
        );
    }

    #[test]
    fn log_odds_survive_their_byte_and_end_at_nought() {
        for odds in [0.0_f32, 0.5, 1.0, 5.0] {
            let one = LogOdds::of(odds);
            assert_eq!(one, LogOdds::from_byte(one.to_bytes()[0]));
            assert!((weight(&[one; 12]) - f64::from(odds)).abs() < 0.03, "{odds}");
        }
        assert_eq!(LogOdds::of(-7.0), LogOdds::of(0.0));
        assert!(LogOdds::of(99.0) > LogOdds::of(5.0), "no overflow");
    }
}
