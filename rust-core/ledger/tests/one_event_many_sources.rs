//! One call or message is one row, whoever saw it and however often it is read.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod support;

use dunlog_ledger::{Filter, Outcome};
use dunlog_model::{Body, CallType, Role, Source};
use proptest::prelude::*;
use support::{at, call, fixture, note, sms};

#[test]
fn a_call_seen_live_and_found_in_the_call_log_is_one_row_with_both_sources() {
    let mut test = fixture();
    let time = at("2026-10-23 22:14:07");
    let live = call(Source::Screening, "13900001234", time, CallType::Ringing, None);
    let logged = call(Source::CallLog, "+86 139 0000 1234", time.plus_ms(412), CallType::Missed, Some(24));
    assert!(matches!(test.ledger.observe(test.person.id, &live).unwrap(), Outcome::New(_)));
    assert!(matches!(test.ledger.observe(test.person.id, &logged).unwrap(), Outcome::Witness(_)));

    let events = test.ledger.events(&Filter::default()).unwrap();
    assert_eq!(events.len(), 1);
    let sources: Vec<Source> = events[0].sightings.iter().map(|seen| seen.source).collect();
    assert_eq!(sources, [Source::Screening, Source::CallLog]);
    assert_eq!(events[0].time, time, "the live clock is the witness of the time");
    assert_eq!(events[0].number.as_ref().unwrap().as_shown(), "13900001234", "as first shown");
    let Body::Call(body) = &events[0].body else { panic!("a call") };
    assert_eq!(body.call_type, CallType::Missed, "the call log knows how it ended");
    assert_eq!(body.talk_seconds(), None, "ring seconds are never talk seconds");
}

#[test]
fn the_name_and_the_sim_that_only_the_call_log_knows_are_those_of_the_event() {
    let mut test = fixture();
    let time = at("2026-10-23 22:14:07");
    let live = call(Source::Screening, "13900001234", time, CallType::Ringing, None);
    let mut logged = call(Source::CallLog, "13900001234", time, CallType::Missed, Some(24));
    (logged.name, logged.sim) = (Some("妈妈".to_owned()), Some("2".to_owned()));
    for seen in [&live, &logged] {
        test.ledger.observe(test.person.id, seen).unwrap();
    }
    let events = test.ledger.events(&Filter::default()).unwrap();
    assert_eq!((events[0].name.as_deref(), events[0].sim.as_deref()), (Some("妈妈"), Some("2")));
}

#[test]
fn times_up_to_three_seconds_apart_are_one_event_and_more_are_two() {
    for (ms, events) in [(0, 1), (3_000, 1), (3_001, 2)] {
        let mut test = fixture();
        let time = at("2026-10-01 10:00:00");
        test.ledger.observe(test.person.id, &sms(Source::SmsBroadcast, "10690000123", time, "您好")).unwrap();
        test.ledger
            .observe(test.person.id, &sms(Source::SmsInbox, "10690000123", time.plus_ms(ms), "您好"))
            .unwrap();
        assert_eq!(test.ledger.events(&Filter::default()).unwrap().len(), events, "{ms} ms");
    }
}

#[test]
fn another_text_number_direction_or_person_is_another_event() {
    let mut test = fixture();
    let time = at("2026-10-01 10:00:00");
    let mother = test.ledger.ensure_person("周桂芬", Role::ThirdParty).unwrap();
    let base = sms(Source::SmsBroadcast, "13900001234", time, "请还款");
    test.ledger.observe(test.person.id, &base).unwrap();
    let others = [
        sms(Source::SmsInbox, "13900001234", time, "请尽快还款"),
        sms(Source::SmsInbox, "13900001235", time, "请还款"),
        call(Source::CallLog, "13900001234", time, CallType::Missed, None),
        call(Source::CallLog, "13900001234", time, CallType::Outgoing, Some(1)),
    ];
    for other in &others {
        assert!(matches!(test.ledger.observe(test.person.id, other).unwrap(), Outcome::New(_)));
    }
    assert!(matches!(test.ledger.observe(mother.id, &base).unwrap(), Outcome::New(_)));
    assert_eq!(test.ledger.events(&Filter::default()).unwrap().len(), 6);
}

#[test]
fn a_flood_of_equal_messages_with_row_ids_is_counted_and_reading_it_again_adds_nothing() {
    let mut test = fixture();
    let time = at("2026-10-01 10:00:00");
    let flood: Vec<_> = (0..5)
        .map(|row| {
            let mut message = sms(Source::SmsInbox, "13900001234", time, "还钱");
            message.provider_id = Some(format!("{}", 100 + row));
            message
        })
        .collect();
    for round in 0..3 {
        let mut writer = test.ledger.writer(test.person.id, 0).unwrap();
        for message in &flood {
            let outcome = writer.put(message).unwrap();
            assert_eq!(matches!(outcome, Outcome::New(_)), round == 0);
        }
        writer.finish().unwrap();
    }
    assert_eq!(test.ledger.events(&Filter::default()).unwrap().len(), 5);
}

#[test]
fn a_phone_change_that_renumbers_rows_invents_no_event() {
    let mut test = fixture();
    let mut message = sms(Source::SmsIe, "13900001234", at("2026-10-01 10:00:00"), "还钱");
    for id in ["7", "9007"] {
        message.provider_id = Some(id.to_owned());
        let mut writer = test.ledger.writer(test.person.id, 0).unwrap();
        writer.put(&message).unwrap();
        writer.finish().unwrap();
    }
    assert_eq!(test.ledger.events(&Filter::default()).unwrap().len(), 1);
}

#[test]
fn an_export_that_rounds_to_seconds_joins_the_exact_one_and_can_be_read_twice() {
    let mut test = fixture();
    let exact = at("2026-10-01 10:00:00").plus_ms(871);
    let rounded = at("2026-10-01 10:00:00");
    test.ledger
        .observe(test.person.id, &call(Source::BackupXml, "13900001234", exact, CallType::Missed, Some(0)))
        .unwrap();
    let csv = call(Source::CallCsv, "13900001234", rounded, CallType::Missed, Some(0));
    assert!(matches!(test.ledger.observe(test.person.id, &csv).unwrap(), Outcome::Witness(_)));
    assert!(matches!(test.ledger.observe(test.person.id, &csv).unwrap(), Outcome::Known(_)));
    assert_eq!(test.ledger.events(&Filter::default()).unwrap().len(), 1);
}

#[test]
fn each_source_speaks_once_of_an_event() {
    // Two calls within three seconds, both seen live and both in the log: two rows with two witnesses each.
    let mut test = fixture();
    let time = at("2026-10-01 10:00:00");
    for source in [Source::Screening, Source::CallLog] {
        for ms in [0, 1_500] {
            let ringing = call(source, "13900001234", time.plus_ms(ms), CallType::Missed, None);
            test.ledger.observe(test.person.id, &ringing).unwrap();
        }
    }
    let events = test.ledger.events(&Filter::default()).unwrap();
    assert_eq!(events.len(), 2);
    assert!(events.iter().all(|event| event.sightings.len() == 2));
}

#[test]
fn line_breaks_folded_by_an_exporter_do_not_make_a_second_message() {
    let mut test = fixture();
    let time = at("2026-10-01 10:00:00");
    test.ledger.observe(test.person.id, &sms(Source::SmsIe, "95000", time, "第一行\n第二行")).unwrap();
    test.ledger.observe(test.person.id, &sms(Source::BackupXml, "95000", time, "第一行 第二行")).unwrap();
    let events = test.ledger.events(&Filter::default()).unwrap();
    assert_eq!((events.len(), events[0].sightings.len()), (1, 2));
}

#[test]
fn notes_are_never_matched_by_time() {
    let mut test = fixture();
    let time = at("2026-10-01 10:00:00");
    test.ledger.observe(test.person.id, &note(time, "他说要来单位")).unwrap();
    test.ledger.observe(test.person.id, &note(time.plus_ms(1_000), "他说要来单位")).unwrap();
    assert_eq!(test.ledger.events(&Filter::default()).unwrap().len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever the order in which two exports are read, and however often, the same events come out.
    #[test]
    fn imports_are_idempotent_and_their_order_does_not_matter(
        calls in proptest::collection::btree_map(0i64..400, 0u8..3, 1..25),
        xml_first in any::<bool>(),
    ) {
        // Calls of one number lie at least ten seconds apart, as they do on a phone.
        let start = at("2026-10-01 10:00:00");
        let xml: Vec<_> = calls.iter().map(|(slot, number)| call(
            Source::BackupXml, &format!("1390000123{number}"), start.plus_ms(slot * 10_000 + 137), CallType::Missed, None,
        )).collect();
        let csv: Vec<_> = calls.iter().map(|(slot, number)| call(
            Source::CallCsv, &format!("1390000123{number}"), start.plus_ms(slot * 10_000), CallType::Missed, None,
        )).collect();
        let mut test = fixture();
        let orders = if xml_first { [&xml, &csv, &xml] } else { [&csv, &xml, &csv] };
        for rows in orders {
            let mut writer = test.ledger.writer(test.person.id, 0).unwrap();
            for row in rows {
                writer.put(row).unwrap();
            }
            writer.finish().unwrap();
        }
        let events = test.ledger.events(&Filter::default()).unwrap();
        prop_assert_eq!(events.len(), calls.len());
        prop_assert!(events.iter().all(|event| event.sightings.len() == 2));
        prop_assert!(test.ledger.fsck(|_| ()).unwrap().clean);
    }
}
