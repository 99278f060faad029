//! The numbers of the first page. Each can be counted again from the list.

use crate::case::{Case, Events};
use crate::limits::LimitHit;
use crate::listing::Listing;
use crate::tally::Tally;
use dunlog_model::{Category, Role};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// Totals of a case. A *contact* is an incoming call or message that collects a debt, lawfully or not.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    /// Who is in the case.
    pub persons: Vec<PersonRow>,
    /// All events in the logs within the chosen span.
    pub events: u64,
    /// Those that belong to the matter and are listed.
    pub listed: u64,
    /// Events by label.
    pub by_label: BTreeMap<&'static str, u64>,
    /// Suspected harassment by kind of conduct; one event may count in several.
    pub by_category: BTreeMap<&'static str, u64>,
    /// Events without a verdict (sent from the phone, or not judged yet).
    pub not_judged: u64,
    /// Events whose words were removed on request.
    pub redacted: u64,
    /// Contacts.
    pub contacts: u64,
    /// Calls among them.
    pub calls: u64,
    /// Answered calls among them.
    pub answered: u64,
    /// Messages among them.
    pub messages: u64,
    /// Notes by the people of the case.
    pub notes: u64,
    /// First contact, local time.
    pub first: Option<String>,
    /// Last contact, local time.
    pub last: Option<String>,
    /// Local days with a contact.
    pub days: usize,
    /// Contacts in hours that a text of that day forbids.
    pub night: u64,
    /// Different numbers.
    pub numbers_total: usize,
    /// Contacts without a number.
    pub withheld: u64,
    /// The numbers, most contacts first.
    pub numbers: Vec<NumberRow>,
    /// People who do not owe and were contacted.
    pub third_parties: usize,
    /// Contacts with them.
    pub third_party_contacts: u64,
    /// When somebody asked to stop, and who.
    pub stop_requests: Vec<String>,
    /// Contacts with a person after that person asked to stop.
    pub after_stop: u64,
    /// The day with the most contacts.
    pub worst_day: Option<WorstDay>,
    /// One number that reached several people within ten minutes: for each number the moment with the most people, most
    /// first.
    pub together: Vec<Together>,
    /// How often any number did.
    pub together_times: u64,
    /// Limits that were exceeded.
    pub limits: Vec<LimitHit>,
    /// The heaviest words, in the order of time.
    pub quotes: Vec<Quote>,
    /// Contacts that a live source saw.
    pub seen_live: u64,
    /// Contacts that more than one source saw.
    pub several_sources: u64,
    /// Records of imported files that could not be read.
    pub rejected: u64,
    /// Imported files that end in the middle.
    pub torn_files: usize,
    /// Spans known not to be captured.
    pub gaps: usize,
    /// Last local day for a report to the police on the whole course of conduct.
    pub report_by: Option<String>,
    /// The rule behind it.
    pub report_by_rule: Option<String>,
}

/// One number, several people, ten minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Together {
    /// As shown.
    pub number: String,
    /// Who, in the order of the contacts.
    pub persons: Vec<String>,
    /// The first of the contacts, local time.
    pub from: String,
}

/// One person.
#[derive(Clone, Debug, Serialize)]
pub struct PersonRow {
    /// Name.
    pub name: String,
    /// Debtor or third party.
    pub role: Role,
    /// Events on this phone.
    pub events: u64,
    /// Suspected harassment.
    pub harassment: u64,
    /// Reminders without harassment.
    pub reminders: u64,
}

/// One number.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NumberRow {
    /// As first shown.
    pub number: String,
    /// What its messages call themselves, at most three names.
    pub claims: Vec<String>,
    /// Calls.
    pub calls: u64,
    /// Answered calls.
    pub answered: u64,
    /// Messages.
    pub messages: u64,
    /// Contacts in forbidden hours.
    pub night: u64,
    /// Suspected harassment.
    pub harassment: u64,
    /// How many people of the case it reached.
    pub persons: usize,
    /// First contact, local time.
    pub first: String,
    /// Last contact, local time.
    pub last: String,
}

/// The day with the most contacts; of equal days the last.
#[derive(Clone, Debug, Serialize)]
pub struct WorstDay {
    /// Local day.
    pub date: String,
    /// Calls.
    pub calls: u64,
    /// Messages.
    pub messages: u64,
    /// Different numbers.
    pub numbers: usize,
    /// People reached.
    pub persons: usize,
    /// What the papers say of it besides.
    #[serde(skip)]
    pub told: ToldDay,
}

/// How the papers tell of the worst day.
#[derive(Clone, Debug, Default)]
pub struct ToldDay {
    /// Answered calls.
    pub answered: u64,
    /// First contact of the day, local time.
    pub first: String,
    /// Last contact of the day, local time.
    pub last: String,
    /// One of the numbers, as shown.
    pub number: String,
    /// Row of the first contact in the list of events.
    pub no: u64,
}

/// A message that weighs much.
#[derive(Clone, Debug, Serialize)]
pub struct Quote {
    /// Local time.
    pub time: String,
    /// On whose phone.
    pub person: String,
    /// From which number, as shown.
    pub number: Option<String>,
    /// The whole text.
    pub words: String,
    /// Who captured it.
    pub source: String,
    /// What it may be.
    pub categories: Vec<Category>,
    /// Row in the list of events.
    #[serde(skip)]
    pub no: u64,
    /// How much it weighs among others.
    #[serde(skip)]
    pub weight: u16,
    /// What came.
    #[serde(skip)]
    pub kind: QuoteKind,
}

/// Where quoted words stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuoteKind {
    /// In a short message.
    #[default]
    Sms,
    /// In another message.
    Message,
    /// In a note that the person wrote.
    Note,
}

impl Summary {
    /// Counts the events of a case.
    pub fn of(case: &Case, events: &dyn Events) -> io::Result<Self> {
        let mut tally = Tally::default();
        let mut listing = Listing::default();
        events.for_each(&mut |event| {
            let no = listing.no(case, event);
            tally.add(event, no);
            Ok(())
        })?;
        Ok(tally.finish(case))
    }
}

impl Summary {
    /// Suspected harassment by kind of conduct, most often first.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let mut kinds: Vec<(&'static str, u64)> =
            self.by_category.iter().map(|(id, count)| (*id, *count)).collect();
        kinds.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        kinds.into_iter()
    }

    /// The quotes that stand in the list of events, the heaviest first.
    pub(crate) fn heaviest(&self) -> Vec<&Quote> {
        let mut quotes: Vec<&Quote> = self.quotes.iter().filter(|quote| quote.no > 0).collect();
        quotes.sort_by(|one, other| other.weight.cmp(&one.weight).then_with(|| one.time.cmp(&other.time)));
        quotes
    }
}

impl Default for PersonRow {
    fn default() -> Self {
        Self { name: String::new(), role: Role::ThirdParty, events: 0, harassment: 0, reminders: 0 }
    }
}
