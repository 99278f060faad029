//! Measurements. Ratios come from one run; single times only say of what order a thing is.

use xtask::fonts;
use xtask::run::{self, Outcome};

/// Builds in release and measures; the table goes to the terminal, the figures to `target/bench/results.json`.
pub(crate) fn run(quick: bool) -> Outcome {
    fonts::fonts()?;
    run::cargo(&["build", "--release", "--locked", "--quiet", "-p", "dunlog", "-p", "dunlog-bench"])?;
    let release = run::target().join("release");
    let work = run::target().join("bench");
    std::fs::create_dir_all(&work).map_err(|error| error.to_string())?;
    let program = release.join("dunlog").display().to_string();
    let work = work.display().to_string();
    let mut args = vec![program.as_str(), work.as_str()];
    args.extend(quick.then_some("--quick"));
    run::program(&release.join("dunlog-bench"), &args)
}
