//! What decides by itself, and the same everywhere: hashes of texts and files.

use sha2::{Digest, Sha256};

/// A number that a text has by its words.
pub(crate) fn number(text: &str) -> u32 {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The SHA-256 of a content, as it is written down.
pub(crate) fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
