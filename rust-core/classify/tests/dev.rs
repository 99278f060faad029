//! The developers' own texts: small, written beside the rules, so a floor against breakage and no proof of quality.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper that fails is a test that fails")]

use dunlog_classify::{Classifier, Facts, Input, InputKind};
use dunlog_model::{Label, Role};
use serde_json::Value;

struct Case {
    text: String,
    label: Label,
    judged: Label,
}

fn judge(line: &str) -> Case {
    let row: Value = serde_json::from_str(line).unwrap();
    let word = |key: &str| row[key].as_str();
    let text = word("text").unwrap();
    let kind = match word("kind") {
        Some("call_line") => InputKind::CallLine,
        _ => InputKind::Sms,
    };
    let verdict = Classifier::bundled().classify(&Input {
        text: Some(text),
        kind,
        number: None,
        role: word("role").and_then(Role::from_id).unwrap_or(Role::Debtor),
        facts: Facts::default(),
    });
    Case {
        text: text.to_owned(),
        label: word("label").and_then(Label::from_id).unwrap(),
        judged: verdict.label,
    }
}

fn cases() -> Vec<Case> {
    include_str!("dev.jsonl").lines().map(judge).collect()
}

fn f1(cases: &[Case], label: Label) -> f64 {
    let count =
        |f: &dyn Fn(&Case) -> bool| f64::from(u32::try_from(cases.iter().filter(|c| f(c)).count()).unwrap());
    let hit = count(&|case| case.label == label && case.judged == label);
    let said = count(&|case| case.judged == label);
    let meant = count(&|case| case.label == label);
    2.0 * hit / (said + meant)
}

#[test]
fn harassment_is_found_above_the_floor() {
    let found = f1(&cases(), Label::Harassment);
    assert!(found >= 0.95, "F1 {found:.3}");
}

#[test]
fn every_other_class_is_told_apart_above_the_floor() {
    let cases = cases();
    for label in Label::ALL.into_iter().filter(|label| *label != Label::Uncertain) {
        let found = f1(&cases, label);
        assert!(found >= 0.92, "{} F1 {found:.3}", label.id());
    }
}

#[test]
fn nothing_harmless_is_called_harassment() {
    let wrong: Vec<String> = cases()
        .into_iter()
        .filter(|case| case.judged == Label::Harassment && case.label != Label::Harassment)
        .map(|case| case.text)
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
