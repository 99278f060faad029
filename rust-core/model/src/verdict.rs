//! What we think of an event: always a suspicion (疑似), always with the words or the counts it rests on.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// The classes. `Uncertain` means that the evidence is thin; it is not a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Suspected collection harassment.
    Harassment,
    /// A demand for an overdue payment without harassment.
    CollectionReminder,
    /// Bill, due date, automatic debit.
    RepaymentNotice,
    /// Advertisement for a loan.
    LoanAd,
    /// Fraud without a real debt.
    Fraud,
    /// Anything else.
    Normal,
    /// Too little to say.
    Uncertain,
}

/// What kind of conduct or matter a reason points at. The first group carries the conduct ids of the law data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Threat to a person: arrest, jail, harm, consequences for the family.
    Threat,
    /// Violence or damage, announced or done.
    Violence,
    /// Insult.
    Insult,
    /// Many messages.
    RepeatedMessages,
    /// Many calls, or an announcement of them.
    RepeatedCalls,
    /// Contact with somebody who does not owe, or the announcement of it.
    ThirdPartyContact,
    /// Somebody's debt told to another.
    Disclosure,
    /// Shaming in public, photo threats.
    PublicShaming,
    /// Posing as police, court, prosecutor, law firm or government.
    Impersonation,
    /// Contact at night.
    ForbiddenHours,
    /// A visit, done or used as a threat.
    Visit,
    /// Contact after the person asked to stop.
    AfterRefusal,
    /// Use of the contact list and other personal data.
    DataMisuse,
    /// Context: an overdue debt is being demanded.
    Collection,
    /// Context: bill, due date, automatic debit.
    Repayment,
    /// Context: a loan is offered.
    LoanAd,
    /// Context: signs of fraud.
    Fraud,
    /// Context: an ordinary notice or talk.
    Ordinary,
}

/// Probability of harassment in basis points, 0 to 10,000: an integer, so that equal input gives equal bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Score(u16);

/// One reason of a verdict: which rule, what conduct, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The id of the rule in the rule files. Shared with the rule.
    pub rule: Arc<str>,
    /// What conduct it points at.
    pub category: Category,
    /// The words or the count.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What a reason rests on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Evidence {
    /// Words of the text. Offsets count Unicode scalar values of the original; `end` is exclusive.
    Quote {
        /// The original words.
        quote: String,
        /// First character.
        start: u32,
        /// One past the last character.
        end: u32,
    },
    /// A count or a time from the history.
    Fact {
        /// Which fact, e.g. `calls_24h`.
        fact: String,
        /// Its value, e.g. the number of calls, or the minute of the day.
        value: i64,
    },
}

/// How the ids of reasons begin that the learnt model gives; those of written rules begin otherwise.
pub const LEARNT: &str = "M-";

/// The verdict on one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The class.
    pub label: Label,
    /// Probability of harassment.
    pub score: Score,
    /// The conduct seen, sorted, without repetition.
    pub categories: Vec<Category>,
    /// The reasons, strongest first.
    pub reasons: Vec<Reason>,
    /// Version of rules and weights that made it. Shared: a verdict on a text that says nothing allocates nothing.
    pub ruleset: Arc<str>,
}

impl Label {
    /// Every label, in the order in which tables show them.
    pub const ALL: [Self; 7] = [
        Self::Harassment,
        Self::CollectionReminder,
        Self::RepaymentNotice,
        Self::LoanAd,
        Self::Fraud,
        Self::Normal,
        Self::Uncertain,
    ];

    /// The word used in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Harassment => "harassment",
            Self::CollectionReminder => "collection_reminder",
            Self::RepaymentNotice => "repayment_notice",
            Self::LoanAd => "loan_ad",
            Self::Fraud => "fraud",
            Self::Normal => "normal",
            Self::Uncertain => "uncertain",
        }
    }

    /// Reads [`Label::id`].
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.id() == id)
    }

    /// True for the two labels that mean that somebody is collecting a debt, lawfully or not.
    pub fn is_collection(self) -> bool {
        matches!(self, Self::Harassment | Self::CollectionReminder)
    }
}

impl Category {
    /// Every category, in the order of declaration.
    pub const ALL: [Self; 18] = [
        Self::Threat,
        Self::Violence,
        Self::Insult,
        Self::RepeatedMessages,
        Self::RepeatedCalls,
        Self::ThirdPartyContact,
        Self::Disclosure,
        Self::PublicShaming,
        Self::Impersonation,
        Self::ForbiddenHours,
        Self::Visit,
        Self::AfterRefusal,
        Self::DataMisuse,
        Self::Collection,
        Self::Repayment,
        Self::LoanAd,
        Self::Fraud,
        Self::Ordinary,
    ];

    /// The word used in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Threat => "threat",
            Self::Violence => "violence",
            Self::Insult => "insult",
            Self::RepeatedMessages => "repeated_messages",
            Self::RepeatedCalls => "repeated_calls",
            Self::ThirdPartyContact => "third_party_contact",
            Self::Disclosure => "disclosure",
            Self::PublicShaming => "public_shaming",
            Self::Impersonation => "impersonation",
            Self::ForbiddenHours => "forbidden_hours",
            Self::Visit => "visit",
            Self::AfterRefusal => "after_refusal",
            Self::DataMisuse => "data_misuse",
            Self::Collection => "collection",
            Self::Repayment => "repayment",
            Self::LoanAd => "loan_ad",
            Self::Fraud => "fraud",
            Self::Ordinary => "ordinary",
        }
    }

    /// Reads [`Category::id`].
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.id() == id)
    }

    /// True for conduct that can make a contact harassment; false for context.
    pub fn is_conduct(self) -> bool {
        self < Self::Collection
    }
}

impl Verdict {
    /// The words on which a suspicion rests, strongest first: those of conduct, and those that made the learnt model call the
    /// text harassment where it names no kind of conduct. The debt itself is context and not among them.
    pub fn telling(&self) -> impl Iterator<Item = &Reason> {
        let learnt = |reason: &Reason| self.label == Label::Harassment && reason.rule.starts_with(LEARNT);
        self.reasons.iter().filter(move |reason| {
            matches!(reason.evidence, Evidence::Quote { .. })
                && (reason.category.is_conduct() || learnt(reason))
        })
    }
}

impl Score {
    /// From a probability; anything outside 0..=1 is brought to the nearer end, not-a-number to 0.
    pub fn from_probability(probability: f64) -> Self {
        let points = (probability.clamp(0.0, 1.0) * 10_000.0).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 0..=10000; NaN becomes 0"
        )]
        Self(points as u16)
    }

    /// From basis points; more than 10,000 becomes 10,000.
    pub fn from_basis_points(points: u16) -> Self {
        Self(points.min(10_000))
    }

    /// Basis points, 0 to 10,000.
    pub fn basis_points(self) -> u16 {
        self.0
    }

    /// Probability, 0 to 1.
    pub fn probability(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }
}

impl Serialize for Score {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.probability())
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self::from_probability)
    }
}

impl fmt::Debug for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quote { start, end, .. } => write!(f, "Quote({start}..{end})"),
            Self::Fact { fact, value } => write!(f, "Fact({fact}={value})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_round_trip() {
        assert!(Label::ALL.iter().all(|label| Label::from_id(label.id()) == Some(*label)));
        assert!(Category::ALL.iter().all(|category| Category::from_id(category.id()) == Some(*category)));
        assert!(Category::DataMisuse.is_conduct() && !Category::Collection.is_conduct());
    }

    #[test]
    fn what_tells_is_conduct_or_what_the_model_read_and_never_the_debt() {
        let quote = || Evidence::Quote { quote: "x".to_owned(), start: 0, end: 1 };
        let reason = |rule: &str, category, evidence| Reason { rule: rule.into(), category, evidence };
        let mut verdict = Verdict {
            label: Label::Harassment,
            score: Score::from_basis_points(9_000),
            categories: vec![],
            reasons: vec![
                reason("R-THREAT", Category::Threat, quote()),
                reason(
                    "F-NIGHT",
                    Category::ForbiddenHours,
                    Evidence::Fact { fact: "minute".into(), value: 1 },
                ),
                reason("M-HARASSMENT", Category::Collection, quote()),
                reason("R-DEBT", Category::Collection, quote()),
            ],
            ruleset: "r".into(),
        };
        let rules = |verdict: &Verdict| -> Vec<String> {
            verdict.telling().map(|reason| reason.rule.to_string()).collect()
        };
        assert_eq!(rules(&verdict), ["R-THREAT", "M-HARASSMENT"]);
        verdict.label = Label::CollectionReminder;
        assert_eq!(rules(&verdict), ["R-THREAT"]);
    }

    #[test]
    fn a_score_is_a_bounded_integer() {
        assert_eq!(Score::from_probability(0.93456).basis_points(), 9346);
        assert_eq!(Score::from_probability(f64::NAN).basis_points(), 0);
        assert_eq!(Score::from_probability(7.0).basis_points(), 10_000);
        assert_eq!(serde_json::to_string(&Score::from_basis_points(9346)).unwrap(), "0.9346");
    }

    #[test]
    fn reasons_read_as_flat_json() {
        let quote = Reason {
            rule: "T-01".into(),
            category: Category::Threat,
            evidence: Evidence::Quote { quote: "后果自负".to_owned(), start: 3, end: 7 },
        };
        let json = serde_json::to_string(&quote).unwrap();
        assert_eq!(json, r#"{"rule":"T-01","category":"threat","quote":"后果自负","start":3,"end":7}"#);
        assert_eq!(serde_json::from_str::<Reason>(&json).unwrap(), quote);
    }
}
