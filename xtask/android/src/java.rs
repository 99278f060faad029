//! Programs for the Java machine, and Maven, which fetches them.

use crate::lockfile;
use crate::native::toolchain;
use crate::registry;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use xtask::run::{self, Outcome};

const JDK: [(&str, &str); 1] = [("default-jdk-headless", "/usr/bin/javac")];
const MAVEN: [(&str, &str); 1] = [("maven", "/usr/bin/mvn")];

/// A program on the Java machine.
pub(crate) struct Java {
    class_path: Vec<PathBuf>,
    /// The largest heap, as `-Xmx` takes it.
    heap: &'static str,
    flags: Vec<String>,
}

impl Java {
    /// A program out of the files of a bundle of `deps.lock`, which must be fetched already.
    pub(crate) fn of_bundle(bundle: &str) -> Result<Self, String> {
        Ok(Self::of_class_path(files(&[bundle])?))
    }

    pub(crate) fn of_class_path(class_path: Vec<PathBuf>) -> Self {
        Self { class_path, heap: "1g", flags: Vec::new() }
    }

    /// Further files and folders behind those that are there.
    pub(crate) fn with_class_path(mut self, paths: Vec<PathBuf>) -> Self {
        self.class_path.extend(paths);
        self
    }

    pub(crate) fn with_heap(mut self, heap: &'static str) -> Self {
        self.heap = heap;
        self
    }

    pub(crate) fn with_flags(mut self, flags: impl IntoIterator<Item = String>) -> Self {
        self.flags.extend(flags);
        self
    }

    /// The command that runs a class.
    pub(crate) fn command(&self, class: &str) -> Result<Command, String> {
        let mut command = Command::new(home()?.join("bin/java"));
        command
            .arg(format!("-Xmx{}", self.heap))
            // A collector without threads of its own: builds run beside each other on small machines. And only the fast one of
            // Java's two compilers: these programs run for a minute, half of which the thorough one would take for itself.
            .args(["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"])
            .args(&self.flags)
            .arg("-cp")
            .arg(joined(&self.class_path)?)
            .arg(class)
            .current_dir(run::root());
        Ok(command)
    }
}

/// The files of some bundles of `deps.lock`, in its order.
pub(crate) fn files(bundles: &[&str]) -> Result<Vec<PathBuf>, String> {
    Ok(lockfile::bundles(bundles)?.iter().map(|line| registry::path(&line.artifact)).collect())
}

/// The one file of a bundle.
pub(crate) fn file(bundle: &str) -> Result<PathBuf, String> {
    files(&[bundle])?.into_iter().next().ok_or_else(|| format!("deps.lock has no {bundle}"))
}

/// Paths as one class path.
pub(crate) fn joined(paths: &[PathBuf]) -> Result<String, String> {
    let joined = env::join_paths(paths).map_err(|error| error.to_string())?;
    joined.into_string().map_err(|_| "a folder has a name that is not UTF-8".to_owned())
}

/// The folder of the Java development kit; it is installed when there is none.
pub(crate) fn home() -> Result<PathBuf, String> {
    static HOME: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    HOME.get_or_init(find_home).clone()
}

/// Maven, which is installed when there is none.
pub(crate) fn ensure_maven() -> Outcome {
    home()?;
    let is_there = || Command::new("mvn").arg("--version").output().is_ok_and(|out| out.status.success());
    static FOUND: OnceLock<bool> = OnceLock::new();
    if *FOUND.get_or_init(is_there) { Ok(()) } else { toolchain::install(&MAVEN) }
}

fn find_home() -> Result<PathBuf, String> {
    if let Some(home) = env::var_os("JAVA_HOME").map(PathBuf::from)
        && home.join("bin/javac").exists()
    {
        return Ok(home);
    }
    let ask = || Command::new("javac").arg("-J-XshowSettings:properties").arg("-version").output();
    let told = match ask() {
        Ok(told) if told.status.success() => told,
        _ => {
            toolchain::install(&JDK)?;
            ask().map_err(|error| format!("javac: {error}"))?
        }
    };
    let text = String::from_utf8_lossy(&told.stderr).into_owned() + &String::from_utf8_lossy(&told.stdout);
    let home = text.lines().find_map(|line| line.trim().strip_prefix("java.home = "));
    home.map(|home| Path::new(home).to_owned())
        .ok_or_else(|| "a Java development kit is needed; JAVA_HOME may name it".to_owned())
}
