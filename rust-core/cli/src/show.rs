//! `dunlog show`: one event with everything that is known about it.

use crate::Outcome;
use crate::args::Args;
use crate::fail::Failure;
use crate::output::Output;
use dunlog_engine::{Engine, Lang, words};
use dunlog_model::{EventId, Evidence, StoredEvent, own_csv};
use serde_json::json;

pub(crate) fn run(args: &Args, id: i64, output: &mut Output) -> Result<Outcome, Failure> {
    let engine = Engine::open(&args.db)?;
    let event = engine.event(EventId(id))?.ok_or(Failure::coded("no_such_event"))?;
    for line in lines(&event, output.lang) {
        output.line(&line)?;
    }
    output.object(&json!({ "event": dunlog_engine::record(&event, false) }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

fn lines(event: &StoredEvent, lang: Lang) -> Vec<String> {
    let zh = lang == Lang::Zh;
    let word = |chinese: &'static str, english: &'static str| if zh { chinese } else { english };
    let mut lines = vec![
        format!("{}  {}", word("时间", "Time"), event.time),
        format!(
            "{}  {}（{}）",
            word("手机", "Phone"),
            event.person.name,
            words().role(event.person.role, lang)
        ),
        format!(
            "{}  {} {}",
            word("方式", "Kind"),
            own_csv::kind_word(&event.body),
            own_csv::result_word(&event.body)
        ),
        format!(
            "{}  {}",
            word("号码", "Number"),
            event.number.as_ref().map_or("—", |number| number.as_shown())
        ),
    ];
    if let Some(text) = event.body.text() {
        lines.push(format!("{}  {text}", word("内容", "Text")));
    }
    if let Some(verdict) = &event.verdict {
        let label = words().label(verdict.label, lang);
        lines.push(format!(
            "{}  {label} {:.2}  [{}]",
            word("疑似", "Verdict"),
            verdict.score.probability(),
            verdict.ruleset
        ));
        for reason in &verdict.reasons {
            let category = words().category(reason.category, lang);
            let evidence = match &reason.evidence {
                Evidence::Quote { quote, .. } => format!("“{quote}”"),
                Evidence::Fact { fact, value } => format!("{fact} = {value}"),
            };
            let text = dunlog_classify::Classifier::bundled().rule_text(&reason.rule);
            let text = text.map_or("", |text| if zh { text.zh } else { text.en });
            lines.push(format!("  - {} {category}：{evidence}  {text}", reason.rule));
        }
    }
    for seen in &event.sightings {
        lines.push(format!(
            "{}  {}  {}  #{}",
            word("来源", "Source"),
            words().source(seen.source, lang),
            seen.time,
            seen.seq
        ));
        lines.push(format!("  {}", seen.raw));
    }
    lines
}
