//! The shapes of the rule files. What each field means is told in `rules/README.md` beside the data.

use crate::error::RuleError;
use dunlog_model::{Category, Label};
use serde::Deserialize;

/// Everything the files of one rule set hold together.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    pub(crate) terms: Vec<Term>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) facts: Vec<FactRule>,
    pub(crate) spellings: Vec<Spelling>,
    pub(crate) learnt: Vec<Learnt>,
    pub(crate) settings: Settings,
}

/// One file; every part is optional so that themes can be split as people think of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    settings: Option<Settings>,
    #[serde(default)]
    term: Vec<Term>,
    #[serde(default)]
    rule: Vec<Rule>,
    #[serde(default)]
    fact: Vec<FactRule>,
    #[serde(default)]
    spelling: Vec<Spelling>,
    #[serde(default)]
    learnt: Vec<Learnt>,
}

/// A group of words that mean the same to a rule. Says nothing by itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Term {
    pub(crate) id: String,
    pub(crate) phrases: Vec<String>,
}

/// What to look for in a text and what it speaks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) category: Category,
    pub(crate) weight: f64,
    #[serde(default)]
    pub(crate) phrases: Vec<String>,
    /// Terms that follow each other; `a|b` is either.
    #[serde(default)]
    pub(crate) near: Vec<String>,
    #[serde(default = "default_within")]
    pub(crate) within: usize,
    #[serde(default)]
    pub(crate) any_order: bool,
    pub(crate) regex: Option<String>,
    #[serde(default)]
    pub(crate) anchors: Vec<String>,
    #[serde(default)]
    pub(crate) with: Vec<String>,
    #[serde(default)]
    pub(crate) requires: Vec<String>,
    #[serde(default)]
    pub(crate) unless: Vec<String>,
    pub(crate) on: Option<Medium>,
    pub(crate) reason_zh: String,
    pub(crate) reason_en: String,
    /// Held in every build so that a misspelt key is refused, read by the tests.
    #[serde(default)]
    #[cfg_attr(not(test), allow(dead_code, reason = "examples are for the tests"))]
    pub(crate) examples: Examples,
}

fn default_within() -> usize {
    10
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code, reason = "examples are for the tests"))]
pub(crate) struct Examples {
    #[serde(default, rename = "match")]
    pub(crate) matching: Vec<String>,
    #[serde(default)]
    pub(crate) no_match: Vec<String>,
}

/// A rule that holds only for messages or only for calls and notes about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Medium {
    Message,
    Call,
}

/// Other ways in which a word is written to get past filters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spelling {
    pub(crate) word: String,
    pub(crate) spelled: Vec<String>,
}

/// What the learnt model says in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Learnt {
    pub(crate) id: String,
    pub(crate) label: Label,
    pub(crate) category: Category,
    pub(crate) reason_zh: String,
    pub(crate) reason_en: String,
}

/// A fact that counts from a threshold on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactRule {
    pub(crate) id: String,
    pub(crate) category: Category,
    pub(crate) fact: FactName,
    pub(crate) at_least: u32,
    pub(crate) weight: f64,
    #[serde(default)]
    pub(crate) needs: Context,
    pub(crate) on: Option<Medium>,
    pub(crate) reason_zh: String,
    pub(crate) reason_en: String,
}

/// The facts that rules can speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FactName {
    ForbiddenHours,
    #[serde(rename = "calls_10min")]
    CallsTenMinutes,
    #[serde(rename = "calls_1h")]
    CallsHour,
    #[serde(rename = "calls_24h")]
    CallsDay,
    #[serde(rename = "messages_10min")]
    MessagesTenMinutes,
    #[serde(rename = "messages_1h")]
    MessagesHour,
    #[serde(rename = "messages_24h")]
    MessagesDay,
    #[serde(rename = "prefix_24h")]
    PrefixDay,
    #[serde(rename = "prefix_rotation_24h")]
    PrefixRotation,
    #[serde(rename = "people_10min")]
    PeopleTenMinutes,
    #[serde(rename = "people_24h")]
    PeopleDay,
    PeopleByNumber,
    UnansweredToday,
    AnsweredToday,
    AfterRefusal,
    ThirdParty,
    KnownHarassment,
    KnownCollection,
    KnownOfPrefix,
}

/// What must be known before a fact counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Context {
    /// No fact may speak: the words are about something else, or the line is trusted. No rule asks for this.
    #[serde(skip)]
    Silent,
    /// Nothing: the fact speaks of a stranger. It can make a contact uncertain, not more.
    Nothing,
    /// Somebody collects in this case, though it is not known to be this number.
    Case,
    /// This contact, or this number before, is about a debt.
    #[default]
    Collection,
}

impl Context {
    /// What is said about strangers does not count for somebody who is known to collect: his own facts do.
    pub(crate) fn is_met_by(self, context: Self) -> bool {
        match self {
            Self::Silent => false,
            Self::Nothing | Self::Case => context >= self && context < Self::Collection,
            Self::Collection => context == Self::Collection,
        }
    }
}

/// Weights and thresholds that belong to no single rule.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) version: String,
    /// Where the sum of facts begins, on the logistic scale.
    pub(crate) history_bias: f64,
    /// Probability from which on the label is harassment.
    pub(crate) harassment_at: f64,
    /// Probability from which on the words are too much to call the text harmless.
    pub(crate) uncertain_at: f64,
    /// Probability from which on words count as harassment when neither a rule nor a word speaks of a debt.
    pub(crate) thin_at: f64,
    /// Probability from which on words by somebody with a name count as harassment without a rule.
    pub(crate) named_at: f64,
    /// Probability of ordinary talk from which on a text says what it is about, whoever sent it.
    pub(crate) ordinary_at: f64,
    /// The most reasons that are shown.
    pub(crate) reasons: usize,
}

impl Rules {
    /// Reads and joins files given as name and content.
    pub(crate) fn read(files: &[(&str, &str)]) -> Result<Self, RuleError> {
        let mut all = Self::default();
        let mut settings = Vec::new();
        for (name, content) in files {
            let file: File = serde_json::from_str(content)
                .map_err(|error| RuleError::Unreadable { file: (*name).to_owned(), at: error.column() })?;
            settings.extend(file.settings);
            all.terms.extend(file.term);
            all.rules.extend(file.rule);
            all.facts.extend(file.fact);
            all.spellings.extend(file.spelling);
            all.learnt.extend(file.learnt);
        }
        match (settings.pop(), settings.is_empty()) {
            (Some(only), true) => all.settings = only,
            _ => return Err(RuleError::Settings),
        }
        Ok(all)
    }
}
