//! The content of an APK, with the places where its entries lie.

use std::fs;
use std::io::Read;
use std::path::Path;

/// An entry of the archive.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// Where its bytes begin, when they are stored as they are.
    pub(crate) stored_at: Option<u64>,
}

/// Reads all entries.
pub(crate) fn read(apk: &Path) -> Result<Vec<Entry>, String> {
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", apk.display());
    let file = fs::File::open(apk).map_err(|error| failed(&error))?;
    let mut archive = zip::ZipArchive::new(file).map_err(|error| failed(&error))?;
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| failed(&error))?;
        let name = entry.name().map_err(|error| failed(&error))?.into_owned();
        let is_stored = entry.compression() == zip::CompressionMethod::Stored;
        let stored_at = if is_stored { entry.data_start() } else { None };
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|error| failed(&error))?;
        entries.push(Entry { name, bytes, stored_at });
    }
    Ok(entries)
}

/// What is not aligned as a phone needs it: native libraries to pages of 16 KiB, uncompressed; whatever else is
/// stored to four bytes.
pub(crate) fn misaligned(entries: &[Entry]) -> Vec<String> {
    let is_aligned = |entry: &&Entry| match entry.stored_at {
        Some(at) => at % if entry.name.ends_with(".so") { 16 * 1024 } else { 4 } != 0,
        // The table of resources must be stored since API 30.
        None => entry.name.ends_with(".so") || entry.name == "resources.arsc",
    };
    entries
        .iter()
        .filter(is_aligned)
        .map(|entry| format!("{} at {:?}", entry.name, entry.stored_at))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, stored_at: Option<u64>) -> Entry {
        Entry { name: name.to_owned(), bytes: Vec::new(), stored_at }
    }

    #[test]
    fn what_lies_as_it_must_is_no_fault() {
        let good =
            [entry("lib/x/a.so", Some(32768)), entry("resources.arsc", Some(8)), entry("classes.dex", None)];
        assert!(misaligned(&good).is_empty());
    }

    #[test]
    fn each_wrong_place_is_named() {
        for (name, at) in [
            ("lib/x/a.so", Some(4096)),
            ("lib/x/a.so", None),
            ("resources.arsc", Some(6)),
            ("resources.arsc", None),
            ("res/a.png", Some(3)),
        ] {
            assert_eq!(misaligned(&[entry(name, at)]).len(), 1, "{name} {at:?}");
        }
    }
}
