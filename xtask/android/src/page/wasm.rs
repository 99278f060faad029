//! The checker as WebAssembly. Debian's Rust builds its own standard library for it, as for the phone.

use crate::native::{ONLY_CDYLIB, toolchain};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use xtask::run;

const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's packages, each with a file by which it is known to be there.
const PACKAGES: [(&str, &str); 4] = [
    ("rustc-web", "/usr/bin/rustc"),
    ("cargo-web", "/usr/bin/cargo"),
    ("rust-web-src", "/usr/lib/rustlib/src/rust/library/std/Cargo.toml"),
    ("lld", "/usr/bin/wasm-ld"),
];

pub(crate) fn build() -> Result<Vec<u8>, String> {
    toolchain::install(&PACKAGES)?;
    let folder = run::target().join("page");
    let only = ONLY_CDYLIB.join(" ");
    println!("$ cargo rustc --profile page --target {TARGET} --package dunlog-verify {only}");
    let status = Command::new("/usr/bin/cargo")
        .args(["rustc", "-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"])
        .args(["--config", "target.wasm32-unknown-unknown.linker=\"wasm-ld\""])
        .args(["--locked", "--quiet", "--profile", "page", "--package", "dunlog-verify", "--lib"])
        .args(ONLY_CDYLIB)
        .args(["--target", TARGET, "--target-dir"])
        .arg(&folder)
        .env("RUSTC", "/usr/bin/rustc")
        // A released rustc builds its own standard library only when it is told that it may.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", flags().join("\u{1f}"))
        .env_remove("RUSTUP_TOOLCHAIN")
        .current_dir(run::root())
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    if !status.success() {
        return Err(format!("the WebAssembly was not built: {status}"));
    }
    let built = folder.join(TARGET).join("page/dunlog_verify.wasm");
    fs::read(&built).map_err(|error| format!("{}: {error}", built.display()))
}

/// A panic ends the instance and the page says so; there is nobody to read its message or its place. Without them no
/// folder of this machine is in the file either, except where a path is remapped.
fn flags() -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let mut flags: Vec<String> =
        ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zfmt-debug=none", "-Zlocation-detail=none"]
            .map(str::to_owned)
            .into();
    flags.push(format!("--remap-path-prefix={}=dunlog", run::root().display()));
    flags.extend(home.map(|home| format!("--remap-path-prefix={}=cargo", home.display())));
    flags
}
