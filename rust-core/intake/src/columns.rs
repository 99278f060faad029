//! Looking things up in the columns of one record, whatever the format wrote them as.

use crate::Code;
use dunlog_model::{RawColumns, Timestamp, TimestampError};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Columns in which phones and exporters name the SIM, the most telling first.
const SIM_COLUMNS: [&str; 9] = [
    "sub_id",
    "subscription_id",
    "simid",
    "sim_id",
    "sim_display_name",
    "phone_account_id",
    "sim_slot",
    "slot_id",
    "phone_id",
];

/// A column as text. `None` when it is missing, empty, or the word `null`, which exporters write for nothing.
pub(crate) fn text<'m>(columns: &'m Map<String, Value>, name: &str) -> Option<Cow<'m, str>> {
    literal(columns, name).filter(|text| !text.is_empty() && text != "null")
}

/// A column as text, with the word `null` taken as a word.
pub(crate) fn literal<'m>(columns: &'m Map<String, Value>, name: &str) -> Option<Cow<'m, str>> {
    match columns.get(name)? {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

/// The first of several columns that holds something.
pub(crate) fn first<'m>(columns: &'m Map<String, Value>, names: &[&str]) -> Option<Cow<'m, str>> {
    names.iter().find_map(|name| text(columns, name))
}

/// A column as a whole number, written as such or as text.
pub(crate) fn integer(columns: &Map<String, Value>, name: &str) -> Option<i64> {
    text(columns, name)?.trim().parse().ok()
}

/// A vendor's type number.
pub(crate) fn small_integer(columns: &Map<String, Value>, name: &str) -> Option<i32> {
    integer(columns, name).and_then(|number| i32::try_from(number).ok())
}

/// A duration in seconds; nothing for a value that is no duration, such as -1.
pub(crate) fn seconds(columns: &Map<String, Value>, name: &str) -> Option<u32> {
    integer(columns, name).and_then(|number| u32::try_from(number).ok())
}

/// A time column, of which one unit is `unit_ms` milliseconds.
pub(crate) fn time(columns: &Map<String, Value>, name: &str, unit_ms: i64) -> Result<Timestamp, Code> {
    let shown = text(columns, name).ok_or(Code::TimeMissing)?;
    let count: i64 = shown.trim().parse().map_err(|_| Code::TimeUnreadable)?;
    let ms = count.checked_mul(unit_ms).ok_or(Code::TimeOutOfRange)?;
    Timestamp::from_ms(ms).map_err(time_code)
}

/// A time that is nice to have: milliseconds, or seconds where phones store those; nothing for a zero.
pub(crate) fn sent(columns: &Map<String, Value>, name: &str) -> Option<Timestamp> {
    time(columns, name, 1).or_else(|_| time(columns, name, 1000)).ok()
}

/// The code for a time that the model does not take.
pub(crate) fn time_code(error: TimestampError) -> Code {
    match error {
        TimestampError::OutOfRange => Code::TimeOutOfRange,
        TimestampError::Unreadable => Code::TimeUnreadable,
    }
}

/// The SIM as `column=value`, from the first column that says something. Some phones write -1 into one column
/// and the truth into the next.
pub(crate) fn sim(columns: &Map<String, Value>) -> Option<String> {
    SIM_COLUMNS.iter().find_map(|name| {
        let value = text(columns, name).filter(|value| value != "-1")?;
        Some(format!("{name}={value}"))
    })
}

/// The columns as kept beside the observation.
pub(crate) fn raw(columns: Map<String, Value>) -> RawColumns {
    RawColumns(columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn columns(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn the_sim_is_the_first_column_that_says_something() {
        let colour = columns(json!({"simid": "-1", "subscription_id": 2}));
        assert_eq!(sim(&colour).as_deref(), Some("subscription_id=2"));
        assert_eq!(sim(&columns(json!({"sub_id": "null", "simid": "-1"}))), None);
    }

    #[test]
    fn times_may_be_numbers_or_text_and_have_codes() {
        let row = columns(json!({"a": 1790859791000_i64, "b": "1790859791", "c": "soon", "d": "0", "e": ""}));
        assert_eq!(time(&row, "a", 1), time(&row, "b", 1000));
        assert_eq!(time(&row, "c", 1), Err(Code::TimeUnreadable));
        assert_eq!(time(&row, "d", 1), Err(Code::TimeOutOfRange));
        assert_eq!(time(&row, "e", 1), Err(Code::TimeMissing));
        assert_eq!(time(&row, "f", 1), Err(Code::TimeMissing));
        assert_eq!(sent(&row, "b"), sent(&row, "a"));
        assert_eq!(sent(&row, "d"), None);
    }
}
