//! `cargo xtask kotlin --lint`: the form of the Kotlin sources, by ktlint. Its rules are in `android-app/.editorconfig`.

use crate::java::Java;
use crate::lockfile;
use crate::registry;
use xtask::run::Outcome;

const SOURCES: [&str; 2] = ["android-app/**/*.kt", "android-app/**/*.kts"];

/// Names every place that is not in form, or puts them into form.
pub(crate) fn run(format: bool) -> Outcome {
    registry::fetch(&lockfile::bundles(&["ktlint"])?)?;
    let mut ktlint = Java::of_bundle("ktlint")?.command("com.pinterest.ktlint.Main")?;
    ktlint.args(["--relative", "--log-level=error"]);
    if format {
        ktlint.arg("--format");
    }
    let status = ktlint.args(SOURCES).status().map_err(|error| format!("java: {error}"))?;
    if status.success() {
        return Ok(());
    }
    Err("Kotlin sources are not in form; `cargo xtask kotlin --format` mends most of it".to_owned())
}
