//! Where to complain, what was handed in, what is due, and the text of a letter.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::fonts::FontPaths;
use crate::handin::{LetterFile, LetterRequest};
use crate::wire::call::answer;
use crate::wire::request::invalid;
use dunlog_channels::{Channel, HandIn, Routed, Situation, channel, route as routed};
use dunlog_ledger::Outcome;
use dunlog_model::limits::TEXT_BYTES;
use dunlog_model::{CivilDate, PersonId, Timestamp};
use dunlog_report::letters::{Citation, LetterForm, letter_kind, letters, plan_problems};
use dunlog_report::{Details, LetterDetails, Options, check_tone, code_point};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::path::PathBuf;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandInRequest {
    person: PersonId,
    hand_in: HandIn,
    #[serde(default)]
    asked_to_stop: bool,
    #[serde(default)]
    at_ms: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandInsRequest {
    #[serde(default)]
    person: Option<PersonId>,
    #[serde(default)]
    on: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RouteRequest {
    #[serde(default)]
    person: Option<PersonId>,
    #[serde(default)]
    situation: Map<String, Value>,
}

/// What a letter is written from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetterTextRequest {
    letter: String,
    #[serde(default)]
    person: Option<PersonId>,
    #[serde(default)]
    details: Details,
    #[serde(default)]
    fields: LetterDetails,
    #[serde(default)]
    from_ms: Option<Timestamp>,
    #[serde(default)]
    to_ms: Option<Timestamp>,
    #[serde(default)]
    at_ms: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ToneRequest {
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetterFileRequest {
    write: LetterTextRequest,
    path: PathBuf,
    form: FileForm,
    #[serde(default)]
    fonts: Option<FontPaths>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FileForm {
    Text,
    Html,
    Pdf,
}

/// Words that weaken a text; needs no log.
pub(crate) fn tone(request: &ToneRequest) -> Result<Value> {
    if request.text.len() > TEXT_BYTES {
        return Err(Error::new("too_large", "wire.tone"));
    }
    Ok(json!({ "tone": check_tone(&request.text) }))
}

/// Writes a hand-in into the log.
pub(crate) fn hand_in(engine: &mut Engine, request: &HandInRequest) -> Result<Value> {
    let outcome = engine.hand_in(request.person, &request.hand_in, request.asked_to_stop, request.at_ms)?;
    let (is, event) = match outcome {
        Outcome::New(event) => ("new", event),
        Outcome::Witness(event) => ("witness", event),
        Outcome::Known(event) => ("known", event),
    };
    Ok(json!({ "is": is, "id": event.0, "text": request.hand_in.to_text() }))
}

/// What was handed in, and what is due.
pub(crate) fn hand_ins(engine: &Engine, request: &HandInsRequest) -> Result<Value> {
    let on = request.on.as_deref().map(CivilDate::parse).transpose().map_err(|_| invalid())?;
    let hand_ins: Vec<Value> = engine
        .hand_ins(request.person)?
        .into_iter()
        .map(|logged| json!({ "id": logged.event.0, "person": logged.person, "hand_in": logged.hand_in }))
        .collect();
    let deadlines = answer(&engine.deadlines(request.person, on)?)?;
    Ok(json!({ "hand_ins": hand_ins, "deadlines": deadlines }))
}

/// Every channel, with the answer for a situation: what the log knows of the person, and over it what the caller says.
pub(crate) fn route(engine: Option<&Engine>, request: RouteRequest) -> Result<Value> {
    let known = match (engine, request.person) {
        (Some(engine), Some(person)) => engine.situation(person)?,
        (_, None) => Situation::default(),
        (None, Some(_)) => return Err(Error::new("db_missing", "wire.route")),
    };
    let mut fields = answer(&known)?;
    if let Value::Object(fields) = &mut fields {
        fields.extend(request.situation);
    }
    let situation: Situation = serde_json::from_value(fields).map_err(|_| invalid())?;
    let found: Vec<Value> = routed(&situation)
        .iter()
        .filter_map(|routed| Some(channel_row(routed, channel(&routed.channel)?)))
        .collect();
    Ok(json!({ "situation": answer(&situation)?, "channels": found }))
}

/// A letter as text, and what a person looks at before it goes out.
pub(crate) fn letter_text(engine: &Engine, mut request: LetterTextRequest) -> Result<Value> {
    request.name_the_writer(engine)?;
    let written = engine.letter_text(&request.as_request())?;
    let kind = letter_kind(&request.letter).ok_or(Error::new("no_such_letter", "wire.letter_text"))?;
    let ticks: Vec<Value> =
        kind.ticks(written.role).map(|tick| json!({ "id": tick.id, "zh": tick.zh, "en": tick.en })).collect();
    let citations: Vec<Value> = written.citations.iter().map(citation).collect();
    Ok(json!({
        "text": written.text,
        "text_en": kind.text_en,
        "characters": written.text.chars().filter(|c| !c.is_whitespace()).count(),
        "message": kind.form == LetterForm::Message,
        "tone": written.tone,
        "problems": plan_problems(&request.fields),
        "citations": citations,
        "ticks": ticks,
    }))
}

/// A letter as a file.
pub(crate) fn letter(engine: &Engine, mut request: LetterFileRequest) -> Result<Value> {
    request.write.name_the_writer(engine)?;
    let fonts =
        request.fonts.as_ref().filter(|_| request.form == FileForm::Pdf).map(FontPaths::load).transpose()?;
    let file = match (request.form, &fonts) {
        (FileForm::Text, _) => LetterFile::Text,
        (FileForm::Html, _) => LetterFile::Html,
        (FileForm::Pdf, Some(fonts)) => LetterFile::Pdf(fonts),
        (FileForm::Pdf, None) => return Err(Error::new("font_missing", "wire.letter")),
    };
    let printed = engine.write_letter(&request.write.as_request(), file, &request.path)?;
    let missing: Vec<String> = printed.missing.iter().map(|c| code_point(*c)).collect();
    Ok(json!({ "pages": printed.pages, "missing_characters": missing }))
}

impl LetterTextRequest {
    /// Puts the name of the person into the details.
    fn name_the_writer(&mut self, engine: &Engine) -> Result<()> {
        if let Some(person) = self.person {
            let known = engine.persons()?.into_iter().find(|known| known.id == person);
            self.details.person = known.ok_or(Error::new("no_such_person", "wire.letter"))?.name;
        }
        Ok(())
    }

    fn as_request(&self) -> LetterRequest<'_> {
        LetterRequest {
            letter: &self.letter,
            details: &self.details,
            fields: &self.fields,
            options: Options { from: self.from_ms, to: self.to_ms, ..Options::default() },
            at: self.at_ms,
        }
    }
}

fn citation(one: &Citation) -> Value {
    let level = one.rule.level;
    json!({
        "id": one.rule.id,
        "level": level.id(),
        "level_zh": level.zh(),
        "scope": one.rule.scope,
        "zh": one.zh,
        "en": one.en,
    })
}

fn channel_row(routed: &Routed, channel: &Channel) -> Value {
    let own = letters().iter().filter(|kind| kind.channel == channel.id.as_str());
    let own: Vec<Value> = own.map(|kind| json!({ "id": kind.id, "zh": kind.zh, "en": kind.en })).collect();
    json!({
        "channel": routed.channel,
        "order": routed.order,
        "fits": routed.fits,
        "why_zh": routed.zh,
        "why_en": routed.en,
        "zh": channel.zh,
        "en": channel.en,
        "private": channel.private,
        "reach": channel.reach,
        "needs": channel.needs,
        "refused": channel.refused,
        "limits": channel.limits,
        "answers": channel.answers,
        "letters": own,
    })
}
