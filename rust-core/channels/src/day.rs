//! Days after a day, and days as they are written in JSON.

use crate::channel::Unit;
use dunlog_model::CivilDate;

/// So many days later; the day itself is not counted.
pub(crate) fn after(day: CivilDate, count: u16, unit: Unit) -> CivilDate {
    match unit {
        Unit::Days => CivilDate(day.0.saturating_add(i32::from(count))),
        Unit::WorkingDays => (0..count).fold(day, |day, _| next_working_day(day)),
    }
}

/// The first day of the month that is so many months after that of `day`.
pub(crate) fn first_of_month(day: CivilDate, months: i32) -> CivilDate {
    let (_, _, of_month) = day.year_month_day();
    CivilDate(day.0.saturating_sub(of_month.cast_signed() - 1)).plus_months(months)
}

/// The last day of the month that is so many months after that of `day`.
pub(crate) fn last_of_month(day: CivilDate, months: i32) -> CivilDate {
    CivilDate(first_of_month(day, months.saturating_add(1)).0.saturating_sub(1))
}

fn next_working_day(day: CivilDate) -> CivilDate {
    let next = CivilDate(day.0.saturating_add(1));
    // 1970-01-01 was a Thursday: day 2 was a Saturday, day 3 a Sunday.
    match next.0.rem_euclid(7) {
        2 => CivilDate(next.0.saturating_add(2)),
        3 => CivilDate(next.0.saturating_add(1)),
        _ => next,
    }
}

/// Days as `YYYY-MM-DD`.
pub(crate) mod text {
    use dunlog_model::CivilDate;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(day: &CivilDate, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(day)
    }

    pub(crate) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<CivilDate, D::Error> {
        let text = String::deserialize(from)?;
        CivilDate::parse(&text).map_err(|_| D::Error::custom("a day is written YYYY-MM-DD"))
    }
}

/// Days as `YYYY-MM-DD`, or none.
pub(crate) mod maybe_text {
    use dunlog_model::CivilDate;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(day: &Option<CivilDate>, to: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => to.collect_str(day),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Option<CivilDate>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        let read = |text: String| {
            CivilDate::parse(&text).map_err(|_| D::Error::custom("a day is written YYYY-MM-DD"))
        };
        text.map(read).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> CivilDate {
        CivilDate::parse(text).unwrap()
    }

    #[test]
    fn working_days_leave_out_saturdays_and_sundays() {
        // 2026-10-02 is a Friday.
        for (from, count, to) in [
            ("2026-10-02", 1, "2026-10-05"),
            ("2026-10-02", 5, "2026-10-09"),
            ("2026-10-03", 1, "2026-10-05"),
            ("2026-10-04", 1, "2026-10-05"),
            ("2026-10-05", 5, "2026-10-12"),
            ("2026-10-02", 15, "2026-10-23"),
        ] {
            assert_eq!(after(day(from), count, Unit::WorkingDays), day(to), "{from} {count}");
        }
    }

    #[test]
    fn months_begin_and_end() {
        assert_eq!(first_of_month(day("2026-08-31"), 4), day("2026-12-01"));
        assert_eq!(last_of_month(day("2026-09-15"), 5), day("2027-02-28"));
        assert_eq!(last_of_month(day("2027-09-30"), 5), day("2028-02-29"));
    }
}
