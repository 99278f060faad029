//! What was handed in and answered, as a sentence: in the log it stands as a form that the program reads back.

use crate::say::Say;
use crate::times::spoken_date;
use crate::words::Lang;
use dunlog_channels::{HandIn, HandInKind, channel};

/// What a step was, to whom, and under which number.
pub(crate) fn sentence(say: Say, step: &HandIn) -> String {
    let id = match step.kind {
        HandInKind::HandedIn => "handed_in",
        HandInKind::Accepted => "accepted",
        HandInKind::Answered => "answered",
        HandInKind::Refused => "refused",
        HandInKind::Receipt => "receipt",
    };
    let date = step.date.to_string();
    let date = if say.0 == Lang::Zh { spoken_date(&date) } else { date };
    let who = match (step.office.is_empty(), channel(&step.channel)) {
        (true, Some(known)) => {
            if say.0 == Lang::Zh {
                known.who.zh.as_str()
            } else {
                known.who.en.as_str()
            }
        }
        (true, None) => step.channel.as_str(),
        (false, _) => &step.office,
    };
    let number = match step.ticket.as_str() {
        "" => String::new(),
        ticket => say.text("step", "number", &[("ticket", &ticket)]),
    };
    say.text("step", id, &[("date", &date), ("who", &who), ("number", &number)])
}

/// The same with everything that was noted of it.
pub(crate) fn in_full(say: Say, step: &HandIn) -> String {
    let mut text = sentence(say, step);
    let day = step.promised_by.map(|day| day.to_string()).unwrap_or_default();
    for (id, words) in
        [("clerk", &step.clerk), ("reply", &step.reply), ("promise", &step.promise), ("promised_by", &day)]
    {
        if !words.is_empty() {
            text.push_str(&say.text("step", id, &[("words", words)]));
        }
    }
    text
}
