//! Paper 1: one page from which an officer sees when, how often, what, and by whom, and can copy it into a form.

use super::evidence::Key;
use super::{Dossier, Edition, cover, message_page, part, plain, report_by_rule, row_page};
use crate::details::{HarmKind, Origin};
use crate::facts::Row;
use crate::say::shortened;
use crate::summary::{Quote, QuoteKind, Summary};
use crate::times::note_time;
use crate::words::words;
use dunlog_channels::HandIn;
use dunlog_model::{Category, Person, Role};
use dunlog_typeset::{Block, Cell, Column, Form, Line, Press, Span, Style, Table};
use std::io;

/// Characters of a quote; the extracts have all of them.
const QUOTE_CHARS: usize = 40;
/// Clues and numbers; the list of events has all of them.
const CLUES: usize = 4;
/// Steps that are named; the list of events has all of them.
const STEPS: usize = 3;

pub(super) fn write(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("summary", id);
    press.put(part("summary", word("title"), Form::Sheet, true))?;
    press.put(Block::OfficeBox(vec![word("office").to_owned()]))?;
    press.put(Block::Title(word("title").to_owned()))?;
    let time = dossier.case.exported_at.china_text();
    press.put(Block::Note(plain(say.text(
        "summary",
        "head",
        &[("case", &dossier.case_number()), ("time", &time)],
    ))))?;
    press.put(Block::Table(Table {
        columns: vec![Column::new("", 17), Column::new("", 83)],
        row_heads: true,
    }))?;
    let summary = &dossier.facts.all;
    for (head, lines) in [
        ("reporter", reporter(dossier)),
        ("span", span(dossier, summary)),
        ("counts", counts(dossier, summary)),
        ("conduct", conduct(dossier, summary)),
        ("facts", three_facts(dossier, summary)),
        ("gravest", gravest(dossier, summary)),
        ("respondent", respondent(dossier, summary)),
        ("steps", steps(dossier)),
        ("asks", asks(dossier)),
    ] {
        press.put(Block::Row(vec![Cell::text(word(head)), Cell::of(stacked(lines))]))?;
    }
    press.put(Block::EndTable)?;
    let files = dossier.files.len();
    let pages = [("pages", Span::AllPages)];
    press.put(Block::Note(if dossier.edition == Edition::Complete {
        let papers = cover::papers(dossier);
        say.line("list", "material", &[("files", &files), ("papers", &papers)], &pages)
    } else {
        say.line("summary", "material", &[("files", &files)], &pages)
    }))?;
    press.put(Block::Right(word("sign").to_owned()))
}

/// Lines under each other in one cell.
fn stacked(lines: Vec<Line>) -> Line {
    let mut cell = Line::new();
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 {
            cell.push(Span::text("\n"));
        }
        cell.extend(line);
    }
    cell
}

fn reporter(dossier: &Dossier<'_>) -> Vec<Line> {
    let say = dossier.say();
    let details = &dossier.details.reporter;
    let line = say.text(
        "summary",
        "reporter_line",
        &[
            ("name", &dossier.reporter_name()),
            ("phone", &dossier.or_blank(&details.phone)),
            ("address", &dossier.or_blank(&details.address)),
        ],
    );
    let role = match dossier.reporter().map(|person| person.role) {
        Some(Role::Debtor) => say.word("summary", "role_debtor").to_owned(),
        _ => {
            let relation = dossier.relation(&dossier.details.relation);
            say.text("summary", "role_third_party", &[("relation", &relation)])
        }
    };
    vec![plain(line), plain(role)]
}

fn span(dossier: &Dossier<'_>, summary: &Summary) -> Vec<Line> {
    let say = dossier.say();
    let (Some(first), Some(last)) = (&summary.first, &summary.last) else {
        return vec![plain(say.word("summary", "span_none"))];
    };
    let mut lines = vec![plain(say.text("summary", "span_line", &[("first", first), ("last", last)]))];
    if let Some(by) = &summary.report_by {
        let rule = report_by_rule(summary);
        let text = say.text("summary", "span_by", &[("by", by), ("rule", &rule)]);
        lines.push(vec![Span::styled(text, Style::Small)]);
    }
    lines
}

fn counts(dossier: &Dossier<'_>, summary: &Summary) -> Vec<Line> {
    let say = dossier.say();
    let withheld = match summary.withheld {
        0 => String::new(),
        count => say.text("summary", "withheld", &[("count", &count)]),
    };
    let mut lines = vec![plain(say.text(
        "summary",
        "counts_line",
        &[
            ("calls", &summary.calls),
            ("answered", &summary.answered),
            ("messages", &summary.messages),
            ("numbers", &summary.numbers_total),
            ("withheld", &withheld),
            ("days", &summary.days),
            ("night", &summary.night),
        ],
    ))];
    lines.extend(own_counts(dossier).map(|text| vec![Span::styled(text, Style::Small)]));
    lines
}

/// What the reporter's own phone saw, which is what the report tells, where the numbers are those of several phones.
fn own_counts(dossier: &Dossier<'_>) -> Option<String> {
    let phones = dossier.facts.persons.iter().filter(|facts| facts.summary.contacts > 0).count();
    let own = dossier.facts.of_person(dossier.reporter()?.id)?;
    let facts: [(&str, &dyn ToString); 5] = [
        ("phones", &phones),
        ("name", &own.person.name),
        ("calls", &own.summary.calls),
        ("answered", &own.summary.answered),
        ("messages", &own.summary.messages),
    ];
    (phones > 1).then(|| dossier.say().text("summary", "own_line", &facts))
}

fn conduct(dossier: &Dossier<'_>, summary: &Summary) -> Vec<Line> {
    let say = dossier.say();
    // The people who do not owe are counted below, by their own phones.
    let is_told = |id: &str| summary.third_parties == 0 || id != Category::ThirdPartyContact.id();
    let kinds: Vec<_> = summary.kinds().filter(|(id, _)| is_told(id)).collect();
    if kinds.is_empty() {
        return vec![plain(say.word("common", "none"))];
    }
    let kinds: Vec<String> =
        kinds.iter().map(|(id, count)| format!("{} {count}", words().get("category", id, say.0))).collect();
    vec![plain(kinds.join(say.word("common", "and")))]
}

fn three_facts(dossier: &Dossier<'_>, summary: &Summary) -> Vec<Line> {
    let say = dossier.say();
    let stops = match first_stop(dossier) {
        Some((person, first)) => {
            let mut line = plain(say.text(
                "summary",
                "stop_line",
                &[
                    ("count", &summary.stop_requests.len()),
                    ("first", &note_time(&first.time)),
                    ("person", &person.name),
                ],
            ));
            line.extend(reference(dossier, Key::Stops(person.id), first.no, row_page(first.no)));
            line.extend(say.line("summary", "stop_after", &[("after", &summary.after_stop)], &[]));
            line
        }
        None if summary.after_stop > 0 => {
            plain(say.text("summary", "stop_before", &[("after", &summary.after_stop)]))
        }
        None => plain(say.word("summary", "stop_none")),
    };
    let others = if summary.third_parties == 0 {
        say.word("summary", "others_none").to_owned()
    } else {
        let together = match summary.together_times {
            0 => String::new(),
            times => say.text("summary", "together", &[("times", &times)]),
        };
        say.text(
            "summary",
            "others_line",
            &[
                ("people", &summary.third_parties),
                ("count", &summary.third_party_contacts),
                ("together", &together),
            ],
        )
    };
    vec![stops, plain(others), plain(effects(dossier))]
}

/// The first request to stop, and whose it was.
fn first_stop<'d>(dossier: &'d Dossier<'_>) -> Option<(&'d Person, &'d Row)> {
    let persons = dossier.facts.persons.iter();
    let first = persons.filter_map(|facts| facts.stops.first().map(|stop| (&facts.person, stop)));
    first.min_by(|(_, one), (_, other)| one.time.cmp(&other.time))
}

/// Where it is proven: the number of the evidence where there is a list of it, the row, and the page.
fn reference(dossier: &Dossier<'_>, key: Key, no: u64, page: Span) -> Line {
    let say = dossier.say();
    let spans = [("page", page)];
    if dossier.edition != Edition::Complete {
        return say.line("summary", "reference", &[("no", &no)], &spans);
    }
    let items = dossier.items();
    let item = items.iter().find(|item| item.key == key).or(items.first());
    let item = item.map_or_else(String::new, super::evidence::Item::number);
    say.line("list", "reference", &[("item", &item), ("no", &no)], &spans)
}

/// Only what has a proof is ticked.
fn effects(dossier: &Dossier<'_>) -> String {
    let say = dossier.say();
    let proven =
        |kind| dossier.details.harm.iter().any(|harm| harm.kind == kind && !harm.proof.trim().is_empty());
    let tick = |kind| if proven(kind) { "■" } else { "□" };
    let proofs: Vec<&str> =
        dossier.details.harm.iter().map(|harm| harm.proof.trim()).filter(|proof| !proof.is_empty()).collect();
    let proof = if proofs.is_empty() {
        String::new()
    } else {
        say.text("summary", "harm_proof", &[("items", &proofs.join(say.word("common", "and")))])
    };
    say.text(
        "summary",
        "harm_line",
        &[
            ("work", &tick(HarmKind::Work)),
            ("health", &tick(HarmKind::Health)),
            ("family", &tick(HarmKind::Family)),
            ("proof", &proof),
        ],
    )
}

fn gravest(dossier: &Dossier<'_>, summary: &Summary) -> Vec<Line> {
    let say = dossier.say();
    let quotes = three_gravest(summary);
    if quotes.is_empty() {
        return vec![plain(say.word("summary", "gravest_none"))];
    }
    let mut lines = Vec::new();
    for quote in quotes {
        let number = quote.number.as_deref().unwrap_or(say.word("common", "withheld"));
        let is_note = quote.kind == QuoteKind::Note;
        let mut line = say.line(
            "summary",
            if is_note { "quote_note" } else { "quote" },
            &[
                ("time", &quote.time),
                ("number", &number),
                ("person", &quote.person),
                ("words", &shortened(&quote.words, QUOTE_CHARS)),
            ],
            &[],
        );
        line.extend(if is_note {
            reference(dossier, Key::Events, quote.no, row_page(quote.no))
        } else {
            reference(dossier, Key::Extracts, quote.no, message_page(quote.no))
        });
        lines.push(line);
    }
    lines
}

/// The heaviest three, in the order of time.
pub(super) fn three_gravest(summary: &Summary) -> Vec<&Quote> {
    let mut quotes = summary.heaviest();
    quotes.truncate(3);
    quotes.sort_by(|one, other| one.time.cmp(&other.time));
    quotes
}

fn respondent(dossier: &Dossier<'_>, summary: &Summary) -> Vec<Line> {
    let say = dossier.say();
    let mut lines: Vec<Line> = dossier
        .details
        .clues
        .iter()
        .take(CLUES - 1)
        .map(|clue| {
            let origin = say.word("summary", origin(clue.origin));
            let number = if clue.number.is_empty() { String::new() } else { format!("{}　", clue.number) };
            plain(format!("{number}{}（{origin}）", clue.text))
        })
        .collect();
    let room = CLUES - lines.len();
    for row in summary.numbers.iter().take(room) {
        let claims = if row.claims.is_empty() {
            String::new()
        } else {
            say.text("summary", "claims", &[("claims", &row.claims.join(say.word("common", "and")))])
        };
        lines.push(plain(say.text(
            "summary",
            "respondent_line",
            &[
                ("number", &row.number),
                ("claims", &claims),
                ("calls", &row.calls),
                ("messages", &row.messages),
            ],
        )));
    }
    let more = summary.numbers_total.saturating_sub(room);
    if more > 0 {
        lines
            .push(vec![Span::styled(say.text("summary", "more_numbers", &[("count", &more)]), Style::Small)]);
    }
    if !is_known(dossier) {
        lines.push(plain(say.word("summary", "unknown")));
    }
    lines
}

/// Whether a contract or an answer says who the other side is.
pub(super) fn is_known(dossier: &Dossier<'_>) -> bool {
    dossier.details.clues.iter().any(|clue| matches!(clue.origin, Origin::Contract | Origin::Confirmed))
}

/// The word for where a clue comes from.
pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::NumberShown => "origin_number_shown",
        Origin::Claimed => "origin_claimed",
        Origin::Signature => "origin_signature",
        Origin::Contract => "origin_contract",
        Origin::Confirmed => "origin_confirmed",
    }
}

fn steps(dossier: &Dossier<'_>) -> Vec<Line> {
    let say = dossier.say();
    let facts = dossier.facts;
    if facts.steps.is_empty() {
        return vec![plain(say.word("summary", "steps_none"))];
    }
    // What the police were told comes first: they ask for it.
    let mut steps: Vec<(Option<HandIn>, &Row)> =
        facts.steps.iter().map(|row| (HandIn::from_text(&row.words), row)).collect();
    steps.sort_by_key(|(_, row)| !row.is_police);
    let mut lines: Vec<Line> = steps
        .into_iter()
        .take(STEPS)
        .map(|(step, row)| {
            let reference = reference(dossier, Key::Steps, row.no, row_page(row.no));
            if let Some(step) = step {
                let mut line = plain(crate::steps::sentence(say, &step));
                line.extend(reference);
                return line;
            }
            let text = shortened(&row.words, QUOTE_CHARS);
            let mut line = plain(say.text("summary", "steps_line", &[("time", &row.time), ("text", &text)]));
            line.extend(reference);
            line
        })
        .collect();
    if facts.steps_total > STEPS as u64 {
        lines.push(plain(say.text("summary", "steps_more", &[("count", &facts.steps_total)])));
    }
    lines
}

fn asks(dossier: &Dossier<'_>) -> Vec<Line> {
    let say = dossier.say();
    if dossier.edition == Edition::Record {
        return vec![plain(say.word("common", "blank"))];
    }
    requests(dossier).into_iter().map(|id| plain(say.word("request", id))).collect()
}

/// The ids of what is asked for: as chosen, else the usual two. At most three.
pub(super) fn requests(dossier: &Dossier<'_>) -> Vec<&'static str> {
    const KNOWN: [&str; 3] = ["investigate", "fetch", "no_contact"];
    let chosen: Vec<&'static str> =
        KNOWN.into_iter().filter(|id| dossier.details.requests.iter().any(|wanted| wanted == id)).collect();
    if chosen.is_empty() { vec!["investigate", "fetch"] } else { chosen }
}
