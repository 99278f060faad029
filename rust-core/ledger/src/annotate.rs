//! What is said about the log inside the log: gaps, the person's own words, and removals.

use crate::append::Writer;
use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use dunlog_model::{EventId, Gap, PersonId, limits};
use dunlog_proof::{EntryKind, Salt};
use rusqlite::params;

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
        writer.insert_payload(id, &salt, "")?;
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
        writer.insert_payload(id, &salt, text)?;
        writer.finish()
    }

    /// Removes the private part of an event and of all its witnesses: number, words, names, raw columns and
    /// salts. The leaves stay, so the log still proves how many entries there were, and that it removed some.
    pub fn redact(&mut self, person: PersonId, event: EventId, why: &str) -> Result<()> {
        let place = "annotate.redact";
        if why.is_empty() || why.len() > 64 {
            return Err(Error::new(Code::InvalidInput, place));
        }
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
}

impl Writer<'_> {
    fn redact_entry(&mut self, target: i64, why: &str) -> Result<()> {
        let place = "annotate.redact_entry";
        let salt = self.salt()?;
        let id =
            self.append_entry(EntryKind::Redaction, Some(EventId(target)), &salt, &redaction_fields(why))?;
        let connection = &self.ledger.connection;
        connection
            .execute(
                "INSERT INTO redaction (entry_id, target_id, why) VALUES (?1, ?2, ?3)",
                params![id, target, why],
            )
            .at(place)?;
        connection.execute("DELETE FROM payload WHERE entry_id = ?1", [target]).at(place)?;
        self.insert_payload(id, &salt, "")
    }

    fn insert_payload(&self, id: i64, salt: &Salt, text: &str) -> Result<()> {
        self.ledger
            .connection
            .execute(
                "INSERT INTO payload (entry_id, salt, text) VALUES (?1, ?2, ?3)",
                params![id, &salt[..], text],
            )
            .at("annotate.payload")
            .map(|_| ())
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

/// The hashed fields of a redaction.
pub(crate) fn redaction_fields(why: &str) -> [(&'static str, &[u8]); 1] {
    [("why", why.as_bytes())]
}
