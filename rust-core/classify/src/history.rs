//! Sliding windows over the contacts of one case, fed in time order.
//!
//! Asking is separate from adding, so that the caller can put the verdict on a contact into the history that
//! later contacts are judged by. Everything older than seven days is dropped; only what a person must not lose
//! stays: which numbers are known to collect, and who was asked to stop.

use crate::facts::is_suspicious;
use crate::input::{Counts, Facts};
use crate::numbers::rotation_prefix;
use crate::window::{DAY_MS, TEN_MINUTES_MS, WEEK_MS, Window};
use dunlog_model::{CivilDate, Label, NumberKey, PersonId, Role, Timestamp};
use std::collections::{HashMap, HashSet, VecDeque};

/// How many of the newest contacts of a prefix are looked at for different numbers: more would make a flood slow
/// to judge and change no verdict.
const ROTATION_SIGHT: usize = 64;

/// So many numbers of one block of ten thousand that are known to collect make a further unnamed number of that
/// block a collector's. Fewer may be chance.
const KNOWN_OF_PREFIX: u32 = 3;

/// One incoming contact, or a note that the person asked somebody to stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// When.
    pub time: Timestamp,
    /// Whose phone.
    pub person: PersonId,
    /// That person's part in the matter.
    pub role: Role,
    /// The other party; `None` when withheld. Withheld callers cannot be told apart and count as one.
    pub number: Option<NumberKey>,
    /// What happened.
    pub kind: ContactKind,
    /// The phone showed a contact name for the number.
    pub is_named: bool,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactKind {
    /// An answered call.
    Answered,
    /// A missed, rejected or blocked call.
    Unanswered,
    /// A call of which it is not known whether it was answered.
    OtherCall,
    /// A message.
    Message,
    /// A note about this number: counts for what is known of it, not for how often it called.
    Note,
    /// The person asked this number to stop; without a number, everybody.
    StopRequest,
}

/// The contacts of one case within the last seven days.
#[derive(Clone, Debug, Default)]
pub struct History {
    numbers: HashMap<Option<NumberKey>, Line>,
    prefixes: HashMap<String, Prefix>,
    case: Window,
    people: HashMap<PersonId, Timestamp>,
    known: HashMap<Option<NumberKey>, Label>,
    known_of_prefix: HashMap<String, u32>,
    refused: HashSet<(PersonId, Option<NumberKey>)>,
    refused_all: HashSet<PersonId>,
    order: VecDeque<(Timestamp, Option<NumberKey>)>,
}

#[derive(Clone, Debug, Default)]
struct Line {
    calls: Window,
    messages: Window,
    people: Vec<(PersonId, Timestamp)>,
    today: Option<Today>,
}

#[derive(Clone, Copy, Debug)]
struct Today {
    date: CivilDate,
    answered: u32,
    unanswered: u32,
}

#[derive(Clone, Debug, Default)]
struct Prefix {
    contacts: Window,
    newest: VecDeque<(Timestamp, NumberKey)>,
}

impl History {
    /// An empty history.
    pub fn new() -> Self {
        Self::default()
    }

    /// The facts at this contact, as if it were already counted. `forbidden_hours` is left to the caller.
    pub fn facts(&self, contact: &Contact) -> Facts {
        let line = self.numbers.get(&contact.number);
        let of_prefix = self.known_of_prefix(contact);
        let by_prefix = (of_prefix >= KNOWN_OF_PREFIX).then_some(Label::CollectionReminder);
        let known = self.known.get(&contact.number).copied().or(by_prefix);
        let mut facts = Facts {
            is_named: contact.is_named,
            known,
            known_of_prefix: if self.known.contains_key(&contact.number) { 0 } else { of_prefix },
            // Somebody who owes may be reminded whatever they answer; others need not be called again.
            after_refusal: contact.role == Role::ThirdParty
                && (self.refused.contains(&(contact.person, contact.number.clone()))
                    || self.refused_all.contains(&contact.person)),
            case: self.case.counts(contact.time),
            ..Facts::default()
        };
        self.count_line(line, contact, &mut facts);
        self.count_prefix(contact, &mut facts);
        self.count_people(line, contact, known.is_some(), &mut facts);
        facts
    }

    /// Adds a contact with what was made of it. Contacts come in time order.
    pub fn push(&mut self, contact: Contact, label: Option<Label>) {
        self.forget(contact.time);
        match contact.kind {
            ContactKind::StopRequest if contact.number.is_none() => {
                self.refused_all.insert(contact.person);
            }
            ContactKind::StopRequest => {
                self.refused.insert((contact.person, contact.number.clone()));
            }
            _ => self.add(&contact, label),
        }
    }

    fn add(&mut self, contact: &Contact, label: Option<Label>) {
        if let Some(label) = label.filter(|label| is_suspicious(*label)) {
            self.learn(&contact.number, label);
        }
        if contact.kind == ContactKind::Note {
            return;
        }
        if self.known.contains_key(&contact.number) {
            self.case.push(contact.time);
            self.people.insert(contact.person, contact.time);
        }
        self.order.push_back((contact.time, contact.number.clone()));
        self.numbers.entry(contact.number.clone()).or_default().add(contact);
        if let Some(prefix) = contact.number.as_ref().and_then(rotation_prefix) {
            self.prefixes.entry(prefix).or_default().add(contact);
        }
    }

    /// Tells that a number collects before its own texts come up. A log that is read afterwards is judged so:
    /// what a number writes on Tuesday says who called on Monday.
    pub fn expect(&mut self, number: NumberKey, label: Label) {
        if is_suspicious(label) {
            self.learn(&Some(number), label);
        }
    }

    /// Harassment is never unlearnt by a later polite text.
    fn learn(&mut self, number: &Option<NumberKey>, label: Label) {
        if !self.known.contains_key(number)
            && let Some(prefix) = number.as_ref().and_then(rotation_prefix)
        {
            *self.known_of_prefix.entry(prefix).or_default() += 1;
        }
        let known = self.known.entry(number.clone()).or_insert(label);
        if label == Label::Harassment {
            *known = label;
        }
    }

    /// How many numbers of the block are known to collect; none for a number that has a name.
    fn known_of_prefix(&self, contact: &Contact) -> u32 {
        let prefix = contact.number.as_ref().filter(|_| !contact.is_named).and_then(rotation_prefix);
        prefix.and_then(|prefix| self.known_of_prefix.get(&prefix)).copied().unwrap_or_default()
    }

    fn forget(&mut self, now: Timestamp) {
        self.case.forget(now);
        while let Some((_, number)) = self.order.pop_front_if(|(time, _)| time.ms() <= now.ms() - WEEK_MS) {
            forget_entry(&mut self.numbers, number.clone(), |line| line.forget(now));
            if let Some(prefix) = number.as_ref().and_then(rotation_prefix) {
                forget_entry(&mut self.prefixes, prefix, |prefix| {
                    prefix.contacts.forget(now);
                    prefix.contacts.is_empty()
                });
            }
        }
    }

    fn count_line(&self, line: Option<&Line>, contact: &Contact, facts: &mut Facts) {
        if let Some(line) = line {
            facts.calls = line.calls.counts(contact.time);
            facts.messages = line.messages.counts(contact.time);
            if let Some(today) = line.today.filter(|today| today.date == contact.time.china_date()) {
                facts.answered_today = today.answered;
                facts.unanswered_today = today.unanswered;
            }
        }
        match contact.kind {
            ContactKind::Message => facts.messages = facts.messages.plus_one(),
            ContactKind::Note | ContactKind::StopRequest => {}
            _ => facts.calls = facts.calls.plus_one(),
        }
        facts.answered_today += u32::from(contact.kind == ContactKind::Answered);
        facts.unanswered_today += u32::from(contact.kind == ContactKind::Unanswered);
    }

    fn count_prefix(&self, contact: &Contact, facts: &mut Facts) {
        let Some((number, prefix)) =
            contact.number.as_ref().zip(contact.number.as_ref().and_then(rotation_prefix))
        else {
            return;
        };
        let seen = self.prefixes.get(&prefix);
        facts.prefix =
            seen.map_or_else(Counts::default, |prefix| prefix.contacts.counts(contact.time)).plus_one();
        let recent = seen.into_iter().flat_map(|prefix| &prefix.newest);
        let different: HashSet<&NumberKey> = recent
            .filter(|(time, _)| time.ms() > contact.time.ms() - DAY_MS)
            .map(|(_, number)| number)
            .chain([number])
            .collect();
        facts.prefix_numbers = u32::try_from(different.len()).unwrap_or(u32::MAX);
    }

    fn count_people(&self, line: Option<&Line>, contact: &Contact, suspicious: bool, facts: &mut Facts) {
        let others = |span: i64, seen: &mut dyn Iterator<Item = (PersonId, Timestamp)>| {
            let border = contact.time.ms() - span;
            seen.filter(|(person, time)| *person != contact.person && time.ms() > border).count()
        };
        let count =
            |number: usize, own: bool| u32::try_from(number).unwrap_or(u32::MAX).saturating_add(own.into());
        let case = || self.people.iter().map(|(person, time)| (*person, *time));
        let own = |span| {
            suspicious || self.people.get(&contact.person).is_some_and(|t| t.ms() > contact.time.ms() - span)
        };
        facts.people_ten_minutes = count(others(TEN_MINUTES_MS, &mut case()), own(TEN_MINUTES_MS));
        facts.people_day = count(others(DAY_MS, &mut case()), own(DAY_MS));
        let by_number = line.map_or(&[][..], |line| &line.people);
        facts.people_by_number = count(others(DAY_MS, &mut by_number.iter().copied()), true);
    }
}

impl Line {
    fn add(&mut self, contact: &Contact) {
        match contact.kind {
            ContactKind::Message => self.messages.push(contact.time),
            _ => self.calls.push(contact.time),
        }
        self.people.retain(|(person, _)| *person != contact.person);
        self.people.push((contact.person, contact.time));
        let date = contact.time.china_date();
        let today = self.today.filter(|today| today.date == date).unwrap_or(Today {
            date,
            answered: 0,
            unanswered: 0,
        });
        self.today = Some(Today {
            answered: today.answered + u32::from(contact.kind == ContactKind::Answered),
            unanswered: today.unanswered + u32::from(contact.kind == ContactKind::Unanswered),
            ..today
        });
    }

    /// True when nothing is left.
    fn forget(&mut self, now: Timestamp) -> bool {
        self.calls.forget(now);
        self.messages.forget(now);
        self.calls.is_empty() && self.messages.is_empty()
    }
}

impl Prefix {
    fn add(&mut self, contact: &Contact) {
        self.contacts.push(contact.time);
        if let Some(number) = &contact.number {
            self.newest.push_back((contact.time, number.clone()));
        }
        if self.newest.len() > ROTATION_SIGHT {
            self.newest.pop_front();
        }
    }
}

/// Lets an entry forget, and removes it when it is empty.
fn forget_entry<K: std::hash::Hash + Eq, V>(
    map: &mut HashMap<K, V>,
    key: K,
    forget: impl FnOnce(&mut V) -> bool,
) {
    if let std::collections::hash_map::Entry::Occupied(mut entry) = map.entry(key)
        && forget(entry.get_mut())
    {
        entry.remove();
    }
}
