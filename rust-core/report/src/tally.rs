//! Counting, in one pass over the events.

use crate::case::Case;
use crate::limits::LimitTally;
use crate::relevance::{channel, is_collection, is_contact, is_harassment, is_relevant};
use crate::summary::{NumberRow, PersonRow, Quote, QuoteKind, Summary, ToldDay, WorstDay};
use crate::together::TogetherTally;
use crate::words::id_of;
use dunlog_law::pack;
use dunlog_model::{
    Body, CallType, Category, Channel, CivilDate, Label, NoteKind, NumberKey, PersonId, Role, Source,
    StoredEvent, Timestamp,
};
use std::collections::{BTreeMap, BTreeSet};

/// Quotes that are kept while counting; the best of them are printed.
const QUOTES_KEPT: usize = 24;

#[derive(Default)]
pub(crate) struct Tally {
    summary: Summary,
    limits: LimitTally,
    together: TogetherTally,
    numbers: BTreeMap<NumberKey, Number>,
    days: BTreeMap<CivilDate, Day>,
    persons: BTreeMap<PersonId, PersonRow>,
    third_parties: BTreeSet<PersonId>,
    asked_to_stop: BTreeSet<PersonId>,
    quotes: Vec<(u16, Quote)>,
    span: Option<(Timestamp, Timestamp)>,
}

struct Number {
    row: NumberRow,
    persons: BTreeSet<PersonId>,
    first: Timestamp,
}

#[derive(Default)]
struct Day {
    calls: u64,
    messages: u64,
    numbers: BTreeSet<NumberKey>,
    persons: BTreeSet<PersonId>,
    told: ToldDay,
}

impl Tally {
    /// Counts an event; `no` is its row in the list of events, 0 if it is not listed.
    pub(crate) fn add(&mut self, event: &StoredEvent, no: u64) {
        self.limits.add(event);
        self.count_all(event);
        if is_relevant(event) {
            self.summary.listed += 1;
        }
        if let Body::Note(note) = &event.body {
            self.summary.notes += 1;
            if note.note_kind == NoteKind::StopRequest {
                self.summary.stop_requests.push(format!(
                    "{}（{}）",
                    event.time.china_text(),
                    event.person.name
                ));
                self.asked_to_stop.insert(event.person.id);
            }
        }
        if is_collection(event) && is_contact(event) {
            self.count_contact(event, no);
            self.together.add(event);
        }
        if is_harassment(event) {
            self.keep_quote(event, no);
        }
    }

    /// Remembers a request to stop that another paper told, so that what came after it is counted.
    pub(crate) fn asked_before(&mut self, event: &StoredEvent) {
        if matches!(&event.body, Body::Note(note) if note.note_kind == NoteKind::StopRequest) {
            self.asked_to_stop.insert(event.person.id);
        }
    }

    pub(crate) fn finish(mut self, case: &Case) -> Summary {
        let mut summary = self.summary;
        summary.days = self.days.len();
        summary.numbers_total = self.numbers.len();
        summary.third_parties = self.third_parties.len();
        summary.worst_day =
            self.days.iter().max_by_key(|(date, day)| (day.calls + day.messages, **date)).map(
                |(date, day)| WorstDay {
                    date: date.to_string(),
                    calls: day.calls,
                    messages: day.messages,
                    numbers: day.numbers.len(),
                    persons: day.persons.len(),
                    told: day.told.clone(),
                },
            );
        if let Some((first, last)) = self.span {
            summary.first = Some(first.china_text());
            summary.last = Some(last.china_text());
            let (by, rule) = pack().report_by(last.china_date());
            summary.report_by = Some(by.to_string());
            summary.report_by_rule = rule.map(|rule| rule.id.clone());
        }
        summary.persons = case
            .persons
            .iter()
            .map(|person| {
                let blank =
                    PersonRow { name: person.name.clone(), role: person.role, ..PersonRow::default() };
                self.persons.remove(&person.id).unwrap_or(blank)
            })
            .collect();
        summary.numbers = number_rows(self.numbers);
        summary.quotes = best_quotes(self.quotes);
        (summary.together, summary.together_times) = self.together.finish();
        summary.limits = self.limits.finish();
        summary.rejected = case.batches.iter().map(|batch| batch.counts.rejected).sum();
        summary.torn_files = case.batches.iter().filter(|batch| batch.counts.torn).count();
        summary.gaps = case.gaps.len();
        summary
    }

    fn count_all(&mut self, event: &StoredEvent) {
        self.summary.events += 1;
        let label = event.verdict.as_ref().map_or(Label::Uncertain, |verdict| verdict.label);
        if event.verdict.is_some() {
            *self.summary.by_label.entry(label.id()).or_default() += 1;
        } else {
            self.summary.not_judged += 1;
        }
        if is_harassment(event)
            && let Some(verdict) = &event.verdict
        {
            for category in verdict.categories.iter().filter(|category| category.is_conduct()) {
                *self.summary.by_category.entry(category.id()).or_default() += 1;
            }
        }
        let person = self.persons.entry(event.person.id).or_insert_with(|| PersonRow {
            name: event.person.name.clone(),
            role: event.person.role,
            ..PersonRow::default()
        });
        person.events += 1;
        person.harassment += u64::from(is_harassment(event));
        person.reminders += u64::from(is_collection(event) && !is_harassment(event));
        if event.redacted {
            self.summary.redacted += 1;
        }
    }

    fn count_contact(&mut self, event: &StoredEvent, no: u64) {
        self.span = Some(self.span.map_or((event.time, event.time), |(first, _)| (first, event.time)));
        self.summary.contacts += 1;
        let live = event.sightings.iter().any(|seen| seen.source.is_live());
        self.summary.seen_live += u64::from(live);
        self.summary.several_sources += u64::from(event.sightings.len() > 1);
        if pack().forbids_hour(event.time, event.person.role, channel(&event.body)) {
            self.summary.night += 1;
        }
        if event.person.role == Role::ThirdParty {
            self.summary.third_party_contacts += 1;
            self.third_parties.insert(event.person.id);
        }
        if self.asked_to_stop.contains(&event.person.id) {
            self.summary.after_stop += 1;
        }
        let is_call = matches!(event.body, Body::Call(_));
        match &event.body {
            Body::Call(call) => {
                self.summary.calls += 1;
                self.summary.answered += u64::from(call.call_type == CallType::Answered);
            }
            _ => self.summary.messages += 1,
        }
        let day = self.days.entry(event.time.china_date()).or_default();
        day.persons.insert(event.person.id);
        if day.told.no == 0 {
            day.told.first = event.time.china_text();
            day.told.no = no;
        }
        day.told.last = event.time.china_text();
        if let Body::Call(call) = &event.body {
            day.told.answered += u64::from(call.call_type == CallType::Answered);
        }
        if let (true, Some(number)) = (day.told.number.is_empty(), &event.number) {
            day.told.number = number.as_shown().to_owned();
        }
        if is_call {
            day.calls += 1;
        } else {
            day.messages += 1;
        }
        match &event.number {
            Some(number) => {
                day.numbers.insert(number.key());
                self.count_number(event, number.key(), number.as_shown());
            }
            None => self.summary.withheld += 1,
        }
    }

    fn count_number(&mut self, event: &StoredEvent, key: NumberKey, shown: &str) {
        let number = self.numbers.entry(key).or_insert_with(|| Number {
            row: NumberRow {
                number: shown.to_owned(),
                first: event.time.china_text(),
                ..NumberRow::default()
            },
            persons: BTreeSet::new(),
            first: event.time,
        });
        let row = &mut number.row;
        row.last = event.time.china_text();
        row.night += u64::from(pack().forbids_hour(event.time, event.person.role, channel(&event.body)));
        row.harassment += u64::from(is_harassment(event));
        number.persons.insert(event.person.id);
        match &event.body {
            Body::Call(call) => {
                row.calls += 1;
                row.answered += u64::from(call.call_type == CallType::Answered);
            }
            _ => row.messages += 1,
        }
        for claim in event.body.text().into_iter().filter_map(signature) {
            if row.claims.len() < 3 && !row.claims.contains(&claim) {
                row.claims.push(claim);
            }
        }
        row.persons = number.persons.len();
    }

    fn keep_quote(&mut self, event: &StoredEvent, no: u64) {
        let Some(verdict) = &event.verdict else { return };
        let Some(text) = event.body.text().filter(|text| !text.trim().is_empty()) else {
            return;
        };
        if verdict.telling().next().is_none() {
            return;
        }
        let weight = weight(&verdict.categories, verdict.score.basis_points());
        let quote = Quote {
            time: event.time.china_text(),
            person: event.person.name.clone(),
            number: event.number.as_ref().map(|number| number.as_shown().to_owned()),
            words: text.to_owned(),
            source: id_of(&event.sightings.first().map_or(Source::Manual, |seen| seen.source)),
            categories: verdict.categories.iter().copied().filter(|category| category.is_conduct()).collect(),
            no,
            weight,
            kind: match &event.body {
                Body::Message(message) if message.channel == Channel::Sms => QuoteKind::Sms,
                Body::Note(_) => QuoteKind::Note,
                _ => QuoteKind::Message,
            },
        };
        self.quotes.push((weight, quote));
        if self.quotes.len() > 2 * QUOTES_KEPT {
            sort_quotes(&mut self.quotes);
            self.quotes.truncate(QUOTES_KEPT);
        }
    }
}

/// Several kinds of conduct in one message weigh more than one that is certain.
fn weight(categories: &[Category], score: u16) -> u16 {
    let kinds = categories.iter().filter(|category| category.is_conduct()).count();
    u16::try_from(kinds).unwrap_or(u16::MAX).saturating_mul(2_000).saturating_add(score)
}

fn sort_quotes(quotes: &mut Vec<(u16, Quote)>) {
    quotes.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.time.cmp(&other.time)));
    let mut seen = BTreeSet::new();
    quotes.retain(|(_, quote)| seen.insert(quote.words.clone()));
}

/// The best quotes, first one of every kind of conduct, then the heaviest; printed in the order of time.
fn best_quotes(mut quotes: Vec<(u16, Quote)>) -> Vec<Quote> {
    const PRINTED: usize = 5;
    sort_quotes(&mut quotes);
    let mut kinds: BTreeSet<Category> = BTreeSet::new();
    let (mut first, mut rest): (Vec<Quote>, Vec<Quote>) = (Vec::new(), Vec::new());
    for (_, quote) in quotes {
        let fresh = quote.categories.iter().any(|category| !kinds.contains(category));
        kinds.extend(quote.categories.iter().copied());
        if fresh { first.push(quote) } else { rest.push(quote) }
    }
    first.append(&mut rest);
    first.truncate(PRINTED);
    first.sort_by(|one, other| one.time.cmp(&other.time));
    first
}

fn number_rows(numbers: BTreeMap<NumberKey, Number>) -> Vec<NumberRow> {
    let mut rows: Vec<Number> = numbers.into_values().collect();
    let total = |number: &Number| number.row.calls + number.row.messages;
    rows.sort_by(|one, other| {
        total(other)
            .cmp(&total(one))
            .then(one.first.cmp(&other.first))
            .then(one.row.number.cmp(&other.row.number))
    });
    rows.into_iter().map(|number| number.row).collect()
}

/// What a message calls itself: the words in 【】 at its start or end.
fn signature(text: &str) -> Option<String> {
    let text = text.trim();
    let inner = match text.strip_prefix('【') {
        Some(rest) => rest.split_once('】').map(|(name, _)| name),
        None => text.strip_suffix('】').and_then(|rest| rest.rsplit_once('【')).map(|(_, name)| name),
    }?;
    (!inner.is_empty() && inner.chars().count() <= 20).then(|| inner.to_owned())
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn a_signature_is_what_the_message_calls_itself() {
        assert_eq!(signature("【云川银行】您的账单").as_deref(), Some("云川银行"));
        assert_eq!(signature("请尽快还款【速来贷】 ").as_deref(), Some("速来贷"));
        assert_eq!(signature("没有签名"), None);
        assert_eq!(signature("【】空的"), None);
    }
}
