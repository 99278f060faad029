//! Which files there are, what is in them, and how anybody can check that they are unchanged.

use crate::case::{Case, Privacy, Scope};
use crate::ndjson::hex;
use crate::summary::Summary;
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt::Write;

/// One file of the package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// What it is, in the words of the list.
    pub category: String,
    /// Its format.
    pub format: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// The machine-readable list.
pub(crate) fn manifest(case: &Case, summary: &Summary, files: &[FileEntry]) -> Value {
    let logs: Vec<Value> = case
        .heads
        .iter()
        .map(|head| {
            json!({ "person": head.person.name, "log": head.log.to_string(), "size": head.size, "root": hex(&head.root) })
        })
        .collect();
    let imports: Vec<Value> = case
        .batches
        .iter()
        .map(|batch| {
            let person = case.persons.iter().find(|person| person.id == batch.person);
            json!({
                "person": person.map(|person| &person.name),
                "name": batch.file.name,
                "format": batch.file.format,
                "bytes": batch.file.bytes,
                "sha256": hex(&batch.file.sha256),
                "read": batch.counts.read,
                "new": batch.counts.new,
                "merged": batch.counts.merged,
                "rejected": batch.counts.rejected,
                "torn": batch.counts.torn,
            })
        })
        .collect();
    json!({
        "schema": "dunlog-package/1",
        "exported_at": case.exported_at.to_string(),
        "program": case.program,
        "ruleset": case.ruleset,
        "scope": match case.options.scope { Scope::Relevant => "relevant", Scope::All => "all" },
        "bystanders": match case.options.privacy { Privacy::MaskBystanders => "masked", Privacy::ShowAll => "shown" },
        "from": case.options.from.map(|time| time.to_string()),
        "to": case.options.to.map(|time| time.to_string()),
        "events": summary.events,
        "listed": summary.listed,
        "logs": logs,
        "imports": imports,
        "files": files,
    })
}

/// The text for a person who has only these files and common tools.
pub(crate) fn verification(case: &Case, files: &[FileEntry], manifest: &FileEntry) -> String {
    let mut text = String::from(INTRODUCTION);
    let listed = files.iter().chain([manifest]);
    for (number, file) in (1..).zip(listed) {
        let FileEntry { name, category, format, bytes, sha256 } = file;
        writeln!(
            text,
            "{number}. {name}\n   类别：{category}　格式：{format}　大小：{bytes} 字节\n   SHA-256：{sha256}"
        )
        .expect(FMT);
    }
    text.push_str(HOW_TO_CHECK);
    for batch in &case.batches {
        let person =
            case.persons.iter().find(|person| person.id == batch.person).map_or("", |person| &person.name);
        writeln!(
            text,
            "- {person}：{}（{} 字节）\n  SHA-256：{}",
            batch.file.name,
            batch.file.bytes,
            hex(&batch.file.sha256)
        )
        .expect(FMT);
    }
    text.push_str("\n四、日志\n每部手机各有一本只能追加的日志，按 RFC 6962 计算树根。导出时：\n");
    push_logs(&mut text, case);
    text.push_str(LIMITS);
    writeln!(
        text,
        "\n制作说明\n导出时间：{}（北京时间）　程序：{}　规则：{}",
        case.exported_at.china_text(),
        case.program,
        case.ruleset
    )
    .expect(FMT);
    text.push_str(SIGNATURE);
    text
}

/// The page in a bundle that tells how to check it with common tools.
pub fn bundle_guide(case: &Case) -> String {
    let mut text = String::from(BUNDLE_GUIDE);
    push_logs(&mut text, case);
    text.push_str(LIMITS);
    writeln!(
        text,
        "\n导出时间：{}（北京时间）　程序：{}　规则：{}",
        case.exported_at.china_text(),
        case.program,
        case.ruleset
    )
    .expect(FMT);
    // Notepad on older Windows takes a text without BOM for GBK.
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

/// One line for each log as it stood at the export.
fn push_logs(text: &mut String, case: &Case) {
    for head in &case.heads {
        writeln!(
            text,
            "- {}：编号 {}，共 {} 条，树根 {}",
            head.person.name,
            head.log,
            head.size,
            hex(&head.root)
        )
        .expect(FMT);
    }
}

const BUNDLE_GUIDE: &str = include_str!("../data/bundle-guide.txt");

const FMT: &str = "writing to a String cannot fail";

const INTRODUCTION: &str = "校验说明\n\n本说明告诉您怎样检查这个文件夹里的文件是否被改动过。只需要电脑自带的工具，不需要联网，也不需要安装本程序。\n\n一、文件清单（类别、格式、完整性校验值）\n";

const HOW_TO_CHECK: &str = "
二、怎样检查
1. 打开命令行，进入本文件夹。
2. Windows：certutil -hashfile 文件名 SHA256
   Linux：sha256sum 文件名　　macOS：shasum -a 256 文件名
3. 把得到的 64 位数字与上面的 SHA-256 对照。完全一样，文件就没有改动；有一位不同，文件就改动过。
4. 本说明自身的校验值不在其中，请在接收时另行抄录。

三、原始文件
记录由下列文件读入，读入时计算了校验值。原始记录仍在手机中，请勿删除。
";

const LIMITS: &str = "
五、能说明什么，不能说明什么
- 能说明：文件自导出后没有改动；记录自写入日志后没有改动、没有缺号（可用本程序的 fsck 命令重新计算）。
- 不能说明：写入日志之前，备份文件或手机中的记录是否被改动过；来电显示的号码是否真实；通话里说了什么。
- “疑似”是程序按公开的规则所作的标注，附有所依据的原话或次数，供核对，不是对任何人行为的认定。
- 通话次数可与运营商通话详单核对。
";

const SIGNATURE: &str = "原始载体：本人手机，由本人保管。
制作方法：由手机导出或备份的文件读入，未改动原文件；本文件夹由程序生成。

制作人签名：＿＿＿＿＿＿＿＿　持有人签名：＿＿＿＿＿＿＿＿　日期：＿＿＿＿年＿＿月＿＿日
";
