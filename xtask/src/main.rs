//! The build program. `cargo xtask demo` does the main job on the sample phones, `cargo xtask test` checks
//! everything, `cargo xtask bench` measures. Each installs or builds what it lacks and says so.
#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

mod bench;
mod demo;
mod evidence;
mod test;
mod tools;

use std::process::ExitCode;
use xtask::run;

const USAGE: &str = "\
cargo xtask demo            import the sample phones, judge, export into target/demo, print a summary
cargo xtask test [--long]   format, lints, all tests, licences; --long: property tests with many more cases
cargo xtask bench [--quick] measure import, back-fill, verdicts, appends; --quick with a small file
cargo xtask evidence        three phones, one bundle, checked by sha256sum, by Go and by us; then one byte is changed
cargo xtask native [--check] libdunlog.so for each processor; --check also runs it on arm64; --abi NAME builds one
cargo xtask app [--check]   the signed app and the companion library; --check also looks into them
cargo xtask kotlin [FILTER] the Kotlin tests on this machine; --lint: the form of the Kotlin sources
cargo xtask verify-page [--check] the page that checks bundles; --check tries the built one in Chromium
cargo xtask papers --table        the table, opened by LibreOffice, cell by cell (installs it)
cargo xtask papers --check [FOLDER] PDF files: sound, every font embedded, text to search, PDF/A
cargo xtask lock            after a change in gradle/libs.versions.toml: finds the files anew and says what changed
cargo xtask train           learn the weights of the classifier from tests/corpus and print what they do
cargo xtask samples         write the sample phones anew from their scenario
cargo xtask advisories      known vulnerabilities of dependencies (needs the network)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["demo"] => demo::run(),
        ["test"] => test::run(false),
        ["test", "--long"] => test::run(true),
        ["bench"] => bench::run(false),
        ["bench", "--quick"] => bench::run(true),
        ["native" | "app" | "kotlin" | "lock" | "papers" | "verify-page", ..] => android(&args),
        ["train", choices @ ..] => train(choices),
        ["evidence"] => evidence::run(),
        ["samples"] => run::cargo(&["run", "--quiet", "-p", "dunlog-testkit", "--bin", "write-samples"]),
        ["advisories"] => tools::deny(&["check", "advisories"]),
        _ => {
            println!("{USAGE}");
            Err("no such task".to_owned())
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            println!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Learns and writes the weights; `NAME=VALUE` tries another plan, `also=FILE` adds texts that are not in the corpus.
fn train(choices: &[&str]) -> run::Outcome {
    let learn = ["run", "--release", "--quiet", "--locked", "-p", "dunlog-train", "--", "learn"];
    let places = ["tests/corpus", "rust-core/classify/model"];
    run::cargo(&[&learn[..], &places, choices].concat())
}

/// What is made for a phone has a build program of its own, with dependencies that the other tasks do without.
fn android(task: &[&str]) -> run::Outcome {
    run::cargo(&android_args(task))
}

/// What cargo is told for that.
fn android_args<'a>(task: &[&'a str]) -> Vec<&'a str> {
    [&["run", "--quiet", "--locked", "--package", "xtask-android", "--"], task].concat()
}
