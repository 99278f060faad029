//! Our own programs, as the demo and the checks run them.

use crate::run;
use std::path::PathBuf;

/// Builds all of them, in release but optimised less, so that nobody waits long. The answer is the folder they are in.
///
/// One call of cargo for all: for another choice of packages it would choose other features of what they share, and build that
/// anew.
pub fn build() -> Result<PathBuf, String> {
    run::cargo(&[
        "build",
        "--profile",
        "quick",
        "--locked",
        "--package",
        "dunlog",
        "--package",
        "dunlog-engine",
        "--package",
        "dunlog-jni",
        "--package",
        "dunlog-testkit",
        "--package",
        "dunlog-typeset",
        "--lib",
        "--bins",
        "--examples",
    ])?;
    Ok(run::target().join("quick"))
}
