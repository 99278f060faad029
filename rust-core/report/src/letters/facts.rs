//! What the log says for a letter: of the phone of the one who writes, and of others only how often.

use crate::case::{Case, Events};
use crate::details::Details;
use crate::letters::{LetterDetails, LetterKind};
use crate::relevance::{is_collection, is_contact, is_harassment};
use crate::say::shortened;
use crate::summary::{Quote, QuoteKind, Summary};
use crate::tally::Tally;
use dunlog_law::{Level, Rule, pack};
use dunlog_model::{
    Body, Category, CivilDate, EventId, NumberKey, Person, PersonId, PhoneNumber, Role, StoredEvent,
    Timestamp,
};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// The longest quote that is printed, in characters.
const QUOTE_CHARS: usize = 60;
/// Digits in a row that may be somebody's number.
const NUMBER_DIGITS: usize = 7;

pub(crate) struct Facts {
    pub person: Person,
    pub own: Summary,
    /// Names and contacts of people who do not owe.
    pub others: Vec<(String, u64)>,
    pub night: u64,
    /// Calls and messages of each day with a contact.
    pub days: BTreeMap<CivilDate, (u64, u64)>,
    pub report: Option<Reported>,
    /// At most two, in the order of time, numbers of strangers masked.
    pub quotes: Vec<Quote>,
    pub conduct: Vec<Category>,
}

/// One number for one report.
pub(crate) struct Reported {
    pub event: StoredEvent,
    pub calls: u64,
    pub messages: u64,
    pub from: Timestamp,
    pub until: Timestamp,
}

impl Facts {
    pub(crate) fn of(
        case: &Case,
        events: &dyn Events,
        details: &Details,
        letter: &LetterDetails,
    ) -> io::Result<Self> {
        let person = reporter(case, details);
        let mut tally = Tally::default();
        let mut contacts: BTreeMap<PersonId, u64> = BTreeMap::new();
        let mut pass = Pass { wanted: letter.event, ..Pass::default() };
        events.for_each(&mut |event| {
            if event.person.id == person.id {
                // A letter names no row of the list of events.
                tally.add(event, 0);
                pass.add(event);
            } else if is_contact(event) && is_collection(event) {
                *contacts.entry(event.person.id).or_default() += 1;
            }
            Ok(())
        })?;
        let mut alone = case.clone();
        alone.keep_people(&BTreeSet::from([person.id]));
        let own = tally.finish(&alone);
        let owes = person.role == Role::Debtor;
        let third = case.persons.iter().filter(|other| owes && other.role == Role::ThirdParty);
        let others: Vec<(String, u64)> =
            third.filter_map(|other| Some((other.name.clone(), *contacts.get(&other.id)?))).collect();
        let quotes = two_quotes(&own);
        let conduct = conduct(&own, !others.is_empty());
        let report = pass.report();
        Ok(Self { person, own, others, night: pass.night, days: pass.days, report, quotes, conduct })
    }

    /// What may be cited for it in a letter, on the day of the last contact.
    pub(crate) fn citations(&self, kind: &LetterKind) -> Vec<&'static Rule> {
        let Some(last) = self.days.keys().next_back().filter(|_| kind.cites()) else { return Vec::new() };
        let mut rules = pack().cite(&self.conduct, self.person.role, *last);
        rules.retain(|rule| !kind.law_only || rule.level <= Level::Judicial);
        rules
    }
}

/// Whose letter it is; nobody's, in a case without people.
pub(crate) fn reporter(case: &Case, details: &Details) -> Person {
    let nobody = || Person { id: PersonId(0), name: String::new(), role: Role::Debtor };
    details.reporter_of(case).cloned().unwrap_or_else(nobody)
}

/// The text with every number that is not one of `known` masked but for its last four digits.
pub(crate) fn without_strangers(text: &str, known: &BTreeSet<NumberKey>) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().map(Some).chain([None]) {
        if let Some(digit) = c.filter(char::is_ascii_digit) {
            run.push(digit);
            continue;
        }
        let is_known = || PhoneNumber::from_shown(&run).is_some_and(|number| known.contains(&number.key()));
        if run.len() >= NUMBER_DIGITS && !is_known() {
            let hidden = run.len() - 4;
            masked.extend(run.chars().enumerate().map(|(at, digit)| if at < hidden { '*' } else { digit }));
        } else {
            masked.push_str(&run);
        }
        run.clear();
        masked.extend(c);
    }
    masked
}

#[derive(Default)]
struct Pass {
    wanted: i64,
    night: u64,
    days: BTreeMap<CivilDate, (u64, u64)>,
    /// Contacts by number and day: calls, messages, first, last.
    numbers: BTreeMap<(NumberKey, CivilDate), (u64, u64, Timestamp, Timestamp)>,
    chosen: Option<(u16, StoredEvent)>,
}

impl Pass {
    fn add(&mut self, event: &StoredEvent) {
        let contact = is_contact(event) && is_collection(event);
        let wanted = self.wanted != 0 && event.id == EventId(self.wanted);
        if !contact && !wanted {
            return;
        }
        let call = matches!(event.body, Body::Call(_));
        let (date, hour) = (event.time.china_date(), event.time.china_second().hour());
        self.night += u64::from(!(8..22).contains(&hour));
        let day = self.days.entry(date).or_default();
        *(if call { &mut day.0 } else { &mut day.1 }) += 1;
        let Some(number) = &event.number else { return };
        let fresh = (0, 0, event.time, event.time);
        let of_day = self.numbers.entry((number.key(), date)).or_insert(fresh);
        *(if call { &mut of_day.0 } else { &mut of_day.1 }) += 1;
        of_day.3 = event.time;
        let weight = match &event.verdict {
            _ if wanted => u16::MAX,
            Some(verdict) if is_harassment(event) => {
                verdict.score.basis_points().saturating_add(if call { 0 } else { 10_000 })
            }
            _ => 0,
        };
        if self.chosen.as_ref().is_none_or(|(best, _)| weight > *best) {
            self.chosen = Some((weight, event.clone()));
        }
    }

    fn report(&mut self) -> Option<Reported> {
        let (_, event) = self.chosen.take()?;
        let key = (event.number.as_ref()?.key(), event.time.china_date());
        let (calls, messages, from, until) = *self.numbers.get(&key)?;
        Some(Reported { event, calls, messages, from, until })
    }
}

/// The two that show most kinds of conduct; notes are the person's own words and no quotes.
fn two_quotes(own: &Summary) -> Vec<Quote> {
    let known: BTreeSet<NumberKey> =
        own.numbers.iter().filter_map(|row| Some(PhoneNumber::from_shown(&row.number)?.key())).collect();
    let spoken = |quote: &&Quote| quote.kind != QuoteKind::Note;
    let mut quotes: Vec<Quote> = own.quotes.iter().filter(spoken).cloned().collect();
    quotes.sort_by_key(|quote| std::cmp::Reverse(quote.categories.len()));
    quotes.truncate(2);
    quotes.sort_by(|one, other| one.time.cmp(&other.time));
    for quote in &mut quotes {
        quote.words = shortened(&without_strangers(&quote.words, &known), QUOTE_CHARS);
    }
    quotes
}

/// The kinds of conduct of the log: by words, by limits, and by whom it reached.
fn conduct(own: &Summary, others: bool) -> Vec<Category> {
    let by_words = own.by_category.keys().filter_map(|id| Category::from_id(id));
    let by_limits = own.limits.iter().filter_map(|hit| {
        pack().limits().iter().find(|limit| limit.id == hit.limit).map(|limit| limit.conduct)
    });
    let all: BTreeSet<Category> =
        by_words.chain(by_limits).chain(others.then_some(Category::ThirdPartyContact)).collect();
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_strangers_are_masked_and_those_of_the_caller_are_not() {
        let known = BTreeSet::from([PhoneNumber::from_shown("13900001234").unwrap().key()]);
        for (text, wanted) in [
            ("回电13900001234", "回电13900001234"),
            ("已通知你母亲13700005678。", "已通知你母亲*******5678。"),
            ("欠款12345元，2026年", "欠款12345元，2026年"),
            ("身份证110000199001010000", "身份证**************0000"),
            ("", ""),
        ] {
            assert_eq!(without_strangers(text, &known), wanted);
        }
    }
}
