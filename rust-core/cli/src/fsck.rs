//! `dunlog fsck`: everything that can be rebuilt is rebuilt and compared.

use crate::args::Args;
use crate::fail::Failure;
use crate::output::Output;
use crate::{Outcome, progress};
use dunlog_engine::Engine;
use serde_json::json;

pub(crate) fn run(args: &Args, output: &mut Output) -> Result<Outcome, Failure> {
    let bar = progress::counter(args.json);
    let report = Engine::open(&args.db)?.fsck(|done| bar.set_position(done));
    bar.finish_and_clear();
    let report = report?;
    let counts = [
        ("logs", report.logs.to_string()),
        ("entries", report.entries.to_string()),
        ("rebuilt", report.rebuilt.to_string()),
        ("redacted", report.redacted.to_string()),
        ("count", report.findings.len().to_string()),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    output.say(if report.is_clean() { "fsck_clean" } else { "fsck_found" }, &counts)?;
    let findings: Vec<_> = report
        .findings
        .iter()
        .map(|finding| json!({ "code": finding.code, "log": finding.log, "seq": finding.seq }))
        .collect();
    for finding in &report.findings {
        let seq = finding.seq.map_or_else(String::new, |seq| format!(" #{seq}"));
        output.line(&format!("  {} {}{seq}", finding.code, finding.log))?;
    }
    output.object(&json!({
        "clean": report.is_clean(),
        "logs": report.logs,
        "entries": report.entries,
        "rebuilt": report.rebuilt,
        "redacted": report.redacted,
        "findings": findings,
    }))?;
    output.finish()?;
    Ok(if report.is_clean() { Outcome::Fine } else { Outcome::WithFindings })
}
