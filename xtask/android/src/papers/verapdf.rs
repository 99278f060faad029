//! veraPDF, the checker of the PDF Association, tells whether a file keeps to the archive standard.

use crate::java::Java;
use crate::lockfile;
use crate::registry;
use std::path::{Path, PathBuf};
use xtask::run::Outcome;

/// What we print: ISO 19005-2, level u.
const FLAVOUR: &str = "2u";

pub(crate) const WHAT: &str = "is PDF/A-2u";

/// The verdict on each file, in their order. One run for all of them: the program takes longer to start than to check.
pub(crate) fn conform(files: &[PathBuf]) -> Result<Vec<Outcome>, String> {
    registry::fetch(&lockfile::bundles(&["verapdf"])?)?;
    let mut verapdf = Java::of_bundle("verapdf")?.command("org.verapdf.apps.GreenfieldCliWrapper")?;
    verapdf.args(["--flavour", FLAVOUR, "--format", "text", "--verbose"]).args(files);
    let output = verapdf.output().map_err(|error| format!("java: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok(files.iter().map(|file| verdict(&said, file).map_err(|why| format!("{why}\n{complaint}"))).collect())
}

/// A file is good only when a line says so; a file that was not looked at is not.
fn verdict(said: &str, file: &Path) -> Outcome {
    let good = format!("PASS {} {FLAVOUR}", file.display());
    if said.lines().any(|line| line.trim() == good) {
        return Ok(());
    }
    let bad = format!("FAIL {}", file.display());
    let mut lines = said.lines().skip_while(|line| !line.starts_with(&bad));
    let first = lines.next().ok_or("it was not looked at")?;
    let rules = lines.take_while(|line| !line.starts_with("PASS ") && !line.starts_with("FAIL /")).take(12);
    Err(std::iter::once(first).chain(rules).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "PASS /p/a.pdf 2u\nFAIL /p/b.pdf 2u\n  FAIL 6.2.11.4.1-1\nPASS /p/c.pdf 1b\n";

    #[test]
    fn only_a_line_that_says_so_is_a_pass() {
        assert_eq!(verdict(SAID, Path::new("/p/a.pdf")), Ok(()));
        assert_eq!(
            verdict(SAID, Path::new("/p/b.pdf")),
            Err("FAIL /p/b.pdf 2u\n  FAIL 6.2.11.4.1-1".to_owned())
        );
        for file in ["/p/c.pdf", "/p/d.pdf"] {
            assert!(verdict(SAID, Path::new(file)).is_err(), "{file}");
        }
    }
}
