//! `dunlog classify`: the whole log again, or texts in JSONL that are in no log.
//!
//! The JSONL contract: one object a line in, one object a line out, in the same order, in constant memory.
//! A line that cannot be used gives `{"i":…,"error":{"code":…}}`, the rest goes on, and the exit code is 1.

use crate::args::{Args, Classify};
use crate::fail::Failure;
use crate::jsonl::{Line, next_line, open};
use crate::output::Output;
use crate::{Outcome, progress};
use dunlog_engine::{Engine, JudgeReport};
use dunlog_model::{Category, Evidence, Label, Reason, Score, Verdict};
use serde::Serialize;
use serde_json::json;
use std::io::{self, BufRead, Write};

pub(crate) fn run(args: &Args, classify: &Classify, output: &mut Output) -> Result<Outcome, Failure> {
    match &classify.jsonl {
        Some(file) if file.as_os_str() == "-" => lines(&mut io::stdin().lock(), output),
        Some(file) => lines(&mut open(file)?, output),
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
        let (rule, category) = (&*reason.rule, reason.category);
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
        let Some(line) = next_line(input, &mut buffer)? else {
            break;
        };
        match line.and_then(|line| Line::read(line).and_then(|line| line.judge())) {
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

fn write_answer(i: u64, verdict: &Verdict, output: &mut Output) -> Result<(), Failure> {
    let Verdict { label, score, categories, reasons, ruleset } = verdict;
    let reasons = reasons.iter().map(AnswerReason::from).collect();
    let answer = Answer { i, label: *label, score: *score, categories, reasons, ruleset };
    let out = output.stream();
    serde_json::to_writer(&mut *out, &answer).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}
