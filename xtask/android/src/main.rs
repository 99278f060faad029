//! The part of the build program that makes what runs on a phone or in a browser. `cargo xtask` starts it.
#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

mod app;
mod catalog;
mod check;
mod gradle_build;
mod java;
mod kotlin_lint;
mod kotlin_tests;
mod lock;
mod lockfile;
mod native;
mod page;
mod papers;
mod registry;
mod sizes;
mod steps;
mod xml;

use std::process::ExitCode;
use xtask::run::Outcome;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match task(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            println!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

fn task(args: &[&str]) -> Outcome {
    match args {
        ["native"] => native::run(None),
        ["native", "--abi", abi] => native::run(Some(abi)),
        ["native", "--check"] => native::check(),
        ["app"] => app::run(),
        ["app", "--check"] => check::run(),
        ["kotlin"] => kotlin_tests::run(""),
        ["kotlin", "--lint"] => kotlin_lint::run(false),
        ["kotlin", "--format"] => kotlin_lint::run(true),
        ["kotlin", filter] => kotlin_tests::run(filter),
        ["lock"] => lock::run(),
        ["papers", "--table"] => papers::check_table(),
        ["papers", "--check"] => papers::check(None),
        ["papers", "--check", folder] => papers::check(Some(folder)),
        ["verify-page"] => page::run(),
        ["verify-page", "--check"] => page::check(),
        _ => Err("no such task".to_owned()),
    }
}
