//! What can be typed for complaints and letters.

use crate::args::{RoleArg, day};
use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use dunlog_engine::{HandInKind, Lender, PoliceStep};
use dunlog_model::CivilDate;
use std::path::PathBuf;

#[derive(Debug, ClapArgs)]
pub(crate) struct Route {
    /// 谁；日志里已知的情况会用上 Whose; what the log knows of them is taken into account
    #[arg(long)]
    pub person: Option<String>,
    /// 债务人本人，还是其他被联系的人 The debtor, or somebody else who is contacted
    #[arg(long, value_enum)]
    pub role: Option<RoleArg>,
    /// 贷款机构的类型 What kind of lender
    #[arg(long, value_enum)]
    pub lender: Option<LenderArg>,
    /// 知道机构全称 The full name of the lender is known
    #[arg(long)]
    pub named: bool,
    /// 是信用卡 It is a credit card
    #[arg(long)]
    pub card: bool,
    /// 网上有公开的页面 Something stands on a public page
    #[arg(long)]
    pub page: bool,
    /// 号码是伪造的，或冒充机关、要求转账 The number is forged, or the caller poses as an authority or wants a transfer
    #[arg(long)]
    pub spoofed: bool,
    /// 要求停止后仍继续 It went on after a request to stop
    #[arg(long)]
    pub after_stop: bool,
    /// 报警到哪一步 How far it went with the police
    #[arg(long, value_enum)]
    pub police: Option<PoliceArg>,
    /// 连同不合适的渠道 Also the channels that do not fit
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum HandIn {
    /// 记下一次递交或答复 Note that something was handed in or answered
    Add(Box<HandInAdd>),
    /// 列出全部 List all
    List {
        /// 谁的 Whose
        #[arg(long)]
        person: Option<String>,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct HandInAdd {
    /// 渠道（route 的第二列） The channel, second column of `route`
    #[arg(long, value_name = "ID")]
    pub channel: String,
    /// 发生了什么 What happened
    #[arg(long, value_enum, default_value = "handed-in")]
    pub kind: KindArg,
    /// 哪一天 The day, YYYY-MM-DD
    #[arg(long, value_parser = day)]
    pub date: CivilDate,
    /// 谁递交的；不给为本机 Who handed it in; the owner of this log if absent
    #[arg(long)]
    pub person: Option<String>,
    /// 递交给谁（机构、派出所名称） To whom: name of institution or station
    #[arg(long, default_value = "")]
    pub office: String,
    /// 工单号、受理编号、回执号 Number of the ticket or receipt
    #[arg(long, default_value = "")]
    pub ticket: String,
    /// 经办人 The clerk
    #[arg(long, default_value = "")]
    pub clerk: String,
    /// 答复内容或不予受理的理由 What was answered, or why it was refused
    #[arg(long, default_value = "")]
    pub reply: String,
    /// 承诺 What was promised
    #[arg(long, default_value = "")]
    pub promise: String,
    /// 承诺的日期 Until when, YYYY-MM-DD
    #[arg(long, value_parser = day)]
    pub promised_by: Option<CivilDate>,
    /// 同时要求了停止联系 The person also asked to stop
    #[arg(long)]
    pub asked_to_stop: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Deadlines {
    /// 谁的；不给为全部 Whose; all if absent
    #[arg(long)]
    pub person: Option<String>,
    /// 从哪一天看；不给为今天 Seen from this day; today if absent
    #[arg(long, value_parser = day, value_name = "DATE")]
    pub on: Option<CivilDate>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Letter {
    /// 哪一份；list 为全部 Which letter; `list` for all
    pub letter: String,
    /// 谁写的；不给为本机 Who writes; the owner of this log if absent
    #[arg(long)]
    pub person: Option<String>,
    /// 本人情况（TOML，与 export 相同） What only the person can say, as for `export`
    #[arg(long, value_name = "FILE.toml")]
    pub details: Option<PathBuf>,
    /// 这份函件的内容（TOML，见 docs/channels.md） What belongs to the letter, see docs/channels.md
    #[arg(long, value_name = "FILE.toml")]
    pub fields: Option<PathBuf>,
    /// 勾选的请求，用逗号分开 Requests to tick
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    pub tick: Vec<String>,
    /// 引用的一条规定 The one rule to cite
    #[arg(long, value_name = "RULE")]
    pub cite: Option<String>,
    /// 纯文本，写到屏幕（默认） Plain text on the screen, as without --out
    #[arg(long, conflicts_with = "out")]
    pub text: bool,
    /// 写成文件：.pdf、.html，其他为纯文本 Into a file: .pdf, .html, anything else is plain text
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// PDF 用的字体；不给为系统的字体 The font of the PDF; those of the system if absent
    #[arg(long, value_name = "FILE", requires = "out")]
    pub font: Option<PathBuf>,
}

/// Kinds of lender.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LenderArg {
    /// 银行 a bank
    Bank,
    /// 消费金融公司 a consumer-finance company
    ConsumerFinance,
    /// 小额贷款公司 a small-loan company
    Microloan,
    /// 平台 a platform
    Platform,
    /// 不知道 not known
    Unknown,
}

/// Steps with the police.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PoliceArg {
    /// 没有报 not reported
    None,
    /// 已报 reported
    Reported,
    /// 口头不受理 refused without a paper
    RefusedOrally,
    /// 有不予立案通知书 refused by a notice
    Refused,
}

/// Kinds of hand-in.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum KindArg {
    /// 已递交 handed in
    HandedIn,
    /// 已受理 accepted
    Accepted,
    /// 已答复 answered
    Answered,
    /// 不予受理 refused
    Refused,
    /// 已取得回执 receipt obtained
    Receipt,
}

impl From<LenderArg> for Lender {
    fn from(lender: LenderArg) -> Self {
        match lender {
            LenderArg::Bank => Self::Bank,
            LenderArg::ConsumerFinance => Self::ConsumerFinance,
            LenderArg::Microloan => Self::Microloan,
            LenderArg::Platform => Self::Platform,
            LenderArg::Unknown => Self::Unknown,
        }
    }
}

impl From<PoliceArg> for PoliceStep {
    fn from(police: PoliceArg) -> Self {
        match police {
            PoliceArg::None => Self::None,
            PoliceArg::Reported => Self::Reported,
            PoliceArg::RefusedOrally => Self::RefusedOrally,
            PoliceArg::Refused => Self::Refused,
        }
    }
}

impl From<KindArg> for HandInKind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::HandedIn => Self::HandedIn,
            KindArg::Accepted => Self::Accepted,
            KindArg::Answered => Self::Answered,
            KindArg::Refused => Self::Refused,
            KindArg::Receipt => Self::Receipt,
        }
    }
}
