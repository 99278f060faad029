//! The text block that the form of this product gives back: what somebody wrote down afterwards whose phone cannot run it.
//!
//! ```text
//! 催证自述表/1
//! 填写人｜王芳
//! 填写于｜2026-11-21 21:30
//! 来电接听｜2026-11-20 19:30｜13900001234｜自称某公司，要我转告我表弟还钱
//! 共｜1
//! ```
//!
//! Chat programs put words before and after a pasted text, so reading begins at the first line of the form and ends with its
//! last; lines between them that are not of the form are rejects, and a count that does not fit says that lines are missing.

use crate::out::{Done, Out};
use crate::window::{Line, Window};
use crate::{Code, Sink, checked};
use dunlog_model::{
    Body, Call, CallType, Channel, Message, MessageBox, Note, NoteKind, Observation, RawColumns, Source,
    Timestamp, limits::RECORD_BYTES,
};
use std::io::Read;

/// The first line of a form.
pub(crate) const MARK: &str = "催证自述表/1";
/// Between the parts of a line; nobody types it by chance.
const BAR: char = '｜';

pub(crate) fn read<R: Read, S: Sink>(mut window: Window<R>, out: &mut Out<'_, S>) -> Done<S> {
    window.skip_bom()?;
    let mut form = Form::default();
    loop {
        let length = match window.line(RECORD_BYTES)? {
            Line::Whole(length) | Line::Last(length) => length,
            Line::TooLong => {
                out.reject(window.place(), Code::RecordTooLarge, window.first(RECORD_BYTES))?;
                window.skip_line()?;
                continue;
            }
            Line::End => break,
        };
        let raw = window.first(length).trim_ascii();
        match std::str::from_utf8(raw).map(|line| form.line(line.trim())) {
            Err(_) => out.reject(window.place(), Code::NotUtf8, raw)?,
            Ok(Meaning::Nothing) => {}
            Ok(Meaning::Rows(Err(code))) => out.reject(window.place(), code, raw)?,
            Ok(Meaning::Rows(Ok(rows))) => {
                for row in rows {
                    out.record(window.place(), Ok(row), raw)?;
                }
            }
            Ok(Meaning::End(true)) => return Ok(()),
            Ok(Meaning::End(false)) => return out.reject(window.place(), Code::TornLine, raw),
        }
        window.skip(length);
    }
    if form.begun {
        out.reject(window.place(), Code::TornLine, b"")?; // the line that counts the others is missing
    }
    Ok(())
}

#[derive(Default)]
struct Form {
    begun: bool,
    entered: Option<String>,
    by: Option<String>,
    rows: u64,
}

enum Meaning {
    Nothing,
    Rows(Result<Vec<Observation>, Code>),
    /// Whether the count fits.
    End(bool),
}

impl Form {
    fn line(&mut self, line: &str) -> Meaning {
        if !self.begun {
            self.begun = line.ends_with(MARK);
            return Meaning::Nothing;
        }
        let parts: Vec<&str> = line.split(BAR).map(str::trim).collect();
        match parts.as_slice() {
            [""] => Meaning::Nothing,
            ["填写人", name] => {
                self.by = Some((*name).to_owned());
                Meaning::Nothing
            }
            ["填写于", time] => {
                self.entered = Some((*time).to_owned());
                Meaning::Nothing
            }
            ["共", count] => Meaning::End(count.parse() == Ok(self.rows)),
            [kind, time, number, text] => {
                self.rows += 1;
                Meaning::Rows(self.rows_of(kind, time, number, text, line))
            }
            _ => Meaning::Rows(Err(Code::UnknownRecord)),
        }
    }

    /// What one line says: a call with words is the call, and a note of the words.
    fn rows_of(
        &self,
        kind: &str,
        time: &str,
        number: &str,
        text: &str,
        line: &str,
    ) -> Result<Vec<Observation>, Code> {
        // A line break was written as one sign, so that a row stays a line.
        let text = text.replace('⏎', "\n");
        let note = |note_kind| Body::Note(Note { note_kind, text: text.clone() });
        let call = |call_type| Body::Call(Call { call_type, seconds: None });
        let mut bodies = match kind {
            "来电接听" => vec![call(CallType::Answered)],
            "来电未接" => vec![call(CallType::Missed)],
            "短信" => vec![message(Channel::Sms, text.clone())],
            "微信等" => vec![message(Channel::Im, text.clone())],
            "上门" => vec![note(NoteKind::Visit)],
            "其他" => vec![note(NoteKind::Remark)],
            _ => return Err(Code::TypeUnknown),
        };
        if matches!(bodies.as_slice(), [Body::Call(_)]) && !text.is_empty() {
            bodies.push(note(NoteKind::Remark));
        }
        if time.is_empty() {
            return Err(Code::TimeMissing);
        }
        let time = Timestamp::parse_china_local(&with_seconds(time)).map_err(|_| Code::TimeUnreadable)?;
        let number = crate::number(number)?;
        let mut raw = RawColumns::default();
        raw.put_text("line", line);
        raw.put_text("entered", self.entered.as_deref().unwrap_or_default());
        raw.put_text("by", self.by.as_deref().unwrap_or_default());
        let observation = |body| {
            checked(Observation {
                body,
                time,
                sent: None,
                number: number.clone(),
                name: None,
                sim: None,
                source: Source::SelfReport,
                provider_id: None,
                raw: raw.clone(),
            })
        };
        bodies.into_iter().map(observation).collect()
    }
}

fn message(channel: Channel, text: String) -> Body {
    Body::Message(Message { channel, mailbox: MessageBox::Inbox, text })
}

/// The form asks for minutes.
fn with_seconds(time: &str) -> String {
    let time = time.replace('T', " ");
    if time.matches(':').count() == 1 { format!("{time}:00") } else { time }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reject, Summary};
    use std::io::Cursor;

    #[derive(Default)]
    struct Kept {
        read: Vec<Observation>,
        codes: Vec<Code>,
    }

    impl Sink for Kept {
        type Error = std::convert::Infallible;

        fn observation(&mut self, _: crate::Place, observation: Observation) -> Result<(), Self::Error> {
            self.read.push(observation);
            Ok(())
        }

        fn reject(&mut self, reject: Reject<'_>) -> Result<(), Self::Error> {
            self.codes.push(reject.code);
            Ok(())
        }
    }

    fn read(text: &str) -> (Summary, Kept) {
        let mut kept = Kept::default();
        let summary = crate::read(Cursor::new(text.as_bytes().to_vec()), &mut kept).unwrap();
        (summary, kept)
    }

    const FORM: &str = "王芳:\n催证自述表/1\n填写人｜王芳\n填写于｜2026-11-21 21:30\n\
        来电接听｜2026-11-20 19:30｜13900001234｜要我转告表弟⏎还钱\n短信｜2026-11-20T08:01｜｜请转告\n共｜2\n谢谢";

    #[test]
    fn a_pasted_form_gives_its_rows_and_nothing_around_them() {
        let (summary, kept) = read(FORM);
        assert_eq!((summary.format.id(), summary.torn, kept.codes), ("self_report", false, Vec::new()));
        let bodies: Vec<(&str, Option<&str>)> =
            kept.read.iter().map(|seen| (seen.body.kind_id(), seen.body.text())).collect();
        assert_eq!(
            bodies,
            [("call", None), ("note", Some("要我转告表弟\n还钱")), ("message", Some("请转告"))]
        );
        assert!(kept.read.iter().all(|seen| seen.source == Source::SelfReport));
        assert_eq!(kept.read[0].time.china_text(), "2026-11-20 19:30:00");
        assert_eq!(kept.read[0].raw.0["entered"], "2026-11-21 21:30");
    }

    #[test]
    fn lines_that_are_missing_or_broken_are_told_and_the_others_stay() {
        let (summary, kept) = read(&FORM.replace("共｜2", "共｜3"));
        assert!(summary.torn);
        assert_eq!((kept.read.len(), kept.codes), (3, vec![Code::TornLine]));
        let (_, kept) = read(&FORM.replace("短信｜2026-11-20T08:01", "电报｜2026-11-20T08:01"));
        assert_eq!((kept.read.len(), kept.codes), (2, vec![Code::TypeUnknown]));
        let (_, kept) = read(&FORM.replace("2026-11-20 19:30", "昨天"));
        assert_eq!((kept.read.len(), kept.codes), (1, vec![Code::TimeUnreadable]));
        let (summary, kept) = read(FORM.split("短信").next().unwrap());
        assert!(summary.torn);
        assert_eq!((kept.read.len(), kept.codes), (2, vec![Code::TornLine]));
    }
}
