//! Data files are written by people in TOML and compiled in as JSON.
//!
//! For build programs only: what ships reads JSON anyway, and a reader of TOML would make the phone library larger
//! (ADR 0008).
#![allow(clippy::print_stdout, reason = "this is how a build program speaks to cargo")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Writes each file, given from the root of the crate, as `<name>.json` into the build's output folder, and has
/// cargo do it again when one changes. Panics with the name of the file and the place of the mistake: that ends the
/// build.
pub fn embed(files: &[&str]) {
    for file in files {
        println!("cargo::rerun-if-changed={file}");
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let json = to_json(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let name = Path::new(file).with_extension("json");
        let name = name.file_name().expect("a file has a name");
        write(name, json.as_bytes());
    }
}

/// A file, given from the root of the crate, for [`pack`]; cargo builds again when it changes. Panics like [`embed`].
pub fn bytes(file: &str) -> Vec<u8> {
    println!("cargo::rerun-if-changed={file}");
    fs::read(file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Rules as they ship, see [`shipped_json`], like [`bytes`].
pub fn shipped(file: &str) -> String {
    let text = String::from_utf8(bytes(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    shipped_json(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Writes a file into the build's output folder. Panics like [`embed`].
fn write(name: impl AsRef<Path>, content: &[u8]) {
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for a build program");
    let file = PathBuf::from(out).join(name);
    fs::write(&file, content).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

/// Packs data, given with names, into one `data.z` in the build's output folder: the length of all entries, and these
/// deflated. An entry is the length of the name, name, length of the content, content; lengths are four bytes,
/// little-endian.
pub fn pack(entries: &[(&str, &[u8])]) {
    let mut content = Vec::new();
    for part in entries.iter().flat_map(|(name, content)| [name.as_bytes(), content]) {
        content.extend(length(part));
        content.extend(part);
    }
    write("data.z", &deflated(&content));
}

/// Writes files of one kind, given from the root of the crate, as one line of JSON, deflated, to `<name>.z` in the
/// build's output folder, behind its length in four bytes, little-endian. Lists of the same name are joined.
pub fn embed_packed(name: &str, files: &[&str]) {
    let mut joined = toml::Table::new();
    for file in files {
        let text = String::from_utf8(bytes(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        join(&mut joined, &text).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
    let json = serde_json::to_string(&joined).expect("TOML fits into JSON");
    write(format!("{name}.z"), &deflated(json.as_bytes()));
}

fn join(joined: &mut toml::Table, text: &str) -> Result<(), String> {
    let table: toml::Table = toml::from_str(text).map_err(|error| error.to_string())?;
    for (name, value) in table {
        match (joined.get_mut(&name), value) {
            (Some(toml::Value::Array(known)), toml::Value::Array(more)) => known.extend(more),
            (None, value) => drop(joined.insert(name, value)),
            _ => return Err(format!("{name} is there already and is not a list")),
        }
    }
    Ok(())
}

/// The length of the content in four bytes, little-endian, and the content, deflated.
fn deflated(content: &[u8]) -> Vec<u8> {
    let mut packed =
        flate2::write::DeflateEncoder::new(length(content).to_vec(), flate2::Compression::best());
    packed.write_all(content).expect("memory takes what is written");
    packed.finish().expect("memory takes what is written")
}

fn length(part: &[u8]) -> [u8; 4] {
    u32::try_from(part.len()).expect("data is small").to_le_bytes()
}

/// [`to_json`] without the examples of rules: they are for tests, and a phone has no use for them.
pub fn shipped_json(text: &str) -> Result<String, String> {
    let mut table: toml::Table = toml::from_str(text).map_err(|error| error.to_string())?;
    for rules in table.iter_mut().filter_map(|(_, value)| value.as_array_mut()) {
        for rule in rules.iter_mut().filter_map(toml::Value::as_table_mut) {
            rule.remove("examples");
        }
    }
    serde_json::to_string(&table).map_err(|error| error.to_string())
}

/// The same data as one line of JSON. The error names line and column of the mistake.
pub fn to_json(text: &str) -> Result<String, String> {
    let table: toml::Table = toml::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&table).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{join, shipped_json, to_json};

    #[test]
    fn lists_of_several_files_are_joined_and_nothing_else_is() {
        let mut joined = toml::Table::new();
        join(&mut joined, "name = 'a'\n[[rule]]\nid = 'A'\n").unwrap();
        join(&mut joined, "[[rule]]\nid = 'B'\n").unwrap();
        assert_eq!(serde_json::to_string(&joined).unwrap(), r#"{"name":"a","rule":[{"id":"A"},{"id":"B"}]}"#);
        assert!(join(&mut joined, "name = 'b'").unwrap_err().contains("name"));
    }

    #[test]
    fn examples_of_rules_do_not_ship() {
        let json = shipped_json("[[rule]]\nid = 'A'\nexamples.match = ['x']\n").unwrap();
        assert_eq!(json, r#"{"rule":[{"id":"A"}]}"#);
    }

    #[test]
    fn the_data_is_the_same_and_a_mistake_is_placed() {
        let json = to_json("b = [1, 2.5]\n[a]\nwords = '还款'\n").unwrap();
        assert_eq!(json, r#"{"a":{"words":"还款"},"b":[1,2.5]}"#);
        assert!(to_json("a = 1\nb = ").unwrap_err().contains("line 2"));
    }
}
