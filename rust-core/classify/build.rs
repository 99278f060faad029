//! Makes rules ready to be read at a start, and packs them; see `dunlog-rules` and `src/bundle.rs`.

use dunlog_rules::{RuleError, Rules, fingerprint, packed, ready};

/// In this order they make the name of the rule set.
const RULES: [&str; 17] = [
    "calls",
    "collection",
    "fraud",
    "impersonation",
    "insult",
    "learnt",
    "loan_ad",
    "ordinary",
    "repayment",
    "settings",
    "shaming",
    "spellings",
    "terms",
    "third_party",
    "threat",
    "violence",
    "visit",
];

fn main() {
    let json = |name: &str| dunlog_datafile::shipped(&format!("rules/{name}.toml"));
    let contents = RULES.map(json);
    let files: Vec<(&str, &str)> = RULES.into_iter().zip(contents.iter().map(String::as_str)).collect();
    let numbers = json("numbers");
    let weights = dunlog_datafile::bytes("model/weights.bin");
    let (rules, lexicon) = made_ready(&files).unwrap_or_else(|error| panic!("{error}"));
    dunlog_datafile::pack(&[
        ("hash", fingerprint(&files, &numbers, &[]).as_bytes()),
        ("id", fingerprint(&files, &numbers, &weights).as_bytes()),
        ("rules", rules.as_bytes()),
        ("lexicon", &lexicon),
        ("numbers", numbers.as_bytes()),
    ]);
}

fn made_ready(files: &[(&str, &str)]) -> Result<(String, Vec<u8>), RuleError> {
    let (rules, lexicon) = ready(Rules::read(files)?)?;
    let rules = serde_json::to_string(&rules).expect("rules are plain data");
    Ok((rules, packed::lexicon::write(&lexicon)?))
}
