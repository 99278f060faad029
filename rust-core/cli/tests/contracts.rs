//! What others rely on: exit codes, JSON, the JSONL contract, and that reading twice doubles nothing.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod desk;

use desk::{Desk, sample};
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn malformed(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/malformed").join(name).display().to_string()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const DEBTOR: [&str; 4] = ["--person", "林晓", "--role", "debtor"];

fn import_all(desk: &Desk) -> Vec<Value> {
    let phones: [(&str, &str, [&str; 2]); 3] = [
        ("林晓", "debtor", ["debtor-sms.xml", "debtor-calls.xml"]),
        ("周桂芬", "contact", ["mother-messages.zip", "mother-calls.json"]),
        ("何军", "contact", ["colleague-calls.csv", "colleague-notes.ndjson"]),
    ];
    phones
        .iter()
        .map(|(person, role, files)| {
            let files: Vec<String> = files.iter().map(|file| sample(file)).collect();
            let (object, code) =
                desk.json(&["import", &files[0], &files[1], "--person", person, "--role", role]);
            assert_eq!(code, 0, "{object}");
            object
        })
        .collect()
}

#[test]
fn importing_prints_counts_and_a_second_time_finds_nothing_new() {
    let desk = Desk::new();
    for first in import_all(&desk) {
        assert_eq!(first["v"], 1);
        assert_eq!(
            (&first["new"], &first["merged"], &first["rejected"]),
            (&first["read"], &Value::from(0), &Value::from(0))
        );
    }
    let (before, _) = desk.json(&["stats"]);
    for again in import_all(&desk) {
        assert_eq!((&again["new"], &again["merged"]), (&Value::from(0), &again["read"]));
        assert_eq!(again["judged"]["changed"], 0, "the same verdicts");
    }
    let (after, _) = desk.json(&["stats"]);
    assert_eq!(before["summary"], after["summary"]);
    let (check, code) = desk.json(&["fsck"]);
    assert_eq!((check["clean"].as_bool(), code), (Some(true), 0));
}

#[test]
fn the_order_of_import_changes_neither_totals_nor_verdicts() {
    let forwards = Desk::new();
    import_all(&forwards);
    let backwards = Desk::new();
    for (person, role, file) in [
        ("何军", "contact", "colleague-notes.ndjson"),
        ("何军", "contact", "colleague-calls.csv"),
        ("周桂芬", "contact", "mother-calls.json"),
        ("林晓", "debtor", "debtor-calls.xml"),
        ("周桂芬", "contact", "mother-messages.zip"),
        ("林晓", "debtor", "debtor-sms.xml"),
    ] {
        backwards.json(&["import", &sample(file), "--person", person, "--role", role]);
    }
    let totals = |desk: &Desk| {
        let (object, _) = desk.json(&["stats"]);
        let mut summary = object["summary"].clone();
        summary["persons"]
            .as_array_mut()
            .unwrap()
            .sort_by_key(|person| person["name"].as_str().unwrap().to_owned());
        summary
    };
    assert_eq!(totals(&forwards), totals(&backwards));
}

#[test]
fn the_export_is_the_same_byte_for_byte_and_reads_back_as_known() {
    let desk = Desk::new();
    import_all(&desk);
    let export = |folder: &str| {
        let (object, code) = desk.json(&[
            "export",
            "--all",
            "--show-bystanders",
            "--out",
            folder,
            "--at",
            "2026-11-21T09:00:00+08:00",
        ]);
        assert_eq!(code, 0);
        object["files"].clone()
    };
    assert_eq!(export("one"), export("two"));
    for file in ["明细.csv", "记录.ndjson"] {
        assert_eq!(
            std::fs::read(desk.path("one").join(file)).unwrap(),
            std::fs::read(desk.path("two").join(file)).unwrap()
        );
        // Our own files are formats like any other: into a new log, every event comes back.
        let other = Desk::new();
        let path = desk.path("one").join(file).display().to_string();
        let (object, code) =
            other.json(&["import", &path, "--no-classify", "--person", "合并", "--role", "contact"]);
        assert_eq!(
            (object["read"].as_u64(), object["rejected"].as_u64(), code),
            (Some(1142), Some(0), 0),
            "{file}"
        );
    }
}

#[test]
fn one_bad_record_is_kept_aside_with_its_place_and_the_rest_goes_on() {
    let desk = Desk::new();
    let (object, code) =
        desk.json(&[&["import", &malformed("xml-unquoted-attribute.xml")], &DEBTOR[..]].concat());
    assert_eq!(code, 1);
    assert_eq!(object["rejected"], 1);
    assert!(object["read"].as_u64().unwrap() > 0);
    let place = object["files"][0]["rejects_file"].as_str().unwrap();
    let reject: Value =
        serde_json::from_str(std::fs::read_to_string(desk.path(place)).unwrap().trim()).unwrap();
    assert_eq!(
        (reject["code"].as_str(), reject["file"].as_str()),
        (Some("bad_xml"), Some("xml-unquoted-attribute.xml"))
    );
    assert!(reject["line"].as_u64().unwrap() > 1 && reject["byte"].as_u64().unwrap() > 0);
    assert!(reject["raw"].as_str().unwrap().contains("<sms"));
    // The same file again: the same rejects file, not a second one.
    desk.json(&[&["import", &malformed("xml-unquoted-attribute.xml")], &DEBTOR[..]].concat());
    assert_eq!(std::fs::read_dir(desk.path("case-rejects")).unwrap().count(), 1);
}

#[test]
fn a_torn_file_keeps_what_was_read_and_says_so() {
    let desk = Desk::new();
    let (object, code) =
        desk.json(&[&["import", &malformed("xml-torn-inside-record.xml")], &DEBTOR[..]].concat());
    assert_eq!((object["files"][0]["torn"].as_bool(), code), (Some(true), 1));
    assert!(object["new"].as_u64().unwrap() > 0);
}

#[test]
fn errors_say_what_to_do_and_leave_with_two() {
    let desk = Desk::new();
    let output = desk.run(&["stats"]);
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(words.contains("dunlog init") && words.contains("[db_missing"), "{words}");
    let english = desk.run(&["--lang", "en", "stats"]);
    assert!(String::from_utf8(english.stderr).unwrap().contains("Make one with"));

    desk.run(&["init"]);
    for (args, code) in [
        (vec!["init"], "db_exists"),
        (vec!["show", "99"], "no_such_event"),
        (vec!["list", "--label", "evil"], "no_such_label"),
        (vec!["list", "--person", "nobody"], "no_such_person"),
        (vec!["law", "--conduct", "evil"], "no_such_conduct"),
    ] {
        let (object, exit) = desk.json(&args);
        assert_eq!((object["error"]["code"].as_str(), exit), (Some(code), 2), "{args:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let desk = Desk::new();
    std::fs::write(desk.path("noise.bin"), [7_u8; 400]).unwrap();
    std::fs::write(desk.path("empty.xml"), b"").unwrap();
    let (object, code) = desk.json(
        &[&["import", "noise.bin", "empty.xml", "none.xml", &sample("debtor-sms.xml")], &DEBTOR[..]].concat(),
    );
    assert_eq!((object["failed"]["code"].as_str(), code), (Some("unknown_format"), 1));
    assert_eq!(object["new"], 345);
    for (file, expected) in [
        ("noise.bin", "unknown_format"),
        ("empty.xml", "empty"),
        ("none.xml", "file_missing"),
        (".", "not_a_file"),
    ] {
        let (object, code) = desk.json(&[&["import", file], &DEBTOR[..]].concat());
        assert_eq!((object["failed"]["code"].as_str(), code), (Some(expected), 2));
    }
    let utf16 = malformed("xml-utf16.xml");
    let (object, _) = desk.json(&[&["import", utf16.as_str()], &DEBTOR[..]].concat());
    assert_eq!(object["failed"]["code"], "encoding_unsupported");
}

#[test]
fn a_name_with_another_role_is_refused_and_nothing_is_read() {
    let desk = Desk::new();
    desk.json(&[&["import", &sample("debtor-sms.xml")], &DEBTOR[..]].concat());
    let (object, code) =
        desk.json(&["import", &sample("debtor-calls.xml"), "--person", "林晓", "--role", "contact"]);
    assert_eq!((object["failed"]["code"].as_str(), code), (Some("role_differs"), 2));
}

#[test]
fn jsonl_answers_every_line_in_order_and_goes_on_after_a_bad_one() {
    let desk = Desk::new();
    let long = format!("{{\"text\":\"{}\"}}", "长".repeat(30_000));
    let input = [
        r#"{"text":"【云川银行】您的验证码是0000，请勿告知他人"}"#,
        "not json",
        r#"{"number":"95000"}"#,
        "",
        r#"{"text":"再不还钱就去你单位找你领导，让全村都知道你是老赖","kind":"sms","role":"debtor"}"#,
        r#"{"text":"x","time":"yesterday"}"#,
        r#"{"text":"x","kind":"fax"}"#,
        &long,
        r#"{"text":"😀 \ud83d\ude00"}"#,
        "\u{feff}{\"text\":\"您好\"}",
    ]
    .join("\n");
    let output = desk.run_with(&["classify", "--jsonl", "-"], input.as_bytes());
    let answers = lines(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(answers.iter().zip(0..).all(|(answer, i)| answer["i"] == i));
    let codes: Vec<_> =
        answers.iter().map(|answer| answer["error"]["code"].as_str().unwrap_or("-")).collect();
    assert_eq!(
        codes,
        [
            "-",
            "not_json",
            "invalid_input",
            "empty_line",
            "-",
            "time_unreadable",
            "invalid_input",
            "text_too_large",
            "-",
            "-"
        ]
    );
    assert_eq!(answers[0]["label"], "normal");
    let threat = &answers[4];
    assert_eq!(threat["label"], "harassment");
    assert!(threat["score"].as_f64().unwrap() > 0.5 && threat["ruleset"].is_string());
    let text: Vec<char> = "再不还钱就去你单位找你领导，让全村都知道你是老赖".chars().collect();
    for reason in threat["reasons"].as_array().unwrap() {
        let at = |key: &str| usize::try_from(reason[key].as_u64().unwrap()).unwrap();
        let quoted: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(reason["quote"].as_str().unwrap(), quoted, "offsets count characters of the original");
        assert!(reason["rule"].is_string() && reason["category"].is_string());
    }
}

#[test]
fn a_million_short_lines_need_no_more_memory_than_a_thousand() {
    // A tenth of a million keeps the test short; the process would show a leak of a hundred bytes a line.
    let desk = Desk::new();
    let file = desk.path("many.jsonl");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&file).unwrap());
    for i in 0..100_000 {
        writeln!(out, "{{\"text\":\"您的包裹{i}已到驿站，请凭取件码领取\"}}").unwrap();
    }
    out.flush().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dunlog"))
        .args(["classify", "--jsonl", "many.jsonl"])
        .current_dir(desk.folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut reader = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut peaks = Vec::new();
    let mut line = String::new();
    for i in 0..100_000 {
        line.clear();
        std::io::BufRead::read_line(&mut reader, &mut line).unwrap();
        if i % 10_000 == 5_000 {
            peaks.extend(resident_kib(child.id()));
        }
    }
    assert!(child.wait().unwrap().success());
    let (first, last) = (peaks.first().copied().unwrap_or(0), peaks.last().copied().unwrap_or(0));
    assert!(last <= first + 2_048, "{peaks:?} KiB");
}

fn resident_kib(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

#[test]
fn a_killed_import_loses_nothing_that_was_committed_and_can_be_run_again() {
    let desk = Desk::new();
    let big = desk.path("big.xml");
    let out = std::io::BufWriter::new(std::fs::File::create(&big).unwrap());
    dunlog_testkit::big::write_backup_xml(out, 12_000_000, 3).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dunlog"))
        .args(["--db", "case.db", "--json", "import", "big.xml", "--no-classify"])
        .args(DEBTOR)
        .current_dir(desk.folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // As soon as something is committed: the write-ahead log has grown.
    let wal = desk.path("case.db-wal");
    while child.try_wait().unwrap().is_none()
        && std::fs::metadata(&wal).map_or(0, |data| data.len()) < 3_000_000
    {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let (check, code) = desk.json(&["fsck"]);
    assert_eq!((check["clean"].as_bool(), code), (Some(true), 0), "{check}");
    let kept = check["entries"].as_u64().unwrap();
    let (again, code) = desk.json(&[&["import", "big.xml", "--no-classify"], &DEBTOR[..]].concat());
    assert_eq!(code, 0);
    assert_eq!(again["merged"].as_u64().unwrap(), kept, "what was committed is known");
    assert_eq!(again["new"].as_u64().unwrap() + kept, again["read"].as_u64().unwrap());
    assert_eq!(desk.json(&["fsck"]).0["clean"], true);
}

#[test]
fn no_number_and_no_text_reaches_the_error_stream() {
    let desk = Desk::new();
    std::fs::write(
        desk.path("bad.ndjson"),
        "{\"dunlog\":\"event/1\",\"kind\":\"message\",\"number\":\"13900001234\",\"text\":\"秘密的话\"}\n",
    )
    .unwrap();
    let output = desk.run(&[&["import", "bad.ndjson"], &DEBTOR[..]].concat());
    let all = [output.stdout, output.stderr].concat();
    let all = String::from_utf8_lossy(&all);
    assert!(!all.contains("13900001234") && !all.contains("秘密的话"), "{all}");
}

#[test]
fn the_law_of_the_day_is_printed_with_its_level() {
    let desk = Desk::new();
    let ids = |date: &str| -> Vec<String> {
        let (object, _) = desk.json(&["law", "--on", date, "--conduct", "insult", "--role", "debtor"]);
        object["rules"]
            .as_array()
            .unwrap()
            .iter()
            .map(|rule| rule["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(ids("2025-12-31").contains(&"PSA-OLD-42".to_owned()));
    assert!(ids("2026-01-01").contains(&"PSA-NEW-50".to_owned()));
    let (all, code) = desk.json(&["law", "list"]);
    assert!(all["rules"].as_array().unwrap().len() >= 90 && code == 0);
    let (refusal, _) = desk.json(&[
        "law",
        "--on",
        "2026-01-30",
        "--conduct",
        "after_refusal,forbidden_hours",
        "--role",
        "third_party",
    ]);
    let lines: Vec<(&str, &str)> = refusal["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| (rule["level"].as_str().unwrap(), rule["wording"].as_str().unwrap()))
        .collect();
    assert_eq!(lines.iter().map(|(level, _)| *level).collect::<Vec<_>>(), ["law", "standard", "self_reg"]);
    assert!(lines[0].1.starts_with("涉嫌违反") && lines[1].1.starts_with("疑似不符合推荐性国家标准"));
    let shown = desk.run(&["law", "list"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("CL-293-1  [法律]  2021-03-01—") && shown.contains("仅当："), "{shown}");
}

#[test]
fn lists_filter_page_and_say_when_there_is_more() {
    let desk = Desk::new();
    desk.json(&[&["import", &sample("debtor-sms.xml")], &DEBTOR[..]].concat());
    let (page, _) = desk.json(&["list", "--limit", "5"]);
    assert_eq!((page["events"].as_array().unwrap().len(), &page["more"]), (5, &Value::from(true)));
    let (harassment, _) = desk.json(&["list", "--label", "harassment", "--limit", "0"]);
    let events = harassment["events"].as_array().unwrap();
    assert!(!events.is_empty() && events.iter().all(|event| event["verdict"]["label"] == "harassment"));
    let (words, _) = desk.json(&["list", "--text", "通讯录", "--limit", "0"]);
    assert!(
        words["events"]
            .as_array()
            .unwrap()
            .iter()
            .all(|event| event["text"].as_str().unwrap().contains("通讯录"))
    );
    let id = events[0]["id"].as_i64().unwrap().to_string();
    let (one, _) = desk.json(&["show", &id]);
    assert_eq!(one["event"]["id"], events[0]["id"]);
    let empty = desk.run(&["list", "--text", "没有人会写的话"]);
    assert!(String::from_utf8(empty.stdout).unwrap().contains("没有符合条件的记录"));
}

#[test]
fn a_complaint_goes_from_the_router_to_a_letter_and_a_deadline() {
    let desk = Desk::new();
    let (routed, _) = desk.json(&["route", "--role", "contact", "--lender", "bank", "--named"]);
    assert_eq!(routed["channels"][0]["channel"], "police", "no log is needed for a question");
    import_all(&desk);
    let add = [
        "handin",
        "add",
        "--channel",
        "lender",
        "--date",
        "2026-10-06",
        "--ticket",
        "GD0001",
        "--person",
        "林晓",
    ];
    let (added, code) = desk.json(&add);
    assert!(code == 0 && added["text"].as_str().unwrap().starts_with("【递交记录】"));
    let (listed, _) = desk.json(&["handin", "list"]);
    assert_eq!(listed["hand_ins"][0]["hand_in"]["ticket"], "GD0001");
    let (due, _) = desk.json(&["deadlines", "--person", "林晓", "--on", "2026-10-22"]);
    assert_eq!(
        (due["deadlines"][0]["what"].as_str(), due["deadlines"][0]["state"].as_str()),
        (Some("lender_15"), Some("overdue"))
    );
    let (letter, _) = desk.json(&["letter", "bank_12378", "--person", "林晓", "--cite", "GBT-45251-2025"]);
    let text = letter["text"].as_str().unwrap();
    assert!(text.contains("GD0001") && text.contains("疑似不符合推荐性国家标准"), "{text}");
    let (refused, code) = desk.json(&["letter", "instalment", "--person", "周桂芬"]);
    assert!(code == 2 && refused["error"]["code"] == "not_for_this_role");
    let (unknown, code) = desk.json(&["handin", "add", "--channel", "friend", "--date", "2026-10-06"]);
    assert!(code == 2 && unknown["error"]["code"] == "no_such_channel");
    let plain = desk.run(&["letter", "warn_contacts", "--person", "林晓"]);
    assert!(String::from_utf8(plain.stdout).unwrap().starts_with("你好"));
}
