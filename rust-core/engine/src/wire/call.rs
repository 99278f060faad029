//! The envelope, and which function answers which operation.

use crate::clock::SystemEnvironment;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::export::PROGRAM;
use crate::stop::StopSwitch;
use crate::wire::{case, channels, contacts, event, events, evidence, home, knowledge, observe, request};
use dunlog_classify::Classifier;
use dunlog_ledger::Environment;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// The version of the envelope and of all operations. It grows when an answer changes its meaning.
pub const WIRE_VERSION: u32 = 1;
/// The longest request.
pub const MAX_REQUEST_BYTES: usize = 16 * 1024 * 1024;

/// An engine that is called with bytes, from any thread.
pub struct Wire {
    engine: Option<Mutex<Engine>>,
    stop: StopSwitch,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    create: bool,
}

impl Wire {
    /// Opens what the configuration names: `{"path":"…","create":true}` makes the log if there is none, and
    /// `{}` opens no log at all, for callers that only want verdicts.
    pub fn open(config: &[u8]) -> Result<Self> {
        Self::open_with(config, Arc::new(SystemEnvironment))
    }

    /// [`Wire::open`] with another clock.
    pub fn open_with(config: &[u8], environment: Arc<dyn Environment>) -> Result<Self> {
        let config: Config = request::parse(config)?;
        let Some(path) = config.path else {
            return Ok(Self { engine: None, stop: StopSwitch::default() });
        };
        let path = Path::new(&path);
        let engine = if config.create && !path.exists() {
            Engine::create_with(path, environment)?
        } else {
            Engine::open_with(path, environment)?
        };
        let stop = engine.stop_switch();
        Ok(Self { engine: Some(Mutex::new(engine)), stop })
    }

    /// Carries out one operation and returns the envelope.
    pub fn call(&self, op: &str, request: &[u8]) -> Vec<u8> {
        match self.answer(op, request) {
            Ok(answer) => envelope("ok", &answer),
            Err(error) => failure(error),
        }
    }

    /// Stops the long work that another thread is doing at this moment; later calls are not touched.
    pub fn interrupt(&self) {
        self.stop.pull();
    }

    fn answer(&self, op: &str, bytes: &[u8]) -> Result<Value> {
        match op {
            "about" => self.about(request::parse(bytes)?),
            "verdict" => knowledge::verdict(&request::parse(bytes)?),
            "law" => knowledge::law(&request::parse(bytes)?),
            "words" => knowledge::words(&request::parse(bytes)?),
            "verify" => evidence::verify(&request::parse(bytes)?),
            "read_invitation" => contacts::read_invitation(&request::parse(bytes)?),
            "form" => contacts::form(&request::parse(bytes)?),
            "tone" => channels::tone(&request::parse(bytes)?),
            "route" if self.engine.is_none() => channels::route(None, request::parse(bytes)?),
            _ => self.answer_from_log(op, bytes),
        }
    }

    fn about(&self, _: request::Empty) -> Result<Value> {
        Ok(json!({
            "program": PROGRAM,
            "ruleset": Classifier::bundled().ruleset(),
            "log": self.engine.is_some(),
        }))
    }

    fn answer_from_log(&self, op: &str, bytes: &[u8]) -> Result<Value> {
        let engine = self.engine.as_ref().ok_or(Error::new("db_missing", "wire.call"))?;
        // A panic while the lock was held has undone its transaction: the log is as it was before.
        let engine = &mut *engine.lock().unwrap_or_else(PoisonError::into_inner);
        self.stop.reset();
        match op {
            "ensure_person" => case::ensure_person(engine, &request::parse(bytes)?),
            "persons" => case::persons(engine, request::parse(bytes)?),
            "observe" => observe::observe(engine, &request::parse_borrowed(bytes)?),
            "judge" => case::judge(engine, request::parse(bytes)?),
            "events" => events::events(engine, request::parse(bytes)?),
            "event" => event::event(engine, &request::parse(bytes)?),
            "annotate" => event::annotate(engine, &request::parse(bytes)?),
            "gap" => case::gap(engine, request::parse(bytes)?),
            "gaps" => case::gaps(engine, request::parse(bytes)?),
            "home" => home::home(engine, &request::parse(bytes)?),
            "summary" => case::summary(engine, &request::parse(bytes)?),
            "export" => case::export(engine, &request::parse(bytes)?),
            "import" => case::import(engine, &request::parse(bytes)?),
            "fsck" => case::fsck(engine, request::parse(bytes)?),
            "checkpoint" => evidence::checkpoint(engine, &request::parse(bytes)?),
            "prove" => evidence::prove(engine, &request::parse(bytes)?),
            "bundle" => evidence::bundle(engine, &request::parse(bytes)?),
            "backup" => evidence::backup(engine, &request::parse(bytes)?),
            "restore" => evidence::restore(engine, &request::parse(bytes)?),
            "incident" => evidence::incident(engine, &request::parse(bytes)?),
            "invite" => contacts::invite(engine, &request::parse(bytes)?),
            "join" => contacts::join(engine, &request::parse(bytes)?),
            "memberships" => contacts::memberships(engine, request::parse(bytes)?),
            "share_preview" => contacts::share_preview(engine, &request::parse(bytes)?),
            "share" => contacts::share(engine, &request::parse(bytes)?),
            "withdraw" => contacts::withdraw(engine, &request::parse(bytes)?),
            "receive" => contacts::receive(engine, &request::parse(bytes)?),
            "hand_in" => channels::hand_in(engine, &request::parse(bytes)?),
            "hand_ins" => channels::hand_ins(engine, &request::parse(bytes)?),
            "route" => channels::route(Some(engine), request::parse(bytes)?),
            "letter" => channels::letter(engine, request::parse(bytes)?),
            "letter_text" => channels::letter_text(engine, request::parse(bytes)?),
            "flush" => case::flush(engine, request::parse(bytes)?),
            _ => Err(Error::new("unknown_op", "wire.call")),
        }
    }
}

/// The envelope of a failure.
pub fn failure(error: Error) -> Vec<u8> {
    // Only a busy file is worth the same call again; everything else must change first.
    let retry = error.code == "busy";
    envelope("err", &json!({ "code": error.code, "retry": retry, "where": error.place }))
}

/// An answer as JSON; the types of the engine always have one.
pub(crate) fn answer<T: Serialize>(answer: &T) -> Result<Value> {
    serde_json::to_value(answer).map_err(|_| Error::new("internal", "wire.answer"))
}

fn envelope(outcome: &str, answer: &Value) -> Vec<u8> {
    format!(r#"{{"v":{WIRE_VERSION},"{outcome}":{answer}}}"#).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::FixedEnvironment;
    use dunlog_ledger::Filter;
    use dunlog_model::{Body, Note, NoteKind, Observation, RawColumns, Role, Source, Timestamp};

    #[test]
    fn a_panic_in_the_middle_of_an_append_undoes_it_and_the_next_call_works() {
        let folder = tempfile::tempdir().unwrap();
        let config = json!({ "path": folder.path().join("log.db"), "create": true }).to_string();
        let environment = Arc::new(FixedEnvironment::at(1_790_900_000_000));
        let wire = Wire::open_with(config.as_bytes(), environment).unwrap();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut engine = wire.engine.as_ref().unwrap().lock().unwrap();
            let person = engine.ensure_person("林晓", Role::Debtor).unwrap();
            let mut writer = engine.ledger.writer(person.id, 0).unwrap();
            writer.put(&note("written half-way")).unwrap();
            panic!("{}", String::from("a text of its own"));
        }));
        assert!(panicked.is_err());
        let call = |op, request: Value| -> Value {
            serde_json::from_slice(&wire.call(op, request.to_string().as_bytes())).unwrap()
        };
        assert_eq!(call("events", json!({ "limit": 9 }))["ok"]["events"], json!([]));
        let seen = json!({ "kind": "note", "note_kind": "remark", "text": "您好", "time_ms": 1_790_859_791_000_i64,
            "source": "manual" });
        let answer = call("observe", json!({ "person": 1, "observations": [seen] }));
        assert_eq!(answer["ok"]["results"][0]["is"], "new");
        assert_eq!(call("fsck", json!({}))["ok"]["clean"], true);
        let engine = wire.engine.as_ref().unwrap().lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(engine.ledger.events(&Filter::default()).unwrap().len(), 1);
    }

    fn note(text: &str) -> Observation {
        Observation {
            body: Body::Note(Note { note_kind: NoteKind::Remark, text: text.to_owned() }),
            time: Timestamp::from_ms(1_790_859_791_000).unwrap(),
            sent: None,
            number: None,
            name: None,
            sim: None,
            source: Source::Manual,
            provider_id: None,
            raw: RawColumns::default(),
        }
    }
}
