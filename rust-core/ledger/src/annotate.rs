//! What is said about the log inside the log: gaps, the person's own words, and removals.

use crate::append::Writer;
use crate::entry_fields::{Fields, borrow};
use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use dunlog_model::{EventId, Gap, LogId, PersonId, StoredAnchor, StoredIncident, limits};
use dunlog_proof::{EntryKind, hex};
use rusqlite::{OptionalExtension, params};

impl Ledger {
    /// Records a gap. `InvalidInput` when it ends before it begins.
    pub fn add_gap(&mut self, person: PersonId, gap: &Gap) -> Result<()> {
        if gap.to < gap.from || gap.why.is_empty() || gap.why.len() > 64 {
            return Err(Error::new(Code::InvalidInput, "annotate.gap"));
        }
        let mut writer = self.writer(person, 0)?;
        let salt = writer.salt()?;
        let (from, to) = (gap.from.ms().to_string(), gap.to.ms().to_string());
        let source = crate::entry_fields::word(&gap.source);
        let fields = gap_fields(&from, &source, &to, &gap.why);
        let id = writer.append_entry(EntryKind::Gap, None, &salt, &fields)?;
        writer
            .ledger
            .connection
            .execute(
                "INSERT INTO gap (entry_id, source, from_ms, to_ms, why) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, source, gap.from.ms(), gap.to.ms(), gap.why],
            )
            .at("annotate.gap")?;
        writer.ledger.insert_words(id, &salt, "", "")?;
        writer.finish()
    }

    /// Adds the person's tag or note to an event of their log.
    pub fn annotate(&mut self, person: PersonId, event: EventId, kind: &str, text: &str) -> Result<()> {
        let valid = matches!(kind, "tag" | "note") && !text.is_empty() && text.len() <= limits::TEXT_BYTES;
        if !valid {
            return Err(Error::new(Code::InvalidInput, "annotate.annotate"));
        }
        let mut writer = self.writer(person, 0)?;
        let salt = writer.salt()?;
        let fields = annotation_fields(kind, text);
        let id = writer.append_entry(EntryKind::Annotation, Some(event), &salt, &fields)?;
        writer
            .ledger
            .connection
            .execute(
                "INSERT INTO annotation (entry_id, event_id, kind) VALUES (?1, ?2, ?3)",
                params![id, event.0, kind],
            )
            .at("annotate.annotate")?;
        writer.ledger.insert_words(id, &salt, text, "")?;
        writer.finish()
    }

    /// Removes the private part of an event and of all its witnesses: number, words, names, raw columns and
    /// salts. The leaves stay, so the log still proves how many entries there were, and that it removed some.
    pub fn redact(&mut self, person: PersonId, event: EventId, why: &str) -> Result<()> {
        let place = "annotate.redact";
        if why.is_empty() || why.len() > 64 {
            return Err(Error::new(Code::InvalidInput, place));
        }
        // Of another phone: its log is not ours to write in, so the removal stands in the holder's log.
        let is_own = self
            .connection
            .query_row(
                "SELECT l.is_local FROM entry n JOIN log l ON l.id = n.log_id WHERE n.id = ?1",
                [event.0],
                |row| row.get(0),
            )
            .at(place)?;
        let person =
            if is_own { person } else { self.holder()?.ok_or(Error::new(Code::InvalidInput, place))? };
        let targets: Vec<i64> = self
            .connection
            .prepare(
                "SELECT s.entry_id FROM sighting s WHERE s.event_id = ?1
                 UNION SELECT a.entry_id FROM annotation a WHERE a.event_id = ?1",
            )
            .and_then(|mut statement| statement.query_map([event.0], |row| row.get(0))?.collect())
            .at(place)?;
        if targets.is_empty() {
            return Err(Error::new(Code::InvalidInput, place));
        }
        let mut writer = self.writer(person, 0)?;
        for target in targets {
            writer.redact_entry(target, why)?;
        }
        writer.finish()?;
        self.flush() // what was overwritten must not live on in the write-ahead log
    }

    /// Records that something happened to the log itself: `clock_back`, `key_lost`, `restored`, and the like.
    /// `InvalidInput` when the code or the detail is too long.
    pub fn add_incident(&mut self, person: PersonId, what: &str, detail: &str) -> Result<()> {
        if what.is_empty() || what.len() > 64 || detail.len() > 4096 {
            return Err(Error::new(Code::InvalidInput, "annotate.incident"));
        }
        let mut writer = self.writer(person, 0)?;
        writer.append_incident(what, detail)?;
        writer.finish()
    }

    /// Every incident of every log, in the order in which it was written.
    pub fn incidents(&self) -> Result<Vec<StoredIncident>> {
        let place = "annotate.incidents";
        let mut statement = self
            .connection
            .prepare(
                "SELECT l.person_id, i.what, ifnull(p.text, ''), n.recorded_ms FROM incident i
                 JOIN entry n ON n.id = i.entry_id JOIN log l ON l.id = n.log_id
                 LEFT JOIN payload p ON p.entry_id = n.id ORDER BY n.recorded_ms, n.id",
            )
            .at(place)?;
        let rows = statement
            .query_map([], |row| {
                Ok(StoredIncident {
                    person: PersonId(row.get(0)?),
                    what: row.get(1)?,
                    detail: row.get(2)?,
                    recorded_ms: row.get(3)?,
                })
            })
            .at(place)?;
        rows.collect::<rusqlite::Result<_>>().at(place)
    }
}

impl Ledger {
    /// Every checkpoint of another phone that the holder's log has seen.
    pub fn anchors(&self) -> Result<Vec<StoredAnchor>> {
        let place = "annotate.anchors";
        let mut statement = self
            .connection
            .prepare(
                "SELECT l.person_id, l.uid, c.size, c.root, n.seq, n.recorded_ms FROM anchor a
                 JOIN entry n ON n.id = a.entry_id JOIN checkpoint c ON c.id = a.checkpoint_id
                 JOIN log l ON l.id = c.log_id ORDER BY n.seq",
            )
            .at(place)?;
        let rows = statement
            .query_map([], |row| {
                Ok(StoredAnchor {
                    person: PersonId(row.get(0)?),
                    log: LogId(row.get(1)?),
                    size: row.get::<_, i64>(2)?.unsigned_abs(),
                    root: row.get(3)?,
                    seq: row.get::<_, i64>(4)?.unsigned_abs(),
                    recorded_ms: row.get(5)?,
                })
            })
            .at(place)?;
        rows.collect::<rusqlite::Result<_>>().at(place)
    }
}

impl Writer<'_> {
    /// Appends that something happened to the log.
    pub(crate) fn append_incident(&mut self, what: &str, detail: &str) -> Result<()> {
        let salt = self.salt()?;
        let fields: [(&str, &[u8]); 2] = [("detail", detail.as_bytes()), ("what", what.as_bytes())];
        let id = self.append_entry(EntryKind::Incident, None, &salt, &fields)?;
        self.ledger
            .connection
            .execute("INSERT INTO incident (entry_id, what) VALUES (?1, ?2)", params![id, what])
            .at("annotate.append_incident")?;
        self.ledger.insert_words(id, &salt, detail, "")
    }

    /// Appends that another log's checkpoint was seen.
    pub(crate) fn append_anchor(&mut self, checkpoint: i64, note: &str) -> Result<()> {
        let salt = self.salt()?;
        let id = self.append_entry(EntryKind::Anchor, None, &salt, &[("note", note.as_bytes())])?;
        self.ledger
            .connection
            .execute("INSERT INTO anchor (entry_id, checkpoint_id) VALUES (?1, ?2)", params![id, checkpoint])
            .at("annotate.append_anchor")?;
        self.ledger.insert_words(id, &salt, note, "")
    }

    /// Appends the removal of an entry, of this log or of another phone's, and lets its private part go.
    pub(crate) fn redact_entry(&mut self, target: i64, why: &str) -> Result<()> {
        let place = "annotate.redact_entry";
        let salt = self.salt()?;
        let connection = &self.ledger.connection;
        let (log, uid, seq): (i64, Vec<u8>, i64) = connection
            .query_row(
                "SELECT l.id, l.uid, n.seq FROM entry n JOIN log l ON l.id = n.log_id WHERE n.id = ?1",
                [target],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .at(place)?;
        let known: Option<i64> = connection
            .query_row("SELECT entry_id FROM redaction WHERE target_id = ?1", [target], |row| row.get(0))
            .optional()
            .at(place)?;
        if known.is_some() {
            return Ok(());
        }
        let is_own = log == self.log;
        let elsewhere = if is_own { String::new() } else { format!("{} {seq}", hex(&uid)) };
        let of = is_own.then_some(EventId(target));
        let fields = redaction_fields(why, &elsewhere);
        let id = self.append_entry(EntryKind::Redaction, of, &salt, &borrow(&fields))?;
        self.ledger.let_go(id, target, why)?;
        self.ledger.insert_words(id, &salt, &elsewhere, "")
    }
}

impl Ledger {
    /// Writes down which entry removes which, and removes.
    pub(crate) fn let_go(&self, redaction: i64, target: i64, why: &str) -> Result<()> {
        let place = "annotate.let_go";
        self.connection
            .execute(
                "INSERT INTO redaction (entry_id, target_id, why) VALUES (?1, ?2, ?3)",
                params![redaction, target, why],
            )
            .at(place)?;
        self.connection.execute("DELETE FROM payload WHERE entry_id = ?1", [target]).at(place)?;
        self.connection.execute("DELETE FROM partial WHERE entry_id = ?1", [target]).at(place).map(|_| ())
    }
}

/// The hashed fields of a gap, sorted by name.
pub(crate) fn gap_fields<'a>(
    from: &'a str,
    source: &'a str,
    to: &'a str,
    why: &'a str,
) -> [(&'static str, &'a [u8]); 4] {
    [
        ("from_ms", from.as_bytes()),
        ("source", source.as_bytes()),
        ("to_ms", to.as_bytes()),
        ("why", why.as_bytes()),
    ]
}

/// The hashed fields of an annotation, sorted by name.
pub(crate) fn annotation_fields<'a>(kind: &'a str, text: &'a str) -> [(&'static str, &'a [u8]); 2] {
    [("kind", kind.as_bytes()), ("text", text.as_bytes())]
}

/// The hashed fields of a redaction, sorted by name. `elsewhere` names the log and the position of an entry of another
/// phone; an own one is named by the entry itself.
pub(crate) fn redaction_fields(why: &str, elsewhere: &str) -> Fields {
    let all = [("target", elsewhere), ("why", why)];
    all.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, value.as_bytes().to_vec()))
        .collect()
}
