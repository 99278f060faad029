//! Every field of every listed event, one JSON object a line; the file that another program reads, and from
//! which the leaf of each entry can be computed again.

use crate::case::{Case, Events, Scope};
use crate::csv::is_masked;
use crate::relevance::is_relevant;
use dunlog_model::{Sighting, StoredEvent};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Writes the lines.
pub(crate) fn write(case: &Case, events: &dyn Events, out: &mut dyn Write) -> io::Result<()> {
    events.for_each(&mut |event| {
        if case.options.scope == Scope::All || is_relevant(event) {
            serde_json::to_writer(&mut *out, &record(event, is_masked(case, event)))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })
}

/// One event with everything that is known about it. `masked` leaves out who a bystander is, and says so.
pub fn record(event: &StoredEvent, masked: bool) -> Value {
    let mut line = match serde_json::to_value(&event.body) {
        Ok(Value::Object(body)) => body,
        _ => Map::new(),
    };
    let number = event.number.as_ref();
    let sightings: Vec<Value> = event.sightings.iter().map(|seen| sighting(seen, masked)).collect();
    let annotations: Vec<Value> = event
        .annotations
        .iter()
        .map(|note| json!({ "kind": note.kind, "text": note.text, "recorded_ms": note.recorded_ms }))
        .collect();
    let more = [
        ("dunlog", json!("event/1")),
        ("id", json!(event.id.0)),
        ("log", json!(event.log.to_string())),
        ("person", json!({ "name": event.person.name, "role": event.person.role })),
        ("direction", json!(event.direction)),
        ("time", json!(event.time.to_string())),
        ("time_ms", json!(event.time.ms())),
        ("sent_ms", json!(event.sent.map(dunlog_model::Timestamp::ms))),
        (
            "number",
            json!(number.map(|number| if masked { number.masked() } else { number.as_shown().to_owned() })),
        ),
        ("name", json!(event.name.as_ref().filter(|_| !masked))),
        ("sim", json!(event.sim)),
        ("sources", Value::Array(sightings)),
        ("verdict", json!(event.verdict)),
        ("annotations", Value::Array(annotations)),
        ("redacted", json!(event.redacted)),
        ("masked", json!(masked)),
    ];
    line.extend(more.into_iter().map(|(key, value)| (key.to_owned(), value)));
    Value::Object(line)
}

fn sighting(seen: &Sighting, masked: bool) -> Value {
    // Raw columns hold the number; the salt would let it be guessed from the leaf.
    let raw = if masked { Value::Null } else { serde_json::from_str(&seen.raw).unwrap_or(Value::Null) };
    let salt = if masked { Value::Null } else { json!(hex(&seen.salt)) };
    json!({
        "source": seen.source,
        "seq": seen.seq,
        "leaf": hex(&seen.leaf),
        "salt": salt,
        "time_ms": seen.time.ms(),
        "recorded_ms": seen.recorded_ms,
        "provider_id": seen.provider_id,
        "body": seen.body,
        "raw": raw,
    })
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
