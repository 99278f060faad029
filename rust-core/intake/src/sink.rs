//! What a reader hands over, and to whom.

use crate::{Code, Format};
use dunlog_model::Observation;
use std::fmt;

/// Takes what is read, in the order of the file. An error of the sink stops the reading at once.
pub trait Sink {
    /// Why the sink cannot take more.
    type Error;

    /// One record that was understood.
    fn observation(&mut self, place: Place, observation: Observation) -> Result<(), Self::Error>;

    /// One record that was not.
    fn reject(&mut self, reject: Reject<'_>) -> Result<(), Self::Error>;

    /// Called now and then with the bytes of the file that are behind us.
    fn progress(&mut self, _bytes_read: u64) {}
}

/// Where in the file a record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The entry of the ZIP, from the list of names that are read; `None` outside a ZIP.
    pub entry: Option<String>,
    /// The line in the file or entry, from 1. `None` where a format has no lines.
    pub line: Option<u64>,
    /// The first byte of the record in the file or (unpacked) entry, from 0.
    pub byte: u64,
}

/// A record that was not understood.
#[derive(Clone)]
pub struct Reject<'a> {
    /// Where it stands.
    pub place: Place,
    /// Why it was refused.
    pub code: Code,
    /// Its bytes as they stand in the file, at most `limits::RECORD_BYTES` of them.
    pub raw: &'a [u8],
}

/// What came of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The format that the content showed.
    pub format: Format,
    /// Observations delivered.
    pub read: u64,
    /// Rejects delivered.
    pub rejected: u64,
    /// True when the file ends before its format says so; the last reject then holds what was left.
    pub torn: bool,
    /// How many records the file claims to hold (`count` of a backup). Often wrong; shown, never trusted.
    pub declared: Option<u64>,
}

impl fmt::Debug for Reject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, code, raw } = self;
        write!(f, "Reject({code:?} at {place:?}, {} bytes)", raw.len())
    }
}
