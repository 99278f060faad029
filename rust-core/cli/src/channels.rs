//! `route`, `handin`, `deadlines`, `letter`: where to complain, what was handed in, what is due, and the letters.

use crate::Outcome;
use crate::args::Args;
use crate::args_channels::{Deadlines, HandIn as HandInCommand, HandInAdd, Letter, Route};
use crate::fail::Failure;
use crate::fonts;
use crate::output::Output;
use crate::talk::say;
use crate::toml_file;
use dunlog_engine::{
    ChannelId, Deadline, Details, Engine, Fits, HandIn, Lang, LetterDetails, LetterFile, LetterKind,
    LetterRequest, Options, Situation, State, Tick, channel, code_point, letters, plan_problems,
    route as routed,
};
use dunlog_model::{Person, Role};
use serde_json::json;
use std::path::Path;

pub(crate) fn route(args: &Args, route: &Route, output: &mut Output) -> Result<Outcome, Failure> {
    let known = if route.person.is_some() || (route.role.is_none() && args.db.exists()) {
        let engine = Engine::open(&args.db)?;
        person(&engine, route.person.as_deref())?.map(|person| engine.situation(person.id)).transpose()?
    } else {
        None
    };
    let situation = with_options(known.unwrap_or_default(), route);
    let found = routed(&situation);
    for one in found.iter().filter(|one| route.all || one.fits != Fits::No) {
        let known = channel(&one.channel);
        let (name, why) = match output.lang {
            Lang::Zh => (known.map_or("", |known| &known.zh), &one.zh),
            Lang::En => (known.map_or("", |known| &known.en), &one.en),
        };
        let fits = say(fits_id(one.fits), output.lang, &[]);
        output.line(&format!("{fits}  {:<17} {name}\n      {why}", one.channel.as_str()))?;
    }
    output.object(&json!({ "situation": situation, "channels": found }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

pub(crate) fn hand_in(args: &Args, command: &HandInCommand, output: &mut Output) -> Result<Outcome, Failure> {
    match command {
        HandInCommand::Add(add) => add_hand_in(args, add, output),
        HandInCommand::List { person } => list_hand_ins(args, person.as_deref(), output),
    }
}

pub(crate) fn deadlines(args: &Args, wanted: &Deadlines, output: &mut Output) -> Result<Outcome, Failure> {
    let engine = Engine::open(&args.db)?;
    let person = wanted.person.as_deref().map(|name| named(&engine, name)).transpose()?;
    let found = engine.deadlines(person.map(|person| person.id), wanted.on)?;
    for one in &found {
        let line = deadline_line(one, output.lang);
        output.line(&line)?;
    }
    if found.is_empty() {
        output.say("no_deadlines", &[])?;
    }
    output.object(&json!({ "deadlines": found }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

pub(crate) fn letter(args: &Args, wanted: &Letter, output: &mut Output) -> Result<Outcome, Failure> {
    if wanted.letter == "list" {
        return list_letters(output);
    }
    let engine = Engine::open(&args.db)?;
    let mut details: Details = toml_file::read(wanted.details.as_deref())?.unwrap_or_default();
    let mut fields: LetterDetails = toml_file::read(wanted.fields.as_deref())?.unwrap_or_default();
    if let Some(name) = &wanted.person {
        details.person = named(&engine, name)?.name;
    }
    fields.ticks.extend(wanted.tick.iter().cloned());
    if let Some(rule) = &wanted.cite {
        fields.cite.clone_from(rule);
    }
    let request = LetterRequest {
        letter: &wanted.letter,
        details: &details,
        fields: &fields,
        options: Options::default(),
        at: None,
    };
    let written = engine.letter_text(&request)?;
    match &wanted.out {
        None => output.line(&written.text)?,
        Some(path) => write_letter(&engine, &request, wanted, path, output)?,
    }
    let citations: Vec<&str> = written.citations.iter().map(|one| one.rule.id.as_str()).collect();
    if !output.json {
        for warning in &written.tone {
            let why = if output.lang == Lang::Zh { warning.zh } else { warning.en };
            let values = [("words", warning.words.as_str()), ("why", why), ("instead", warning.instead)];
            remark(&say("tone_warning", output.lang, &values));
        }
        for problem in plan_problems(&fields) {
            remark(if output.lang == Lang::Zh { &problem.zh } else { &problem.en });
        }
        if fields.cite.is_empty() && !citations.is_empty() {
            remark(&say("may_cite", output.lang, &[("rules", &citations.join(" "))]));
        } else if !fields.cite.is_empty() && !citations.contains(&fields.cite.as_str()) {
            remark(&say("not_cited", output.lang, &[("rules", &citations.join(" "))]));
        }
    }
    output.object(&json!({
        "letter": wanted.letter,
        "text": written.text,
        "tone": written.tone,
        "problems": plan_problems(&fields),
        "citations": citations,
    }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

fn write_letter(
    engine: &Engine,
    request: &LetterRequest<'_>,
    wanted: &Letter,
    path: &Path,
    output: &mut Output,
) -> Result<(), Failure> {
    let ends = |end: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(end));
    let fonts = if ends("pdf") {
        let found = fonts::find(wanted.font.as_deref()).ok_or(Failure::coded("font_missing"))?;
        Some(found.load()?)
    } else {
        None
    };
    let file = match &fonts {
        Some(fonts) => LetterFile::Pdf(fonts),
        None if ends("html") => LetterFile::Html,
        None => LetterFile::Text,
    };
    let printed = engine.write_letter(request, file, path)?;
    let name = path.display().to_string();
    if printed.pages > 0 {
        output.say("letter_pages", &[("file", &name), ("pages", &printed.pages.to_string())])?;
    } else {
        output.say("letter_written", &[("file", &name)])?;
    }
    if !printed.missing.is_empty() {
        let missing: Vec<String> = printed.missing.iter().map(|c| code_point(*c)).collect();
        output.say("exported_missing", &[("characters", &missing.join(" "))])?;
    }
    Ok(())
}

fn add_hand_in(args: &Args, add: &HandInAdd, output: &mut Output) -> Result<Outcome, Failure> {
    let mut engine = Engine::open(&args.db)?;
    let owner = person(&engine, add.person.as_deref())?.ok_or(Failure::coded("no_such_person"))?;
    let channel = ChannelId::parse(&add.channel).ok_or(Failure::coded("no_such_channel"))?;
    let step = HandIn {
        office: add.office.clone(),
        ticket: add.ticket.clone(),
        clerk: add.clerk.clone(),
        reply: add.reply.clone(),
        promise: add.promise.clone(),
        promised_by: add.promised_by,
        ..HandIn::new(channel, add.kind.into(), add.date)
    };
    engine.hand_in(owner.id, &step, add.asked_to_stop, None)?;
    output.say("hand_in_noted", &[("person", &owner.name)])?;
    output.line(&step.to_text())?;
    output.object(&json!({ "hand_in": step, "text": step.to_text() }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

fn list_hand_ins(args: &Args, name: Option<&str>, output: &mut Output) -> Result<Outcome, Failure> {
    let engine = Engine::open(&args.db)?;
    let person = name.map(|name| named(&engine, name)).transpose()?;
    let found = engine.hand_ins(person.map(|person| person.id))?;
    for logged in &found {
        let step = &logged.hand_in;
        let kind = if output.lang == Lang::Zh { step.kind.zh() } else { step.kind.en() };
        let parts = [
            step.channel.as_str(),
            kind,
            &step.office,
            &step.ticket,
            &step.clerk,
            &step.reply,
            &step.promise,
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|part| !part.is_empty())
            .map(|part| part.chars().map(|c| if c.is_control() { ' ' } else { c }).collect())
            .collect();
        output.line(&format!("{:>6}  {}  {}", logged.event.0, step.date, parts.join("  ")))?;
    }
    if found.is_empty() {
        output.say("no_hand_ins", &[])?;
    }
    let rows: Vec<_> = found
        .iter()
        .map(|logged| json!({ "id": logged.event.0, "person": logged.person, "hand_in": logged.hand_in }))
        .collect();
    output.object(&json!({ "hand_ins": rows }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

fn list_letters(output: &mut Output) -> Result<Outcome, Failure> {
    for kind in letters() {
        let name = if output.lang == Lang::Zh { &kind.zh } else { &kind.en };
        output.line(&format!("{:<17} {name}", kind.id))?;
        for tick in ticks(kind) {
            let words = if output.lang == Lang::Zh { &tick.zh } else { &tick.en };
            output.line(&format!("      {:<14} {words}", tick.id))?;
        }
    }
    let rows: Vec<_> = letters()
        .iter()
        .map(|kind| {
            let ticks: Vec<_> = ticks(kind).iter().map(|tick| tick.id.as_str()).collect();
            json!({ "id": kind.id, "channel": kind.channel, "zh": kind.zh, "en": kind.en, "ticks": ticks })
        })
        .collect();
    output.object(&json!({ "letters": rows }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

/// What can be ticked in a letter, by anybody; each id once.
fn ticks(kind: &LetterKind) -> Vec<&Tick> {
    let mut ticks: Vec<&Tick> = Vec::new();
    for tick in kind.ticks(Role::Debtor).chain(kind.ticks(Role::ThirdParty)) {
        if ticks.iter().all(|known| known.id != tick.id) {
            ticks.push(tick);
        }
    }
    ticks
}

fn with_options(known: Situation, route: &Route) -> Situation {
    Situation {
        role: route.role.map_or(known.role, Into::into),
        lender: route.lender.map_or(known.lender, Into::into),
        lender_named: known.lender_named || route.named,
        credit_card: known.credit_card || route.card,
        page_online: known.page_online || route.page,
        spoofed_number: known.spoofed_number || route.spoofed,
        harassed_after_stop: known.harassed_after_stop || route.after_stop,
        police: route.police.map_or(known.police, Into::into),
        ..known
    }
}

/// The person of this name, or the first one of the log.
fn person(engine: &Engine, name: Option<&str>) -> Result<Option<Person>, Failure> {
    match name {
        Some(name) => named(engine, name).map(Some),
        None => Ok(engine.persons()?.into_iter().next()),
    }
}

fn named(engine: &Engine, name: &str) -> Result<Person, Failure> {
    engine.persons()?.into_iter().find(|person| person.name == name).ok_or(Failure::coded("no_such_person"))
}

fn deadline_line(one: &Deadline, lang: Lang) -> String {
    let state = match one.state {
        State::Overdue => "state_overdue",
        State::Soon => "state_soon",
        State::Open => "state_open",
        State::Done => "state_done",
    };
    let words = if lang == Lang::Zh { &one.zh } else { &one.en };
    let source = if one.rule.is_empty() { &one.source } else { &one.rule };
    let ticket = if one.ticket.is_empty() { String::new() } else { format!("  {}", one.ticket) };
    format!("{}  {}  {words}{ticket}\n      {source} {}", one.day, say(state, lang, &[]), one.confidence)
        .trim_end()
        .to_owned()
}

fn fits_id(fits: Fits) -> &'static str {
    match fits {
        Fits::Yes => "fits_yes",
        Fits::Later => "fits_later",
        Fits::No => "fits_no",
    }
}

/// Beside the text of a letter, which alone goes to standard output.
fn remark(text: &str) {
    use std::io::Write;
    // Without a place for remarks, the letter is still written.
    let _ = writeln!(std::io::stderr(), "{text}");
}
