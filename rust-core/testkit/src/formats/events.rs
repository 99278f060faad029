//! Event lines of this product: what a person wrote down.

use crate::plot::Note;
use serde_json::json;

/// One line for each note.
pub(crate) fn notes(notes: &[Note]) -> String {
    notes.iter().map(line).collect()
}

fn line(note: &Note) -> String {
    let mut line = json!({
        "dunlog": "event/1",
        "kind": "note",
        "note_kind": note.kind,
        "text": note.text,
        "time": note.at.to_string(),
    });
    if let (Some(columns), Some(number)) = (line.as_object_mut(), &note.number) {
        columns.insert("number".to_owned(), json!(number));
    }
    format!("{line}\n")
}
