//! One entry of any kind as it is stored, rebuilt from its columns into what its leaf commits to.
//!
//! Checking, proving and sharing all read through here.

use crate::annotate::{annotation_fields, gap_fields, redaction_fields};
use crate::entry_fields::{Fields, borrow};
use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use crate::partial;
use crate::read;
use dunlog_model::LogId;
use dunlog_proof::{Entry, EntryKind, Hash, Record, Salt};
use rusqlite::{Row, params};

/// An entry with the leaf that was stored when it was appended.
#[derive(Debug)]
pub(crate) struct StoredEntry {
    pub seq: u64,
    pub leaf: Hash,
    pub content: Content,
}

/// What there is behind a leaf.
#[derive(Debug)]
pub(crate) enum Content {
    /// Everything that the leaf commits to, or, of another phone, what was told of it.
    Record(Record),
    /// The private part was removed on request.
    Redacted,
    /// The columns do not make an entry; the code says why.
    Broken(&'static str),
}

// One row an entry, whatever its kind; columns of the other kinds are empty.
const SELECT: &str = "
    SELECT ifnull(s.kind, ''), ifnull(s.subtype, ''), ifnull(s.channel, ''), ifnull(s.direction, ''), ifnull(s.source, ''),
           ifnull(s.time_ms, 0), ifnull(s.sent_ms, 0), ifnull(s.seconds, -1),
           ifnull(p.number, ''), ifnull(p.number_key, ''), ifnull(p.name, ''), ifnull(p.sim, ''), ifnull(p.provider_id, ''),
           ifnull(p.text, ''), ifnull(p.raw, ''),
           n.seq, n.kind, n.recorded_ms, n.leaf, coalesce(o.seq, nullif(n.of_seq, -1)), p.salt,
           EXISTS (SELECT 1 FROM redaction r WHERE r.target_id = n.id),
           g.from_ms, g.to_ms, g.source, g.why, a.kind, x.why, i.what, q.proof
    FROM entry n
    LEFT JOIN entry o ON o.id = n.of_entry AND o.log_id = n.log_id
    LEFT JOIN payload p ON p.entry_id = n.id
    LEFT JOIN sighting s ON s.entry_id = n.id
    LEFT JOIN gap g ON g.entry_id = n.id
    LEFT JOIN annotation a ON a.entry_id = n.id
    LEFT JOIN redaction x ON x.entry_id = n.id
    LEFT JOIN incident i ON i.entry_id = n.id
    LEFT JOIN partial q ON q.entry_id = n.id
    WHERE n.log_id = ?1 AND n.seq >= ?2 ORDER BY n.seq";

/// Places of the columns behind those of a sighting; by place, as in `read.rs`.
mod at {
    pub(super) const TEXT: usize = 13;
    pub(super) const NAME: usize = 10;
    pub(super) const SEQ: usize = 15;
    pub(super) const KIND: usize = 16;
    pub(super) const RECORDED: usize = 17;
    pub(super) const LEAF: usize = 18;
    pub(super) const OF: usize = 19;
    pub(super) const SALT: usize = 20;
    pub(super) const REDACTED: usize = 21;
    pub(super) const GAP_FROM: usize = 22;
    pub(super) const GAP_TO: usize = 23;
    pub(super) const GAP_SOURCE: usize = 24;
    pub(super) const GAP_WHY: usize = 25;
    pub(super) const ANNOTATION_KIND: usize = 26;
    pub(super) const REDACTION_WHY: usize = 27;
    pub(super) const INCIDENT_WHAT: usize = 28;
    pub(super) const PARTIAL: usize = 29;
}

impl Ledger {
    /// Every entry of a log from a position on, in order. An error of `each` ends it.
    pub(crate) fn for_each_entry<E: From<Error>>(
        &self,
        log: i64,
        from: u64,
        mut each: impl FnMut(StoredEntry) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let place = "stored_entry.read";
        let uid = self.uid_of(log)?;
        let from = i64::try_from(from).map_err(|_| Error::new(Code::InvalidInput, place))?;
        let mut statement = self.connection.prepare_cached(SELECT).at(place)?;
        let mut rows = statement.query(params![log, from]).at(place)?;
        while let Some(row) = rows.next().at(place)? {
            each(stored(row, &uid)?)?;
        }
        Ok(())
    }
}

fn stored(row: &Row<'_>, uid: &LogId) -> Result<StoredEntry> {
    let place = "stored_entry.row";
    let seq = row.get::<_, i64>(at::SEQ).at(place)?.unsigned_abs();
    Ok(StoredEntry { seq, leaf: row.get(at::LEAF).at(place)?, content: content(row, uid, seq)? })
}

fn content(row: &Row<'_>, uid: &LogId, seq: u64) -> Result<Content> {
    let place = "stored_entry.content";
    if row.get(at::REDACTED).at(place)? {
        return Ok(Content::Redacted);
    }
    let Some(salt) = row.get::<_, Option<Salt>>(at::SALT).at(place)? else {
        return Ok(Content::Broken("payload_missing"));
    };
    let kind: String = row.get(at::KIND).at(place)?;
    let Some(kind) = EntryKind::from_id(&kind) else {
        return Ok(Content::Broken("kind_unknown"));
    };
    let fields = fields(row, kind)?;
    let of: Option<i64> = row.get(at::OF).at(place)?;
    let entry = Entry {
        log: &uid.0,
        seq,
        kind,
        of: of.map(i64::unsigned_abs),
        recorded_ms: row.get(at::RECORDED).at(place)?,
        fields: &borrow(&fields),
        salt: &salt,
    };
    let whole = Record::whole(&entry);
    match row.get::<_, Option<String>>(at::PARTIAL).at(place)? {
        None => Ok(Content::Record(whole)),
        Some(proof) => {
            Ok(partial::restore(whole, &proof).map_or(Content::Broken("partial_broken"), Content::Record))
        }
    }
}

fn fields(row: &Row<'_>, kind: EntryKind) -> Result<Fields> {
    let place = "stored_entry.fields";
    let text = |column: usize| {
        row.get::<_, Option<String>>(column).at(place)?.ok_or(Error::new(Code::DbCorrupt, place))
    };
    let own = |borrowed: &[(&'static str, &[u8])]| {
        borrowed.iter().map(|(name, value)| (*name, value.to_vec())).collect()
    };
    Ok(match kind {
        EntryKind::Event | EntryKind::Witness => read::columns(row)?.fields(),
        EntryKind::Gap => {
            let from = row.get::<_, i64>(at::GAP_FROM).at(place)?.to_string();
            let to = row.get::<_, i64>(at::GAP_TO).at(place)?.to_string();
            own(&gap_fields(&from, &text(at::GAP_SOURCE)?, &to, &text(at::GAP_WHY)?))
        }
        EntryKind::Annotation => own(&annotation_fields(&text(at::ANNOTATION_KIND)?, &text(at::TEXT)?)),
        EntryKind::Redaction => {
            // Of another phone, when what it removes was never shown here, the reason stands in the payload.
            let why = row.get::<_, Option<String>>(at::REDACTION_WHY).at(place)?;
            redaction_fields(&why.map_or_else(|| text(at::NAME), Ok)?, &text(at::TEXT)?)
        }
        EntryKind::Anchor => own(&[("note", text(at::TEXT)?.as_bytes())]),
        EntryKind::Incident => {
            own(&[("detail", text(at::TEXT)?.as_bytes()), ("what", text(at::INCIDENT_WHAT)?.as_bytes())])
        }
    })
}
