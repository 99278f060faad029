//! What a person adds to a letter. Asked for when it is written and stored nowhere.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Everything that a letter may ask for. Every part may be empty: an empty field is printed as a line to fill in by hand.
/// Days are printed as they are written.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LetterDetails {
    /// The bureau, procuratorate or court it goes to; the usual one, or a line, if empty.
    pub addressee: String,
    /// Full name of the lender or platform; that of the loan in the details of the case, if empty.
    pub company: String,
    /// Its address.
    pub company_address: String,
    /// The collection agency that was named.
    pub agency: String,
    /// Whether the debt is that of a credit card.
    pub credit_card: bool,
    /// Ids of what is asked for and of statements that are true, as `letters.toml` has them.
    pub ticks: Vec<String>,
    /// Id of the one rule that is cited; none, if empty. See [`crate::Letter::citations`].
    pub cite: String,
    /// Number of the event that is reported to 12321; the heaviest one of the log, if 0.
    pub event: i64,
    /// Numbers that shall no longer be used.
    pub stop_numbers: String,
    /// The day of the call whose recording is asked for.
    pub recording_day: String,
    /// Place, for the local hotline.
    pub place: String,
    /// Postcode.
    pub postcode: String,
    /// A remark in the person's own words.
    pub remark: String,
    /// Names of the papers that go with it.
    pub attachments: Vec<String>,
    /// The page on the internet.
    pub page: PageDetails,
    /// The own phone operator and the complaint to it.
    pub operator: OperatorDetails,
    /// The notice by which the police refused to open a case.
    pub notice: NoticeDetails,
    /// What the lender says is owed.
    pub balance: BalanceDetails,
    /// The difficulty.
    pub hardship: HardshipDetails,
    /// Income and expense of three months.
    pub income: Vec<MonthDetails>,
    /// What was paid since the difficulty began.
    pub paid: Vec<PaymentDetails>,
    /// The plan.
    pub plan: PlanDetails,
    /// Those who are sued, or against whom an injunction is asked for; the lender alone, if empty.
    pub parties: Vec<PartyDetails>,
    /// The claim.
    pub claim: ClaimDetails,
    /// The injunction.
    pub injunction: InjunctionDetails,
    /// Evidence that somebody else holds.
    pub search: SearchDetails,
}

/// A page on the internet.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageDetails {
    /// Its address.
    pub url: String,
    /// Where on the page.
    pub place: String,
    /// The words.
    pub words: String,
    /// When it was first seen.
    pub since: String,
    /// Whose data it shows, such as 本人姓名、照片.
    pub about: String,
}

/// The own phone operator.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OperatorDetails {
    /// Name.
    pub name: String,
    /// When it was asked.
    pub date: String,
    /// The number of its ticket.
    pub ticket: String,
    /// What it answered.
    pub reply: String,
}

/// A notice of not opening a case.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoticeDetails {
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: String,
    /// Who gave it.
    pub station: String,
    /// When the report was made.
    pub report_date: String,
    /// The reason that it gives.
    pub reason: String,
    /// What shows that the reason is wrong, such as 证据3、5显示….
    pub objection: String,
}

/// What the lender says is owed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BalanceDetails {
    /// Yuan.
    pub amount: String,
    /// The day of the bill.
    pub bill_date: String,
}

/// Why it cannot be paid as agreed. Real papers only.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HardshipDetails {
    /// Since when.
    pub since: String,
    /// What happened.
    pub text: String,
    /// What proves it.
    pub proof: String,
}

/// A month of the household, in whole yuan.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MonthDetails {
    /// The month.
    pub month: String,
    /// Income.
    pub income: u32,
    /// Expense that cannot be avoided.
    pub expense: u32,
}

/// A payment.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PaymentDetails {
    /// Its day.
    pub date: String,
    /// Whole yuan.
    pub amount: u32,
}

/// A plan to pay in instalments.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlanDetails {
    /// The first day.
    pub first: String,
    /// Each instalment, whole yuan.
    pub each: u32,
    /// How many.
    pub count: u32,
}

/// A company that is sued.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PartyDetails {
    /// Full name.
    pub name: String,
    /// Address.
    pub address: String,
    /// Who represents it.
    pub representative: String,
    /// Phone.
    pub phone: String,
    /// Its code of registration.
    pub code: String,
}

/// What is claimed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClaimDetails {
    /// Which data are to be deleted.
    pub delete: String,
    /// How and before whom an apology is asked for.
    pub apology: String,
    /// Losses.
    pub losses: Vec<LossDetails>,
    /// Yuan for serious distress.
    pub distress: String,
    /// What proves it.
    pub distress_proof: String,
    /// The clause of the contract on the court.
    pub clause: String,
}

/// A loss.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LossDetails {
    /// For what.
    pub what: String,
    /// Yuan.
    pub amount: String,
    /// What proves it.
    pub proof: String,
}

/// What an injunction is to forbid, and why now.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InjunctionDetails {
    /// Relatives and workplaces that shall not be contacted.
    pub people: String,
    /// Further acts.
    pub acts: String,
    /// For how long.
    pub duration: String,
    /// What is announced, with the words.
    pub next_act: String,
    /// The harm that could not be repaired.
    pub harm: String,
    /// What proves it.
    pub proof: String,
}

/// Evidence that somebody else holds.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SearchDetails {
    /// Who holds it.
    pub holder: String,
    /// Where.
    pub address: String,
    /// Which evidence.
    pub evidence: String,
    /// Why it cannot be got, or why that party must hold it.
    pub reason: String,
    /// What it is to prove.
    pub fact: String,
    /// Why it matters.
    pub importance: String,
}

/// Names and numbers are not for logs.
impl fmt::Debug for LetterDetails {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("LetterDetails(…)")
    }
}
