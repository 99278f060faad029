//! Paper 2: what a person reports to the police, in the order in which the police's own form asks for it. At most six acts,
//! each with time, manner, the other side's words, effect, and where it is proven; neutral words; no wish that the police
//! cannot fulfil. Also the paper of each relative, from what that relative's own phone saw.

use super::evidence::{Item, Key};
use super::statistics::NUMBERS_ANCHOR;
use super::summary_sheet::{is_known, origin, requests};
use super::{Dossier, part, plain, report_by_rule, row_page};
use crate::details::{HarmKind, Particulars};
use crate::facts::{PersonFacts, Row, What};
use crate::say::shortened;
use crate::summary::{Summary, WorstDay};
use crate::times::{spoken, spoken_clock, spoken_date, spoken_day, spoken_note};
use dunlog_law::{Level, Rule, pack};
use dunlog_model::{Category, CivilDate, Person, Role};
use dunlog_typeset::{Block, Cell, Column, Form, Line, Press, Span, Table};
use std::collections::BTreeMap;
use std::io;

/// Acts that are told; the annex has all of them.
const ACTS: usize = 6;
/// Characters of a quote.
const QUOTE_CHARS: usize = 40;
/// Numbers in the table of the other side.
const NUMBERS: usize = 5;
/// Provisions that are named.
const PROVISIONS: usize = 3;
/// Lines of the last sentence with the signature under it.
const SIGNATURE: u8 = 4;
/// Fewer contacts on the worst day are no act of their own.
const BURST: u64 = 3;

pub(super) fn write(dossier: &Dossier<'_>, who: Option<&Person>, press: &mut dyn Press) -> io::Result<()> {
    press.put(part("report", part_title(dossier), Form::Brief, true))?;
    let report = Report {
        dossier,
        own: who.and_then(|person| dossier.facts.of_person(person.id)),
        particulars: &dossier.details.reporter,
        relation: &dossier.details.relation,
        is_reporter: true,
    };
    report.write(press)
}

/// The title in the contents and at the foot.
pub(super) fn part_title(dossier: &Dossier<'_>) -> &'static str {
    let id = if dossier.details.supplement_to.is_some() { "title_supplement" } else { "part" };
    dossier.say().word("report", id)
}

/// The report of a relative, on what their own phone saw.
pub(super) fn write_of_relative(
    dossier: &Dossier<'_>,
    person: &Person,
    particulars: &Particulars,
    relation: &str,
    press: &mut dyn Press,
) -> io::Result<()> {
    let title = format!("{}：{}", dossier.say().word("report", "part"), person.name);
    press.put(part(super::relatives::report_id(person.id), title, Form::Brief, true))?;
    let own = dossier.facts.of_person(person.id);
    let report = Report { dossier, own, particulars, relation, is_reporter: false };
    report.write(press)
}

struct Report<'d> {
    dossier: &'d Dossier<'d>,
    own: Option<&'d PersonFacts>,
    particulars: &'d Particulars,
    relation: &'d str,
    /// False in the paper of a relative.
    is_reporter: bool,
}

impl Report<'_> {
    fn write(&self, press: &mut dyn Press) -> io::Result<()> {
        let say = self.dossier.say();
        let word = |id| say.word("report", id);
        press.put(Block::OfficeBox(vec![word("office").to_owned()]))?;
        let is_supplement = self.is_reporter && self.dossier.details.supplement_to.is_some();
        press.put(Block::Title(word(if is_supplement { "title_supplement" } else { "title" }).to_owned()))?;
        let addressee = match self.dossier.details.addressee.trim() {
            "" => word("to_blank"),
            named => named,
        };
        press.put(Block::Addressee(say.text("report", "to", &[("addressee", &addressee)])))?;
        if is_supplement {
            self.supplement(press)?;
        }
        heading(press, 1, word("h1"))?;
        self.particulars(press)?;
        heading(press, 1, word(if self.is_reporter && is_known(self.dossier) { "h2_known" } else { "h2" }))?;
        self.other_side(press)?;
        heading(press, 1, word("h3"))?;
        for (index, id) in (1..).zip(requests(self.dossier)) {
            let index: u32 = index;
            press.put(Block::Paragraph(plain(format!("{index}．{}。", say.word("request", id)))))?;
        }
        heading(press, 1, word("h4"))?;
        self.course(press)?;
        heading(press, 1, word("h5"))?;
        self.notes(press)?;
        heading(press, 1, word("h6"))?;
        self.basis(press)?;
        heading(press, 1, word("h7"))?;
        let count = self.dossier.items().len();
        press.put(Block::Paragraph(say.line(
            "report",
            "annexes",
            &[("items", &count)],
            &[("pages", Span::AllPages)],
        )))?;
        press.put(Block::Together(SIGNATURE))?;
        press.put(Block::Paragraph(plain(word("truth"))))?;
        press.put(Block::Right(word("signed").to_owned()))?;
        press.put(Block::Right(say.word("common", "date").to_owned()))
    }

    fn supplement(&self, press: &mut dyn Press) -> io::Result<()> {
        let say = self.dossier.say();
        let (Some(receipt), Some(before)) = (&self.dossier.details.supplement_to, &self.dossier.facts.before)
        else {
            return Ok(());
        };
        let date = spoken_date(&receipt.date);
        let number = self.dossier.or_blank(&receipt.number);
        let head = say.text("report", "supplement_head", &[("number", &number), ("date", &date)]);
        press.put(Block::Note(plain(head)))?;
        press.put(Block::Table(Table {
            columns: vec![
                Column::new(say.text("report", "supplement_before", &[("date", &date)]), 50),
                Column::new(say.text("report", "supplement_new", &[("date", &date)]), 50),
            ],
            row_heads: false,
        }))?;
        let counts = |summary: &Summary| {
            say.text(
                "report",
                "supplement_counts",
                &[
                    ("calls", &summary.calls),
                    ("answered", &summary.answered),
                    ("messages", &summary.messages),
                    ("numbers", &summary.numbers_total),
                ],
            )
        };
        press
            .put(Block::Row(vec![Cell::text(counts(before)), Cell::text(counts(&self.dossier.facts.all))]))?;
        press.put(Block::EndTable)?;
        let total = self.dossier.facts.listed;
        press.put(Block::Note(plain(say.text("report", "supplement_total", &[("count", &total)]))))
    }

    fn particulars(&self, press: &mut dyn Press) -> io::Result<()> {
        let say = self.dossier.say();
        let person = self.own.map(|own| &own.person);
        let name = match (self.particulars.name.trim(), person) {
            ("", Some(person)) => &person.name,
            (name, _) => name,
        };
        let role = match person.map(|person| person.role) {
            Some(Role::Debtor) => say.word("report", "role_debtor").to_owned(),
            _ => {
                let relation = self.dossier.relation(self.relation);
                say.text("report", "role_third_party", &[("relation", &relation)])
            }
        };
        press.put(Block::Table(Table {
            columns: vec![Column::new("", 16), Column::new("", 34), Column::new("", 16), Column::new("", 34)],
            row_heads: true,
        }))?;
        let blank = |text: &str| Cell::text(self.dossier.or_blank(text));
        let head = |id| Cell::text(say.word("report", id));
        let own = self.particulars;
        let id = format!("{} {}", own.id_kind, own.id_number);
        press.put(Block::Row(vec![head("name"), blank(name), head("sex"), blank(&own.sex)]))?;
        press.put(Block::Row(vec![head("birth"), blank(&own.birth), head("phone"), blank(&own.phone)]))?;
        press.put(Block::Row(vec![
            head("workplace"),
            blank(&own.workplace),
            head("household"),
            blank(&own.household),
        ]))?;
        for (name, value) in [("id", id.as_str()), ("address", &own.address), ("role", &role)] {
            press.put(Block::Row(vec![head(name), blank(value).over(3)]))?;
        }
        press.put(Block::EndTable)
    }

    fn other_side(&self, press: &mut dyn Press) -> io::Result<()> {
        let say = self.dossier.say();
        let word = |id| say.word("report", id);
        let rows = self.own.map_or(&[][..], |own| &own.summary.numbers);
        if rows.is_empty() && (!self.is_reporter || self.dossier.details.clues.is_empty()) {
            return press.put(Block::Paragraph(plain(word("numbers_none"))));
        }
        press.put(Block::Table(Table {
            columns: vec![
                Column::new(word("number_head"), 22),
                Column::new(word("claim_head"), 28),
                Column::new(word("span_head"), 32),
                Column::new(word("count_head"), 18),
            ],
            row_heads: false,
        }))?;
        for row in rows.iter().take(NUMBERS) {
            let mut clues: Vec<String> = row
                .claims
                .iter()
                .map(|claim| format!("{claim}（{}）", say.word("summary", "origin_signature")))
                .collect();
            if self.is_reporter {
                clues.extend(self.clues(&row.number));
            }
            let day = |time: &str| time.split(' ').next().unwrap_or_default().to_owned();
            press.put(Block::Row(vec![
                Cell::text(row.number.as_str()),
                Cell::text(if clues.is_empty() { "—".to_owned() } else { clues.join("\n") }),
                Cell::text(format!("{} — {}", day(&row.first), day(&row.last))),
                Cell::text(format!("{}／{}／{}", row.calls, row.answered, row.messages)),
            ]))?;
        }
        if self.is_reporter {
            let general = self.clues("");
            if !general.is_empty() {
                press.put(Block::Row(vec![Cell::text(general.join("\n")).over(4)]))?;
            }
        }
        press.put(Block::EndTable)?;
        let more = rows.len().saturating_sub(NUMBERS);
        let mut note = match more {
            0 => Line::new(),
            more => plain(say.text("report", "more", &[("count", &more)])),
        };
        note.extend(say.line("report", "no_merge", &[], &[("page", Span::Page(NUMBERS_ANCHOR.to_owned()))]));
        press.put(Block::Note(note))
    }

    /// The clues of a number; those of none, if it is empty.
    fn clues(&self, number: &str) -> Vec<String> {
        let say = self.dossier.say();
        let of_number = self.dossier.details.clues.iter().filter(|clue| clue.number == number);
        of_number
            .map(|clue| format!("{}（{}）", clue.text, say.word("summary", origin(clue.origin))))
            .collect()
    }

    fn course(&self, press: &mut dyn Press) -> io::Result<()> {
        let say = self.dossier.say();
        let word = |id| say.word("report", id);
        heading(press, 2, word("h4_1"))?;
        press.put(Block::Paragraph(plain(self.cause())))?;
        heading(press, 2, word("h4_2"))?;
        self.acts(press)?;
        heading(press, 2, word("h4_3"))?;
        self.stops(press)?;
        heading(press, 2, word("h4_4"))?;
        self.effects(press)
    }

    fn cause(&self) -> String {
        let say = self.dossier.say();
        let is_debtor = self.own.is_some_and(|own| own.person.role == Role::Debtor);
        if !is_debtor {
            return match self.own.and_then(|own| own.summary.first.as_ref()) {
                Some(first) => say.text("report", "cause_third_party", &[("first", &spoken_day(first))]),
                None => say.word("report", "cause_third_party_none").to_owned(),
            };
        }
        let Some(debt) = &self.dossier.details.debt else {
            return say.word("report", "cause_blank").to_owned();
        };
        let overdue = say.word(
            "report",
            match debt.overdue {
                Some(true) => "overdue_yes",
                Some(false) => "overdue_no",
                None => "overdue_unknown",
            },
        );
        let proof = self.dossier.items().iter().find(|item| item.element == 0);
        let proof = proof
            .map_or_else(String::new, |item| say.text("report", "cause_proof", &[("item", &item.number())]));
        say.text(
            "report",
            "cause_debt",
            &[
                ("proof", &proof),
                ("institution", &self.dossier.or_blank(&debt.institution)),
                ("product", &self.dossier.or_blank(&debt.product)),
                ("tail", &self.dossier.or_blank(&debt.contract_tail)),
                ("overdue", &overdue),
            ],
        )
    }

    fn acts(&self, press: &mut dyn Press) -> io::Result<()> {
        let say = self.dossier.say();
        let Some(own) = self.own else {
            return press.put(Block::Paragraph(plain(say.word("report", "act_nothing"))));
        };
        let summary = &own.summary;
        if let (Some(first), Some(last)) = (&summary.first, &summary.last) {
            press.put(Block::Paragraph(say.line(
                "report",
                "overview",
                &[
                    ("first", &spoken_day(first)),
                    ("last", &spoken_day(last)),
                    ("calls", &summary.calls),
                    ("answered", &summary.answered),
                    ("messages", &summary.messages),
                    ("numbers", &summary.numbers_total),
                    ("night", &summary.night),
                ],
                &[("page", row_page(own.first_no))],
            )))?;
        }
        let others = if self.is_reporter { self.others() } else { None };
        let room = ACTS - usize::from(others.is_some());
        let acts = self.told(own, room);
        if acts.is_empty() {
            let nothing = summary.contacts == 0;
            let id = if nothing { "act_nothing" } else { "act_none" };
            press.put(Block::Paragraph(plain(say.word("report", id))))?;
        }
        let mut index = 0_u32;
        for act in acts {
            index += 1;
            press.put(Block::Paragraph(self.act(index, &act)))?;
        }
        if let Some((people, count)) = others {
            index += 1;
            let items = self.numbers_of(|key| matches!(key, Key::Relative(_)));
            let first = self.dossier.relatives().next().map(|person| super::relatives::start(person.id));
            press.put(Block::Paragraph(say.line(
                "report",
                "act_others",
                &[("index", &index), ("people", &people), ("count", &count), ("items", &items)],
                &[("page", Span::Page(first.unwrap_or_default()))],
            )))?;
        }
        Ok(())
    }

    /// The people who do not owe and how often they were contacted; nobody tells for them.
    fn others(&self) -> Option<(usize, u64)> {
        let contacts: Vec<u64> = self
            .dossier
            .relatives()
            .filter_map(|person| self.dossier.facts.of_person(person.id))
            .map(|facts| facts.summary.contacts)
            .collect();
        (!contacts.is_empty()).then(|| (contacts.len(), contacts.iter().sum()))
    }

    /// What is told: the events that the person chose; else the worst day and the heaviest words, in the order of time.
    fn told<'o>(&self, own: &'o PersonFacts, room: usize) -> Vec<Act<'o>>
    where
        Self: 'o,
    {
        let wanted = &self.dossier.details.key_events;
        let chosen: Vec<Act<'_>> = self
            .dossier
            .facts
            .chosen
            .iter()
            .filter(|(person, row)| *person == own.person.id && row.no > 0 && wanted.contains(&row.event))
            .take(room)
            .map(|(_, row)| Act::Told(row.clone()))
            .collect();
        if !chosen.is_empty() {
            return chosen;
        }
        let mut acts: Vec<Act<'_>> = Vec::new();
        let burst = own.summary.worst_day.as_ref();
        if let Some(day) = burst.filter(|day| day.calls + day.messages >= BURST && day.told.no > 0) {
            acts.push(Act::Burst(day));
        }
        let words = own.summary.heaviest().into_iter().take(room - acts.len());
        acts.extend(words.map(|quote| Act::Told(quote.into())));
        acts.sort_by(|one, other| one.time().cmp(other.time()));
        acts
    }

    fn act(&self, index: u32, act: &Act<'_>) -> Line {
        let say = self.dossier.say();
        let knowledge = |id| say.word("knowledge", id);
        match act {
            Act::Told(row) if row.what == What::Note => say.line(
                "report",
                "act_note",
                &[
                    ("index", &index),
                    ("time", &spoken(&row.time)),
                    ("words", &shortened(&row.words, QUOTE_CHARS)),
                    ("knowledge", &knowledge("own")),
                    ("no", &row.no),
                ],
                &[("page", row_page(row.no))],
            ),
            Act::Told(row) if row.what == What::Call => say.line(
                "report",
                "act_call",
                &[
                    ("index", &index),
                    ("time", &spoken(&row.time)),
                    ("number", &self.number(&row.number)),
                    ("result", &row.words),
                    ("effect", &self.effect(&row.remarks)),
                    ("knowledge", &knowledge("device")),
                    ("no", &row.no),
                ],
                &[("page", row_page(row.no))],
            ),
            Act::Told(row) => {
                let manner = say.text("report", "manner_message", &[("channel", &row.kind)]);
                say.line(
                    "report",
                    "act_words",
                    &[
                        ("index", &index),
                        ("time", &spoken(&row.time)),
                        ("number", &self.number(&row.number)),
                        ("manner", &manner),
                        ("words", &shortened(&row.words, QUOTE_CHARS)),
                        ("effect", &self.effect(&row.remarks)),
                        ("knowledge", &knowledge("device")),
                        ("item", &self.item(Key::Extracts)),
                        ("no", &row.no),
                    ],
                    &[("page", super::message_page(row.no))],
                )
            }
            Act::Burst(day) => {
                let numbers = if day.numbers > 1 {
                    let facts: [(&str, &dyn ToString); 2] =
                        [("number", &day.told.number), ("count", &day.numbers)];
                    say.text("report", "several_numbers", &facts)
                } else {
                    self.number(&day.told.number)
                };
                let messages = match day.messages {
                    0 => String::new(),
                    count => say.text("report", "burst_messages", &[("count", &count)]),
                };
                say.line(
                    "report",
                    "act_burst",
                    &[
                        ("index", &index),
                        ("day", &spoken_date(&day.date)),
                        ("from", &spoken_clock(&day.told.first)),
                        ("to", &spoken_clock(&day.told.last)),
                        ("numbers", &numbers),
                        ("calls", &day.calls),
                        ("answered", &day.told.answered),
                        ("messages", &messages),
                        ("knowledge", &knowledge("device")),
                        ("no", &day.told.no),
                    ],
                    &[("page", row_page(day.told.no))],
                )
            }
        }
    }

    fn number(&self, number: &str) -> String {
        let say = self.dossier.say();
        match number {
            "" => say.word("common", "withheld").to_owned(),
            number => say.text("report", "one_number", &[("number", &number)]),
        }
    }

    fn effect(&self, remarks: &str) -> String {
        let say = self.dossier.say();
        if remarks.is_empty() { String::new() } else { say.text("report", "effect", &[("effect", &remarks)]) }
    }

    fn item(&self, key: Key) -> String {
        self.dossier
            .items()
            .iter()
            .find(|item| item.key == key)
            .map_or_else(|| "2-1".to_owned(), Item::number)
    }

    /// The numbers of some pieces of evidence, such as 4-1、4-2.
    fn numbers_of(&self, wanted: impl Fn(Key) -> bool) -> String {
        let numbers: Vec<String> =
            self.dossier.items().iter().filter(|item| wanted(item.key)).map(Item::number).collect();
        numbers.join("、")
    }

    fn stops(&self, press: &mut dyn Press) -> io::Result<()> {
        let say = self.dossier.say();
        let after = self.own.map_or(0, |own| own.summary.after_stop);
        let Some(first) = self.own.and_then(|own| own.stops.first()) else {
            if after > 0 {
                let text = say.text("report", "stops_before", &[("after", &after)]);
                return press.put(Block::Paragraph(plain(text)));
            }
            press.put(Block::Paragraph(plain(say.word("report", "stops_none"))))?;
            return self.stops_of_others(press);
        };
        let own = self.own.map_or_else(String::new, |own| self.item(Key::Stops(own.person.id)));
        press.put(Block::Paragraph(say.line(
            "report",
            "stops",
            &[
                ("item", &own),
                ("time", &spoken_note(&first.time)),
                ("words", &shortened(&first.words, QUOTE_CHARS)),
                ("no", &first.no),
            ],
            &[("page", row_page(first.no))],
        )))?;
        press.put(Block::Paragraph(plain(say.text("report", "stops_after", &[("after", &after)]))))?;
        self.stops_of_others(press)
    }

    /// That relatives asked too: each of them tells of it.
    fn stops_of_others(&self, press: &mut dyn Press) -> io::Result<()> {
        let own = self.own.map(|own| own.person.id);
        let items = self.numbers_of(|key| matches!(key, Key::Stops(person) if Some(person) != own));
        if !self.is_reporter || items.is_empty() {
            return Ok(());
        }
        let text = self.dossier.say().text("report", "stops_of_others", &[("items", &items)]);
        press.put(Block::Paragraph(plain(text)))
    }

    /// Only what has a proof is told as a fact.
    fn effects(&self, press: &mut dyn Press) -> io::Result<()> {
        let say = self.dossier.say();
        let mut is_told = false;
        if self.is_reporter {
            for harm in self.dossier.details.harm.iter().filter(|harm| !harm.proof.trim().is_empty()) {
                is_told = true;
                let kind = say.word(
                    "report",
                    match harm.kind {
                        HarmKind::Work => "harm_work",
                        HarmKind::Health => "harm_health",
                        HarmKind::Family => "harm_family",
                        HarmKind::Cost => "harm_cost",
                    },
                );
                press.put(Block::Paragraph(plain(say.text(
                    "report",
                    "harm",
                    &[
                        ("kind", &kind),
                        ("date", &harm.date),
                        ("text", &harm.text.trim_end_matches('。')),
                        ("item", &harm.proof),
                    ],
                ))))?;
            }
        }
        if !is_told {
            press.put(Block::Paragraph(plain(say.word("report", "harm_blank"))))?;
        }
        Ok(())
    }

    fn notes(&self, press: &mut dyn Press) -> io::Result<()> {
        let say = self.dossier.say();
        let facts = self.dossier.facts;
        let mut notes = String::new();
        if let Some(own) = self.own
            && let (Some(last), Some(by)) = (&own.summary.last, &own.summary.report_by)
        {
            let rule = report_by_rule(&own.summary);
            let filled: [(&str, &dyn ToString); 3] =
                [("last", &spoken_day(last)), ("by", &spoken_date(by)), ("rule", &rule)];
            notes.push_str(&say.text("report", "note_six_months", &filled));
        }
        let all = &facts.all;
        if all.gaps == 0 && all.rejected == 0 && all.torn_files == 0 {
            notes.push_str(say.word("report", "note_no_gaps"));
        } else {
            let filled: [(&str, &dyn ToString); 3] =
                [("gaps", &all.gaps), ("rejected", &all.rejected), ("torn", &all.torn_files)];
            notes.push_str(&say.text("report", "note_gaps", &filled));
        }
        if self.is_reporter && facts.steps_total > 0 {
            notes.push_str(&say.text("report", "note_steps", &[("count", &facts.steps_total)]));
        }
        notes.push_str(say.word("report", "note_venue"));
        press.put(Block::Paragraph(plain(notes)))
    }

    fn basis(&self, press: &mut dyn Press) -> io::Result<()> {
        let say = self.dossier.say();
        let provisions = self.own.map(provisions).unwrap_or_default();
        if provisions.is_empty() {
            return press.put(Block::Paragraph(plain(say.word("report", "basis_none"))));
        }
        let mut wordings = Vec::new();
        for provision in provisions {
            let (first, last) = (provision.first.to_string(), provision.last.to_string());
            let wording = provision.rule.wording_zh_for(&provision.conduct);
            let level = provision.rule.level.zh();
            let id = if first == last { "basis_one_day" } else { "basis" };
            wordings.push(say.text(
                "report",
                id,
                &[
                    ("wording", &wording),
                    ("level", &level),
                    ("from", &spoken_date(&first)),
                    ("to", &spoken_date(&last)),
                ],
            ));
        }
        press.put(Block::Paragraph(plain(format!("{}。", wordings.join("；")))))
    }
}

/// A thing that is told.
enum Act<'f> {
    /// A message, a call or a note.
    Told(Row),
    /// The day with the most contacts.
    Burst(&'f WorstDay),
}

impl Act<'_> {
    fn time(&self) -> &str {
        match self {
            Self::Burst(day) => &day.told.first,
            Self::Told(row) => &row.time,
        }
    }
}

struct Provision {
    rule: &'static Rule,
    conduct: Vec<Category>,
    first: CivilDate,
    last: CivilDate,
}

/// At most three provisions of law, the law on public security first, each for the days on which it was in force.
fn provisions(own: &PersonFacts) -> Vec<Provision> {
    let mut found: BTreeMap<&'static str, Provision> = BTreeMap::new();
    for (conduct, days) in &own.conduct {
        let days: Vec<CivilDate> = days.iter().copied().collect();
        for cited in pack().cite_course(&[*conduct], own.person.role, &days) {
            if cited.rule.level != Level::Law {
                continue;
            }
            let known = found.entry(cited.rule.id.as_str()).or_insert(Provision {
                rule: cited.rule,
                conduct: Vec::new(),
                first: cited.first,
                last: cited.last,
            });
            known.conduct.push(*conduct);
            known.first = known.first.min(cited.first);
            known.last = known.last.max(cited.last);
        }
    }
    let mut found: Vec<Provision> = found.into_values().collect();
    let is_police = |provision: &Provision| provision.rule.id.starts_with("PSA-");
    found.sort_by(|one, other| {
        is_police(other)
            .cmp(&is_police(one))
            .then(other.conduct.len().cmp(&one.conduct.len()))
            .then(one.first.cmp(&other.first))
            .then(one.rule.id.cmp(&other.rule.id))
    });
    found.truncate(PROVISIONS);
    found
}

fn heading(press: &mut dyn Press, level: u8, text: &str) -> io::Result<()> {
    press.put(Block::Heading { level, text: text.to_owned() })
}
