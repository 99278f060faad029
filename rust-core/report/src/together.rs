//! One number that reaches several people within ten minutes: what only the phones of a whole family can show.

use crate::summary::Together;
use dunlog_model::{NumberKey, StoredEvent, Timestamp};
use std::collections::{BTreeMap, VecDeque};

/// The span that is looked at.
const SPAN_MS: i64 = 10 * 60 * 1000;

#[derive(Default)]
pub(crate) struct TogetherTally {
    numbers: BTreeMap<NumberKey, Number>,
    times: u64,
}

#[derive(Default)]
struct Number {
    recent: VecDeque<(Timestamp, String)>,
    /// The people of the span that is counted already, so that one round of calls counts once.
    counted_until: Option<Timestamp>,
    most: Together,
}

impl TogetherTally {
    /// Counts a contact. Events come in the order of time.
    pub(crate) fn add(&mut self, event: &StoredEvent) {
        let Some(shown) = &event.number else { return };
        let number = self.numbers.entry(shown.key()).or_default();
        let is_old = |time: &Timestamp| event.time.ms() - time.ms() > SPAN_MS;
        while number.recent.front().is_some_and(|(time, _)| is_old(time)) {
            number.recent.pop_front();
        }
        number.recent.push_back((event.time, event.person.name.clone()));
        let mut persons: Vec<String> = Vec::new();
        for (_, name) in &number.recent {
            if !persons.contains(name) {
                persons.push(name.clone());
            }
        }
        if persons.len() < 2 {
            return;
        }
        if number.counted_until.is_none_or(|until| is_old(&until)) {
            self.times += 1;
            number.counted_until = Some(event.time);
        }
        if persons.len() > number.most.persons.len() {
            let from = number.recent.front().map_or(event.time, |(time, _)| *time);
            number.most = Together { number: shown.as_shown().to_owned(), persons, from: from.china_text() };
        }
    }

    /// Each number's moment with the most people, most people first, and how often it happened in all.
    pub(crate) fn finish(self) -> (Vec<Together>, u64) {
        let mut all: Vec<Together> = self
            .numbers
            .into_values()
            .map(|number| number.most)
            .filter(|most| most.persons.len() > 1)
            .collect();
        all.sort_by(|one, other| {
            other
                .persons
                .len()
                .cmp(&one.persons.len())
                .then(one.from.cmp(&other.from))
                .then(one.number.cmp(&other.number))
        });
        (all, self.times)
    }
}
