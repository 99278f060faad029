//! Which compilers build for the phone: those of an NDK, or Debian's.

use crate::native::abi::Abi;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::run::{self, Outcome};

/// What builds.
pub(crate) enum Toolchain {
    /// The compilers of an NDK, with the Rust of this checkout and its ready-made standard library.
    Ndk { bin: PathBuf },
    /// Debian's Rust, which comes with the sources of the standard library, and its clang and lld.
    Debian,
}

/// Debian's packages, each with a file by which it is known to be there.
const PACKAGES: [(&str, &str); 6] = [
    ("rustc-web", "/usr/bin/rustc"),
    ("cargo-web", "/usr/bin/cargo"),
    ("rust-web-src", "/usr/lib/rustlib/src/rust/library/std/Cargo.toml"),
    ("clang", "/usr/bin/clang"),
    ("lld", "/usr/bin/ld.lld"),
    ("llvm", "/usr/bin/llvm-ar"),
];

impl Toolchain {
    /// The NDK if there is one, else Debian's packages, which are installed if they are missing.
    pub(crate) fn find() -> Result<Self, String> {
        if let Some(ndk) = std::env::var_os("ANDROID_NDK_HOME") {
            let bin = Path::new(&ndk).join("toolchains/llvm/prebuilt/linux-x86_64/bin");
            if !bin.join("clang").exists() {
                return Err("ANDROID_NDK_HOME names no NDK for Linux".to_owned());
            }
            println!("building with the NDK");
            return Ok(Self::Ndk { bin });
        }
        install(&PACKAGES)?;
        Ok(Self::Debian)
    }

    pub(crate) fn abis(&self) -> &'static [Abi] {
        match self {
            Self::Ndk { .. } => &[Abi::Arm64, Abi::X86_64, Abi::Armv7],
            Self::Debian => &[Abi::Arm64, Abi::X86_64],
        }
    }
}

/// Installs what is missing through apt-get, and says so.
pub(crate) fn install(packages: &[(&str, &str)]) -> Outcome {
    let missing: Vec<&str> =
        packages.iter().filter(|(_, file)| !Path::new(file).exists()).map(|(package, _)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("missing here, installing with apt-get: {}", missing.join(" "));
    let updated = Command::new("apt-get").args(["update", "-qq"]).status();
    if !updated.is_ok_and(|status| status.success()) {
        return Err(format!("apt-get update failed; install these by hand: {}", missing.join(" ")));
    }
    let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
    args.extend(&missing);
    run::program(Path::new("apt-get"), &args)
}
