//! The texts of the letters, from the data file.

use dunlog_channels::Two;
use dunlog_model::Role;
use once_cell::sync::Lazy;
use serde::Deserialize;
use std::collections::BTreeMap;

static TEXTS: Lazy<Texts> = Lazy::new(|| {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/letters.json"))).expect("checked by a test")
});

/// Everything of the data file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Texts {
    pub blank: String,
    pub attachments: String,
    pub citation: String,
    pub basis: String,
    pub signature: String,
    pub problem: BTreeMap<String, Two>,
    pub facts: BTreeMap<String, String>,
    pub steps: String,
    pub others: Others,
    letter: Vec<LetterKind>,
}

/// Words around tables and single cells.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Others {
    pub harm: String,
    pub debtor: String,
    pub third_party: String,
    pub message: String,
    pub call: String,
    pub seconds: String,
    pub no_seconds: String,
    pub not_answered: String,
    pub loss: String,
    pub company: String,
    pub defendant: String,
    pub respondent: String,
    pub trend: String,
    pub income: Vec<String>,
    pub paid: Vec<String>,
    pub last_days: Vec<String>,
}

/// A letter that can be written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterKind {
    /// Stable id.
    pub id: String,
    /// The channel it goes to; empty for a message to people.
    pub channel: String,
    /// Its name.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// Who can write it.
    #[serde(default = "everybody")]
    pub roles: Vec<Role>,
    /// How it is set.
    #[serde(default)]
    pub form: LetterForm,
    /// A message in English, for those that have one.
    #[serde(default)]
    pub text_en: String,
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) title_card: String,
    pub(crate) to: String,
    /// Whom it goes to when the person names nobody.
    #[serde(default)]
    pub(crate) addressee: String,
    /// What goes with it when the person names nothing; the usual annexes, if this is not said.
    #[serde(default)]
    pub(crate) attachments: Option<String>,
    /// Whether only law and its interpretation may be cited in it.
    #[serde(default)]
    pub(crate) law_only: bool,
    /// The rule on which the letter rests, if it does.
    #[serde(default)]
    pub(crate) rests_on: String,
    #[serde(default)]
    pub(crate) rests_when: String,
    pub(crate) pieces: Vec<Piece>,
}

/// How a letter is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterForm {
    /// One page.
    #[default]
    Sheet,
    /// As many pages as it takes: papers for a court.
    Annex,
    /// A message to send, without title and signature.
    Message,
}

/// One piece of a letter: one of its fields is set, besides the conditions.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Piece {
    pub when: Vec<String>,
    pub head: String,
    pub text: String,
    pub note: String,
    pub right: String,
    pub table: String,
    pub facts: bool,
    pub counts: bool,
    pub tickets: bool,
    pub harm: bool,
    pub cite: bool,
    /// Whether a line stands where no citation was chosen.
    pub ask: bool,
    pub sign: bool,
    pub ticks: Vec<Tick>,
    pub claims: Vec<Tick>,
    pub rows: Vec<[String; 2]>,
}

/// Something to tick.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tick {
    /// What stands in [`crate::LetterDetails::ticks`].
    pub id: String,
    /// The words of the letter.
    pub zh: String,
    /// What it is, in English.
    pub en: String,
}

/// Every letter, in the order of the data.
pub fn letters() -> &'static [LetterKind] {
    &texts().letter
}

/// The letter with this id.
pub fn letter_kind(id: &str) -> Option<&'static LetterKind> {
    letters().iter().find(|kind| kind.id == id)
}

pub(crate) fn texts() -> &'static Texts {
    &TEXTS
}

impl LetterKind {
    /// Whether a rule can be chosen for it: it has a place for one, and rests on none by itself.
    pub(crate) fn cites(&self) -> bool {
        let place = |piece: &Piece| piece.cite || piece.rows.iter().any(|[_, value]| value == "{cite}");
        self.rests_on.is_empty() && self.pieces.iter().any(place)
    }

    /// What can be ticked in it for a role: requests, and statements that only the person knows to be true.
    pub fn ticks(&self, role: Role) -> impl Iterator<Item = &Tick> {
        let fits = move |piece: &&Piece| {
            let other = if role == Role::Debtor { "third_party" } else { "debtor" };
            !piece.when.iter().any(|condition| condition == other)
        };
        self.pieces.iter().filter(fits).flat_map(|piece| piece.ticks.iter().chain(&piece.claims))
    }
}

fn everybody() -> Vec<Role> {
    vec![Role::Debtor, Role::ThirdParty]
}
