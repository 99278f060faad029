//! What the caller hands in.

use dunlog_model::{Label, PhoneNumber, Role};

/// One incoming event to be judged.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The words, if there are any. An empty text counts as none.
    pub text: Option<&'a str>,
    /// What kind of thing the words are.
    pub kind: InputKind,
    /// The other party; `None` when withheld.
    pub number: Option<&'a PhoneNumber>,
    /// Whose phone it is.
    pub role: Role,
    /// What the history of the case says at this moment.
    pub facts: Facts,
}

/// What kind of thing is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// The text of a message.
    Sms,
    /// Words of a call: a transcript line, or what the person noted about it. "My family" is then the family of
    /// the person who notes, so the person's own voice does not speak against harassment.
    CallLine,
    /// A call without words.
    Call,
}

/// How many contacts fell into the windows that end at the judged moment, that contact included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Within the last ten minutes.
    pub ten_minutes: u32,
    /// Within the last hour.
    pub hour: u32,
    /// Within the last 24 hours.
    pub day: u32,
    /// Within the last seven days.
    pub week: u32,
}

/// Facts from the history of a case, the judged contact included in every count. [`crate::History`] makes them;
/// `forbidden_hours` is the caller's to set, because the law decides by date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The contact fell into hours in which collection is not allowed.
    pub forbidden_hours: bool,
    /// The phone showed a contact name for the number.
    pub is_named: bool,
    /// Incoming calls by this number.
    pub calls: Counts,
    /// Incoming messages by this number.
    pub messages: Counts,
    /// Contacts by numbers that differ only in the last digits, this number included. Zero for numbers that
    /// many senders share.
    pub prefix: Counts,
    /// How many different numbers of that prefix were seen within 24 hours.
    pub prefix_numbers: u32,
    /// Contacts by suspicious numbers with anybody of the case.
    pub case: Counts,
    /// People of the case whom suspicious numbers reached within ten minutes.
    pub people_ten_minutes: u32,
    /// The same within 24 hours.
    pub people_day: u32,
    /// People of the case whom this very number reached within 24 hours.
    pub people_by_number: u32,
    /// Missed, rejected and blocked calls by this number on this local day.
    pub unanswered_today: u32,
    /// Answered calls by this number on this local day.
    pub answered_today: u32,
    /// What a text or note made of this number, if it was collection; or collection, if several numbers of its
    /// block collect.
    pub known: Option<Label>,
    /// How many other numbers of its block are known to collect, where that is why this one is known.
    pub known_of_prefix: u32,
    /// The person asked this number, or everybody, to stop before.
    pub after_refusal: bool,
}
