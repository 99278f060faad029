//! Prints the files that are checked when no folder is named.

use crate::steps::fresh;
use std::path::PathBuf;
use xtask::{fonts, run};

/// One of everything that can stand in a paper, and the package of cases that are hard to print. The answer is the folder.
pub(crate) fn make() -> Result<PathBuf, String> {
    let folder = run::target().join("papers");
    fresh(&folder)?;
    // Of the whole workspace, as its tests are: then they are there already.
    run::cargo(&["build", "--locked", "--workspace", "--example", "samples", "--example", "papers"])?;
    let examples = run::target().join("debug").join("examples");
    run::program(&examples.join("samples"), &[folder.join("everything.pdf")])?;
    let [song, hei] = fonts::fonts()?;
    run::program(&examples.join("papers"), &[&folder, &song, &hei])?;
    Ok(folder)
}
