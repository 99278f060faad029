//! The shape of `data/scenario.toml`.

use serde::Deserialize;

/// The whole story.
#[derive(Deserialize)]
pub(crate) struct Scenario {
    /// The first day, a local date of China.
    pub(crate) begin: String,
    pub(crate) talk: Vec<Talk>,
    pub(crate) ring: Vec<Ring>,
    pub(crate) burst: Vec<Burst>,
    pub(crate) message: Vec<Scene>,
    pub(crate) call: Vec<CallScene>,
    pub(crate) note: Vec<NoteScene>,
}

/// Whose phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Who {
    Debtor,
    Mother,
    Colleague,
}

/// Received or sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tray {
    #[default]
    Inbox,
    Sent,
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum End {
    Answered,
    Outgoing,
    Missed,
    Rejected,
    Blocked,
}

/// Messages that come again and again.
#[derive(Deserialize)]
pub(crate) struct Talk {
    pub(crate) who: Vec<Who>,
    pub(crate) from: Vec<String>,
    pub(crate) name: Option<String>,
    #[serde(default, rename = "box")]
    pub(crate) tray: Tray,
    pub(crate) per_week: f64,
    #[serde(default = "six_weeks")]
    pub(crate) days: [u64; 2],
    pub(crate) hours: [u64; 2],
    pub(crate) texts: Vec<String>,
}

/// Calls that come again and again. Hours beyond 24 are those of the next morning.
#[derive(Deserialize)]
pub(crate) struct Ring {
    pub(crate) who: Vec<Who>,
    pub(crate) from: Vec<String>,
    pub(crate) name: Option<String>,
    pub(crate) per_week: f64,
    #[serde(default = "six_weeks")]
    pub(crate) days: [u64; 2],
    pub(crate) hours: [u64; 2],
    pub(crate) ends: Vec<End>,
    pub(crate) seconds: [u64; 2],
}

/// Many calls on one day.
#[derive(Deserialize)]
pub(crate) struct Burst {
    pub(crate) who: Who,
    pub(crate) date: String,
    pub(crate) from: String,
    pub(crate) ends: Vec<End>,
    pub(crate) hours: [u64; 2],
    pub(crate) seconds: [u64; 2],
}

/// One message at its time.
#[derive(Deserialize)]
pub(crate) struct Scene {
    pub(crate) who: Who,
    pub(crate) at: String,
    pub(crate) from: String,
    #[serde(default, rename = "box")]
    pub(crate) tray: Tray,
    #[serde(default)]
    pub(crate) mms: bool,
    pub(crate) text: String,
}

/// One call at its time.
#[derive(Deserialize)]
pub(crate) struct CallScene {
    pub(crate) who: Who,
    pub(crate) at: String,
    pub(crate) from: String,
    pub(crate) end: End,
    pub(crate) seconds: u64,
}

/// One note at its time.
#[derive(Deserialize)]
pub(crate) struct NoteScene {
    pub(crate) who: Who,
    pub(crate) at: String,
    pub(crate) from: Option<String>,
    pub(crate) kind: String,
    pub(crate) text: String,
}

impl Scenario {
    /// The story that is compiled in.
    pub(crate) fn load() -> Self {
        toml::from_str(include_str!("../data/scenario.toml")).expect("the scenario is part of this crate")
    }
}

impl End {
    /// The number of `CallLog.Calls.TYPE`.
    pub(crate) fn android(self) -> u8 {
        match self {
            Self::Answered => 1,
            Self::Outgoing => 2,
            Self::Missed => 3,
            Self::Rejected => 5,
            Self::Blocked => 6,
        }
    }

    /// True when the seconds are talk, not ringing.
    pub(crate) fn is_talk(self) -> bool {
        matches!(self, Self::Answered | Self::Outgoing)
    }
}

fn six_weeks() -> [u64; 2] {
    [0, 42]
}
