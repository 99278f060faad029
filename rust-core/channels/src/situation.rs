//! What is known when somebody asks where to go.

use crate::day::{maybe_text, text};
use dunlog_model::{CivilDate, Role};
use serde::{Deserialize, Serialize};

/// Days after which a lender or an operator that did not answer is taken to be late.
const ANSWER_DAYS: i32 = 15;

/// Everything that decides on a channel. What is not known stands at its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Situation {
    /// Debtor, or somebody else who is contacted.
    pub role: Role,
    /// What kind of lender it is.
    pub lender: Lender,
    /// Whether the full name of the lender is known.
    pub lender_named: bool,
    /// Whether the debt is that of a credit card.
    pub credit_card: bool,
    /// Whether something stands on a public page with an address.
    pub page_online: bool,
    /// Whether the shown number is forged, or the caller poses as an authority or wants a transfer.
    pub spoofed_number: bool,
    /// The complaint to the lender, if one was made.
    pub lender_asked: Option<Asked>,
    /// The complaint to the own phone operator, if one was made.
    pub operator_asked: Option<Asked>,
    /// How far it went with the police.
    pub police: PoliceStep,
    /// Whether it went on after the person asked to stop.
    pub harassed_after_stop: bool,
    /// The last event.
    #[serde(with = "maybe_text")]
    pub last_event: Option<CivilDate>,
    /// The day of the question.
    #[serde(with = "maybe_text")]
    pub today: Option<CivilDate>,
}

/// Kinds of lender, by who supervises them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lender {
    /// A bank.
    Bank,
    /// A consumer-finance company.
    ConsumerFinance,
    /// A small-loan company (小额贷款公司).
    Microloan,
    /// A platform that brings loans of others.
    Platform,
    /// Not known.
    #[default]
    Unknown,
}

/// A complaint and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// When it was made.
    #[serde(with = "text")]
    pub on: CivilDate,
    /// The answer.
    #[serde(default)]
    pub reply: Reply,
}

/// The answer to a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// None yet.
    #[default]
    None,
    /// It settled the matter.
    Satisfied,
    /// It did not.
    Dissatisfied,
}

/// How far it went with the police.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PoliceStep {
    /// Not reported.
    #[default]
    None,
    /// Reported; no decision yet.
    Reported,
    /// Refused, without a paper.
    RefusedOrally,
    /// Refused by a written notice.
    Refused,
}

/// A condition of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Flag {
    ThirdParty,
    LenderBank,
    LenderConsumerFinance,
    LenderMicroloan,
    LenderPlatform,
    LenderNamed,
    LenderWaiting,
    LenderOverdue,
    LenderSatisfied,
    LenderDissatisfied,
    CreditCard,
    PageOnline,
    SpoofedNumber,
    OperatorWaiting,
    OperatorOverdue,
    OperatorSatisfied,
    OperatorDissatisfied,
    PoliceReported,
    PoliceRefusedOrally,
    PoliceRefused,
    HarassedAfterStop,
    SixMonthsOver,
}

impl Situation {
    /// What is known of somebody before anything was asked.
    pub fn of(role: Role) -> Self {
        Self {
            role,
            lender: Lender::default(),
            lender_named: false,
            credit_card: false,
            page_online: false,
            spoofed_number: false,
            lender_asked: None,
            operator_asked: None,
            police: PoliceStep::default(),
            harassed_after_stop: false,
            last_event: None,
            today: None,
        }
    }

    pub(crate) fn holds(&self, flag: Flag) -> bool {
        let lender = |reply, late| self.asked(self.lender_asked, reply, late);
        let operator = |reply, late| self.asked(self.operator_asked, reply, late);
        match flag {
            Flag::ThirdParty => self.role == Role::ThirdParty,
            Flag::LenderBank => self.lender == Lender::Bank,
            Flag::LenderConsumerFinance => self.lender == Lender::ConsumerFinance,
            Flag::LenderMicroloan => self.lender == Lender::Microloan,
            Flag::LenderPlatform => self.lender == Lender::Platform,
            Flag::LenderNamed => self.lender_named,
            Flag::LenderWaiting => lender(Reply::None, Some(false)),
            Flag::LenderOverdue => lender(Reply::None, Some(true)),
            Flag::LenderSatisfied => lender(Reply::Satisfied, None),
            Flag::LenderDissatisfied => lender(Reply::Dissatisfied, None),
            Flag::CreditCard => self.credit_card,
            Flag::PageOnline => self.page_online,
            Flag::SpoofedNumber => self.spoofed_number,
            Flag::OperatorWaiting => operator(Reply::None, Some(false)),
            Flag::OperatorOverdue => operator(Reply::None, Some(true)),
            Flag::OperatorSatisfied => operator(Reply::Satisfied, None),
            Flag::OperatorDissatisfied => operator(Reply::Dissatisfied, None),
            Flag::PoliceReported => self.police == PoliceStep::Reported,
            Flag::PoliceRefusedOrally => self.police == PoliceStep::RefusedOrally,
            Flag::PoliceRefused => self.police == PoliceStep::Refused,
            Flag::HarassedAfterStop => self.harassed_after_stop,
            Flag::SixMonthsOver => match (self.last_event, self.today) {
                (Some(last), Some(today)) => dunlog_law::pack().report_by(last).0 < today,
                _ => false,
            },
        }
    }

    /// Whether a complaint has this reply and, if it matters, is late or not. Without today, nothing is late.
    fn asked(&self, asked: Option<Asked>, reply: Reply, late: Option<bool>) -> bool {
        let is_late =
            |asked: Asked| self.today.is_some_and(|today| today.0 > asked.on.0.saturating_add(ANSWER_DAYS));
        asked.is_some_and(|asked| asked.reply == reply && late.is_none_or(|late| is_late(asked) == late))
    }
}

impl Default for Situation {
    fn default() -> Self {
        Self::of(Role::Debtor)
    }
}
