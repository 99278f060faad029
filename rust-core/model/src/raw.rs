//! The columns of the source, word for word, beside what we made of them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;

/// Provider columns verbatim: column name to value, as the source wrote it (strings stay strings).
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawColumns(pub Map<String, Value>);

impl RawColumns {
    /// Adds a column whose source knows only text.
    pub fn put_text(&mut self, column: &str, value: &str) {
        self.0.insert(column.to_owned(), Value::String(value.to_owned()));
    }

    /// The columns as one JSON object, keys sorted.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.0).expect("a map of JSON values with text keys is always JSON")
    }
}

impl fmt::Debug for RawColumns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys()).finish()
    }
}
