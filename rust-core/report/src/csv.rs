//! The table for a spreadsheet: UTF-8 with BOM, RFC 4180, and no cell that a spreadsheet would run.

use crate::case::{Case, Events, Privacy};
use crate::listing::Listing;
use crate::relevance::is_relevant;
use crate::words::{Lang, words};
use dunlog_model::{Body, Evidence, StoredEvent, own_csv};
use std::io::{self, Write};

/// Writes the table.
pub(crate) fn write(case: &Case, events: &dyn Events, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(own_csv::HEADER)?;
    let mut listing = Listing::default();
    events.for_each(&mut |event| {
        let number = listing.no(case, event);
        if number > 0 {
            table.write_record(row(case, number, event))?;
        }
        Ok(())
    })?;
    table.flush()
}

/// The number as shown, masked where the person chose so, or the words for a withheld one.
pub(crate) fn number_of(case: &Case, event: &StoredEvent) -> String {
    match &event.number {
        Some(number) if is_masked(case, event) => number.masked(),
        Some(number) => number.as_shown().to_owned(),
        None if matches!(event.body, Body::Note(_)) || event.redacted => String::new(),
        None => "未显示号码".to_owned(),
    }
}

/// True for a bystander whose number is not shown in this export.
pub fn is_masked(case: &Case, event: &StoredEvent) -> bool {
    case.options.privacy == Privacy::MaskBystanders && !is_relevant(event)
}

fn row(case: &Case, number: u64, event: &StoredEvent) -> Vec<String> {
    let masked = is_masked(case, event);
    let (talk, ring) = match &event.body {
        Body::Call(call) => (call.talk_seconds(), call.ring_seconds()),
        _ => (None, None),
    };
    let seconds = |seconds: Option<u32>| seconds.map_or_else(String::new, |seconds| seconds.to_string());
    let shown = event.number.as_ref().map_or_else(String::new, |_| number_of(case, event));
    let name = if masked { "" } else { event.name.as_deref().unwrap_or_default() };
    let first = event.sightings.first();
    let sources: Vec<String> =
        event.sightings.iter().map(|seen| words().source(seen.source, Lang::Zh)).collect();
    let mut cells = vec![
        number.to_string(),
        own_csv::guard(&event.person.name).into_owned(),
        words().role(event.person.role, Lang::Zh).to_owned(),
        event.time.china_text(),
        event.time.ms().to_string(),
        own_csv::kind_word(&event.body).to_owned(),
        own_csv::direction_word(event.direction).to_owned(),
        own_csv::result_word(&event.body).into_owned(),
        seconds(talk),
        seconds(ring),
        own_csv::number_cell(&shown).into_owned(),
        own_csv::guard(name).into_owned(),
        own_csv::guard(event.sim.as_deref().unwrap_or_default()).into_owned(),
        own_csv::guard(event.body.text().unwrap_or_default()).into_owned(),
    ];
    cells.extend(opinion(event));
    cells.push(sources.join("；"));
    cells.push(first.map_or_else(String::new, |seen| recorded(seen.recorded_ms)));
    cells.push(first.map_or_else(String::new, |seen| seen.seq.to_string()));
    cells.push(event.log.to_string());
    cells
}

/// The four cells of the verdict.
fn opinion(event: &StoredEvent) -> [String; 4] {
    let Some(verdict) = &event.verdict else {
        return Default::default();
    };
    let reasons: Vec<String> = verdict
        .reasons
        .iter()
        .map(|reason| match &reason.evidence {
            Evidence::Quote { quote, .. } => format!("{}“{quote}”", reason.rule),
            Evidence::Fact { fact, value } => format!("{} {fact}={value}", reason.rule),
        })
        .collect();
    [
        words().label(verdict.label, Lang::Zh).to_owned(),
        probability(verdict.score.probability()),
        words().conduct(&verdict.categories, Lang::Zh),
        own_csv::guard(&reasons.join("；")).into_owned(),
    ]
}

/// Four digits after the point, and no zeros at the end, which a spreadsheet would leave out.
fn probability(probability: f64) -> String {
    format!("{probability:.4}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn recorded(ms: i64) -> String {
    dunlog_model::Timestamp::from_ms(ms).map_or_else(|_| String::new(), |time| time.china_text())
}
