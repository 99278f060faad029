//! Prints the files that are checked when no folder is named.

use crate::steps::fresh;
use std::path::PathBuf;
use xtask::run;

/// One of everything that can stand in a paper. The answer is the folder.
pub(crate) fn make() -> Result<PathBuf, String> {
    let folder = run::target().join("papers");
    fresh(&folder)?;
    let file = folder.join("everything.pdf");
    let file = file.to_str().ok_or("the target folder has a name that is not UTF-8")?;
    run::cargo(&["run", "--quiet", "--locked", "-p", "dunlog-typeset", "--example", "samples", "--", file])?;
    Ok(folder)
}
