//! Until when an answer is due, and until when something must be done.

use crate::channel::{Answer, ChannelId, Unit, channel};
use crate::day::{after, first_of_month, last_of_month, text};
use crate::hand_in::{HandIn, HandInKind};
use dunlog_model::CivilDate;
use serde::Serialize;

/// A deadline within so many days is near.
const SOON_DAYS: i32 = 7;
/// Call details can be had for this month and so many months before.
const BILL_MONTHS: i32 = 5;

/// A day by which something is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// What it is: the id of an answer of the data, `promised`, `police_report_by`, `carrier_bill_4` or `carrier_bill_5`.
    pub what: String,
    /// The channel it belongs to.
    pub channel: ChannelId,
    /// The last day, local in China.
    #[serde(with = "text")]
    pub day: CivilDate,
    /// How it stands.
    pub state: State,
    /// The number of what was handed in, if it has one.
    pub ticket: String,
    /// Id of a rule of the law pack; empty when there is none.
    pub rule: String,
    /// Where it was read, or who promised it.
    pub source: String,
    /// How well it is confirmed; empty for a promise.
    pub confidence: String,
    /// In words.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// How a deadline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The day is over and nothing came.
    Overdue,
    /// Within a week, today included.
    Soon,
    /// Later.
    Open,
    /// Settled.
    Done,
}

/// Every deadline of a case: answers to what was handed in, promises, the six months for the police, and the call
/// details of the operator. `first_event` and `last_event` are the first and the last contact, local days in China.
/// Ordered by day; settled ones are in it, marked so.
pub fn deadlines(
    hand_ins: &[HandIn],
    last_event: Option<CivilDate>,
    first_event: Option<CivilDate>,
    today: CivilDate,
) -> Vec<Deadline> {
    let mut found: Vec<Deadline> = hand_ins
        .iter()
        .flat_map(|step| {
            let answers = channel(&step.channel).into_iter().flat_map(|known| &known.answers);
            let due = answers.filter(|answer| answer.after == step.kind);
            due.map(|answer| of_answer(step, answer, hand_ins, today))
                .chain(of_promise(step, hand_ins, today))
        })
        .collect();
    found.extend(last_event.and_then(|last| of_report(last, hand_ins, today)));
    if let (Some(first), Some(last)) = (first_event, last_event) {
        found.extend(of_bills(first, last, hand_ins, today));
    }
    found.sort_by(|one, other| {
        (one.day, &one.what, &one.ticket).cmp(&(other.day, &other.what, &other.ticket))
    });
    found.dedup();
    found
}

fn of_answer(step: &HandIn, answer: &Answer, all: &[HandIn], today: CivilDate) -> Deadline {
    let day = after(step.date, answer.count, answer.unit);
    let done = all.iter().any(|later| {
        let same =
            later.channel == step.channel && answer.ends.contains(&later.kind) && same_matter(step, later);
        let by_other = later.kind == HandInKind::HandedIn && answer.done_by.contains(&later.channel);
        later.date >= step.date && later != step && (same || by_other)
    });
    let holidays = answer.unit == Unit::WorkingDays;
    let mut zh = format!("{}：{}", name(&step.channel).0, answer.zh);
    let mut en = format!("{}: {}", name(&step.channel).1, answer.en);
    zh.push_str(&format!("（自{}起{}{}", step.date, answer.count, if holidays { "个工作日" } else { "日" }));
    en.push_str(&format!(
        " ({} {}days from {}",
        answer.count,
        if holidays { "working " } else { "" },
        step.date
    ));
    if holidays {
        zh.push_str("，节假日和调休未计入");
        en.push_str(", public holidays and exchanged weekends not counted");
    }
    for (text, scope, comma) in [(&mut zh, &answer.scope_zh, "；"), (&mut en, &answer.scope_en, "; ")] {
        if !scope.is_empty() {
            text.push_str(comma);
            text.push_str(scope);
        }
    }
    zh.push('）');
    en.push(')');
    Deadline {
        what: answer.id.clone(),
        channel: step.channel.clone(),
        day,
        state: state(done, day, today),
        ticket: step.ticket.clone(),
        rule: answer.rule.clone(),
        source: answer.source.clone(),
        confidence: answer.confidence.clone(),
        zh,
        en,
    }
}

fn of_promise(step: &HandIn, all: &[HandIn], today: CivilDate) -> Option<Deadline> {
    let day = step.promised_by?;
    let settles = |later: &HandIn| {
        let answered = matches!(later.kind, HandInKind::Answered | HandInKind::Refused);
        later.channel == step.channel && answered && later != step && same_matter(step, later)
    };
    let done = all.iter().any(|later| later.date >= step.date && settles(later));
    let (zh, en) = name(&step.channel);
    Some(Deadline {
        what: "promised".to_owned(),
        channel: step.channel.clone(),
        day,
        state: state(done, day, today),
        ticket: step.ticket.clone(),
        rule: String::new(),
        source: "经办人的承诺".to_owned(),
        confidence: String::new(),
        zh: format!("{zh}：{}的承诺{}", step.date, spoken("：", &step.promise)),
        en: format!("{en}: promise of {}{}", step.date, spoken(": ", &step.promise)),
    })
}

fn of_report(last: CivilDate, all: &[HandIn], today: CivilDate) -> Option<Deadline> {
    let (day, rule) = dunlog_law::pack().report_by(last);
    let reported = |step: &&HandIn| {
        let kinds = [HandInKind::HandedIn, HandInKind::Accepted, HandInKind::Receipt];
        step.channel.as_str() == "police" && kinds.contains(&step.kind) && step.date <= day
    };
    Some(Deadline {
        what: "police_report_by".to_owned(),
        channel: ChannelId::parse("police")?,
        day,
        state: state(all.iter().any(|step| reported(&step)), day, today),
        ticket: String::new(),
        rule: rule.map(|rule| rule.id.clone()).unwrap_or_default(),
        source: String::new(),
        confidence: rule.map(|rule| rule.confidence.clone()).unwrap_or_default(),
        zh: format!("报警：最近一次行为（{last}）之后六个月内"),
        en: format!("Report to the police: within six months of the last act ({last})"),
    })
}

/// For each month with contacts, as long as its details can be had: in the fourth month after it, and in the fifth.
fn of_bills(first: CivilDate, last: CivilDate, all: &[HandIn], today: CivilDate) -> Vec<Deadline> {
    let bill = ChannelId::parse("carrier_bill");
    let Some((id, limit)) = bill.and_then(|id| Some((id.clone(), channel(&id)?.limits.first()?))) else {
        return Vec::new();
    };
    let oldest = first_of_month(first, 0).max(first_of_month(today, -BILL_MONTHS));
    let mut found = Vec::new();
    let mut month = oldest;
    while month <= last {
        let printed = |step: &HandIn| {
            step.channel == id
                && step.kind == HandInKind::Receipt
                && step.date > last_of_month(month, 0)
                && step.date <= last_of_month(month, BILL_MONTHS)
        };
        let done = all.iter().any(printed);
        let (year, number, _) = month.year_month_day();
        for (what, day) in [
            ("carrier_bill_4", last_of_month(month, BILL_MONTHS - 1)),
            ("carrier_bill_5", last_of_month(month, BILL_MONTHS)),
        ] {
            found.push(Deadline {
                what: what.to_owned(),
                channel: id.clone(),
                day,
                state: state(done, day, today),
                ticket: String::new(),
                rule: limit.rule.clone(),
                source: limit.source.clone(),
                confidence: limit.confidence.clone(),
                zh: format!("打印 {year} 年 {number} 月的通话详单（一般只能查最近 6 个月）"),
                en: format!(
                    "Print the call details of {year}-{number:02} (as a rule the last six months only)"
                ),
            });
        }
        month = first_of_month(month, 1);
    }
    found
}

/// Two steps belong together unless both have a number and these differ.
fn same_matter(one: &HandIn, other: &HandIn) -> bool {
    one.ticket.is_empty() || other.ticket.is_empty() || one.ticket == other.ticket
}

fn state(done: bool, day: CivilDate, today: CivilDate) -> State {
    match day.0.saturating_sub(today.0) {
        _ if done => State::Done,
        ..0 => State::Overdue,
        0..=SOON_DAYS => State::Soon,
        _ => State::Open,
    }
}

fn name(id: &ChannelId) -> (&str, &str) {
    channel(id).map_or((id.as_str(), id.as_str()), |known| (&known.who.zh, &known.who.en))
}

fn spoken(before: &str, promise: &str) -> String {
    if promise.is_empty() { String::new() } else { format!("{before}{promise}") }
}
