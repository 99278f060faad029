//! Which countable limits of conduct were exceeded, by the law data of each event's own day.
//!
//! Counts are made per number, because a number is all that is seen: several numbers of one collector are
//! several counts, so a count here is never larger than what happened.

use crate::relevance::{channel, is_collection, is_contact};
use dunlog_law::{Limit, LimitKind, pack};
use dunlog_model::{
    Body, CallType, CivilDate, Direction, NoteKind, NumberKey, PersonId, Role, StoredEvent, Timestamp,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One limit and how often it was exceeded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LimitHit {
    /// Id of the limit.
    pub limit: String,
    /// Id of the rule behind it.
    pub rule: String,
    /// Kind of limit, for its words.
    pub kind: &'static str,
    /// Contacts beyond the limit.
    pub contacts: u64,
    /// Local days on which that happened.
    pub days: usize,
    /// The largest count of one day, where the limit counts days.
    pub most_in_a_day: u64,
    /// First such moment, local time.
    pub first: String,
    /// Last such moment, local time.
    pub last: String,
}

/// Collects contacts in the order of time.
#[derive(Default)]
pub(crate) struct LimitTally {
    hits: BTreeMap<String, Hit>,
    answered: BTreeMap<(PersonId, NumberKey), (CivilDate, u64)>,
    unanswered: BTreeMap<(PersonId, NumberKey), (CivilDate, u64)>,
    asked_to_stop: BTreeSet<PersonId>,
}

struct Hit {
    contacts: u64,
    days: BTreeMap<CivilDate, u64>,
    first: Timestamp,
    last: Timestamp,
}

impl LimitTally {
    pub(crate) fn add(&mut self, event: &StoredEvent) {
        if let Body::Note(note) = &event.body
            && note.note_kind == NoteKind::StopRequest
        {
            self.asked_to_stop.insert(event.person.id);
        }
        let is_visit = channel(&event.body) == "visit";
        if event.direction == Direction::Out || !(is_visit || (is_contact(event) && is_collection(event))) {
            return;
        }
        let today = event.time.china_date();
        let answered = count(&mut self.answered, event, today, |call| call == CallType::Answered);
        let unanswered = count(&mut self.unanswered, event, today, |call| {
            matches!(call, CallType::Missed | CallType::Rejected | CallType::Blocked)
        });
        for limit in pack().limits().iter().filter(|limit| limit.holds(today, event.person.role)) {
            let beyond = match &limit.kind {
                window @ LimitKind::ForbiddenWindow { .. } => {
                    window.forbids_hour(channel(&event.body), event.time.china_second())
                }
                LimitKind::MaxAnsweredPerDay { count } => answered > u64::from(*count),
                LimitKind::MaxUnansweredPerDay { count } => unanswered > u64::from(*count),
                LimitKind::ThirdPartyDemand { .. } => event.person.role == Role::ThirdParty,
                LimitKind::AfterRefusal { .. } => self.asked_to_stop.contains(&event.person.id),
            };
            if beyond {
                self.hit(limit, event.time);
            }
        }
    }

    /// The limits that were exceeded, in the order of the data file.
    pub(crate) fn finish(self) -> Vec<LimitHit> {
        let hits = &self.hits;
        pack()
            .limits()
            .iter()
            .filter_map(|limit| {
                let hit = hits.get(&limit.id)?;
                Some(LimitHit {
                    limit: limit.id.clone(),
                    rule: limit.rule.clone(),
                    kind: kind_id(&limit.kind),
                    contacts: hit.contacts,
                    days: hit.days.len(),
                    most_in_a_day: hit.days.values().copied().max().unwrap_or_default(),
                    first: hit.first.china_text(),
                    last: hit.last.china_text(),
                })
            })
            .collect()
    }

    fn hit(&mut self, limit: &Limit, time: Timestamp) {
        let fresh = || Hit { contacts: 0, days: BTreeMap::new(), first: time, last: time };
        let hit = self.hits.entry(limit.id.clone()).or_insert_with(fresh);
        hit.contacts += 1;
        hit.last = time;
        *hit.days.entry(time.china_date()).or_default() += 1;
    }
}

/// The number of calls of this type today from this number, this one included; 0 when it is not such a call.
/// A withheld number is nobody's in particular and is not counted.
fn count(
    calls: &mut BTreeMap<(PersonId, NumberKey), (CivilDate, u64)>,
    event: &StoredEvent,
    today: CivilDate,
    wanted: impl Fn(CallType) -> bool,
) -> u64 {
    let (Body::Call(call), Some(number)) = (&event.body, &event.number) else {
        return 0;
    };
    if !wanted(call.call_type) {
        return 0;
    }
    let entry = calls.entry((event.person.id, number.key())).or_insert((today, 0));
    if entry.0 != today {
        *entry = (today, 0);
    }
    entry.1 += 1;
    entry.1
}

fn kind_id(kind: &LimitKind) -> &'static str {
    match kind {
        LimitKind::ForbiddenWindow { .. } => "forbidden_window",
        LimitKind::MaxAnsweredPerDay { .. } => "max_answered_per_day",
        LimitKind::MaxUnansweredPerDay { .. } => "max_unanswered_per_day",
        LimitKind::ThirdPartyDemand { .. } => "third_party_demand",
        LimitKind::AfterRefusal { .. } => "after_refusal",
    }
}
