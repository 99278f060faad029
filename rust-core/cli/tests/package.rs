//! The package from the command line: papers, letters, what is asked for, and what is stored nowhere.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod desk;

use desk::{Desk, sample};
use serde_json::Value;
use std::fs;

/// A number that belongs to nobody.
const ID_NUMBER: &str = "110000199600000000";

/// The log of the debtor of the sample case.
fn desk() -> Desk {
    let desk = Desk::new();
    let (sms, calls) = (sample("debtor-sms.xml"), sample("debtor-calls.xml"));
    let (_, code) = desk.json(&["import", &sms, &calls, "--person", "林晓", "--role", "debtor"]);
    assert_eq!(code, 0);
    desk
}

fn names(answer: &Value) -> Vec<&str> {
    answer["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect()
}

#[test]
fn one_command_writes_papers_letters_and_a_sheet_for_the_person_alone() {
    let desk = desk();
    let details = sample("../demo/details.toml");
    let answer = desk.json(&["export", "--out", "package", "--details", &details]).0;
    let names = names(&answer);
    for name in
        ["材料.pdf", "材料.html", "明细.csv", "记录.ndjson", "校验说明.txt", "本人留存-询问准备单.pdf"]
    {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    assert!(names.iter().any(|name| name.starts_with("渠道-01-")), "{names:?}");
    assert!(answer["pages"].as_u64().unwrap() > 8, "{answer}");
    assert_eq!(answer["missing_characters"], serde_json::json!([]));
    let pdf = fs::read(desk.path("package/材料.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    // What is not handed in stands in no list that is.
    let guide = fs::read_to_string(desk.path("package/校验说明.txt")).unwrap();
    assert!(guide.contains("材料.pdf") && !guide.contains("本人留存") && !guide.contains("渠道"));
    assert!(!names.contains(&"English.pdf"));
    let english = desk.json(&["--lang", "en", "export", "--out", "package"]).0;
    assert!(self::names(&english).contains(&"English.pdf"));
}

#[test]
fn the_same_export_has_the_same_bytes() {
    let desk = desk();
    let hashes = |folder: &str| -> Vec<(String, String)> {
        let at = "2026-11-21T09:00:00+08:00";
        let answer = desk.json(&["export", "--out", folder, "--at", at]).0;
        let hash = |file: &Value| (file["name"].to_string(), file["sha256"].to_string());
        answer["files"].as_array().unwrap().iter().map(hash).collect()
    };
    assert_eq!(hashes("one"), hashes("two"));
}

#[test]
fn the_number_of_an_id_is_asked_for_and_stored_nowhere() {
    let desk = desk();
    let output =
        desk.run_with(&["export", "--out", "package", "--ask-id"], format!("{ID_NUMBER}\n").as_bytes());
    assert!(output.status.success());
    let page = fs::read_to_string(desk.path("package/材料.html")).unwrap();
    assert!(page.contains(ID_NUMBER), "it is printed");
    let said = [output.stdout, output.stderr].concat();
    assert!(!String::from_utf8_lossy(&said).contains(ID_NUMBER), "and not said");
    for file in fs::read_dir(desk.folder.path()).unwrap().map(Result::unwrap) {
        if file.file_type().unwrap().is_file() {
            let bytes = fs::read(file.path()).unwrap();
            let is_there = bytes.windows(ID_NUMBER.len()).any(|window| window == ID_NUMBER.as_bytes());
            assert!(!is_there, "{}", file.path().display());
        }
    }
}

#[test]
fn details_that_cannot_be_read_name_the_line_and_nothing_of_what_stands_there() {
    let desk = desk();
    fs::write(desk.path("details.toml"), "addressee = \"甲\"\n[reporter]\nnname = \"林晓\"\n").unwrap();
    let output = desk.run(&["export", "--out", "package", "--details", "details.toml"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(said.contains("details_unreadable") && said.contains("details.toml:3"), "{said}");
    assert!(!said.contains("林晓") && !desk.path("package").exists());
}

#[test]
fn a_font_that_cannot_be_used_is_named_by_its_code() {
    let desk = desk();
    fs::write(desk.path("font.ttf"), b"no font").unwrap();
    for (font, code) in [("font.ttf", "font_unreadable"), ("nowhere.ttf", "font_missing")] {
        let output = desk.run(&["export", "--out", "package", "--font", font]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(said.contains(code), "{said}");
    }
}

#[test]
fn words_that_weaken_a_paper_are_named_and_left_as_they_are() {
    let desk = desk();
    let harm = "[[harm]]\nkind = \"work\"\ntext = \"这帮诈骗犯天天打\"\nproof = \"5-1\"\n";
    fs::write(desk.path("details.toml"), harm).unwrap();
    let output = desk.run(&["export", "--out", "package", "--details", "details.toml"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.contains("注意“") && said.contains("天天打"), "{said}");
    let page = fs::read_to_string(desk.path("package/材料.html")).unwrap();
    assert!(page.contains("这帮诈骗犯天天打"), "it is the person's text");
}
