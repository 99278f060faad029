//! Plain data of the product, with bounds: what a phone saw, who owns the phone, what we think of it.
//!
//! This crate knows no file, no clock, no SQL and no Java. Everything here can be built in a test with a
//! literal, compared, and printed without leaking a person's words: `Debug` of texts and numbers is redacted.

mod calendar;
mod event;
mod ids;
pub mod limits;
mod number;
pub mod own_csv;
mod person;
mod raw;
mod stored;
mod time;
mod verdict;

pub use event::{
    Body, Call, CallType, Channel, Direction, Message, MessageBox, Note, NoteKind, Observation, Source,
};
pub use ids::{LogId, PersonId};
pub use number::{NumberKey, PhoneNumber};
pub use person::{Person, Role};
pub use raw::RawColumns;
pub use stored::{
    Annotation, Batch, BatchCounts, BatchFile, EventId, Gap, LogHead, Sighting, StoredAnchor, StoredEvent,
    StoredGap, StoredIncident,
};
pub use time::{CivilDate, SecondOfDay, Timestamp, TimestampError};
pub use verdict::{Category, Evidence, LEARNT, Label, Reason, Score, Verdict};
