//! `dunlog export`: the package into a folder.

use crate::Outcome;
use crate::args::{Args, Export};
use crate::fail::Failure;
use crate::output::Output;
use dunlog_engine::{BundleRequest, Engine, Options, Privacy, Scope};
use dunlog_model::CivilDate;
use serde_json::json;

pub(crate) fn run(args: &Args, export: &Export, output: &mut Output) -> Result<Outcome, Failure> {
    let mut engine = Engine::open(&args.db)?;
    let options = Options {
        scope: if export.all { Scope::All } else { Scope::Relevant },
        privacy: if export.show_bystanders { Privacy::ShowAll } else { Privacy::MaskBystanders },
        from: export.from.and_then(|day| day.start().ok()),
        to: export.to.and_then(|day| CivilDate(day.0 + 1).start().ok()),
    };
    if let Some(path) = &export.bundle {
        let page = Some(dunlog_verify::PAGE.as_bytes());
        let request = BundleRequest { options, at: export.at, verify_page: page, people: None };
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
    let exported = engine.export(&export.out, options, export.at)?;
    output.say("exported", &[("folder", &export.out.display().to_string())])?;
    for file in &exported.files {
        output.line(&format!("  {}  {}  SHA-256 {}", file.name, file.bytes, file.sha256))?;
    }
    output.say("exported_hint", &[])?;
    output.object(&json!({ "files": exported.files, "summary": exported.summary }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}
