//! What the page is told about sound bundles and about changed ones.

use dunlog_testkit::bundles::{self, samples};
use dunlog_verify::Session;
use serde_json::{Value, json};

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("every answer is JSON")
}

fn sample(name: &str) -> Vec<u8> {
    let (_, make) = samples::ALL.into_iter().find(|(sample, _)| *sample == name).expect("there is one");
    make()
}

fn open(bytes: &[u8]) -> (Session, Value) {
    let mut session = Session::default();
    let opened = parse(&session.open(bytes));
    (session, opened)
}

#[test]
fn a_sound_bundle_says_who_when_and_how_many() {
    let bytes = samples::two_phones();
    let (session, opened) = open(&bytes);
    let answer = &opened["answer"];
    assert_eq!(opened["bytes"], bytes.len());
    assert_eq!((&answer["verdict"], &answer["records"]), (&json!("intact"), &json!(10)));
    assert_eq!((&answer["findings"], &answer["uncounted"]), (&json!([]), &json!(false)));
    let [debtor, mother] = [0, 1].map(|number| &answer["groups"][number]);
    assert_eq!((&debtor["person"], &debtor["signs"]), (&json!("林晓"), &json!(true)));
    assert_eq!((&mother["signs"], &mother["size"], &mother["shown"]), (&json!(false), &json!(3), &json!(2)));
    assert_eq!(debtor["first"], "2026-09-21 20:00:00");
    assert_eq!(debtor["earlier"][0][0], 3);
    assert!(debtor["note"].as_str().unwrap().starts_with("dunlog/2a2a"));
    assert_eq!(parse(&session.rows(0))["rows"].as_array().unwrap().len(), 10);
}

#[test]
fn a_hidden_value_is_null_and_markup_stays_text() {
    let (mut session, _) = open(&samples::two_phones());
    let page = parse(&session.find("转告"));
    assert_eq!(page["listed"], 1);
    assert_eq!(page["rows"][0]["fields"]["number"], Value::Null);
    assert_eq!(page["rows"][0]["seq"], 0);
    let page = parse(&session.find("ONERROR"));
    assert!(page["rows"][0]["fields"]["text"].as_str().unwrap().starts_with("<img"));
}

#[test]
fn words_numbers_times_and_positions_are_found() {
    let (mut session, _) = open(&samples::two_phones());
    let mut listed = |query: &str| parse(&session.find(query))["listed"].as_u64().unwrap();
    assert_eq!(listed("13900000012"), 2);
    assert_eq!(listed("2026-09-21 20:00"), 2);
    assert_eq!(listed("#2"), 2, "one of each log");
    assert_eq!(listed("没有这样的词"), 0);
    assert_eq!(listed(""), 10);
}

#[test]
fn each_change_has_its_verdict() {
    for (name, verdict) in [
        ("repacked", "repacked"),
        ("unsealed", "repacked"),
        ("word", "changed"),
        ("row", "changed"),
        ("swapped", "changed"),
        ("wrong-key", "changed"),
        ("old-checkpoint", "changed"),
        ("nothing-shown", "intact"),
        ("foreign", "refused"),
        ("flipped", "refused"),
        ("cut", "refused"),
        ("encrypted", "refused"),
        ("newer", "refused"),
    ] {
        let (session, opened) = open(&sample(name));
        assert_eq!(opened["answer"]["verdict"], verdict, "{name}: {opened}");
        let rows = parse(&session.rows(0));
        assert_eq!(rows["listed"], opened["answer"]["records"], "{name}");
    }
}

#[test]
fn what_was_open_before_is_gone_when_the_next_cannot_be_opened() {
    let (mut session, _) = open(&samples::two_phones());
    session.open(b"hello");
    assert_eq!(parse(&session.find(""))["listed"], 0);
}

#[test]
fn a_large_log_is_shown_in_pages() {
    let (mut session, opened) = open(&sample("huge"));
    assert_eq!(
        (&opened["answer"]["verdict"], &opened["answer"]["records"]),
        (&json!("intact"), &json!(samples::HUGE))
    );
    let last = parse(&session.rows(99_800));
    assert_eq!((&last["rows"][199]["seq"], &last["listed"]), (&json!(99_999), &json!(samples::HUGE)));
    assert_eq!(parse(&session.rows(200_000))["first"], 0, "beyond the end is the beginning");
    assert_eq!(parse(&session.find("第99999条"))["listed"], 1);
}

#[test]
fn a_thousand_findings_are_a_few_lines() {
    let shown: Vec<u64> = (0..1_200).collect();
    let (group, records) = bundles::group(&bundles::entries(1_200), &shown);
    let changed = bundles::with_file(&bundles::bundle(&group, &records), "data/records.ndjson", |text| {
        String::from_utf8(text).unwrap().replace("尽快还款", "不必还款").into_bytes()
    });
    let (_, opened) = open(&changed);
    let answer = &opened["answer"];
    assert_eq!((&answer["verdict"], &answer["uncounted"]), (&json!("changed"), &json!(true)));
    let findings = answer["findings"].as_array().unwrap();
    assert!(findings.len() < 5, "{findings:?}");
    assert!(findings.iter().all(|fault| fault["seqs"].as_array().unwrap().len() <= 12));
}
