//! `dunlog list`: events, oldest first.

use crate::Outcome;
use crate::args::{Args, List};
use crate::fail::Failure;
use crate::output::Output;
use dunlog_engine::{Engine, Filter, words};
use dunlog_model::{Body, Label, StoredEvent, own_csv};
use serde_json::{Value, json};

pub(crate) fn run(args: &Args, list: &List, output: &mut Output) -> Result<Outcome, Failure> {
    let engine = Engine::open(&args.db)?;
    let label = list
        .label
        .as_deref()
        .map(|id| Label::from_id(id).ok_or(Failure::coded("no_such_label")))
        .transpose()?;
    let filter = filter(&engine, list)?;
    let mut shown = Vec::new();
    let mut more = false;
    let stop = engine.for_each_event::<Stop>(&filter, |event| {
        if label.is_some_and(|label| event.verdict.as_ref().map(|verdict| verdict.label) != Some(label)) {
            return Ok(());
        }
        if list.limit > 0 && shown.len() as u64 >= list.limit {
            more = true;
            return Err(Stop::Enough);
        }
        shown.push(event);
        Ok(())
    });
    if let Err(Stop::Failed(error)) = stop {
        return Err(error.into());
    }
    for event in &shown {
        let line = line(event, output);
        output.line(&line)?;
    }
    if shown.is_empty() {
        output.say("empty_list", &[])?;
    } else if more {
        output.say("more", &[("limit", &list.limit.to_string())])?;
    }
    let events: Vec<Value> = shown.iter().map(|event| dunlog_engine::record(event, false)).collect();
    output.object(&json!({ "events": events, "more": more }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

enum Stop {
    Enough,
    Failed(dunlog_engine::Error),
}

impl From<dunlog_engine::Error> for Stop {
    fn from(error: dunlog_engine::Error) -> Self {
        Self::Failed(error)
    }
}

fn filter(engine: &Engine, list: &List) -> Result<Filter, Failure> {
    let person = match &list.person {
        None => None,
        Some(name) => {
            let known = engine.persons()?.into_iter().find(|person| person.name == *name);
            Some(known.ok_or(Failure::coded("no_such_person"))?.id)
        }
    };
    Ok(Filter {
        from: list.from.and_then(|day| day.start().ok()),
        to: list.to.and_then(|day| dunlog_model::CivilDate(day.0 + 1).start().ok()),
        person,
        number: list.number.clone(),
        text: list.text.clone(),
        ..Filter::default()
    })
}

fn line(event: &StoredEvent, output: &Output) -> String {
    let label = event.verdict.as_ref().map_or("—", |verdict| words().label(verdict.label, output.lang));
    let number = event.number.as_ref().map_or("—", |number| number.as_shown());
    let text: String = match &event.body {
        Body::Call(call) => match (call.talk_seconds(), call.ring_seconds()) {
            (Some(seconds), _) => format!("通话 {seconds} 秒"),
            (None, Some(seconds)) if seconds > 0 => format!("振铃 {seconds} 秒"),
            _ => String::new(),
        },
        body => body.text().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let text: String = text.chars().take(60).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    format!(
        "{:>6}  {}  {}  {}{}  {}  {}  {}",
        event.id.0,
        event.time.china_text(),
        event.person.name,
        own_csv::kind_word(&event.body),
        own_csv::result_word(&event.body),
        number,
        label,
        text
    )
    .trim_end()
    .to_owned()
}
