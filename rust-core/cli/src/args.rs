//! What can be typed.

use crate::args_channels::{Deadlines, HandIn, Letter, Route};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use dunlog_engine::Lang;
use dunlog_model::{CivilDate, Role, Timestamp};
use std::path::PathBuf;

/// 催证：把手机里的来电来信记成证据，标出疑似催收骚扰，导出报案用的材料。
/// Keeps calls and messages as evidence, marks suspected collection harassment, prints a package for the police.
///
/// 退出码 Exit codes: 0 完成 done; 1 完成但有问题 done with findings; 2 未完成 not done.
#[derive(Debug, Parser)]
#[command(name = "dunlog", version, max_term_width = 100)]
pub(crate) struct Args {
    /// 日志文件 The log file
    #[arg(long, global = true, default_value = "dunlog.db", value_name = "FILE")]
    pub db: PathBuf,
    /// 输出 JSON（供程序读取） Print JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// 语言 Language
    #[arg(long, global = true, default_value = "zh", value_enum)]
    pub lang: LangArg,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 新建日志 Make a new log
    Init,
    /// 读入手机导出的文件 Read phone exports into the log
    Import(Import),
    /// 列出记录 List events
    List(List),
    /// 显示一条记录的全部内容 Show everything about one event
    Show {
        /// 记录编号（list 的第一列） Number of the event, first column of `list`
        id: i64,
    },
    /// 总数、最多的一天、超出的限度 Totals, worst day, limits exceeded
    Stats,
    /// 重新标注日志，或标注 JSONL 文本 Judge the log again, or texts in JSONL
    Classify(Classify),
    /// 用有标签的文本检验标注 Measure the verdicts on labelled texts
    Eval(Eval),
    /// 导出报案材料 Write the package for a report
    Export(Export),
    /// 核对一个材料包（不需要日志） Check a bundle; needs no log
    Verify {
        /// *.dunlog 文件 The bundle
        bundle: PathBuf,
    },
    /// 给日志签一个检查点 Sign what the log holds now
    Checkpoint {
        /// 谁的手机；不给为全部 Whose phone; all, if absent
        #[arg(long)]
        person: Option<String>,
    },
    /// 一条记录在日志中的证明（C2SP tlog-proof） Prove that an event stands in the log
    Prove {
        /// 记录编号 Number of the event
        id: i64,
    },
    /// 邀请家人同事把他们接到的也交来 Invite a contact to the case
    Invite(Invite),
    /// 接受邀请 Join the case of an invitation
    Join(Join),
    /// 把自己手机上的记录加密交给案件的主人 Share own events with the owner of a case, encrypted
    Share(Share),
    /// 撤回交出的记录，或按对方的请求移除 Take back what was shared, or carry out such a request
    Withdraw(Withdraw),
    /// 用口令加密备份整个日志 Back the whole log up under a passphrase
    Backup(Backup),
    /// 从备份恢复；从不覆盖 Restore a backup; never overwrites
    Restore(Restore),
    /// 给不能装应用的手机的填写页 A form for phones that cannot run the app
    Form {
        /// 写到哪个文件 Into this file
        #[arg(long, default_value = "催证自述表.html", value_name = "FILE")]
        out: PathBuf,
    },
    /// 重新计算并核对全部校验值 Rebuild and compare everything
    Fsck,
    /// 某日有效的规定 What may be cited on a day
    Law(Law),
    /// 可以向哪里反映、为什么 Where to complain, and why
    Route(Route),
    /// 递交和答复的记录 What was handed in and answered
    #[command(subcommand, name = "handin")]
    HandIn(HandIn),
    /// 各项期限 What is due
    Deadlines(Deadlines),
    /// 按日志写一份函件 Write a letter from the log
    Letter(Letter),
    /// 命令补全脚本 Shell completions
    Completions {
        /// Shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Import {
    /// 文件：短信备份 XML、SMS Import/Export 的 ZIP/NDJSON/JSON、通话记录 CSV、本工具的 CSV/NDJSON、自述表文字、
    /// 家人交来的 *.dunlog 和撤回请求
    /// Files; the format is told by the content
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// 谁的手机；*.dunlog 里已写明 Whose phone; a bundle says it itself
    #[arg(long, requires = "role")]
    pub person: Option<String>,
    /// 债务人本人，还是其他被联系的人 The debtor, or somebody else who is contacted
    #[arg(long, value_enum, requires = "person")]
    pub role: Option<RoleArg>,
    /// 只读入，先不标注 Do not judge yet
    #[arg(long)]
    pub no_classify: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct List {
    /// 只列这一类 Only this label
    #[arg(long, value_name = "LABEL")]
    pub label: Option<String>,
    /// 号码包含 Number contains
    #[arg(long)]
    pub number: Option<String>,
    /// 内容包含 Text contains
    #[arg(long)]
    pub text: Option<String>,
    /// 这个人的手机 This person's phone
    #[arg(long)]
    pub person: Option<String>,
    /// 从某日（含） From this day, YYYY-MM-DD
    #[arg(long, value_parser = day)]
    pub from: Option<CivilDate>,
    /// 到某日（含） Up to and including this day, YYYY-MM-DD
    #[arg(long, value_parser = day)]
    pub to: Option<CivilDate>,
    /// 最多几条，0 为全部 At most so many, 0 for all
    #[arg(long, default_value_t = 200)]
    pub limit: u64,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Classify {
    /// 每行一个 JSON 对象，- 为标准输入；不给则重新标注日志
    /// One JSON object a line, - for standard input; without it the log is judged again
    #[arg(long, value_name = "FILE|-")]
    pub jsonl: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Eval {
    /// 每行一个 JSON 对象：text、label，可有 kind 和 role
    /// One JSON object a line: text, label; kind and role if known
    #[arg(long, value_name = "FILE")]
    pub data: PathBuf,
    /// 列出最严重的几处错误 Print so many of the worst errors
    #[arg(long, default_value_t = 20)]
    pub errors: usize,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Export {
    /// 放到哪个文件夹 Into this folder
    #[arg(long, default_value = "dunlog-export", value_name = "FOLDER", conflicts_with = "bundle")]
    pub out: PathBuf,
    /// 写成一个带签名和证明的文件 One signed file with proofs instead of a folder
    #[arg(long, value_name = "FILE.dunlog")]
    pub bundle: Option<PathBuf>,
    /// 连同与本案无关的记录 Every event, not only those of the matter
    #[arg(long)]
    pub all: bool,
    /// 不遮盖无关人员的号码 Do not mask numbers of bystanders
    #[arg(long)]
    pub show_bystanders: bool,
    /// 从某日（含） From this day, YYYY-MM-DD
    #[arg(long, value_parser = day)]
    pub from: Option<CivilDate>,
    /// 到某日（含） Up to and including this day, YYYY-MM-DD
    #[arg(long, value_parser = day)]
    pub to: Option<CivilDate>,
    /// 印在材料上的导出时间，RFC 3339；不给为现在 Time of export to print, RFC 3339; now if absent
    #[arg(long, value_parser = moment, value_name = "TIME")]
    pub at: Option<Timestamp>,
    /// 报案人情况等，只有本人才知道的内容（TOML，见 docs/papers.md） What only the person can say, see docs/papers.md
    #[arg(long, value_name = "FILE.toml", conflicts_with = "bundle")]
    pub details: Option<PathBuf>,
    /// 现在输入证件号码，只印在材料上，不保存 Ask for the number of the ID now; printed, stored nowhere
    #[arg(long, conflicts_with = "bundle")]
    pub ask_id: bool,
    /// PDF 用的字体；不给为系统的字体 The font of the PDF; those of the system if absent
    #[arg(long, value_name = "FILE")]
    pub font: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Invite {
    /// 对方看到的称呼 The name that the invited will see
    #[arg(long)]
    pub name: String,
    /// 二维码图片 Also write a QR code, SVG
    #[arg(long, value_name = "FILE.svg")]
    pub qr: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Join {
    /// 邀请的文字，- 为标准输入 The text of the invitation, - for standard input
    pub invitation: String,
    /// 自己怎么称呼 What you are called
    #[arg(long)]
    pub person: String,
    /// 债务人本人，还是其他被联系的人 The debtor, or somebody else who is contacted
    #[arg(long, value_enum, default_value = "contact")]
    pub role: RoleArg,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Share {
    /// 写到哪个文件；不给则只预览 Into this file; without it only a preview
    #[arg(long, value_name = "FILE.dunlog")]
    pub out: Option<PathBuf>,
    /// 哪个案件（join 时给出的编号） Which case, by the number that `join` gave
    #[arg(long, default_value_t = 1)]
    pub case: i64,
    /// 只交这些记录，编号用逗号分开 Only these events
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    pub events: Option<Vec<i64>>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Withdraw {
    /// 写到哪个文件，再交给案件的主人 Into this file, for the owner of the case
    #[arg(long, default_value = "撤回请求.txt", value_name = "FILE")]
    pub out: PathBuf,
    /// 哪个案件 Which case
    #[arg(long, default_value_t = 1)]
    pub case: i64,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Backup {
    /// 写到哪个文件 Into this file
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// 口令所在的文件（第一行）；不给则问 File with the passphrase in its first line; asked for if absent
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// 连同签名密钥，换手机后可接着同一本日志 With the signing key, to go on with the same log on a new phone
    #[arg(long)]
    pub with_key: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Restore {
    /// 备份文件 The backup
    pub backup: PathBuf,
    /// 口令所在的文件（第一行）；不给则问 File with the passphrase in its first line; asked for if absent
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Law {
    /// list 为全部 `list` for the whole pack
    #[arg(value_parser = ["list"])]
    pub what: Option<String>,
    /// 事件当日 The day of the event, YYYY-MM-DD
    #[arg(long, value_parser = day, value_name = "DATE")]
    pub on: Option<CivilDate>,
    /// 情形，可用逗号分开 Kinds of conduct, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    pub conduct: Vec<String>,
    /// 被联系的人是谁 Who was contacted
    #[arg(long, value_enum, default_value = "debtor")]
    pub role: RoleArg,
}

/// Languages.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LangArg {
    Zh,
    En,
}

/// A person's part in the matter.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RoleArg {
    /// 债务人本人 owes, or is said to
    Debtor,
    /// 其他被联系的人 anybody else who is contacted
    #[value(alias = "third_party", alias = "third-party")]
    Contact,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Debtor => Self::Debtor,
            RoleArg::Contact => Self::ThirdParty,
        }
    }
}

pub(crate) fn day(text: &str) -> Result<CivilDate, &'static str> {
    CivilDate::parse(text).map_err(|_| "日期写作 YYYY-MM-DD / a day is written YYYY-MM-DD")
}

fn moment(text: &str) -> Result<Timestamp, &'static str> {
    Timestamp::parse_rfc3339(text)
        .map_err(|_| "时间写作 2026-11-21T09:00:00+08:00 / a time is written like this")
}

#[cfg(test)]
mod tests {
    use super::Args;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }
}
