//! The shapes of the rule files.
//!
//! Where `P` stands, a file written by people has phrases; once these are in the lexicon (`ready.rs`), the number of their
//! atom is left.
#![allow(missing_docs, reason = "what each field means is told in classify/rules/README.md, beside the data")]

use crate::error::RuleError;
use crate::lexicon::Atom;
use dunlog_model::{Category, LEARNT, Label};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The phrases of a file.
pub type Phrases = Vec<String>;
/// What is left of them in a rule made ready; `None` where there were none.
pub type Found = Option<Atom>;

/// Everything the files of one rule set hold together.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Rules<P: Default + PartialEq> {
    pub terms: Vec<Term<P>>,
    pub rules: Vec<Rule<P>>,
    pub facts: Vec<FactRule>,
    pub learnt: Vec<Learnt>,
    pub settings: Settings,
    /// Only in files: what is ready is spelled out.
    #[serde(skip)]
    pub spellings: Vec<Spelling>,
}

/// One file; every part is optional so that themes can be split as people think of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    settings: Option<Settings>,
    #[serde(default)]
    term: Vec<Term<Phrases>>,
    #[serde(default)]
    rule: Vec<Rule<Phrases>>,
    #[serde(default)]
    fact: Vec<FactRule>,
    #[serde(default)]
    spelling: Vec<Spelling>,
    #[serde(default)]
    learnt: Vec<Learnt>,
}

/// A group of words that mean the same to a rule. Says nothing by itself.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term<P> {
    pub id: String,
    pub phrases: P,
}

/// What to look for in a text and what it speaks for.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule<P: Default + PartialEq> {
    pub id: Arc<str>,
    pub category: Category,
    pub weight: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    pub phrases: P,
    /// Terms that follow each other; `a|b` is either.
    #[serde(default, skip_serializing_if = "is_default")]
    pub near: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub within: Within,
    #[serde(default, skip_serializing_if = "is_default")]
    pub any_order: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub requires: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub unless: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Medium>,
    pub reason_zh: String,
    pub reason_en: String,
    /// Held in every build so that a misspelt key is refused, read by the tests.
    #[serde(default, skip_serializing)]
    pub examples: Examples,
}

/// How many characters may stand between a term and the next: one number for all, or one for each gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Within {
    All(u32),
    Each(Vec<u32>),
}

impl Default for Within {
    fn default() -> Self {
        Self::All(10)
    }
}

impl Within {
    /// The most characters in each of `count` gaps; `None` when the numbers are not as many as the gaps.
    pub fn gaps(&self, count: usize) -> Option<Vec<u32>> {
        match self {
            Self::All(most) => Some(vec![*most; count]),
            Self::Each(most) => (most.len() == count).then(|| most.clone()),
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    #[serde(default, rename = "match")]
    pub matching: Vec<String>,
    #[serde(default)]
    pub no_match: Vec<String>,
}

/// A rule that holds only for messages or only for calls and notes about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    Message,
    Call,
}

/// Other ways in which a word is written to get past filters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    pub word: String,
    pub spelled: Vec<String>,
}

/// What the learnt model says in words.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learnt {
    pub id: Arc<str>,
    pub label: Label,
    pub category: Category,
    pub reason_zh: String,
    pub reason_en: String,
}

/// A fact that counts from a threshold on.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactRule {
    pub id: Arc<str>,
    pub category: Category,
    pub fact: FactName,
    pub at_least: u32,
    pub weight: f64,
    #[serde(default)]
    pub needs: Context,
    pub on: Option<Medium>,
    pub reason_zh: String,
    pub reason_en: String,
}

/// The facts that rules can speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactName {
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

impl FactName {
    /// The word for the fact in a reason, as in the rule files.
    pub fn id(self) -> &'static str {
        match self {
            Self::ForbiddenHours => "forbidden_hours",
            Self::CallsTenMinutes => "calls_10min",
            Self::CallsHour => "calls_1h",
            Self::CallsDay => "calls_24h",
            Self::MessagesTenMinutes => "messages_10min",
            Self::MessagesHour => "messages_1h",
            Self::MessagesDay => "messages_24h",
            Self::PrefixDay => "prefix_24h",
            Self::PrefixRotation => "prefix_rotation_24h",
            Self::PeopleTenMinutes => "people_10min",
            Self::PeopleDay => "people_24h",
            Self::PeopleByNumber => "people_by_number",
            Self::UnansweredToday => "unanswered_today",
            Self::AnsweredToday => "answered_today",
            Self::AfterRefusal => "after_refusal",
            Self::ThirdParty => "third_party",
            Self::KnownHarassment => "known_harassment",
            Self::KnownCollection => "known_collection",
            Self::KnownOfPrefix => "known_of_prefix",
        }
    }
}

/// What must be known before a fact counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Context {
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
    pub fn is_met_by(self, context: Self) -> bool {
        match self {
            Self::Silent => false,
            Self::Nothing | Self::Case => context >= self && context < Self::Collection,
            Self::Collection => context == Self::Collection,
        }
    }
}

/// Weights and thresholds that belong to no single rule.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub version: String,
    /// Where the sum of facts begins, on the logistic scale.
    pub history_bias: f64,
    /// Probability from which on the label is harassment.
    pub harassment_at: f64,
    /// Probability from which on the words alone are harassment.
    pub words_at: f64,
    /// Probability from which on the words are too much to call the text harmless.
    pub uncertain_at: f64,
    /// Probability by the network from which on a second reader is asked.
    pub doubt_from: f64,
    /// And up to which.
    pub doubt_to: f64,
    /// Weight of evidence (mean of natural log odds) below which words must be surer to count as harassment without a rule.
    pub evidence_at: f64,
    /// By how much the log odds of the words fall for each unit of weight that is missing.
    pub evidence_pull: f64,
    /// Probability from which on words by somebody with a name count as harassment without a rule.
    pub named_at: f64,
    /// Probability of ordinary talk from which on a text says what it is about, whoever sent it.
    pub ordinary_at: f64,
    /// The longest passage of a long text that is read by itself, in characters; a text is long from half as much again.
    pub passage_length: usize,
    /// Weight of evidence from which on a long text is read in passages.
    pub passage_evidence: f64,
    /// Probability from which on a passage is harassment by itself.
    pub passage_at: f64,
    /// The most reasons that are shown.
    pub reasons: usize,
}

impl Rules<Phrases> {
    /// Reads and joins files given as name and content.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, RuleError> {
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
        let own = all.rules.iter().map(|rule| &rule.id).filter(|id| id.starts_with(LEARNT));
        let others = all.learnt.iter().map(|words| &words.id).filter(|id| !id.starts_with(LEARNT));
        if let Some(id) = own.chain(others).next() {
            return Err(RuleError::IdKind(id.to_string()));
        }
        match (settings.pop(), settings.is_empty()) {
            (Some(only), true) => all.settings = only,
            _ => return Err(RuleError::Settings),
        }
        Ok(all)
    }
}
