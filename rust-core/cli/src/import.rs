//! `dunlog import`: files into the log, then verdicts.

use crate::args::{Args, Import};
use crate::contacts::{open_or_create, tell_merge};
use crate::fail::Failure;
use crate::output::Output;
use crate::{Outcome, progress};
use dunlog_engine::{Engine, FileKind, ImportReport, ImportRequest, MergeReport, Withdrawn};
use serde_json::{Value, json};
use std::path::Path;

pub(crate) fn run(args: &Args, import: &Import, output: &mut Output) -> Result<Outcome, Failure> {
    let mut engine = open_or_create(&args.db)?;
    let mut reports = Vec::new();
    let mut merges = Vec::new();
    let mut withdrawals = Vec::new();
    let mut failed: Option<Failure> = None;
    for file in &import.files {
        // One file that cannot be read does not stop the others.
        match read(&mut engine, file, import, args.json) {
            Ok(Read::Export(report)) => {
                tell(&report, output)?;
                reports.push(report);
            }
            Ok(Read::Bundle(report)) => {
                tell_merge(&report, output)?;
                merges.push(report);
            }
            Ok(Read::Withdrawal(withdrawn)) => {
                output.say("withdrawn", &[("removed", &withdrawn.removed.to_string())])?;
                withdrawals.push(withdrawn);
            }
            Err(failure) => {
                if !args.json {
                    output.failure(&failure);
                }
                failed = failed.or(Some(failure));
            }
        }
    }
    let is_nothing = reports.is_empty() && merges.is_empty() && withdrawals.is_empty();
    let judged = if import.no_classify || is_nothing { None } else { Some(judge(&mut engine, args.json)?) };
    if let Some(judged) = &judged {
        crate::classify::tell(judged, output)?;
    }
    let sum = |count: fn(&ImportReport) -> u64| reports.iter().map(count).sum::<u64>();
    let object = json!({
        "read": sum(|report| report.read),
        "new": sum(|report| report.new),
        "merged": sum(|report| report.merged),
        "rejected": sum(|report| report.rejected),
        "files": reports,
        "bundles": merges,
        "withdrawals": withdrawals,
        "judged": judged,
        "failed": failed.as_ref().map_or(Value::Null, coded),
    });
    output.object(&object)?;
    output.finish()?;
    let rejected = reports.iter().any(|report| report.rejected > 0 || report.torn);
    let is_flagged = |report: &MergeReport| {
        !report.findings.is_empty() || report.logs.iter().any(|merged| !merged.continues)
    };
    let rejected = rejected || merges.iter().any(is_flagged);
    match failed {
        Some(_) if is_nothing => Err(Failure::Told),
        None if !rejected => Ok(Outcome::Fine),
        _ => Ok(Outcome::WithFindings),
    }
}

/// What a file turned out to be.
enum Read {
    Export(ImportReport),
    Bundle(MergeReport),
    Withdrawal(Withdrawn),
}

fn read(engine: &mut Engine, file: &Path, import: &Import, json: bool) -> Result<Read, Failure> {
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let named = |error: dunlog_engine::Error| Failure::from(error).with_file(&name);
    let person = import.person.as_deref().zip(import.role.map(Into::into));
    match dunlog_engine::kind_of_file(file).map_err(named)? {
        FileKind::Bundle => engine.merge(file, person).map(Read::Bundle).map_err(named),
        FileKind::Withdrawal => {
            let note =
                std::fs::read_to_string(file).map_err(|error| Failure::from(error).with_file(&name))?;
            engine.accept_withdrawal(&note).map(Read::Withdrawal).map_err(named)
        }
        FileKind::Export => {
            let Some((person, role)) = person else {
                return Err(Failure::coded("person_missing").with_file(&name));
            };
            let bar = progress::bytes(std::fs::metadata(file).map_or(0, |data| data.len()), json);
            let report = engine.import(&ImportRequest { path: file, person, role }, |done| {
                bar.set_position(done);
                true
            });
            bar.finish_and_clear();
            report.map(Read::Export).map_err(named)
        }
    }
}

fn judge(engine: &mut Engine, json: bool) -> Result<dunlog_engine::JudgeReport, Failure> {
    let bar = progress::counter(json);
    let report = engine.judge(|done| bar.set_position(done));
    bar.finish_and_clear();
    Ok(report?)
}

fn tell(report: &ImportReport, output: &mut Output) -> Result<(), Failure> {
    output.say(
        "imported",
        &[
            ("file", &report.file),
            ("read", &report.read.to_string()),
            ("new", &report.new.to_string()),
            ("merged", &report.merged.to_string()),
            ("rejected", &report.rejected.to_string()),
        ],
    )?;
    if report.torn {
        output.say("imported_torn", &[])?;
    }
    match &report.rejects_file {
        Some(place) => output.say("imported_rejects", &[("where", place)]),
        None => Ok(()),
    }
}

fn coded(failure: &Failure) -> Value {
    match failure {
        Failure::Coded { code, place, file } => json!({ "code": code, "where": place, "file": file }),
        Failure::ClosedPipe | Failure::Told => Value::Null,
    }
}
