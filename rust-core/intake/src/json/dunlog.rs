//! This product's own event lines: `{"dunlog":"event/1","kind":"call",…}`.

use super::object;
use crate::bounds::{checked, number};
use crate::{Code, columns};
use dunlog_model::{Body, Observation, Source, Timestamp};
use serde_json::{Map, Value};

/// The mark of a line, and its version.
const MARK: (&str, &str) = ("dunlog", "event/1");
/// Keys that are the observation itself.
const OWN: [&str; 17] = [
    "dunlog",
    "kind",
    "call_type",
    "seconds",
    "channel",
    "box",
    "text",
    "note_kind",
    "time",
    "time_ms",
    "sent_ms",
    "number",
    "name",
    "sim",
    "provider_id",
    "_id",
    "raw",
];
/// Keys that are an opinion or a proof about the event; they are made anew here.
const DERIVED: [&str; 4] = ["sources", "verdict", "proof", "person"];

type Columns = Map<String, Value>;

/// Reads one line.
pub(crate) fn row(bytes: &[u8]) -> Result<Observation, Code> {
    let mut columns = object::read(bytes)?;
    if columns.get(MARK.0).and_then(Value::as_str) != Some(MARK.1) {
        return Err(Code::UnknownRecord);
    }
    let text = |name: &str| columns::text(&columns, name).map(String::from);
    let (name, sim) = (text("name"), text("sim"));
    let provider_id = text("provider_id").or_else(|| text("_id"));
    let time = time(&columns)?;
    let sent = columns::sent(&columns, "sent_ms");
    let number = number(&text("number").unwrap_or_default())?;
    let raw = columns.remove("raw");
    let body = body(&columns)?;
    checked(Observation {
        body,
        time,
        sent,
        number,
        name,
        sim,
        source: Source::DunlogNdjson,
        provider_id,
        raw: columns::raw(kept(columns, raw)),
    })
}

fn body(columns: &Columns) -> Result<Body, Code> {
    let wanted = match columns.get("kind").and_then(Value::as_str) {
        Some("call") => "call_type",
        Some("message") => "box",
        Some("note") => "note_kind",
        _ => return Err(Code::UnknownRecord),
    };
    if columns.get(wanted).is_none_or(Value::is_null) {
        return Err(Code::TypeMissing);
    }
    serde_json::from_value(Value::Object(columns.clone())).map_err(|_| Code::TypeUnknown)
}

fn time(columns: &Columns) -> Result<Timestamp, Code> {
    match columns::time(columns, "time_ms", 1) {
        Err(Code::TimeMissing) => {
            let shown = columns::text(columns, "time").ok_or(Code::TimeMissing)?;
            Timestamp::parse_rfc3339(&shown).map_err(columns::time_code)
        }
        result => result,
    }
}

/// The columns of the first source when the line carries them, else the keys that are not ours.
fn kept(mut columns: Columns, raw: Option<Value>) -> Columns {
    if let Some(Value::Object(raw)) = raw {
        return raw;
    }
    for name in OWN.iter().chain(&DERIVED) {
        columns.remove(*name);
    }
    columns
}
