//! The list on the screen: compact rows, newest first, page by page.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::wire::request::invalid;
use dunlog_ledger::{Filter, Page};
use dunlog_model::{Body, EventId, Label, PersonId, StoredEvent, Timestamp};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Rows of one page.
const MAX_ROWS: u32 = 200;
/// Characters of a text in a row; the whole text is in the record.
const ROW_CHARS: usize = 120;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventsRequest {
    #[serde(default)]
    filter: RowFilter,
    #[serde(default)]
    after: Option<Cursor>,
    limit: u32,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RowFilter {
    from_ms: Option<Timestamp>,
    to_ms: Option<Timestamp>,
    person: Option<PersonId>,
    label: Option<Label>,
    number: Option<String>,
    text: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cursor {
    time_ms: Timestamp,
    id: i64,
}

/// One page, and from where the next one goes on.
pub(crate) fn events(engine: &Engine, request: EventsRequest) -> Result<Value> {
    let EventsRequest { filter, after, limit } = request;
    if limit == 0 {
        return Err(invalid());
    }
    if limit > MAX_ROWS {
        return Err(Error::new("too_large", "wire.events"));
    }
    let page = engine.page(&Page {
        filter: Filter {
            from: filter.from_ms,
            to: filter.to_ms,
            person: filter.person,
            number: filter.number.filter(|number| !number.is_empty()),
            text: filter.text.filter(|text| !text.is_empty()),
            without_raw: true,
            ..Filter::default()
        },
        label: filter.label,
        after: after.map(|cursor| (cursor.time_ms, EventId(cursor.id))),
        limit,
    })?;
    let is_full = page.len() == limit as usize;
    let next = page.last().filter(|_| is_full).map(|last| json!({ "time_ms": last.time, "id": last.id.0 }));
    Ok(json!({ "events": page.iter().map(row).collect::<Vec<_>>(), "next": next }))
}

/// What a row shows. Fields that do not apply are left out.
fn row(event: &StoredEvent) -> Value {
    let mut row = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            row.insert(key.to_owned(), value);
        }
    };
    put("id", json!(event.id.0));
    put("time_ms", json!(event.time));
    put("person", json!(event.person.id));
    put("kind", json!(event.body.kind_id()));
    put("direction", json!(event.direction));
    put("number", json!(event.number.as_ref().map(dunlog_model::PhoneNumber::as_shown)));
    put("name", json!(event.name));
    match &event.body {
        Body::Call(call) => {
            put("call_type", json!(call.call_type));
            put("talk_seconds", json!(call.talk_seconds()));
            put("ring_seconds", json!(call.ring_seconds()));
        }
        Body::Message(message) => {
            put("box", json!(message.mailbox));
            put("channel", json!(message.channel));
        }
        Body::Note(note) => put("note_kind", json!(note.note_kind)),
    }
    if let Some(text) = event.body.text() {
        put("text", json!(text.chars().take(ROW_CHARS).collect::<String>()));
        put("cut", if text.chars().nth(ROW_CHARS).is_some() { json!(true) } else { Value::Null });
    }
    if let Some(verdict) = &event.verdict {
        put("label", json!(verdict.label));
        put("score", json!(verdict.score));
        put("categories", json!(verdict.categories));
    }
    put("sources", json!(event.sightings.iter().map(|seen| seen.source).collect::<Vec<_>>()));
    let tags: Vec<&str> =
        event.annotations.iter().filter(|note| note.kind == "tag").map(|note| note.text.as_str()).collect();
    put("tags", if tags.is_empty() { Value::Null } else { json!(tags) });
    put("redacted", if event.redacted { json!(true) } else { Value::Null });
    Value::Object(row)
}
