//! The two signatures of a bundle, both by the key of the log that exported it.
//!
//! `signature.txt` signs the hash of the tag manifest, and with it every file. The seal stands in the comment at the end
//! of the ZIP and signs the hash of every byte before it. A bag that was unpacked and packed again has lost its seal and
//! kept its signature.

use dunlog_proof::{Checkpoint, PublicKey, SigningKey, hex};

const BUNDLE: &str = "bundle/1";
const SEAL: &str = "seal/1";

pub(crate) fn sign_bag(key: &SigningKey, log: &[u8; 16], tag_manifest: &[u8; 32]) -> String {
    sign(key, log, BUNDLE, tag_manifest)
}

pub(crate) fn is_bag_signed(key: &PublicKey, log: &[u8; 16], tag_manifest: &[u8; 32], note: &str) -> bool {
    is_signed(key, log, BUNDLE, tag_manifest, note)
}

pub(crate) fn seal(key: &SigningKey, log: &[u8; 16], before: &[u8; 32]) -> String {
    sign(key, log, SEAL, before)
}

pub(crate) fn is_sealed(key: &PublicKey, log: &[u8; 16], before: &[u8; 32], note: &str) -> bool {
    is_signed(key, log, SEAL, before, note)
}

fn sign(key: &SigningKey, log: &[u8; 16], what: &str, hash: &[u8; 32]) -> String {
    key.sign_note(&Checkpoint::origin(log), &text(log, what, hash))
}

/// A note of ours has one signature and one spelling, so nothing can be added to it unseen.
fn is_signed(key: &PublicKey, log: &[u8; 16], what: &str, hash: &[u8; 32], note: &str) -> bool {
    let text = text(log, what, hash);
    let lines = note.strip_prefix(&text).and_then(|rest| rest.strip_prefix('\n'));
    lines.is_some_and(|lines| lines.lines().count() == 1)
        && key.open_note(&Checkpoint::origin(log), note) == Ok(&text)
}

fn text(log: &[u8; 16], what: &str, hash: &[u8; 32]) -> String {
    format!("{}\n{what}\n{}\n", Checkpoint::origin(log), hex(hash))
}
