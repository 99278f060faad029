//! From a cold process to the first verdict: open the log, load the rules, judge one message.

use crate::table::{Table, median};
use crate::{Outcome, fresh, words};
use dunlog_engine::{Engine, TextRequest, judge_text};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

const RUNS: usize = 11;

pub(crate) fn measure(folder: &Path, table: &mut Table) -> Outcome {
    let log = fresh(folder, "start")?.join("log.db");
    drop(Engine::create(&log).map_err(words)?);
    let me = std::env::current_exe().map_err(words)?;
    let mut figures = Vec::new();
    for _ in 0..RUNS {
        let out = Command::new(&me).arg("start").arg(&log).output().map_err(words)?;
        let text = String::from_utf8(out.stdout).map_err(words)?;
        figures.push(text.trim().parse::<f64>().map_err(words)?);
    }
    table.row("start_ms", "open a log and make the first verdict, new process", median(figures), "ms");
    let (mut times, mut sizes) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let out = Command::new(&me).arg("start-classifier").output().map_err(words)?;
        let text = String::from_utf8(out.stdout).map_err(words)?;
        let (time, size) = text.trim().split_once(' ').ok_or("no figures")?;
        times.push(time.parse::<f64>().map_err(words)?);
        sizes.push(size.parse::<f64>().map_err(words)?);
    }
    table.row("rules_ms", "  rules, model and first verdict alone", median(times), "ms");
    table.row("rules_kib", "  memory that they take", median(sizes), "KiB");
    Ok(())
}

/// The measured process of the classifier alone: prints milliseconds, and by how much resident memory grew (KiB).
pub(crate) fn classifier_child() -> ExitCode {
    let before = resident_kib();
    let start = Instant::now();
    first_verdict();
    let time = start.elapsed().as_secs_f64() * 1e3;
    println!("{time} {}", resident_kib().saturating_sub(before));
    ExitCode::SUCCESS
}

fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

fn first_verdict() {
    let text = "您的借款已逾期三天，请尽快处理，如有疑问请致电客服。";
    judge_text(&TextRequest { text, number: None, time: None, is_call_line: false, role: None });
}

/// The measured process: prints the milliseconds.
pub(crate) fn child(log: &str) -> ExitCode {
    let start = Instant::now();
    let Ok(_engine) = Engine::open(Path::new(log)) else { return ExitCode::FAILURE };
    first_verdict();
    println!("{}", start.elapsed().as_secs_f64() * 1e3);
    ExitCode::SUCCESS
}
