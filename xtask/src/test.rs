//! Everything that is checked, in the order in which it fails fastest.

use crate::{android, android_args, tools};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use xtask::fonts;
use xtask::run::{self, Outcome};

/// Runs all checks, also when one fails, and ends with `N passed, N failed`.
pub(crate) fn run(long: bool) -> Outcome {
    let mut tally = Tally::default();
    tally.check("format", run::cargo(&["fmt", "--all", "--check"]));
    tally.check(
        "lints",
        run::cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ]),
    );
    tally.check("documentation", documentation());
    tally.check("a Java compiler for the tests of the phone's library", tools::java());
    tally.check("fonts for papers", fonts::fonts().map(drop));
    tally.tests(long);
    tally.task("evidence that other tools check", &["evidence"]);
    tally.check("the phone's library on its processor", android(&["native", "--check"]));
    tally.android("the app as it is packed", &["app", "--check"]);
    tally.check("the form of the Kotlin sources", android(&["kotlin", "--lint"]));
    tally.android("the app in Kotlin", &["kotlin"]);
    tally.android("the page that checks bundles, in a browser", &["verify-page", "--check"]);
    tally.android("papers, as other makers' programs see them", &["papers", "--check"]);
    if long {
        tally.android("the table, as a spreadsheet opens it", &["papers", "--table"]);
    }
    tally.check("licences and sources", tools::deny(&["check", "bans", "licenses", "sources"]));
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed == 0 { Ok(()) } else { Err("something failed; it is named above".to_owned()) }
}

#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    fn check(&mut self, name: &str, outcome: Outcome) {
        match outcome {
            Ok(()) => {
                self.passed += 1;
                println!("ok: {name}");
            }
            Err(why) => {
                self.failed += 1;
                println!("FAILED: {name}: {why}");
            }
        }
    }

    /// All tests of the workspace.
    fn tests(&mut self, long: bool) {
        let args = ["test", "--workspace", "--locked", "--no-fail-fast", "--quiet"];
        println!("$ cargo {}", args.join(" "));
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(args);
        if long {
            // For the properties that do not set a number of their own.
            cargo.env("PROPTEST_CASES", "20000");
            cargo.env("DUNLOG_KILLS", "1000");
        }
        self.counted("tests", cargo);
    }

    /// Another task of this program that counts for itself.
    fn task(&mut self, name: &str, task: &[&str]) {
        let Ok(program) = std::env::current_exe() else {
            return self.check(name, Err("cannot find itself".to_owned()));
        };
        println!("$ cargo xtask {}", task.join(" "));
        let mut command = Command::new(program);
        command.args(task);
        self.counted(name, command);
    }

    /// What is built for the phone and for browsers: checked, and the Kotlin tests with it.
    fn android(&mut self, name: &str, task: &[&str]) {
        println!("$ cargo xtask {}", task.join(" "));
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(android_args(task));
        self.counted(name, cargo);
    }

    /// Tests that count themselves; their counts are added up from closing lines of cargo's form.
    fn counted(&mut self, name: &str, mut command: Command) {
        let Ok(mut child) = command.current_dir(run::root()).stdout(Stdio::piped()).spawn() else {
            return self.check(name, Err("cannot be started".to_owned()));
        };
        let (passed_before, failed_before) = (self.passed, self.failed);
        for line in
            child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines()).map_while(Result::ok)
        {
            println!("{line}");
            let (passed, failed) = counts(&line);
            self.passed += passed;
            self.failed += failed;
        }
        let counted = (self.passed - passed_before, self.failed - failed_before);
        match (child.wait(), counted) {
            (Ok(_), (0, 0)) => self.check(name, Err("nothing was tested".to_owned())),
            (Ok(status), (_, 0)) if !status.success() => self.check(name, Err(status.to_string())),
            (Ok(_), _) => {}
            (Err(error), _) => self.check(name, Err(error.to_string())),
        }
    }
}

/// The counts of a line such as `test result: ok. 12 passed; 0 failed; …`.
fn counts(line: &str) -> (u64, u64) {
    let Some(rest) = line.strip_prefix("test result: ") else { return (0, 0) };
    let number = |word: &str| {
        rest.split(['.', ';'])
            .filter_map(|part| part.trim().strip_suffix(word))
            .find_map(|number| number.trim().parse().ok())
            .unwrap_or(0)
    };
    (number(" passed"), number(" failed"))
}

/// Documentation without broken links.
fn documentation() -> Outcome {
    println!("$ cargo doc --workspace --no-deps --document-private-items");
    let status = Command::new(env!("CARGO"))
        .args(["doc", "--workspace", "--no-deps", "--document-private-items", "--locked", "--quiet"])
        .env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links")
        .current_dir(run::root())
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(status.to_string()),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn cargos_closing_line_is_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(counts(line), (12, 3));
        assert_eq!(counts("test result: ok. 7 passed; 0 failed; 0 ignored"), (7, 0));
        assert_eq!(counts("12 passed"), (0, 0));
    }
}
