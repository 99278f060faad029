//! `dunlog classify`: the whole log again, or texts in JSONL that are in no log.
//!
//! The JSONL contract: one object a line in, one object a line out, in the same order, in constant memory.
//! A line that cannot be used gives `{"i":…,"error":{"code":…}}`, the rest goes on, and the exit code is 1.

use crate::args::{Args, Classify};
use crate::fail::Failure;
use crate::output::Output;
use crate::{Outcome, progress};
use dunlog_engine::{Engine, JudgeReport, TextRequest, judge_text};
use dunlog_model::{Category, Evidence, Label, Reason, Role, Score, Timestamp, Verdict, limits};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

pub(crate) fn run(args: &Args, classify: &Classify, output: &mut Output) -> Result<Outcome, Failure> {
    match &classify.jsonl {
        Some(file) if file.as_os_str() == "-" => lines(&mut io::stdin().lock(), output),
        Some(file) => lines(&mut BufReader::with_capacity(256 * 1024, open(file)?), output),
        None => judge_log(args, output),
    }
}

/// What judging did, for people.
pub(crate) fn tell(report: &JudgeReport, output: &mut Output) -> Result<(), Failure> {
    output.say(
        "judged",
        &[
            ("judged", &report.judged.to_string()),
            ("changed", &report.changed.to_string()),
            ("ruleset", &report.ruleset),
        ],
    )
}

fn judge_log(args: &Args, output: &mut Output) -> Result<Outcome, Failure> {
    let bar = progress::counter(args.json);
    let report = Engine::open(&args.db)?.judge(|done| bar.set_position(done));
    bar.finish_and_clear();
    let report = report?;
    tell(&report, output)?;
    output.object(&json!({ "judged": report }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(default, borrow)]
    number: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    time: Option<Cow<'a, str>>,
    #[serde(default)]
    kind: Option<Kind>,
    #[serde(default)]
    role: Option<Role>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Sms,
    CallLine,
}

#[derive(Serialize)]
struct Answer<'a> {
    i: u64,
    label: Label,
    score: Score,
    categories: &'a [Category],
    reasons: Vec<AnswerReason<'a>>,
    ruleset: &'a str,
}

/// Always with a quote and its offsets: a reason that rests on the hour has an empty one, and the fact beside it.
#[derive(Serialize)]
struct AnswerReason<'a> {
    rule: &'a str,
    category: Category,
    quote: &'a str,
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<i64>,
}

impl<'a> From<&'a Reason> for AnswerReason<'a> {
    fn from(reason: &'a Reason) -> Self {
        let (rule, category) = (reason.rule.as_str(), reason.category);
        match &reason.evidence {
            Evidence::Quote { quote, start, end } => {
                Self { rule, category, quote, start: *start, end: *end, fact: None, value: None }
            }
            Evidence::Fact { fact, value } => {
                Self { rule, category, quote: "", start: 0, end: 0, fact: Some(fact), value: Some(*value) }
            }
        }
    }
}

fn lines(input: &mut dyn BufRead, output: &mut Output) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::Fine;
    let mut buffer = Vec::new();
    for i in 0_u64.. {
        let Some(length) = read_line(input, &mut buffer)? else {
            break;
        };
        let answer = if length > limits::RECORD_BYTES as u64 { Err("too_large") } else { judge(&buffer) };
        match answer {
            Ok(verdict) => write_answer(i, &verdict, output)?,
            Err(code) => {
                outcome = Outcome::WithFindings;
                writeln!(output.stream(), "{{\"i\":{i},\"error\":{{\"code\":\"{code}\"}}}}")?;
            }
        }
    }
    output.finish()?;
    Ok(outcome)
}

fn judge(line: &[u8]) -> Result<Verdict, &'static str> {
    if line.trim_ascii().is_empty() {
        return Err("empty_line");
    }
    let text = std::str::from_utf8(line).map_err(|_| "not_utf8")?;
    let line: Line<'_> = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(why)?;
    if line.text.len() > limits::TEXT_BYTES {
        return Err("text_too_large");
    }
    let time =
        line.time.as_deref().map(Timestamp::parse_rfc3339).transpose().map_err(|_| "time_unreadable")?;
    Ok(judge_text(&TextRequest {
        text: &line.text,
        number: line.number.as_deref(),
        time,
        is_call_line: line.kind == Some(Kind::CallLine),
        role: line.role,
    }))
}

/// JSON that is broken is another mistake than JSON that lacks a text or has a wrong word in it.
fn why(error: serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Data => "invalid_input",
        _ => "not_json",
    }
}

fn write_answer(i: u64, verdict: &Verdict, output: &mut Output) -> Result<(), Failure> {
    let Verdict { label, score, categories, reasons, ruleset } = verdict;
    let reasons = reasons.iter().map(AnswerReason::from).collect();
    let answer = Answer { i, label: *label, score: *score, categories, reasons, ruleset };
    let out = output.stream();
    serde_json::to_writer(&mut *out, &answer).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// The next line without its end, and its full length; of a line beyond the cap only the start is kept.
fn read_line(input: &mut dyn BufRead, buffer: &mut Vec<u8>) -> io::Result<Option<u64>> {
    buffer.clear();
    let cap = limits::RECORD_BYTES as u64 + 1;
    let mut length = Read::take(&mut *input, cap).read_until(b'\n', buffer)? as u64;
    if length == 0 {
        return Ok(None);
    }
    if length == cap && buffer.last() != Some(&b'\n') {
        length += skip_line(input)?;
    }
    while matches!(buffer.last(), Some(b'\n' | b'\r')) {
        buffer.pop();
    }
    Ok(Some(length))
}

fn skip_line(input: &mut dyn BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            return Ok(skipped);
        }
        let (used, ended) = match chunk.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (chunk.len(), false),
        };
        input.consume(used);
        skipped += used as u64;
        if ended {
            return Ok(skipped);
        }
    }
}

fn open(file: &Path) -> Result<File, Failure> {
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    File::open(file).map_err(|error| Failure::from(error).with_file(&name))
}
