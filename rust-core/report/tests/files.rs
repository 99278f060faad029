//! The files of the package: the same bytes again, hashes that fit, cells that come back, bystanders masked.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod support;

use dunlog_model::{CallType, Label, own_csv};
use dunlog_report::{Options, Privacy, Scope, Wishes, write_package};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use support::{Memory, call, case, package, sms};

const ALL: Options = Options { scope: Scope::All, privacy: Privacy::MaskBystanders, from: None, to: None };

#[test]
fn the_same_case_and_clock_give_the_same_bytes() {
    let events = [sms("2026-10-01 10:00:00", "13900001234", "请还款", Label::Harassment)];
    assert_eq!(package(ALL, &events).0, package(ALL, &events).0);
}

#[test]
fn every_hash_on_the_list_is_that_of_the_file() {
    let events = [sms("2026-10-01 10:00:00", "13900001234", "请还款", Label::Harassment)];
    let mut files = Memory::default();
    let list = write_package(&case(ALL), &&events[..], &Wishes::default(), &mut files).unwrap().files;
    assert_eq!(list.len(), files.0.len());
    let verification = files.text("校验说明.txt");
    for entry in &list {
        let bytes = &files.0[&entry.name];
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((&entry.sha256, entry.bytes), (&hash, bytes.len() as u64), "{}", entry.name);
        assert!(
            entry.name == "校验说明.txt"
                || entry.name.starts_with("本人留存")
                || verification.contains(&hash),
            "{}",
            entry.name
        );
    }
    let manifest: serde_json::Value = serde_json::from_str(&files.text("manifest.json")).unwrap();
    assert_eq!(manifest["files"].as_array().unwrap().len(), 3);
    assert_eq!(manifest["schema"], "dunlog-package/1");
}

#[test]
fn a_bystander_is_masked_everywhere_unless_the_person_says_otherwise() {
    let events = [
        sms("2026-10-01 10:00:00", "13700005678", "晚上回来吃饭吗", Label::Normal),
        call("2026-10-01 11:00:00", "13900001234", CallType::Missed, Label::Harassment),
    ];
    let masked = package(ALL, &events);
    for name in ["材料.html", "明细.csv", "记录.ndjson"] {
        let text = masked.text(name);
        assert!(!text.contains("13700005678") && text.contains("*******5678"), "{name}");
        assert!(text.contains("13900001234"), "{name}: the caller's number is evidence");
    }
    let first: serde_json::Value =
        serde_json::from_str(masked.text("记录.ndjson").lines().next().unwrap()).unwrap();
    assert_eq!(first["masked"], true);
    assert!(first["sources"][0]["raw"].is_null() && first["sources"][0]["salt"].is_null());
    let shown = package(Options { privacy: Privacy::ShowAll, ..ALL }, &events);
    assert!(shown.text("明细.csv").contains("13700005678"));
}

#[test]
fn private_life_is_counted_but_not_listed() {
    let events = [
        sms("2026-10-01 10:00:00", "13700005678", "晚上回来吃饭吗", Label::Normal),
        sms("2026-10-01 11:00:00", "13900001234", "请还款", Label::CollectionReminder),
    ];
    let files = package(Options::default(), &events);
    for name in ["材料.html", "明细.csv", "记录.ndjson"] {
        assert!(!files.text(name).contains("吃饭"), "{name}");
    }
    assert!(files.text("材料.html").contains("另有 1 条与本案无关的记录，没有列出"));
}

#[test]
fn the_table_opens_in_a_spreadsheet_and_runs_nothing() {
    let events = [sms(
        "2026-10-01 10:00:00",
        "+8613900001234",
        "=cmd|' /C calc'!A0\n第二行,\"引号\"",
        Label::Harassment,
    )];
    let files = package(ALL, &events);
    let bytes = &files.0["明细.csv"];
    assert!(bytes.starts_with("\u{feff}".as_bytes()), "Excel needs the mark");
    let text = files.text("明细.csv");
    assert!(text.contains("\r\n") && text.contains("tel:+8613900001234"));
    let rows = cells(bytes);
    assert_eq!(rows[0], own_csv::HEADER);
    assert!(rows[1].iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0'])));
    assert_eq!(own_csv::unguard(&rows[1][13]), "=cmd|' /C calc'!A0\n第二行,\"引号\"");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_and_number_come_back_from_the_table_and_the_lines(text in any::<String>(), number in "[+*#0-9a-zA-Z '=@-]{1,20}") {
        let event = sms("2026-10-01 10:00:00", &number, &text, Label::Harassment);
        let shown = event.number.as_ref().map(|number| number.as_shown().to_owned());
        let files = package(ALL, &[event]);
        let rows = cells(&files.0["明细.csv"]);
        prop_assert_eq!(rows.len(), 2);
        prop_assert_eq!(own_csv::unguard(&rows[1][13]), text.as_str());
        prop_assert_eq!(own_csv::number_from_cell(&rows[1][10]), shown.clone().unwrap_or_default());
        let line: serde_json::Value = serde_json::from_str(files.text("记录.ndjson").trim_end()).unwrap();
        prop_assert_eq!(line["text"].as_str(), Some(text.as_str()));
        prop_assert_eq!(line["number"].as_str(), shown.as_deref());
    }
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}
