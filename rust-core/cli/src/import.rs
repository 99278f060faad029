//! `dunlog import`: files into the log, then verdicts.

use crate::args::{Args, Import};
use crate::fail::Failure;
use crate::output::Output;
use crate::{Outcome, progress};
use dunlog_engine::{Engine, ImportReport, ImportRequest};
use serde_json::{Value, json};
use std::path::Path;

pub(crate) fn run(args: &Args, import: &Import, output: &mut Output) -> Result<Outcome, Failure> {
    let mut engine = if args.db.exists() { Engine::open(&args.db)? } else { Engine::create(&args.db)? };
    let mut reports = Vec::new();
    let mut failed: Option<Failure> = None;
    for file in &import.files {
        // One file that cannot be read does not stop the others.
        match read(&mut engine, file, import, args.json) {
            Ok(report) => {
                tell(&report, output)?;
                reports.push(report);
            }
            Err(failure) => {
                if !args.json {
                    output.failure(&failure);
                }
                failed = failed.or(Some(failure));
            }
        }
    }
    let judged =
        if import.no_classify || reports.is_empty() { None } else { Some(judge(&mut engine, args.json)?) };
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
        "judged": judged,
        "failed": failed.as_ref().map_or(Value::Null, coded),
    });
    output.object(&object)?;
    output.finish()?;
    let rejected = reports.iter().any(|report| report.rejected > 0 || report.torn);
    match failed {
        Some(_) if reports.is_empty() => Err(Failure::Told),
        None if !rejected => Ok(Outcome::Fine),
        _ => Ok(Outcome::WithFindings),
    }
}

fn read(engine: &mut Engine, file: &Path, import: &Import, json: bool) -> Result<ImportReport, Failure> {
    let bar = progress::bytes(std::fs::metadata(file).map_or(0, |data| data.len()), json);
    let request = ImportRequest { path: file, person: &import.person, role: import.role.into() };
    let report = engine.import(&request, |done| {
        bar.set_position(done);
        true
    });
    bar.finish_and_clear();
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    report.map_err(|error| Failure::from(error).with_file(&name))
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
