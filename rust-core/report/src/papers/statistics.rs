//! The head of the list of events: when, from which numbers, and how the counts stand to the limits of the day.

use super::{Dossier, plain};
use crate::summary::NumberRow;
use crate::words::words;
use dunlog_law::pack;
use dunlog_model::CivilDate;
use dunlog_typeset::{Align, Bars, Block, Cell, Column, Grid, Press, Span, Style, Table};
use std::io;

/// Days that one picture of days and hours holds; a longer course is shown by weekday and week.
const DAYS_IN_GRID: i32 = 31;
/// Days that one picture of days holds.
const DAYS_IN_BARS: i32 = 120;

/// The name of the table of numbers.
pub(super) const NUMBERS_ANCHOR: &str = "numbers";

pub(super) fn write(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    press.put(Block::Heading { level: 1, text: say.word("events", "statistics").to_owned() })?;
    pictures(dossier, press)?;
    press.put(Block::Anchor(NUMBERS_ANCHOR.to_owned()))?;
    press.put(Block::Heading { level: 1, text: say.word("events", "numbers").to_owned() })?;
    numbers(dossier, &dossier.facts.all.numbers, press)?;
    press.put(Block::Heading { level: 1, text: say.word("events", "limits").to_owned() })?;
    limits(dossier, press)
}

fn pictures(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let hours = &dossier.facts.hours;
    let (Some((first, _)), Some((last, _))) = (hours.first_key_value(), hours.last_key_value()) else {
        return press.put(Block::Note(plain(say.word("summary", "span_none"))));
    };
    let (first, last) = (first.0, last.0);
    let names = || (0..24).map(|hour: u32| hour.to_string()).collect::<Vec<_>>();
    if last - first < DAYS_IN_GRID {
        let rows = (first..=last)
            .map(|day| {
                (
                    short_day(CivilDate(day)),
                    hours.get(&CivilDate(day)).map_or_else(|| vec![0; 24], |counts| counts.to_vec()),
                )
            })
            .collect();
        let caption = say.word("events", "hours").to_owned();
        return press.put(Block::Grid(Grid { caption, columns: names(), rows }));
    }
    let mut weekdays = vec![vec![0_u32; 24]; 7];
    for (day, counts) in hours {
        // Day 0 of the count, 1970-01-01, was a Thursday.
        let weekday = usize::try_from((day.0 + 3).rem_euclid(7)).unwrap_or_default();
        if let Some(row) = weekdays.get_mut(weekday) {
            row.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
    let rows = WEEKDAYS.iter().map(|id| say.word("weekday", id).to_owned()).zip(weekdays).collect();
    let caption = say.word("events", "weekdays").to_owned();
    press.put(Block::Grid(Grid { caption, columns: names(), rows }))?;
    let step = if last - first < DAYS_IN_BARS { 1 } else { 7 };
    let mut bars: Vec<(String, u32)> = Vec::new();
    let mut day = first;
    while day <= last {
        let count = hours.range(CivilDate(day)..CivilDate(day + step)).flat_map(|(_, hours)| hours).sum();
        bars.push((CivilDate(day).to_string(), count));
        day += step;
    }
    let caption = say.word("events", if step == 1 { "days" } else { "weeks" }).to_owned();
    press.put(Block::Bars(Bars { caption, bars }))
}

/// From Monday.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The day of a time; the list of events has the second.
fn day(time: &str) -> &str {
    time.split(' ').next().unwrap_or(time)
}

/// Month and day.
fn short_day(day: CivilDate) -> String {
    let (_, month, day) = day.year_month_day();
    format!("{month:02}-{day:02}")
}

fn numbers(dossier: &Dossier<'_>, rows: &[NumberRow], press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("events", id);
    if rows.is_empty() {
        return press.put(Block::Note(plain(say.word("common", "none"))));
    }
    let count = |id| Column::new(word(id), 9).aligned(Align::Right);
    press.put(Block::Table(Table {
        columns: vec![
            Column::new(word("number"), 27),
            count("calls"),
            count("answered"),
            count("messages"),
            count("night"),
            count("people"),
            Column::new(word("first"), 14),
            Column::new(word("last"), 14),
        ],
        row_heads: false,
    }))?;
    for row in rows {
        let mut number = plain(row.number.as_str());
        if !row.claims.is_empty() {
            let claims = row.claims.join(say.word("common", "and"));
            number.push(Span::styled(format!("\n{} {claims}", word("claims")), Style::Small));
        }
        let mut cells = vec![Cell::of(number)];
        let counts = [row.calls, row.answered, row.messages, row.night, row.persons as u64];
        cells.extend(counts.iter().map(|count| Cell::text(count.to_string())));
        cells.push(Cell::text(day(&row.first)));
        cells.push(Cell::text(day(&row.last)));
        press.put(Block::Row(cells))?;
    }
    press.put(Block::EndTable)
}

/// What each limit rests on, with the level of the text: a standard and self-regulation are not law.
fn limits(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("events", id);
    let hits = &dossier.facts.all.limits;
    if hits.is_empty() {
        press.put(Block::Note(plain(word("limits_none"))))?;
        return press.put(Block::Note(plain(word("limits_note"))));
    }
    press.put(Block::Table(Table {
        columns: vec![
            Column::new(word("limit"), 24),
            Column::new(word("basis"), 50),
            Column::new(word("times"), 12).aligned(Align::Centre),
            Column::new(word("span"), 14),
        ],
        row_heads: false,
    }))?;
    for hit in hits {
        let basis = pack().rule(&hit.rule).map_or_else(Vec::new, |rule| {
            let english = say.0 == crate::words::Lang::En;
            let mut small = format!("\n{}", if english { rule.level.en() } else { rule.level.zh() });
            if !rule.scope.is_empty() {
                small.push_str(word("semicolon"));
                small.push_str(&say.text(
                    "events",
                    "scope",
                    &[("scope", &words().get("scope", &rule.scope, say.0))],
                ));
            }
            if !rule.verbatim {
                small.push_str(word("semicolon"));
                small.push_str(word("summary_key"));
            }
            let wording = if english { rule.wording_en() } else { rule.wording_zh() };
            vec![Span::text(wording), Span::styled(small, Style::Small)]
        });
        press.put(Block::Row(vec![
            Cell::text(words().get("limit", hit.kind, say.0)),
            Cell::of(basis),
            Cell::text(format!("{} / {}", hit.contacts, hit.days)),
            Cell::text(format!("{}\n{}", day(&hit.first), day(&hit.last))),
        ]))?;
    }
    press.put(Block::EndTable)?;
    press.put(Block::Note(plain(word("limits_note"))))
}
