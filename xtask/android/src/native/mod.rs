//! The phone library: `libdunlog.so` for each processor, built, looked into, and run.
//!
//! With an NDK in `ANDROID_NDK_HOME` that is what builds it. Without one everything comes from Debian and from
//! `xtask/android/native`: rustc builds its own standard library, clang compiles SQLite against a few headers of ours,
//! and lld links against stubs that export exactly what Android 6 (API 23) has, so that a symbol that a phone
//! lacks is a link error here and not a crash there. `docs/android-native.md` says what this proves and what not.

mod abi;
mod bionic;
mod build;
mod elf;
pub(crate) mod inspect;
mod stubs;
pub(crate) mod toolchain;

pub(crate) use abi::Abi;
pub(crate) use build::ONLY_CDYLIB;

use crate::sizes;
use crate::steps::Step;
use std::path::PathBuf;
use toolchain::Toolchain;
use xtask::run::{self, Outcome};

/// Builds one library or all, and inspects what was built.
pub(crate) fn run(only: Option<&str>) -> Outcome {
    let toolchain = Toolchain::find()?;
    let abis = match only {
        None => toolchain.abis().to_vec(),
        Some(name) => vec![
            Abi::from_name(name)
                .filter(|abi| toolchain.abis().contains(abi))
                .ok_or_else(|| format!("{name}: this machine builds {}", abi::names(toolchain.abis())))?,
        ],
    };
    let mut faults = Vec::new();
    for abi in abis {
        let library = build::library(&toolchain, abi)?;
        faults.extend(inspect::library(&library, abi).err());
        faults.extend(sizes::record(abi.name(), &library).err());
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// Builds what is not built yet, inspects it, and runs the library for arm64.
pub(crate) fn check() -> Outcome {
    let built = run(None);
    bionic::check(&library(Abi::Arm64))?;
    built
}

/// Builds the libraries of which a source changed, and inspects them. Sizes are compared, but over their budget they
/// do not stop the app from being built.
pub(crate) fn build_changed(abis: &[Abi]) -> Outcome {
    for abi in abis {
        let library = library(*abi);
        let toolchain = std::env::var("ANDROID_NDK_HOME").unwrap_or_else(|_| "Debian".to_owned());
        let step = Step::new(&format!("native {}", abi.name())).words([toolchain]).output(&library);
        step.inputs(&sources())?.run(|| {
            build::library(&Toolchain::find()?, *abi)?;
            inspect::library(&library, *abi)
        })?;
    }
    Ok(())
}

/// Everything that goes into the library.
fn sources() -> Vec<PathBuf> {
    [
        ".cargo/config.toml",
        "Cargo.lock",
        "Cargo.toml",
        "gradle/libs.versions.toml",
        "rust-core",
        "xtask/android/native",
        "xtask/android/src/native",
    ]
    .map(|name| run::root().join(name))
    .into()
}

/// Where a built library lies: in the layout that Gradle takes native libraries from.
pub(crate) fn library(abi: Abi) -> PathBuf {
    run::target().join("android/jni").join(abi.name()).join("libdunlog.so")
}
