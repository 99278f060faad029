//! Prints the files that are checked when no folder is named.

use crate::steps::fresh;
use std::path::{Path, PathBuf};
use xtask::{fonts, run};

/// One of everything that can stand in a paper, and the package of cases that are hard to print. The answer is the folder.
pub(crate) fn make() -> Result<PathBuf, String> {
    let folder = run::target().join("papers");
    fresh(&folder)?;
    example("dunlog-typeset", "samples", &[text(&folder.join("everything.pdf"))?])?;
    let [song, hei] = fonts::fonts()?;
    example("dunlog-engine", "papers", &[text(&folder)?, text(&song)?, text(&hei)?])?;
    Ok(folder)
}

/// Optimised, because one of the cases has ten thousand events.
fn example(package: &str, name: &str, args: &[String]) -> Result<(), String> {
    let mut command =
        vec!["run", "--quiet", "--locked", "--profile", "quick", "-p", package, "--example", name, "--"];
    command.extend(args.iter().map(String::as_str));
    run::cargo(&command)
}

fn text(path: &Path) -> Result<String, String> {
    path.to_str()
        .map(str::to_owned)
        .ok_or_else(|| "the target folder has a name that is not UTF-8".to_owned())
}
