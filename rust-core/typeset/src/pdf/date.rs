//! The date of a file, in Beijing time.

use krilla::metadata::DateTime;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// Milliseconds since 1970 as a date with its offset; what no date can hold becomes the nearest one.
pub(crate) fn date(ms: i64) -> DateTime {
    let local = ms.clamp(0, 253_402_214_400_000) + 8 * HOUR;
    let (year, month, day) = civil(local.div_euclid(DAY));
    let rest = local.rem_euclid(DAY);
    DateTime::new(u16::try_from(year).unwrap_or(9999))
        .month(small(month))
        .day(small(day))
        .hour(small(rest / HOUR))
        .minute(small(rest / 60_000 % 60))
        .second(small(rest / 1000 % 60))
        .utc_offset_hour(8)
        .utc_offset_minute(0)
}

fn small(number: i64) -> u8 {
    u8::try_from(number).unwrap_or(0)
}

/// The year, month and day of a count of days since 1970, in years that begin in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_454), (2026, 1, 1));
        assert_eq!(civil(20_453), (2025, 12, 31));
    }
}
