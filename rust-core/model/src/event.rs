//! What a phone saw or a person wrote down.
//!
//! An [`Observation`] is what *one* source says. Two sources may speak of the same call; the ledger brings
//! their observations together into one event and keeps both.

use crate::{PhoneNumber, RawColumns, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One record of one source, complete and unaltered.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// What happened.
    pub body: Body,
    /// When, as this source states it: start of the call, receipt of the message.
    pub time: Timestamp,
    /// When the network says the message was sent, if it says so.
    pub sent: Option<Timestamp>,
    /// The other party as shown. `None` when the number was withheld.
    pub number: Option<PhoneNumber>,
    /// The name that the phone showed for the number, if any.
    pub name: Option<String>,
    /// Which SIM, in the words of the source.
    pub sim: Option<String>,
    /// Who says so.
    pub source: Source,
    /// The row identity in the source, if it has one. Tells two equal messages from one message read twice.
    pub provider_id: Option<String>,
    /// Every column of the source, verbatim.
    pub raw: RawColumns,
}

/// What kind of thing happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// A call, answered or not.
    Call(Call),
    /// An SMS, an MMS or a chat message.
    Message(Message),
    /// Something the person wrote down.
    Note(Note),
}

/// A call. `seconds` is talk time only for answered and outgoing calls: several ROMs store ring time in the
/// same column for missed and rejected ones, so ask [`Call::talk_seconds`] or [`Call::ring_seconds`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// How it ended.
    #[serde(rename = "call_type")]
    pub call_type: CallType,
    /// The duration column of the source, in seconds.
    pub seconds: Option<u32>,
}

/// The call types of Android's `CallLog.Calls.TYPE`, and what live signals know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallType {
    /// 1: incoming and answered.
    Answered,
    /// 2: made from this phone.
    Outgoing,
    /// 3: incoming, not answered.
    Missed,
    /// 4: went to voicemail.
    Voicemail,
    /// 5: rejected by the person.
    Rejected,
    /// 6: blocked by the phone.
    Blocked,
    /// 7: answered on another device.
    AnsweredElsewhere,
    /// Incoming, seen live; how it ended is not known to this source.
    Ringing,
    /// A vendor's own number. Kept, treated as incoming, never as answered.
    #[serde(untagged)]
    Other(i32),
}

/// A text message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Through what it came.
    pub channel: Channel,
    /// Which box of the phone it lies in.
    #[serde(rename = "box")]
    pub mailbox: MessageBox,
    /// The text, unaltered.
    pub text: String,
}

/// The transport of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Short message.
    Sms,
    /// Multimedia message; only its text parts are in the text.
    Mms,
    /// Instant messenger, or a message of which only the notification was seen.
    Im,
}

/// The SMS boxes of Android's `Telephony.TextBasedSmsColumns.TYPE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageBox {
    /// 1: received.
    Inbox,
    /// 2: sent.
    Sent,
    /// 3: written, not sent.
    Draft,
    /// 4: on its way out.
    Outbox,
    /// 5: could not be sent.
    Failed,
    /// 6: waiting to be sent.
    Queued,
    /// A vendor's own number. Kept, treated as received.
    #[serde(untagged)]
    Other(i32),
}

/// Something the person recorded: self-reported, and marked so wherever it is shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What the note is about.
    pub note_kind: NoteKind,
    /// The person's words.
    pub text: String,
}

/// What a note is about. Refusals, complaints and warnings switch conduct limits on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// What was said in a call, or any other remark.
    Remark,
    /// Somebody came to the door or to the workplace.
    Visit,
    /// The person asked the other side to stop.
    StopRequest,
    /// A complaint to the lender or to an authority.
    Complaint,
    /// A report to the police, or a warning by them.
    Police,
}

/// Towards the phone or away from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Received.
    In,
    /// Made or sent from this phone.
    Out,
    /// Neither: a draft, a note.
    Local,
}

/// Who says that it happened. The call log is the source of truth, a live source the witness of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Call screening service, live.
    Screening,
    /// Telephony state broadcast, live.
    PhoneState,
    /// SMS broadcast, live.
    SmsBroadcast,
    /// Notification of the SMS app or a messenger, live.
    Notification,
    /// The phone's call log, read by the app.
    CallLog,
    /// The phone's SMS store, read by the app.
    SmsInbox,
    /// SMS Backup & Restore, XML.
    BackupXml,
    /// SMS Import / Export, NDJSON or JSON.
    SmsIe,
    /// A call log as CSV, made by a call-log exporter.
    CallCsv,
    /// A CSV that this product exported.
    DunlogCsv,
    /// NDJSON of this product.
    DunlogNdjson,
    /// Written by the person.
    Manual,
    /// Filled in afterwards, on a form, by somebody whose phone does not run the app.
    SelfReport,
}

impl Call {
    /// Seconds of talk: only for types of which the duration column means talk.
    pub fn talk_seconds(&self) -> Option<u32> {
        matches!(self.call_type, CallType::Answered | CallType::Outgoing).then_some(self.seconds).flatten()
    }

    /// Seconds of ringing, where the phone stores them: missed and rejected calls on several ROMs.
    pub fn ring_seconds(&self) -> Option<u32> {
        matches!(self.call_type, CallType::Missed | CallType::Rejected).then_some(self.seconds).flatten()
    }
}

impl CallType {
    /// From the number of the platform's call log.
    pub fn from_android(number: i32) -> Self {
        match number {
            1 => Self::Answered,
            2 => Self::Outgoing,
            3 => Self::Missed,
            4 => Self::Voicemail,
            5 => Self::Rejected,
            6 => Self::Blocked,
            7 => Self::AnsweredElsewhere,
            other => Self::Other(other),
        }
    }

    /// True when somebody on this phone spoke with the caller.
    pub fn is_answered(self) -> bool {
        self == Self::Answered
    }
}

impl MessageBox {
    /// From the number of the platform's SMS store.
    pub fn from_android(number: i32) -> Self {
        match number {
            1 => Self::Inbox,
            2 => Self::Sent,
            3 => Self::Draft,
            4 => Self::Outbox,
            5 => Self::Failed,
            6 => Self::Queued,
            other => Self::Other(other),
        }
    }
}

impl Body {
    /// Towards the phone, away from it, or neither.
    pub fn direction(&self) -> Direction {
        match self {
            Self::Call(call) if call.call_type == CallType::Outgoing => Direction::Out,
            Self::Call(_) => Direction::In,
            Self::Message(message) => match message.mailbox {
                MessageBox::Inbox | MessageBox::Other(_) => Direction::In,
                MessageBox::Draft => Direction::Local,
                MessageBox::Sent | MessageBox::Outbox | MessageBox::Failed | MessageBox::Queued => {
                    Direction::Out
                }
            },
            Self::Note(_) => Direction::Local,
        }
    }

    /// `call`, `message` or `note`.
    pub fn kind_id(&self) -> &'static str {
        match self {
            Self::Call(_) => "call",
            Self::Message(_) => "message",
            Self::Note(_) => "note",
        }
    }

    /// The words of a message or a note; a call has none.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Call(_) => None,
            Self::Message(message) => Some(&message.text),
            Self::Note(note) => Some(&note.text),
        }
    }
}

impl Source {
    /// True when the source saw it happen, so that its clock is a witness of the time.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Screening | Self::PhoneState | Self::SmsBroadcast | Self::Notification)
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Message({:?}, {:?}, {} bytes)", self.channel, self.mailbox, self.text.len())
    }
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Note({:?}, {} bytes)", self.note_kind, self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ring_seconds_are_never_talk_seconds() {
        let missed = Call { call_type: CallType::Missed, seconds: Some(25) };
        assert_eq!((missed.talk_seconds(), missed.ring_seconds()), (None, Some(25)));
        let answered = Call { call_type: CallType::Answered, seconds: Some(61) };
        assert_eq!((answered.talk_seconds(), answered.ring_seconds()), (Some(61), None));
        let vendor = Call { call_type: CallType::from_android(1000), seconds: Some(9) };
        assert_eq!((vendor.talk_seconds(), vendor.ring_seconds()), (None, None));
    }

    #[test]
    fn a_body_survives_json_with_vendor_types() {
        for body in [
            Body::Call(Call { call_type: CallType::Other(101), seconds: None }),
            Body::Call(Call { call_type: CallType::Missed, seconds: Some(3) }),
            Body::Message(Message {
                channel: Channel::Sms,
                mailbox: MessageBox::Other(9),
                text: "您好😀".to_owned(),
            }),
            Body::Note(Note { note_kind: NoteKind::StopRequest, text: String::new() }),
        ] {
            let json = serde_json::to_string(&body).unwrap();
            assert_eq!(serde_json::from_str::<Body>(&json).unwrap(), body, "{json}");
        }
    }

    #[test]
    fn debug_shows_no_words() {
        let body = Body::Message(Message {
            channel: Channel::Sms,
            mailbox: MessageBox::Inbox,
            text: "private words".to_owned(),
        });
        assert!(!format!("{body:?}").contains("private"));
    }
}
