//! Tells a format from the content, never from a file name.

use crate::csv::{CallLayout, OwnLayout, cells, delimiter};
use crate::self_report;
use memchr::memmem;
use std::borrow::Cow;

/// How much of the start of a file is looked at.
pub(crate) const HEAD_BYTES: usize = 64 * 1024;

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// SMS Backup & Restore: `<smses>` or `<calls>`.
    BackupXml,
    /// SMS Import / Export 2.x: a ZIP with `messages.ndjson`.
    SmsIeZip,
    /// The NDJSON of SMS Import / Export: SMS and MMS, one per line.
    SmsIeMessages,
    /// The call log of SMS Import / Export: a JSON array, or one call per line.
    SmsIeCalls,
    /// A call log as CSV.
    CallCsv,
    /// This product's CSV.
    DunlogCsv,
    /// This product's event lines.
    DunlogNdjson,
    /// The text that this product's form gives back.
    SelfReport,
}

impl Format {
    /// The stable word for the format.
    pub fn id(self) -> &'static str {
        match self {
            Self::BackupXml => "backup_xml",
            Self::SmsIeZip => "sms_ie_zip",
            Self::SmsIeMessages => "sms_ie_messages",
            Self::SmsIeCalls => "sms_ie_calls",
            Self::CallCsv => "call_csv",
            Self::DunlogCsv => "dunlog_csv",
            Self::DunlogNdjson => "dunlog_ndjson",
            Self::SelfReport => "self_report",
        }
    }
}

/// Tells the format from the first bytes of a file, of which up to 64 KiB are looked at.
pub fn detect(head: &[u8]) -> Option<Format> {
    let head = head.get(..HEAD_BYTES).unwrap_or(head);
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(Format::SmsIeZip);
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let format = match head.first()? {
        b'<' => xml(head),
        b'[' => json_row(head).filter(|format| *format != Format::DunlogNdjson),
        b'{' => json_row(head),
        _ => table(head),
    };
    // Last, because a backup may hold a message that holds a form.
    format.or_else(|| form(head))
}

/// True for text in UTF-16, with or without its mark.
pub(crate) fn is_utf16(head: &[u8]) -> bool {
    matches!(head, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'<', 0, ..] | [0, b'<', ..])
        || matches!(head, [b'{' | b'[', 0, ..] | [0, b'{' | b'[', ..])
}

fn xml(head: &[u8]) -> Option<Format> {
    ["<smses", "<calls", "<sms ", "<mms ", "<call "]
        .iter()
        .any(|start| contains(head, start))
        .then_some(Format::BackupXml)
}

/// By the names in the first lines: a first record that is broken must not hide the format.
fn json_row(head: &[u8]) -> Option<Format> {
    let has = |name: &str| contains(head, &format!("\"{name}\""));
    if has("dunlog") && contains(head, "\"event/1\"") {
        return Some(Format::DunlogNdjson);
    }
    let is_call = has("number") && (has("duration") || has("type"));
    let is_message = has("address") || has("body") || has("msg_box") || has("__parts");
    let is_array = head.starts_with(b"[");
    let is_empty_array = is_array && head.trim_ascii_end() == b"[]";
    // Some makers' call logs have a column `address`, so an array of calls is told first.
    if (is_call && (is_array || !is_message)) || is_empty_array {
        return Some(Format::SmsIeCalls);
    }
    is_message.then_some(Format::SmsIeMessages)
}

fn table(head: &[u8]) -> Option<Format> {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or(head);
    let line = std::str::from_utf8(line).ok()?.trim_end_matches('\r');
    let header: Vec<Cow<'_, str>> = cells(line, delimiter(line))?;
    if OwnLayout::is(&header) {
        return Some(Format::DunlogCsv);
    }
    CallLayout::of(&header).map(|_| Format::CallCsv)
}

/// The first line of the form may stand behind a name that a chat program puts before it.
fn form(head: &[u8]) -> Option<Format> {
    let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.any(|line| line.ends_with(self_report::MARK.as_bytes())).then_some(Format::SelfReport)
}

fn contains(head: &[u8], text: &str) -> bool {
    memmem::find(head, text.as_bytes()).is_some()
}
