//! The rows of one entry, own or of another phone: the only statements that put evidence into the file.

use crate::entry_fields::SightingRow;
use crate::error::{At, Code, Error, Result};
use crate::identity::DedupeKey;
use crate::open::Ledger;
use dunlog_proof::{EntryKind, Hash, Salt};
use rusqlite::params;

/// The row of an entry.
pub(crate) struct EntryRow {
    pub log: i64,
    pub seq: u64,
    pub kind: EntryKind,
    /// The entry it speaks of; 0 when there is none, or when it is not here.
    pub of: i64,
    /// The position it speaks of, where that entry is not here; -1 otherwise.
    pub of_seq: i64,
    pub recorded_ms: i64,
    pub leaf: Hash,
}

impl Ledger {
    /// Inserts an entry and returns its row identity.
    pub(crate) fn insert_entry(&self, row: &EntryRow) -> Result<i64> {
        let place = "insert.entry";
        let seq = i64::try_from(row.seq).map_err(|_| Error::new(Code::Internal, place))?;
        self.connection
            .prepare_cached(
                "INSERT INTO entry (log_id, seq, kind, of_entry, recorded_ms, leaf, of_seq)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    row.log,
                    seq,
                    row.kind.id(),
                    row.of,
                    row.recorded_ms,
                    &row.leaf[..],
                    row.of_seq
                ])
            })
            .at(place)?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Inserts what one source says of an event. `batch` 0 means: not read from a file.
    pub(crate) fn insert_sighting(
        &self,
        (entry, event, log): (i64, i64, i64),
        batch: i64,
        row: &SightingRow,
        key: &DedupeKey,
        salt: &Salt,
    ) -> Result<()> {
        let place = "insert.sighting";
        self.connection
            .prepare_cached(
                "INSERT INTO sighting (entry_id, event_id, log_id, batch_id, kind, subtype, channel, direction, source,
                                       time_ms, sent_ms, seconds, dedupe_key)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    entry, event, log, batch, row.kind, row.subtype, row.channel, row.direction, row.source,
                    row.time_ms, row.sent_ms, row.seconds, &key[..]
                ])
            })
            .at(place)?;
        self.connection
            .prepare_cached(
                "INSERT INTO payload (entry_id, salt, number, number_key, name, sim, provider_id, text, raw)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    entry,
                    &salt[..],
                    row.number,
                    row.number_key,
                    row.name,
                    row.sim,
                    row.provider_id,
                    row.text,
                    row.raw
                ])
            })
            .at(place)
            .map(|_| ())
    }

    /// Inserts the private part of an entry that is no sighting: its words, and a name where it has one.
    pub(crate) fn insert_words(&self, entry: i64, salt: &Salt, text: &str, name: &str) -> Result<()> {
        self.connection
            .prepare_cached("INSERT INTO payload (entry_id, salt, text, name) VALUES (?1, ?2, ?3, ?4)")
            .and_then(|mut statement| statement.execute(params![entry, &salt[..], text, name]))
            .at("insert.words")
            .map(|_| ())
    }
}
