//! Work on the case as a whole: people, gaps, judging, reading files, writing the package, checking.

use crate::engine::Engine;
use crate::error::Result;
use crate::export;
use crate::fonts::FontPaths;
use crate::import::ImportRequest;
use crate::wire::call::answer;
use crate::wire::request::Empty;
use dunlog_model::{Gap, PersonId, Role, Source, Timestamp};
use dunlog_report::{Details, LetterDetails, Options, Privacy, Scope, Wishes, code_point};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonRequest {
    name: String,
    role: Role,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GapRequest {
    person: PersonId,
    source: Source,
    from_ms: Timestamp,
    to_ms: Timestamp,
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct JudgeRequest {
    #[serde(default)]
    from_ms: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SummaryRequest {
    #[serde(default)]
    from_ms: Option<Timestamp>,
    #[serde(default)]
    to_ms: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExportRequest {
    folder: PathBuf,
    #[serde(default)]
    from_ms: Option<Timestamp>,
    #[serde(default)]
    to_ms: Option<Timestamp>,
    #[serde(default)]
    people: Option<BTreeSet<PersonId>>,
    all: bool,
    show_bystanders: bool,
    #[serde(default)]
    at_ms: Option<Timestamp>,
    #[serde(default)]
    details: Option<Details>,
    #[serde(default)]
    letters: Option<LetterDetails>,
    #[serde(default)]
    english: bool,
    #[serde(default)]
    fonts: Option<FontPaths>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReadFileRequest {
    path: PathBuf,
    person: String,
    role: Role,
}

/// Finds or adds a person.
pub(crate) fn ensure_person(engine: &mut Engine, request: &PersonRequest) -> Result<Value> {
    answer(&engine.ensure_person(&request.name, request.role)?)
}

/// Everybody in the case.
pub(crate) fn persons(engine: &Engine, _: Empty) -> Result<Value> {
    Ok(json!({ "persons": engine.persons()? }))
}

/// Judges the log, or its newest part, with the history of the case.
pub(crate) fn judge(engine: &mut Engine, request: JudgeRequest) -> Result<Value> {
    answer(&match request.from_ms {
        None => engine.judge(|_| ())?,
        Some(from) => engine.judge_newest(from)?,
    })
}

/// Records a span in which a source was not captured.
pub(crate) fn gap(engine: &mut Engine, request: GapRequest) -> Result<Value> {
    let GapRequest { person, source, from_ms, to_ms, why } = request;
    engine.add_gap(person, &Gap { source, from: from_ms, to: to_ms, why })?;
    Ok(json!({}))
}

/// Every recorded gap.
pub(crate) fn gaps(engine: &Engine, _: Empty) -> Result<Value> {
    let gaps: Vec<Value> = engine
        .gaps()?
        .into_iter()
        .map(|stored| {
            let Gap { source, from, to, why } = stored.gap;
            json!({ "person": stored.person, "source": source, "from_ms": from, "to_ms": to, "why": why })
        })
        .collect();
    Ok(json!({ "gaps": gaps }))
}

/// The totals of the first page.
pub(crate) fn summary(engine: &Engine, request: &SummaryRequest) -> Result<Value> {
    answer(&engine.summary(Options { from: request.from_ms, to: request.to_ms, ..Options::default() })?)
}

/// Writes the package and names its files.
pub(crate) fn export(engine: &mut Engine, request: &ExportRequest) -> Result<Value> {
    let options = Options {
        scope: if request.all { Scope::All } else { Scope::Relevant },
        privacy: if request.show_bystanders { Privacy::ShowAll } else { Privacy::MaskBystanders },
        from: request.from_ms,
        to: request.to_ms,
    };
    let fonts = request.fonts.as_ref().map(FontPaths::load).transpose()?;
    let wishes = Wishes {
        details: request.details.as_ref(),
        english: request.english,
        fonts: fonts.as_ref(),
        letter_details: request.letters.as_ref(),
        ..Wishes::default()
    };
    let wanted =
        export::ExportRequest { options, people: request.people.as_ref(), at: request.at_ms, wishes };
    let package = engine.export(&request.folder, &wanted)?;
    let missing: Vec<String> = package.missing.keys().map(|character| code_point(*character)).collect();
    Ok(json!({
        "files": package.files,
        "events": package.summary.events,
        "listed": package.summary.listed,
        "pages": package.pages,
        "missing_characters": missing,
    }))
}

/// Reads a file of one person's phone.
pub(crate) fn import(engine: &mut Engine, request: &ReadFileRequest) -> Result<Value> {
    let request = ImportRequest { path: &request.path, person: &request.person, role: request.role };
    answer(&engine.import(&request, |_| true)?)
}

/// Rebuilds everything that can be rebuilt and says what does not fit.
pub(crate) fn fsck(engine: &Engine, _: Empty) -> Result<Value> {
    answer(&engine.fsck(|_| ())?)
}

/// Writes the log back into its one file.
pub(crate) fn flush(engine: &Engine, _: Empty) -> Result<Value> {
    engine.flush()?;
    Ok(json!({}))
}
