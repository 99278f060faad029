//! The whole pack: the data files, read once and checked against each other.

use crate::limit::Limit;
use crate::rule::{Level, Rule};
use dunlog_model::{Category, CivilDate, Role, SecondOfDay, Timestamp};
use flate2::{Decompress, FlushDecompress};
use once_cell::sync::Lazy;
use serde::Deserialize;
use std::fmt;

static PACK: Lazy<Pack> = Lazy::new(|| {
    inflate(include_bytes!(concat!(env!("OUT_DIR"), "/law.z")))
        .and_then(|json| Pack::from_json(&json).ok())
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

/// A rule with the days of a course of conduct that fall under it.
#[derive(Clone, Copy, Debug)]
pub struct Cited<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The first such day.
    pub first: CivilDate,
    /// The last such day.
    pub last: CivilDate,
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
    /// Reads a pack from its data, compiled to JSON. An error says what does not fit.
    pub fn from_json(json: &str) -> Result<Self, PackError> {
        #[derive(Deserialize)]
        struct Data {
            rule: Vec<Rule>,
            limit: Vec<Limit>,
        }
        let Data { rule: mut rules, limit: limits } =
            serde_json::from_str(json).map_err(|error| PackError(error.to_string()))?;
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

    /// What may be cited for conduct that reached a person of this role on this local day, highest level first. Left
    /// out are rules under a condition and what is known from memory only.
    pub fn cite(&self, conduct: &[Category], role: Role, date: CivilDate) -> Vec<&Rule> {
        self.citable(conduct, Some(role)).filter(|rule| rule.in_force(date)).collect()
    }

    /// [`Pack::cite`] for a course of conduct: each rule with those of the days on which it was in force, so that
    /// a course over a change of law is cited under both texts, each for its own days.
    pub fn cite_course(&self, conduct: &[Category], role: Role, days: &[CivilDate]) -> Vec<Cited<'_>> {
        let mut cited: Vec<Cited<'_>> = self
            .citable(conduct, Some(role))
            .filter_map(|rule| {
                let own = || days.iter().copied().filter(|day| rule.in_force(*day));
                Some(Cited { rule, first: own().min()?, last: own().max()? })
            })
            .collect();
        cited.sort_by_key(|cited| (cited.rule.level, cited.first));
        cited
    }

    /// The rules of a day for a role; what is not said does not narrow. With conduct: what may be cited for it.
    /// Without: everything, also what is never cited by itself.
    pub fn search(&self, on: Option<CivilDate>, conduct: &[Category], role: Option<Role>) -> Vec<&Rule> {
        let all = self
            .rules
            .iter()
            .filter(|rule| role.is_none_or(|role| rule.applies_to.contains(&role)) && conduct.is_empty());
        all.chain(self.citable(conduct, role))
            .filter(|rule| on.is_none_or(|date| rule.in_force(date)))
            .collect()
    }

    fn citable(&self, conduct: &[Category], role: Option<Role>) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(move |rule| {
            rule.is_citable() && conduct.iter().any(|conduct| rule.answers(*conduct, role))
        })
    }

    /// True when a limit of that day forbids a contact of this kind (`call`, `message`, `visit`) at this hour.
    pub fn forbids_hour(&self, time: Timestamp, role: Role, channel: &str) -> bool {
        let (date, second) = (time.china_date(), time.china_second());
        self.limits.iter().any(|limit| limit.holds(date, role) && limit.kind.forbids_hour(channel, second))
    }

    /// The last day on which a continuing course of conduct that ended on `last` can be reported, and the rule:
    /// six months from the end of the acts.
    pub fn report_by(&self, last: CivilDate) -> (CivilDate, Option<&Rule>) {
        let rule = self.rules.iter().find(|rule| {
            rule.id.starts_with("TIME-PSA-6MONTHS") && rule.level == Level::Law && rule.in_force(last)
        });
        (last.plus_months(6), rule)
    }
}

/// The text behind the length of it; see `dunlog_datafile::embed_packed`.
fn inflate(packed: &[u8]) -> Option<String> {
    let (length, packed) = packed.split_first_chunk()?;
    let mut text = Vec::with_capacity(usize::try_from(u32::from_le_bytes(*length)).ok()?);
    Decompress::new(false).decompress_vec(packed, &mut text, FlushDecompress::Finish).ok()?;
    String::from_utf8(text).ok()
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
