//! `cargo xtask papers --check`: what must be true of every PDF that we print, as other makers' programs see it.

mod make;
mod poppler;
mod qpdf;
mod table;
mod verapdf;

pub(crate) use table::check as check_table;

use crate::native::toolchain;
use crate::steps::files_ending;
use std::path::{Path, PathBuf};
use std::time::Instant;
use xtask::run::Outcome;

const PACKAGES: [(&str, &str); 2] = [("qpdf", "/usr/bin/qpdf"), ("poppler-utils", "/usr/bin/pdftotext")];

/// What is asked of one file, and who answers.
type Check = fn(&Path) -> Outcome;

const CHECKS: [(&str, Check); 3] = [
    ("is sound", qpdf::is_sound),
    ("has every font in it, as far as it is used", poppler::has_its_fonts),
    ("has text on its pages", poppler::has_text),
];

/// Checks the files of a folder, or those that it prints itself, and ends with a line of cargo's form.
pub(crate) fn check(folder: Option<&str>) -> Outcome {
    let start = Instant::now();
    let folder = folder.map_or_else(make::make, |folder| Ok(PathBuf::from(folder)))?;
    let files = files_ending(&folder, ".pdf")?;
    if files.is_empty() {
        return Err(format!("{}: there is no PDF", folder.display()));
    }
    toolchain::install(&PACKAGES)?;
    let mut tally = Tally::default();
    for file in &files {
        for (what, check) in CHECKS {
            tally.count(file, what, check(file));
        }
    }
    for (file, outcome) in files.iter().zip(verapdf::conform(&files)?) {
        tally.count(file, verapdf::WHAT, outcome);
    }
    let Tally { passed, failed } = tally;
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!(
        "test result: {word}. {passed} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out; finished in {:.2}s",
        start.elapsed().as_secs_f64()
    );
    if failed == 0 { Ok(()) } else { Err(format!("{failed} checks of PDF files failed")) }
}

#[derive(Default)]
struct Tally {
    passed: u32,
    failed: u32,
}

impl Tally {
    fn count(&mut self, file: &Path, what: &str, outcome: Outcome) {
        let name = file.file_name().unwrap_or_default().display();
        match outcome {
            Ok(()) => {
                self.passed += 1;
                println!("ok: {name} {what}");
            }
            Err(why) => {
                self.failed += 1;
                println!("FAILED: {name} {what}: {why}");
            }
        }
    }
}
