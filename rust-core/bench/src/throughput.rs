//! Verdicts on single texts: the library call on one core, and the JSONL contract of the command line.

use crate::table::Table;
use crate::{Outcome, words};
use dunlog_engine::{TextRequest, judge_text};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

pub(crate) fn measure(program: &str, folder: &Path, quick: bool, table: &mut Table) -> Outcome {
    let texts = texts()?;
    let rounds = if quick { 2 } else { 10 };
    let count = (texts.len() * rounds) as f64;
    let request = |text| TextRequest { text, number: None, time: None, is_call_line: false, role: None };
    judge_text(&request("")); // loads the rules, which `start` measures
    let start = Instant::now();
    let mut flagged = 0_u64;
    for text in std::iter::repeat_n(&texts, rounds).flatten() {
        flagged += u64::from(judge_text(&request(text)).score.basis_points() > 5_000);
    }
    let seconds = start.elapsed().as_secs_f64();
    table.row("verdicts_per_s", "verdicts with reasons, one core", count / seconds, "texts/s");
    table.row("verdict_us", "  each", seconds * 1e6 / count, "µs");
    table.row("verdict_flagged", "  of them called harassment", 100.0 * flagged as f64 / count, "%");
    jsonl(program, folder, &texts, rounds, table)
}

fn jsonl(program: &str, folder: &Path, texts: &[String], rounds: usize, table: &mut Table) -> Outcome {
    let file = folder.join("texts.jsonl");
    let mut out = BufWriter::new(File::create(&file).map_err(words)?);
    for text in std::iter::repeat_n(texts, rounds).flatten() {
        writeln!(out, "{}", serde_json::json!({ "text": text })).map_err(words)?;
    }
    out.flush().map_err(words)?;
    let start = Instant::now();
    let status = Command::new(program)
        .args(["classify", "--jsonl"])
        .arg(&file)
        .stdout(Stdio::null())
        .status()
        .map_err(words)?;
    if !status.success() {
        return Err("classify --jsonl failed".to_owned());
    }
    let count = (texts.len() * rounds) as f64;
    table.row(
        "jsonl_per_s",
        "classify --jsonl, file to file",
        count / start.elapsed().as_secs_f64(),
        "texts/s",
    );
    Ok(())
}

/// The texts of a generated backup: the mix of the sample phones.
fn texts() -> Result<Vec<String>, String> {
    let mut xml = Vec::new();
    dunlog_testkit::big::write_backup_xml(&mut xml, 8_000_000, 13).map_err(words)?;
    struct Texts(Vec<String>);
    impl dunlog_intake::Sink for Texts {
        type Error = String;
        fn observation(
            &mut self,
            _: dunlog_intake::Place,
            seen: dunlog_model::Observation,
        ) -> Result<(), String> {
            self.0.extend(seen.body.text().map(str::to_owned));
            Ok(())
        }
        fn reject(&mut self, _: dunlog_intake::Reject<'_>) -> Result<(), String> {
            Err("the generated backup has a bad record".to_owned())
        }
    }
    let mut texts = Texts(Vec::new());
    dunlog_intake::read(std::io::Cursor::new(xml), &mut texts).map_err(|error| error.code().to_owned())?;
    texts.0.truncate(10_000);
    Ok(texts.0)
}
