//! The canonical form of one log entry, from which its leaf hash is made.
//!
//! The form is plain lines, so that anybody can rebuild it with a text editor and a SHA-256 tool:
//!
//! ```text
//! dunlog-entry/1
//! log 00112233445566778899aabbccddeeff
//! seq 41
//! kind event
//! of -
//! recorded 1790859791000
//! field number 8d96…
//! field text 03ac…
//! ```
//!
//! A field line does not hold the value but a salted commitment to it. A whole record hashed at once would
//! have to be shown whole: here a bystander's number can stay hidden while the time and the text of the same
//! entry are shown and proven. The salts matter because eleven digits are guessed in minutes from a bare hash.

use crate::hex::hex;
use crate::tree::{Hash, leaf_hash};
use alloc::format;
use alloc::string::String;
use sha2::{Digest, Sha256};

/// Bytes of randomness per entry.
pub const SALT_BYTES: usize = 16;
/// The random salt of one entry.
pub type Salt = [u8; SALT_BYTES];

/// What an entry of the log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// The first sighting of a call, a message or a note.
    Event,
    /// Another source's sighting of an event.
    Witness,
    /// A span in which a source was not captured.
    Gap,
    /// A tag, a correction or a remark on an event by the person.
    Annotation,
    /// The removal of an entry's private part.
    Redaction,
    /// A checkpoint of another log that was seen.
    Anchor,
    /// Something that happened to the log itself: a clock jump, a lost key, a restored backup.
    Incident,
}

/// One entry, ready to be hashed. Fields must be sorted by name and not repeat.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Identity of the log.
    pub log: &'a [u8; 16],
    /// Position in the log, from 0.
    pub seq: u64,
    /// What it is.
    pub kind: EntryKind,
    /// The position of the entry it speaks of, if it speaks of one.
    pub of: Option<u64>,
    /// Wall clock at the time of appending, milliseconds since the epoch.
    pub recorded_ms: i64,
    /// Names and values of the private part.
    pub fields: &'a [(&'a str, &'a [u8])],
    /// The randomness that hides the values.
    pub salt: &'a Salt,
}

impl EntryKind {
    /// The word in the canonical form and in the database.
    pub fn id(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Witness => "witness",
            Self::Gap => "gap",
            Self::Annotation => "annotation",
            Self::Redaction => "redaction",
            Self::Anchor => "anchor",
            Self::Incident => "incident",
        }
    }

    /// Reads [`EntryKind::id`].
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::Event,
        Self::Witness,
        Self::Gap,
        Self::Annotation,
        Self::Redaction,
        Self::Anchor,
        Self::Incident,
    ];
}

impl Entry<'_> {
    /// The leaf hash of RFC 6962 over the canonical form.
    pub fn leaf(&self) -> Hash {
        leaf_hash(self.canonical().as_bytes())
    }

    /// The canonical form, every line ended by a line feed.
    pub fn canonical(&self) -> String {
        let mut lines = head(self.log, self.seq, self.kind, self.of, self.recorded_ms, self.fields.len());
        for (name, value) in self.fields {
            push_field(&mut lines, name, &field_commitment(&field_salt(self.salt, name), value));
        }
        lines
    }
}

/// The lines before the fields.
pub(crate) fn head(
    log: &[u8; 16],
    seq: u64,
    kind: EntryKind,
    of: Option<u64>,
    recorded_ms: i64,
    fields: usize,
) -> String {
    let of = of.map_or_else(|| String::from("-"), |seq| format!("{seq}"));
    let mut lines = String::with_capacity(160 + 90 * fields);
    lines.push_str("dunlog-entry/1\nlog ");
    lines.push_str(&hex(log));
    lines.push_str(&format!("\nseq {seq}\nkind {}\nof {of}\nrecorded {recorded_ms}\n", kind.id()));
    lines
}

/// The line of one field.
pub(crate) fn push_field(lines: &mut String, name: &str, commitment: &Hash) {
    lines.push_str("field ");
    lines.push_str(name);
    lines.push(' ');
    lines.push_str(&hex(commitment));
    lines.push('\n');
}

/// The salt of one field: the first 16 bytes of SHA-256(entry salt ‖ name). Showing the salt of one field says
/// nothing about the others: the entry salt is 16 random bytes that stay hidden, and half of the hash is cut off.
pub fn field_salt(salt: &Salt, name: &str) -> Salt {
    let full = Sha256::new().chain_update(salt).chain_update(name.as_bytes()).finalize();
    let mut short = [0; SALT_BYTES];
    short.iter_mut().zip(full).for_each(|(to, from)| *to = from);
    short
}

/// SHA-256(field salt ‖ value).
pub fn field_commitment(field_salt: &Salt, value: &[u8]) -> Hash {
    Sha256::new().chain_update(field_salt).chain_update(value).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: [u8; 16] = [7; 16];
    const SALT: Salt = [9; SALT_BYTES];

    fn entry<'a>(fields: &'a [(&'a str, &'a [u8])]) -> Entry<'a> {
        Entry {
            log: &LOG,
            seq: 41,
            kind: EntryKind::Event,
            of: None,
            recorded_ms: 1_790_859_791_000,
            fields,
            salt: &SALT,
        }
    }

    #[test]
    fn the_canonical_form_is_frozen() {
        let fields: [(&str, &[u8]); 2] = [("number", b"13900001234"), ("text", "您好".as_bytes())];
        let form = entry(&fields).canonical();
        // Rebuilt with Python's hashlib.
        assert_eq!(
            form,
            "dunlog-entry/1\nlog 07070707070707070707070707070707\nseq 41\nkind event\nof -\n\
             recorded 1790859791000\n\
             field number f6a104f143498a51d1059f00c49757c73a9510b45ec913bfcab37d1482deaca5\n\
             field text 601277a863e1a7e363812e7a7feac82a9e0cf08fa5c8b0050cc0689405000cdf\n"
        );
    }

    #[test]
    fn any_change_changes_the_leaf() {
        let base = entry(&[("number", b"13900001234")]).leaf();
        assert_ne!(base, entry(&[("number", b"13900001235")]).leaf());
        assert_ne!(base, entry(&[("name", b"13900001234")]).leaf());
        assert_ne!(base, entry(&[]).leaf());
        assert_ne!(base, Entry { seq: 42, ..entry(&[("number", b"13900001234")]) }.leaf());
        assert_ne!(base, Entry { of: Some(0), ..entry(&[("number", b"13900001234")]) }.leaf());
        assert_ne!(base, Entry { salt: &[8; SALT_BYTES], ..entry(&[("number", b"13900001234")]) }.leaf());
    }

    #[test]
    fn kinds_read_back() {
        for kind in EntryKind::ALL {
            assert_eq!(EntryKind::from_id(kind.id()), Some(kind));
        }
        assert_eq!(EntryKind::from_id("nothing"), None);
    }
}
