//! A hand-in in the log: when it stands there, that it is proven and read back, and what the log knows of a situation.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a panic is a failed test")]

use dunlog_engine::{
    ChannelId, Details, Engine, FixedEnvironment, HandIn, HandInKind, LetterDetails, LetterRequest, Options,
    Outcome, PoliceStep, Reply, State,
};
use dunlog_model::{Body, CivilDate, NoteKind, PersonId, Role, Timestamp};
use std::sync::Arc;

/// 2026-10-20 12:00:00 in China.
const NOW_MS: i64 = 1_792_468_800_000;

#[test]
fn an_earlier_step_stands_at_the_end_of_its_day_and_one_of_today_now() {
    let (_folder, mut engine, person) = log();
    let earlier = new_event(
        engine.hand_in(person, &step("lender", HandInKind::HandedIn, "2026-10-06"), false, None).unwrap(),
    );
    let today = new_event(
        engine.hand_in(person, &step("lender", HandInKind::Answered, "2026-10-20"), false, None).unwrap(),
    );
    let time = |id| engine.event(id).unwrap().unwrap().time.china_text();
    assert_eq!(time(earlier), "2026-10-06 23:59:59");
    assert_eq!(time(today), Timestamp::from_ms(NOW_MS).unwrap().china_text());
}

#[test]
fn the_same_step_of_an_earlier_day_is_noted_once() {
    let (_folder, mut engine, person) = log();
    let step = step("lender", HandInKind::HandedIn, "2026-10-06");
    engine.hand_in(person, &step, false, None).unwrap();
    assert!(matches!(engine.hand_in(person, &step, false, None).unwrap(), Outcome::Known(_)));
    assert_eq!(engine.hand_ins(None).unwrap().len(), 1);
}

#[test]
fn what_cannot_have_happened_is_refused() {
    let (_folder, mut engine, person) = log();
    let code =
        |engine: &mut Engine, step: &HandIn| engine.hand_in(person, step, false, None).unwrap_err().code;
    assert_eq!(code(&mut engine, &step("lender", HandInKind::HandedIn, "2026-10-21")), "invalid_input");
    assert_eq!(code(&mut engine, &step("lender", HandInKind::HandedIn, "1999-10-21")), "invalid_input");
    assert_eq!(code(&mut engine, &step("a_friend", HandInKind::HandedIn, "2026-10-01")), "no_such_channel");
    let mut long = step("lender", HandInKind::HandedIn, "2026-10-01");
    long.reply = "长".repeat(30_000);
    assert_eq!(code(&mut engine, &long), "text_too_large");
    assert!(engine.hand_ins(None).unwrap().is_empty());
}

#[test]
fn a_hand_in_is_an_entry_of_the_log_like_any_other() {
    let (_folder, mut engine, person) = log();
    let mut receipt = step("police", HandInKind::Receipt, "2026-10-09");
    receipt.ticket = "0001".to_owned();
    let id = new_event(engine.hand_in(person, &receipt, true, None).unwrap());
    let event = engine.event(id).unwrap().unwrap();
    let Body::Note(note) = &event.body else { panic!("a note was written") };
    assert_eq!((note.note_kind, note.text.clone()), (NoteKind::Police, receipt.to_text()));
    assert!(engine.fsck(|_| ()).unwrap().findings.is_empty());
    assert_eq!(engine.hand_ins(Some(person)).unwrap()[0].hand_in, receipt);
    assert_eq!(
        engine.summary(Options::default()).unwrap().stop_requests.len(),
        1,
        "the person also asked to stop"
    );
    engine.redact(id, "asked").unwrap();
    assert!(engine.hand_ins(None).unwrap().is_empty());
}

#[test]
fn the_log_knows_how_far_it_went() {
    let (_folder, mut engine, person) = log();
    let other = engine.ensure_person("周桂芬", Role::ThirdParty).unwrap().id;
    let mut add = |id, kind, date: &str, ticket: &str| {
        let mut step = step(id, kind, date);
        step.ticket = ticket.to_owned();
        engine.hand_in(person, &step, false, None).unwrap();
    };
    add("lender", HandInKind::HandedIn, "2026-10-01", "");
    add("own_operator", HandInKind::HandedIn, "2026-10-02", "");
    add("own_operator", HandInKind::Answered, "2026-10-03", "");
    add("police", HandInKind::HandedIn, "2026-10-04", "");
    add("police", HandInKind::Refused, "2026-10-05", "1");
    let known = engine.situation(person).unwrap();
    assert_eq!(known.lender_asked.unwrap().reply, Reply::None);
    assert_eq!(known.operator_asked.unwrap().reply, Reply::Dissatisfied);
    assert_eq!((known.police, known.today), (PoliceStep::Refused, Some(day("2026-10-20"))));
    let relative = engine.situation(other).unwrap();
    assert_eq!(
        (relative.role, relative.lender_asked, relative.police),
        (Role::ThirdParty, None, PoliceStep::None)
    );
    assert_eq!(engine.situation(PersonId(9)).unwrap_err().code, "no_such_person");
    let due = engine.deadlines(Some(person), None).unwrap();
    let state = |what: &str| due.iter().find(|one| one.what == what).unwrap().state;
    assert_eq!(
        (state("lender_15"), state("operator_15"), state("police_review_7")),
        (State::Overdue, State::Done, State::Overdue)
    );
    assert!(engine.deadlines(Some(other), None).unwrap().is_empty());
}

#[test]
fn a_letter_names_the_steps_of_its_writer_only() {
    let (_folder, mut engine, person) = log();
    let other = engine.ensure_person("周桂芬", Role::ThirdParty).unwrap();
    let mut asked = step("lender", HandInKind::HandedIn, "2026-10-01");
    asked.ticket = "GD0001".to_owned();
    engine.hand_in(person, &asked, false, None).unwrap();
    let text = |name: &str| {
        let details = Details { person: name.to_owned(), ..Details::default() };
        let fields = LetterDetails::default();
        let request = LetterRequest {
            letter: "bank_12378",
            details: &details,
            fields: &fields,
            options: Options::default(),
            at: None,
        };
        engine.letter_text(&request).unwrap()
    };
    assert!(text("林晓").text.contains("GD0001") && !text(&other.name).text.contains("GD0001"));
    assert_eq!((text(&other.name).role, text("林晓").tone.len()), (Role::ThirdParty, 0));
}

fn log() -> (tempfile::TempDir, Engine, PersonId) {
    let folder = tempfile::tempdir().unwrap();
    let environment = Arc::new(FixedEnvironment::at(NOW_MS));
    let mut engine = Engine::create_with(&folder.path().join("log.db"), environment).unwrap();
    let person = engine.ensure_person("林晓", Role::Debtor).unwrap().id;
    (folder, engine, person)
}

fn new_event(outcome: Outcome) -> dunlog_model::EventId {
    match outcome {
        Outcome::New(event) => event,
        other => panic!("{other:?}"),
    }
}

fn step(channel: &str, kind: HandInKind, date: &str) -> HandIn {
    HandIn::new(ChannelId::parse(channel).unwrap(), kind, day(date))
}

fn day(text: &str) -> CivilDate {
    CivilDate::parse(text).unwrap()
}
