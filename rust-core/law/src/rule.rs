//! One citable rule and its level of authority.

use crate::pack::Day;
use dunlog_model::{Category, CivilDate, Role};
use serde::Deserialize;

/// Authority, highest first. The last two are not law, and a report must not call them so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A statute.
    Law,
    /// A judicial interpretation or opinion.
    Judicial,
    /// A department rule.
    Rule,
    /// A normative notice.
    Notice,
    /// A recommended national standard.
    Standard,
    /// Self-regulation of an industry body.
    SelfReg,
}

/// A rule with the days on which it is in force.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stable id.
    pub id: String,
    /// Full title.
    pub title: String,
    /// Article, empty when it is not established.
    pub articles: String,
    /// Authority.
    pub level: Level,
    from: Day,
    to: Option<Day>,
    /// Words of the instrument, or a summary.
    pub key: String,
    /// True when `key` may stand in quotation marks.
    pub verbatim: bool,
    /// The conduct it answers.
    pub conduct: Vec<Category>,
    /// Whose phone must have been reached.
    pub applies_to: Vec<Role>,
    /// To which lenders or products it is limited, empty when to none.
    #[serde(default)]
    pub scope: String,
    /// Where it was read.
    pub source: String,
    /// How well it is confirmed.
    pub confidence: String,
}

impl Rule {
    /// First day in force.
    pub fn from(&self) -> CivilDate {
        self.from.0
    }

    /// Last day in force, `None` when no end is known.
    pub fn to(&self) -> Option<CivilDate> {
        self.to.map(|day| day.0)
    }

    /// True when it is in force on that local day.
    pub fn in_force(&self, date: CivilDate) -> bool {
        self.from() <= date && self.to().is_none_or(|last| date <= last)
    }

    /// The words with which the level allows the rule to be cited.
    pub fn wording_zh(&self) -> String {
        let cited = format!("{}{}", self.title, self.articles);
        match self.level {
            Level::Law | Level::Judicial | Level::Rule | Level::Notice => format!("涉嫌违反{cited}"),
            Level::Standard => format!("疑似不符合推荐性国家标准{cited}"),
            Level::SelfReg => format!("疑似不符合行业自律规范{cited}"),
        }
    }

    /// The same in English.
    pub fn wording_en(&self) -> String {
        let cited = format!("{}{}", self.title, self.articles);
        match self.level {
            Level::Law | Level::Judicial | Level::Rule | Level::Notice => {
                format!("suspected breach of {cited}")
            }
            Level::Standard => {
                format!("apparently not in line with the recommended national standard {cited}")
            }
            Level::SelfReg => format!("apparently not in line with the industry self-regulation {cited}"),
        }
    }
}

impl Level {
    /// The word used in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Judicial => "judicial",
            Self::Rule => "rule",
            Self::Notice => "notice",
            Self::Standard => "standard",
            Self::SelfReg => "self_reg",
        }
    }

    /// The word for people.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Law => "法律",
            Self::Judicial => "司法解释",
            Self::Rule => "部门规章",
            Self::Notice => "规范性文件",
            Self::Standard => "推荐性国家标准（非法律）",
            Self::SelfReg => "行业自律（非法律）",
        }
    }
}
