//! `dunlog eval`: how well the verdicts on labelled texts agree with their labels.

use crate::Outcome;
use crate::args::Eval;
use crate::fail::Failure;
use crate::jsonl::{Line, next_line, open};
use crate::output::Output;
use dunlog_eval::{Evaluation, Outcome as Judged};
use dunlog_model::Label;
use serde_json::json;
use std::io::Write;

/// An answer that was wrong, with how far it was off.
struct Miss {
    line: u64,
    distance: f64,
    judged: Judged,
    text: String,
}

/// Texts are printed because the person named the file; they go nowhere else.
pub(crate) fn run(eval: &Eval, output: &mut Output) -> Result<Outcome, Failure> {
    let mut input = open(&eval.data)?;
    let mut buffer = Vec::new();
    let (mut judged, mut misses, mut bad) = (Vec::new(), Vec::new(), 0_u64);
    for number in 1_u64.. {
        let Some(line) = next_line(&mut input, &mut buffer)? else {
            break;
        };
        match line.and_then(one) {
            Ok((outcome, text)) => {
                judged.push(outcome);
                if outcome.truth != outcome.answer && outcome.truth != Label::Uncertain {
                    misses.push(Miss { line: number, distance: distance(&outcome), judged: outcome, text });
                }
            }
            Err(_) => bad += 1,
        }
    }
    let evaluation = Evaluation::of(&judged);
    misses.sort_by(|a, b| b.distance.total_cmp(&a.distance).then(a.line.cmp(&b.line)));
    misses.truncate(eval.errors);
    tell(&evaluation, &misses, bad, output)?;
    output.object(&json!({ "evaluation": evaluation, "bad_lines": bad, "errors": errors(&misses) }))?;
    output.finish()?;
    Ok(if bad > 0 { Outcome::WithFindings } else { Outcome::Fine })
}

fn one(line: &[u8]) -> Result<(Judged, String), &'static str> {
    let line = Line::read(line)?;
    let truth = line.label.ok_or("label_missing")?;
    let verdict = line.judge()?;
    let judged = Judged { truth, answer: verdict.label, score: verdict.score.probability() };
    Ok((judged, line.text.replace('\n', " / ")))
}

/// The surer the wrong answer, the worse it is.
fn distance(judged: &Judged) -> f64 {
    if judged.truth == Label::Harassment { 1.0 - judged.score } else { judged.score }
}

fn tell(evaluation: &Evaluation, misses: &[Miss], bad: u64, output: &mut Output) -> Result<(), Failure> {
    if output.json {
        return Ok(());
    }
    if bad > 0 {
        output.say("bad_lines", &[("count", &bad.to_string())])?;
    }
    write!(output.stream(), "{evaluation}")?;
    if !misses.is_empty() {
        output.say("worst_errors", &[])?;
    }
    for miss in misses {
        let (truth, answer) = (miss.judged.truth.id(), miss.judged.answer.id());
        output.line(&format!(
            "  {:>5}  {:.2}  {truth} → {answer}  {}",
            miss.line, miss.judged.score, miss.text
        ))?;
    }
    Ok(())
}

fn errors(misses: &[Miss]) -> Vec<serde_json::Value> {
    let error = |miss: &Miss| {
        json!({
            "line": miss.line,
            "truth": miss.judged.truth,
            "answer": miss.judged.answer,
            "score": miss.judged.score,
            "text": miss.text,
        })
    };
    misses.iter().map(error).collect()
}
