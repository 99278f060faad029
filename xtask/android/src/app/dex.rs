//! Classes → the phone's byte code, without what is not used (R8 in its full mode).

use crate::app::libraries::Libraries;
use crate::app::places::{app_rules, core_rules, made};
use crate::app::tool::quiet;
use crate::java::{self, Java};
use crate::steps::{Step, files_below, files_ending, fresh};
use std::path::{Path, PathBuf};

/// What R8 makes.
pub(crate) struct Dex {
    /// `classes.dex` and, if there are very many methods, further ones.
    pub(crate) files: Vec<PathBuf>,
    /// Lists of classes that are looked up by name while the app runs, with their places in the APK.
    pub(crate) services: Vec<(String, PathBuf)>,
}

/// Shrinks and translates. `own` are the classes that are ours, as jars.
pub(crate) fn build(
    own: &[PathBuf],
    libraries: &Libraries,
    aapt_rules: &Path,
    min_sdk: &str,
) -> Result<Dex, String> {
    let folder = made("dex");
    let android = java::file("android")?;
    let mut rules = vec![app_rules(), core_rules(), aapt_rules.to_owned()];
    let library_rules = libraries.each("proguard.txt");
    let step = Step::new("dex")
        .words([min_sdk])
        .inputs(own)?
        .inputs(&rules)?
        .locked(&java::files(&["r8", "android"])?)
        .locked(&libraries.jars)
        .locked(&library_rules)
        .output(&folder);
    rules.extend(library_rules);
    step.run(|| {
        fresh(&folder)?;
        let r8 = Java::of_bundle("r8")?.with_heap("2500m");
        let mut r8 = r8.command("com.android.tools.r8.R8")?;
        r8.args(["--release", "--min-api", min_sdk]).arg("--lib").arg(&android);
        // Java's own classes that Android's refer to and android-all does not hold.
        r8.arg("--lib").arg(java::home()?);
        for rule in &rules {
            r8.arg("--pg-conf").arg(rule);
        }
        r8.arg("--pg-map-output").arg(made("mapping.txt")).arg("--output").arg(&folder);
        quiet(r8.args(own).args(&libraries.jars)).map(drop)
    })?;
    let services = files_below(&folder.join("META-INF/services"))?.into_iter().map(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (format!("META-INF/services/{name}"), file)
    });
    Ok(Dex { services: services.collect(), files: files_ending(&folder, ".dex")? })
}
