//! The papers of a case, as an officer, a bank's desk or a court reads them: papers 1 and 2 tell, the list proves where, the
//! annexes carry.
//!
//! Every number in a paper can be counted again in the list of events. A sentence rests on one of four kinds of knowledge:
//! own perception, record of the device, claim of the caller, words of another person who then makes a statement. There is
//! no fifth: nothing is guessed.

mod cover;
mod event_list;
mod evidence;
mod evidence_list;
mod explanations;
mod extracts;
mod file_list;
mod police_report;
mod questions;
mod recordings;
mod refusal;
mod relatives;
mod statistics;
mod summary_sheet;

use crate::case::{Case, Events};
use crate::details::Details;
use crate::facts::{Facts, supplement_after};
use crate::listing::Listing;
use crate::manifest::FileEntry;
use crate::say::Say;
use crate::summary::Summary;
use crate::words::Lang;
use dunlog_law::pack;
use dunlog_model::{Person, Role, StoredEvent};
use dunlog_typeset::{Block, Document, Form, Papers, Part, Press, Span};
use evidence::Item;
use std::cell::OnceCell;
use std::io;

/// Which papers are printed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Papers 0 to 7 and the request for a written answer, to hand in.
    Complete,
    /// What the log alone says: summary, list of events, extracts, files.
    Record,
    /// The same in English, with explanations, for a lawyer or a family abroad.
    English,
    /// The sheet that prepares the person for the questioning; not handed in.
    Private,
}

/// Everything that papers are made from.
pub(crate) struct Dossier<'a> {
    pub case: &'a Case,
    pub facts: &'a Facts,
    pub details: &'a Details,
    pub events: &'a dyn Events,
    /// The electronic files that are handed in beside the papers.
    pub files: &'a [FileEntry],
    pub edition: Edition,
    items: OnceCell<Vec<Item>>,
}

impl Papers for Dossier<'_> {
    fn write(&self, press: &mut dyn Press) -> io::Result<()> {
        match self.edition {
            Edition::Complete => {
                cover::write(self, press)?;
                summary_sheet::write(self, press)?;
                police_report::write(self, self.reporter(), press)?;
                evidence_list::write(self, press)?;
                event_list::write(self, press)?;
                extracts::write(self, press)?;
                recordings::write(self, press)?;
                relatives::write(self, press)?;
                file_list::write(self, press)?;
                refusal::write(self, press)
            }
            Edition::Record => {
                summary_sheet::write(self, press)?;
                event_list::write(self, press)?;
                extracts::write(self, press)?;
                file_list::write(self, press)
            }
            Edition::English => {
                cover::write(self, press)?;
                summary_sheet::write(self, press)?;
                explanations::write(self, press)?;
                event_list::write(self, press)?;
                extracts::write(self, press)?;
                file_list::write(self, press)
            }
            Edition::Private => questions::write(self, press),
        }
    }
}

impl<'a> Dossier<'a> {
    pub(crate) fn new(
        case: &'a Case,
        facts: &'a Facts,
        details: &'a Details,
        events: &'a dyn Events,
        files: &'a [FileEntry],
        edition: Edition,
    ) -> Self {
        Self { case, facts, details, events, files, edition, items: OnceCell::new() }
    }
}

impl Dossier<'_> {
    /// Every piece of evidence, numbered when it is first asked for: each paper names some, at each reading.
    pub(crate) fn items(&self) -> &[Item] {
        self.items.get_or_init(|| evidence::items(self))
    }

    /// What stands around the papers.
    pub(crate) fn document(&self) -> Document {
        let say = self.say();
        let time = self.case.exported_at.china_text();
        let title = match self.edition {
            Edition::Private => say.word("questions", "title"),
            _ => say.word("common", "title"),
        };
        Document {
            title: title.to_owned(),
            language: if self.edition == Edition::English { "en" } else { "zh-CN" },
            program: self.case.program.clone(),
            created_ms: self.case.exported_at.ms(),
            foot: say.text("common", "foot", &[("case", &self.case_number()), ("time", &time)]),
            signature: say.word("common", "signature").to_owned(),
            page_number: say.word("common", "page_number").to_owned(),
            page_reference: say.word("common", "page_reference").to_owned(),
            link: say.word("common", "link").to_owned(),
        }
    }

    pub(crate) fn say(&self) -> Say {
        Say(if self.edition == Edition::English { Lang::En } else { Lang::Zh })
    }

    /// Who reports.
    pub(crate) fn reporter(&self) -> Option<&Person> {
        self.details.reporter_of(self.case)
    }

    /// The name of the one who reports, as they gave it, or as the case knows it; else a line to fill in.
    pub(crate) fn reporter_name(&self) -> String {
        let known = self.reporter().map_or("", |person| &person.name);
        let named = &self.details.reporter.name;
        self.or_blank(if named.trim().is_empty() { known } else { named })
    }

    /// What somebody is to the debtor, in brackets; nothing, if it is not said.
    pub(crate) fn relation(&self, relation: &str) -> String {
        match relation.trim() {
            "" => String::new(),
            relation => self.say().text("summary", "relation", &[("relation", &relation)]),
        }
    }

    /// The people who do not owe and were contacted, the reporter left out.
    pub(crate) fn relatives(&self) -> impl Iterator<Item = &Person> {
        let reporter = self.reporter().map(|person| person.id);
        let is_told = |id| self.facts.of_person(id).is_some_and(|facts| facts.summary.contacts > 0);
        self.case.persons.iter().filter(move |person| {
            Some(person.id) != reporter && person.role == Role::ThirdParty && is_told(person.id)
        })
    }

    /// The listed events that are told, each with its row: all, or in a supplement those after the earlier report.
    pub(crate) fn for_each_listed(
        &self,
        each: &mut dyn FnMut(u64, &StoredEvent) -> io::Result<()>,
    ) -> io::Result<()> {
        let after = supplement_after(self.details);
        let mut listing = Listing::default();
        self.events.for_each(&mut |event| {
            let no = listing.no(self.case, event);
            if no > 0 && after.is_none_or(|after| event.time.china_date() > after) {
                each(no, event)?;
            }
            Ok(())
        })
    }

    /// The number of the case: the first digits of the identity of its first log.
    pub(crate) fn case_number(&self) -> String {
        self.case
            .heads
            .first()
            .map_or_else(String::new, |head| head.log.to_string().chars().take(8).collect())
    }

    /// What the person wrote, or a line to fill in by hand.
    pub(crate) fn or_blank(&self, text: &str) -> String {
        if text.trim().is_empty() {
            self.say().word("common", "blank").to_owned()
        } else {
            text.trim().to_owned()
        }
    }
}

/// Title and article of the rule on the last day for a report.
fn report_by_rule(summary: &Summary) -> String {
    let rule = summary.report_by_rule.as_deref().and_then(|id| pack().rule(id));
    rule.map_or_else(String::new, |rule| format!("{}{}", rule.title, rule.articles))
}

fn part(id: impl Into<String>, title: impl Into<String>, form: Form, signed: bool) -> Block {
    Block::Part(Part { id: id.into(), title: title.into(), form, signed })
}

/// The name of a row of the list of events.
fn row_anchor(no: u64) -> String {
    format!("e{no}")
}

/// The page of a row of the list of events.
fn row_page(no: u64) -> Span {
    Span::Page(row_anchor(no))
}

/// The name of a message in full.
fn message_anchor(no: u64) -> String {
    format!("m{}", row_anchor(no))
}

/// The page of a message in full.
fn message_page(no: u64) -> Span {
    Span::Page(message_anchor(no))
}

/// An empty line to write on, over the width of an annex.
const WRITING_LINE: &str = "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿";

/// Empty lines to write on.
fn writing_lines(count: usize) -> impl Iterator<Item = Block> {
    (0..count).map(|_| Block::Paragraph(plain(WRITING_LINE)))
}

fn plain(text: impl Into<String>) -> Vec<Span> {
    vec![Span::text(text)]
}
