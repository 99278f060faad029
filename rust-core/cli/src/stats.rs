//! `dunlog stats`: the numbers of the first page, in the terminal.

use crate::Outcome;
use crate::args::Args;
use crate::fail::Failure;
use crate::output::Output;
use dunlog_engine::{Engine, Lang, Options, Summary, words};
use dunlog_model::Label;
use serde_json::json;

/// Numbers that are shown; the export has all of them.
const NUMBERS_SHOWN: usize = 10;

pub(crate) fn run(args: &Args, output: &mut Output) -> Result<Outcome, Failure> {
    let summary = Engine::open(&args.db)?.summary(Options::default())?;
    for line in lines(&summary, output.lang) {
        output.line(&line)?;
    }
    output.object(&json!({ "summary": summary }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

pub(crate) fn lines(summary: &Summary, lang: Lang) -> Vec<String> {
    let mut lines = people(summary, lang);
    lines.extend(span(summary, lang));
    lines.extend(labels(summary, lang));
    lines.extend(limits(summary, lang));
    lines.extend(numbers(summary, lang));
    lines
}

fn people(summary: &Summary, lang: Lang) -> Vec<String> {
    let head = pick(lang, "人员", "People");
    let mut lines = vec![format!("{head}：{}", summary.persons.len())];
    for person in &summary.persons {
        let role = words().role(person.role, lang);
        lines.push(match lang {
            Lang::Zh => format!(
                "  {}（{role}）记录 {}，疑似骚扰 {}，催收提醒 {}",
                person.name, person.events, person.harassment, person.reminders
            ),
            Lang::En => format!(
                "  {} ({role}): {} events, {} suspected harassment, {} reminders",
                person.name, person.events, person.harassment, person.reminders
            ),
        });
    }
    lines
}

fn span(summary: &Summary, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(first), Some(last)) = (&summary.first, &summary.last) {
        lines.push(match lang {
            Lang::Zh => format!("催收联系：{first} 至 {last}，{} 天有联系", summary.days),
            Lang::En => format!("Collection contacts: {first} to {last}, on {} days", summary.days),
        });
    }
    lines.push(match lang {
        Lang::Zh => format!(
            "  通话 {}（接听 {}），信息 {}，号码 {} 个，夜间 {}，联系非债务人 {} 人 {} 次",
            summary.calls, summary.answered, summary.messages, summary.numbers_total, summary.night,
            summary.third_parties, summary.third_party_contacts
        ),
        Lang::En => format!(
            "  {} calls ({} answered), {} messages, {} numbers, {} at night, {} people who do not owe contacted {} times",
            summary.calls, summary.answered, summary.messages, summary.numbers_total, summary.night,
            summary.third_parties, summary.third_party_contacts
        ),
    });
    if let Some(day) = &summary.worst_day {
        lines.push(match lang {
            Lang::Zh => format!(
                "最多的一天：{}，通话 {}，信息 {}，号码 {} 个，{} 人",
                day.date, day.calls, day.messages, day.numbers, day.persons
            ),
            Lang::En => format!(
                "Worst day: {}, {} calls, {} messages, {} numbers, {} people",
                day.date, day.calls, day.messages, day.numbers, day.persons
            ),
        });
    }
    lines
}

fn labels(summary: &Summary, lang: Lang) -> Vec<String> {
    let counts: Vec<String> = Label::ALL
        .into_iter()
        .filter_map(|label| summary.by_label.get(label.id()).map(|count| (label, count)))
        .map(|(label, count)| format!("{} {count}", words().label(label, lang)))
        .collect();
    let conduct: Vec<String> = summary
        .by_category
        .iter()
        .map(|(id, count)| format!("{} {count}", words().get("category", id, lang)))
        .collect();
    vec![
        format!("{}：{}", pick(lang, "类别", "Labels"), counts.join("，")),
        format!("{}：{}", pick(lang, "疑似情形", "Suspected conduct"), conduct.join("，")),
    ]
}

fn limits(summary: &Summary, lang: Lang) -> Vec<String> {
    let mut lines = vec![format!("{}：", pick(lang, "超出的限度（疑似）", "Limits exceeded (suspected)"))];
    for hit in &summary.limits {
        let kind = words().get("limit", hit.kind, lang);
        lines.push(match lang {
            Lang::Zh => format!("  {kind}：{} 次，{} 天（{}）", hit.contacts, hit.days, hit.rule),
            Lang::En => format!("  {kind}: {} times on {} days ({})", hit.contacts, hit.days, hit.rule),
        });
    }
    if summary.limits.is_empty() {
        lines.push(format!("  {}", pick(lang, "没有", "none")));
    }
    lines
}

fn numbers(summary: &Summary, lang: Lang) -> Vec<String> {
    let mut lines = vec![format!("{}：", pick(lang, "号码（次数最多的）", "Numbers (most contacts)"))];
    for row in summary.numbers.iter().take(NUMBERS_SHOWN) {
        let claims =
            if row.claims.is_empty() { String::new() } else { format!("  {}", row.claims.join("、")) };
        lines.push(match lang {
            Lang::Zh => format!(
                "  {}  通话 {}，接听 {}，信息 {}，夜间 {}{claims}",
                row.number, row.calls, row.answered, row.messages, row.night
            ),
            Lang::En => format!(
                "  {}  {} calls, {} answered, {} messages, {} at night{claims}",
                row.number, row.calls, row.answered, row.messages, row.night
            ),
        });
    }
    lines
}

fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
