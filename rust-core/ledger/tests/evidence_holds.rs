//! Nothing is changed or lost without trace: triggers, redaction, gaps, and a check that finds a flipped byte.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod support;

use dunlog_ledger::{Code, Filter, Ledger};
use dunlog_model::{CallType, Category, Evidence, Gap, Label, Reason, Score, Source, Verdict};
use rusqlite::Connection;
use std::sync::Arc;
use support::{Fixture, Still, at, call, fixture, sms};

fn with_three_events() -> Fixture {
    let mut test = fixture();
    let time = at("2026-10-23 22:14:07");
    test.ledger
        .observe(test.person.id, &call(Source::CallLog, "13900001234", time, CallType::Missed, None))
        .unwrap();
    for (minutes, text) in [(1, "您的包裹到了"), (2, "不还钱就去你家")] {
        let message = sms(Source::SmsInbox, "13900001235", time.plus_ms(minutes * 60_000), text);
        test.ledger.observe(test.person.id, &message).unwrap();
    }
    test
}

/// Opens the file as somebody would who wants to change it, without our settings.
fn stranger(test: &Fixture) -> Connection {
    test.ledger.flush().unwrap();
    Connection::open(&test.path).unwrap()
}

#[test]
fn the_database_itself_refuses_changes() {
    let test = with_three_events();
    let connection = stranger(&test);
    connection.pragma_update(None, "recursive_triggers", true).unwrap();
    for (sql, word) in [
        ("UPDATE entry SET recorded_ms = 0", "append_only"),
        ("DELETE FROM entry WHERE id = 1", "append_only"),
        ("UPDATE sighting SET time_ms = time_ms + 1", "append_only"),
        ("DELETE FROM sighting", "append_only"),
        ("UPDATE payload SET text = 'x'", "append_only"),
        ("DELETE FROM payload", "not_redacted"),
        (
            "INSERT OR REPLACE INTO payload (entry_id, salt) SELECT entry_id, salt FROM payload",
            "not_redacted",
        ),
        ("UPDATE log SET person_id = 1", "append_only"),
        ("UPDATE meta SET value = x'00'", "append_only"),
    ] {
        let error = connection.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains(word), "{sql}: {error}");
    }
    assert!(test.ledger.fsck(|_| ()).unwrap().clean);
}

#[test]
fn a_changed_word_is_found_at_its_position() {
    let test = with_three_events();
    let connection = stranger(&test);
    connection.execute("DROP TRIGGER payload_no_update", []).unwrap();
    connection.execute("UPDATE payload SET text = '您的包裹丢了' WHERE text = '您的包裹到了'", []).unwrap();
    let report = test.ledger.fsck(|_| ()).unwrap();
    let found: Vec<_> = report.findings.iter().map(|finding| (finding.code, finding.seq)).collect();
    assert_eq!(found, [("leaf_differs", Some(1))]);
    assert_eq!((report.entries, report.rebuilt), (3, 2));
}

#[test]
fn a_removed_entry_is_found_by_the_tree() {
    let test = with_three_events();
    let connection = stranger(&test);
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF;
             DROP TRIGGER entry_no_delete; DROP TRIGGER sighting_no_delete; DROP TRIGGER payload_only_redacted_goes;
             DELETE FROM payload WHERE entry_id = 3; DELETE FROM sighting WHERE entry_id = 3;
             DELETE FROM entry WHERE id = 3;",
        )
        .unwrap();
    let codes: Vec<_> =
        test.ledger.fsck(|_| ()).unwrap().findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["tree_differs"]);
}

#[test]
fn a_flipped_byte_in_the_file_never_passes() {
    let test = with_three_events();
    test.ledger.flush().unwrap();
    let path = test.path.clone();
    let healthy = std::fs::read(&path).unwrap();
    let needle = "您的包裹".as_bytes();
    let at = healthy.windows(needle.len()).position(|window| window == needle).unwrap();
    let mut flipped = healthy.clone();
    flipped[at + 1] ^= 0x01;
    let copy = path.with_extension("copy");
    std::fs::write(&copy, flipped).unwrap();
    let ledger = Ledger::open(&copy, Arc::new(Still::default())).unwrap();
    let clean = ledger.fsck(|_| ()).is_ok_and(|report| report.clean);
    assert!(!clean);
}

#[test]
fn a_redaction_removes_the_words_from_the_file_and_keeps_the_leaf() {
    let mut test = with_three_events();
    let before = test.ledger.heads().unwrap();
    let events = test.ledger.events(&Filter::default()).unwrap();
    let target = events.iter().find(|event| event.body.text() == Some("您的包裹到了")).unwrap();
    test.ledger.annotate(test.person.id, target.id, "note", "私人快递").unwrap();
    test.ledger.redact(test.person.id, target.id, "withdrawn").unwrap();

    let after = test.ledger.events(&Filter::default()).unwrap();
    assert_eq!(after.len(), 3, "the event is still counted");
    let gone = after.iter().find(|event| event.id == target.id).unwrap();
    assert!(
        gone.redacted && gone.number.is_none() && gone.body.text() == Some("") && gone.annotations.is_empty()
    );
    assert_eq!(gone.sightings[0].leaf, target.sightings[0].leaf);
    assert!(test.ledger.heads().unwrap()[0].size > before[0].size, "the removal itself is an entry");
    let report = test.ledger.fsck(|_| ()).unwrap();
    assert!(report.clean, "{report:?}");
    assert_eq!(report.redacted, 2, "the message and the note on it");

    test.ledger.flush().unwrap();
    let bytes = std::fs::read(&test.path).unwrap();
    for words in ["您的包裹到了", "私人快递"] {
        assert!(
            !bytes.windows(words.len()).any(|window| window == words.as_bytes()),
            "{words} is still in the file"
        );
    }
}

#[test]
fn gaps_are_entries_and_are_read_back() {
    let mut test = fixture();
    let gap = Gap {
        source: Source::SmsInbox,
        from: at("2026-10-01 00:00:00"),
        to: at("2026-10-03 00:00:00"),
        why: "permission_revoked".to_owned(),
    };
    test.ledger.add_gap(test.person.id, &gap).unwrap();
    assert_eq!(test.ledger.gaps().unwrap()[0].gap, gap);
    assert!(test.ledger.fsck(|_| ()).unwrap().clean);
    let backwards = Gap { from: gap.to, to: gap.from, ..gap };
    assert_eq!(test.ledger.add_gap(test.person.id, &backwards).unwrap_err().code, Code::InvalidInput);
}

#[test]
fn verdicts_hold_no_words_and_the_newest_counts() {
    let mut test = with_three_events();
    let event = test.ledger.events(&Filter::default()).unwrap().pop().unwrap();
    let verdict = |label, score| Verdict {
        label,
        score: Score::from_basis_points(score),
        categories: vec![Category::Visit],
        reasons: vec![Reason {
            rule: "V-01".into(),
            category: Category::Visit,
            evidence: Evidence::Quote { quote: "去你家".into(), start: 4, end: 7 },
        }],
        ruleset: "test".into(),
    };
    test.ledger.add_verdicts(&[(event.id, verdict(Label::Uncertain, 5_000))]).unwrap();
    test.ledger.add_verdicts(&[(event.id, verdict(Label::Harassment, 9_400))]).unwrap();
    let read = test.ledger.events(&Filter { event: Some(event.id), ..Filter::default() }).unwrap();
    assert_eq!(
        read[0].verdict,
        Some(verdict(Label::Harassment, 9_400)),
        "the quote is cut from the text again"
    );
    let stored: String =
        stranger(&test).query_row("SELECT group_concat(detail) FROM verdict", [], |row| row.get(0)).unwrap();
    assert!(!stored.contains("去你家"));
}

#[test]
fn a_writer_that_is_dropped_undoes_what_it_did_not_commit() {
    let mut test = with_three_events();
    let heads = test.ledger.heads().unwrap();
    let mut writer = test.ledger.writer(test.person.id, 0).unwrap();
    writer.put(&sms(Source::SmsInbox, "95000", at("2026-10-24 08:00:00"), "您好")).unwrap();
    drop(writer);
    assert_eq!(test.ledger.heads().unwrap(), heads);
    assert!(test.ledger.fsck(|_| ()).unwrap().clean);
}

#[test]
fn files_that_are_not_ours_or_newer_or_missing_have_their_codes() {
    let test = fixture();
    let folder = test.path.parent().unwrap();
    let environment = || Arc::new(Still::default());
    let code = |name: &str| Ledger::open(&folder.join(name), environment()).err().map(|error| error.code);

    std::fs::write(folder.join("text.db"), "this is no database at all, only some words in a file").unwrap();
    Connection::open(folder.join("other.db")).unwrap().execute("CREATE TABLE t (x)", []).unwrap();
    test.ledger.flush().unwrap();
    std::fs::copy(&test.path, folder.join("newer.db")).unwrap();
    Connection::open(folder.join("newer.db")).unwrap().pragma_update(None, "user_version", 99).unwrap();

    assert_eq!(code("text.db"), Some(Code::DbForeign));
    assert_eq!(code("other.db"), Some(Code::DbForeign));
    assert_eq!(code("newer.db"), Some(Code::DbNewer));
    assert_eq!(code("missing.db"), Some(Code::DbMissing));
    let again = Ledger::create(&test.path, environment()).err().map(|error| error.code);
    assert_eq!(again, Some(Code::DbExists));
}

#[test]
fn a_name_keeps_its_role() {
    let mut test = fixture();
    let error = test.ledger.ensure_person("林晓", dunlog_model::Role::ThirdParty).unwrap_err();
    assert_eq!(error.code, Code::RoleDiffers);
    assert_eq!(test.ledger.ensure_person("林晓", dunlog_model::Role::Debtor).unwrap(), test.person);
    assert_eq!(
        test.ledger.ensure_person("  ", dunlog_model::Role::Debtor).unwrap_err().code,
        Code::InvalidInput
    );
}

#[test]
fn errors_and_debug_output_hold_no_words_and_no_numbers() {
    let test = with_three_events();
    let events = test.ledger.events(&Filter::default()).unwrap();
    let printed =
        format!("{:?}", events.iter().map(|event| (&event.body, &event.number)).collect::<Vec<_>>());
    assert!(!printed.contains("包裹") && !printed.contains("139"));
}
