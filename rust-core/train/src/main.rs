//! `dunlog-train learn | measure | errors | sentences`, called by `cargo xtask train`.
#![allow(clippy::print_stdout, reason = "printing is what this program is for")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    reason = "a development tool over data of its own"
)]

use dunlog_classify::Classifier;
use dunlog_model::Label;
use dunlog_train::convolution::Course;
use dunlog_train::corpus::{self, Text};
use dunlog_train::learn::{Choice, learn};
use dunlog_train::sentences::{self, Sentences};
use dunlog_train::split::{Part, part};
use dunlog_train::{card, measure};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
dunlog-train learn CORPUS MODEL [NAME=VALUE …]  learn from a folder of texts, write weights.bin and card.toml
dunlog-train measure CORPUS [train|dev|test]    figures of the weights that are compiled in
dunlog-train errors CORPUS [train|dev|test]     the texts that they get wrong, the surest first
dunlog-train sentences SOURCES FOLDER           choose those of others: FOLDER/learn.jsonl, FOLDER/measure.jsonl
  NAME=VALUE tries another plan: epochs, rate, dropout, joined, dressed, decay, smoothing, least, rows, tries, and of the
                  second reader made, passes; dry=1 writes nothing
  also=FILE.jsonl learns from texts that are not in the corpus, too; test=FILE.jsonl measures with them; both more than once";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["learn", folder, model, choices @ ..] => run(Path::new(folder), Path::new(model), choices),
        ["measure", folder, rest @ ..] => chosen(folder, rest).map(|texts| {
            print!("{}", measure::evaluate(Classifier::bundled(), &texts));
        }),
        ["sentences", sources, folder] => choose(Path::new(sources), Path::new(folder)),
        ["errors", folder, rest @ ..] => chosen(folder, rest).map(|texts| errors(&texts)),
        _ => Err(USAGE.to_owned()),
    };
    outcome.map_or_else(
        |why| {
            println!("{why}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

fn run(folder: &Path, model: &Path, choices: &[&str]) -> Result<(), String> {
    let files = |name: &'static str| choices.iter().filter_map(move |choice| choice.strip_prefix(name));
    let given: BTreeMap<&str, f64> = choices
        .iter()
        .filter(|choice| !choice.starts_with("also=") && !choice.starts_with("test="))
        .map(|choice| {
            let (name, value) = choice.split_once('=').ok_or(USAGE)?;
            Ok((name, value.parse().map_err(|_| USAGE)?))
        })
        .collect::<Result<_, &str>>()?;
    let mut texts = corpus::read(folder)?;
    let own = texts.len();
    for file in files("also=") {
        texts.extend(corpus::read_file(Path::new(file))?);
    }
    let of = |wanted: Part, texts: &[Text]| -> Vec<Text> {
        texts.iter().filter(|text| part(&text.text) == wanted).cloned().collect()
    };
    let hold = given.contains_key("hold");
    let seen = if hold { texts.len() } else { own };
    let (mut train, dev) = (of(Part::Train, &texts[..seen]), of(Part::Dev, &texts[..seen]));
    train.extend_from_slice(&texts[seen..]);
    let test = of(Part::Test, &texts[..own]);
    println!("{} texts to learn from, {} for the scale, {} to measure", train.len(), dev.len(), test.len());
    let bytes = learn(&train, &dev, choice(&given)).write().map_err(|error| error.to_string())?;
    println!("{} bytes of weights", bytes.len());
    let classifier = Classifier::with_weights(&bytes).map_err(|error| error.to_string())?;
    let on_test = measure::evaluate(&classifier, &test);
    print!("\nTEST\n{on_test}");
    if hold {
        print!("\nALSO, TEST\n{}", measure::evaluate(&classifier, &of(Part::Test, &texts[own..])));
    }
    for extra in files("test=") {
        println!("TEST {extra}\n{}", measure::evaluate(&classifier, &corpus::read_file(Path::new(extra))?));
    }
    if given.contains_key("dry") {
        return Ok(());
    }
    let parts = [train.len(), dev.len(), test.len()];
    let card = card::card(&texts[..own], &texts[own..], parts, &on_test);
    write(model.join("weights.bin"), &bytes)?;
    write(model.join("card.toml"), card.as_bytes())
}

/// Writes the sentences of others, to be given as `also=` and `test=`.
fn choose(sources: &Path, folder: &Path) -> Result<(), String> {
    let Sentences { learn, measure } = sentences::choose(sources)?;
    std::fs::create_dir_all(folder).map_err(|error| corpus::at(folder, &error))?;
    for (name, texts) in [("learn", learn), ("measure", measure)] {
        let line =
            |text: &Text| serde_json::json!({ "text": text.text, "label": text.label.id() }).to_string();
        let lines: Vec<String> = texts.iter().map(line).collect();
        write(folder.join(name).with_extension("jsonl"), (lines.join("\n") + "\n").as_bytes())?;
        println!("{} sentences to {name}", lines.len());
    }
    Ok(())
}

fn choice(given: &BTreeMap<&str, f64>) -> Choice {
    let plan = Choice::default();
    let number = |name: &str, or: f64| given.get(name).copied().unwrap_or(or);
    Choice {
        epochs: number("epochs", plan.epochs as f64) as usize,
        rate: number("rate", plan.rate.into()) as f32,
        dropout: number("dropout", plan.dropout),
        joined: number("joined", plan.joined),
        dressed: number("dressed", plan.dressed as f64) as usize,
        decay: number("decay", plan.decay.into()) as f32,
        smoothing: number("smoothing", plan.smoothing.into()) as f32,
        least: number("least", plan.least as f64) as usize,
        rows: number("rows", plan.rows as f64) as usize,
        tries: number("tries", plan.tries as f64) as u64,
        made: number("made", plan.made as f64) as usize,
        course: Course { epochs: number("passes", plan.course.epochs as f64) as usize, ..plan.course },
    }
}

/// The texts of a folder, or of one part of it.
fn chosen(folder: &str, rest: &[&str]) -> Result<Vec<Text>, String> {
    let wanted = match rest {
        [] => None,
        ["train"] => Some(Part::Train),
        ["dev"] => Some(Part::Dev),
        ["test"] => Some(Part::Test),
        _ => return Err(USAGE.to_owned()),
    };
    let path = PathBuf::from(folder);
    let mut texts = if path.is_file() { corpus::read_file(&path)? } else { corpus::read(&path)? };
    texts.retain(|text| wanted.is_none_or(|wanted| part(&text.text) == wanted));
    Ok(texts)
}

fn errors(texts: &[Text]) {
    let mut wrong: Vec<(f64, &Text, Label)> = Vec::new();
    for (text, one) in texts.iter().zip(measure::outcomes(Classifier::bundled(), texts)) {
        if one.truth != one.answer {
            let distance = if one.truth == Label::Harassment { 1.0 - one.score } else { one.score };
            wrong.push((distance, text, one.answer));
        }
    }
    wrong.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (distance, text, answer) in wrong {
        let words = text.text.replace('\n', "/");
        println!("{:.2} {} → {} | {words}", distance, text.label.id(), answer.id());
    }
}

fn write(path: PathBuf, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(&path, bytes).map_err(|error| corpus::at(&path, &error))
}
