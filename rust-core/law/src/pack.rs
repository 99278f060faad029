//! The whole pack: the data files, read once and checked against each other.

use crate::limit::Limit;
use crate::rule::Rule;
use dunlog_model::{Category, CivilDate, Role, SecondOfDay, Timestamp};
use once_cell::sync::Lazy;
use serde::Deserialize;
use std::fmt;

static PACK: Lazy<Pack> = Lazy::new(|| {
    let rules = include_str!(concat!(env!("OUT_DIR"), "/rules.json"));
    Pack::from_json(rules, include_str!(concat!(env!("OUT_DIR"), "/limits.json")))
        .expect("the data files of this crate are checked by its tests")
});

/// The rules and limits that come with the program.
pub fn pack() -> &'static Pack {
    &PACK
}

/// Rules and limits.
#[derive(Clone, Debug)]
pub struct Pack {
    rules: Vec<Rule>,
    limits: Vec<Limit>,
}

/// A data file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError(String);

/// A date of a data file.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Day(pub CivilDate);

/// A time of day of a data file, `HH:MM`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Clock(pub SecondOfDay);

impl Pack {
    /// Reads a pack from its two data files, compiled to JSON. An error names the file and what does not fit.
    pub fn from_json(rules: &str, limits: &str) -> Result<Self, PackError> {
        #[derive(Deserialize)]
        struct Rules {
            rule: Vec<Rule>,
        }
        #[derive(Deserialize)]
        struct Limits {
            limit: Vec<Limit>,
        }
        let Rules { rule: mut rules } =
            serde_json::from_str(rules).map_err(|e| PackError(format!("rules: {e}")))?;
        let Limits { limit: limits } =
            serde_json::from_str(limits).map_err(|e| PackError(format!("limits: {e}")))?;
        rules.sort_by(|a, b| (a.level, &a.id).cmp(&(b.level, &b.id)));
        if let Some(pair) = rules.windows(2).find(|pair| matches!(pair, [a, b] if a.id == b.id)) {
            return Err(PackError(format!("rules: {} twice", pair.first().map_or("", |rule| &rule.id))));
        }
        let pack = Self { rules, limits };
        match pack.limits.iter().find(|limit| pack.rule(&limit.rule).is_none()) {
            Some(limit) => Err(PackError(format!("limits: {} names an unknown rule", limit.id))),
            None => Ok(pack),
        }
    }

    /// Every rule, highest level first.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Every limit.
    pub fn limits(&self) -> &[Limit] {
        &self.limits
    }

    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// What may be cited for conduct that reached a person of this role on this local day, highest level first.
    pub fn cite(&self, conduct: &[Category], role: Role, date: CivilDate) -> Vec<&Rule> {
        self.rules
            .iter()
            .filter(|rule| rule.in_force(date) && rule.applies_to.contains(&role))
            .filter(|rule| rule.conduct.iter().any(|known| conduct.contains(known)))
            .collect()
    }

    /// True when a limit of that day forbids a contact of this kind (`call`, `message`, `visit`) at this hour.
    pub fn forbids_hour(&self, time: Timestamp, role: Role, channel: &str) -> bool {
        let (date, second) = (time.china_date(), time.china_second());
        self.limits.iter().any(|limit| limit.holds(date, role) && limit.kind.forbids_hour(channel, second))
    }

    /// The last day on which a continuing course of conduct that ended on `last` can be reported, and the rule:
    /// six months from the end of the acts.
    pub fn report_by(&self, last: CivilDate) -> (CivilDate, Option<&Rule>) {
        let rule =
            self.rules.iter().find(|rule| rule.id.starts_with("TIME-PSA-6MONTHS") && rule.in_force(last));
        (last.plus_months(6), rule)
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PackError {}

impl TryFrom<String> for Day {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        CivilDate::parse(&text).map(Self).map_err(|_| "a date is written YYYY-MM-DD")
    }
}

impl TryFrom<String> for Clock {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let parts: Option<Vec<u32>> = text.split(':').map(|part| part.parse().ok()).collect();
        match parts.as_deref() {
            Some([hour @ 0..=23, minute @ 0..=59]) => Ok(Self(SecondOfDay::hms(*hour, *minute, 0))),
            _ => Err("a time of day is written HH:MM"),
        }
    }
}
