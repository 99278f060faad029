//! What only a person can say: who reports, to whom, what happened to work and health. Asked for at the export and
//! printed; nothing of it stands in the log.

use crate::case::Case;
use crate::tone::{self, ToneWarning};
use dunlog_model::{Person, Role};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Everything that is asked for. Every part may be empty: an empty field is printed as a line to fill in by hand.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Details {
    /// Who hands the papers in.
    pub reporter: Particulars,
    /// Name of the person of the case who reports; the one whose phone this is, if empty.
    pub person: String,
    /// What the reporter is to the debtor, if not the debtor: 母亲, 同事.
    pub relation: String,
    /// The police station, bureau or court it is addressed to.
    pub addressee: String,
    /// The loan, in one neutral line.
    pub debt: Option<Debt>,
    /// Clues on who is behind the numbers that do not stand in the log.
    pub clues: Vec<Clue>,
    /// What it did to the person, each with what proves it.
    pub harm: Vec<Harm>,
    /// Numbers of the events that are told, at most six; chosen from the log, if empty.
    pub key_events: Vec<i64>,
    /// Ids of what is asked for, as `papers.toml` has them; the usual ones, if empty.
    pub requests: Vec<String>,
    /// Papers of the person's own that are handed in with the package.
    pub exhibits: Vec<Exhibit>,
    /// Recordings that exist, for which a form to write them out is printed.
    pub recordings: Vec<Recording>,
    /// Relatives and colleagues who give papers of their own.
    pub relatives: Vec<Relative>,
    /// The receipt of an earlier report; makes the papers a supplement to it.
    pub supplement_to: Option<Receipt>,
}

/// Who somebody is, in the order of the police's own form.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Particulars {
    /// 姓名.
    pub name: String,
    /// 性别.
    pub sex: String,
    /// 出生日期.
    pub birth: String,
    /// 证件种类, such as 居民身份证.
    pub id_kind: String,
    /// 证件号码. Typed at the export and stored nowhere.
    pub id_number: String,
    /// 工作单位.
    pub workplace: String,
    /// 联系电话.
    pub phone: String,
    /// 现住址.
    pub address: String,
    /// 户籍地.
    pub household: String,
}

/// The loan. Amounts are not asked for.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Debt {
    /// Full name of the institution by contract.
    pub institution: String,
    /// Product.
    pub product: String,
    /// Last digits of the contract.
    pub contract_tail: String,
    /// Whether it is overdue; not said, if `None`.
    pub overdue: Option<bool>,
}

/// Where a clue on the other side comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// 号码显示.
    NumberShown,
    /// 对方自称.
    Claimed,
    /// 短信签名或链接.
    Signature,
    /// 合同载明.
    Contract,
    /// 机构回复确认.
    Confirmed,
}

/// One clue on who is behind the numbers.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clue {
    /// Where it comes from.
    pub origin: Origin,
    /// The clue.
    pub text: String,
    /// The number it belongs to, as shown.
    #[serde(default)]
    pub number: String,
}

/// What was affected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HarmKind {
    /// 工作.
    Work,
    /// 健康.
    Health,
    /// 家人.
    Family,
    /// 费用.
    Cost,
}

/// One effect.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Harm {
    /// What was affected.
    pub kind: HarmKind,
    /// Day or span, as the person writes it.
    #[serde(default)]
    pub date: String,
    /// What happened, in the person's words.
    pub text: String,
    /// What proves it. Without, it is left to be told in the questioning and not printed as a fact.
    #[serde(default)]
    pub proof: String,
}

/// A paper of the person's own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exhibit {
    /// Nature, date, parties.
    pub name: String,
    /// Which element it belongs to, see `papers.toml`: `identity`, `conduct`, `stop`, `disclosure`, `effect`, `steps`.
    pub element: String,
    /// Sheets.
    #[serde(default)]
    pub pages: u32,
    /// Who made or keeps it.
    #[serde(default)]
    pub source: String,
    /// What it proves.
    #[serde(default)]
    pub proves: String,
}

/// A recording that the person keeps.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Recording {
    /// Number of the event in the log.
    pub event: i64,
    /// File name.
    pub file: String,
    /// `mm:ss`.
    pub length: String,
    /// SHA-256 as hexadecimal.
    pub sha256: String,
    /// How it was recorded.
    pub method: String,
}

/// A relative or colleague.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Relative {
    /// Name of the person of the case.
    pub person: String,
    /// What they are to the debtor.
    pub relation: String,
    /// Who they are.
    pub particulars: Particulars,
    /// Occupation.
    pub occupation: String,
}

/// An earlier report.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Receipt {
    /// Its number.
    pub number: String,
    /// Its day, `YYYY-MM-DD`. Only what happened after it is new.
    pub date: String,
}

impl Details {
    /// Whose papers and letters these are: the person that is named; else of those whose phone this is the debtor, or the first;
    /// else the first person of the case.
    pub(crate) fn reporter_of<'c>(&self, case: &'c Case) -> Option<&'c Person> {
        let named = case.persons.iter().find(|person| person.name == self.person);
        let local = || case.heads.iter().filter(|head| head.is_local).map(|head| &head.person);
        let debtor = || local().find(|person| person.role == Role::Debtor);
        named.or_else(debtor).or_else(|| local().next()).or(case.persons.first())
    }

    /// Words of the person that weaken a paper, with the name of the field.
    pub fn tone(&self) -> Vec<(&'static str, ToneWarning)> {
        let harm = self.harm.iter().map(|harm| ("harm", harm.text.as_str()));
        let clues = self.clues.iter().map(|clue| ("clues", clue.text.as_str()));
        let exhibits = self.exhibits.iter().map(|exhibit| ("exhibits", exhibit.proves.as_str()));
        let texts = harm.chain(clues).chain(exhibits);
        texts
            .flat_map(|(field, text)| tone::check(text).into_iter().map(move |found| (field, found)))
            .collect()
    }
}

/// Names and numbers are not for logs.
impl fmt::Debug for Details {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Details(…)")
    }
}
