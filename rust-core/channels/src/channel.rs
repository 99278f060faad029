//! The channels of the data file.

use crate::hand_in::HandInKind;
use crate::route::Way;
use dunlog_model::Role;
use once_cell::sync::Lazy;
use serde::{Deserialize, Serialize};

static CHANNELS: Lazy<Vec<Channel>> = Lazy::new(|| {
    let data: Data = serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/channels.json")))
        .expect("checked by a test");
    data.channel
});

/// The longest id of a channel.
const ID_CHARS: usize = 40;

/// The id of a channel: lower-case letters, digits and underscores, at most 40. It may name a channel that this version
/// does not know, because an entry of the log outlives a change of the data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ChannelId(String);

/// Words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Two {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A statement with the place it rests on: a rule of the law pack, or where it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// Id of a rule of the law pack; empty when there is none.
    #[serde(default)]
    pub rule: String,
    /// Where it was read; empty when it is a rule of the law pack.
    #[serde(default)]
    pub source: String,
    /// `text`, `secondary xN`, or `ours` for advice that claims no fact.
    pub confidence: String,
}

/// How days are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Calendar days; the day itself is not counted.
    Days,
    /// Monday to Friday; public holidays, and weekends that are worked in exchange, are not known.
    WorkingDays,
}

/// How long an answer may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Stable id.
    pub id: String,
    /// What is due, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// So many days.
    pub count: u16,
    /// How they are counted.
    pub unit: Unit,
    /// From which step they run.
    pub after: HandInKind,
    /// A later step of one of these kinds settles it.
    pub ends: Vec<HandInKind>,
    /// Something handed in through one of these channels settles it.
    #[serde(default)]
    pub done_by: Vec<ChannelId>,
    /// Id of a rule of the law pack; empty when there is none.
    #[serde(default)]
    pub rule: String,
    /// Where it was read; empty when it is a rule of the law pack.
    #[serde(default)]
    pub source: String,
    /// `text` or `secondary xN`.
    pub confidence: String,
    /// Where or for whom it holds, empty when for all.
    #[serde(default)]
    pub scope_zh: String,
    /// The same in English.
    #[serde(default)]
    pub scope_en: String,
}

/// A place to complain to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Stable id.
    pub id: ChannelId,
    /// Name.
    pub zh: String,
    /// Name in English.
    pub en: String,
    /// The office behind it, in short.
    pub who: Two,
    /// Who can use it at all.
    pub roles: Vec<Role>,
    /// True for a private site, which is no authority.
    #[serde(default)]
    pub private: bool,
    /// How to reach it.
    pub reach: Vec<Fact>,
    /// What it wants to know.
    pub needs: Vec<Fact>,
    /// What it refuses.
    pub refused: Vec<Fact>,
    /// Limits that are established; none is listed that is not.
    #[serde(default)]
    pub limits: Vec<Fact>,
    /// How long an answer may take; empty when nothing is established.
    pub answers: Vec<Answer>,
    #[serde(rename = "route", skip_serializing)]
    pub(crate) ways: Vec<Way>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    channel: Vec<Channel>,
}

/// Every channel, in the order of the data.
pub fn channels() -> &'static [Channel] {
    &CHANNELS
}

/// The channel with this id, if this version knows it.
pub fn channel(id: &ChannelId) -> Option<&'static Channel> {
    channels().iter().find(|channel| channel.id == *id)
}

impl ChannelId {
    /// Reads an id; `None` when it is not written like one.
    pub fn parse(text: &str) -> Option<Self> {
        let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        ((1..=ID_CHARS).contains(&text.len()) && text.bytes().all(known)).then(|| Self(text.to_owned()))
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ChannelId {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not the id of a channel")
    }
}

impl From<ChannelId> for String {
    fn from(id: ChannelId) -> Self {
        id.0
    }
}
