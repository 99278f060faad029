//! Files of public registries, fetched once, checked by SHA-256, kept in `target/android/lib`.

mod maven;
mod npm;

pub(crate) use maven::resolve;

use crate::lockfile::{Artifact, Locked};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use xtask::run::{self, Outcome};

/// Fetches what is not here yet and compares every file with its line of the list.
///
/// # Errors
/// When a registry lacks a file, or a file is another than the one that was locked: such a file is removed.
pub(crate) fn fetch(lines: &[Locked]) -> Outcome {
    let wanted: BTreeSet<Artifact> = lines.iter().map(|line| line.artifact.clone()).collect();
    let wanted: Vec<Artifact> = wanted.into_iter().collect();
    let missing = available(&wanted)?;
    if !missing.is_empty() {
        return Err(format!("no registry has {}", names(&missing)));
    }
    let mut seen = Seen::read();
    for line in lines {
        let path = path(&line.artifact);
        let mark = Seen::mark(&path, &line.sha256)?;
        if seen.marks.contains(&mark) {
            continue;
        }
        let hash = sha256(&path)?;
        if hash != line.sha256 {
            let _ = fs::remove_file(&path); // so that the next run asks again
            return Err(format!(
                "{}: its SHA-256 is {hash}, locked is {}; it was removed",
                line.artifact, line.sha256
            ));
        }
        seen.marks.insert(mark);
    }
    seen.write()
}

/// Fetches what can be had, unchecked. The answer is what no registry has.
pub(crate) fn available(wanted: &[Artifact]) -> Result<Vec<&Artifact>, String> {
    let folder = folder();
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let absent = wanted.iter().filter(|artifact| !path(artifact).exists()).count();
    if absent > 0 {
        println!("fetching {absent} files, once");
    }
    let (npm, maven): (Vec<Artifact>, Vec<Artifact>) =
        wanted.iter().cloned().partition(|artifact| artifact.group == "npm");
    for artifact in npm.iter().filter(|artifact| !path(artifact).exists()) {
        npm::copy(artifact, &folder)?;
    }
    let missing: Vec<Artifact> = maven::copy(&maven, &folder)?.into_iter().cloned().collect();
    Ok(wanted.iter().filter(|artifact| missing.contains(artifact)).collect())
}

/// Where a fetched file lies.
pub(crate) fn path(artifact: &Artifact) -> PathBuf {
    folder().join(artifact.file_name())
}

/// The SHA-256 of a file.
pub(crate) fn sha256(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(hex(&Sha256::digest(bytes)))
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn folder() -> PathBuf {
    run::target().join("android").join("lib")
}

fn names(artifacts: &[&Artifact]) -> String {
    artifacts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Files that were compared already. A gigabyte need not be hashed before each build.
struct Seen {
    marks: BTreeSet<String>,
}

impl Seen {
    fn read() -> Self {
        let text = fs::read_to_string(Self::place()).unwrap_or_default();
        Self { marks: text.lines().map(str::to_owned).collect() }
    }

    /// Another file under this name has another length or another time.
    fn mark(path: &Path, sha256: &str) -> Result<String, String> {
        let about = fs::metadata(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let changed = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let changed = changed.map_or(0, |since| since.as_millis());
        Ok(format!("{} {sha256} {} {changed}", path.display(), about.len()))
    }

    fn write(&self) -> Outcome {
        let text: String = self.marks.iter().map(|mark| format!("{mark}\n")).collect();
        fs::write(Self::place(), text).map_err(|error| format!("{}: {error}", Self::place().display()))
    }

    fn place() -> PathBuf {
        folder().join("compared.txt")
    }
}
