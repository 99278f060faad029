//! A step of the build is left out when nothing that goes into it changed since it last succeeded.

use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use xtask::run::{self, Outcome};

/// What a step depends on.
pub(crate) struct Step {
    name: String,
    state: Sha256,
    outputs: Vec<PathBuf>,
}

impl Step {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), state: Sha256::new(), outputs: Vec::new() }
    }

    /// Words that change what is made: options, versions.
    pub(crate) fn words<W: AsRef<str>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        for word in words {
            self.take(word.as_ref().as_bytes());
        }
        self
    }

    /// Files, by name and content. A folder stands for everything in it.
    pub(crate) fn inputs(mut self, paths: &[PathBuf]) -> Result<Self, String> {
        for path in paths {
            for file in files_below(path)? {
                self.take(file.to_string_lossy().as_bytes());
                let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
                self.take(&Sha256::digest(bytes));
            }
        }
        Ok(self)
    }

    /// Files of the registries: their hashes are in the list already, so their names say everything.
    pub(crate) fn locked(self, paths: &[PathBuf]) -> Self {
        self.words(paths.iter().map(|path| path.to_string_lossy().into_owned()))
    }

    /// What must be there afterwards; the step runs when it is gone.
    pub(crate) fn output(mut self, path: &Path) -> Self {
        self.outputs.push(path.to_owned());
        self
    }

    /// Runs the work unless it was done already; true when it ran.
    pub(crate) fn run(self, work: impl FnOnce() -> Outcome) -> Result<bool, String> {
        let stamps = run::target().join("android").join("stamps");
        fs::create_dir_all(&stamps).map_err(|error| format!("{}: {error}", stamps.display()))?;
        // What the build program itself does is in these files.
        self.inputs(&[run::root().join("xtask/android/src/app")])?.run_in(&stamps, work)
    }

    fn run_in(self, stamps: &Path, work: impl FnOnce() -> Outcome) -> Result<bool, String> {
        let stamp = stamps.join(&self.name);
        let state = crate::registry::hex(&self.state.finalize());
        let is_done = fs::read_to_string(&stamp).is_ok_and(|old| old == state);
        if is_done && self.outputs.iter().all(|output| output.exists()) {
            return Ok(false);
        }
        let _ = fs::remove_file(&stamp); // a step that is torn off must run again
        let start = Instant::now();
        work()?;
        if let Some(output) = self.outputs.iter().find(|output| !output.exists()) {
            return Err(format!("{}: did not make {}", self.name, output.display()));
        }
        fs::write(&stamp, state).map_err(|error| format!("{}: {error}", stamp.display()))?;
        println!("{:<20} {:6.1} s", self.name, start.elapsed().as_secs_f64());
        Ok(true)
    }

    fn take(&mut self, bytes: &[u8]) {
        self.state.update((bytes.len() as u64).to_le_bytes());
        self.state.update(bytes);
    }
}

/// All files below a folder, in the order of their names; a file is itself; what is not there is nothing.
pub(crate) fn files_below(path: &Path) -> Result<Vec<PathBuf>, String> {
    if !path.is_dir() {
        return Ok(if path.exists() { vec![path.to_owned()] } else { Vec::new() });
    }
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        files.extend(files_below(&entry)?);
    }
    Ok(files)
}

/// The files below a folder whose names end so.
pub(crate) fn files_ending(path: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let mut files = files_below(path)?;
    files.retain(|file| file.to_string_lossy().ends_with(ending));
    Ok(files)
}

/// An empty folder.
pub(crate) fn fresh(folder: &Path) -> Outcome {
    let _ = fs::remove_dir_all(folder); // it may not be there
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_runs_when_something_changed_and_not_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let (input, output) = (folder.path().join("in"), folder.path().join("out"));
        fs::write(&input, "one").unwrap();
        let run = |word: &str| {
            let step = Step::new("copy").words([word]).inputs(std::slice::from_ref(&input)).unwrap();
            let step = step.output(&output);
            step.run_in(folder.path(), || fs::copy(&input, &output).map(drop).map_err(|e| e.to_string()))
        };
        assert_eq!(run("a"), Ok(true));
        assert_eq!(run("a"), Ok(false));
        assert_eq!(run("b"), Ok(true), "another option");
        fs::write(&input, "two").unwrap();
        assert_eq!(run("b"), Ok(true), "another content");
        fs::remove_file(&output).unwrap();
        assert_eq!(run("b"), Ok(true), "the output is gone");
        assert_eq!(run("b"), Ok(false));
    }

    #[test]
    fn a_step_that_failed_runs_again() {
        let folder = tempfile::tempdir().unwrap();
        let step = || Step::new("fails");
        assert_eq!(step().run_in(folder.path(), || Ok(())), Ok(true));
        assert!(step().words(["x"]).run_in(folder.path(), || Err("no".to_owned())).is_err());
        assert_eq!(step().run_in(folder.path(), || Ok(())), Ok(true));
    }

    #[test]
    fn a_step_that_makes_nothing_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let step = Step::new("empty").output(&folder.path().join("out"));
        assert!(step.run_in(folder.path(), || Ok(())).is_err());
    }
}
