//! The weight of evidence: how much of what stands in a text stands in harassment more often than elsewhere.
//!
//! The network adds up hundreds of small hints, and enough of them pass for a threat in a text that speaks of quite other
//! things. So it is asked a second question, which is answered by counting alone: are there some runs of characters, terms
//! or rules that are rare outside of harassment? Each feature has the logarithm of how many times likelier it makes that
//! (Good, "Weight of evidence", 1985), and the mean of the strongest twelve says how much the text itself bears out.

/// How many features are looked at.
const STRONGEST: usize = 12;

/// The mean of the strongest features, in steps of their log odds; what is missing raises nothing, and what lowers the odds raises
/// them by nothing: to weigh both sides is the network's work. A feature counts once: what is said ten times is said, and no
/// more. Features are told apart by their marks. More than `enough` is not weighed out.
pub(crate) fn weight_of_evidence(features: impl Iterator<Item = (i8, u16)>, enough: f64) -> f64 {
    // Log odds and mark in one number, the strongest first. Nearly every feature is weaker than the last of these, and what
    // raises nothing is never stronger.
    let mut strongest = [u32::from(u16::MAX); STRONGEST];
    let mut sum = 0;
    for (steps, mark) in features {
        let one = u32::from(steps.max(0).unsigned_abs()) << 16 | u32::from(mark);
        let last = strongest[STRONGEST - 1];
        if one > last && put(&mut strongest, one) {
            sum += (one >> 16) - (last >> 16);
            if f64::from(sum) > enough * STRONGEST as f64 {
                break;
            }
        }
    }
    f64::from(sum) / STRONGEST as f64
}

/// Puts a number where it belongs, unless it is there; the last one is gone. Each number stays, or is that before it or the new
/// one, whichever is smaller: a processor does four at once and has nothing to guess. False when it is there.
fn put(strongest: &mut [u32; STRONGEST], one: u32) -> bool {
    let before = *strongest;
    let is_there = before.iter().fold(false, |is_there, other| is_there | (*other == one));
    let one = if is_there { 0 } else { one };
    let left = std::iter::once(u32::MAX).chain(before);
    for (own, left) in strongest.iter_mut().zip(left) {
        *own = (*own).max(left.min(one));
    }
    !is_there
}

#[cfg(test)]
mod tests {
    use super::weight_of_evidence;

    fn all_of(features: impl Iterator<Item = (i8, u16)>) -> f64 {
        weight_of_evidence(features, f64::MAX)
    }

    /// Of features of which each stands once.
    fn weight(all: &[i8]) -> f64 {
        all_of(all.iter().copied().zip(0..))
    }

    #[test]
    fn more_than_enough_is_not_weighed_out_and_less_is() {
        let many = || [(48, 7), (48, 7), (24, 8), (48, 9), (24, 10), (48, 11)].into_iter();
        let whole = 192.0 / 12.0;
        assert!((all_of(many()) - whole).abs() < 1e-9);
        for enough in [0.0, 4.0, 7.9, 8.0, 15.9, 16.0, 20.0] {
            let weight = weight_of_evidence(many(), enough);
            assert_eq!(weight > enough, whole > enough, "{enough}");
            assert!(weight > enough || (weight - whole).abs() < 1e-9, "{enough}");
        }
    }

    #[test]
    fn the_strongest_twelve_count_and_what_is_missing_raises_nothing() {
        let mut many = vec![12; 80];
        many.extend([48; 12]);
        assert!((weight(&many) - 48.0).abs() < 1e-9);
        many.reverse();
        assert!((weight(&many) - 48.0).abs() < 1e-9);
        assert!((weight(&[48; 6]) - 24.0).abs() < 1e-9);
        assert!((weight(&[])).abs() < 1e-9);
    }

    #[test]
    fn what_lowers_the_odds_raises_nothing() {
        assert!((weight(&[i8::MIN, -1, 0, 36]) - 3.0).abs() < 1e-9);
    }

    #[test]
    fn words_that_are_repeated_are_no_more_evidence() {
        let mut repeated: Vec<_> = [(48, 7), (48, 8)].into_iter().cycle().take(50).collect();
        assert!((all_of(repeated.iter().copied()) - 96.0 / 12.0).abs() < 1e-9);
        repeated.extend((0..20).map(|place| (24, place)));
        assert!((all_of(repeated.iter().copied()) - 336.0 / 12.0).abs() < 1e-9, "then come the weaker ones");
    }
}
