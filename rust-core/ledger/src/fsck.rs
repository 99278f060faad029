//! Rebuilds everything that can be rebuilt and compares: pages, references, positions, leaves, trees, checkpoints.

use crate::append::load_frontier;
use crate::checkpoint::SignedCheckpoint;
use crate::error::{At, Code, Error, Result};
use crate::logs::LogRow;
use crate::open::Ledger;
use crate::stored_entry::Content;
use dunlog_model::LogId;
use dunlog_proof::{Checkpoint, Frontier};
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
    /// `kind_unknown`, `partial_broken`, `tree_differs`, `tree_incomplete`, `checkpoint_differs`, `checkpoint_unsigned`.
    pub code: &'static str,
    /// In which log; empty for the file as a whole.
    pub log: String,
    /// At which position, if at one.
    pub seq: Option<u64>,
}

/// Stops collecting here: a file with more findings is broken as a whole.
const MAX_FINDINGS: usize = 1_000;

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
        for log in self.logs()? {
            report.logs += 1;
            let checkpoints = self.checkpoints(&log.uid)?;
            check_signatures(&log.uid, &checkpoints, &mut report);
            let rebuilt = self.check_log(&log, &checkpoints, &mut report, &mut progress)?;
            if log.is_local {
                // Stored beside the entries, so it can be wrong beside them.
                let fits = load_frontier(self, log.id).is_ok_and(|stored| stored == rebuilt);
                if !fits {
                    report.find("tree_differs", &log.uid, None);
                }
            } else {
                self.check_foreign_tree(&log, &checkpoints, &mut report)?;
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
        log: &LogRow,
        checkpoints: &[SignedCheckpoint],
        report: &mut FsckReport,
        progress: &mut impl FnMut(u64) -> bool,
    ) -> Result<Frontier> {
        let mut frontier = Frontier::new();
        self.for_each_entry::<Error>(log.id, 0, |entry| {
            if log.is_local {
                if entry.seq != frontier.size() {
                    report.find("position_missing", &log.uid, Some(frontier.size()));
                }
                check_root(log, checkpoints, &frontier, report);
            }
            match entry.content {
                Content::Record(record) if record.leaf(&log.uid.0) == entry.leaf => report.rebuilt += 1,
                Content::Record(_) => report.find("leaf_differs", &log.uid, Some(entry.seq)),
                Content::Redacted => report.redacted += 1,
                Content::Broken(code) => report.find(code, &log.uid, Some(entry.seq)),
            }
            frontier.append(entry.leaf);
            report.entries += 1;
            if report.entries.is_multiple_of(1_000) && !progress(report.entries) {
                return Err(Error::new(Code::Interrupted, "fsck.log"));
            }
            Ok(())
        })?;
        if log.is_local {
            check_root(log, checkpoints, &frontier, report);
        }
        Ok(frontier)
    }

    /// Of another phone's log only a part is here: entries and hashes together must make up each signed root.
    fn check_foreign_tree(
        &self,
        log: &LogRow,
        checkpoints: &[SignedCheckpoint],
        report: &mut FsckReport,
    ) -> Result<()> {
        for checkpoint in checkpoints.iter().filter(|checkpoint| !checkpoint.note.is_empty()) {
            match self.tree(&log.uid)?.root(checkpoint.size) {
                Ok(root) if root == checkpoint.root => {}
                Ok(_) => report.find("checkpoint_differs", &log.uid, Some(checkpoint.size)),
                Err(error) if error.code == Code::InvalidInput => {
                    report.find("tree_incomplete", &log.uid, Some(checkpoint.size));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// The root that was signed at this size is the one that the entries make.
fn check_root(log: &LogRow, checkpoints: &[SignedCheckpoint], frontier: &Frontier, report: &mut FsckReport) {
    let differs = |checkpoint: &&SignedCheckpoint| {
        checkpoint.size == frontier.size() && checkpoint.root != frontier.root()
    };
    if checkpoints.iter().any(|checkpoint| differs(&checkpoint)) {
        report.find("checkpoint_differs", &log.uid, Some(frontier.size()));
    }
}

fn check_signatures(uid: &LogId, checkpoints: &[SignedCheckpoint], report: &mut FsckReport) {
    for stored in checkpoints.iter().filter(|checkpoint| !checkpoint.note.is_empty()) {
        let signed = Checkpoint { log: uid.0, size: stored.size, root: stored.root };
        if Checkpoint::open(&stored.note, &uid.0, &stored.key) != Ok(signed) {
            report.find("checkpoint_unsigned", uid, Some(stored.size));
        }
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
