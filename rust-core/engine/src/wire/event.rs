//! One event with everything that is known about it, in words too; and the person's own words on it.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::wire::limits;
use crate::wire::request::invalid;
use dunlog_classify::Classifier;
use dunlog_model::{EventId, Reason, StoredEvent, limits::TEXT_BYTES};
use dunlog_report::{Lang, record, words};
use serde::Deserialize;
use serde_json::{Value, json};

/// What a person can say of a call with one tap.
const TAGS: [&str; 4] = ["collection", "abuse", "impersonation", "normal"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventRequest {
    id: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnnotateRequest {
    id: i64,
    kind: Kind,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Tag,
    Note,
}

/// The record of the export, with the words of its rules and what the law of its day says.
pub(crate) fn event(engine: &Engine, request: &EventRequest) -> Result<Value> {
    let event = engine.event(EventId(request.id))?.ok_or(Error::new("no_such_event", "wire.event"))?;
    let mut full = record(&event, false);
    if let Value::Object(fields) = &mut full {
        fields.insert("person_id".to_owned(), json!(event.person.id));
        fields.insert("reasons".to_owned(), reasons(&event));
        fields.insert("limits".to_owned(), limits::exceeded(engine, &event)?);
    }
    Ok(full)
}

/// Adds a tag or a note.
pub(crate) fn annotate(engine: &mut Engine, request: &AnnotateRequest) -> Result<Value> {
    let (kind, valid) = match request.kind {
        Kind::Tag => ("tag", TAGS.contains(&request.text.as_str())),
        Kind::Note => ("note", !request.text.trim().is_empty()),
    };
    if !valid {
        return Err(invalid());
    }
    if request.text.len() > TEXT_BYTES {
        return Err(Error::new("too_large", "wire.annotate"));
    }
    engine.annotate(EventId(request.id), kind, &request.text)?;
    Ok(json!({}))
}

/// The reasons as they stand in the verdict, each with the words of its rule and of its category.
pub(crate) fn reasons(event: &StoredEvent) -> Value {
    let reasons = event.verdict.iter().flat_map(|verdict| &verdict.reasons);
    Value::Array(reasons.map(reason).collect())
}

pub(crate) fn reason(reason: &Reason) -> Value {
    let text = Classifier::bundled().rule_text(&reason.rule);
    let mut full = json!(reason);
    if let Value::Object(fields) = &mut full {
        let category = |lang| words().category(reason.category, lang);
        fields.insert("category_zh".to_owned(), json!(category(Lang::Zh)));
        fields.insert("category_en".to_owned(), json!(category(Lang::En)));
        fields.insert("why_zh".to_owned(), json!(text.map(|text| text.zh)));
        fields.insert("why_en".to_owned(), json!(text.map(|text| text.en)));
    }
    full
}
