//! Appending: one observation becomes a new event, one more witness, or nothing because it is known.
//!
//! A [`Writer`] holds one transaction open and commits it every [`ROWS_PER_COMMIT`] rows: a durable commit per
//! row would make a back-fill of 20,000 messages take minutes, one commit for all would lose everything on a
//! kill. Whatever is committed has its leaf and its place in the tree.

use crate::entry_fields;
use crate::error::{At, Code, Error, Result};
use crate::identity::{self, DedupeKey, RecentRows};
use crate::insert::EntryRow;
use crate::open::Ledger;
use dunlog_model::{EventId, LogId, Observation, PersonId, Source};
use dunlog_proof::{Entry, EntryKind, Frontier, Salt};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// Rows between two durable commits of a long import.
const ROWS_PER_COMMIT: u32 = 2_000;

/// A clock that is corrected by the network moves by seconds.
const CLOCK_TOLERANCE_MS: i64 = 5 * 60 * 1000;

/// What became of an observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new event.
    New(EventId),
    /// One more source for a known event.
    Witness(EventId),
    /// This source had said it before.
    Known(EventId),
}

/// Appends to one person's log. Uncommitted rows are undone when it is dropped without [`Writer::finish`].
pub struct Writer<'l> {
    pub(crate) ledger: &'l Ledger,
    pub(crate) log: i64,
    uid: LogId,
    batch: i64,
    frontier: Frontier,
    /// Who has spoken in this log. While it is one source only, there is nobody to be a witness with.
    sources: BTreeSet<Source>,
    recent: RecentRows,
    uncommitted: u32,
}

impl Ledger {
    /// Starts appending to a person's log. `batch` 0 means: seen live, not read from a file.
    pub fn writer(&mut self, person: PersonId, batch: i64) -> Result<Writer<'_>> {
        let (log, uid) = self.log_of(person)?;
        self.connection.execute_batch("BEGIN IMMEDIATE").at("append.begin")?;
        let mut writer = Writer {
            ledger: self,
            log,
            uid,
            batch,
            frontier: Frontier::new(),
            sources: BTreeSet::new(),
            recent: RecentRows::default(),
            uncommitted: 0,
        };
        writer.frontier = load_frontier(writer.ledger, log)?;
        writer.sources = load_sources(writer.ledger, log)?;
        writer.notice_clock()?;
        Ok(writer)
    }

    /// Appends one observation durably.
    pub fn observe(&mut self, person: PersonId, observation: &Observation) -> Result<Outcome> {
        let mut writer = self.writer(person, 0)?;
        let outcome = writer.put(observation)?;
        writer.finish()?;
        Ok(outcome)
    }
}

impl Writer<'_> {
    /// Appends one observation, or finds that it is known.
    pub fn put(&mut self, observation: &Observation) -> Result<Outcome> {
        let secret = &self.ledger.secret;
        let base = identity::dedupe_key(secret, observation, 0);
        let key = match self.recent.ordinal(base, observation.provider_id.as_deref()) {
            0 => base,
            ordinal => identity::dedupe_key(secret, observation, ordinal),
        };
        let outcome = match self.find(observation, &key)? {
            Found::Known(event) => return Ok(Outcome::Known(event)),
            Found::Event(event) => {
                self.append_sighting(observation, &key, Some(event))?;
                Outcome::Witness(event)
            }
            Found::Nothing => Outcome::New(self.append_sighting(observation, &key, None)?),
        };
        self.uncommitted += 1;
        if self.uncommitted >= ROWS_PER_COMMIT {
            self.commit()?;
            self.ledger.connection.execute_batch("BEGIN IMMEDIATE").at("append.begin")?;
        }
        Ok(outcome)
    }

    /// A clock that stands before the last entry was set back, or the phone was. The log says so itself, once.
    fn notice_clock(&mut self) -> Result<()> {
        let place = "append.clock";
        let Some(last) = self.frontier.size().checked_sub(1) else { return Ok(()) };
        let last = i64::try_from(last).map_err(|_| Error::new(Code::Internal, place))?;
        let written: i64 = self
            .ledger
            .connection
            .prepare_cached("SELECT recorded_ms FROM entry WHERE log_id = ?1 AND seq = ?2")
            .and_then(|mut statement| statement.query_row(params![self.log, last], |row| row.get(0)))
            .at(place)?;
        let back = written - self.ledger.environment.now_ms();
        if back > CLOCK_TOLERANCE_MS {
            self.append_incident("clock_back", &(back / 1000).to_string())?;
        }
        Ok(())
    }

    /// Commits what is left.
    pub fn finish(mut self) -> Result<()> {
        self.commit()
    }

    /// Appends an entry of any kind and returns its row id. `fields` are sorted by name.
    pub(crate) fn append_entry(
        &mut self,
        kind: EntryKind,
        of: Option<EventId>,
        salt: &Salt,
        fields: &[(&str, &[u8])],
    ) -> Result<i64> {
        let seq = self.frontier.size();
        let recorded_ms = self.ledger.environment.now_ms();
        let of_seq = of.map(|event| self.seq_of(event)).transpose()?;
        let entry = Entry { log: &self.uid.0, seq, kind, of: of_seq, recorded_ms, fields, salt };
        let leaf = entry.leaf();
        let of = of.map_or(0, |event| event.0);
        let id = self.ledger.insert_entry(&EntryRow {
            log: self.log,
            seq,
            kind,
            of,
            of_seq: -1,
            recorded_ms,
            leaf,
        })?;
        self.frontier.append(leaf);
        Ok(id)
    }

    /// Fresh randomness for one entry.
    pub(crate) fn salt(&self) -> Result<Salt> {
        let mut salt = Salt::default();
        if self.ledger.environment.fill_random(&mut salt) {
            Ok(salt)
        } else {
            Err(Error::new(Code::Internal, "append.random"))
        }
    }

    fn append_sighting(
        &mut self,
        seen: &Observation,
        key: &DedupeKey,
        of: Option<EventId>,
    ) -> Result<EventId> {
        let salt = self.salt()?;
        let row = entry_fields::SightingRow::of(seen);
        let kind = if of.is_some() { EntryKind::Witness } else { EntryKind::Event };
        let id = self.append_entry(kind, of, &salt, &entry_fields::borrow(&row.fields()))?;
        let event = of.unwrap_or(EventId(id));
        self.sources.insert(seen.source);
        self.ledger.insert_sighting((id, event.0, self.log), self.batch, &row, key, &salt)?;
        Ok(event)
    }

    fn find(&self, seen: &Observation, key: &DedupeKey) -> Result<Found> {
        let place = "append.find";
        let source = entry_fields::word(&seen.source);
        let mut statement = self
            .ledger
            .connection
            .prepare_cached("SELECT event_id, source FROM sighting WHERE time_ms = ?1 AND log_id = ?2 AND dedupe_key = ?3")
            .at(place)?;
        let same: Vec<(i64, String)> = statement
            .query_map(params![seen.time.ms(), self.log, &key[..]], |row| Ok((row.get(0)?, row.get(1)?)))
            .at(place)?
            .collect::<rusqlite::Result<_>>()
            .at(place)?;
        if let Some((event, _)) = same.iter().find(|(_, known)| *known == source) {
            return Ok(Found::Known(EventId(*event)));
        }
        for (event, _) in &same {
            if !self.has_spoken(*event, &source)? {
                return Ok(Found::Event(EventId(*event)));
            }
        }
        self.find_near(seen, &source)
    }

    /// The nearest event in time that another source saw and this one has not spoken of.
    fn find_near(&self, seen: &Observation, source: &str) -> Result<Found> {
        let place = "append.find_near";
        // The widest tolerance of any other source that has spoken here; none, and there is nothing to look for.
        let others = self.sources.iter().filter(|other| **other != seen.source);
        let widest = others.filter_map(|other| identity::tolerance_ms(&seen.body, seen.source, *other)).max();
        let Some(widest) = widest else { return Ok(Found::Nothing) };
        let number = seen.number.as_ref().map(dunlog_model::PhoneNumber::key);
        let mut statement = self
            .ledger
            .connection
            .prepare_cached(
                "SELECT s.event_id, s.source, s.time_ms, p.text
                 FROM sighting s JOIN payload p ON p.entry_id = s.entry_id
                 WHERE s.time_ms BETWEEN ?1 AND ?2 AND s.log_id = ?3 AND s.kind = ?4 AND s.direction = ?5
                   AND p.number_key = ?6 AND s.source <> ?7
                   AND NOT EXISTS (SELECT 1 FROM sighting w WHERE w.event_id = s.event_id AND w.source = ?7)
                 ORDER BY abs(s.time_ms - ?8), s.entry_id",
            )
            .at(place)?;
        let time = seen.time.ms();
        let mut rows = statement
            .query(params![
                time - widest,
                time + widest,
                self.log,
                seen.body.kind_id(),
                entry_fields::word(&seen.body.direction()),
                number.as_ref().map_or("", |key| key.as_str()),
                source,
                time
            ])
            .at(place)?;
        while let Some(row) = rows.next().at(place)? {
            let other: String = row.get(1).at(place)?;
            let other_time: i64 = row.get(2).at(place)?;
            let text: String = row.get(3).at(place)?;
            let Some(other) = entry_fields::source(&other) else {
                continue;
            };
            let near = identity::tolerance_ms(&seen.body, seen.source, other)
                .is_some_and(|ms| (other_time - time).abs() <= ms);
            if near && identity::same_words(seen.body.text().unwrap_or(""), &text) {
                return Ok(Found::Event(EventId(row.get(0).at(place)?)));
            }
        }
        Ok(Found::Nothing)
    }

    fn has_spoken(&self, event: i64, source: &str) -> Result<bool> {
        self.ledger
            .connection
            .prepare_cached("SELECT 1 FROM sighting WHERE event_id = ?1 AND source = ?2")
            .and_then(|mut statement| statement.query_row(params![event, source], |_| Ok(())).optional())
            .at("append.has_spoken")
            .map(|found| found.is_some())
    }

    fn seq_of(&self, event: EventId) -> Result<u64> {
        self.ledger
            .connection
            .prepare_cached("SELECT seq FROM entry WHERE id = ?1 AND log_id = ?2")
            .and_then(|mut statement| {
                statement.query_row(params![event.0, self.log], |row| row.get::<_, i64>(0))
            })
            .at("append.seq_of")
            .map(i64::unsigned_abs)
    }

    fn commit(&mut self) -> Result<()> {
        let place = "append.commit";
        let size = i64::try_from(self.frontier.size()).map_err(|_| Error::new(Code::Internal, place))?;
        let sources: Vec<String> = self.sources.iter().map(entry_fields::word).collect();
        let sources = sources.join(" ");
        let connection = &self.ledger.connection;
        connection
            .prepare_cached("UPDATE tree SET size = ?2, frontier = ?3, sources = ?4 WHERE log_id = ?1")
            .and_then(|mut statement| {
                statement.execute(params![self.log, size, self.frontier.to_bytes(), sources])
            })
            .at(place)?;
        connection.execute_batch("COMMIT").at(place)?;
        self.uncommitted = 0;
        Ok(())
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        if !self.ledger.connection.is_autocommit() {
            // Nothing better can be done with an error here: SQLite undoes the transaction at the next open.
            let _ = self.ledger.connection.execute_batch("ROLLBACK");
        }
    }
}

enum Found {
    Known(EventId),
    Event(EventId),
    Nothing,
}

pub(crate) fn load_frontier(ledger: &Ledger, log: i64) -> Result<Frontier> {
    let place = "append.tree";
    let (size, bytes): (i64, Vec<u8>) = ledger
        .connection
        .query_row("SELECT size, frontier FROM tree WHERE log_id = ?1", [log], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .at(place)?;
    let size = u64::try_from(size).map_err(|_| Error::new(Code::DbCorrupt, place))?;
    Frontier::from_bytes(size, &bytes).map_err(|_| Error::new(Code::DbCorrupt, place))
}

fn load_sources(ledger: &Ledger, log: i64) -> Result<BTreeSet<Source>> {
    let words: String = ledger
        .connection
        .query_row("SELECT sources FROM tree WHERE log_id = ?1", [log], |row| row.get(0))
        .at("append.sources")?;
    Ok(words.split_whitespace().filter_map(entry_fields::source).collect())
}
