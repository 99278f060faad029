//! The JSON of a bundle: its head, its proofs, and one line per record.

use dunlog_proof::{
    Checkpoint, EntryKind, Field, Hash, Position, Record, Salt, field_salt, hex, unhex, verify_consistency,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The version of the format. A reader refuses later ones.
pub(crate) const FORMAT: &str = "bundle/1";

/// What the bundle is and who made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleHead {
    /// `bundle/1`.
    pub dunlog: String,
    /// What it was made for.
    pub purpose: Purpose,
    /// The case it is for, as hexadecimal; none when nobody invited.
    pub case: Option<String>,
    /// The log whose key signs the bundle.
    pub log: String,
    /// The public key of that log.
    pub key: String,
    /// Milliseconds since the epoch.
    pub exported_ms: i64,
    /// Name and version of the program.
    pub program: String,
    /// Names of the fields that are hidden in some records; empty when none is.
    pub hidden: Vec<String>,
    /// What else a reader may want to know; free of meaning for the check.
    #[serde(default)]
    pub about: Value,
}

/// What a bundle was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// For an authority: all logs of the case.
    Case,
    /// From a relative to the owner of a case.
    Share,
}

/// One log at one size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupHead {
    /// Whose phone, as they are called in the case.
    pub person: String,
    /// `debtor` or `third_party`.
    pub role: String,
    /// Identity of the log.
    pub log: String,
    /// Its public key.
    pub key: String,
    /// The same key as other tools take it.
    pub verifier_key: String,
    /// The file with the signed checkpoint.
    pub checkpoint: String,
    /// Level, index and hash of each complete subtree that holds no record of this bundle.
    pub cover: Vec<(u8, u64, String)>,
    /// That this tree begins with earlier ones which were shown before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier>,
}

/// An earlier state of the same log and the proof that nothing of it was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// Entries then.
    pub size: u64,
    /// Root then.
    pub root: String,
    /// Consistency proof (RFC 6962 §2.1.2).
    pub proof: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proofs {
    pub dunlog: String,
    pub groups: Vec<GroupHead>,
}

/// The first word of `proofs.json`.
pub(crate) const PROOFS: &str = "proofs/1";

impl Earlier {
    /// True when the tree of a checkpoint is proven to begin with this one.
    pub(crate) fn leads_to(&self, now: &Checkpoint) -> bool {
        let proof: Option<Vec<Hash>> = self.proof.iter().map(|hash| unhex(hash)).collect();
        match (unhex(&self.root), proof) {
            (Some(root), Some(proof)) => verify_consistency(self.size, &root, now.size, &now.root, &proof),
            _ => false,
        }
    }
}

impl GroupHead {
    pub(crate) fn cover(&self) -> Option<Vec<(Position, Hash)>> {
        self.cover
            .iter()
            .map(|(level, index, hash)| Some((Position { level: *level, index: *index }, unhex(hash)?)))
            .collect()
    }
}

/// The line of a record in the group of this number. Only text is ever hashed, so values are strings.
pub fn record_line(group: usize, record: &Record, leaf: &Hash) -> String {
    let mut fields = Map::new();
    let mut salts = Map::new();
    let mut hidden = Map::new();
    for field in &record.fields {
        match field {
            Field::Shown(name, value, salt) => {
                fields.insert(name.clone(), json!(String::from_utf8_lossy(value)));
                if record.salt.is_none() {
                    salts.insert(name.clone(), json!(hex(salt)));
                }
            }
            Field::Hidden(name, commitment) => {
                hidden.insert(name.clone(), json!(hex(commitment)));
            }
        }
    }
    let mut line = Map::new();
    line.insert("group".to_owned(), json!(group));
    line.insert("seq".to_owned(), json!(record.seq));
    line.insert("kind".to_owned(), json!(record.kind.id()));
    line.insert("of".to_owned(), json!(record.of));
    line.insert("recorded_ms".to_owned(), json!(record.recorded_ms));
    line.insert("leaf".to_owned(), json!(hex(leaf)));
    line.insert("fields".to_owned(), Value::Object(fields));
    if let Some(salt) = &record.salt {
        line.insert("salt".to_owned(), json!(hex(salt)));
    } else {
        line.insert("salts".to_owned(), Value::Object(salts));
        line.insert("hidden".to_owned(), Value::Object(hidden));
    }
    Value::Object(line).to_string()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    group: usize,
    seq: u64,
    kind: String,
    of: Option<u64>,
    recorded_ms: i64,
    leaf: String,
    fields: Map<String, Value>,
    #[serde(default)]
    salt: Option<String>,
    #[serde(default)]
    salts: Map<String, Value>,
    #[serde(default)]
    hidden: Map<String, Value>,
}

/// A record as it stands in its line.
pub(crate) struct ReadRecord {
    pub group: usize,
    pub record: Record,
    /// The leaf that the line states.
    pub stated: Hash,
}

/// Reads a line; `None` when it is not one of ours.
pub(crate) fn read_record(line: &str) -> Option<ReadRecord> {
    let Line { group, seq, kind, of, recorded_ms, leaf, fields, salt, salts, hidden } =
        serde_json::from_str(line).ok()?;
    let salt: Option<Salt> = match salt {
        Some(salt) => Some(unhex(&salt)?),
        None => None,
    };
    if salt.is_some() && !(salts.is_empty() && hidden.is_empty()) || fields.len() < salts.len() {
        return None;
    }
    let mut all = Vec::with_capacity(fields.len() + hidden.len());
    for (name, value) in fields {
        let own = match &salt {
            Some(salt) => field_salt(salt, &name),
            None => unhex(salts.get(&name)?.as_str()?)?,
        };
        let Value::String(value) = value else { return None };
        all.push(Field::Shown(name, value.into_bytes(), own));
    }
    for (name, commitment) in hidden {
        all.push(Field::Hidden(name, unhex(commitment.as_str()?)?));
    }
    all.sort_by(|one, other| one.name().cmp(other.name()));
    let record = Record { seq, kind: EntryKind::from_id(&kind)?, of, recorded_ms, salt, fields: all };
    record.is_canonical().then_some(())?;
    Some(ReadRecord { group, record, stated: unhex(&leaf)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use dunlog_proof::Entry;

    #[test]
    fn a_record_whole_or_with_hidden_fields_comes_back_from_its_line() {
        let fields: [(&str, &[u8]); 2] = [("number", b"13900001234"), ("text", "您好\n😀".as_bytes())];
        let entry = Entry {
            log: &[7; 16],
            seq: 3,
            kind: EntryKind::Witness,
            of: Some(1),
            recorded_ms: 5,
            fields: &fields,
            salt: &[9; 16],
        };
        for record in [Record::whole(&entry), Record::whole(&entry).hiding(&["number"])] {
            let read = read_record(&record_line(2, &record, &entry.leaf())).unwrap();
            assert_eq!((read.group, read.record.clone(), read.stated), (2, record, entry.leaf()));
            assert_eq!(read.record.leaf(&[7; 16]), entry.leaf());
        }
    }

    #[test]
    fn a_line_that_says_too_much_or_too_little_is_not_read() {
        let fields: [(&str, &[u8]); 1] = [("text", b"x")];
        let entry = Entry {
            log: &[7; 16],
            seq: 3,
            kind: EntryKind::Event,
            of: None,
            recorded_ms: 5,
            fields: &fields,
            salt: &[9; 16],
        };
        let line = record_line(0, &Record::whole(&entry), &entry.leaf());
        for (from, to) in [
            ("\"seq\":3", "\"seq\":-3"),
            ("\"kind\":\"event\"", "\"kind\":\"x\""),
            ("\"text\":\"x\"", "\"text\":7"),
            ("\"group\":0", "\"group\":0,\"more\":1"),
            ("\"salt\":\"09", "\"salt\":\"0g"),
            ("\"leaf\":\"", "\"leaf\":\"00"),
        ] {
            let changed = line.replace(from, to);
            assert_ne!(changed, line);
            assert!(read_record(&changed).is_none(), "{changed}");
        }
    }
}
