//! Makes rules and weights ready to be read at a start, and packs them; see `dunlog-rules` and `src/bundle.rs`.

use dunlog_rules::{RuleError, Rules, Walker, fingerprint, packed, ready};

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
    let ready = made_ready(&files, &weights).unwrap_or_else(|error| panic!("{error}"));
    dunlog_datafile::pack(&[
        ("hash", fingerprint(&files, &numbers, &[]).as_bytes()),
        ("id", fingerprint(&files, &numbers, &weights).as_bytes()),
        ("rules", ready.rules.as_bytes()),
        ("lexicon", &ready.lexicon),
        ("numbers", numbers.as_bytes()),
    ]);
    dunlog_datafile::write("index.bin", &ready.index);
    dunlog_datafile::write("model.bin", &ready.model);
}

/// What is read at a start.
struct Ready {
    rules: String,
    lexicon: Vec<u8>,
    /// Of the phrases and of the features.
    index: Vec<u8>,
    /// The rest of the weights.
    model: Vec<u8>,
}

fn made_ready(files: &[(&str, &str)], weights: &[u8]) -> Result<Ready, RuleError> {
    let (rules, lexicon) = ready(Rules::read(files)?)?;
    let parts = packed::weights::Parts::read(weights)?;
    Ok(Ready {
        rules: serde_json::to_string(&rules).expect("rules are plain data"),
        lexicon: packed::lexicon::write(&lexicon)?,
        index: Walker::of(lexicon, &parts.features)?.index()?,
        model: parts.model()?,
    })
}
