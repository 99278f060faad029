//! A share of a whole with the range in which the true share lies.

use serde::Serialize;

/// `hits` of `total`, with the 95 % interval of Wilson (1927), which holds for small numbers, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Share {
    /// How many.
    pub hits: usize,
    /// Of how many.
    pub total: usize,
    /// The share, 0 to 1; 0 of nothing.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Share {
    /// The share of `hits` in `total`.
    pub fn of(hits: usize, total: usize) -> Self {
        if total == 0 {
            return Self { hits, total, value: 0.0, low: 0.0, high: 1.0 };
        }
        let (n, z) = (total as f64, 1.96_f64);
        let p = hits as f64 / n;
        let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        Self { hits, total, value: p, low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    /// Values of the Wilson interval as given in Newcombe, Statistics in Medicine 17 (1998), table I: 81/263, 0/20.
    #[test]
    fn the_interval_is_that_of_the_literature() {
        let share = Share::of(81, 263);
        assert!((share.low - 0.2553).abs() < 5e-4 && (share.high - 0.3662).abs() < 5e-4, "{share:?}");
        let none = Share::of(0, 20);
        assert!(none.low < 1e-9 && (none.high - 0.1611).abs() < 5e-4, "{none:?}");
        assert_eq!(Share::of(0, 0).value, 0.0);
    }
}
