//! Paper 9: what may be asked in the questioning, with what the record holds. For the person alone.

use super::summary_sheet::{requests, three_gravest};
use super::{Dossier, part, plain};
use crate::facts::PersonFacts;
use crate::say::shortened;
use crate::summary::Summary;
use crate::times::note_time;
use dunlog_model::Role;
use dunlog_typeset::{Block, Cell, Column, Form, Press, Table};
use std::io;

/// Characters of a quote.
const QUOTE_CHARS: usize = 30;
/// Numbers that are named.
const NUMBERS: usize = 4;

pub(super) fn write(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("questions", id);
    press.put(part("questions", word("title"), Form::Sheet, false))?;
    press.put(Block::Title(word("title").to_owned()))?;
    press.put(Block::Note(plain(word("note"))))?;
    press.put(Block::Table(Table {
        columns: vec![Column::new(word("question"), 34), Column::new(word("answer"), 66)],
        row_heads: false,
    }))?;
    let own = dossier.reporter().and_then(|person| dossier.facts.of_person(person.id));
    let nothing = Summary::default();
    let summary = own.map_or(&nothing, |own| &own.summary);
    let is_debtor = own.is_some_and(|own| own.person.role == Role::Debtor);
    let fifth = if is_debtor { "q5_debtor" } else { "q5_third_party" };
    let answers = [
        ("q1", word("a1").to_owned()),
        ("q2", span(dossier, summary)),
        ("q3", numbers(dossier, summary)),
        ("q4", quotes(dossier, summary)),
        (fifth, debt(dossier, is_debtor)),
        ("q6", stops(dossier, own)),
        ("q7", continued(dossier, summary)),
        ("q8", others(dossier)),
        ("q9", harm(dossier)),
        ("q10", word("a10").to_owned()),
        ("q11", steps(dossier)),
        ("q12", asked(dossier)),
        ("q13", word("a13").to_owned()),
    ];
    for (index, (question, answer)) in answers.into_iter().enumerate() {
        let question = format!("{}．{}", index + 1, word(question));
        press.put(Block::Row(vec![Cell::text(question), Cell::text(dossier.or_blank(&answer))]))?;
    }
    press.put(Block::Row(vec![Cell::text(word("bring")), Cell::text(word("bring_line"))]))?;
    press.put(Block::EndTable)?;
    press.put(Block::Note(plain(word("bill"))))
}

fn span(dossier: &Dossier<'_>, summary: &Summary) -> String {
    match (&summary.first, &summary.last) {
        (Some(first), Some(last)) => {
            dossier.say().text("questions", "a2", &[("first", first), ("last", last)])
        }
        _ => String::new(),
    }
}

fn numbers(dossier: &Dossier<'_>, summary: &Summary) -> String {
    let say = dossier.say();
    let shown: Vec<String> = summary
        .numbers
        .iter()
        .take(NUMBERS)
        .map(|row| match row.claims.first() {
            Some(claim) => say.text("questions", "a3_claim", &[("number", &row.number), ("claim", claim)]),
            None => row.number.clone(),
        })
        .collect();
    let (total, shown) = (summary.numbers_total, shown.join(say.word("common", "and")));
    say.text("questions", "a3", &[("numbers", &total), ("shown", &shown)])
}

fn quotes(dossier: &Dossier<'_>, summary: &Summary) -> String {
    let lines: Vec<String> = three_gravest(summary)
        .into_iter()
        .map(|quote| said(dossier, &quote.time, &quote.words, quote.no))
        .collect();
    lines.join("\n")
}

/// When, which words, and in which row of the list.
fn said(dossier: &Dossier<'_>, time: &str, words: &str, no: u64) -> String {
    let words = shortened(words, QUOTE_CHARS);
    dossier.say().text("questions", "said", &[("time", &time), ("words", &words), ("no", &no)])
}

fn debt(dossier: &Dossier<'_>, is_debtor: bool) -> String {
    if !is_debtor {
        return dossier.details.relation.clone();
    }
    let say = dossier.say();
    dossier.details.debt.as_ref().map_or_else(String::new, |debt| {
        let overdue = match debt.overdue {
            Some(true) => say.word("report", "overdue_yes"),
            Some(false) => say.word("report", "overdue_no"),
            None => "",
        };
        format!("{}　{}　{}　{overdue}", debt.institution, debt.product, debt.contract_tail)
    })
}

fn stops(dossier: &Dossier<'_>, own: Option<&PersonFacts>) -> String {
    match own.and_then(|own| own.stops.first()) {
        Some(first) => said(dossier, note_time(&first.time), &first.words, first.no),
        None => dossier.say().word("common", "none").to_owned(),
    }
}

/// A count after a request is told only where a request is on record.
fn continued(dossier: &Dossier<'_>, summary: &Summary) -> String {
    let say = dossier.say();
    if summary.stop_requests.is_empty() && summary.after_stop == 0 {
        return say.word("questions", "a7_none").to_owned();
    }
    say.text("questions", "a7", &[("after", &summary.after_stop)])
}

fn steps(dossier: &Dossier<'_>) -> String {
    let say = dossier.say();
    match dossier.facts.steps_total {
        0 => say.word("questions", "a11_none").to_owned(),
        count => say.text("questions", "a11", &[("count", &count)]),
    }
}

fn others(dossier: &Dossier<'_>) -> String {
    let names: Vec<&str> = dossier.relatives().map(|person| person.name.as_str()).collect();
    if names.is_empty() {
        dossier.say().word("common", "none").to_owned()
    } else {
        names.join(dossier.say().word("common", "and"))
    }
}

fn harm(dossier: &Dossier<'_>) -> String {
    let told: Vec<String> =
        dossier.details.harm.iter().map(|harm| format!("{}{}", harm.date, harm.text)).collect();
    told.join("\n")
}

fn asked(dossier: &Dossier<'_>) -> String {
    let say = dossier.say();
    requests(dossier).into_iter().map(|id| say.word("request", id)).collect::<Vec<_>>().join("；")
}
