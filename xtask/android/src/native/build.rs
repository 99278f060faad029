//! One call of cargo for one processor.

use crate::catalog::Catalog;
use crate::native::abi::Abi;
use crate::native::toolchain::Toolchain;
use crate::native::{library as place_of, stubs};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::run;

/// No panic passes through SQLite, so its functions need no entry in the unwinder's tables.
const C_FLAGS: &str = "-fPIC -fno-unwind-tables -fno-asynchronous-unwind-tables";

/// A crate that is a Rust library too, as the tests need it, is not optimised at link time whatever its profile says: cargo does
/// that only for what is made without one.
pub(crate) const ONLY_CDYLIB: [&str; 2] = ["--crate-type", "cdylib"];

/// Builds the library and puts it into `target/android/<abi>`. Cargo knows when there is nothing to do.
pub(crate) fn library(toolchain: &Toolchain, abi: Abi) -> Result<PathBuf, String> {
    let build = run::target().join("android").join("build");
    let mut cargo = match toolchain {
        Toolchain::Ndk { bin } => with_ndk(bin, abi)?,
        Toolchain::Debian => with_debian(abi)?,
    };
    cargo
        .args(["--locked", "--quiet", "--profile", "android", "--package", "dunlog-jni", "--lib"])
        .args(ONLY_CDYLIB)
        .args(["--target", abi.rust_target(), "--target-dir"])
        .arg(&build)
        .current_dir(run::root());
    let only = ONLY_CDYLIB.join(" ");
    println!("$ cargo rustc --profile android --target {} --package dunlog-jni {only}", abi.rust_target());
    let status = cargo.status().map_err(|error| format!("cargo: {error}"))?;
    if !status.success() {
        return Err(format!("the library for {} was not built: {status}", abi.name()));
    }
    let built = build.join(abi.rust_target()).join("android").join("libdunlog.so");
    let place = place_of(abi);
    let folder = place.parent().ok_or("a library lies in a folder")?;
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(&built, &place))
        .map_err(|error| format!("{}: {error}", built.display()))?;
    Ok(place)
}

fn with_ndk(bin: &Path, abi: Abi) -> Result<Command, String> {
    let api = Catalog::read()?.level("minSdk")?;
    let clang = bin.join(format!("{}{api}-clang", abi.clang_target()));
    let target = abi.rust_target();
    let underscored = target.replace('-', "_");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .arg("rustc")
        .env(format!("CARGO_TARGET_{}_LINKER", underscored.to_uppercase()), &clang)
        .env(format!("CC_{underscored}"), &clang)
        .env(format!("AR_{underscored}"), bin.join("llvm-ar"))
        .env(format!("CFLAGS_{underscored}"), C_FLAGS)
        .env("CARGO_ENCODED_RUSTFLAGS", encoded(&common_flags()?));
    Ok(cargo)
}

fn with_debian(abi: Abi) -> Result<Command, String> {
    let api = Catalog::read()?.level("minSdk")?;
    let target = format!("--target={}{api}", abi.clang_target());
    let stubs = stubs::build(abi, api)?;
    let headers = headers_that_fit(&target)?;
    let mut flags = common_flags()?;
    // Text for debugging is never shown: a panic is logged with its place alone.
    flags.push("-Zfmt-debug=none".to_owned());
    let link = |arg: &str| format!("-Clink-arg={arg}");
    flags.extend([&target, "-fuse-ld=lld", "-nostdlib", &format!("-L{}", stubs.display())].map(link));
    let exports =
        format!("-Wl,--version-script={}", run::root().join("xtask/android/native/exports.map").display());
    flags.extend([exports.as_str(), "-Wl,-z,defs", "-Wl,--no-as-needed"].map(link));
    flags.extend(stubs::LIBRARIES.map(|library| format!("-Clink-arg=-l{library}")));
    let underscored = abi.rust_target().replace('-', "_");
    let mut cargo = Command::new("/usr/bin/cargo");
    cargo
        .args(["rustc", "-Z", "build-std=std,panic_unwind", "--features", "own-unwinder"])
        // Without backtraces, which a stripped library could not name anyway.
        .args(["-Z", "build-std-features=panic-unwind,optimize_for_size"])
        .env("RUSTC", "/usr/bin/rustc")
        // A released rustc builds its own standard library only when it is told that it may.
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("RUSTUP_TOOLCHAIN")
        .env(format!("CARGO_TARGET_{}_LINKER", underscored.to_uppercase()), "clang")
        .env(format!("CC_{underscored}"), "clang")
        .env(format!("AR_{underscored}"), "llvm-ar")
        .env(
            format!("CFLAGS_{underscored}"),
            format!("{C_FLAGS} {target} -nostdlibinc -isystem {}", headers.display()),
        )
        .env("CARGO_ENCODED_RUSTFLAGS", encoded(&flags));
    Ok(cargo)
}

/// The headers against which SQLite is compiled. Hand-written, so their structures are held against the sizes and
/// offsets of bionic first.
fn headers_that_fit(target: &str) -> Result<PathBuf, String> {
    let native = run::root().join("xtask/android/native");
    let (headers, sizes) = (native.join("bionic-include"), native.join("abi.c"));
    let text = |path: &Path| path.to_str().map(str::to_owned).ok_or("a folder has a name that is not UTF-8");
    let args = [target, "-fsyntax-only", "-nostdlibinc", "-isystem", &text(&headers)?, &text(&sizes)?];
    run::program(Path::new("clang"), &args)?;
    Ok(headers)
}

/// Pages of 16 KiB, nothing exported but the natives, and no folder of this machine in the messages of panics.
fn common_flags() -> Result<Vec<String>, String> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let mut flags = vec![
        "-Clink-arg=-Wl,-z,max-page-size=16384".to_owned(),
        "-Clink-arg=-Wl,--icf=all".to_owned(),
        "-Clink-arg=-Wl,--pack-dyn-relocs=android".to_owned(),
        format!("--remap-path-prefix={}=dunlog", run::root().display()),
        "--remap-path-prefix=/usr/lib/rustlib/src/rust=rust".to_owned(),
    ];
    flags.extend(home.map(|home| format!("--remap-path-prefix={}=cargo", home.display())));
    Ok(flags)
}

/// The form in which flags may hold spaces.
fn encoded(flags: &[String]) -> String {
    flags.join("\u{1f}")
}
