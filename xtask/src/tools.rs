//! Programs that are not part of Rust: used when they are there in the right version, built when not.

use std::path::PathBuf;
use std::process::Command;
use xtask::run::{self, Outcome};

/// Runs cargo-deny.
pub(crate) fn deny(args: &[&str]) -> Outcome {
    let program = cargo_deny()?;
    println!("$ cargo deny {}", args.join(" "));
    run::program(&program, args)
}

fn cargo_deny() -> Result<PathBuf, String> {
    let version = version_of("cargo-deny")?;
    let own = run::target().join("tools").join("bin").join("cargo-deny");
    for candidate in [PathBuf::from("cargo-deny"), own.clone()] {
        let answer = Command::new(&candidate).arg("--version").output();
        if answer.is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).trim().ends_with(&version)) {
            return Ok(candidate);
        }
    }
    println!("cargo-deny {version} is not installed: building it into target/tools (a few minutes, once)");
    let root = run::target().join("tools");
    let root = root.to_str().ok_or("the target folder has a name that is not UTF-8")?;
    // A target folder of its own: its dependencies must not mix with ours.
    let build = format!("{root}/build");
    run::cargo(&[
        "install",
        "--quiet",
        "--locked",
        // It runs for a second; to be optimised would take longer than all its runs.
        "--debug",
        "--version",
        &version,
        "--root",
        root,
        "--target-dir",
        &build,
        "cargo-deny",
    ])?;
    let _ = std::fs::remove_dir_all(build); // only space is lost when this fails
    Ok(own)
}

/// The Java compiler, which the tests of the phone's library need: they run it on a real virtual machine.
pub(crate) fn java() -> Outcome {
    let there = || Command::new("javac").arg("-version").output().is_ok_and(|answer| answer.status.success());
    if there() {
        return Ok(());
    }
    println!("javac is not installed: installing default-jdk-headless by apt-get");
    let install =
        Command::new("apt-get").args(["install", "--yes", "--quiet", "default-jdk-headless"]).status();
    if install.is_ok_and(|status| status.success()) && there() {
        return Ok(());
    }
    Err("a Java development kit (17 or later) is needed; install one so that `javac` is found".to_owned())
}

/// The version that `[workspace.metadata.tools]` names for a tool, on a line such as `cargo-deny = "1.2.3"`.
fn version_of(tool: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(run::root().join("Cargo.toml")).map_err(|error| error.to_string())?;
    text.lines()
        .filter_map(|line| line.split_once(" = "))
        .find(|(name, _)| *name == tool)
        .map(|(_, version)| version.trim_matches('"').to_owned())
        .ok_or_else(|| format!("Cargo.toml names no version of {tool}"))
}
