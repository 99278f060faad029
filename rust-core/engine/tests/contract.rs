//! Replays the requests of `tests/contract/` and compares the answers. The tests of the app replay the same files,
//! so neither side can change alone. `UPDATE_CONTRACT=1` fills in answers that are `null`, for a new step.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a panic is a failed test")]

use dunlog_engine::Wire;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Every operation; each must be shown by a contract file and by `docs/wire.md`.
const OPS: [&str; 41] = [
    "about",
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
    "checkpoint",
    "prove",
    "bundle",
    "verify",
    "backup",
    "restore",
    "incident",
    "invite",
    "read_invitation",
    "join",
    "memberships",
    "share_preview",
    "share",
    "withdraw",
    "receive",
    "form",
    "route",
    "hand_in",
    "hand_ins",
    "letter_text",
    "letter",
    "tone",
];

#[test]
fn every_answer_is_as_the_contract_says() {
    let mut failures = Vec::new();
    for path in contract_files() {
        let mut contract: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let temp = tempfile::tempdir().unwrap();
        let config = json!({ "path": temp.path().join("log.db"), "create": true });
        let wire = Wire::open(config.to_string().as_bytes()).unwrap();
        for step in contract["steps"].as_array_mut().unwrap() {
            let op = step["op"].as_str().unwrap().to_owned();
            let request = located(&step["request"], temp.path());
            let answer: Value = serde_json::from_slice(&wire.call(&op, request.as_bytes())).unwrap();
            if step["response"].is_null() {
                step["response"] = generalised(answer);
            } else if let Err(at) = matches(&step["response"], &answer, "") {
                failures.push(format!("{}: {op} {request}\n  differs at {at}\n  {answer}", path.display()));
            }
        }
        if std::env::var_os("UPDATE_CONTRACT").is_some() {
            fs::write(&path, serde_json::to_string_pretty(&contract).unwrap() + "\n").unwrap();
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_operation_has_a_contract_and_an_example_in_the_document() {
    let contracts: String = contract_files().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let document = fs::read_to_string(root().join("docs/wire.md")).unwrap();
    for op in OPS {
        assert!(contracts.contains(&format!("\"op\": \"{op}\"")), "no contract for {op}");
        assert!(document.contains(&format!("### `{op}`")), "no paragraph on {op}");
    }
    assert!(!contracts.contains("\"response\": null"), "an answer was not filled in");
}

#[test]
fn every_code_of_the_contracts_stands_in_the_document() {
    let document = fs::read_to_string(root().join("docs/wire.md")).unwrap();
    for path in contract_files() {
        let contract: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        for step in contract["steps"].as_array().unwrap() {
            if let Some(code) = step["response"]["err"]["code"].as_str() {
                assert!(document.contains(&format!("| `{code}` |")), "{code} is not explained");
            }
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn contract_files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root().join("tests/contract")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// The request with the folders of this machine. A request that is a string is sent as it is, JSON or not.
fn located(request: &Value, temp: &Path) -> String {
    let text = request.as_str().map_or_else(|| request.to_string(), str::to_owned);
    let samples = root().join("tests/samples");
    text.replace("<temp>", temp.to_str().unwrap()).replace("<samples>", samples.to_str().unwrap())
}

/// Compares, with words in angle brackets for what differs from log to log. The error says where.
fn matches(expected: &Value, actual: &Value, at: &str) -> Result<(), String> {
    let same = match (expected, actual) {
        (Value::String(word), actual) if word.starts_with('<') && word.ends_with('>') => {
            match word.as_str() {
                "<any>" => true,
                "<ms>" | "<count>" => actual.is_u64(),
                "<score>" => actual.as_f64().is_some_and(|score| (0.0..=1.0).contains(&score)),
                "<hex>" => actual
                    .as_str()
                    .is_some_and(|hex| hex.len() >= 32 && hex.chars().all(|c| c.is_ascii_hexdigit())),
                "<text>" => actual.as_str().is_some_and(|text| !text.is_empty()),
                "<list>" => actual.as_array().is_some_and(|list| !list.is_empty()),
                "<object>" => actual.as_object().is_some_and(|object| !object.is_empty()),
                _ => false,
            }
        }
        (Value::Object(expected), Value::Object(actual)) => return fields_match(expected, actual, at),
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            return expected.iter().zip(actual).enumerate().try_for_each(|(index, (expected, actual))| {
                matches(expected, actual, &format!("{at}/{index}"))
            });
        }
        _ => expected == actual,
    };
    if same { Ok(()) } else { Err(at.to_owned()) }
}

/// Both have the same fields; `"…": "<more>"` allows others beside them.
fn fields_match(expected: &Map<String, Value>, actual: &Map<String, Value>, at: &str) -> Result<(), String> {
    for (key, expected) in expected.iter().filter(|(key, _)| *key != "…") {
        let at = format!("{at}/{key}");
        matches(expected, actual.get(key).ok_or_else(|| format!("{at} (missing)"))?, &at)?;
    }
    let unexpected = actual.keys().find(|key| !expected.contains_key(*key));
    match unexpected {
        Some(key) if !expected.contains_key("…") => Err(format!("{at}/{key} (not expected)")),
        _ => Ok(()),
    }
}

/// An answer with the words in angle brackets put in by the names of the fields.
fn generalised(answer: Value) -> Value {
    match answer {
        Value::Object(fields) => fields
            .into_iter()
            .map(|(key, value)| {
                let word = match key.as_str() {
                    "leaf" | "salt" | "log" | "sha256" if value.is_string() => Some("<hex>"),
                    "recorded_ms" => Some("<ms>"),
                    "score" => Some("<score>"),
                    "program" | "ruleset" | "why_zh" | "why_en" => Some("<text>"),
                    "bytes" => Some("<count>"),
                    _ => None,
                };
                (key, word.map_or_else(|| generalised(value), Value::from))
            })
            .collect(),
        Value::Array(list) => list.into_iter().map(generalised).collect(),
        other => other,
    }
}
