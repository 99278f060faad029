//! The libraries of the app: jars as they are, Android's archives (AAR) unpacked once.

use crate::app::places::made;
use crate::app::tool::{aapt2, quiet};
use crate::lockfile;
use crate::registry;
use crate::steps::{files_below, files_ending};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What some bundles of `deps.lock` come to.
#[derive(Default)]
pub(crate) struct Libraries {
    /// Everything with classes in it.
    pub(crate) jars: Vec<PathBuf>,
    /// The folders of the unpacked archives.
    pub(crate) archives: Vec<PathBuf>,
}

impl Libraries {
    /// The files of bundles, which must be fetched already.
    pub(crate) fn of(bundles: &[&str]) -> Result<Self, String> {
        let mut libraries = Self::default();
        for line in lockfile::bundles(bundles)? {
            let file = registry::path(&line.artifact);
            if line.artifact.kind != "aar" {
                libraries.jars.push(file);
                continue;
            }
            let folder = made("aar").join(format!(
                "{}-{}",
                line.artifact.name,
                line.sha256.get(..12).unwrap_or_default()
            ));
            if !folder.exists() {
                unpack(&file, &folder)?;
            }
            // An archive also holds rules of Android's lint, in a jar beside its classes.
            libraries.jars.extend(files_below(&folder.join("classes.jar"))?);
            libraries.jars.extend(files_ending(&folder.join("libs"), ".jar")?);
            libraries.archives.push(folder);
        }
        Ok(libraries)
    }

    /// The files of this name that the archives have.
    pub(crate) fn each(&self, name: &str) -> Vec<PathBuf> {
        self.archives.iter().map(|folder| folder.join(name)).filter(|file| file.exists()).collect()
    }

    /// Native libraries that come with the archives, for one processor.
    pub(crate) fn native(&self, abi: &str) -> Result<Vec<PathBuf>, String> {
        let folders = self.archives.iter().map(|folder| folder.join("jni").join(abi));
        folders.map(|folder| files_below(&folder)).collect::<Result<Vec<_>, _>>().map(|files| files.concat())
    }
}

/// Unpacks an archive and compiles its resources. The folder appears when all is done.
fn unpack(archive: &Path, folder: &Path) -> Result<(), String> {
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", archive.display());
    let unfinished = folder.with_extension("unfinished");
    let _ = fs::remove_dir_all(&unfinished); // of a run that was torn off
    let file = fs::File::open(archive).map_err(|error| failed(&error))?;
    zip::ZipArchive::new(file)
        .and_then(|mut zip| zip.extract(&unfinished))
        .map_err(|error| failed(&error))?;
    let resources = unfinished.join("res");
    if resources.is_dir() {
        let compiled = unfinished.join("res.zip");
        quiet(Command::new(aapt2()?).args(["compile", "--dir"]).arg(&resources).arg("-o").arg(&compiled))?;
    }
    fs::rename(&unfinished, folder).map_err(|error| failed(&error))
}
