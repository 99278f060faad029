//! Libraries to link against that hold nothing but names: exactly those that Android 6 exports.
//!
//! The lists in `xtask/android/native/api` were read out of the libraries of API 23. Every later Android has all of them,
//! so a library that links against the stubs finds what it needs on every phone that can install the app.

use crate::native::abi::Abi;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use xtask::run::{self, Outcome};

/// The system libraries that we use.
pub(crate) const LIBRARIES: [&str; 4] = ["c", "m", "dl", "log"];

/// Makes the stubs for a processor and returns their folder.
pub(crate) fn build(abi: Abi, api: u32) -> Result<PathBuf, String> {
    let folder = run::target().join("android").join("stubs").join(abi.name());
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    for library in LIBRARIES {
        shared(&folder, library, &format!("--target={}{api}", abi.clang_target()))?;
    }
    // rustc asks for libunwind; the crate that stands in for it is linked in as Rust.
    let empty = folder.join("libunwind.a");
    if !empty.exists() {
        run::program(Path::new("llvm-ar"), &["crs", text(&empty)?])?;
    }
    Ok(folder)
}

/// Every name that the libraries export.
pub(crate) fn exported() -> Result<BTreeSet<String>, String> {
    let mut all = BTreeSet::new();
    for library in LIBRARIES {
        all.extend(names(library)?);
    }
    Ok(all)
}

fn shared(folder: &Path, library: &str, target: &str) -> Outcome {
    let assembly: String = names(library)?
        .iter()
        .map(|name| format!(".globl {name}\n.type {name},%function\n{name}:\n"))
        .collect();
    let source = folder.join(format!("{library}.s"));
    fs::write(&source, format!(".text\n{assembly}.space 4\n")).map_err(|error| error.to_string())?;
    let soname = format!("-Wl,-soname,lib{library}.so");
    let output = folder.join(format!("lib{library}.so"));
    let args =
        ["-shared", "-nostdlib", "-fuse-ld=lld", target, &soname, text(&source)?, "-o", text(&output)?];
    run::program(Path::new("clang"), &args)
}

fn names(library: &str) -> Result<Vec<String>, String> {
    let list = run::root().join("xtask/android/native/api").join(format!("lib{library}.syms"));
    let text = fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    Ok(text.lines().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

fn text(path: &Path) -> Result<&str, String> {
    path.to_str().ok_or_else(|| "the target folder has a name that is not UTF-8".to_owned())
}
