//! An entry as it is shown to somebody else: whole, or with some of its fields hidden and still proven.

use crate::entry::{Entry, EntryKind, Salt, field_commitment, field_salt, head, push_field};
use crate::tree::{Hash, leaf_hash};
use alloc::string::String;
use alloc::vec::Vec;

/// One entry with everything that is needed to compute its leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Position in its log.
    pub seq: u64,
    /// What it is.
    pub kind: EntryKind,
    /// The position of the entry it speaks of.
    pub of: Option<u64>,
    /// Wall clock at the time of appending, milliseconds since the epoch.
    pub recorded_ms: i64,
    /// The salt of the entry, from which those of all its fields follow. It is kept back when a field is hidden.
    pub salt: Option<Salt>,
    /// Sorted by name.
    pub fields: Vec<Field>,
}

/// One field of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Name, value, and the salt of this field alone.
    Shown(String, Vec<u8>, Salt),
    /// Name, and the commitment to a value that is not told.
    Hidden(String, Hash),
}

impl Record {
    /// Shows every field of an entry.
    pub fn whole(entry: &Entry<'_>) -> Self {
        let fields = entry.fields.iter().map(|(name, value)| {
            Field::Shown(String::from(*name), value.to_vec(), field_salt(entry.salt, name))
        });
        Self {
            seq: entry.seq,
            kind: entry.kind,
            of: entry.of,
            recorded_ms: entry.recorded_ms,
            salt: Some(*entry.salt),
            fields: fields.collect(),
        }
    }

    /// Hides the fields of these names; the leaf stays the same.
    #[must_use]
    pub fn hiding(mut self, names: &[&str]) -> Self {
        for field in &mut self.fields {
            if let Field::Shown(name, value, salt) = field
                && names.contains(&name.as_str())
            {
                *field = Field::Hidden(core::mem::take(name), field_commitment(salt, value));
                self.salt = None;
            }
        }
        self
    }

    /// The value of a field that is shown.
    pub fn shown(&self, wanted: &str) -> Option<&[u8]> {
        self.fields.iter().find_map(|field| match field {
            Field::Shown(name, value, _) if name == wanted => Some(value.as_slice()),
            _ => None,
        })
    }

    /// The value of a shown field as text; empty when there is none.
    pub fn text(&self, wanted: &str) -> &str {
        self.shown(wanted).and_then(|value| core::str::from_utf8(value).ok()).unwrap_or("")
    }

    /// True when the names are sorted and none stands twice: the form that is hashed.
    pub fn is_canonical(&self) -> bool {
        self.fields.windows(2).all(|pair| match pair {
            [one, other] => one.name() < other.name(),
            _ => true,
        })
    }

    /// The leaf hash in this log.
    pub fn leaf(&self, log: &[u8; 16]) -> Hash {
        let mut lines = head(log, self.seq, self.kind, self.of, self.recorded_ms, self.fields.len());
        for field in &self.fields {
            match field {
                Field::Shown(name, value, salt) => {
                    push_field(&mut lines, name, &field_commitment(salt, value))
                }
                Field::Hidden(name, commitment) => push_field(&mut lines, name, commitment),
            }
        }
        leaf_hash(lines.as_bytes())
    }
}

impl Field {
    /// The name, which is never hidden.
    pub fn name(&self) -> &str {
        match self {
            Self::Shown(name, ..) | Self::Hidden(name, _) => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hiding_a_field_keeps_the_leaf() {
        let fields: [(&str, &[u8]); 3] = [("name", b"x"), ("number", b"13900001234"), ("text", b"words")];
        let entry = Entry {
            log: &[7; 16],
            seq: 3,
            kind: EntryKind::Event,
            of: None,
            recorded_ms: 5,
            fields: &fields,
            salt: &[9; 16],
        };
        let whole = Record::whole(&entry);
        assert_eq!(whole.leaf(&[7; 16]), entry.leaf());
        let masked = whole.clone().hiding(&["name", "number"]);
        assert_eq!(masked.leaf(&[7; 16]), entry.leaf());
        assert_eq!((masked.text("number"), masked.text("text")), ("", "words"));
        assert!(masked.is_canonical());
        assert_ne!(masked.leaf(&[8; 16]), entry.leaf());
    }
}
