//! Paper 5: messages in the form that courts accept: content, sender and receiver, time, place of storage.

use super::event_list::sim;
use super::{Dossier, message_anchor, part, plain};
use crate::csv::number_of;
use crate::words::words;
use dunlog_model::{Body, Evidence, StoredEvent, Verdict};
use dunlog_typeset::{Align, Block, Cell, Column, Form, Line, Press, Span, Style, Table};
use std::io;

/// From this difference on, the time of the network is noted beside that of the phone.
const NOTED_MS: u64 = 60_000;

pub(super) fn write(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("extracts", id);
    press.put(part("extracts", word("title"), Form::Annex, true))?;
    press.put(Block::Title(word("title").to_owned()))?;
    press.put(Block::Note(plain(word("note"))))?;
    if dossier.facts.messages_listed == 0 {
        return press.put(Block::Note(plain(word("empty"))));
    }
    press.put(Block::Table(Table {
        columns: vec![
            Column::new(say.word("events", "no"), 7).aligned(Align::Centre),
            Column::new(word("time"), 13),
            Column::new(word("receiver"), 9),
            Column::new(word("sender"), 15),
            Column::new(word("text"), 44),
            Column::new(word("place"), 12),
        ],
        row_heads: false,
    }))?;
    dossier.for_each_listed(&mut |no, event| {
        if matches!(event.body, Body::Message(_)) {
            press.put(Block::Anchor(message_anchor(no)))?;
            press.put(Block::Row(row(dossier, no, event)))?;
        }
        Ok(())
    })?;
    press.put(Block::EndTable)
}

fn row(dossier: &Dossier<'_>, no: u64, event: &StoredEvent) -> Vec<Cell> {
    let say = dossier.say();
    let mut time = event.time.china_text();
    if let Some(sent) = event.sent.filter(|sent| sent.ms().abs_diff(event.time.ms()) >= NOTED_MS) {
        time.push('\n');
        time.push_str(&say.text("extracts", "sent", &[("time", &sent.china_text())]));
    }
    let mut receiver = event.person.name.clone();
    if let Some(sim) = sim(event) {
        receiver.push('\n');
        receiver.push_str(&say.text("events", "sim", &[("sim", &sim)]));
    }
    let text = if event.redacted {
        plain(say.word("events", "redacted"))
    } else {
        marked(event.body.text().unwrap_or_default(), event.verdict.as_ref())
    };
    let mut places: Vec<String> = Vec::new();
    for seen in &event.sightings {
        let place = words().source(seen.source, say.0);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    vec![
        Cell::text(no.to_string()),
        Cell::text(time),
        Cell::text(receiver),
        Cell::text(number_of(dossier.case, event)),
        Cell::of(text),
        Cell::of(vec![Span::styled(places.join("\n"), Style::Small)]),
    ]
}

/// The text with the words underlined on which the suspicion rests. Overlapping quotes are joined.
fn marked(text: &str, verdict: Option<&Verdict>) -> Line {
    let mut spans: Vec<(u32, u32)> = verdict
        .into_iter()
        .flat_map(Verdict::telling)
        .filter_map(|reason| match &reason.evidence {
            Evidence::Quote { start, end, .. } => Some((*start, *end)),
            Evidence::Fact { .. } => None,
        })
        .collect();
    spans.sort_unstable();
    let mut line = Line::new();
    let mut chars = text.chars();
    let mut at = 0;
    for (start, end) in spans {
        let (start, end) = (start.max(at), end.max(at));
        let before: String = chars.by_ref().take((start - at) as usize).collect();
        let quoted: String = chars.by_ref().take((end - start) as usize).collect();
        push(&mut line, before, Style::Plain);
        push(&mut line, quoted, Style::Underlined);
        at = end;
    }
    push(&mut line, chars.collect(), Style::Plain);
    line
}

fn push(line: &mut Line, text: String, style: Style) {
    if !text.is_empty() {
        line.push(Span::styled(text, style));
    }
}
