//! Our own programs and libraries, as the demo and the checks run them.

use crate::run;
use std::path::PathBuf;

/// Builds what ships, and what writes samples: in release but optimised less, so that nobody waits long. The answer is the
/// folder it is in.
///
/// One call of cargo for all: for another choice of packages it would choose other features of what they share, and build that
/// anew. No examples: what tests need besides, the natives that panic among it, would be built into all.
pub fn build() -> Result<PathBuf, String> {
    run::cargo(&[
        "build",
        "--profile",
        "quick",
        "--locked",
        "--package",
        "dunlog",
        "--package",
        "dunlog-jni",
        "--package",
        "dunlog-testkit",
        "--lib",
        "--bins",
    ])?;
    Ok(run::target().join("quick"))
}
