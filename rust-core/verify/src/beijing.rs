//! Times as people in China read them.

/// China has had one offset and no summer time since 1992 (ADR 0006).
const OFFSET_MS: i128 = 8 * 3_600_000;
const DAY_MS: i128 = 86_400_000;
/// 9999-12-31 in days since the epoch.
const LAST_DAY: i128 = 2_932_896;

/// `2026-09-21 20:00:01`; nothing for a moment before 1970 or after 9999, which no clock of a phone says.
pub(crate) fn time(ms: i64) -> Option<String> {
    let local = i128::from(ms) + OFFSET_MS;
    let days = local.div_euclid(DAY_MS);
    if !(0..=LAST_DAY).contains(&days) {
        return None;
    }
    let (year, month, day) = civil(days);
    let seconds = local.rem_euclid(DAY_MS) / 1_000;
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    Some(format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"))
}

/// Year, month and day, counted in years that begin in March, so that the leap day is the last one.
fn civil(days: i128) -> (i128, i128, i128) {
    const ERA: i128 = 146_097; // days of 400 years
    let days = days + 719_468; // since 0000-03-01
    let (era, of_era) = (days / ERA, days % ERA);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (era * 400 + year + i128::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn known_moments_and_borders() {
        for (ms, expected) in [
            (0, Some("1970-01-01 08:00:00")),
            (951_753_599_999, Some("2000-02-28 23:59:59")),
            (951_840_000_000, Some("2000-03-01 00:00:00")),
            (1_709_222_399_000, Some("2024-02-29 23:59:59")),
            (1_790_000_000_000, Some("2026-09-21 22:13:20")),
            (253_402_271_999_999, Some("9999-12-31 23:59:59")),
            (253_402_272_000_000, None),
            (-28_800_000, Some("1970-01-01 00:00:00")),
            (-28_800_001, None),
            (i64::MAX, None),
            (i64::MIN, None),
        ] {
            assert_eq!(time(ms).as_deref(), expected, "{ms}");
        }
    }
}
