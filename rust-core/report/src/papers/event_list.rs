//! Paper 4: every event of the matter, one row each, in the order of time, and what is known to be missing.

use super::{Dossier, Edition, part, plain, row_anchor, statistics};
use crate::case::Scope;
use crate::csv::number_of;
use crate::ndjson::hex;
use crate::say::shortened;
use crate::words::words;
use dunlog_channels::HandIn;
use dunlog_model::{Body, Direction, PersonId, Role, StoredEvent, Timestamp, own_csv};
use dunlog_typeset::{Align, Block, Cell, Column, Form, Line, Press, Span, Style, Table};
use std::io;

/// Characters of a message in the list; the extracts have all of them.
const MESSAGE_CHARS: usize = 13;

pub(super) fn write(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("events", id);
    press.put(part("events", word("title"), Form::Annex, true))?;
    press.put(Block::Title(word("title").to_owned()))?;
    statistics::write(dossier, press)?;
    press.put(Block::Heading { level: 1, text: word("list").to_owned() })?;
    press.put(Block::Note(plain(word("list_note"))))?;
    press.put(Block::Note(plain(roles(dossier))))?;
    list(dossier, press)?;
    press.put(Block::Heading { level: 1, text: word("gaps").to_owned() })?;
    not_captured(dossier, press)?;
    press.put(Block::Heading { level: 1, text: word("logs").to_owned() })?;
    logs(dossier, press)
}

/// Whose phones the rows come from, and who of them owes.
fn roles(dossier: &Dossier<'_>) -> String {
    let say = dossier.say();
    let role = |role| match role {
        Role::Debtor => say.word("events", "role_debtor"),
        Role::ThirdParty => say.word("events", "role_third_party"),
    };
    let persons = dossier.case.persons.iter();
    let persons: Vec<String> = persons
        .map(|person| say.text("events", "person", &[("name", &person.name), ("role", &role(person.role))]))
        .collect();
    say.text("events", "roles", &[("persons", &persons.join(say.word("common", "and")))])
}

fn list(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("events", id);
    if dossier.facts.listed == 0 {
        return press.put(Block::Note(plain(word("empty"))));
    }
    let mut columns = vec![
        Column::new(word("no"), 6).aligned(Align::Centre),
        Column::new(word("time"), 12),
        Column::new(word("who"), 9),
        Column::new(word("how"), 16),
        Column::new(word("content"), 20),
        Column::new(word("mark"), if has_bill(dossier) { 16 } else { 24 }),
        Column::new(word("source"), 9),
    ];
    if has_bill(dossier) {
        columns.push(Column::new(word("bill"), 12));
    }
    press.put(Block::Table(Table { columns, row_heads: false }))?;
    dossier.for_each_listed(&mut |no, event| {
        press.put(Block::Anchor(row_anchor(no)))?;
        press.put(Block::Row(row(dossier, no, event)))
    })?;
    press.put(Block::EndTable)
}

fn row(dossier: &Dossier<'_>, no: u64, event: &StoredEvent) -> Vec<Cell> {
    let say = dossier.say();
    let mut who = plain(event.person.name.as_str());
    if let Some(sim) = sim(event) {
        who.push(small(format!("\n{}", say.text("events", "sim", &[("sim", &sim)]))));
    }
    let result = own_csv::result_word(&event.body);
    let mut how = words().get("kind", own_csv::kind_word(&event.body), say.0).to_owned();
    how.push_str(say.word("events", "space"));
    how.push_str(words().get("result", &result, say.0));
    if event.direction == Direction::Out {
        how.push_str(say.word("events", "out"));
    }
    let number = number_of(dossier.case, event);
    if !number.is_empty() {
        how.push('\n');
        how.push_str(&number);
    }
    let mut sources: Vec<String> = Vec::new();
    for seen in &event.sightings {
        let source = without_format(&words().source(seen.source, say.0)).to_owned();
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    let is_call = matches!(event.body, Body::Call(_));
    let is_message = matches!(event.body, Body::Message(_));
    let bill = if is_call || is_message { say.word("events", "bill_boxes") } else { "" };
    let mut cells = vec![
        Cell::text(no.to_string()),
        Cell::text(event.time.china_text()),
        Cell::of(who),
        Cell::text(how),
        Cell::of(content(dossier, event)),
        Cell::of(opinion(dossier, event)),
        Cell::of(vec![small(sources.join("\n"))]),
    ];
    if has_bill(dossier) {
        cells.push(Cell::of(vec![small(bill)]));
    }
    cells
}

/// The column to hold the list against the carrier's bill, for those who can get one.
fn has_bill(dossier: &Dossier<'_>) -> bool {
    dossier.edition != Edition::English
}

/// The word for a source without the name of a file format; the extracts and the table have it.
fn without_format(source: &str) -> &str {
    match source.split_once(['（', '(']) {
        Some((short, rest)) if rest.starts_with(|first: char| first.is_ascii_uppercase()) => short.trim_end(),
        _ => source,
    }
}

/// Which SIM, without the name of the column that says so; the records have it as it was.
pub(super) fn sim(event: &StoredEvent) -> Option<&str> {
    let sim = event.sim.as_deref()?.trim();
    let value = sim.rsplit_once('=').map_or(sim, |(_, value)| value);
    // Some phones say SIM1 where others say 1; the paper says SIM before it.
    let value = value.strip_prefix("SIM").map_or(value, str::trim_start);
    (!value.is_empty()).then_some(value)
}

fn small(text: impl Into<String>) -> Span {
    Span::styled(text, Style::Small)
}

fn content(dossier: &Dossier<'_>, event: &StoredEvent) -> Line {
    let say = dossier.say();
    if event.redacted {
        return plain(say.word("events", "redacted"));
    }
    let mut line = match &event.body {
        Body::Call(call) => {
            if let Some(seconds) = call.talk_seconds() {
                plain(say.text("events", "talk", &[("seconds", &seconds)]))
            } else if let Some(seconds) = call.ring_seconds().filter(|seconds| *seconds > 0) {
                plain(say.text("events", "ring", &[("seconds", &seconds)]))
            } else {
                Line::new()
            }
        }
        Body::Message(message) => plain(shortened(&message.text, MESSAGE_CHARS)),
        Body::Note(note) => {
            let step = HandIn::from_text(&note.text);
            let text = step.map_or_else(|| note.text.clone(), |step| crate::steps::in_full(say, &step));
            vec![small(say.word("events", "by_self")), Span::text(text)]
        }
    };
    for annotation in &event.annotations {
        line.push(small(format!("\n{}{}", say.word("events", "remark"), annotation.text)));
    }
    line
}

fn opinion(dossier: &Dossier<'_>, event: &StoredEvent) -> Line {
    let say = dossier.say();
    let Some(verdict) = &event.verdict else {
        return plain("—");
    };
    // The head of the column says that it is suspected.
    let label = words().label(verdict.label, say.0);
    let label = label.strip_prefix(say.word("events", "suspected")).unwrap_or(label);
    let mut line = vec![small(label)];
    let kinds = words().conduct(&verdict.categories, say.0);
    if !kinds.is_empty() {
        line.push(small(format!("{}{kinds}", say.word("events", "of"))));
    }
    line
}

fn not_captured(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let (case, all) = (dossier.case, &dossier.facts.all);
    press.put(Block::Note(plain(say.word("events", "blocked"))))?;
    press.put(Block::Note(plain(say.text(
        "events",
        "gaps_line",
        &[
            ("store", &(all.contacts - all.seen_live)),
            ("live", &all.seen_live),
            ("files", &case.batches.len()),
            ("rejected", &all.rejected),
            ("torn", &all.torn_files),
            ("gaps", &all.gaps),
        ],
    ))))?;
    for gap in &case.gaps {
        press.put(Block::Note(plain(say.text(
            "events",
            "gap",
            &[
                ("person", &name(dossier, gap.person)),
                ("source", &words().source(gap.gap.source, say.0)),
                ("from", &gap.gap.from.china_text()),
                ("to", &gap.gap.to.china_text()),
                ("why", &words().get("gap", &gap.gap.why, say.0)),
            ],
        ))))?;
    }
    let id = match case.options.scope {
        Scope::Relevant => "private",
        Scope::All => "private_shown",
    };
    press.put(Block::Note(plain(say.text("events", id, &[("count", &(all.events - all.listed))]))))
}

/// The logs: how large each is, under which root, what happened to it, and who else has seen it.
fn logs(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("events", id);
    press.put(Block::Table(Table {
        columns: vec![
            Column::new(word("log_person"), 20),
            Column::new(word("log_size"), 12).aligned(Align::Right),
            Column::new(word("log_root"), 68),
        ],
        row_heads: false,
    }))?;
    for head in &dossier.case.heads {
        let whose = words().get("log", if head.is_local { "own" } else { "other" }, say.0);
        press.put(Block::Row(vec![
            Cell::of(vec![Span::text(head.person.name.as_str()), small(format!("\n{whose}"))]),
            Cell::text(head.size.to_string()),
            Cell::of(vec![small(format!("{}\n{}", head.log, hex(&head.root)))]),
        ]))?;
    }
    press.put(Block::EndTable)?;
    for anchor in &dossier.case.anchors {
        let facts: [(&str, &dyn ToString); 4] = [
            ("person", &name(dossier, anchor.person)),
            ("size", &anchor.size),
            ("seq", &anchor.seq),
            ("time", &moment(anchor.recorded_ms)),
        ];
        press.put(Block::Note(plain(say.text("events", "anchor", &facts))))?;
    }
    for incident in &dossier.case.incidents {
        let facts: [(&str, &dyn ToString); 3] = [
            ("person", &name(dossier, incident.person)),
            ("time", &moment(incident.recorded_ms)),
            ("what", &words().get("incident", &incident.what, say.0)),
        ];
        press.put(Block::Note(plain(say.text("events", "incident", &facts))))?;
    }
    Ok(())
}

fn name<'d>(dossier: &'d Dossier<'_>, id: PersonId) -> &'d str {
    dossier.case.persons.iter().find(|person| person.id == id).map_or("", |person| &person.name)
}

fn moment(ms: i64) -> String {
    Timestamp::from_ms(ms).map_or_else(|_| String::new(), |time| time.china_text())
}
