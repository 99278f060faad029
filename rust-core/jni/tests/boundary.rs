//! The library as Java sees it, on a real virtual machine with `-Xcheck:jni`: one complaint of the checker fails a
//! test, and so does a word of a panic.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod support;

use serde_json::{Value, json};
use std::path::Path;
use std::thread;
use support::{Machine, in_machine};

const SIXTEEN_MIB: usize = 16 * 1024 * 1024;

#[test]
fn the_version_is_that_of_the_wire() {
    in_machine(|java| assert_eq!(java.abi_version(), 1));
}

#[test]
fn a_log_is_opened_written_and_read() {
    in_machine(|java| {
        let folder = tempfile::tempdir().unwrap();
        let handle = java.open_log(folder.path());
        let person = java.call(handle, "ensure_person", &json!({ "name": "林晓😀", "role": "debtor" }));
        assert_eq!(person["ok"], json!({ "id": 1, "name": "林晓😀", "role": "debtor" }));
        let seen = java.call(handle, "observe", &message("欠款已逾期，后果自负！😀"));
        assert_eq!(seen["ok"]["results"][0], json!({ "is": "new", "id": 1 }));
        let rows = java.call(handle, "events", &json!({ "limit": 10 }));
        assert_eq!(rows["ok"]["events"][0]["text"], "欠款已逾期，后果自负！😀");
        java.close(handle);
    });
}

#[test]
fn null_and_empty_arrays_are_answered() {
    in_machine(|java| {
        let folder = tempfile::tempdir().unwrap();
        let nothing = java.open(None);
        assert_eq!(code(&java.call(nothing, "about", &json!({}))), "invalid_input");
        let empty = java.open(Some(b""));
        assert_eq!(code(&java.call(empty, "about", &json!({}))), "invalid_input");
        let handle = java.open_log(folder.path());
        for (op, request) in [
            (None, Some(&b"{}"[..])),
            (Some(&b"persons"[..]), None),
            (None, None),
            (Some(&b"persons"[..]), Some(&b""[..])),
        ] {
            assert_eq!(code(&java.call_bytes(handle, op, request)), "invalid_input");
        }
        assert_eq!(code(&java.call_bytes(handle, Some(b""), Some(b"{}"))), "unknown_op");
        assert_eq!(code(&java.call_bytes(handle, Some(b"no such"), Some(b"{}"))), "unknown_op");
    });
}

#[test]
fn sixteen_megabytes_pass_and_one_byte_more_does_not() {
    in_machine(|java| {
        let handle = java.open(Some(b"{}"));
        let mut request = vec![b' '; SIXTEEN_MIB];
        request[..2].copy_from_slice(b"{}");
        assert!(java.call_bytes(handle, Some(b"about"), Some(&request))["ok"].is_object());
        request.push(b' ');
        assert_eq!(code(&java.call_bytes(handle, Some(b"about"), Some(&request))), "too_large");
        assert_eq!(code(&java.call_bytes(handle, Some(&request), Some(b"{}"))), "too_large");
        assert!(java.call(handle, "about", &json!({}))["ok"].is_object());
    });
}

#[test]
fn bytes_that_are_no_text_are_invalid() {
    in_machine(|java| {
        let handle = java.open(Some(b"{}"));
        let noise = [0xff, 0x00, 0xc0, 0x80, 0xed, 0xa0, 0xbd];
        assert_eq!(code(&java.call_bytes(handle, Some(&noise), Some(b"{}"))), "invalid_input");
        assert_eq!(code(&java.call_bytes(handle, Some(b"about"), Some(&noise))), "invalid_input");
        let failed = java.open(Some(&noise));
        assert_eq!(code(&java.call(failed, "about", &json!({}))), "invalid_input");
    });
}

#[test]
fn a_log_that_cannot_be_opened_says_why_at_every_call() {
    in_machine(|java| {
        let folder = tempfile::tempdir().unwrap();
        let missing =
            java.open(Some(json!({ "path": folder.path().join("none.db") }).to_string().as_bytes()));
        assert_eq!(code(&java.call(missing, "persons", &json!({}))), "db_missing");
        assert_eq!(code(&java.call(missing, "home", &json!({ "now_ms": 1 }))), "db_missing");
        let other = folder.path().join("other.db");
        std::fs::write(&other, "a file of somebody else, long enough to be looked at ".repeat(40)).unwrap();
        let foreign = java.open(Some(json!({ "path": other }).to_string().as_bytes()));
        assert_eq!(code(&java.call(foreign, "persons", &json!({}))), "db_foreign");
        java.close(foreign);
    });
}

#[test]
fn closed_and_unknown_handles_are_closed_and_close_may_come_twice() {
    in_machine(|java| {
        let folder = tempfile::tempdir().unwrap();
        let handle = java.open_log(folder.path());
        java.close(handle);
        java.close(handle);
        for handle in [handle, 0, -1, i64::MAX, i64::MIN] {
            assert_eq!(code(&java.call(handle, "persons", &json!({}))), "closed");
            java.interrupt(handle);
            java.close(handle);
        }
        let next = java.open_log(folder.path());
        assert!(next > handle, "a handle is never given twice");
        assert!(java.call(next, "persons", &json!({}))["ok"].is_object());
    });
}

#[test]
fn closing_during_a_call_lets_the_call_end() {
    in_machine(|java| {
        let folder = tempfile::tempdir().unwrap();
        let handle = java.open_log(folder.path());
        let answer = during_import(java, handle, folder.path(), |_| java.close(handle));
        assert_eq!(answer["ok"]["new"], 20_000, "{answer}");
        assert_eq!(code(&java.call(handle, "persons", &json!({}))), "closed");
        let again = java.open_log(folder.path());
        assert_eq!(java.call(again, "fsck", &json!({}))["ok"]["entries"], 20_000);
    });
}

#[test]
fn an_interrupt_stops_the_call_that_runs() {
    in_machine(|java| {
        let folder = tempfile::tempdir().unwrap();
        let handle = java.open_log(folder.path());
        let answer = during_import(java, handle, folder.path(), |working| {
            while working() {
                java.interrupt(handle);
                thread::yield_now();
            }
        });
        assert_eq!(code(&answer), "interrupted");
        assert_eq!(java.call(handle, "fsck", &json!({}))["ok"]["clean"], true);
    });
}

#[test]
fn many_threads_share_one_engine() {
    in_machine(|java| {
        let folder = tempfile::tempdir().unwrap();
        let handle = java.open_log(folder.path());
        java.call(handle, "ensure_person", &json!({ "name": "林晓", "role": "debtor" }));
        thread::scope(|scope| {
            for one in 0..8 {
                scope.spawn(move || {
                    for n in 0..10 {
                        let answer = java.call(handle, "observe", &message(&format!("{one}-{n}")));
                        assert_eq!(answer["ok"]["results"][0]["is"], "new");
                    }
                });
            }
        });
        assert_eq!(java.call(handle, "summary", &json!({}))["ok"]["events"], 80);
    });
}

#[test]
fn a_panic_is_answered_its_place_is_logged_its_words_are_not_and_the_engine_still_works() {
    let printed = in_machine(|java| {
        let folder = tempfile::tempdir().unwrap();
        let handle = java.open_log(folder.path());
        let answer = java.panic_for_test(handle);
        assert_eq!(answer["err"], json!({ "code": "internal", "retry": false, "where": "jni.panic" }));
        java.call(handle, "ensure_person", &json!({ "name": "林晓", "role": "debtor" }));
        assert_eq!(java.call(handle, "observe", &message("您好"))["ok"]["results"][0]["is"], "new");
        assert_eq!(java.call(handle, "fsck", &json!({}))["ok"]["clean"], true);
    });
    if !printed.is_empty() {
        assert!(printed.contains("dunlog ERROR: panic at"), "{printed}");
        assert!(printed.contains("test_natives.rs"), "{printed}");
        assert!(!printed.contains("words of a person"), "{printed}");
    }
}

fn code(answer: &Value) -> &str {
    answer["err"]["code"].as_str().unwrap_or("no error")
}

fn message(text: &str) -> Value {
    json!({ "person": 1, "observations": [{
        "kind": "message", "channel": "sms", "box": "inbox", "text": text, "number": "106900001234",
        "time_ms": 1_790_859_791_000_i64, "source": "sms_inbox",
    }]})
}

/// Runs an import of 20,000 messages in another thread and `meanwhile` in this one as soon as it has begun.
fn during_import(
    java: &Machine,
    handle: i64,
    folder: &Path,
    meanwhile: impl FnOnce(&dyn Fn() -> bool),
) -> Value {
    let rows = (0..20_000_i64).map(|n| {
        let time = 1_780_000_000_000 + n * 60_000;
        format!("<sms protocol=\"0\" address=\"95500\" date=\"{time}\" type=\"1\" body=\"您好 {n}\" read=\"1\" />\n")
    });
    let rows: String = rows.collect();
    let path = folder.join("big.xml");
    std::fs::write(&path, format!("<?xml version='1.0'?>\n<smses count=\"20000\">\n{rows}</smses>\n"))
        .unwrap();
    let request = json!({ "path": path, "person": "林晓", "role": "debtor" });
    thread::scope(|scope| {
        let working = scope.spawn(|| java.call(handle, "import", &request));
        // The log grows once the import is under way.
        let wal = folder.join("log.db-wal");
        let before = std::fs::metadata(&wal).map_or(0, |file| file.len());
        while !working.is_finished() && std::fs::metadata(&wal).map_or(0, |file| file.len()) <= before {
            thread::yield_now();
        }
        meanwhile(&|| !working.is_finished());
        working.join().unwrap()
    })
}
