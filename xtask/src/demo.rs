//! The main job on the sample phones: three people's exports in, one package for a police report out.

use std::path::Path;
use xtask::run::{self, Outcome};
use xtask::{fonts, programs};

/// Whose phone, in which role, and the files that came from it.
pub(crate) const PHONES: [(&str, &str, &[&str]); 3] = [
    ("林晓", "debtor", &["debtor-sms.xml", "debtor-calls.xml"]),
    ("周桂芬", "contact", &["mother-messages.zip", "mother-calls.json"]),
    ("何军", "contact", &["colleague-calls.csv", "colleague-notes.ndjson"]),
];

/// What the debtor handed in before. Told twice, it is one note.
const STEP: [&str; 11] = [
    "handin",
    "add",
    "--person",
    "林晓",
    "--channel",
    "lender",
    "--date",
    "2026-10-27",
    "--ticket",
    "20261027-01",
    "--asked-to-stop",
];

/// Builds and runs. A second run finds the log of the first and adds nothing.
pub(crate) fn run() -> Outcome {
    fonts::fonts()?;
    let program = programs::build()?.join("dunlog");
    let folder = run::target().join("demo");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let log = text(&folder.join("case.db"))?;
    let samples = run::root().join("tests").join("samples");
    for (person, role, files) in PHONES {
        println!("\n== {person} ({role})");
        let files: Vec<String> =
            files.iter().map(|file| text(&samples.join(file))).collect::<Result<_, _>>()?;
        let mut args = vec!["--db", &log, "import", "--person", person, "--role", role];
        args.extend(files.iter().map(String::as_str));
        run::program(&program, &args)?;
    }
    println!("\n== 递交 A letter that was handed in");
    run::program(&program, &[&["--db", &log], &STEP[..]].concat())?;
    run::program(&program, &["--db", &log, "deadlines"])?;
    println!("\n== 案件 The case");
    run::program(&program, &["--db", &log, "stats"])?;
    println!("\n== 材料 The package");
    let out = text(&folder.join("package"))?;
    let details = text(&run::root().join("tests").join("demo").join("details.toml"))?;
    run::program(&program, &["--db", &log, "--lang", "en", "export", "--out", &out, "--details", &details])?;
    let bundle = text(&folder.join("case.dunlog"))?;
    run::program(&program, &["--db", &log, "export", "--bundle", &bundle])?;
    println!("\n== 核对 The check");
    run::program(&program, &["--db", &log, "fsck"])?;
    run::program(&program, &["verify", &bundle])?;
    println!("\n{out}/材料.pdf\n{bundle}\n{log}");
    Ok(())
}

fn text(path: &Path) -> Result<String, String> {
    path.to_str()
        .map(str::to_owned)
        .ok_or_else(|| "the target folder has a name that is not UTF-8".to_owned())
}
