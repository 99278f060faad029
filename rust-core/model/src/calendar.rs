//! The proleptic Gregorian calendar: day numbers, and times as people and other programs write them.
//!
//! A calendar library is a twentieth of the phone library and knows time zones, which we do not need (ADR 0006); tests
//! hold this one against it.

/// Year, month 1 to 12, day of the month from 1.
pub(crate) type Date = (i32, u32, u32);

/// Days from 1970-01-01 to a date. The date must exist: see [`is_date`].
///
/// A year is taken to begin in March, so that the leap day is its last; 400 such years have 146,097 days.
pub(crate) fn days_of((year, month, day): Date) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let month_from_march = (month.cast_signed() + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day.cast_signed() - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_OF_ERA + day_of_era - FROM_MARCH_OF_YEAR_0
}

/// The date of a number of days from 1970-01-01.
pub(crate) fn date_of(days: i32) -> Date {
    let days = days.saturating_add(FROM_MARCH_OF_YEAR_0);
    let (era, day_of_era) = (days.div_euclid(DAYS_OF_ERA), days.rem_euclid(DAYS_OF_ERA));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (year, month.unsigned_abs(), day.unsigned_abs())
}

/// Whether there is such a date.
pub(crate) fn is_date((year, month, day): Date) -> bool {
    (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day)
}

/// 28 to 31.
pub(crate) fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Reads `2026-10-01`.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let mut reader = Reader(text.as_bytes());
    let date = reader.date()?;
    reader.0.is_empty().then_some(date)
}

/// Reads `2026-10-01T21:03:11.007+08:00` (RFC 3339) into milliseconds since the epoch. A space may stand for the `T`,
/// the colon of the offset and the seconds may be missing; a fraction is cut to milliseconds. Without an offset,
/// `local_offset_ms` is taken, or if there is none the text is not a time.
pub(crate) fn parse_moment(text: &str, local_offset_ms: Option<i64>) -> Option<i64> {
    let mut reader = Reader(text.as_bytes());
    let date = reader.date()?;
    reader.one_of(b"Tt ")?;
    let (hour, minute) = (reader.number(2)?, reader.expect(b':')?.number(2)?);
    let (mut second, mut milli) = (0, 0);
    if reader.next_is(b":") {
        second = reader.expect(b':')?.number(2)?;
        milli = reader.fraction()?;
    }
    let offset = if reader.0.is_empty() { local_offset_ms? } else { reader.offset()? };
    // A leap second is the last one of its minute.
    let fits = hour < 24 && minute < 60 && second <= 60 && reader.0.is_empty();
    let of_day = (i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second.min(59))) * 1_000;
    fits.then(|| i64::from(days_of(date)) * 86_400_000 + of_day + i64::from(milli) - offset)
}

const DAYS_OF_ERA: i32 = 146_097;
const FROM_MARCH_OF_YEAR_0: i32 = 719_468;

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn date(&mut self) -> Option<Date> {
        let year = self.number(4)?;
        let month = self.expect(b'-')?.number(2)?;
        let day = self.expect(b'-')?.number(2)?;
        let date = (year.cast_signed(), month, day);
        is_date(date).then_some(date)
    }

    /// So many digits.
    fn number(&mut self, digits: usize) -> Option<u32> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number
            .iter()
            .try_fold(0, |value, digit| digit.is_ascii_digit().then(|| value * 10 + u32::from(digit - b'0')))
    }

    /// Milliseconds after a point, if there is one; further digits are read and dropped.
    fn fraction(&mut self) -> Option<u32> {
        if !self.next_is(b".,") {
            return Some(0);
        }
        self.one_of(b".,")?;
        let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (fraction, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        let first_three = (0..3).map(|at| fraction.get(at).map_or(0, |digit| u32::from(digit - b'0')));
        (1..=9).contains(&digits).then(|| first_three.fold(0, |value, digit| value * 10 + digit))
    }

    /// `Z`, `+08:00` or `+0800`, in milliseconds.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.one_of(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = self.number(2)?;
        if self.next_is(b":") {
            self.expect(b':')?;
        }
        let minutes = self.number(2)?;
        (hours < 24 && minutes < 60).then(|| sign * i64::from(hours * 60 + minutes) * 60_000)
    }

    fn next_is(&self, any: &[u8]) -> bool {
        self.0.first().is_some_and(|byte| any.contains(byte))
    }

    fn one_of(&mut self, any: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        any.contains(first).then_some(*first)
    }

    fn expect(&mut self, byte: u8) -> Option<&mut Self> {
        self.one_of(&[byte])?;
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn days_and_dates_are_those_of_a_calendar_library(days in -700_000..2_900_000_i32) {
            let theirs = jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(days));
            let ours = date_of(days);
            let plain = (i32::from(theirs.year()), theirs.month().unsigned_abs().into(), theirs.day().unsigned_abs().into());
            prop_assert_eq!(ours, plain);
            prop_assert_eq!(days_of(ours), days);
            prop_assert_eq!(days_in_month(ours.0, ours.1), u32::from(theirs.days_in_month().unsigned_abs()));
        }

        #[test]
        fn moments_are_those_of_a_calendar_library(ms in 946_684_800_000..4_102_444_800_000_i64, hours in -12..14_i8) {
            let moment = jiff::Timestamp::from_millisecond(ms).unwrap();
            let zoned = moment.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(hours)));
            for shape in ["%Y-%m-%dT%H:%M:%S%.3f%:z", "%Y-%m-%d %H:%M:%S%.f%z"] {
                prop_assert_eq!(parse_moment(&zoned.strftime(shape).to_string(), None), Some(ms));
            }
            let local = zoned.strftime("%Y-%m-%d %H:%M:%S%.3f").to_string();
            prop_assert_eq!(parse_moment(&local, Some(i64::from(hours) * 3_600_000)), Some(ms));
        }

        #[test]
        fn any_text_is_a_moment_for_both_or_for_none(text in "2026-(0[0-9]|1[0-3])-[0-3][0-9][T ][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,3})?(Z|[+-]0[0-9]:[0-5]0)") {
            let theirs = text.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_millisecond);
            prop_assert_eq!(parse_moment(&text, None), theirs);
        }

        #[test]
        fn no_text_ends_the_program(text in ".{0,40}") {
            let _ = (parse_moment(&text, None), parse_moment(&text, Some(0)), parse_date(&text));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-10-01x", "", "２０２６-10-01"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
        assert_eq!(parse_date("2024-02-29"), Some((2024, 2, 29)));
    }
}
