//! Checkpoints (C2SP tlog-checkpoint): size and root of a log, signed by it.

use crate::hex::hex;
use crate::note::{NoteError, PublicKey, SigningKey};
use crate::tree::Hash;
use alloc::format;
use alloc::string::String;
use base64ct::{Base64, Encoding};

/// How large a log is and what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Identity of the log.
    pub log: [u8; 16],
    /// Number of entries.
    pub size: u64,
    /// Merkle tree hash over all of them.
    pub root: Hash,
}

impl Checkpoint {
    /// The name of a log in its checkpoints, and of its key.
    pub fn origin(log: &[u8; 16]) -> String {
        format!("dunlog/{}", hex(log))
    }

    /// The signed note.
    pub fn sign(&self, key: &SigningKey) -> String {
        key.sign_note(&Self::origin(&self.log), &self.text())
    }

    /// Reads a signed note of this log; an error when the key did not sign it or it is of another log.
    pub fn open(note: &str, log: &[u8; 16], key: &PublicKey) -> Result<Self, NoteError> {
        let text = key.open_note(&Self::origin(log), note)?;
        let checkpoint = Self::parse(text, log).ok_or(NoteError::Malformed)?;
        // One checkpoint is written in one way only: no leading zeros, no other alphabet.
        if checkpoint.text() == text { Ok(checkpoint) } else { Err(NoteError::Malformed) }
    }

    /// Three lines: origin, size, root.
    fn text(&self) -> String {
        format!("{}\n{}\n{}\n", Self::origin(&self.log), self.size, Base64::encode_string(&self.root))
    }

    fn parse(text: &str, log: &[u8; 16]) -> Option<Self> {
        let mut lines = text.split('\n');
        let size = lines.nth(1)?.parse().ok()?;
        let mut root = Hash::default();
        let decoded = Base64::decode(lines.next()?, &mut root).ok()?;
        (decoded.len() == root.len()).then_some(Self { log: *log, size, root })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_read_back_and_another_log_s_is_not() {
        let key = SigningKey::from_seed(&[7; 32]);
        let checkpoint = Checkpoint { log: [1; 16], size: 20_852_163, root: [9; 32] };
        let note = checkpoint.sign(&key);
        assert_eq!(Checkpoint::open(&note, &[1; 16], &key.public()), Ok(checkpoint));
        assert_eq!(Checkpoint::open(&note, &[2; 16], &key.public()), Err(NoteError::UnknownKey));
        let zeros = key.sign_note(&Checkpoint::origin(&[1; 16]), &checkpoint.text().replace("\n2", "\n02"));
        assert_eq!(Checkpoint::open(&zeros, &[1; 16], &key.public()), Err(NoteError::Malformed));
    }
}
