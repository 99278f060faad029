//! Verdicts for the whole log: in the order of time, each event with the history that led to it.
//!
//! First it is found out which numbers collect, from the words of all texts: what a number writes on Tuesday says
//! who called on Monday. Then every event is judged with that knowledge and with the counts up to its moment.
//!
//! The log is judged day by day, so that a million events need no more memory than the busiest day. Only
//! verdicts that differ from the newest stored one are written: judging twice writes nothing.

use crate::engine::Engine;
use crate::error::Result;
use dunlog_classify::{Classifier, Contact, ContactKind, Facts, History, Input, InputKind, tells_of_number};
use dunlog_ledger::Filter;
use dunlog_model::{
    Body, CallType, CivilDate, Direction, EventId, Label, NoteKind, StoredEvent, Timestamp, Verdict,
};
use serde::Serialize;

/// What judging did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct JudgeReport {
    /// Events that were judged.
    pub judged: u64,
    /// Verdicts that were new or different and were written.
    pub changed: u64,
    /// The rule set.
    pub ruleset: String,
}

impl Engine {
    /// Judges every event. `progress` is told the number of events that are done.
    pub fn judge(&mut self, progress: impl FnMut(u64)) -> Result<JudgeReport> {
        self.judge_since(None, progress)
    }

    /// Judges the day of `from` in China and later ones, as [`Engine::judge`] would, if everything older has its
    /// verdicts. For a phone that has just logged one event.
    pub fn judge_newest(&mut self, from: Timestamp) -> Result<JudgeReport> {
        self.judge_since(Some(from.china_date()), |_| ())
    }

    fn judge_since(
        &mut self,
        since: Option<CivilDate>,
        mut progress: impl FnMut(u64),
    ) -> Result<JudgeReport> {
        let classifier = Classifier::bundled();
        let mut report = JudgeReport { ruleset: classifier.ruleset().to_owned(), ..JudgeReport::default() };
        let mut history = self.collecting_numbers(classifier)?;
        if let Some(since) = since {
            self.recall(&mut history, since)?;
        }
        let mut day = self.ledger.first_day_from(since)?;
        while let Some(date) = day {
            self.stop.check("judge.day")?;
            let changed = self.judge_day(classifier, &mut history, date, &mut report)?;
            if !changed.is_empty() {
                report.changed += changed.len() as u64;
                self.ledger.add_verdicts(&changed)?;
            }
            progress(report.judged);
            day = self.ledger.first_day_from(Some(CivilDate(date.0 + 1)))?;
        }
        Ok(report)
    }

    /// A history that knows which numbers collect, by their words alone.
    fn collecting_numbers(&self, classifier: &Classifier) -> Result<History> {
        let mut history = History::new();
        let filter = Filter { without_raw: true, ..Filter::default() };
        self.ledger.for_each_event::<dunlog_ledger::Error>(&filter, |event| {
            if let (Some(number), Some(text), Direction::In) =
                (&event.number, event.body.text(), event.direction)
            {
                let facts = Facts { is_named: is_named(&event), ..Facts::default() };
                let (kind, role) = (input_kind(&event.body), event.person.role);
                let input = Input { text: Some(text), kind, number: Some(number), role, facts };
                let verdict = classifier.classify(&input);
                if tells_of_number(&verdict) {
                    history.expect(number.key(), verdict.label);
                }
            }
            Ok(())
        })?;
        Ok(history)
    }

    /// Adds what was before a day, with the verdicts that were given then.
    fn recall(&self, history: &mut History, before: CivilDate) -> Result<()> {
        let filter = Filter { to: before.start().ok(), without_raw: true, ..Filter::default() };
        self.ledger.for_each_event::<dunlog_ledger::Error>(&filter, |event| {
            if let Some(contact) = judged_contact(&event) {
                history.push(contact, event.verdict.and_then(|verdict| telling_label(&verdict)));
            }
            Ok(())
        })?;
        Ok(())
    }

    fn judge_day(
        &self,
        classifier: &Classifier,
        history: &mut History,
        date: CivilDate,
        report: &mut JudgeReport,
    ) -> Result<Vec<(EventId, Verdict)>> {
        let filter = Filter {
            from: date.start().ok(),
            to: CivilDate(date.0 + 1).start().ok(),
            without_raw: true,
            ..Filter::default()
        };
        let mut changed = Vec::new();
        self.ledger.for_each_event::<dunlog_ledger::Error>(&filter, |event| {
            if let Some(verdict) = judge_event(classifier, history, &event) {
                report.judged += 1;
                if event.verdict.as_ref() != Some(&verdict) {
                    changed.push((event.id, verdict));
                }
            }
            Ok(())
        })?;
        Ok(changed)
    }
}

/// Judges one event and adds it to the history.
fn judge_event(classifier: &Classifier, history: &mut History, event: &StoredEvent) -> Option<Verdict> {
    let contact = judged_contact(event)?;
    if contact.kind == ContactKind::StopRequest {
        history.push(contact, None);
        return None;
    }
    let facts = Facts { forbidden_hours: is_forbidden_hour(event), ..history.facts(&contact) };
    let verdict = classifier.classify(&Input {
        text: event.body.text(),
        kind: input_kind(&event.body),
        number: event.number.as_ref(),
        role: event.person.role,
        facts,
    });
    history.push(contact, telling_label(&verdict));
    Some(verdict)
}

/// The label that the history may learn a number by.
fn telling_label(verdict: &Verdict) -> Option<Label> {
    tells_of_number(verdict).then_some(verdict.label)
}

/// What an event is to the history. What the person sent, called or drafted is not judged, and neither is an event
/// whose words were removed.
fn judged_contact(event: &StoredEvent) -> Option<Contact> {
    if event.direction == Direction::Out || event.redacted {
        return None;
    }
    let kind = match &event.body {
        Body::Call(call) => match call.call_type {
            CallType::Answered => ContactKind::Answered,
            CallType::Missed | CallType::Rejected | CallType::Blocked => ContactKind::Unanswered,
            _ => ContactKind::OtherCall,
        },
        Body::Message(_) if event.direction == Direction::In => ContactKind::Message,
        Body::Message(_) => return None,
        Body::Note(note) => match note.note_kind {
            NoteKind::StopRequest => ContactKind::StopRequest,
            NoteKind::Remark | NoteKind::Visit => ContactKind::Note,
            NoteKind::Complaint | NoteKind::Police => return None,
        },
    };
    Some(Contact {
        time: event.time,
        person: event.person.id,
        role: event.person.role,
        number: event.number.as_ref().map(dunlog_model::PhoneNumber::key),
        kind,
        is_named: is_named(event),
    })
}

/// The phone has a name for the other party.
fn is_named(event: &StoredEvent) -> bool {
    event.name.as_ref().is_some_and(|name| !name.trim().is_empty())
}

fn input_kind(body: &Body) -> InputKind {
    match body {
        Body::Call(_) => InputKind::Call,
        Body::Message(_) => InputKind::Sms,
        Body::Note(_) => InputKind::CallLine,
    }
}

fn is_forbidden_hour(event: &StoredEvent) -> bool {
    let channel = match &event.body {
        Body::Call(_) => "call",
        Body::Message(_) => "message",
        Body::Note(note) if note.note_kind == NoteKind::Visit => "visit",
        Body::Note(_) => return false,
    };
    forbids(event.time, event.person.role, channel)
}

pub(crate) fn forbids(time: Timestamp, role: dunlog_model::Role, channel: &str) -> bool {
    dunlog_law::pack().forbids_hour(time, role, channel)
}
