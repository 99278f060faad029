//! One text without a log: the contract behind `dunlog classify --jsonl`.

use crate::judge::forbids;
use dunlog_classify::{Classifier, Facts, Input, InputKind};
use dunlog_model::{PhoneNumber, Role, Timestamp, Verdict};

/// A text and what is known about it.
#[derive(Clone, Copy, Debug)]
pub struct TextRequest<'a> {
    /// The words.
    pub text: &'a str,
    /// The sender or caller as shown.
    pub number: Option<&'a str>,
    /// When it came.
    pub time: Option<Timestamp>,
    /// True for words of a call, false for a message.
    pub is_call_line: bool,
    /// Whose phone; the debtor's when not said.
    pub role: Option<Role>,
}

/// The verdict on one text. There is no history, so only the words, the hour and the role speak.
pub fn judge_text(request: &TextRequest<'_>) -> Verdict {
    let number = request.number.and_then(PhoneNumber::from_shown);
    let role = request.role.unwrap_or(Role::Debtor);
    let channel = if request.is_call_line { "call" } else { "message" };
    let facts = Facts {
        forbidden_hours: request.time.is_some_and(|time| forbids(time, role, channel)),
        ..Facts::default()
    };
    Classifier::bundled().classify(&Input {
        text: Some(request.text),
        kind: if request.is_call_line { InputKind::CallLine } else { InputKind::Sms },
        number: number.as_ref(),
        role,
        facts,
    })
}
