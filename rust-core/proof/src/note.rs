//! Signed notes (C2SP signed-note): a text, an empty line, and signature lines that other people's tools read.
//!
//! ```text
//! dunlog/00112233445566778899aabbccddeeff
//! 41
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//!
//! — dunlog/00112233445566778899aabbccddeeff Az3grlgtzPICa5OS8npVmf1Myq/5…
//! ```

use crate::hex::hex;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use base64ct::{Base64, Encoding};
use ed25519_dalek::{Signature, Signer};
use sha2::{Digest, Sha256};

/// The byte that says Ed25519 (C2SP signed-note).
const ED25519: u8 = 0x01;
/// A note of ours has three lines and few signatures.
const MAX_BYTES: usize = 16 * 1024;
const SIGNATURE_MARK: &str = "\u{2014} ";

/// The secret with which one log signs. Its memory is overwritten when it is dropped.
pub struct SigningKey(ed25519_dalek::SigningKey);

/// The public half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey(pub [u8; 32]);

/// Why a note is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteError {
    /// Not the form of a signed note.
    Malformed,
    /// There is no signature under this name and key.
    UnknownKey,
    /// The signature does not belong to the text.
    BadSignature,
}

impl SigningKey {
    /// From 32 random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// What [`SigningKey::from_seed`] was given.
    pub fn seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs a text that ends with a line feed under a name.
    pub fn sign_note(&self, name: &str, text: &str) -> String {
        let signature = self.0.sign(text.as_bytes());
        let mut bytes = key_id(name, &self.public()).to_vec();
        bytes.extend_from_slice(&signature.to_bytes());
        format!("{text}\n{SIGNATURE_MARK}{name} {}\n", Base64::encode_string(&bytes))
    }
}

impl PublicKey {
    /// The text of a note that this key signed under this name. Signatures of others are left aside.
    pub fn open_note<'n>(&self, name: &str, note: &'n str) -> Result<&'n str, NoteError> {
        let (text, signatures) = split_note(note)?;
        let wanted = key_id(name, self);
        let key = ed25519_dalek::VerifyingKey::from_bytes(&self.0).map_err(|_| NoteError::UnknownKey)?;
        for (by, bytes) in signatures {
            let Some((id, signature)) = bytes.split_first_chunk::<4>() else {
                return Err(NoteError::Malformed);
            };
            if by != name || *id != wanted {
                continue;
            }
            let signature = Signature::from_slice(signature).map_err(|_| NoteError::Malformed)?;
            return match key.verify_strict(text.as_bytes(), &signature) {
                Ok(()) => Ok(text),
                Err(_) => Err(NoteError::BadSignature),
            };
        }
        Err(NoteError::UnknownKey)
    }

    /// The key as other tools take it: `name+id+key` (C2SP signed-note, "vkey").
    pub fn verifier_key(&self, name: &str) -> String {
        let mut bytes = Vec::from([ED25519]);
        bytes.extend_from_slice(&self.0);
        format!("{name}+{}+{}", hex(&key_id(name, self)), Base64::encode_string(&bytes))
    }
}

/// Standard base64 with padding (RFC 4648 §4), as notes and proofs write hashes.
pub fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// SHA-256(name ‖ line feed ‖ kind ‖ key), the first four bytes.
fn key_id(name: &str, key: &PublicKey) -> [u8; 4] {
    let full = Sha256::new().chain_update(name).chain_update([b'\n', ED25519]).chain_update(key.0).finalize();
    let mut id = [0; 4];
    id.iter_mut().zip(full).for_each(|(to, from)| *to = from);
    id
}

type Signatures<'n> = Vec<(&'n str, Vec<u8>)>;

fn split_note(note: &str) -> Result<(&str, Signatures<'_>), NoteError> {
    if note.len() > MAX_BYTES || note.chars().any(|c| c.is_control() && c != '\n') {
        return Err(NoteError::Malformed);
    }
    let (_, lines) = note.rsplit_once("\n\n").ok_or(NoteError::Malformed)?;
    let text =
        note.strip_suffix(lines).and_then(|text| text.strip_suffix('\n')).ok_or(NoteError::Malformed)?;
    let lines = lines.strip_suffix('\n').ok_or(NoteError::Malformed)?;
    let mut signatures = Vec::new();
    for line in lines.split('\n') {
        let (name, bytes) = line
            .strip_prefix(SIGNATURE_MARK)
            .and_then(|line| line.split_once(' '))
            .ok_or(NoteError::Malformed)?;
        let bytes = Base64::decode_vec(bytes).map_err(|_| NoteError::Malformed)?;
        signatures.push((name, bytes));
    }
    Ok((text, signatures))
}

impl core::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SigningKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "dunlog/00112233445566778899aabbccddeeff";

    fn key() -> SigningKey {
        SigningKey::from_seed(&[7; 32])
    }

    #[test]
    fn a_signed_note_opens_and_any_change_of_it_does_not() {
        let note = key().sign_note(NAME, "one\ntwo\n");
        assert_eq!(key().public().open_note(NAME, &note), Ok("one\ntwo\n"));
        for at in 0..note.len() {
            for bit in 0..8 {
                let mut bytes = note.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let Ok(changed) = String::from_utf8(bytes) else { continue };
                assert!(key().public().open_note(NAME, &changed).is_err(), "{at} {bit}");
            }
        }
    }

    #[test]
    fn an_empty_line_in_the_text_is_text() {
        let note = key().sign_note(NAME, "one\n\ntwo\n");
        assert_eq!(key().public().open_note(NAME, &note), Ok("one\n\ntwo\n"));
    }

    #[test]
    fn another_key_and_another_name_are_told_from_a_bad_signature() {
        let note = key().sign_note(NAME, "one\n");
        let other = SigningKey::from_seed(&[8; 32]).public();
        assert_eq!(other.open_note(NAME, &note), Err(NoteError::UnknownKey));
        assert_eq!(key().public().open_note("dunlog/other", &note), Err(NoteError::UnknownKey));
        assert_eq!(key().public().open_note(NAME, &note.replace("one", "two")), Err(NoteError::BadSignature));
        assert_eq!(key().public().open_note(NAME, "one\n"), Err(NoteError::Malformed));
        assert_eq!(key().public().open_note(NAME, ""), Err(NoteError::Malformed));
    }

    #[test]
    fn signatures_of_others_are_left_aside() {
        let note = key().sign_note(NAME, "one\n");
        let witness = SigningKey::from_seed(&[8; 32]).sign_note("witness", "one\n");
        let both = format!("{note}{}", witness.lines().last().unwrap_or("")) + "\n";
        assert_eq!(key().public().open_note(NAME, &both), Ok("one\n"));
    }

    #[test]
    fn debug_shows_no_secret() {
        assert_eq!(format!("{:?}", key()), "SigningKey(…)");
    }
}
