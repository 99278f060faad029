//! What comes out of the log: an event with everything that is known about it.

use crate::{Body, Direction, LogId, Person, PersonId, PhoneNumber, Source, Timestamp, Verdict};

/// The identity of an event within one database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub i64);

/// One event, resolved from all its sightings.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredEvent {
    /// Identity within the database.
    pub id: EventId,
    /// Whose phone saw it.
    pub person: Person,
    /// Which log it stands in.
    pub log: LogId,
    /// What happened, in the words of the source that knows best.
    pub body: Body,
    /// Towards the phone or away from it.
    pub direction: Direction,
    /// When, as the first sighting states it.
    pub time: Timestamp,
    /// When the network says it was sent.
    pub sent: Option<Timestamp>,
    /// The other party as shown.
    pub number: Option<PhoneNumber>,
    /// The name the phone showed.
    pub name: Option<String>,
    /// The SIM, in the words of the source.
    pub sim: Option<String>,
    /// Every source that saw it, first one first; never empty.
    pub sightings: Vec<Sighting>,
    /// The newest opinion, if there is one.
    pub verdict: Option<Verdict>,
    /// The person's own words on it.
    pub annotations: Vec<Annotation>,
    /// True when the private part was removed on request.
    pub redacted: bool,
}

/// What one source said of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Sighting {
    /// Position in the log.
    pub seq: u64,
    /// The leaf hash of the entry.
    pub leaf: [u8; 32],
    /// Who says so.
    pub source: Source,
    /// When it happened according to this source.
    pub time: Timestamp,
    /// What happened according to this source.
    pub body: Body,
    /// When we wrote it down, milliseconds since the epoch.
    pub recorded_ms: i64,
    /// The row identity in the source.
    pub provider_id: Option<String>,
    /// The columns of the source as JSON, verbatim; empty after a redaction.
    pub raw: String,
    /// The salt that the leaf was made with; zero after a redaction.
    pub salt: [u8; 16],
}

/// A person's tag or remark on an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// `tag` or `note`.
    pub kind: String,
    /// The tag or the words.
    pub text: String,
    /// When it was written, milliseconds since the epoch.
    pub recorded_ms: i64,
}

/// A span in which a source was not captured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Which source.
    pub source: Source,
    /// First moment not captured.
    pub from: Timestamp,
    /// Last moment not captured.
    pub to: Timestamp,
    /// Why, as a short code such as `permission_revoked`.
    pub why: String,
}

/// A gap as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredGap {
    /// Whose phone.
    pub person: PersonId,
    /// What was not captured.
    pub gap: Gap,
}

/// Something that happened to a log itself: a clock that jumped, a lost key, a restored backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredIncident {
    /// Whose phone.
    pub person: PersonId,
    /// A short code such as `key_lost`.
    pub what: String,
    /// What belongs to it; empty for most.
    pub detail: String,
    /// When it was written down, milliseconds since the epoch.
    pub recorded_ms: i64,
}

/// A checkpoint of another phone's log that was written into the holder's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnchor {
    /// Whose log was seen.
    pub person: PersonId,
    /// Identity of that log.
    pub log: LogId,
    /// Its entries then.
    pub size: u64,
    /// Its root then.
    pub root: [u8; 32],
    /// The position at which the holder's log says so.
    pub seq: u64,
    /// When it was written down, milliseconds since the epoch.
    pub recorded_ms: i64,
}

/// One log and how far it has grown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogHead {
    /// Whose phone.
    pub person: Person,
    /// Identity of the log.
    pub log: LogId,
    /// True for a log that this database appends to, false for that of another phone.
    pub is_local: bool,
    /// Number of entries; of another phone, at its newest checkpoint.
    pub size: u64,
    /// Merkle tree hash over all entries (RFC 6962).
    pub root: [u8; 32],
}

/// The file that is being imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchFile {
    /// Its name without folders.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Its length.
    pub bytes: u64,
    /// The format that was recognised.
    pub format: String,
}

/// What became of the records of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchCounts {
    /// Records that were read as observations.
    pub read: u64,
    /// Those that are new events.
    pub new: u64,
    /// Those that were known, or became a further witness of a known event.
    pub merged: u64,
    /// Records that could not be read.
    pub rejected: u64,
    /// True when the file ended in the middle.
    pub torn: bool,
}

/// A finished import, for the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Whose phone the file is from.
    pub person: PersonId,
    /// The file.
    pub file: BatchFile,
    /// The counts.
    pub counts: BatchCounts,
    /// When it was read, milliseconds since the epoch.
    pub started_ms: i64,
}
