//! `dunlog law`: what may be cited for conduct on a day, with the level of each text.

use crate::Outcome;
use crate::args::Law;
use crate::fail::Failure;
use crate::output::Output;
use dunlog_engine::Lang;
use dunlog_law::{Rule, pack};
use dunlog_model::{Category, Role};
use serde_json::{Value, json};

pub(crate) fn run(law: &Law, output: &mut Output) -> Result<Outcome, Failure> {
    let conduct = law
        .conduct
        .iter()
        .map(|id| {
            Category::from_id(id)
                .filter(|category| category.is_conduct())
                .ok_or(Failure::coded("no_such_conduct"))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let role = Role::from(law.role);
    let everything = law.what.is_some() || (law.on.is_none() && conduct.is_empty());
    let rules =
        if everything { pack().search(None, &[], None) } else { pack().search(law.on, &conduct, Some(role)) };
    for rule in &rules {
        output.line(&line(rule, &conduct, output.lang))?;
    }
    if rules.is_empty() {
        output.say("empty_list", &[])?;
    }
    output
        .object(&json!({ "rules": rules.iter().map(|rule| object(rule, &conduct)).collect::<Vec<_>>() }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

fn line(rule: &Rule, conduct: &[Category], lang: Lang) -> String {
    let until = rule.to().map_or_else(String::new, |date| date.to_string());
    let wording = match lang {
        Lang::Zh => rule.wording_zh_for(conduct),
        Lang::En => rule.wording_en_for(conduct),
    };
    let quote =
        if rule.verbatim { format!("“{}”", rule.key) } else { format!("（摘要）{}", rule.key) };
    let only_if = match lang {
        _ if rule.only_if.is_empty() => String::new(),
        Lang::Zh => format!("\n    仅当：{}", rule.only_if),
        Lang::En => format!("\n    only if: {}", rule.only_if),
    };
    let scope = match lang {
        _ if rule.scope.is_empty() => String::new(),
        Lang::Zh => format!("\n    适用范围：{}", rule.scope),
        Lang::En => format!("\n    scope: {}", rule.scope),
    };
    format!(
        "{}  [{}]  {}—{until}\n    {wording}\n    {quote}{scope}{only_if}",
        rule.id,
        rule.level.zh(),
        rule.from()
    )
}

fn object(rule: &Rule, conduct: &[Category]) -> Value {
    json!({
        "id": rule.id,
        "level": rule.level.id(),
        "title": rule.title,
        "articles": rule.articles,
        "from": rule.from().to_string(),
        "to": rule.to().map(|date| date.to_string()),
        "wording": rule.wording_zh_for(conduct),
        "key": rule.key,
        "verbatim": rule.verbatim,
        "scope": rule.scope,
        "conduct": rule.conduct().collect::<Vec<_>>(),
        "applies_to": rule.applies_to,
        "only_if": rule.only_if,
        "source": rule.source,
        "confidence": rule.confidence,
        "dated": rule.dated,
    })
}
