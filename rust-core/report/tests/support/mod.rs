//! A small case in literals, and a place for files in memory.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses its part; a test stops where it fails"
)]

use dunlog_model::{
    Body, Call, CallType, Category, Channel, EventId, Evidence, Label, LogHead, LogId, Message, MessageBox,
    Note, NoteKind, Person, PersonId, PhoneNumber, Reason, Role, Score, Sighting, Source, StoredEvent,
    Timestamp, Verdict,
};
use dunlog_report::{Case, Options, PackageFiles, Wishes, write_package};
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl PackageFiles for Memory {
    fn file(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut bytes = Vec::new();
        fill(&mut bytes)?;
        self.0.insert(name.to_owned(), bytes);
        Ok(())
    }
}

impl Memory {
    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.0.get(name).unwrap().clone()).unwrap()
    }
}

pub fn package(options: Options, events: &[StoredEvent]) -> Memory {
    let mut files = Memory::default();
    write_package(&case(options), &events, &Wishes::default(), &mut files).unwrap();
    files
}

pub fn case(options: Options) -> Case {
    Case {
        persons: vec![debtor(), mother()],
        heads: vec![LogHead {
            person: debtor(),
            log: LogId([1; 16]),
            is_local: true,
            size: 4,
            root: [9; 32],
        }],
        batches: Vec::new(),
        gaps: Vec::new(),
        incidents: Vec::new(),
        anchors: Vec::new(),
        checkpoints: Vec::new(),
        exported_at: at("2026-11-21 09:00:00"),
        program: "Dunlog test".to_owned(),
        ruleset: "1.0.0+test".to_owned(),
        options,
    }
}

pub fn debtor() -> Person {
    Person { id: PersonId(1), name: "林晓".to_owned(), role: Role::Debtor }
}

pub fn mother() -> Person {
    Person { id: PersonId(2), name: "周桂芬".to_owned(), role: Role::ThirdParty }
}

pub fn at(text: &str) -> Timestamp {
    Timestamp::parse_china_local(text).unwrap()
}

pub fn sms(time: &str, number: &str, text: &str, label: Label) -> StoredEvent {
    let message = Message { channel: Channel::Sms, mailbox: MessageBox::Inbox, text: text.to_owned() };
    event(Body::Message(message), time, number, Some(verdict(label, &[])))
}

pub fn call(time: &str, number: &str, call_type: CallType, label: Label) -> StoredEvent {
    event(Body::Call(Call { call_type, seconds: Some(20) }), time, number, Some(verdict(label, &[])))
}

pub fn note(time: &str, note_kind: NoteKind, text: &str) -> StoredEvent {
    event(Body::Note(Note { note_kind, text: text.to_owned() }), time, "", None)
}

pub fn on_phone_of(person: Person, mut event: StoredEvent) -> StoredEvent {
    event.person = person;
    event
}

/// The same events with identities of their own, in their order from 1.
pub fn numbered(mut events: Vec<StoredEvent>) -> Vec<StoredEvent> {
    for (id, event) in (1..).zip(&mut events) {
        event.id = EventId(id);
    }
    events
}

/// A verdict whose reasons quote these words of the text.
pub fn quoting(mut event: StoredEvent, quotes: &[(Category, &str)]) -> StoredEvent {
    let text = event.body.text().unwrap().to_owned();
    let quotes: Vec<Reason> = quotes
        .iter()
        .map(|(category, words)| {
            let before = text.split(words).next().unwrap().chars().count();
            let start = u32::try_from(before).unwrap();
            let end = start + u32::try_from(words.chars().count()).unwrap();
            let evidence = Evidence::Quote { quote: (*words).to_owned(), start, end };
            Reason { rule: "T-01".into(), category: *category, evidence }
        })
        .collect();
    event.verdict = Some(verdict(Label::Harassment, &quotes));
    event
}

fn verdict(label: Label, reasons: &[Reason]) -> Verdict {
    Verdict {
        label,
        score: Score::from_basis_points(if label == Label::Harassment { 9_300 } else { 100 }),
        categories: reasons.iter().map(|reason| reason.category).collect(),
        reasons: reasons.to_vec(),
        ruleset: "1.0.0+test".into(),
    }
}

fn event(body: Body, time: &str, number: &str, verdict: Option<Verdict>) -> StoredEvent {
    let time = at(time);
    let seen = Sighting {
        seq: 0,
        leaf: [3; 32],
        source: Source::BackupXml,
        time,
        body: body.clone(),
        recorded_ms: time.ms() + 60_000,
        provider_id: None,
        raw: r#"{"address":"raw"}"#.to_owned(),
        salt: [4; 16],
    };
    StoredEvent {
        id: EventId(1),
        person: debtor(),
        log: LogId([1; 16]),
        direction: body.direction(),
        body,
        time,
        sent: None,
        number: PhoneNumber::from_shown(number),
        name: None,
        sim: None,
        sightings: vec![seen],
        verdict,
        annotations: Vec::new(),
        redacted: false,
    }
}
