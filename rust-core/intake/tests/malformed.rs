//! Every damaged file of `tests/malformed` gives exactly the codes that are written down for it, and loses
//! nothing else.

mod common;

use common::Collected;
use dunlog_intake::{Code, read};
use std::fs::{self, File};
use std::path::PathBuf;

#[derive(serde::Deserialize)]
struct Expectations {
    file: Vec<Expected>,
}

#[derive(serde::Deserialize)]
struct Expected {
    name: String,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    good: u64,
    #[serde(default)]
    torn: bool,
    error: Option<String>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/malformed")
}

fn expectations() -> Vec<Expected> {
    let text = fs::read_to_string(folder().join("expect.toml")).expect("the list is committed");
    toml::from_str::<Expectations>(&text).expect("the list is valid").file
}

#[test]
fn every_damaged_file_loses_only_what_is_damaged() {
    let mut failures = Vec::new();
    for expected in expectations() {
        let mut sink = Collected::default();
        let result = read(File::open(folder().join(&expected.name)).unwrap(), &mut sink);
        let codes: Vec<&str> = sink.rejects.iter().map(|reject| reject.code.id()).collect();
        let (is_right, summary) = match &result {
            Ok(summary) => (
                expected.error.is_none()
                    && codes == expected.codes
                    && summary.read == expected.good
                    && summary.rejected == codes.len() as u64
                    && summary.read == sink.observations.len() as u64
                    && summary.torn == expected.torn,
                format!("{} good, torn {}", summary.read, summary.torn),
            ),
            Err(error) => (expected.error.as_deref() == Some(error.code()), error.code().to_owned()),
        };
        if !is_right {
            failures.push(format!("{}: {codes:?}, {summary}", expected.name));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn every_file_of_the_folder_is_expected_and_small() {
    let mut listed: Vec<String> = expectations().into_iter().map(|file| file.name).collect();
    listed.sort();
    let mut present = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let entry = entry.unwrap();
        assert!(entry.metadata().unwrap().len() < 50_000);
        let name = entry.file_name().into_string().unwrap();
        if name != "expect.toml" {
            present.push(name);
        }
    }
    present.sort();
    assert_eq!(listed, present);
    assert!(listed.len() >= 35);
}

#[test]
fn a_reject_has_the_place_and_the_bytes_of_its_record() {
    let file = fs::read(folder().join("xml-duplicate-attribute.xml")).unwrap();
    let mut sink = Collected::default();
    read(std::io::Cursor::new(&file), &mut sink).unwrap();
    let reject = &sink.rejects[0];
    let byte = usize::try_from(reject.place.byte).unwrap();
    assert_eq!(reject.code, Code::DuplicateAttribute);
    assert_eq!(reject.place.line, Some(4));
    assert_eq!(reject.raw, file[byte..byte + reject.raw.len()]);
    assert!(reject.raw.starts_with(b"<sms ") && reject.raw.ends_with(b"/>"));
}

#[test]
fn what_cannot_be_shown_is_kept_as_written() {
    let file = fs::read(folder().join("xml-lone-surrogate.xml")).unwrap();
    let mut sink = Collected::default();
    read(std::io::Cursor::new(&file), &mut sink).unwrap();
    let first = &sink.observations[0].1;
    assert_eq!(first.body.text(), Some("前\u{FFFD}后"));
    assert_eq!(first.raw.0["__raw_body"], "前&#55357;后");
    let second = &sink.observations[1].1;
    assert_eq!(second.body.text(), Some("😀"));
    assert!(!second.raw.0.contains_key("__raw_body"));
}
