//! Data files are written by people in TOML and compiled in as JSON.
//!
//! For build programs only: what ships reads JSON anyway, and a reader of TOML would make the phone library larger
//! (ADR 0008).
#![allow(clippy::print_stdout, reason = "this is how a build program speaks to cargo")]

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Writes each file, given from the root of the crate, as `<name>.json` into the build's output folder, and has
/// cargo do it again when one changes. Panics with the name of the file and the place of the mistake: that ends the
/// build.
pub fn embed(files: &[&str]) {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for a build program"));
    for file in files {
        println!("cargo::rerun-if-changed={file}");
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let json = to_json(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let name = Path::new(file).with_extension("json");
        let name = name.file_name().expect("a file has a name");
        fs::write(out.join(name), json).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
}

/// The same data as one line of JSON. The error names line and column of the mistake.
pub fn to_json(text: &str) -> Result<String, String> {
    let table: toml::Table = toml::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&table).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::to_json;

    #[test]
    fn the_data_is_the_same_and_a_mistake_is_placed() {
        let json = to_json("b = [1, 2.5]\n[a]\nwords = '还款'\n").unwrap();
        assert_eq!(json, r#"{"a":{"words":"还款"},"b":[1,2.5]}"#);
        assert!(to_json("a = 1\nb = ").unwrap_err().contains("line 2"));
    }
}
