//! What the phone saw, live or when it is compared with the call log and the SMS store.

use crate::engine::Engine;
use crate::error::{Error, Result};
use dunlog_ledger::Outcome;
use dunlog_model::{Body, CallType, MessageBox, Observation, PersonId, RawColumns, Source, Timestamp};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// Observations of one request.
const MAX_OBSERVATIONS: usize = 500;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ObserveRequest<'b> {
    person: PersonId,
    #[serde(borrow)]
    observations: Vec<&'b RawValue>,
}

/// The fields of [`Body`] stand beside these. Types may be the numbers of the platform.
#[derive(Deserialize)]
struct Seen {
    #[serde(flatten)]
    body: Body,
    time_ms: i64,
    #[serde(default)]
    sent_ms: Option<i64>,
    #[serde(default)]
    number: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    sim: Option<String>,
    source: Source,
    #[serde(default)]
    provider_id: Option<String>,
    #[serde(default)]
    raw: RawColumns,
}

/// Appends what is new. One record that cannot be used does not keep the others out: it is answered with its code.
pub(crate) fn observe(engine: &mut Engine, request: &ObserveRequest<'_>) -> Result<Value> {
    if request.observations.len() > MAX_OBSERVATIONS {
        return Err(Error::new("too_large", "wire.observe"));
    }
    let read: Vec<std::result::Result<Observation, &'static str>> =
        request.observations.iter().map(|item| observation(item.get())).collect();
    let good: Vec<Observation> = read.iter().flatten().cloned().collect();
    let mut outcomes = engine.observe_all(request.person, &good)?.into_iter();
    let results: Vec<Value> = read
        .iter()
        .map(|item| match item {
            Ok(_) => outcomes.next().map_or(Value::Null, outcome),
            Err(code) => json!({ "is": "rejected", "code": code }),
        })
        .collect();
    Ok(json!({ "results": results }))
}

fn outcome(outcome: Outcome) -> Value {
    let (is, event) = match outcome {
        Outcome::New(event) => ("new", event),
        Outcome::Witness(event) => ("witness", event),
        Outcome::Known(event) => ("known", event),
    };
    json!({ "is": is, "id": event.0 })
}

/// One record, within the same bounds as one of an imported file.
fn observation(json: &str) -> std::result::Result<Observation, &'static str> {
    let seen: Seen = serde_json::from_str(json).map_err(|_| "bad_record")?;
    let number =
        dunlog_intake::number(seen.number.as_deref().unwrap_or_default()).map_err(|code| code.id())?;
    let observation = Observation {
        body: with_platform_types(seen.body),
        time: Timestamp::from_ms(seen.time_ms).map_err(|_| "time_out_of_range")?,
        // Phones write 0 when the network states no time.
        sent: seen.sent_ms.and_then(|ms| Timestamp::from_ms(ms).ok()),
        number,
        name: seen.name.filter(|name| !name.is_empty()),
        sim: seen.sim.filter(|sim| !sim.is_empty()),
        source: seen.source,
        provider_id: seen.provider_id.filter(|id| !id.is_empty()),
        raw: seen.raw,
    };
    dunlog_intake::checked(observation).map_err(|code| code.id())
}

/// A type that came as a number means what the platform means by it.
fn with_platform_types(mut body: Body) -> Body {
    match &mut body {
        Body::Call(call) => {
            if let CallType::Other(number) = call.call_type {
                call.call_type = CallType::from_android(number);
            }
        }
        Body::Message(message) => {
            if let MessageBox::Other(number) = message.mailbox {
                message.mailbox = MessageBox::from_android(number);
            }
        }
        Body::Note(_) => {}
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_may_be_the_number_of_the_platform() {
        let read = |call_type: &str| {
            let json = format!(
                r#"{{"kind":"call","call_type":{call_type},"seconds":9,"time_ms":1790859791000,"source":"call_log"}}"#
            );
            match observation(&json).unwrap().body {
                Body::Call(call) => (call.call_type, call.talk_seconds(), call.ring_seconds()),
                _ => panic!("a call was written"),
            }
        };
        assert_eq!(read("1"), (CallType::Answered, Some(9), None));
        assert_eq!(read("3"), (CallType::Missed, None, Some(9)));
        assert_eq!(read(r#""missed""#), (CallType::Missed, None, Some(9)));
        assert_eq!(read("101"), (CallType::Other(101), None, None));
    }

    #[test]
    fn what_is_out_of_bounds_has_a_code() {
        let long = "9".repeat(200);
        for (json, code) in [
            (r#"{"kind":"call"}"#.to_owned(), "bad_record"),
            (
                r#"{"kind":"call","call_type":3,"time_ms":0,"source":"call_log"}"#.to_owned(),
                "time_out_of_range",
            ),
            (
                format!(
                    r#"{{"kind":"call","call_type":3,"time_ms":1790859791000,"source":"call_log","number":"{long}"}}"#
                ),
                "number_too_large",
            ),
        ] {
            assert_eq!(observation(&json).err(), Some(code));
        }
    }
}
