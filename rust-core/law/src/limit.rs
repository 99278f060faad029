//! One countable limit of conduct.

use crate::pack::{Clock, Day};
use dunlog_model::{Category, CivilDate, Role, SecondOfDay};
use serde::Deserialize;

/// A limit with the days on which it holds.
#[derive(Clone, Debug, Deserialize)]
pub struct Limit {
    /// Stable id.
    pub id: String,
    /// The rule it comes from.
    pub rule: String,
    from: Day,
    to: Option<Day>,
    /// Whose phone must have been reached.
    pub applies_to: Vec<Role>,
    /// The conduct that a hit shows.
    pub conduct: Category,
    /// What is counted.
    #[serde(flatten)]
    pub kind: LimitKind,
}

/// What is counted.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LimitKind {
    /// No contact from `start` (inclusive) to `end` (exclusive) of the local day; it may pass midnight.
    ForbiddenWindow {
        /// First second of the window.
        start: Clock,
        /// First second after it.
        end: Clock,
        /// `call`, `message`, `visit`.
        channels: Vec<String>,
    },
    /// No more than `count` answered calls to one person a local day.
    MaxAnsweredPerDay {
        /// The largest number that is within the limit.
        count: u32,
    },
    /// No more than `count` unanswered attempts to one person a local day.
    MaxUnansweredPerDay {
        /// The largest number that is within the limit.
        count: u32,
    },
    /// No demand to somebody who does not owe.
    ThirdPartyDemand {
        /// The largest number that is within the limit: none.
        count: u32,
    },
    /// No contact after the person asked to stop.
    AfterRefusal {
        /// The largest number that is within the limit: none.
        count: u32,
    },
}

impl Limit {
    /// First day on which it holds.
    pub fn from(&self) -> CivilDate {
        self.from.0
    }

    /// Last day on which it holds, `None` when no end is known.
    pub fn to(&self) -> Option<CivilDate> {
        self.to.map(|day| day.0)
    }

    /// True when it holds on that local day for a person of that role.
    pub fn holds(&self, date: CivilDate, role: Role) -> bool {
        let dated = self.from.0 <= date && self.to.is_none_or(|last| date <= last.0);
        dated && self.applies_to.contains(&role)
    }
}

impl LimitKind {
    /// True when a contact through `channel` at this second of the local day falls into a forbidden window.
    pub fn forbids_hour(&self, channel: &str, second: SecondOfDay) -> bool {
        let Self::ForbiddenWindow { start, end, channels } = self else {
            return false;
        };
        let (start, end) = (start.0, end.0);
        let inside =
            if start <= end { start <= second && second < end } else { second >= start || second < end };
        inside && channels.iter().any(|known| known == channel)
    }
}
