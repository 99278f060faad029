//! Rebuilds everything that can be rebuilt and compares: pages, references, positions, leaves, trees.

use crate::annotate::{annotation_fields, gap_fields, redaction_fields};
use crate::entry_fields;
use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use crate::read;
use dunlog_model::LogId;
use dunlog_proof::{Entry, EntryKind, Frontier, Hash, Salt};
use rusqlite::Row;
use serde::Serialize;

/// What was checked and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FsckReport {
    /// Nothing was found.
    pub clean: bool,
    /// Logs that were rebuilt.
    pub logs: u64,
    /// Entries whose position was checked.
    pub entries: u64,
    /// Entries whose leaf was computed again from the stored words.
    pub rebuilt: u64,
    /// Entries whose private part was removed on record; their leaf stands.
    pub redacted: u64,
    /// What does not fit. Empty when everything does.
    pub findings: Vec<Finding>,
}

/// One thing that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What is wrong: `page_damaged`, `reference_broken`, `position_missing`, `leaf_differs`, `payload_missing`,
    /// `kind_unknown`, `tree_differs`.
    pub code: &'static str,
    /// In which log; empty for the file as a whole.
    pub log: String,
    /// At which position, if at one.
    pub seq: Option<u64>,
}

/// Stops collecting here: a file with more findings is broken as a whole.
const MAX_FINDINGS: usize = 1_000;

// One row an entry, whatever its kind; columns of the other kinds are empty.
const SELECT: &str = "
    SELECT n.seq, n.kind AS entry_kind, n.recorded_ms, n.leaf, o.seq AS of_seq, p.salt,
           EXISTS (SELECT 1 FROM redaction r WHERE r.target_id = n.id) AS redacted,
           ifnull(s.kind, '') AS kind, ifnull(s.subtype, '') AS subtype, ifnull(s.channel, '') AS channel,
           ifnull(s.direction, '') AS direction, ifnull(s.source, '') AS source, ifnull(s.time_ms, 0) AS time_ms,
           ifnull(s.sent_ms, 0) AS sent_ms, ifnull(s.seconds, -1) AS seconds,
           ifnull(p.number, '') AS number, ifnull(p.number_key, '') AS number_key, ifnull(p.name, '') AS name,
           ifnull(p.sim, '') AS sim, ifnull(p.provider_id, '') AS provider_id, ifnull(p.text, '') AS text,
           ifnull(p.raw, '') AS raw,
           g.from_ms, g.to_ms, g.source AS gap_source, g.why AS gap_why, a.kind AS annotation_kind, x.why AS redaction_why
    FROM entry n
    LEFT JOIN entry o ON o.id = n.of_entry
    LEFT JOIN payload p ON p.entry_id = n.id
    LEFT JOIN sighting s ON s.entry_id = n.id
    LEFT JOIN gap g ON g.entry_id = n.id
    LEFT JOIN annotation a ON a.entry_id = n.id
    LEFT JOIN redaction x ON x.entry_id = n.id
    WHERE n.log_id = ?1 ORDER BY n.seq";

impl Ledger {
    /// Checks the whole file. `progress` is told the number of entries done so far, every thousand.
    pub fn fsck(&self, mut progress: impl FnMut(u64)) -> Result<FsckReport> {
        self.fsck_until(|done| {
            progress(done);
            true
        })
    }

    /// [`Ledger::fsck`] that ends with `Interrupted` when `progress` returns false.
    pub fn fsck_until(&self, mut progress: impl FnMut(u64) -> bool) -> Result<FsckReport> {
        let mut report = FsckReport::default();
        self.check_pages(&mut report)?;
        for head in self.heads()? {
            let (log, uid) = self.log_of(head.person.id)?;
            report.logs += 1;
            let rebuilt = self.check_log(log, uid, &mut report, &mut progress)?;
            if rebuilt.size() != head.size || rebuilt.root() != head.root {
                report.find("tree_differs", &uid, None);
            }
        }
        report.clean = report.findings.is_empty();
        Ok(report)
    }

    fn check_pages(&self, report: &mut FsckReport) -> Result<()> {
        let place = "fsck.pages";
        let answer: String =
            self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).at(place)?;
        if answer != "ok" {
            report.find_in_file("page_damaged");
        }
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check").at(place)?;
        if statement.exists([]).at(place)? {
            report.find_in_file("reference_broken");
        }
        Ok(())
    }

    fn check_log(
        &self,
        log: i64,
        uid: LogId,
        report: &mut FsckReport,
        progress: &mut impl FnMut(u64) -> bool,
    ) -> Result<Frontier> {
        let place = "fsck.log";
        let mut frontier = Frontier::new();
        let mut statement = self.connection.prepare(SELECT).at(place)?;
        let mut rows = statement.query([log]).at(place)?;
        while let Some(row) = rows.next().at(place)? {
            let seq = row.get::<_, i64>("seq").at(place)?.unsigned_abs();
            if seq != frontier.size() {
                report.find("position_missing", &uid, Some(frontier.size()));
            }
            let leaf: Hash = row.get("leaf").at(place)?;
            match rebuild(row, &uid, seq)? {
                Rebuilt::Leaf(again) if again == leaf => report.rebuilt += 1,
                Rebuilt::Leaf(_) => report.find("leaf_differs", &uid, Some(seq)),
                Rebuilt::Redacted => report.redacted += 1,
                Rebuilt::Broken(code) => report.find(code, &uid, Some(seq)),
            }
            frontier.append(leaf);
            report.entries += 1;
            if report.entries.is_multiple_of(1_000) && !progress(report.entries) {
                return Err(Error::new(Code::Interrupted, place));
            }
        }
        Ok(frontier)
    }
}

impl FsckReport {
    fn find(&mut self, code: &'static str, log: &LogId, seq: Option<u64>) {
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(Finding { code, log: log.to_string(), seq });
        }
    }

    fn find_in_file(&mut self, code: &'static str) {
        self.findings.push(Finding { code, log: String::new(), seq: None });
    }
}

enum Rebuilt {
    Leaf(Hash),
    Redacted,
    Broken(&'static str),
}

fn rebuild(row: &Row<'_>, uid: &LogId, seq: u64) -> Result<Rebuilt> {
    let place = "fsck.rebuild";
    if row.get("redacted").at(place)? {
        return Ok(Rebuilt::Redacted);
    }
    let Some(salt) = row.get::<_, Option<Salt>>("salt").at(place)? else {
        return Ok(Rebuilt::Broken("payload_missing"));
    };
    let kind: String = row.get("entry_kind").at(place)?;
    let Some(kind) = EntryKind::from_id(&kind) else {
        return Ok(Rebuilt::Broken("kind_unknown"));
    };
    let fields = fields(row, kind)?;
    let borrowed: Vec<(&str, &[u8])> = fields.iter().map(|(name, value)| (*name, value.as_slice())).collect();
    let of: Option<i64> = row.get("of_seq").at(place)?;
    let entry = Entry {
        log: &uid.0,
        seq,
        kind,
        of: of.map(i64::unsigned_abs),
        recorded_ms: row.get("recorded_ms").at(place)?,
        fields: &borrowed,
        salt: &salt,
    };
    Ok(Rebuilt::Leaf(entry.leaf()))
}

fn fields(row: &Row<'_>, kind: EntryKind) -> Result<entry_fields::Fields> {
    let place = "fsck.fields";
    let text =
        |name: &str| row.get::<_, Option<String>>(name).at(place)?.ok_or(Error::new(Code::DbCorrupt, place));
    let own = |borrowed: &[(&'static str, &[u8])]| {
        borrowed.iter().map(|(name, value)| (*name, value.to_vec())).collect()
    };
    Ok(match kind {
        EntryKind::Event | EntryKind::Witness => read::columns(row)?.fields(),
        EntryKind::Gap => {
            let from = row.get::<_, i64>("from_ms").at(place)?.to_string();
            let to = row.get::<_, i64>("to_ms").at(place)?.to_string();
            own(&gap_fields(&from, &text("gap_source")?, &to, &text("gap_why")?))
        }
        EntryKind::Annotation => own(&annotation_fields(&text("annotation_kind")?, &text("text")?)),
        EntryKind::Redaction => own(&redaction_fields(&text("redaction_why")?)),
    })
}
