//! What the papers tell, counted in one pass over the events: for the case, and for each person alone, because nobody tells
//! what another saw.

use crate::case::Case;
use crate::details::Details;
use crate::kept::Kept;
use crate::letters::is_other_matter;
use crate::listing::Listing;
use crate::relevance::{is_collection, is_contact, is_harassment};
use crate::summary::{Quote, QuoteKind, Summary};
use crate::tally::Tally;
use dunlog_model::{Body, CallType, Category, CivilDate, NoteKind, Person, PersonId, StoredEvent, own_csv};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Stop requests that are told one by one; the list of events has all of them.
const ROWS_KEPT: usize = 12;
/// Steps among which the papers choose what is told first.
const STEPS_KEPT: usize = 200;
/// Calls of a person that a statement offers to be told.
const CALLS_KEPT: usize = 6;

/// Everything that is told.
pub(crate) struct Facts {
    /// The case.
    pub all: Summary,
    /// Each person who is in it, in its order.
    pub persons: Vec<PersonFacts>,
    /// Contacts by local day and hour.
    pub hours: BTreeMap<CivilDate, [u32; 24]>,
    /// Complaints and reports, first ones first.
    pub steps: Vec<Row>,
    /// How many there are.
    pub steps_total: u64,
    /// Events that the person chose to tell, or has recordings of.
    pub chosen: Vec<(PersonId, Row)>,
    /// Rows of the list of events.
    pub listed: u64,
    /// Of them with a text of their own.
    pub messages_listed: u64,
    /// What an earlier report had, if this is a supplement to it.
    pub before: Option<Summary>,
}

/// What one phone saw.
pub(crate) struct PersonFacts {
    pub person: Person,
    pub summary: Summary,
    /// When they asked to stop.
    pub stops: Vec<Row>,
    /// Answered calls, to be told by the person.
    pub calls: Vec<Row>,
    /// Their own notes of what was said or seen.
    pub notes: Vec<Row>,
    /// The local days of each conduct.
    pub conduct: BTreeMap<Category, BTreeSet<CivilDate>>,
    /// The row of the first contact.
    pub first_no: u64,
}

/// An event as a paper tells it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// Row in the list of events.
    pub no: u64,
    /// Identity in the log.
    pub event: i64,
    /// Local time.
    pub time: String,
    /// As shown.
    pub number: String,
    /// Its words, or how the call ended.
    pub words: String,
    /// The person's own remarks on it.
    pub remarks: String,
    /// The word of the list for what it is, such as 短信.
    pub kind: &'static str,
    /// What it is.
    pub what: What,
    /// Whether it is a note of what the police were told.
    pub is_police: bool,
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum What {
    Call,
    #[default]
    Message,
    Note,
}

impl Facts {
    /// Counts the events of a case. In a supplement, what an earlier report had is counted apart.
    pub(crate) fn of(case: &Case, details: &Details, events: &Kept<'_>) -> io::Result<Self> {
        let mut count = Count::new(case, details);
        events.read(&mut |event| count.add(event))?;
        Ok(count.finish())
    }

    /// What the phone of a person saw.
    pub(crate) fn of_person(&self, id: PersonId) -> Option<&PersonFacts> {
        self.persons.iter().find(|facts| facts.person.id == id)
    }
}

/// The last day of what an earlier report had.
pub(crate) fn supplement_after(details: &Details) -> Option<CivilDate> {
    details.supplement_to.as_ref().and_then(|receipt| CivilDate::parse(&receipt.date).ok())
}

struct Count<'c> {
    case: &'c Case,
    details: &'c Details,
    after: Option<CivilDate>,
    listing: Listing,
    all: Tally,
    before: Tally,
    persons: BTreeMap<PersonId, PersonCount>,
    facts: Facts,
}

struct PersonCount {
    tally: Tally,
    facts: PersonFacts,
}

impl<'c> Count<'c> {
    fn new(case: &'c Case, details: &'c Details) -> Self {
        Self {
            case,
            details,
            after: supplement_after(details),
            listing: Listing::default(),
            all: Tally::default(),
            before: Tally::default(),
            persons: BTreeMap::new(),
            facts: Facts {
                all: Summary::default(),
                persons: Vec::new(),
                hours: BTreeMap::new(),
                steps: Vec::new(),
                steps_total: 0,
                chosen: Vec::new(),
                listed: 0,
                messages_listed: 0,
                before: None,
            },
        }
    }

    fn add(&mut self, event: &StoredEvent) {
        let no = self.listing.no(self.case, event);
        if self.after.is_some_and(|after| event.time.china_date() <= after) {
            self.all.asked_before(event);
            self.person(&event.person).tally.asked_before(event);
            return self.before.add(event, no);
        }
        self.all.add(event, no);
        if no > 0 {
            self.facts.listed += 1;
            self.facts.messages_listed += u64::from(matches!(event.body, Body::Message(_)));
        }
        let is_recorded = || self.details.recordings.iter().any(|recording| recording.event == event.id.0);
        if self.details.key_events.contains(&event.id.0) || is_recorded() {
            self.facts.chosen.push((event.person.id, row(event, no)));
        }
        if is_collection(event) && is_contact(event) {
            let day = self.facts.hours.entry(event.time.china_date()).or_default();
            let hour = usize::try_from(event.time.china_second().hour()).unwrap_or_default();
            if let Some(count) = day.get_mut(hour) {
                *count += 1;
            }
        }
        if let Body::Note(note) = &event.body
            && matches!(note.note_kind, NoteKind::Complaint | NoteKind::Police)
            && !is_other_matter(&note.text)
        {
            self.facts.steps_total += 1;
            keep(&mut self.facts.steps, STEPS_KEPT, || row(event, no));
        }
        let person = self.person(&event.person);
        person.tally.add(event, no);
        person.facts.add(event, no);
    }

    fn person(&mut self, person: &Person) -> &mut PersonCount {
        self.persons.entry(person.id).or_insert_with(|| PersonCount {
            tally: Tally::default(),
            facts: PersonFacts::of(person.clone()),
        })
    }

    fn finish(mut self) -> Facts {
        self.facts.all = self.all.finish(self.case);
        self.facts.before = self.after.map(|_| self.before.finish(self.case));
        for person in &self.case.persons {
            let counted = self.persons.remove(&person.id);
            self.facts.persons.push(match counted {
                Some(counted) => PersonFacts { summary: counted.tally.finish(self.case), ..counted.facts },
                None => PersonFacts::of(person.clone()),
            });
        }
        self.facts
    }
}

impl PersonFacts {
    fn of(person: Person) -> Self {
        Self {
            person,
            summary: Summary::default(),
            stops: Vec::new(),
            calls: Vec::new(),
            notes: Vec::new(),
            conduct: BTreeMap::new(),
            first_no: 0,
        }
    }

    fn add(&mut self, event: &StoredEvent, no: u64) {
        if is_collection(event) && is_contact(event) {
            if self.first_no == 0 {
                self.first_no = no;
            }
            if matches!(&event.body, Body::Call(call) if call.call_type == CallType::Answered) {
                keep(&mut self.calls, CALLS_KEPT, || row(event, no));
            }
        }
        if let Body::Note(note) = &event.body {
            match note.note_kind {
                NoteKind::StopRequest => keep(&mut self.stops, ROWS_KEPT, || row(event, no)),
                NoteKind::Remark | NoteKind::Visit => keep(&mut self.notes, CALLS_KEPT, || row(event, no)),
                NoteKind::Complaint | NoteKind::Police => {}
            }
        }
        if is_harassment(event)
            && let Some(verdict) = &event.verdict
        {
            for category in verdict.categories.iter().filter(|category| category.is_conduct()) {
                self.conduct.entry(*category).or_default().insert(event.time.china_date());
            }
        }
    }
}

impl From<&Quote> for Row {
    fn from(quote: &Quote) -> Self {
        Self {
            no: quote.no,
            time: quote.time.clone(),
            number: quote.number.clone().unwrap_or_default(),
            words: quote.words.clone(),
            kind: if quote.kind == QuoteKind::Sms { "短信" } else { "信息" },
            what: if quote.kind == QuoteKind::Note { What::Note } else { What::Message },
            ..Self::default()
        }
    }
}

fn keep(rows: &mut Vec<Row>, most: usize, make: impl FnOnce() -> Row) {
    if rows.len() < most {
        rows.push(make());
    }
}

fn row(event: &StoredEvent, no: u64) -> Row {
    let notes = event.annotations.iter().filter(|annotation| annotation.kind == "note");
    Row {
        no,
        event: event.id.0,
        time: event.time.china_text(),
        number: event.number.as_ref().map(|number| number.as_shown().to_owned()).unwrap_or_default(),
        words: match event.body.text() {
            Some(text) => text.to_owned(),
            None => own_csv::result_word(&event.body).into_owned(),
        },
        remarks: notes.map(|note| note.text.as_str()).collect::<Vec<_>>().join("；"),
        kind: own_csv::kind_word(&event.body),
        is_police: matches!(&event.body, Body::Note(note) if note.note_kind == NoteKind::Police),
        what: match &event.body {
            Body::Call(_) => What::Call,
            Body::Message(_) => What::Message,
            Body::Note(_) => What::Note,
        },
    }
}
