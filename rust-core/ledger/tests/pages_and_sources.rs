//! What a screen asks: pages of rows, who spoke last, and a check that can be stopped.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod support;

use dunlog_ledger::{Code, Filter, Page};
use dunlog_model::{CallType, EventId, Label, Score, Source, Verdict};
use support::{at, call, fixture, note, sms};

#[test]
fn rows_of_one_moment_are_parted_by_their_ids_and_none_is_lost_between_pages() {
    let mut test = fixture();
    let time = at("2026-10-01 10:00:00");
    for text in ["一", "二", "三", "四", "五"] {
        test.ledger.observe(test.person.id, &sms(Source::SmsInbox, "10690000", time, text)).unwrap();
    }
    let mut seen: Vec<EventId> = Vec::new();
    let mut after = None;
    loop {
        let page = test.ledger.page(&Page { after, limit: 2, ..Page::default() }).unwrap();
        let Some(last) = page.last() else { break };
        after = Some((last.time, last.id));
        seen.extend(page.iter().map(|event| event.id));
    }
    assert_eq!(seen, [5, 4, 3, 2, 1].map(EventId));
}

#[test]
fn a_page_can_be_asked_for_by_label_number_text_and_notes() {
    let mut test = fixture();
    let start = at("2026-10-01 10:00:00");
    let person = test.person.id;
    test.ledger.observe(person, &sms(Source::SmsInbox, "10690000", start, "请还款")).unwrap();
    test.ledger
        .observe(person, &call(Source::CallLog, "13900001234", start.plus_ms(60_000), CallType::Missed, None))
        .unwrap();
    test.ledger.observe(person, &note(start.plus_ms(120_000), "他们来了")).unwrap();
    let verdict = Verdict {
        label: Label::CollectionReminder,
        score: Score::from_basis_points(5_000),
        categories: Vec::new(),
        reasons: Vec::new(),
        ruleset: "test".into(),
    };
    test.ledger.add_verdicts(&[(EventId(1), verdict)]).unwrap();
    let ids = |page: Page| -> Vec<i64> {
        let page = test.ledger.page(&Page { limit: 9, ..page }).unwrap();
        page.iter().map(|event| event.id.0).collect()
    };
    let by = |filter: Filter| Page { filter, ..Page::default() };
    assert_eq!(ids(Page { label: Some(Label::CollectionReminder), ..Page::default() }), [1]);
    assert_eq!(ids(by(Filter { number: Some("139".to_owned()), ..Filter::default() })), [2]);
    assert_eq!(ids(by(Filter { text: Some("来".to_owned()), ..Filter::default() })), [3]);
    assert_eq!(ids(by(Filter { notes_only: true, ..Filter::default() })), [3]);
    assert_eq!(
        ids(by(Filter {
            from: Some(start.plus_ms(1)),
            to: Some(start.plus_ms(60_001)),
            ..Filter::default()
        })),
        [2]
    );
}

#[test]
fn each_source_says_when_it_last_spoke() {
    let mut test = fixture();
    let start = at("2026-10-01 10:00:00");
    let ring = call(Source::Screening, "13900001234", start, CallType::Ringing, None);
    let row = call(Source::CallLog, "13900001234", start.plus_ms(900), CallType::Missed, Some(20));
    let later = call(Source::CallLog, "13900001234", start.plus_ms(600_000), CallType::Missed, Some(20));
    for seen in [&ring, &row, &later] {
        test.ledger.observe(test.person.id, seen).unwrap();
    }
    let sources = test.ledger.sources().unwrap();
    let shown: Vec<_> =
        sources.iter().map(|seen| (seen.source, seen.events, seen.time_ms - start.ms())).collect();
    assert_eq!(shown, [(Source::CallLog, 2, 600_000), (Source::Screening, 1, 0)]);
}

#[test]
fn a_check_that_is_stopped_says_so() {
    let mut test = fixture();
    let start = at("2026-10-01 10:00:00");
    let mut writer = test.ledger.writer(test.person.id, 0).unwrap();
    for n in 0..1_500 {
        writer.put(&sms(Source::SmsInbox, "10690000", start.plus_ms(n * 1_000), "您好")).unwrap();
    }
    writer.finish().unwrap();
    assert_eq!(test.ledger.fsck_until(|_| false).err().map(|error| error.code), Some(Code::Interrupted));
    assert_eq!(test.ledger.fsck_until(|_| true).unwrap().entries, 1_500);
}
