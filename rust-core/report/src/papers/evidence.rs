//! The pieces of evidence and their numbers, by the element that each proves.

use super::Dossier;
use crate::facts::{PersonFacts, Row};
use crate::ndjson::hex;
use crate::times::{note_time, spoken_date};
use crate::words::{Lang, words};
use dunlog_model::{Category, PersonId};
use dunlog_typeset::{Line, Span};

/// The elements, in their order; the place gives the group.
pub(crate) const ELEMENTS: [&str; 7] =
    ["identity", "conduct", "stop", "disclosure", "effect", "steps", "data"];

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Events,
    Extracts,
    Recording(usize),
    /// What a person noted of asking to stop.
    Stops(PersonId),
    Relative(PersonId),
    Steps,
    Files,
    /// A paper of the person's own.
    Exhibit(usize),
}

/// One piece.
pub(crate) struct Item {
    pub key: Key,
    pub element: usize,
    /// Place in its group, from 1.
    pub place: usize,
    pub name: String,
    pub quantity: String,
    pub feature: String,
    pub source: String,
    pub proves: String,
    /// Where it is; nothing for a paper that the person adds.
    pub pages: Line,
}

impl Item {
    /// Group and place, such as 2-1.
    pub(crate) fn number(&self) -> String {
        format!("{}-{}", self.element + 1, self.place)
    }
}

/// Every piece, in the order of the elements.
pub(super) fn items(dossier: &Dossier<'_>) -> Vec<Item> {
    let mut items = from_the_log(dossier);
    items.extend(recordings(dossier));
    items.extend(exhibits(dossier));
    items.sort_by_key(|item| item.element);
    for of_element in items.chunk_by_mut(|one, other| one.element == other.element) {
        of_element.iter_mut().zip(1..).for_each(|(item, place)| item.place = place);
    }
    items
}

fn from_the_log(dossier: &Dossier<'_>) -> Vec<Item> {
    let (say, facts) = (dossier.say(), dossier.facts);
    let word = |id| say.word("list", id).to_owned();
    let rows = |count: u64| say.text("list", "rows", &[("count", &count)]);
    let mut items = Vec::new();
    let all = &facts.all;
    let phones = match dossier.relatives().count() {
        0 => word("by_phone"),
        count => say.text("list", "by_phones", &[("count", &count)]),
    };
    if facts.listed > 0 {
        items.push(event_list(dossier, &phones));
    }
    if facts.messages_listed > 0 {
        let by_words = all.kinds().filter(|(id, _)| WORDS.iter().any(|kind| kind.id() == *id));
        let kinds: Vec<&str> =
            by_words.take(4).map(|(id, _)| words().get("category", id, Lang::Zh)).collect();
        let kinds = match kinds.is_empty() {
            true => String::new(),
            false => say.text("list", "extracts_kinds", &[("kinds", &kinds.join("、"))]),
        };
        items.push(Item {
            key: Key::Extracts,
            element: 1,
            place: 0,
            name: word("extracts"),
            quantity: rows(facts.messages_listed),
            feature: word("text_feature"),
            source: phones,
            proves: say.text(
                "list",
                "extracts_proves",
                &[("count", &facts.messages_listed), ("kinds", &kinds)],
            ),
            pages: part_pages("extracts"),
        });
    }
    items.extend(stops(dossier));
    for person in dossier.relatives() {
        let count = facts.of_person(person.id).map_or(0, |facts| facts.summary.contacts);
        items.push(Item {
            key: Key::Relative(person.id),
            element: 3,
            place: 0,
            name: say.text("list", "statement", &[("name", &person.name)]),
            quantity: say.text("list", "copies", &[("count", &2)]),
            feature: word("signed_feature"),
            source: say.text("list", "by_person", &[("name", &person.name)]),
            proves: say.text("list", "statement_proves", &[("count", &count)]),
            pages: vec![
                Span::Pages(super::relatives::id(person.id)),
                Span::text("、"),
                Span::Pages(super::relatives::report_id(person.id)),
            ],
        });
    }
    if let Some(first) = facts.steps.first() {
        items.push(Item {
            key: Key::Steps,
            element: 5,
            place: 0,
            name: say.text("list", "steps", &[("count", &facts.steps_total)]),
            quantity: rows(facts.steps_total),
            feature: word("text_feature"),
            source: word("by_phone"),
            proves: word("steps_proves"),
            pages: vec![Span::Number(super::row_anchor(first.no))],
        });
    }
    items.push(Item {
        key: Key::Files,
        element: 6,
        place: 0,
        name: word("files"),
        quantity: say.text("list", "files_count", &[("count", &dossier.files.len())]),
        feature: "SHA-256".to_owned(),
        source: word("by_phone"),
        proves: word("files_proves"),
        pages: part_pages("files"),
    });
    items
}

/// The list of events, and what can be counted in it.
fn event_list(dossier: &Dossier<'_>, phones: &str) -> Item {
    let (say, facts) = (dossier.say(), dossier.facts);
    let all = &facts.all;
    let has_contacts = all.contacts > 0;
    let day = |time: &Option<String>| {
        spoken_date(time.as_deref().and_then(|time| time.split(' ').next()).unwrap_or("—"))
    };
    Item {
        key: Key::Events,
        element: 1,
        place: 0,
        name: match has_contacts {
            true => say.text("list", "events", &[("first", &day(&all.first)), ("last", &day(&all.last))]),
            false => say.word("list", "events_alone").to_owned(),
        },
        quantity: say.text("list", "rows", &[("count", &facts.listed)]),
        feature: dossier.case.heads.first().map_or_else(String::new, |head| {
            let log: String = head.log.to_string().chars().take(8).collect();
            let root: String = hex(&head.root).chars().take(8).collect();
            say.text("list", "log_feature", &[("log", &log), ("root", &root)])
        }),
        source: phones.to_owned(),
        proves: match has_contacts {
            true => say.text(
                "list",
                "events_proves",
                &[
                    ("count", &facts.listed),
                    ("calls", &all.calls),
                    ("messages", &all.messages),
                    ("days", &all.days),
                    ("night", &all.night),
                ],
            ),
            false => say.text("list", "events_notes", &[("count", &facts.listed)]),
        },
        pages: part_pages("events"),
    }
}

/// The conduct that words show; how often and when is shown by the list of events.
const WORDS: [Category; 8] = [
    Category::Threat,
    Category::Violence,
    Category::Insult,
    Category::Disclosure,
    Category::PublicShaming,
    Category::Impersonation,
    Category::Visit,
    Category::DataMisuse,
];

/// Who asked to stop, the reporter first.
fn stops(dossier: &Dossier<'_>) -> Vec<Item> {
    let say = dossier.say();
    let reporter = dossier.reporter().map(|person| person.id);
    let mut asked: Vec<&PersonFacts> =
        dossier.facts.persons.iter().filter(|facts| !facts.stops.is_empty()).collect();
    asked.sort_by_key(|facts| Some(facts.person.id) != reporter);
    let item = |(own, first): (&PersonFacts, &Row)| {
        let (name, count) = (&own.person.name, own.summary.stop_requests.len());
        Item {
            key: Key::Stops(own.person.id),
            element: 2,
            place: 0,
            name: say.text("list", "stops", &[("name", name), ("count", &count)]),
            quantity: say.text("list", "rows", &[("count", &count)]),
            feature: say.word("list", "text_feature").to_owned(),
            source: match Some(own.person.id) == reporter {
                true => say.word("list", "by_phone").to_owned(),
                false => say.text("list", "by_person", &[("name", name)]),
            },
            proves: say.text(
                "list",
                "stops_proves",
                &[("first", &note_time(&first.time)), ("name", name), ("after", &own.summary.after_stop)],
            ),
            pages: vec![Span::Number(super::row_anchor(first.no))],
        }
    };
    asked.into_iter().filter_map(|own| own.stops.first().map(|first| (own, first))).map(item).collect()
}

fn part_pages(id: &str) -> Line {
    vec![Span::Pages(id.to_owned())]
}

fn recordings(dossier: &Dossier<'_>) -> impl Iterator<Item = Item> {
    let say = dossier.say();
    dossier.details.recordings.iter().enumerate().map(move |(index, recording)| {
        let hash: String = recording.sha256.chars().take(8).collect();
        Item {
            key: Key::Recording(index),
            element: 1,
            place: 0,
            name: say.text("list", "recording", &[("file", &recording.file)]),
            quantity: say.text("list", "sheets", &[("count", &1)]),
            feature: say.text(
                "list",
                "file_feature",
                &[
                    ("file", &recording.file),
                    ("length", &dossier.or_blank(&recording.length)),
                    ("sha256", &hash),
                ],
            ),
            source: say.word("list", "by_self").to_owned(),
            proves: say.text(
                "list",
                "recording_proves",
                &[("no", &dossier.or_blank(&dossier.row_of(recording.event)))],
            ),
            pages: part_pages("recordings"),
        }
    })
}

fn exhibits(dossier: &Dossier<'_>) -> impl Iterator<Item = Item> {
    let say = dossier.say();
    dossier.details.exhibits.iter().enumerate().map(move |(index, exhibit)| Item {
        key: Key::Exhibit(index),
        element: ELEMENTS.iter().position(|element| *element == exhibit.element).unwrap_or(0),
        place: 0,
        name: exhibit.name.clone(),
        quantity: if exhibit.pages == 0 {
            say.word("common", "blank").to_owned()
        } else {
            say.text("list", "sheets", &[("count", &exhibit.pages)])
        },
        feature: say.word("list", "exhibit_feature").to_owned(),
        source: if exhibit.source.is_empty() {
            say.word("list", "by_self").to_owned()
        } else {
            exhibit.source.clone()
        },
        proves: dossier.or_blank(&exhibit.proves),
        pages: Line::new(),
    })
}

impl Dossier<'_> {
    /// The row of an event in the list, for events that the person chose to tell; empty when it is not known.
    pub(crate) fn row_of(&self, event: i64) -> String {
        let chosen = self.facts.chosen.iter().find(|(_, row)| row.event == event && row.no > 0);
        chosen.map_or_else(String::new, |(_, row)| row.no.to_string())
    }
}
