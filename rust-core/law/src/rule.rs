//! One citable rule and its level of authority.

use crate::pack::Day;
use dunlog_model::{Category, CivilDate, Role};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Authority, highest first. The last three are not law, and a report must not call them so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A statute.
    Law,
    /// A judicial interpretation or opinion.
    Judicial,
    /// A department rule.
    Rule,
    /// A local regulation; it holds in its place only.
    Local,
    /// A normative notice.
    Notice,
    /// A recommended national standard.
    Standard,
    /// Self-regulation of an industry body.
    SelfReg,
    /// A published case: no norm at all.
    Case,
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
    /// The conduct it answers, whoever was reached.
    #[serde(default)]
    conduct: Vec<Category>,
    /// The conduct it answers only when the debtor was reached.
    #[serde(default)]
    debtor_only: Vec<Category>,
    /// The conduct it answers only when somebody else was reached.
    #[serde(default)]
    third_party_only: Vec<Category>,
    /// The items of the article that answer a conduct, as they stand in `articles`; empty when it has none.
    #[serde(default)]
    items: BTreeMap<Category, Vec<String>>,
    /// Whose phone must have been reached.
    #[serde(default = "everybody")]
    pub applies_to: Vec<Role>,
    /// What must be known besides the conduct before it may be cited, empty when nothing.
    #[serde(default)]
    pub only_if: String,
    /// The rule that took its place on the day after its last.
    pub successor: Option<String>,
    /// To which lenders or products it is limited, empty when to none.
    #[serde(default)]
    pub scope: String,
    /// Where it was read.
    pub source: String,
    /// How well the words are confirmed.
    pub confidence: String,
    /// How well the days are confirmed, where that is less than the words.
    #[serde(default)]
    pub dated: String,
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

    /// True when it answers this conduct; without a role, whoever was reached.
    pub fn answers(&self, conduct: Category, role: Option<Role>) -> bool {
        let for_role = |wanted: Role, list: &[Category]| {
            role.is_none_or(|role| role == wanted) && list.contains(&conduct)
        };
        role.is_none_or(|role| self.applies_to.contains(&role))
            && (self.conduct.contains(&conduct)
                || for_role(Role::Debtor, &self.debtor_only)
                || for_role(Role::ThirdParty, &self.third_party_only))
    }

    /// All conduct it answers.
    pub fn conduct(&self) -> impl Iterator<Item = Category> {
        [&self.conduct, &self.debtor_only, &self.third_party_only].into_iter().flatten().copied()
    }

    /// True when it may be cited for conduct alone: under no condition, and not from memory only.
    pub fn is_citable(&self) -> bool {
        let from_memory = |how: &str| how.contains("memory only");
        self.only_if.is_empty() && !from_memory(&self.confidence) && !from_memory(&self.dated)
    }

    /// The article with those items only that answer this conduct; without conduct, or items, all of it.
    pub fn articles_for(&self, conduct: &[Category]) -> String {
        let wanted: Vec<&String> =
            conduct.iter().filter_map(|conduct| self.items.get(conduct)).flatten().collect();
        let mut articles = self.articles.clone();
        if !wanted.is_empty() {
            for item in self.items.values().flatten().filter(|item| !wanted.contains(item)) {
                articles = articles.replace(item.as_str(), "");
            }
        }
        articles
    }

    /// The words with which the level allows the rule to be cited. What answers no conduct cannot be in breach.
    pub fn wording_zh(&self) -> String {
        self.wording_zh_for(&[])
    }

    /// The same in English.
    pub fn wording_en(&self) -> String {
        self.wording_en_for(&[])
    }

    /// [`Rule::wording_zh`] for this conduct, see [`Rule::articles_for`].
    pub fn wording_zh_for(&self, conduct: &[Category]) -> String {
        let how = match self.level {
            Level::Case => "参见典型案例",
            _ if self.conduct().next().is_none() => "参见",
            Level::Standard => "疑似不符合推荐性国家标准",
            Level::SelfReg => "疑似不符合行业自律规范",
            Level::Law | Level::Judicial | Level::Rule | Level::Local | Level::Notice => "涉嫌违反",
        };
        format!("{how}{}{}", self.title, self.articles_for(conduct))
    }

    /// The same in English.
    pub fn wording_en_for(&self, conduct: &[Category]) -> String {
        let how = match self.level {
            Level::Case => "see the published case",
            _ if self.conduct().next().is_none() => "see",
            Level::Standard => "apparently not in line with the recommended national standard",
            Level::SelfReg => "apparently not in line with the industry self-regulation",
            Level::Law | Level::Judicial | Level::Rule | Level::Local | Level::Notice => {
                "suspected breach of"
            }
        };
        format!("{how} {}{}", self.title, self.articles_for(conduct))
    }
}

fn everybody() -> Vec<Role> {
    vec![Role::Debtor, Role::ThirdParty]
}

impl Level {
    /// The word used in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Judicial => "judicial",
            Self::Rule => "rule",
            Self::Local => "local",
            Self::Notice => "notice",
            Self::Standard => "standard",
            Self::SelfReg => "self_reg",
            Self::Case => "case",
        }
    }

    /// The word for people.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Law => "法律",
            Self::Judicial => "司法解释",
            Self::Rule => "部门规章",
            Self::Local => "地方性法规",
            Self::Notice => "规范性文件",
            Self::Standard => "推荐性国家标准（非法律）",
            Self::SelfReg => "行业自律（非法律）",
            Self::Case => "典型案例（非法律）",
        }
    }

    /// The same in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Judicial => "judicial interpretation",
            Self::Rule => "department rule",
            Self::Local => "local regulation",
            Self::Notice => "normative notice",
            Self::Standard => "recommended national standard (not law)",
            Self::SelfReg => "industry self-regulation (not law)",
            Self::Case => "published case (not law)",
        }
    }
}
