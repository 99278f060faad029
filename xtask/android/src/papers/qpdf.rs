//! qpdf reads the structure of a file.

use crate::app::tool::quiet;
use std::path::Path;
use std::process::Command;
use xtask::run::Outcome;

/// No error and no warning: it ends with 0 only then.
pub(crate) fn is_sound(file: &Path) -> Outcome {
    quiet(Command::new("qpdf").arg("--check").arg(file)).map(drop)
}
