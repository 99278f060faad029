//! Call logs as CSV: Logger (<https://github.com/Sanmeet007/logger>, eleven columns, milliseconds) and what
//! resembles it. Columns are found by their names, in any order.

use super::file::Columns;
use super::words::{Role, call_type, rank};
use crate::bounds::{checked, number};
use crate::{Code, columns};
use dunlog_model::{Body, Call, Observation, Source, Timestamp};
use std::borrow::Cow;

/// Which column plays which role.
pub(crate) struct Layout {
    roles: Vec<(Role, usize, String)>,
}

impl Layout {
    /// From a header. `None` when it has no column for the number, the time or the type: then it is no call log.
    pub(crate) fn of<T: AsRef<str>>(header: &[T]) -> Option<Self> {
        let mut roles: Vec<(Role, usize, String)> = header
            .iter()
            .filter_map(|name| {
                let (role, rank) = rank(name.as_ref())?;
                Some((role, rank, name.as_ref().to_owned()))
            })
            .collect();
        roles.sort_by_key(|(_, rank, _)| *rank);
        let has = |wanted: Role| roles.iter().any(|(role, _, _)| *role == wanted);
        let has_time = has(Role::Moment) || has(Role::Date) || has(Role::Clock);
        (has(Role::Number) && has_time && has(Role::Type)).then_some(Self { roles })
    }

    /// Reads one row.
    pub(crate) fn row(&self, columns: Columns) -> Result<Observation, Code> {
        let time = self.time(&columns)?;
        let shown = self.cell(&columns, Role::Type).ok_or(Code::TypeMissing)?;
        let call_type = call_type(&shown).ok_or(Code::TypeUnknown)?;
        let body = Body::Call(Call {
            call_type,
            seconds: self.cell(&columns, Role::Duration).and_then(|shown| seconds(&shown)),
        });
        checked(Observation {
            body,
            time,
            sent: None,
            number: number(&self.cell(&columns, Role::Number).unwrap_or_default())?,
            name: self.cell(&columns, Role::Name).map(Cow::into_owned),
            sim: self.sim(&columns),
            source: Source::CallCsv,
            provider_id: self.cell(&columns, Role::Id).map(Cow::into_owned),
            raw: columns::raw(columns),
        })
    }

    /// The first cell for a role that holds something.
    fn cell<'c>(&self, columns: &'c Columns, wanted: Role) -> Option<Cow<'c, str>> {
        self.names(wanted).find_map(|name| columns::text(columns, name))
    }

    fn names(&self, wanted: Role) -> impl Iterator<Item = &str> {
        self.roles.iter().filter(move |(role, _, _)| *role == wanted).map(|(_, _, name)| name.as_str())
    }

    fn sim(&self, columns: &Columns) -> Option<String> {
        self.names(Role::Sim).find_map(|name| {
            let value = columns::text(columns, name).filter(|value| value != "-1")?;
            Some(format!("{name}={value}"))
        })
    }

    /// One column with the moment, or one with the day and one with the clock.
    fn time(&self, columns: &Columns) -> Result<Timestamp, Code> {
        if let Some(shown) = self.cell(columns, Role::Moment) {
            return moment(&shown);
        }
        match (self.cell(columns, Role::Date), self.cell(columns, Role::Clock)) {
            (Some(date), Some(clock)) => moment(&date).or_else(|_| moment(&format!("{date} {clock}"))),
            (Some(shown), None) | (None, Some(shown)) => moment(&shown),
            (None, None) => Err(Code::TimeMissing),
        }
    }
}

/// Milliseconds or (up to eleven digits) seconds since 1970, RFC 3339, or a local time of China.
fn moment(shown: &str) -> Result<Timestamp, Code> {
    let shown = shown.trim();
    if let Ok(count) = shown.parse::<i64>() {
        let unit_ms = if shown.len() <= 11 { 1000 } else { 1 };
        return Timestamp::from_ms(count.saturating_mul(unit_ms)).map_err(columns::time_code);
    }
    // A day alone would be read as midnight, which is a time that nobody stated.
    if !shown.contains(':') {
        return Err(Code::TimeUnreadable);
    }
    Timestamp::parse_rfc3339(shown)
        .or_else(|_| Timestamp::parse_china_local(&shown.replace('/', "-")))
        .map_err(columns::time_code)
}

/// `61`, `1:01` or `0:01:01`.
fn seconds(shown: &str) -> Option<u32> {
    shown.trim().split(':').try_fold(0_u32, |sum, part| {
        let part: u32 = part.trim().parse().ok()?;
        sum.checked_mul(60)?.checked_add(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_every_known_form() {
        let expected = Timestamp::from_ms(1_790_859_791_000);
        for shown in [
            "1790859791000",
            "1790859791",
            "2026-10-01T21:03:11+08:00",
            "2026-10-01 21:03:11",
            "2026/10/01 21:03:11",
        ] {
            assert_eq!(moment(shown).ok(), expected.ok(), "{shown}");
        }
        assert_eq!(moment("2026-10-01"), Err(Code::TimeUnreadable));
        assert_eq!(moment("0"), Err(Code::TimeOutOfRange));
    }

    #[test]
    fn durations_are_seconds_or_clock_like() {
        assert_eq!(seconds("61"), Some(61));
        assert_eq!(seconds("1:01"), Some(61));
        assert_eq!(seconds("01:00:01"), Some(3601));
        assert_eq!(seconds("-1"), None);
        assert_eq!(seconds("4000000000:0"), None);
    }

    #[test]
    fn columns_are_found_in_either_language() {
        assert!(Layout::of(&["姓名", "号码", "类型", "日期", "时间", "时长（秒）"]).is_some());
        assert!(Layout::of(&["name", "duration", "number", "call_type", "timestamp"]).is_some());
        assert!(Layout::of(&["number", "date", "amount"]).is_none());
    }
}
