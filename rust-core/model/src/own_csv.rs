//! The words of this product's own CSV, in both directions, so that the crate that writes it and the crate
//! that reads it cannot drift apart.
//!
//! Spreadsheets run a cell that begins with `=` or `+` as a formula. Every such cell gets a leading `'`
//! ([`guard`]), and a number that begins with `+` is written as `tel:+86…` ([`number_cell`]), so that reading
//! the file back gives exactly what was there.

use crate::{Body, Call, CallType, Channel, Direction, Message, MessageBox, Note, NoteKind};
use std::borrow::Cow;

/// The header row, in order. A file with any other header is not this product's.
pub const HEADER: [&str; 22] = [
    "序号",
    "记录人",
    "身份",
    "时间(+08:00)",
    "毫秒",
    "类型",
    "方向",
    "通话结果",
    "通话秒数",
    "振铃秒数",
    "对方号码(原样)",
    "显示名",
    "SIM卡",
    "内容",
    "疑似类别",
    "可能性",
    "情形",
    "判断依据",
    "来源",
    "首次记录时间",
    "日志序号",
    "日志编号",
];

const CALL: &str = "电话";
const NOTE: &str = "笔记";

const CHANNELS: [(Channel, &str); 3] =
    [(Channel::Sms, "短信"), (Channel::Mms, "彩信"), (Channel::Im, "即时消息")];

const CALL_TYPES: [(CallType, &str); 8] = [
    (CallType::Answered, "已接"),
    (CallType::Outgoing, "去电"),
    (CallType::Missed, "未接"),
    (CallType::Voicemail, "语音信箱"),
    (CallType::Rejected, "拒接"),
    (CallType::Blocked, "拦截"),
    (CallType::AnsweredElsewhere, "其他设备接听"),
    (CallType::Ringing, "响铃"),
];

const BOXES: [(MessageBox, &str); 6] = [
    (MessageBox::Inbox, "收件"),
    (MessageBox::Sent, "已发"),
    (MessageBox::Draft, "草稿"),
    (MessageBox::Outbox, "发件箱"),
    (MessageBox::Failed, "发送失败"),
    (MessageBox::Queued, "待发"),
];

const NOTE_KINDS: [(NoteKind, &str); 5] = [
    (NoteKind::Remark, "记录"),
    (NoteKind::Visit, "上门"),
    (NoteKind::StopRequest, "要求停止"),
    (NoteKind::Complaint, "投诉"),
    (NoteKind::Police, "报警"),
];

/// The cell `类型`.
pub fn kind_word(body: &Body) -> &'static str {
    match body {
        Body::Call(_) => CALL,
        Body::Message(message) => word(&CHANNELS, message.channel).unwrap_or("短信"),
        Body::Note(_) => NOTE,
    }
}

/// The cell `方向`.
pub fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::In => "收到",
        Direction::Out => "发出",
        Direction::Local => "本机",
    }
}

/// The cell `通话结果`: how a call ended, in which box a message lies, what a note is about.
pub fn result_word(body: &Body) -> Cow<'static, str> {
    match body {
        Body::Call(call) => word_or_number(&CALL_TYPES, call.call_type, |call_type| match call_type {
            CallType::Other(number) => Some(number),
            _ => None,
        }),
        Body::Message(message) => word_or_number(&BOXES, message.mailbox, |mailbox| match mailbox {
            MessageBox::Other(number) => Some(number),
            _ => None,
        }),
        Body::Note(note) => Cow::Borrowed(word(&NOTE_KINDS, note.note_kind).unwrap_or_default()),
    }
}

/// The body back from the cells `类型`, `通话结果`, the seconds of either seconds column and `内容`. `None` when
/// a word is not one of ours.
pub fn body(kind: &str, result: &str, seconds: Option<u32>, text: &str) -> Option<Body> {
    let text = text.to_owned();
    match kind {
        CALL => {
            let call_type =
                meaning(&CALL_TYPES, result).or_else(|| other(result).map(CallType::from_android))?;
            Some(Body::Call(Call { call_type, seconds }))
        }
        NOTE => {
            let note_kind = meaning(&NOTE_KINDS, result)?;
            Some(Body::Note(Note { note_kind, text }))
        }
        _ => {
            let channel = meaning(&CHANNELS, kind)?;
            let mailbox = meaning(&BOXES, result).or_else(|| other(result).map(MessageBox::from_android))?;
            Some(Body::Message(Message { channel, mailbox, text }))
        }
    }
}

/// A cell that no spreadsheet runs or rewrites: a leading `'` where the text begins like a formula or with `'` itself, or is
/// a number or a date that would come back in another form.
pub fn guard(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\'', '\t', '\r', '\n', '\0']) || is_rewritten(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Undoes [`guard`]: removes one leading `'`.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// Digits that a spreadsheet keeps; of more it makes a rounded number.
const DIGITS_KEPT: usize = 15;

/// True for what a spreadsheet takes for a number or a date and prints otherwise: `021…`, `1.10`, `10-1`, `1e5`, long digits.
fn is_rewritten(cell: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || "eE.,:/%- ".contains(c);
    let is_number =
        cell.starts_with(|first: char| first.is_ascii_digit() || first == '.') && cell.chars().all(is_part);
    let is_digits = cell.chars().all(|c| c.is_ascii_digit());
    is_number && (!is_digits || cell.len() > DIGITS_KEPT || (cell.starts_with('0') && cell.len() > 1))
}

/// The number cell: `tel:` before a `+` and before what would come back in another form, so that the digits stay as they were
/// shown, and the guard for the rest.
pub fn number_cell(shown: &str) -> Cow<'_, str> {
    if shown.starts_with('+') || shown.starts_with("tel:") || is_rewritten(shown) {
        Cow::Owned(format!("tel:{shown}"))
    } else {
        guard(shown)
    }
}

/// Undoes [`number_cell`].
pub fn number_from_cell(cell: &str) -> &str {
    cell.strip_prefix("tel:").unwrap_or_else(|| unguard(cell))
}

fn word<T: Copy + PartialEq>(table: &[(T, &'static str)], value: T) -> Option<&'static str> {
    table.iter().find(|(candidate, _)| *candidate == value).map(|(_, word)| *word)
}

fn meaning<T: Copy>(table: &[(T, &'static str)], wanted: &str) -> Option<T> {
    table.iter().find(|(_, word)| *word == wanted).map(|(value, _)| *value)
}

fn word_or_number<T: Copy + PartialEq>(
    table: &[(T, &'static str)],
    value: T,
    number: impl Fn(T) -> Option<i32>,
) -> Cow<'static, str> {
    match (word(table, value), number(value)) {
        (Some(word), _) => Cow::Borrowed(word),
        (None, number) => Cow::Owned(format!("其他({})", number.unwrap_or_default())),
    }
}

/// The number in `其他(n)`.
fn other(result: &str) -> Option<i32> {
    result.strip_prefix("其他(")?.strip_suffix(')')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(call_type: CallType) -> Body {
        Body::Call(Call { call_type, seconds: Some(9) })
    }

    fn message(channel: Channel, mailbox: MessageBox) -> Body {
        Body::Message(Message { channel, mailbox, text: "您好".to_owned() })
    }

    fn every_body() -> Vec<Body> {
        let calls = CALL_TYPES.iter().map(|(call_type, _)| call(*call_type));
        let boxes = BOXES.iter().map(|(mailbox, _)| message(Channel::Sms, *mailbox));
        let channels = CHANNELS.iter().map(|(channel, _)| message(*channel, MessageBox::Other(-7)));
        let notes = NOTE_KINDS
            .iter()
            .map(|(note_kind, _)| Body::Note(Note { note_kind: *note_kind, text: "=1".to_owned() }));
        calls.chain([call(CallType::Other(1000))]).chain(boxes).chain(channels).chain(notes).collect()
    }

    #[test]
    fn every_body_survives_its_words() {
        for expected in every_body() {
            let result = result_word(&expected);
            let read = body(kind_word(&expected), &result, Some(9), expected.text().unwrap_or_default());
            assert_eq!(read, Some(expected), "{result}");
        }
        assert_eq!(body("电话", "收件", None, ""), None);
        assert_eq!(body("传真", "已接", None, ""), None);
    }

    #[test]
    fn a_cell_that_begins_like_a_formula_is_guarded_and_comes_back() {
        for cell in ["=1+1", "+1", "-1", "@x", "'quoted", "\tx", "\r", "\nx", "\0"] {
            let guarded = guard(cell);
            assert!(guarded.starts_with('\''), "{cell:?}");
            assert_eq!(unguard(&guarded), cell);
        }
        assert_eq!(guard("您好"), "您好");
        assert_eq!(unguard("您好"), "您好");
    }

    #[test]
    fn a_number_keeps_its_plus() {
        assert_eq!(number_cell("+8613900001234"), "tel:+8613900001234");
        for shown in ["+8613900001234", "13900001234", "tel:95000", "-5", "@x", ""] {
            assert_eq!(number_from_cell(&number_cell(shown)), shown);
        }
    }
}
