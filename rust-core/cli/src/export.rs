//! `dunlog export`: the package into a folder.

use crate::Outcome;
use crate::args::{Args, Export};
use crate::fail::Failure;
use crate::fonts;
use crate::output::Output;
use crate::toml_file;
use dunlog_engine::{
    BundleRequest, Details, Engine, ExportRequest, Lang, Options, Privacy, Scope, Wishes, code_point,
};
use dunlog_model::CivilDate;
use serde_json::json;
use std::io;

pub(crate) fn run(args: &Args, export: &Export, output: &mut Output) -> Result<Outcome, Failure> {
    let mut engine = Engine::open(&args.db)?;
    let options = Options {
        scope: if export.all { Scope::All } else { Scope::Relevant },
        privacy: if export.show_bystanders { Privacy::ShowAll } else { Privacy::MaskBystanders },
        from: export.from.and_then(|day| day.start().ok()),
        to: export.to.and_then(|day| CivilDate(day.0 + 1).start().ok()),
    };
    let fonts = fonts::find(export.font.as_deref()).map(|paths| paths.load()).transpose()?;
    if let Some(path) = &export.bundle {
        let page = Some(dunlog_verify::PAGE.as_bytes());
        let request =
            BundleRequest { options, at: export.at, verify_page: page, people: None, fonts: fonts.as_ref() };
        let bundled = engine.export_bundle(path, &request)?;
        output.say(
            "bundled",
            &[("file", &path.display().to_string()), ("records", &bundled.records.to_string())],
        )?;
        for file in &bundled.files {
            output.line(&format!("  {}  {}  SHA-256 {}", file.name, file.bytes, file.sha256))?;
        }
        output.say("bundled_hint", &[])?;
        output.object(&json!({
            "files": bundled.files,
            "records": bundled.records,
            "checkpoint": bundled.checkpoint,
            "summary": bundled.summary,
        }))?;
        output.finish()?;
        return Ok(Outcome::Fine);
    }
    let details = details(export, output)?;
    let english = output.lang == Lang::En;
    for (_, found) in details.iter().flat_map(Details::tone) {
        let why = if english { found.en } else { found.zh };
        output.say("tone_warning", &[("words", &found.words), ("why", why), ("instead", found.instead)])?;
    }
    let wishes = Wishes { details: details.as_ref(), english, fonts: fonts.as_ref(), ..Wishes::default() };
    let request = ExportRequest { options, people: None, at: export.at, wishes };
    let exported = engine.export(&export.out, &request)?;
    output.say("exported", &[("folder", &export.out.display().to_string())])?;
    for file in &exported.files {
        output.line(&format!("  {}  {}  SHA-256 {}", file.name, file.bytes, file.sha256))?;
    }
    output.say(if fonts.is_some() { "exported_hint" } else { "exported_no_font" }, &[])?;
    let missing: Vec<String> = exported.missing.keys().map(|character| code_point(*character)).collect();
    if !missing.is_empty() {
        output.say("exported_missing", &[("characters", &missing.join(" "))])?;
    }
    output.object(&json!({
        "files": exported.files,
        "summary": exported.summary,
        "pages": exported.pages,
        "missing_characters": missing,
    }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

/// What only the person can say, from a file, with the number of the ID typed now.
fn details(export: &Export, output: &mut Output) -> Result<Option<Details>, Failure> {
    let mut details: Option<Details> = toml_file::read(export.details.as_deref())?;
    if export.ask_id {
        output.say("ask_id", &[])?;
        output.finish()?;
        let mut line = String::new();
        io::stdin().read_line(&mut line)?;
        details.get_or_insert_default().reporter.id_number = line.trim().to_owned();
    }
    Ok(details)
}
