//! A contact's bundle into the case: opened, checked, and only then merged.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::evidence::verify;
use dunlog_bundle::{Checked, CheckedGroup, Earlier, Finding, MAX_TOTAL_BYTES, Purpose, Report};
use dunlog_ledger::{IncomingLog, Merged};
use dunlog_model::{LogId, Role};
use dunlog_proof::{Hash, hex, unhex};
use dunlog_seal::Locked;
use serde::Serialize;
use std::path::Path;

/// What became of a bundle.
#[derive(Clone, Debug, Serialize)]
pub struct MergeReport {
    /// One line per log.
    pub logs: Vec<Merged>,
    /// What is not as it was signed and was let pass: only that the archive was packed anew on its way.
    pub findings: Vec<Finding>,
    /// The bundle was encrypted for this case.
    pub sealed: bool,
}

impl Engine {
    /// Merges the bundle in a file; `person` replaces the name that it gives for its one log. Nothing is written when
    /// anything in it does not hold: the codes are those of the check, `wrong_key`, `forked_log`, `role_differs`,
    /// `record_malformed`.
    pub fn merge(&mut self, path: &Path, person: Option<(&str, Role)>) -> Result<MergeReport> {
        let (checked, sealed) = self.open_bundle(path)?;
        let report = &checked.report;
        if !(report.files_intact && report.records_proven) {
            let code = report.findings.first().map_or("malformed", |finding| finding.code.id());
            return Err(Error::new(code, "merge.check"));
        }
        self.check_share(&checked)?;
        let mut logs = Vec::new();
        for group in incoming_groups(&checked, person)? {
            logs.push(self.merge_group(&group)?);
        }
        Ok(MergeReport { logs, findings: report.findings.clone(), sealed })
    }

    /// What a bundle holds, without taking anything of it in.
    pub fn peek(&self, path: &Path) -> Result<Report> {
        Ok(self.open_bundle(path)?.0.report)
    }

    fn open_bundle(&self, path: &Path) -> Result<(Checked, bool)> {
        let bytes = verify::read(path)?;
        let sealed = dunlog_seal::is_sealed(&bytes);
        let bytes = if sealed { self.unseal(&bytes)? } else { bytes };
        Ok((verify::open(&bytes)?, sealed))
    }

    /// A share is one phone's own, signed by it, and for this case. So nobody passes on what another phone shared, under
    /// another name.
    fn check_share(&self, checked: &Checked) -> Result<()> {
        let place = "merge.share";
        let Some(head) = checked.report.head.as_ref().filter(|head| head.purpose == Purpose::Share) else {
            return Ok(());
        };
        let is_own = |group: &CheckedGroup| group.head.log == head.log && group.head.key == head.key;
        if checked.groups.len() != 1 || !checked.groups.iter().all(is_own) {
            return Err(Error::new("signature_bad", place));
        }
        let case = self.ledger.known_matter()?.map(|uid| hex(&uid));
        if head.case.is_some() && head.case != case { Err(Error::new("other_case", place)) } else { Ok(()) }
    }

    fn merge_group(&mut self, group: &Incoming<'_>) -> Result<Merged> {
        let checkpoint =
            group.checked.checkpoint.as_ref().ok_or(Error::new("checkpoint_bad", "merge.group"))?;
        let merged = self.ledger.merge(&IncomingLog {
            person: group.person,
            role: group.role,
            key: &group.checked.key,
            checkpoint,
            note: &group.checked.note,
            cover: &group.checked.cover,
            earlier: &group.earlier,
            records: &group.checked.records,
        })?;
        if !merged.own {
            self.ledger.anchor(&LogId(group.checked.log))?;
        }
        Ok(merged)
    }

    fn unseal(&self, bytes: &[u8]) -> Result<Vec<u8>> {
        let place = "merge.unseal";
        let keys = self.keys()?;
        let mut plain = Capped(Vec::new());
        dunlog_seal::open(&Locked::By(&keys.identity), &mut &*bytes, &mut plain)
            .map_err(|error| seal_error(&error, place))?;
        Ok(plain.0)
    }
}

struct Incoming<'b> {
    checked: &'b CheckedGroup,
    person: &'b str,
    role: Role,
    earlier: Vec<(u64, Hash)>,
}

fn incoming_groups<'b>(checked: &'b Checked, person: Option<(&'b str, Role)>) -> Result<Vec<Incoming<'b>>> {
    let place = "merge.groups";
    // A name can be given to one phone only.
    let person = person.filter(|_| checked.groups.len() == 1);
    checked
        .groups
        .iter()
        .map(|group| {
            let stated = Role::from_id(&group.head.role).map(|role| (group.head.person.as_str(), role));
            let (person, role) = person.or(stated).ok_or(Error::new("malformed", place))?;
            let earlier: Option<Vec<(u64, Hash)>> = group
                .head
                .earlier
                .iter()
                .map(|Earlier { size, root, .. }| Some((*size, unhex(root)?)))
                .collect();
            Ok(Incoming {
                checked: group,
                person,
                role,
                earlier: earlier.ok_or(Error::new("malformed", place))?,
            })
        })
        .collect()
}

pub(crate) fn seal_error(error: &dunlog_seal::Error, place: &'static str) -> Error {
    match error {
        dunlog_seal::Error::Io(error) => Error::io(error, place),
        dunlog_seal::Error::WrongKey => Error::new("not_for_us", place),
        dunlog_seal::Error::Changed => Error::new("seal_changed", place),
        dunlog_seal::Error::TooExpensive => Error::new("too_large", place),
        dunlog_seal::Error::Malformed => Error::new("seal_malformed", place),
        dunlog_seal::Error::NoRandom => Error::new("internal", place),
    }
}

/// Memory that ends where a bundle ends.
struct Capped(Vec<u8>);

impl std::io::Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() as u64 + bytes.len() as u64 > MAX_TOTAL_BYTES {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
