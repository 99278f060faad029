//! `cargo xtask papers --table`: the table for a spreadsheet, opened by one. Every cell must come back as it was.

use super::make;
use crate::native::toolchain;
use std::fs;
use std::path::Path;
use std::process::Command;
use xtask::run::Outcome;

const PACKAGES: [(&str, &str); 1] = [("libreoffice-calc-nogui", "/usr/bin/soffice")];
/// Fields at commas, texts in double quotes, UTF-8, from the first line on: what opening the file by a double click does.
const READ: &str = "--infilter=Text - txt - csv (StarCalc):44,34,76,1";
/// The same out again, cells as they are shown.
const WRITE: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

/// Opens the table of hard cells in LibreOffice and compares every cell.
pub(crate) fn check() -> Outcome {
    let folder = make::make()?;
    toolchain::install(&PACKAGES)?;
    let table = folder.join("cells.csv");
    let out = folder.join("libreoffice");
    let status = Command::new("soffice")
        .args(["--headless", READ, "--convert-to", WRITE, "--outdir"])
        .args([&out, &table])
        .status()
        .map_err(|error| error.to_string())?;
    if !status.success() {
        return Err("LibreOffice could not open the table".to_owned());
    }
    // One file for each sheet, named after it.
    let shown = fs::read_dir(&out).map_err(|error| error.to_string())?.filter_map(Result::ok).next();
    let shown = shown.ok_or("LibreOffice wrote nothing")?.path();
    let (ours, theirs) = (cells(&table)?, cells(&shown)?);
    let mut differing = 0;
    for (number, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        for (ours, theirs) in ours.iter().zip(theirs).filter(|(ours, theirs)| ours != theirs) {
            differing += 1;
            println!("FAILED: row {number}: {ours:?} became {theirs:?}");
        }
    }
    if ours.len() != theirs.len() || differing > 0 {
        return Err(format!("{} rows became {}, {differing} cells differ", ours.len(), theirs.len()));
    }
    println!("test result: ok. {} passed; 0 failed; 0 ignored", ours.len());
    Ok(())
}

fn cells(path: &Path) -> Result<Vec<Vec<String>>, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    reader
        .records()
        .map(|row| row.map(|row| row.iter().map(str::to_owned).collect()).map_err(|error| error.to_string()))
        .collect()
}
