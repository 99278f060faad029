//! The first screen: does capture work, what came this week, how does the case stand.

use crate::engine::Engine;
use crate::error::Result;
use dunlog_ledger::Filter;
use dunlog_model::{Body, CivilDate, Direction, Source, StoredEvent, Timestamp};
use dunlog_report::Options;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HomeRequest {
    now_ms: Timestamp,
}

/// The last seven local days, today included.
#[derive(Default, Serialize)]
struct Week {
    calls: u64,
    messages: u64,
    by_label: BTreeMap<&'static str, u64>,
    not_judged: u64,
}

/// Of the incoming calls or messages that the phone itself keeps a record of: how many were also seen live.
#[derive(Default, Serialize)]
struct Witnessed {
    live: u64,
    store_only: u64,
}

/// Everything on the first screen in one answer.
pub(crate) fn home(engine: &Engine, request: &HomeRequest) -> Result<Value> {
    let from = CivilDate(request.now_ms.china_date().0 - 6).start().ok();
    let (mut week, mut calls, mut messages) = (Week::default(), Witnessed::default(), Witnessed::default());
    let filter = Filter { from, to: Some(request.now_ms.plus_ms(1)), without_raw: true, ..Filter::default() };
    engine.for_each_event::<crate::Error>(&filter, |event| {
        match &event.body {
            Body::Call(_) if event.direction == Direction::In => {
                week.calls += 1;
                calls.add(&event, Source::CallLog);
            }
            Body::Message(_) if event.direction == Direction::In => {
                week.messages += 1;
                messages.add(&event, Source::SmsInbox);
            }
            _ => return Ok(()),
        }
        match &event.verdict {
            Some(verdict) => *week.by_label.entry(verdict.label.id()).or_default() += 1,
            None => week.not_judged += 1,
        }
        Ok(())
    })?;
    Ok(json!({
        "sources": sources(engine)?,
        "week": { "from_ms": from, "counts": week },
        "witnessed": { "calls": calls, "messages": messages },
        "persons": engine.persons()?,
        "case": engine.summary(Options::default())?,
    }))
}

impl Witnessed {
    /// Imported records say nothing about whether capture works on this phone, and are not counted.
    fn add(&mut self, event: &StoredEvent, store: Source) {
        if event.sightings.iter().any(|seen| seen.source.is_live()) {
            self.live += 1;
        } else if event.sightings.iter().any(|seen| seen.source == store) {
            self.store_only += 1;
        }
    }
}

fn sources(engine: &Engine) -> Result<Vec<Value>> {
    let one = |seen: dunlog_ledger::SourceSeen| {
        json!({
            "source": seen.source,
            "events": seen.events,
            "last_ms": seen.time_ms,
            "recorded_ms": seen.recorded_ms,
            "live": seen.source.is_live(),
        })
    };
    Ok(engine.sources()?.into_iter().map(one).collect())
}
