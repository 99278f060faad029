//! Running other programs, and where things are.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The result of a task: the reason when it failed.
pub type Outcome = Result<(), String>;

/// The top folder of the checkout.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.to_owned(), Path::to_owned)
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Cargo in the top folder, with its output shown.
pub fn cargo(args: &[&str]) -> Outcome {
    println!("$ cargo {}", args.join(" "));
    let status = Command::new(env!("CARGO")).args(args).current_dir(root()).status();
    check(&format!("cargo {}", args.first().unwrap_or(&"")), status)
}

/// A program with its output shown.
pub fn program(program: &Path, args: &[impl AsRef<OsStr>]) -> Outcome {
    let status = Command::new(program).args(args).current_dir(root()).status();
    check(&program.display().to_string(), status)
}

fn check(name: &str, status: std::io::Result<std::process::ExitStatus>) -> Outcome {
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name}: {status}")),
        Err(error) => Err(format!("{name}: {error}")),
    }
}
