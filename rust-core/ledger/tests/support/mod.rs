//! A ledger in a temporary folder with a clock that stands still, and observations in one line.
#![allow(dead_code, reason = "each test file uses its part")]

use dunlog_ledger::{Environment, Ledger};
use dunlog_model::{
    Body, Call, CallType, Channel, Message, MessageBox, Note, NoteKind, Observation, Person, PhoneNumber,
    RawColumns, Role, Source, Timestamp,
};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Stands at one moment; its randomness is a counter, so equal tests make equal files.
#[derive(Default)]
pub struct Still(AtomicU64);

impl Environment for Still {
    fn now_ms(&self) -> i64 {
        1_795_000_000_000
    }
    fn fill_random(&self, bytes: &mut [u8]) -> bool {
        for chunk in bytes.chunks_mut(8) {
            let next = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed).to_le_bytes();
            chunk.iter_mut().zip(next).for_each(|(to, from)| *to = from);
        }
        true
    }
}

pub struct Fixture {
    pub ledger: Ledger,
    pub person: Person,
    pub path: PathBuf,
    _folder: tempfile::TempDir,
}

pub fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let mut ledger = Ledger::create(&path, Arc::new(Still::default())).unwrap();
    let person = ledger.ensure_person("林晓", Role::Debtor).unwrap();
    Fixture { ledger, person, path, _folder: folder }
}

pub fn at(text: &str) -> Timestamp {
    Timestamp::parse_china_local(text).unwrap()
}

pub fn call(
    source: Source,
    number: &str,
    time: Timestamp,
    call_type: CallType,
    seconds: Option<u32>,
) -> Observation {
    observation(Body::Call(Call { call_type, seconds }), source, number, time)
}

pub fn sms(source: Source, number: &str, time: Timestamp, text: &str) -> Observation {
    let message = Message { channel: Channel::Sms, mailbox: MessageBox::Inbox, text: text.to_owned() };
    observation(Body::Message(message), source, number, time)
}

pub fn note(time: Timestamp, text: &str) -> Observation {
    observation(
        Body::Note(Note { note_kind: NoteKind::Remark, text: text.to_owned() }),
        Source::Manual,
        "",
        time,
    )
}

fn observation(body: Body, source: Source, number: &str, time: Timestamp) -> Observation {
    let mut raw = RawColumns::default();
    raw.put_text("number", number);
    Observation {
        body,
        time,
        sent: None,
        number: PhoneNumber::from_shown(number),
        name: None,
        sim: None,
        source,
        provider_id: None,
        raw,
    }
}
