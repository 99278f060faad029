//! Paper 6: the papers of relatives and colleagues. Each gets two, made from that person's own phone and nothing else: a
//! statement as a witness, and a report as somebody who was disturbed. So no two say the same words.

use super::{Dossier, part, plain, police_report, row_page, writing_lines};
use crate::details::{Particulars, Relative};
use crate::facts::{PersonFacts, Row, What};
use crate::say::shortened;
use crate::summary::QuoteKind;
use crate::times::{spoken, spoken_note};
use dunlog_law::pack;
use dunlog_model::{Person, PersonId, Role};
use dunlog_typeset::{Block, Cell, Column, Form, Line, Press, Table};
use std::io;

/// The rule behind the line on reprisals against witnesses.
const PROTECTION: &str = "PSA-NEW-50";
/// Lines of facts; the list of events has all of them.
const LINES: usize = 8;
/// Characters of a quote.
const QUOTE_CHARS: usize = 60;
/// Lines of the declaration with the signature under it.
const DECLARATION: u8 = 14;

pub(super) fn write(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    for person in dossier.relatives() {
        let given = dossier.details.relatives.iter().find(|relative| relative.person == person.name);
        let nothing = Relative::default();
        let relative = given.unwrap_or(&nothing);
        statement(dossier, person, relative, press)?;
        police_report::write_of_relative(dossier, person, &relative.particulars, &relative.relation, press)?;
    }
    Ok(())
}

/// The name of a statement among the parts.
pub(super) fn id(person: PersonId) -> String {
    format!("statement-{}", person.0)
}

/// The name of the beginning of a statement.
pub(super) fn start(person: PersonId) -> String {
    format!("start-{}", person.0)
}

/// The name of a report among the parts.
pub(super) fn report_id(person: PersonId) -> String {
    format!("report-{}", person.0)
}

fn statement(
    dossier: &Dossier<'_>,
    person: &Person,
    relative: &Relative,
    press: &mut dyn Press,
) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("statement", id);
    let title = format!("{}：{}", word("title"), person.name);
    press.put(part(id(person.id), title, Form::Annex, true))?;
    press.put(Block::Anchor(start(person.id)))?;
    press.put(Block::Title(word("title").to_owned()))?;
    let debtor = dossier.case.persons.iter().find(|person| person.role == Role::Debtor);
    let debtor = debtor.map_or(word("debtor_blank"), |person| person.name.as_str());
    press.put(Block::Note(plain(say.text("statement", "use", &[("debtor", &debtor)]))))?;
    who(dossier, person, relative, press)?;
    heading(press, word("h1"))?;
    press.put(Block::Note(plain(word("h1_note"))))?;
    let facts = dossier.facts.of_person(person.id);
    match facts {
        Some(facts) if facts.summary.contacts > 0 => perceived(dossier, facts, press)?,
        _ => press.put(Block::Paragraph(plain(word("fact_none"))))?,
    }
    heading(press, word("h2"))?;
    match facts.and_then(|facts| facts.stops.first().map(|first| (facts, first))) {
        Some((facts, first)) => {
            let line = say.line(
                "statement",
                "stopped",
                &[
                    ("no", &first.no),
                    ("time", &spoken_note(&first.time)),
                    ("words", &shortened(&first.words, QUOTE_CHARS)),
                    ("after", &facts.summary.after_stop),
                ],
                &[("page", row_page(first.no))],
            );
            press.put(Block::Paragraph(line))?;
        }
        None => press.put(Block::Paragraph(plain(word("not_stopped"))))?,
    }
    heading(press, word("h3"))?;
    writing_lines(3).try_for_each(|line| press.put(line))?;
    press.put(Block::Together(DECLARATION))?;
    heading(press, word("h4"))?;
    press.put(Block::Paragraph(plain(word("truth"))))?;
    press.put(Block::Paragraph(plain(word("willing"))))?;
    let today = dossier.case.exported_at.china_date();
    if pack().rule(PROTECTION).is_some_and(|rule| rule.in_force(today)) {
        press.put(Block::Note(plain(word("protect"))))?;
    }
    press.put(Block::Note(plain(word("attach"))))?;
    press.put(Block::Right(word("signed").to_owned()))?;
    press.put(Block::Right(say.word("common", "date").to_owned()))
}

fn who(dossier: &Dossier<'_>, person: &Person, relative: &Relative, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let Particulars { name, birth, sex, address, phone, .. } = &relative.particulars;
    let name = if name.trim().is_empty() { &person.name } else { name };
    press.put(Block::Table(Table {
        columns: vec![Column::new("", 17), Column::new("", 33), Column::new("", 17), Column::new("", 33)],
        row_heads: true,
    }))?;
    let head = |id| Cell::text(say.word("statement", id));
    let blank = |text: &str| Cell::text(dossier.or_blank(text));
    press.put(Block::Row(vec![head("name"), blank(name), head("birth"), blank(birth)]))?;
    press.put(Block::Row(vec![head("sex"), blank(sex), head("occupation"), blank(&relative.occupation)]))?;
    press.put(Block::Row(vec![head("address"), blank(address), head("phone"), blank(phone)]))?;
    press.put(Block::Row(vec![
        head("relation"),
        blank(&relative.relation),
        head("interest"),
        Cell::text(say.word("statement", "interest_boxes")),
    ]))?;
    press.put(Block::EndTable)
}

/// One numbered line for each: messages, calls that the person took and now tells of, and own notes.
fn perceived(dossier: &Dossier<'_>, facts: &PersonFacts, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let spoken = facts.summary.quotes.iter().filter(|quote| quote.kind != QuoteKind::Note);
    let mut told: Vec<Row> = spoken.map(Row::from).collect();
    told.extend(facts.notes.iter().cloned());
    told.extend(facts.calls.iter().cloned());
    told.truncate(LINES);
    told.sort_by(|one, other| one.time.cmp(&other.time));
    for (index, row) in (1..).zip(&told) {
        let index: u32 = index;
        press.put(Block::Paragraph(fact(dossier, index, row)))?;
    }
    let summary = &facts.summary;
    let shown = told.iter().filter(|row| row.what != What::Note).count();
    press.put(Block::Paragraph(plain(say.text(
        "statement",
        "fact_more",
        &[("shown", &shown), ("calls", &summary.calls), ("messages", &summary.messages)],
    ))))
}

fn fact(dossier: &Dossier<'_>, index: u32, row: &Row) -> Line {
    let say = dossier.say();
    let number = if row.number.is_empty() { say.word("common", "withheld") } else { &row.number };
    let id = match row.what {
        What::Message => "fact_message",
        What::Call => "fact_call",
        What::Note => "fact_note",
    };
    say.line(
        "statement",
        id,
        &[
            ("index", &index),
            ("time", &spoken(&row.time)),
            ("number", &number),
            ("channel", &row.kind),
            ("words", &shortened(&row.words, QUOTE_CHARS)),
            ("result", &row.words),
            ("no", &row.no),
        ],
        &[("page", row_page(row.no))],
    )
}

fn heading(press: &mut dyn Press, text: &str) -> io::Result<()> {
    press.put(Block::Heading { level: 1, text: text.to_owned() })
}
