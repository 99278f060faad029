//! Points in time, in milliseconds since the Unix epoch, shown in China Standard Time (+08:00, no daylight
//! saving since 1991). Every limit of conduct is counted by the local day and the local hour.

use crate::calendar;
use crate::limits::{TIME_MAX_MS, TIME_MIN_MS};
use serde::{Deserialize, Serialize};
use std::fmt;

const DAY_MS: i64 = 86_400_000;
const CHINA_MS: i64 = 8 * 3_600_000;

/// A moment: milliseconds since 1970-01-01T00:00:00Z, between the years 2000 and 2100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Timestamp(i64);

/// Why a time was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimestampError {
    /// Before the year 2000 or after 2100: a zero, seconds taken for milliseconds, a broken clock.
    #[error("time_out_of_range")]
    OutOfRange,
    /// Not a time in a form that is known.
    #[error("time_unreadable")]
    Unreadable,
}

/// A day of the Chinese calendar wall: days since 1970-01-01 in +08:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate(pub i32);

/// Seconds since local midnight, 0 to 86,399.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecondOfDay(pub u32);

impl Timestamp {
    /// Accepts milliseconds since the epoch within [`TIME_MIN_MS`, `TIME_MAX_MS`).
    pub fn from_ms(ms: i64) -> Result<Self, TimestampError> {
        if (TIME_MIN_MS..TIME_MAX_MS).contains(&ms) { Ok(Self(ms)) } else { Err(TimestampError::OutOfRange) }
    }

    /// Milliseconds since the epoch.
    pub fn ms(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 (`2026-10-01T21:03:11+08:00`, fractions and `Z` allowed).
    pub fn parse_rfc3339(text: &str) -> Result<Self, TimestampError> {
        Self::from_ms(calendar::parse_moment(text.trim(), None).ok_or(TimestampError::Unreadable)?)
    }

    /// Reads a local time of China without offset, `2026-10-01 21:03:11` or with a `T`.
    pub fn parse_china_local(text: &str) -> Result<Self, TimestampError> {
        Self::from_ms(calendar::parse_moment(text.trim(), Some(CHINA_MS)).ok_or(TimestampError::Unreadable)?)
    }

    /// The local day in China.
    pub fn china_date(self) -> CivilDate {
        let days = (self.0 + CHINA_MS).div_euclid(DAY_MS);
        CivilDate(i32::try_from(days).expect("a time before 2100 is fewer than 50,000 days"))
    }

    /// The local second of the day in China.
    pub fn china_second(self) -> SecondOfDay {
        let seconds = (self.0 + CHINA_MS).rem_euclid(DAY_MS) / 1000;
        SecondOfDay(u32::try_from(seconds).expect("a remainder of one day is positive and small"))
    }

    /// `2026-10-01 21:03:11` in China, for tables whose head names the offset.
    pub fn china_text(self) -> String {
        format!("{} {}", self.china_date(), self.china_second())
    }

    /// This moment plus a number of milliseconds, kept within the believed range.
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms).clamp(TIME_MIN_MS, TIME_MAX_MS - 1))
    }
}

impl fmt::Display for Timestamp {
    /// RFC 3339 with seconds and `+08:00`; milliseconds only when there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.china_date(), self.china_second())?;
        match self.0.rem_euclid(1000) {
            0 => write!(f, "+08:00"),
            ms => write!(f, ".{ms:03}+08:00"),
        }
    }
}

impl TryFrom<i64> for Timestamp {
    type Error = TimestampError;
    fn try_from(ms: i64) -> Result<Self, TimestampError> {
        Self::from_ms(ms)
    }
}

impl From<Timestamp> for i64 {
    fn from(time: Timestamp) -> i64 {
        time.0
    }
}

impl CivilDate {
    /// Reads `2026-01-01`.
    pub fn parse(text: &str) -> Result<Self, TimestampError> {
        calendar::parse_date(text.trim())
            .map(|date| Self(calendar::days_of(date)))
            .ok_or(TimestampError::Unreadable)
    }

    /// The moment at which this day begins in China.
    pub fn start(self) -> Result<Timestamp, TimestampError> {
        Timestamp::from_ms(i64::from(self.0) * DAY_MS - CHINA_MS)
    }

    /// Year, month and day of the month.
    pub fn year_month_day(self) -> (i32, u32, u32) {
        calendar::date_of(self.0)
    }

    /// The same day `months` later, or the last day of that month.
    pub fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = calendar::date_of(self.0);
        let from_zero =
            year.saturating_mul(12).saturating_add(month.cast_signed() - 1).saturating_add(months);
        let (year, month) = (from_zero.div_euclid(12), from_zero.rem_euclid(12).unsigned_abs() + 1);
        Self(calendar::days_of((year, month, day.min(calendar::days_in_month(year, month)))))
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.year_month_day();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl SecondOfDay {
    /// From hours, minutes and seconds of a 24-hour clock.
    pub const fn hms(hour: u32, minute: u32, second: u32) -> Self {
        Self(hour * 3600 + minute * 60 + second)
    }

    /// The hour, 0 to 23.
    pub fn hour(self) -> u32 {
        self.0 / 3600
    }
}

impl fmt::Display for SecondOfDay {
    /// `21:03:11`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.0 / 3600, self.0 / 60 % 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_local_day_of_china_begins_at_sixteen_hundred_utc() {
        let before = Timestamp::parse_rfc3339("2026-10-01T15:59:59Z").unwrap();
        let after = Timestamp::parse_rfc3339("2026-10-01T16:00:00Z").unwrap();
        assert_eq!(before.china_date().to_string(), "2026-10-01");
        assert_eq!(after.china_date().to_string(), "2026-10-02");
        assert_eq!(after.china_second(), SecondOfDay(0));
        assert_eq!(before.china_second(), SecondOfDay::hms(23, 59, 59));
    }

    #[test]
    fn times_are_shown_with_seconds_and_offset() {
        let time = Timestamp::from_ms(1_790_859_791_000).unwrap();
        assert_eq!(time.to_string(), "2026-10-01T21:03:11+08:00");
        assert_eq!(time.plus_ms(7).to_string(), "2026-10-01T21:03:11.007+08:00");
        assert_eq!(Timestamp::parse_rfc3339(&time.plus_ms(7).to_string()), Ok(time.plus_ms(7)));
        assert_eq!(Timestamp::parse_china_local("2026-10-01 21:03:11"), Ok(time));
        assert_eq!(time.china_text(), "2026-10-01 21:03:11");
    }

    #[test]
    fn zero_and_seconds_taken_for_milliseconds_are_refused() {
        assert_eq!(Timestamp::from_ms(0), Err(TimestampError::OutOfRange));
        assert_eq!(Timestamp::from_ms(1_790_859_791), Err(TimestampError::OutOfRange));
        assert_eq!(Timestamp::from_ms(i64::MAX), Err(TimestampError::OutOfRange));
        assert_eq!(Timestamp::parse_rfc3339("yesterday"), Err(TimestampError::Unreadable));
    }

    #[test]
    fn dates_add_months_and_stay_in_the_month() {
        let date = CivilDate::parse("2026-08-31").unwrap();
        assert_eq!(date.plus_months(6).to_string(), "2027-02-28");
        assert_eq!(date.start().unwrap().to_string(), "2026-08-31T00:00:00+08:00");
    }
}
