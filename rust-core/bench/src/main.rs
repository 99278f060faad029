//! `dunlog-bench PROGRAM FOLDER [--quick]`: the measurements behind the numbers in the README; `dunlog-bench papers FOLDER`:
//! those of the papers alone.
//!
//! Each row says what was done, how much of it, and the figure. Where one thing is compared with another, both
//! run in turn in this process and the row is their ratio.
#![allow(clippy::print_stdout, reason = "a table is what this program makes")]

mod append;
mod backfill;
mod evidence;
mod import;
mod papers;
mod start;
mod table;
mod throughput;
mod verdict;

use std::path::PathBuf;
use std::process::ExitCode;
use table::Table;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    // A measurement that needs a fresh process calls this program again.
    if let [word, log] = args.as_slice()
        && word == "start"
    {
        return start::child(log);
    }
    if let [word, shares] = args.as_slice()
        && word == "merge"
    {
        return evidence::merge_child(shares);
    }
    if let [word, folder] = args.as_slice()
        && let Some(what) = word.strip_prefix("papers-")
    {
        return papers::run_child(what, folder);
    }
    if let [word, folder] = args.as_slice()
        && word == "papers"
    {
        return ended(papers::measure(std::path::Path::new(folder), &mut Table::default()));
    }
    if args == ["verdict"] {
        return ended(verdict::measure(&mut Table::default()));
    }
    if args == ["start-classifier"] {
        return start::classifier_child();
    }
    let (program, folder, quick) = match args.as_slice() {
        [program, folder] => (program, folder, false),
        [program, folder, flag] if flag == "--quick" => (program, folder, true),
        _ => {
            println!("dunlog-bench PROGRAM FOLDER [--quick], or for verdicts alone: dunlog-bench verdict");
            return ExitCode::FAILURE;
        }
    };
    let folder = PathBuf::from(folder);
    let mut table = Table::default();
    let outcome = import::measure(program, &folder, quick, &mut table)
        .and_then(|()| backfill::measure(&folder, &mut table))
        .and_then(|()| throughput::measure(program, &folder, quick, &mut table))
        .and_then(|()| verdict::measure(&mut table))
        .and_then(|()| start::measure(&folder, &mut table))
        .and_then(|()| append::measure(&folder, &mut table))
        .and_then(|()| evidence::measure(&folder, quick, &mut table))
        .and_then(|()| papers::measure(&folder, &mut table))
        .and_then(|()| table.write(&folder.join("results.json")));
    ended(outcome)
}

fn ended(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            println!("dunlog-bench: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Any failure, in words: a measurement that fails has no figure.
pub(crate) type Outcome = Result<(), String>;

/// The words of any error.
pub(crate) fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// A new, empty folder for one measurement.
pub(crate) fn fresh(folder: &std::path::Path, name: &str) -> Result<PathBuf, String> {
    let fresh = folder.join(name);
    if fresh.exists() {
        std::fs::remove_dir_all(&fresh).map_err(words)?;
    }
    std::fs::create_dir_all(&fresh).map_err(words)?;
    Ok(fresh)
}
