//! Which events belong to the matter.

use dunlog_model::{Body, Category, Direction, Label, StoredEvent};

/// True for what a report on collection is about: incoming contacts that collect or may collect, and notes.
/// Everything else on the phone is the person's private life and is only counted.
pub fn is_relevant(event: &StoredEvent) -> bool {
    matches!(event.body, Body::Note(_)) || is_collection(event) || is_suspicious(event)
}

/// True for an incoming contact, or a note about one, that is collection, lawful or not.
pub(crate) fn is_collection(event: &StoredEvent) -> bool {
    event.direction != Direction::Out && label(event).is_some_and(Label::is_collection)
}

/// True for suspected harassment.
pub(crate) fn is_harassment(event: &StoredEvent) -> bool {
    event.direction != Direction::Out && label(event) == Some(Label::Harassment)
}

/// True for a contact by phone: notes are about contacts, but are not one more call or message.
pub(crate) fn is_contact(event: &StoredEvent) -> bool {
    event.direction == Direction::In && !matches!(event.body, Body::Note(_))
}

/// The channel in the words of the limits.
pub(crate) fn channel(body: &Body) -> &'static str {
    match body {
        Body::Call(_) => "call",
        Body::Message(_) => "message",
        Body::Note(note) if note.note_kind == dunlog_model::NoteKind::Visit => "visit",
        Body::Note(_) => "note",
    }
}

fn is_suspicious(event: &StoredEvent) -> bool {
    let conduct = |categories: &[Category]| categories.iter().any(|category| category.is_conduct());
    event.direction == Direction::In
        && event
            .verdict
            .as_ref()
            .is_some_and(|verdict| verdict.label == Label::Uncertain && conduct(&verdict.categories))
}

fn label(event: &StoredEvent) -> Option<Label> {
    event.verdict.as_ref().map(|verdict| verdict.label)
}
