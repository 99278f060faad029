//! Something that was handed in, or an answer to it, as a text that people read and the program reads back.

use crate::channel::{ChannelId, channel};
use crate::day::{maybe_text, text};
use dunlog_model::{CivilDate, NoteKind};
use serde::{Deserialize, Serialize};
use std::fmt;

const HEAD: &str = "【递交记录】";
const KIND: &str = "情况";
const DATE: &str = "日期";
const PROMISED_BY: &str = "承诺日期";
/// A further line of a field begins with two wide spaces, as a paragraph does.
const FURTHER: &str = "\n\u{3000}\u{3000}";

/// One step with a channel. Stands in the log as the text of a note, so that it is proven and exported like every note.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandIn {
    /// The channel.
    pub channel: ChannelId,
    /// What happened.
    pub kind: HandInKind,
    /// The local day of it.
    #[serde(with = "text")]
    pub date: CivilDate,
    /// Who it was handed to, such as a station or an institution; may be empty, like every text below.
    #[serde(default)]
    pub office: String,
    /// Number of the ticket, the receipt or the notice.
    #[serde(default)]
    pub ticket: String,
    /// Name or number of the clerk.
    #[serde(default)]
    pub clerk: String,
    /// What was answered, or the reason of a refusal.
    #[serde(default)]
    pub reply: String,
    /// What was promised.
    #[serde(default)]
    pub promise: String,
    /// Until when.
    #[serde(default, with = "maybe_text")]
    pub promised_by: Option<CivilDate>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandInKind {
    /// Papers were handed in, or a call was made.
    HandedIn,
    /// It was taken up: a file was opened.
    Accepted,
    /// It was answered.
    Answered,
    /// It was refused.
    Refused,
    /// A receipt was given.
    Receipt,
}

impl HandIn {
    /// A step without particulars.
    pub fn new(channel: ChannelId, kind: HandInKind, date: CivilDate) -> Self {
        let empty = String::new;
        Self {
            channel,
            kind,
            date,
            office: empty(),
            ticket: empty(),
            clerk: empty(),
            reply: empty(),
            promise: empty(),
            promised_by: None,
        }
    }

    /// The kind of note it is.
    pub fn note_kind(&self) -> NoteKind {
        match self.channel.as_str() {
            "police" | "police_review" => NoteKind::Police,
            _ => NoteKind::Complaint,
        }
    }

    /// The text of the note: a head with the office and the id of the channel, and one line for each field that is not empty.
    pub fn to_text(&self) -> String {
        let id = self.channel.as_str();
        let name = channel(&self.channel).map_or(id, |channel| &channel.who.zh);
        let mut text = format!("{HEAD}{name}〔{id}〕");
        put(&mut text, KIND, self.kind.zh());
        put(&mut text, DATE, &self.date.to_string());
        for (label, value) in LABELS.iter().zip(self.words()) {
            put(&mut text, label, value);
        }
        if let Some(day) = self.promised_by {
            put(&mut text, PROMISED_BY, &day.to_string());
        }
        text
    }

    /// Reads [`HandIn::to_text`]. `None` for every other text, also for one with a field that this version does not know:
    /// it stays a note that people read.
    pub fn from_text(text: &str) -> Option<Self> {
        let (head, mut rest) = text.split_once('\n')?;
        let (_, id) = head.strip_prefix(HEAD)?.strip_suffix('〕')?.rsplit_once('〔')?;
        let (kind, date) = (take(&mut rest, KIND)?, take(&mut rest, DATE)?);
        let kind = HandInKind::ALL.into_iter().find(|known| known.zh() == kind)?;
        let mut read = Self::new(ChannelId::parse(id)?, kind, exact_day(&date)?);
        let mut words = LABELS.map(|label| take(&mut rest, label).unwrap_or_default()).into_iter();
        let mut next = || words.next().unwrap_or_default();
        (read.office, read.ticket, read.clerk, read.reply, read.promise) =
            (next(), next(), next(), next(), next());
        if let Some(day) = take(&mut rest, PROMISED_BY) {
            read.promised_by = Some(exact_day(&day)?);
        }
        rest.is_empty().then_some(read)
    }

    fn words(&self) -> [&str; LABELS.len()] {
        [&self.office, &self.ticket, &self.clerk, &self.reply, &self.promise]
    }
}

/// The labels of the texts, in the order of [`HandIn::words`].
const LABELS: [&str; 5] = ["对象", "编号", "经办人", "答复内容", "承诺"];

impl HandInKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::HandedIn, Self::Accepted, Self::Answered, Self::Refused, Self::Receipt];

    /// The word of the log.
    pub fn zh(self) -> &'static str {
        match self {
            Self::HandedIn => "已递交",
            Self::Accepted => "已受理",
            Self::Answered => "已答复",
            Self::Refused => "不予受理",
            Self::Receipt => "已取得回执",
        }
    }

    /// The same in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::HandedIn => "handed in",
            Self::Accepted => "accepted",
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::Receipt => "receipt obtained",
        }
    }
}

/// Numbers and names are not for logs.
impl fmt::Debug for HandIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HandIn({:?}, {:?}, {})", self.channel, self.kind, self.date)
    }
}

fn put(text: &mut String, label: &str, value: &str) {
    if !value.is_empty() {
        text.push('\n');
        text.push_str(label);
        text.push('：');
        text.push_str(&value.replace('\n', FURTHER));
    }
}

/// Takes the field if it comes next, with its further lines; what follows is left in `rest`.
fn take(rest: &mut &str, label: &str) -> Option<String> {
    let after = rest.strip_prefix(label)?.strip_prefix('：')?;
    let mut value = String::new();
    let mut left = after;
    loop {
        let (line, more) = match left.split_once('\n') {
            Some((line, more)) => (line, Some(more)),
            None => (left, None),
        };
        value.push_str(line);
        match more.and_then(|more| more.strip_prefix("\u{3000}\u{3000}")) {
            Some(further) => {
                value.push('\n');
                left = further;
            }
            None => {
                // A text that ends with a line break was not written by us.
                let ends_oddly = more == Some("");
                *rest = more.unwrap_or_default();
                return (!value.is_empty() && !ends_oddly).then_some(value);
            }
        }
    }
}

/// A day only in the form in which we write it.
fn exact_day(text: &str) -> Option<CivilDate> {
    CivilDate::parse(text).ok().filter(|day| day.to_string() == text)
}
