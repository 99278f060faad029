//! One hash of everything that goes into the page: its folder, the crates in its WebAssembly, and the versions of the
//! libraries they use.

use crate::registry::hex;
use crate::steps::files_below;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use toml::{Table, Value};
use xtask::run;

/// Our crates in the WebAssembly.
const CRATES: [&str; 3] = ["rust-core/bundle", "rust-core/proof", "rust-core/verify"];

pub(crate) fn hash() -> Result<String, String> {
    let root = run::root();
    let mut hash = Sha256::new();
    let mut take = |name: &str, content: &[u8]| {
        hash.update(format!("{name} {}\n", hex(&Sha256::digest(content))));
    };
    for part in CRATES.map(|part| format!("{part}/src")).iter().chain([&"rust-core/verify/page".to_owned()]) {
        for file in files_below(&root.join(part))? {
            let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            take(&name, read(&file)?.as_bytes());
        }
    }
    take("libraries", libraries(&root)?.join("\n").as_bytes());
    Ok(hex(&hash.finalize()))
}

/// Name, version and checksum of every library that the crates use, through however many others. Libraries that only
/// tests use are not among them.
fn libraries(root: &Path) -> Result<Vec<String>, String> {
    let lock = table(&root.join("Cargo.lock"))?;
    let packages: Vec<&Table> = lock
        .get("package")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_table)
        .collect();
    let mut open: Vec<String> = Vec::new();
    for part in CRATES {
        let manifest = table(&root.join(part).join("Cargo.toml"))?;
        let dependencies = manifest.get("dependencies").and_then(Value::as_table);
        open.extend(dependencies.into_iter().flat_map(Table::keys).cloned());
    }
    let mut seen = BTreeSet::new();
    while let Some(wanted) = open.pop() {
        // `name`, or `name version` where there are several.
        let (name, version) =
            wanted.split_once(' ').map_or((wanted.as_str(), None), |(name, v)| (name, Some(v)));
        for package in packages.iter().filter(|package| {
            word(package, "name") == name && version.is_none_or(|version| word(package, "version") == version)
        }) {
            let checksum = word(package, "checksum");
            let line = format!("{name} {} {checksum}", word(package, "version"));
            // Our own crates have no checksum; their sources are taken as files.
            if !checksum.is_empty() && seen.insert(line) {
                let more = package.get("dependencies").and_then(Value::as_array).into_iter().flatten();
                open.extend(more.filter_map(Value::as_str).map(str::to_owned));
            }
        }
    }
    Ok(seen.into_iter().collect())
}

fn word<'a>(package: &'a Table, key: &str) -> &'a str {
    package.get(key).and_then(Value::as_str).unwrap_or("")
}

fn table(path: &Path) -> Result<Table, String> {
    read(path)?.parse().map_err(|error| format!("{}: {error}", path.display()))
}

/// Without the carriage returns that a checkout on Windows may have.
fn read(path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.replace('\r', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_libraries_are_those_of_the_page_and_not_those_of_its_tests() {
        let libraries = libraries(&run::root()).unwrap();
        let has = |name: &str| libraries.iter().any(|line| line.starts_with(&format!("{name} ")));
        assert!(has("zip") && has("ed25519-dalek") && has("zlib-rs"), "{libraries:?}");
        assert!(!has("proptest") && !has("toml") && !has("dunlog-bundle"), "{libraries:?}");
    }
}
