//! From an observation to the columns of the database and the fields of the leaf, and back.
//!
//! Appending and checking both go through here, so that what is hashed is exactly what is stored.

use dunlog_model::{Body, Call, CallType, Channel, Message, MessageBox, Note, Observation, Source};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Name and value of the hashed fields, sorted by name, without the empty ones.
pub(crate) type Fields = Vec<(&'static str, Vec<u8>)>;

/// The columns of `sighting` and `payload`.
#[derive(Debug, PartialEq)]
pub(crate) struct SightingRow {
    pub kind: String,
    pub subtype: String,
    pub channel: String,
    pub direction: String,
    pub source: String,
    pub time_ms: i64,
    pub sent_ms: i64,
    pub seconds: i64,
    pub number: String,
    pub number_key: String,
    pub name: String,
    pub sim: String,
    pub provider_id: String,
    pub text: String,
    pub raw: String,
}

impl SightingRow {
    pub(crate) fn of(seen: &Observation) -> Self {
        let (subtype, channel, seconds) = match &seen.body {
            Body::Call(call) => (word(&call.call_type), String::new(), call.seconds.map_or(-1, i64::from)),
            Body::Message(message) => (word(&message.mailbox), word(&message.channel), -1),
            Body::Note(note) => (word(&note.note_kind), String::new(), -1),
        };
        let number = seen.number.as_ref();
        Self {
            kind: seen.body.kind_id().to_owned(),
            subtype,
            channel,
            direction: word(&seen.body.direction()),
            source: word(&seen.source),
            time_ms: seen.time.ms(),
            sent_ms: seen.sent.map_or(0, dunlog_model::Timestamp::ms),
            seconds,
            number: number.map_or_else(String::new, |number| number.as_shown().to_owned()),
            number_key: number.map_or_else(String::new, |number| number.key().as_str().to_owned()),
            name: seen.name.clone().unwrap_or_default(),
            sim: seen.sim.clone().unwrap_or_default(),
            provider_id: seen.provider_id.clone().unwrap_or_default(),
            text: seen.body.text().unwrap_or("").to_owned(),
            raw: seen.raw.to_json(),
        }
    }

    /// What the leaf commits to. `number_key` is left out: it follows from `number`.
    pub(crate) fn fields(&self) -> Fields {
        let number_of = |value: i64, none: i64| {
            if value == none { String::new() } else { value.to_string() }
        };
        let all = [
            ("channel", self.channel.clone()),
            ("direction", self.direction.clone()),
            ("kind", self.kind.clone()),
            ("name", self.name.clone()),
            ("number", self.number.clone()),
            ("provider_id", self.provider_id.clone()),
            ("raw", self.raw.clone()),
            ("seconds", number_of(self.seconds, -1)),
            ("sent_ms", number_of(self.sent_ms, 0)),
            ("sim", self.sim.clone()),
            ("source", self.source.clone()),
            ("subtype", self.subtype.clone()),
            ("text", self.text.clone()),
            ("time_ms", self.time_ms.to_string()),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, value.into_bytes()))
            .collect()
    }

    /// The body that was observed; `None` when the columns do not fit each other.
    pub(crate) fn body(&self) -> Option<Body> {
        match self.kind.as_str() {
            "call" => Some(Body::Call(Call {
                call_type: parse::<CallType>(&self.subtype)?,
                seconds: u32::try_from(self.seconds).ok(),
            })),
            "message" => Some(Body::Message(Message {
                channel: parse::<Channel>(&self.channel)?,
                mailbox: parse::<MessageBox>(&self.subtype)?,
                text: self.text.clone(),
            })),
            "note" => Some(Body::Note(Note { note_kind: parse(&self.subtype)?, text: self.text.clone() })),
            _ => None,
        }
    }
}

/// The word under which an enum of the model is stored: its serde name, or the number of a vendor's own value.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        Ok(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// Reads [`word`].
pub(crate) fn parse<T: DeserializeOwned>(word: &str) -> Option<T> {
    let value = word.parse::<i32>().map_or_else(|_| Value::from(word), Value::from);
    serde_json::from_value(value).ok()
}

/// Reads the word of a source.
pub(crate) fn source(word: &str) -> Option<Source> {
    parse(word)
}

/// Borrows fields in the shape that the proof crate takes.
pub(crate) fn borrow(fields: &Fields) -> Vec<(&str, &[u8])> {
    fields.iter().map(|(name, value)| (*name, value.as_slice())).collect()
}
