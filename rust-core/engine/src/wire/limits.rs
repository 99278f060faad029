//! Which countable limits of conduct one event exceeds, by the law data of its day.
//!
//! The report counts the limits of a whole case in one pass over it. Here one event is asked about, so only its
//! own local day is read; a test holds both ways against each other on the sample phones.

use crate::engine::Engine;
use crate::error::Result;
use dunlog_law::{LimitKind, pack};
use dunlog_ledger::Filter;
use dunlog_model::{Body, CallType, CivilDate, Direction, Label, NoteKind, Role, StoredEvent};
use serde_json::{Value, json};

/// The limits with the rule behind each and the words with which it may be cited.
pub(crate) fn exceeded(engine: &Engine, event: &StoredEvent) -> Result<Value> {
    let Some(channel) = channel(event) else { return Ok(json!([])) };
    let today = event.time.china_date();
    let (mut answered, mut unanswered) = (None, None);
    let mut exceeded = Vec::new();
    for limit in pack().limits().iter().filter(|limit| limit.holds(today, event.person.role)) {
        let beyond = match &limit.kind {
            window @ LimitKind::ForbiddenWindow { .. } => {
                window.forbids_hour(channel, event.time.china_second())
            }
            LimitKind::MaxAnsweredPerDay { count } => {
                nth_today(engine, event, &mut answered, is_answered)? > *count
            }
            LimitKind::MaxUnansweredPerDay { count } => {
                nth_today(engine, event, &mut unanswered, is_unanswered)? > *count
            }
            LimitKind::ThirdPartyDemand { .. } => event.person.role == Role::ThirdParty,
            LimitKind::AfterRefusal { .. } => asked_to_stop_before(engine, event)?,
        };
        if beyond && let Some(rule) = pack().rule(&limit.rule) {
            exceeded.push(json!({
                "limit": limit.id,
                "conduct": limit.conduct,
                "rule": rule.id,
                "level": rule.level.id(),
                "zh": rule.wording_zh(),
                "en": rule.wording_en(),
            }));
        }
    }
    Ok(Value::Array(exceeded))
}

/// The channel in the words of the limits; `None` for what no limit speaks of: the person's own doing, and
/// contacts that collect nothing.
fn channel(event: &StoredEvent) -> Option<&'static str> {
    if event.direction == Direction::Out {
        return None;
    }
    match &event.body {
        Body::Note(note) => (note.note_kind == NoteKind::Visit).then_some("visit"),
        _ if event.direction != Direction::In || !is_collection(event) => None,
        Body::Call(_) => Some("call"),
        Body::Message(_) => Some("message"),
    }
}

fn is_collection(event: &StoredEvent) -> bool {
    event.verdict.as_ref().map(|verdict| verdict.label).is_some_and(Label::is_collection)
}

fn is_answered(call: CallType) -> bool {
    call == CallType::Answered
}

fn is_unanswered(call: CallType) -> bool {
    matches!(call, CallType::Missed | CallType::Rejected | CallType::Blocked)
}

/// Which such call of its number this is today, the first being 1; 0 when it is no such call.
fn nth_today(
    engine: &Engine,
    event: &StoredEvent,
    known: &mut Option<u32>,
    wanted: fn(CallType) -> bool,
) -> Result<u32> {
    if let Some(known) = known {
        return Ok(*known);
    }
    let is_such = |other: &StoredEvent| matches!(&other.body, Body::Call(call) if wanted(call.call_type));
    let key = event.number.as_ref().map(dunlog_model::PhoneNumber::key);
    let mut nth = 0;
    if key.is_some() && is_such(event) {
        let today = event.time.china_date();
        let mut passed = false;
        let filter = Filter {
            from: today.start().ok(),
            to: CivilDate(today.0 + 1).start().ok(),
            person: Some(event.person.id),
            without_raw: true,
            ..Filter::default()
        };
        engine.for_each_event::<crate::Error>(&filter, |other| {
            let same = other.number.as_ref().map(dunlog_model::PhoneNumber::key) == key;
            nth += u32::from(!passed && same && is_such(&other) && is_collection(&other));
            passed |= other.id == event.id;
            Ok(())
        })?;
    }
    Ok(*known.insert(nth))
}

/// True when the person's request to stop stands before the event.
fn asked_to_stop_before(engine: &Engine, event: &StoredEvent) -> Result<bool> {
    let filter = Filter {
        to: Some(event.time),
        person: Some(event.person.id),
        notes_only: true,
        without_raw: true,
        ..Filter::default()
    };
    let mut asked = false;
    engine.for_each_event::<crate::Error>(&filter, |other| {
        asked |= matches!(&other.body, Body::Note(note) if note.note_kind == NoteKind::StopRequest);
        Ok(())
    })?;
    Ok(asked)
}
