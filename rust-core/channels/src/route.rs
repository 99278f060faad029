//! Which channel fits, by the conditions of the data.

use crate::channel::{ChannelId, channels};
use crate::situation::{Flag, Situation};
use serde::{Deserialize, Serialize};

/// Whether a channel fits now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fits {
    /// Now.
    Yes,
    /// After something else.
    Later,
    /// Not in this situation.
    No,
}

/// A channel with the answer for a situation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Routed {
    /// The channel.
    pub channel: ChannelId,
    /// Its place in the list, from 1.
    pub order: usize,
    /// Whether it fits.
    pub fits: Fits,
    /// Why, in Chinese.
    pub zh: String,
    /// Why, in English.
    pub en: String,
}

/// One answer of the data and when it holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Way {
    pub when: Vec<Condition>,
    pub fits: Fits,
    pub order: u16,
    pub zh: String,
    pub en: String,
}

/// A flag, or with `!` its opposite.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Condition {
    flag: Flag,
    wanted: bool,
}

/// Every channel with the answer for this situation: what fits now comes first, then what may fit later.
pub fn route(situation: &Situation) -> Vec<Routed> {
    let mut found: Vec<(&Way, &ChannelId)> = channels()
        .iter()
        .filter_map(|channel| Some((channel.ways.iter().find(|way| way.holds(situation))?, &channel.id)))
        .collect();
    found.sort_by_key(|(way, _)| (way.fits, way.order));
    let routed = |(place, (way, id)): (usize, (&Way, &ChannelId))| Routed {
        channel: id.clone(),
        order: place + 1,
        fits: way.fits,
        zh: way.zh.clone(),
        en: way.en.clone(),
    };
    found.into_iter().enumerate().map(routed).collect()
}

impl Way {
    fn holds(&self, situation: &Situation) -> bool {
        self.when.iter().all(|condition| situation.holds(condition.flag) == condition.wanted)
    }
}

impl TryFrom<String> for Condition {
    type Error = serde_json::Error;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (wanted, name) = match text.strip_prefix('!') {
            Some(name) => (false, name),
            None => (true, text.as_str()),
        };
        Ok(Self { flag: serde_json::from_value(name.into())?, wanted })
    }
}
