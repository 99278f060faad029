//! What the contract files cannot show: hostile bytes, interrupts, several threads, and that one event is held
//! against the limits as the report does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a panic is a failed test")]

use dunlog_engine::{Engine, Filter, FixedEnvironment, ImportRequest, Options, Wire};
use dunlog_model::{EventId, Role};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const OPS: [&str; 25] = [
    "ensure_person",
    "persons",
    "observe",
    "judge",
    "verdict",
    "events",
    "event",
    "annotate",
    "gap",
    "gaps",
    "home",
    "summary",
    "export",
    "import",
    "law",
    "words",
    "fsck",
    "flush",
    "hand_in",
    "hand_ins",
    "route",
    "letter_text",
    "letter",
    "tone",
    "no such",
];

struct Fixture {
    wire: Wire,
    folder: tempfile::TempDir,
}

fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let config = json!({ "path": folder.path().join("log.db"), "create": true });
    let environment = Arc::new(FixedEnvironment::at(1_790_900_000_000));
    let wire = Wire::open_with(config.to_string().as_bytes(), environment).unwrap();
    Fixture { wire, folder }
}

impl Fixture {
    fn ok(&self, op: &str, request: &Value) -> Value {
        let mut answer = self.any(op, request.to_string().as_bytes());
        assert!(answer["err"].is_null(), "{op}: {answer}");
        answer["ok"].take()
    }

    fn any(&self, op: &str, request: &[u8]) -> Value {
        let answer: Value = serde_json::from_slice(&self.wire.call(op, request)).unwrap();
        assert_eq!(answer["v"], 1);
        assert!(answer["ok"].is_null() != answer["err"].is_null());
        answer
    }
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/samples")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_bytes_get_an_envelope(op in 0..OPS.len(), bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        fixture().any(OPS[op], &bytes);
    }

    /// A valid request with one byte changed, one cut out, or an end torn off.
    #[test]
    fn nearly_valid_requests_get_an_envelope(at in 0usize..160, byte in any::<u8>(), how in 0..3) {
        let test = fixture();
        test.ok("ensure_person", &json!({ "name": "林晓", "role": "debtor" }));
        let mut bytes = br#"{"person":1,"observations":[{"kind":"message","channel":"sms","box":1,"text":"\ud83d\ude00","time_ms":1790859791000,"source":"sms_inbox","raw":{"a":["b"]}}]}"#.to_vec();
        let at = at.min(bytes.len() - 1);
        match how {
            0 => bytes[at] = byte,
            1 => { bytes.remove(at); }
            _ => bytes.truncate(at),
        }
        test.any("observe", &bytes);
        prop_assert_eq!(&test.ok("fsck", &json!({}))["clean"], true);
    }
}

#[test]
fn the_limits_of_single_events_add_up_to_those_of_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let mut engine = Engine::create(&path).unwrap();
    let phones = [
        ("林晓", Role::Debtor, ["debtor-sms.xml", "debtor-calls.xml"]),
        ("周桂芬", Role::ThirdParty, ["mother-messages.zip", "mother-calls.json"]),
    ];
    for (person, role, files) in phones {
        for file in files {
            let path = samples().join(file);
            engine.import(&ImportRequest { path: &path, person, role }, |_| true).unwrap();
        }
    }
    engine.judge(|_| ()).unwrap();
    let summary = engine.summary(Options::default()).unwrap();
    let mut ids: Vec<EventId> = Vec::new();
    engine
        .for_each_event::<dunlog_engine::Error>(&Filter::default(), |event| {
            ids.push(event.id);
            Ok(())
        })
        .unwrap();
    drop(engine);
    let wire = Wire::open(json!({ "path": path }).to_string().as_bytes()).unwrap();
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for id in ids {
        let answer: Value =
            serde_json::from_slice(&wire.call("event", json!({ "id": id.0 }).to_string().as_bytes()))
                .unwrap();
        for limit in answer["ok"]["limits"].as_array().unwrap() {
            *counted.entry(limit["limit"].as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
    let reported: BTreeMap<String, u64> =
        summary.limits.iter().map(|hit| (hit.limit.clone(), hit.contacts)).collect();
    assert!(reported.len() > 3, "the samples exceed several limits");
    assert_eq!(counted, reported);
}

#[test]
fn judging_the_newest_part_changes_nothing_that_was_judged_and_completes_what_was_not() {
    let test = fixture();
    for (file, person, role) in [
        ("debtor-sms.xml", "林晓", "debtor"),
        ("debtor-calls.xml", "林晓", "debtor"),
        ("mother-calls.json", "周桂芬", "third_party"),
    ] {
        test.ok("import", &json!({ "path": samples().join(file), "person": person, "role": role }));
    }
    test.ok("judge", &json!({}));
    let middle = 1_791_993_600_000_i64; // 2026-10-15: three weeks of the samples lie on either side
    let report = test.ok("judge", &json!({ "from_ms": middle }));
    assert!(report["judged"].as_u64().unwrap() > 100);
    assert_eq!(report["changed"], 0);
    let late = json!({ "person": 1, "observations": [{ "kind": "message", "channel": "sms", "box": 1,
        "text": "最后通知：今日不还款后果自负", "number": "106900001234", "source": "sms_inbox",
        "time_ms": 1_796_000_000_000_i64 }] });
    test.ok("observe", &late);
    let report = test.ok("judge", &json!({ "from_ms": 1_796_000_000_000_i64 }));
    assert_eq!((&report["judged"], &report["changed"]), (&json!(1), &json!(1)));
    assert_eq!(test.ok("judge", &json!({}))["changed"], 0);
}

#[test]
fn pages_show_every_event_once_newest_first() {
    let test = fixture();
    let path = samples().join("debtor-sms.xml");
    let read = test.ok("import", &json!({ "path": path, "person": "林晓", "role": "debtor" }));
    let (mut seen, mut after): (Vec<(i64, i64)>, Value) = (Vec::new(), Value::Null);
    loop {
        let page = test.ok("events", &json!({ "limit": 7, "after": after }));
        let rows = page["events"].as_array().unwrap().clone();
        seen.extend(rows.iter().map(|row| (row["time_ms"].as_i64().unwrap(), row["id"].as_i64().unwrap())));
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(seen.len() as u64, read["new"].as_u64().unwrap());
    assert!(seen.is_sorted_by(|one, next| one > next), "newest first, none twice");
}

#[test]
fn long_work_is_interrupted_and_the_next_call_is_not() {
    let test = fixture();
    let big = test.folder.path().join("big.xml");
    std::fs::write(&big, big_backup(20_000)).unwrap();
    let request = json!({ "path": big, "person": "林晓", "role": "debtor" }).to_string();
    let answer = std::thread::scope(|scope| {
        let working = scope.spawn(|| test.any("import", request.as_bytes()));
        while !working.is_finished() {
            test.wire.interrupt();
            std::thread::yield_now();
        }
        working.join().unwrap()
    });
    assert_eq!(answer["err"]["code"], "interrupted", "{answer}");
    // What was asked before does not stop what comes after.
    test.wire.interrupt();
    assert_eq!(test.ok("fsck", &json!({}))["clean"], true);
}

#[test]
fn a_verdict_needs_no_log_and_everything_else_says_that_there_is_none() {
    let wire = Wire::open(b"{}").unwrap();
    let call = |op: &str, request: &str| -> Value {
        serde_json::from_slice(&wire.call(op, request.as_bytes())).unwrap()
    };
    assert!(call("verdict", r#"{"kind":"sms","text":"您好"}"#)["ok"]["label"].is_string());
    assert_eq!(call("persons", "{}")["err"]["code"], "db_missing");
    assert_eq!(Wire::open(br#"{"path":"/no/such/folder/log.db"}"#).err().unwrap().code, "db_missing");
}

#[test]
fn verdicts_are_given_while_an_import_runs() {
    let test = fixture();
    let big = test.folder.path().join("big.xml");
    std::fs::write(&big, big_backup(8_000)).unwrap();
    let request = json!({ "path": big, "person": "林晓", "role": "debtor" }).to_string();
    let (meanwhile, answer) = std::thread::scope(|scope| {
        let working = scope.spawn(|| test.any("import", request.as_bytes()));
        let mut meanwhile = 0;
        while !working.is_finished() {
            test.ok("verdict", &json!({ "kind": "call", "number": "95500" }));
            meanwhile += 1;
        }
        (meanwhile, working.join().unwrap())
    });
    assert_eq!(answer["ok"]["new"], 8_000);
    assert!(meanwhile > 1, "only {meanwhile} verdicts during the import");
}

/// A backup in which every message is another one.
fn big_backup(messages: u32) -> String {
    let rows = (0..messages).map(|n| {
        let time = 1_780_000_000_000_i64 + i64::from(n) * 60_000;
        format!("<sms protocol=\"0\" address=\"95500\" date=\"{time}\" type=\"1\" body=\"您好 {n}\" read=\"1\" />\n")
    });
    format!(
        "<?xml version='1.0' encoding='UTF-8'?>\n<smses count=\"{messages}\">\n{}</smses>\n",
        rows.collect::<String>()
    )
}
