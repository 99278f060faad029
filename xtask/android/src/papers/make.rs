//! Prints the files that are checked when no folder is named.

use crate::steps::fresh;
use std::path::{Path, PathBuf};
use xtask::{fonts, programs, run};

/// One of everything that can stand in a paper, and the package of cases that are hard to print. The answer is the folder.
pub(crate) fn make() -> Result<PathBuf, String> {
    let folder = run::target().join("papers");
    fresh(&folder)?;
    let examples = programs::build()?.join("examples");
    let print = |name: &str, args: &[&Path]| {
        let args = args.iter().map(|path| text(path)).collect::<Result<Vec<_>, _>>()?;
        run::program(&examples.join(name), &args)
    };
    print("samples", &[&folder.join("everything.pdf")])?;
    let [song, hei] = fonts::fonts()?;
    print("papers", &[&folder, &song, &hei])?;
    Ok(folder)
}

fn text(path: &Path) -> Result<&str, String> {
    path.to_str().ok_or_else(|| "the target folder has a name that is not UTF-8".to_owned())
}
