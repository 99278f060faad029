//! `dunlog verify`: what is intact in a bundle, what is proven, and what is not.

use crate::Outcome;
use crate::fail::Failure;
use crate::output::Output;
use crate::talk::finding;
use dunlog_engine::Report;
use dunlog_model::Timestamp;
use std::path::Path;

pub(crate) fn run(bundle: &Path, output: &mut Output) -> Result<Outcome, Failure> {
    let report = dunlog_engine::verify(bundle)?.report;
    tell(&report, output)?;
    output.serialised(&report)?;
    output.finish()?;
    Ok(if report.intact { Outcome::Fine } else { Outcome::WithFindings })
}

fn tell(report: &Report, output: &mut Output) -> Result<(), Failure> {
    let only_repacked = !report.intact && report.files_intact && report.records_proven;
    output.say(
        match (report.intact, only_repacked) {
            (true, _) => "verify_intact",
            (false, true) => "verify_repacked",
            (false, false) => "verify_changed",
        },
        &[],
    )?;
    if let Some(head) = &report.head {
        output.say(
            "verify_head",
            &[("time", &time(Some(head.exported_ms))), ("program", &head.program), ("log", &head.log)],
        )?;
    }
    for group in &report.groups {
        output.say(
            if group.proven { "verify_log_proven" } else { "verify_log_not_proven" },
            &[
                ("person", &group.person),
                ("shown", &group.shown.to_string()),
                ("size", &group.size.to_string()),
                ("events", &group.events.to_string()),
                ("first", &time(group.first_ms)),
                ("last", &time(group.last_ms)),
                ("log", &group.log),
                ("root", &group.root),
            ],
        )?;
    }
    for found in &report.findings {
        let place = [
            found.file.clone(),
            found.group.map(|group| format!("group {group}")),
            found.seq.map(|seq| format!("#{seq}")),
        ];
        let place: Vec<String> = place.into_iter().flatten().collect();
        let words = finding(found.code.id(), output.lang);
        output.line(&format!("  ! {words} [{}] {}", found.code.id(), place.join(" ")))?;
    }
    output.say("verify_limits", &[])
}

fn time(ms: Option<i64>) -> String {
    ms.and_then(|ms| Timestamp::from_ms(ms).ok()).map_or_else(|| "—".to_owned(), Timestamp::china_text)
}
