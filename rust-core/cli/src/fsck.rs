//! `dunlog fsck`: everything that can be rebuilt is rebuilt and compared.

use crate::args::Args;
use crate::fail::Failure;
use crate::output::Output;
use crate::{Outcome, progress};
use dunlog_engine::Engine;

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
    output.say(if report.clean { "fsck_clean" } else { "fsck_found" }, &counts)?;
    for finding in &report.findings {
        let seq = finding.seq.map_or_else(String::new, |seq| format!(" #{seq}"));
        output.line(&format!("  {} {}{seq}", finding.code, finding.log))?;
    }
    output.serialised(&report)?;
    output.finish()?;
    Ok(if report.clean { Outcome::Fine } else { Outcome::WithFindings })
}
