//! The records of another phone into this database.
//!
//! Another phone's log is kept beside the own ones, never mixed into them: its positions, leaves and checkpoints stay as
//! they were signed. Merging the same records again writes nothing, and the order of merging does not matter. Everything
//! was proven before it comes here; what is checked here is what only this database can know: whether the log is the one
//! that was known, and whether its history is still the same.

use crate::checkpoint::SignedCheckpoint;
use crate::entry_fields::{self, SightingRow};
use crate::error::{At, Code, Error, Result};
use crate::insert::EntryRow;
use crate::nodes::Tree;
use crate::open::Ledger;
use crate::partial;
use dunlog_model::{LogId, PersonId, PhoneNumber, Role, Timestamp, limits};
use dunlog_proof::{Checkpoint, EntryKind, Hash, Position, PublicKey, Record};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use std::collections::BTreeMap;

/// What one bundle shows of one log. Signature, cover and leaves were checked.
#[derive(Clone, Copy, Debug)]
pub struct IncomingLog<'b> {
    /// How the person is called here.
    pub person: &'b str,
    /// Their part in the matter.
    pub role: Role,
    /// Their key.
    pub key: &'b PublicKey,
    /// Size and root.
    pub checkpoint: &'b Checkpoint,
    /// The signed note.
    pub note: &'b str,
    /// Hashes of what is not shown.
    pub cover: &'b [(Position, Hash)],
    /// Sizes and roots that are proven to be earlier states of this log.
    pub earlier: &'b [(u64, Hash)],
    /// What is shown, by position.
    pub records: &'b [Record],
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// Whose phone.
    pub person: String,
    /// Entries that were new.
    pub new: u64,
    /// Of them: calls, messages and notes.
    pub events: u64,
    /// Entries that were known.
    pub known: u64,
    /// Entries whose private part went, because the phone removed it.
    pub removed: u64,
    /// This log came for the first time.
    pub first_time: bool,
    /// The log is this database's own: nothing was to be done.
    pub own: bool,
    /// The newest state that was known is proven to be the beginning of this one, or this is an older one.
    pub continues: bool,
}

impl Ledger {
    /// Merges one log in one step: all of it or nothing. `WrongKey` when the log is known under another key, `ForkedLog`
    /// when it contradicts what is known, `RoleDiffers`, and `RecordMalformed`.
    pub fn merge(&mut self, incoming: &IncomingLog<'_>) -> Result<Merged> {
        let place = "merge.begin";
        let uid = LogId(incoming.checkpoint.log);
        if let Some(log) = self.logs()?.iter().find(|log| log.uid == uid && log.is_local) {
            return self.compare_own(log.id, incoming);
        }
        let transaction = self.connection.unchecked_transaction().at(place)?;
        let mut merged = Merged { person: incoming.person.to_owned(), ..Merged::default() };
        let log = self.foreign_log(&uid, incoming, &mut merged)?;
        merged.continues = self.check_history(log, &uid, incoming)?;
        let checkpoint = self.keep_checkpoint(log, &uid, incoming)?;
        let mut step = Step { ledger: self, log, uid, checkpoint, merged };
        for record in incoming.records {
            step.record(record)?;
        }
        let merged = step.merged;
        let tree = Tree { ledger: self, log };
        for (at, hash) in incoming.cover {
            tree.store(*at, hash)?;
        }
        transaction.commit().at("merge.commit")?;
        if merged.removed > 0 {
            self.flush()?; // what was overwritten must not live on in the write-ahead log
        }
        Ok(merged)
    }

    /// Notes in the holder's own log that a checkpoint of another log was seen, once for each.
    pub fn anchor(&mut self, uid: &LogId) -> Result<bool> {
        let place = "merge.anchor";
        let Some(holder) = self.holder()? else { return Ok(false) };
        let log = self.log_by_uid(uid)?.ok_or(Error::new(Code::InvalidInput, place))?;
        let Some(newest) = self.newest_checkpoint(log)? else { return Ok(false) };
        let known: Option<i64> = self
            .connection
            .query_row("SELECT entry_id FROM anchor WHERE checkpoint_id = ?1", [newest.id], |row| row.get(0))
            .optional()
            .at(place)?;
        if known.is_some() {
            return Ok(false);
        }
        let mut writer = self.writer(holder, 0)?;
        writer.append_anchor(newest.id, &newest.note)?;
        writer.finish()?;
        Ok(true)
    }

    /// Our own log coming back: every record must be as it stands here.
    fn compare_own(&self, log: i64, incoming: &IncomingLog<'_>) -> Result<Merged> {
        let mut merged =
            Merged { person: incoming.person.to_owned(), own: true, continues: true, ..Merged::default() };
        for record in incoming.records {
            let (_, leaf) =
                self.entry_at(log, record.seq)?.ok_or(Error::new(Code::ForkedLog, "merge.own"))?;
            if leaf != record.leaf(&incoming.checkpoint.log) {
                return Err(Error::new(Code::ForkedLog, "merge.own"));
            }
            merged.known += 1;
        }
        Ok(merged)
    }

    fn foreign_log(&self, uid: &LogId, incoming: &IncomingLog<'_>, merged: &mut Merged) -> Result<i64> {
        if let Some(log) = self.log_by_uid(uid)? {
            let keys = self.keys_of(uid)?;
            if !keys.contains(incoming.key) {
                return Err(Error::new(Code::WrongKey, "merge.key"));
            }
            merged.person = self.name_of(log)?; // as it is known here, whatever the bundle calls it
            return Ok(log);
        }
        let person = self.ensure_name(incoming.person, incoming.role)?;
        let log = self.insert_log(uid, person.id, false)?;
        self.insert_key(log, incoming.key)?;
        merged.first_time = true;
        Ok(log)
    }

    fn name_of(&self, log: i64) -> Result<String> {
        self.connection
            .query_row(
                "SELECT p.name FROM person p JOIN log l ON l.person_id = p.id WHERE l.id = ?1",
                [log],
                |row| row.get(0),
            )
            .at("merge.name_of")
    }

    /// True when the newest known state is proven to be the beginning of the incoming one, or the other way round.
    fn check_history(&self, log: i64, uid: &LogId, incoming: &IncomingLog<'_>) -> Result<bool> {
        let known = self.checkpoints(uid)?;
        let forked = || Error::new(Code::ForkedLog, "merge.history");
        let now = incoming.checkpoint;
        let states = incoming.earlier.iter().copied().chain([(now.size, now.root)]);
        let mut proven = false;
        for (size, root) in states {
            for same in known.iter().filter(|known| known.size == size) {
                if same.root != root {
                    return Err(forked());
                }
                proven = true;
            }
        }
        let newest = known.iter().map(|known| known.size).max();
        // Of a log that was never seen there is nothing to continue.
        let newest_is_proven = match newest {
            None => true,
            Some(newest) if newest > now.size => proven,
            Some(newest) => newest == now.size || incoming.earlier.iter().any(|(size, _)| *size == newest),
        };
        if newest_is_proven || newest.is_none() {
            return Ok(newest_is_proven);
        }
        // Not proven in the bundle, but perhaps by what is known of both together.
        let older = newest.unwrap_or(0).min(now.size);
        let cover = incoming.cover.iter().copied().collect();
        let mut union = Union { tree: Tree { ledger: self, log }, incoming, cover };
        Ok(match dunlog_proof::span_hash(&mut union, 0, older) {
            Ok(root) => known.iter().any(|known| known.size == older && known.root == root),
            Err(_) => false,
        })
    }

    fn keep_checkpoint(&self, log: i64, uid: &LogId, incoming: &IncomingLog<'_>) -> Result<i64> {
        let known = self.checkpoints(uid)?;
        let now = self.environment.now_ms();
        let has = |size: u64, signed: bool| {
            known.iter().find(|known| known.size == size && (!signed || !known.note.is_empty()))
        };
        for (size, root) in incoming.earlier {
            if has(*size, false).is_none() {
                let checkpoint = Checkpoint { log: uid.0, size: *size, root: *root };
                self.insert_checkpoint(log, &checkpoint, "", incoming.key, now, "proven")?;
            }
        }
        match has(incoming.checkpoint.size, true) {
            Some(SignedCheckpoint { id, .. }) => Ok(*id),
            None => {
                self.insert_checkpoint(log, incoming.checkpoint, incoming.note, incoming.key, now, "import")
            }
        }
    }

    /// Row and leaf of the entry at a position.
    pub(crate) fn entry_at(&self, log: i64, seq: u64) -> Result<Option<(i64, Hash)>> {
        let place = "merge.entry_at";
        let seq = i64::try_from(seq).map_err(|_| Error::new(Code::InvalidInput, place))?;
        self.connection
            .prepare_cached("SELECT id, leaf FROM entry WHERE log_id = ?1 AND seq = ?2")
            .and_then(|mut statement| {
                statement.query_row(params![log, seq], |row| Ok((row.get(0)?, row.get(1)?))).optional()
            })
            .at(place)
    }
}

/// What is stored of a tree and what has just come, together.
struct Union<'l, 'b> {
    tree: Tree<'l>,
    incoming: &'b IncomingLog<'b>,
    cover: BTreeMap<Position, Hash>,
}

impl dunlog_proof::Nodes for Union<'_, '_> {
    type Error = Error;

    fn node(&mut self, at: Position) -> Result<Hash> {
        if let Some(hash) = self.cover.get(&at) {
            return Ok(*hash);
        }
        if at.level == 0
            && let Ok(found) = self.incoming.records.binary_search_by_key(&at.index, |record| record.seq)
            && let Some(record) = self.incoming.records.get(found)
        {
            return Ok(record.leaf(&self.incoming.checkpoint.log));
        }
        let Some(level) = at.level.checked_sub(1) else {
            return self.tree.node(at);
        };
        let (left, right) =
            (Position { level, index: at.index * 2 }, Position { level, index: at.index * 2 + 1 });
        match (self.node(left), self.node(right)) {
            (Ok(left), Ok(right)) => Ok(dunlog_proof::node_hash(&left, &right)),
            _ => self.tree.node(at),
        }
    }
}

struct Step<'l> {
    ledger: &'l Ledger,
    log: i64,
    uid: LogId,
    checkpoint: i64,
    merged: Merged,
}

impl Step<'_> {
    fn record(&mut self, record: &Record) -> Result<()> {
        let leaf = record.leaf(&self.uid.0);
        let id = match self.ledger.entry_at(self.log, record.seq)? {
            Some((_, known)) if known != leaf => return Err(Error::new(Code::ForkedLog, "merge.record")),
            Some((id, _)) => {
                self.merged.known += 1;
                id
            }
            None => {
                let id = self.insert(record, &leaf)?;
                self.merged.new += 1;
                self.merged.events += u64::from(record.kind == EntryKind::Event);
                id
            }
        };
        self.ledger
            .connection
            .prepare_cached(
                "INSERT INTO shown_by (entry_id, checkpoint_id) VALUES (?1, ?2)
                 ON CONFLICT (entry_id) DO UPDATE SET checkpoint_id = excluded.checkpoint_id
                 WHERE (SELECT size FROM checkpoint WHERE id = excluded.checkpoint_id)
                     > (SELECT size FROM checkpoint WHERE id = shown_by.checkpoint_id)",
            )
            .and_then(|mut statement| statement.execute([id, self.checkpoint]))
            .at("merge.shown_by")
            .map(|_| ())
    }

    fn insert(&mut self, record: &Record, leaf: &Hash) -> Result<i64> {
        let place = "merge.insert";
        let malformed = || Error::new(Code::RecordMalformed, place);
        Timestamp::from_ms(record.recorded_ms).map_err(|_| malformed())?;
        let of = match record.of {
            None => None,
            Some(of) => self.ledger.entry_at(self.log, of)?.map(|(id, _)| id),
        };
        i64::try_from(record.seq).map_err(|_| malformed())?;
        let of_seq = match record.of {
            Some(seq) if of.is_none() => i64::try_from(seq).map_err(|_| malformed())?,
            _ => -1,
        };
        let id = self.ledger.insert_entry(&EntryRow {
            log: self.log,
            seq: record.seq,
            kind: record.kind,
            of: of.unwrap_or(0),
            of_seq,
            recorded_ms: record.recorded_ms,
            leaf: *leaf,
        })?;
        match record.kind {
            EntryKind::Event => self.sighting(id, id, record, leaf)?,
            EntryKind::Witness => self.sighting(id, of.ok_or_else(malformed)?, record, leaf)?,
            EntryKind::Annotation => self.annotation(id, of.ok_or_else(malformed)?, record)?,
            EntryKind::Gap => self.gap(id, record)?,
            EntryKind::Incident => self.incident(id, record)?,
            EntryKind::Anchor => self.payload(id, record, "note", "")?,
            EntryKind::Redaction => self.redaction(id, of, record)?,
        }
        if let Some(proof) = partial::keep(record) {
            self.insert_into("INSERT INTO partial (entry_id, proof) VALUES (?1, ?2)", params![id, proof])?;
        }
        Ok(id)
    }

    fn sighting(&self, id: i64, event: i64, record: &Record, leaf: &Hash) -> Result<()> {
        let place = "merge.sighting";
        let row = sighting_row(record).ok_or(Error::new(Code::RecordMalformed, place))?;
        let key = leaf.first_chunk::<16>().copied().unwrap_or_default();
        let salt = record.salt.unwrap_or_default();
        self.ledger.insert_sighting((id, event, self.log), 0, &row, &key, &salt)
    }

    fn annotation(&self, id: i64, event: i64, record: &Record) -> Result<()> {
        self.insert_into(
            "INSERT INTO annotation (entry_id, event_id, kind) VALUES (?1, ?2, ?3)",
            params![id, event, record.text("kind")],
        )?;
        self.payload(id, record, "text", "")
    }

    fn gap(&self, id: i64, record: &Record) -> Result<()> {
        let malformed = Error::new(Code::RecordMalformed, "merge.gap");
        let time =
            |name| record.text(name).parse().ok().and_then(|ms| Timestamp::from_ms(ms).ok()).ok_or(malformed);
        let (from, to, source) = (time("from_ms")?, time("to_ms")?, record.text("source"));
        if to < from || entry_fields::source(source).is_none() {
            return Err(malformed);
        }
        self.insert_into(
            "INSERT INTO gap (entry_id, source, from_ms, to_ms, why) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id, source, from.ms(), to.ms(), record.text("why")],
        )?;
        self.payload(id, record, "", "")
    }

    fn incident(&self, id: i64, record: &Record) -> Result<()> {
        self.insert_into(
            "INSERT INTO incident (entry_id, what) VALUES (?1, ?2)",
            params![id, record.text("what")],
        )?;
        self.payload(id, record, "detail", "")
    }

    /// The phone removed an entry: here it goes too.
    fn redaction(&mut self, id: i64, target: Option<i64>, record: &Record) -> Result<()> {
        match target {
            Some(target) => {
                self.ledger.let_go(id, target, record.text("why"))?;
                self.merged.removed += 1;
            }
            // Never shown here, so there is nothing to remove; the reason is kept for the leaf.
            None => return self.payload(id, record, "target", record.text("why")),
        }
        self.payload(id, record, "target", "")
    }

    fn payload(&self, id: i64, record: &Record, text: &str, why: &str) -> Result<()> {
        let words = record.text(text);
        if words.len() > limits::TEXT_BYTES {
            return Err(Error::new(Code::RecordMalformed, "merge.payload"));
        }
        self.ledger.insert_words(id, &record.salt.unwrap_or_default(), words, why)
    }

    fn insert_into(&self, sql: &str, values: impl rusqlite::Params) -> Result<()> {
        self.ledger
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(values))
            .at("merge.insert_into")
            .map(|_| ())
    }
}

/// The columns of a record; `None` when it is not one that a phone of ours could have written.
fn sighting_row(record: &Record) -> Option<SightingRow> {
    let text = |name: &str| record.text(name).to_owned();
    let number_or = |name: &str, none: i64| match record.text(name) {
        "" => Some(none),
        value => value.parse().ok(),
    };
    let number = text("number");
    let row = SightingRow {
        kind: text("kind"),
        subtype: text("subtype"),
        channel: text("channel"),
        direction: text("direction"),
        source: text("source"),
        time_ms: record.text("time_ms").parse().ok()?,
        sent_ms: number_or("sent_ms", 0)?,
        seconds: number_or("seconds", -1)?,
        number_key: PhoneNumber::from_shown(&number)
            .map_or_else(String::new, |number| number.key().as_str().to_owned()),
        number,
        name: text("name"),
        sim: text("sim"),
        provider_id: text("provider_id"),
        text: text("text"),
        raw: text("raw"),
    };
    let body = row.body()?;
    let fits = Timestamp::from_ms(row.time_ms).is_ok()
        && (row.sent_ms == 0 || Timestamp::from_ms(row.sent_ms).is_ok())
        && entry_fields::source(&row.source).is_some()
        && entry_fields::word(&body.direction()) == row.direction
        && row.number.chars().count() <= limits::NUMBER_CHARS
        && [&row.name, &row.sim, &row.provider_id]
            .iter()
            .all(|text| text.chars().count() <= limits::NAME_CHARS)
        && row.text.len() <= limits::TEXT_BYTES
        && row.raw.len() <= limits::RAW_BYTES;
    fits.then_some(row)
}

/// A person whose records came from elsewhere.
impl Ledger {
    /// Removes the private part of everything that a log of another phone has here, in the holder's log and on record.
    /// Returns how many entries went.
    pub fn withdraw(&mut self, uid: &LogId, note: &str, why: &str) -> Result<u64> {
        let place = "merge.withdraw";
        let log = self.log_by_uid(uid)?.ok_or(Error::new(Code::InvalidInput, place))?;
        let holder: PersonId = self.holder()?.ok_or(Error::new(Code::InvalidInput, place))?;
        let targets: Vec<i64> = self
            .connection
            .prepare(
                "SELECT n.id FROM entry n JOIN payload p ON p.entry_id = n.id
                 WHERE n.log_id = ?1 AND n.kind IN ('event', 'witness', 'annotation') ORDER BY n.seq",
            )
            .and_then(|mut statement| statement.query_map([log], |row| row.get(0))?.collect())
            .at(place)?;
        let now = self.environment.now_ms();
        let mut writer = self.writer(holder, 0)?;
        writer
            .ledger
            .connection
            .execute(
                "INSERT INTO withdrawal (log_id, note, received_ms) VALUES (?1, ?2, ?3)",
                params![log, note, now],
            )
            .at(place)?;
        for target in &targets {
            writer.redact_entry(*target, why)?;
        }
        writer.finish()?;
        self.flush()?;
        Ok(targets.len() as u64)
    }

    /// True when this very request was carried out before.
    pub fn knows_withdrawal(&self, note: &str) -> Result<bool> {
        let found: Option<i64> = self
            .connection
            .query_row("SELECT id FROM withdrawal WHERE note = ?1", [note], |row| row.get(0))
            .optional()
            .at("merge.knows_withdrawal")?;
        Ok(found.is_some())
    }
}
