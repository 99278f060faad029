//! Prints the files that are checked when no folder is named.

use crate::steps::fresh;
use std::path::{Path, PathBuf};
use xtask::run;

/// Song and Hei, as they are installed for the tests.
const FONTS: [&str; 2] = [
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
];

/// One of everything that can stand in a paper, and the package of cases that are hard to print. The answer is the folder.
pub(crate) fn make() -> Result<PathBuf, String> {
    let folder = run::target().join("papers");
    fresh(&folder)?;
    example("dunlog-typeset", "samples", &[text(&folder.join("everything.pdf"))?])?;
    let own = std::env::var_os("DUNLOG_FONT_DIR").map(PathBuf::from);
    let mut args = vec![text(&folder)?];
    for font in FONTS.map(Path::new) {
        let in_own = own.as_ref().zip(font.file_name()).map(|(own, name)| own.join(name));
        args.push(text(&in_own.filter(|path| path.exists()).unwrap_or_else(|| font.to_owned()))?);
    }
    example("dunlog-engine", "papers", &args)?;
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
