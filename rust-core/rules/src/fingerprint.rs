//! A short name for data, so that a verdict can be traced to what made it.

use sha2::{Digest, Sha256};

/// The table of traditional characters, which decides over verdicts as rules do.
const TRADITIONAL: &str = include_str!(concat!(env!("OUT_DIR"), "/traditional.json"));

/// Names rule files with the table of numbers and the weights that go with them.
pub fn fingerprint(files: &[(&str, &str)], numbers: &str, weights: &[u8]) -> String {
    let mut hash = Sha256::new();
    let shared = [TRADITIONAL, numbers].map(str::as_bytes);
    for content in files.iter().map(|(_, content)| content.as_bytes()).chain(shared).chain([weights]) {
        hash.update(u64::try_from(content.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(content);
    }
    hash.finalize().iter().take(3).map(|byte| format!("{byte:02x}")).collect()
}
