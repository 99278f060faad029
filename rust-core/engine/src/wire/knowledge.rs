//! What is known without a log: verdicts on a text or a number, the law, and the words for people.

use crate::error::{Error, Result};
use crate::judge::forbids;
use crate::wire::call::answer;
use crate::wire::event::reason;
use crate::wire::request::invalid;
use dunlog_classify::{Classifier, Facts, Input, InputKind};
use dunlog_law::{Rule, pack};
use dunlog_model::{Category, CivilDate, PhoneNumber, Role, Timestamp, limits::TEXT_BYTES};
use dunlog_report::{Lang, words as word_list};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerdictRequest {
    kind: Kind,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    number: Option<String>,
    #[serde(default)]
    time_ms: Option<Timestamp>,
    #[serde(default)]
    role: Option<Role>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Call,
    Sms,
    CallLine,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LawRequest {
    #[serde(default)]
    on: Option<String>,
    #[serde(default)]
    conduct: Vec<String>,
    #[serde(default)]
    role: Option<Role>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordsRequest {
    lang: Language,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Language {
    Zh,
    En,
}

/// The verdict on one call or text, without a log: only words, number, hour and role speak.
pub(crate) fn verdict(request: &VerdictRequest) -> Result<Value> {
    if request.text.as_ref().is_some_and(|text| text.len() > TEXT_BYTES) {
        return Err(Error::new("too_large", "wire.verdict"));
    }
    let number = request.number.as_deref().and_then(PhoneNumber::from_shown);
    let role = request.role.unwrap_or(Role::Debtor);
    let (kind, channel) = match request.kind {
        Kind::Call => (InputKind::Call, "call"),
        Kind::CallLine => (InputKind::CallLine, "call"),
        Kind::Sms => (InputKind::Sms, "message"),
    };
    let facts = Facts {
        forbidden_hours: request.time_ms.is_some_and(|time| forbids(time, role, channel)),
        ..Facts::default()
    };
    let input = Input { text: request.text.as_deref(), kind, number: number.as_ref(), role, facts };
    let verdict = Classifier::bundled().classify(&input);
    let reasons: Vec<Value> = verdict.reasons.iter().map(reason).collect();
    let mut full = answer(&verdict)?;
    if let Value::Object(fields) = &mut full {
        fields.insert("reasons".to_owned(), Value::Array(reasons));
    }
    Ok(full)
}

/// What may be cited on a day for conduct that reached a person of a role; without conduct, the whole pack.
pub(crate) fn law(request: &LawRequest) -> Result<Value> {
    let on = request.on.as_deref().map(CivilDate::parse).transpose().map_err(|_| invalid())?;
    let conduct: Option<Vec<Category>> = request.conduct.iter().map(|id| Category::from_id(id)).collect();
    let conduct = conduct.ok_or_else(invalid)?;
    let rules = pack().search(on, &conduct, request.role);
    Ok(json!({ "rules": rules.into_iter().map(|found| rule(found, &conduct)).collect::<Vec<_>>() }))
}

/// The words of the program in one language, so that every screen and the report use the same.
pub(crate) fn words(request: &WordsRequest) -> Result<Value> {
    let lang = match request.lang {
        Language::Zh => Lang::Zh,
        Language::En => Lang::En,
    };
    answer(&word_list().all(lang))
}

fn rule(rule: &Rule, conduct: &[Category]) -> Value {
    json!({
        "id": rule.id,
        "level": rule.level.id(),
        "level_zh": rule.level.zh(),
        "title": rule.title,
        "articles": rule.articles,
        "from": rule.from().to_string(),
        "to": rule.to().map(|date| date.to_string()),
        "zh": rule.wording_zh_for(conduct),
        "en": rule.wording_en_for(conduct),
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
