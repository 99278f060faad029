//! Records of another phone of which some fields were not told.
//!
//! The told fields stand in the same columns as those of every record. What is needed beside them to compute the leaf,
//! the salts of the told fields and the commitments of the others, is kept as JSON.

use dunlog_proof::{Field, Record, hex, unhex};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize)]
struct Proof {
    salts: BTreeMap<String, String>,
    hidden: BTreeMap<String, String>,
}

/// What is to be kept beside the columns; `None` when the record is whole.
pub(crate) fn keep(record: &Record) -> Option<String> {
    if record.salt.is_some() {
        return None;
    }
    let mut proof = Proof { salts: BTreeMap::new(), hidden: BTreeMap::new() };
    for field in &record.fields {
        match field {
            Field::Shown(name, _, salt) => proof.salts.insert(name.clone(), hex(salt)),
            Field::Hidden(name, commitment) => proof.hidden.insert(name.clone(), hex(commitment)),
        };
    }
    serde_json::to_string(&proof).ok()
}

/// Puts the kept salts and commitments into what the columns gave; `None` when they do not fit.
pub(crate) fn restore(columns: Record, kept: &str) -> Option<Record> {
    let proof: Proof = serde_json::from_str(kept).ok()?;
    let mut fields = Vec::new();
    for field in columns.fields {
        let Field::Shown(name, value, _) = field else { return None };
        // A field that was told empty has no column of its own; one without a salt was never told.
        if let Some(salt) = proof.salts.get(&name) {
            let salt = unhex(salt)?;
            fields.push(Field::Shown(name, value, salt));
        }
    }
    for (name, commitment) in proof.hidden {
        fields.push(Field::Hidden(name, unhex(&commitment)?));
    }
    fields.sort_by(|one, other| one.name().cmp(other.name()));
    Some(Record { fields, salt: None, ..columns })
}
