//! `cargo xtask app --check`: looks into what was built. Each line counts as a test.

mod contents;
mod dexfile;
mod languages;
mod manifest;
mod survivors;

use crate::app::places::{Module, product};
use crate::app::{self, Products, signing};
use crate::catalog::Catalog;
use crate::native::{Abi, inspect};
use crate::sizes;
use crate::steps::files_ending;
use contents::Entry;
use std::fs;
use std::path::Path;
use survivors::Classes;
use xtask::run::{self, Outcome};

/// Builds what changed, and checks it.
pub(crate) fn run() -> Outcome {
    let products = app::build()?;
    let mut results = Results::default();
    let catalog = Catalog::read()?;
    for (abi, apk) in &products.apks {
        check_apk(&mut results, *abi, apk, &products, &catalog)?;
    }
    let aar_size = fs::metadata(&products.aar).map_err(|error| error.to_string())?.len();
    results.add("the companion library is within its budget", sizes::check("dunlog-core.aar", aar_size));
    let [chinese, english] = ["values", "values-en"].map(|name| Module::App.resources().join(name));
    results.add("both languages say everything", none(languages::differences(&chinese, &english)?));
    results.close()
}

fn check_apk(results: &mut Results, abi: Abi, apk: &Path, products: &Products, catalog: &Catalog) -> Outcome {
    let name = format!("dunlog-{}.apk", abi.name());
    let entries = contents::read(apk)?;
    let manifest = manifest::of_apk(apk)?;
    let shrunk = classes(&entries)?;
    let mut check = |what: &str, outcome| results.add(&format!("{name}: {what}"), outcome);
    check("the signature holds", signing::verify(apk, catalog.level("minSdk")?));
    let size = fs::metadata(apk).map_err(|error| error.to_string())?.len();
    check("it is within its budget", sizes::check(&name, size));
    check("everything lies where a phone can map it", none(contents::misaligned(&entries)));
    check("the native library is as it should be", native_library(&entries, abi));
    check("nothing is asked for that may not be", none(manifest::forbidden(&manifest)));
    check("Android's levels are those of the list", levels(&manifest, catalog));
    check("permissions and components are those written down", as_written_down(&manifest::lines(&manifest)));
    check("the shrunk classes are within their budget", sizes::check("classes.dex", dex_size(&entries)));
    check("what the manifest names is there", none(survivors::missing_of_manifest(&manifest, &shrunk)));
    check("every native method is there", none(survivors::missing_natives(&inspect::EXPORTED, &shrunk)));
    let ours = own_classes(products)?;
    check("all our classes are there", own_survivors(&ours, &shrunk));
    check("what is looked up as a service is there", none(survivors::missing_services(&entries, &shrunk)));
    Ok(())
}

/// The classes of all `classes*.dex`.
fn classes(entries: &[Entry]) -> Result<Classes, String> {
    let mut classes = Classes::new();
    for entry in entries.iter().filter(|entry| entry.name.ends_with(".dex")) {
        classes
            .extend(dexfile::classes(&entry.bytes).ok_or_else(|| format!("{} cannot be read", entry.name))?);
    }
    Ok(classes)
}

fn dex_size(entries: &[Entry]) -> u64 {
    let files = entries.iter().filter(|entry| entry.name.ends_with(".dex"));
    files.map(|entry| entry.bytes.len() as u64).sum()
}

/// One library of ours, and all of them for this processor and for pages of 16 KiB.
fn native_library(entries: &[Entry], abi: Abi) -> Outcome {
    let foreign: Vec<&str> = entries
        .iter()
        .map(|entry| entry.name.as_str())
        .filter(|name| name.starts_with("lib/") && !name.starts_with(&format!("lib/{}/", abi.name())))
        .collect();
    if !foreign.is_empty() {
        return Err(format!("holds {}", foreign.join(", ")));
    }
    for library in entries.iter().filter(|entry| entry.name.ends_with(".so")) {
        inspect::pages(&library.bytes).map_err(|why| format!("{}: {why}", library.name))?;
    }
    let name = format!("lib/{}/libdunlog.so", abi.name());
    let library = entries.iter().find(|entry| entry.name == name).ok_or_else(|| format!("has no {name}"))?;
    inspect::bytes(&library.bytes)
}

fn levels(manifest: &crate::xml::Element, catalog: &Catalog) -> Outcome {
    let sdk = manifest.child("uses-sdk").ok_or("names no levels")?;
    for (attribute, level) in [("minSdkVersion", "minSdk"), ("targetSdkVersion", "targetSdk")] {
        let (is, should) = (sdk.attribute(attribute), catalog.version(level)?);
        if is != Some(should) {
            return Err(format!("{attribute} is {is:?} and should be {should}"));
        }
    }
    Ok(())
}

/// Compares with the file that a person looked at.
fn as_written_down(lines: &[String]) -> Outcome {
    let place = run::root().join("tests/package/manifest.txt");
    let known = fs::read_to_string(&place).unwrap_or_default();
    let known: Vec<&str> = known.lines().filter(|line| !line.starts_with('#')).collect();
    let came = lines.iter().filter(|line| !known.contains(&line.as_str())).map(|line| format!("+ {line}"));
    let went =
        known.iter().filter(|line| !lines.iter().any(|own| own == *line)).map(|line| format!("- {line}"));
    let changes: Vec<String> = came.chain(went).collect();
    if changes.is_empty() {
        return Ok(());
    }
    let found = product("manifest.txt");
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    fs::write(&found, text).map_err(|error| format!("{}: {error}", found.display()))?;
    let found = found.display();
    Err(format!("\n{}\nif that is meant, {found} becomes tests/package/manifest.txt", changes.join("\n")))
}

/// The names of the classes that were compiled from our sources.
fn own_classes(products: &Products) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for folder in [&products.compiled.core, &products.compiled.app] {
        for file in files_ending(folder, ".class")? {
            let name =
                file.strip_prefix(folder).map_err(|error| error.to_string())?.to_string_lossy().into_owned();
            names.push(name.trim_end_matches(".class").replace('/', "."));
        }
    }
    Ok(names)
}

fn own_survivors(ours: &[String], shrunk: &Classes) -> Outcome {
    if ours.is_empty() {
        return Err("nothing was compiled".to_owned());
    }
    none(survivors::missing_of_ours(ours.iter().map(String::as_str), shrunk))
}

fn none(faults: Vec<String>) -> Outcome {
    if faults.is_empty() { Ok(()) } else { Err(faults.join("; ")) }
}

/// Counts, and closes with a line in cargo's form, so that `cargo xtask test` can add it up.
#[derive(Default)]
struct Results {
    passed: usize,
    failed: usize,
}

impl Results {
    fn add(&mut self, what: &str, outcome: Outcome) {
        match outcome {
            Ok(()) => {
                self.passed += 1;
                println!("ok: {what}");
            }
            Err(why) => {
                self.failed += 1;
                println!("FAILED: {what}: {why}");
            }
        }
    }

    fn close(self) -> Outcome {
        let Self { passed, failed } = self;
        let word = if failed == 0 { "ok" } else { "FAILED" };
        println!(
            "\ntest result: {word}. {passed} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out"
        );
        if failed == 0 { Ok(()) } else { Err("the package is not as it should be".to_owned()) }
    }
}
