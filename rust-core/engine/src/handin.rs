//! Complaints and reports: what was handed in, what is due, where to go next, and the letters for it.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::export::LoggedEvents;
use crate::whole_file;
use dunlog_channels::{
    Asked, Deadline, HandIn, HandInKind, PoliceStep, Reply, Situation, channel, deadlines,
};
use dunlog_ledger::{Filter, Outcome};
use dunlog_model::{
    Body, CivilDate, EventId, Note, NoteKind, Observation, PersonId, RawColumns, Role, Source, Timestamp,
};
use dunlog_report::letters::{Citation, LetterInput, letter_document};
use dunlog_report::{
    Details, Fonts, Letter, LetterDetails, Options, Summary, ToneWarning, letter, letter_kind,
};
use dunlog_typeset::{Document, html, pdf, text};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// The words of the note that stands beside a letter in which the person asked to stop.
const ASKED_TO_STOP: &str = "要求停止联系（随函提出，见同日递交记录）";
/// Every text of a hand-in begins with this.
const HEAD: &str = "【递交记录】";
/// The last second of a day.
const END_OF_DAY_MS: i64 = 86_399_000;

/// A hand-in as it stands in the log.
#[derive(Clone, Debug)]
pub struct LoggedHandIn {
    /// The event.
    pub event: EventId,
    /// Who handed it in.
    pub person: PersonId,
    /// What it says.
    pub hand_in: HandIn,
}

/// A letter that is asked for.
#[derive(Clone, Copy)]
pub struct LetterRequest<'a> {
    /// Id of the letter.
    pub letter: &'a str,
    /// Who writes, and what belongs to the case.
    pub details: &'a Details,
    /// What belongs to the letter.
    pub fields: &'a LetterDetails,
    /// Which span.
    pub options: Options,
    /// The day of the letter; now, if `None`.
    pub at: Option<Timestamp>,
}

/// A letter as plain text.
#[derive(Clone, Debug)]
pub struct LetterText {
    /// To copy into a form.
    pub text: String,
    /// Words in it that weaken it.
    pub tone: Vec<ToneWarning>,
    /// What may be cited in it, one at most.
    pub citations: Vec<Citation>,
    /// Whose letter it is.
    pub role: Role,
}

/// How a letter is printed into a file.
#[derive(Clone, Copy)]
pub enum LetterFile<'a> {
    /// Plain text.
    Text,
    /// HTML to print.
    Html,
    /// PDF/A, with these fonts.
    Pdf(&'a Fonts),
}

/// What was printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterPrinted {
    /// Pages of a PDF; 0 for other files.
    pub pages: u32,
    /// Characters for which no font had a glyph.
    pub missing: Vec<char>,
}

impl Engine {
    /// Appends a hand-in as a note of the person, and with `asked_to_stop` a second note that says so. Without `at` a
    /// step of an earlier day stands at the end of that day, so that nothing of that day counts as after it.
    /// `no_such_channel`, `invalid_input` for a day that is still to come, `text_too_large`.
    pub fn hand_in(
        &mut self,
        person: PersonId,
        step: &HandIn,
        asked_to_stop: bool,
        at: Option<Timestamp>,
    ) -> Result<Outcome> {
        let place = "handin.add";
        channel(&step.channel).ok_or(Error::new("no_such_channel", place))?;
        let time = match at {
            Some(at) => at,
            None => self.time_of(step.date)?,
        };
        let mut notes = vec![note(step.note_kind(), step.to_text(), time)];
        if asked_to_stop {
            notes.push(note(NoteKind::StopRequest, ASKED_TO_STOP.to_owned(), time));
        }
        let notes: Vec<Observation> = notes
            .into_iter()
            .map(|note| dunlog_intake::checked(note).map_err(|code| Error::new(code.id(), place)))
            .collect::<Result<_>>()?;
        let outcomes = self.observe_all(person, &notes)?;
        outcomes.into_iter().next().ok_or(Error::new("internal", place))
    }

    /// The hand-ins of a person, or of everybody, in the order of their days.
    pub fn hand_ins(&self, person: Option<PersonId>) -> Result<Vec<LoggedHandIn>> {
        let filter = Filter {
            person,
            notes_only: true,
            text: Some(HEAD.to_owned()),
            without_raw: true,
            ..Filter::default()
        };
        let mut found = Vec::new();
        self.for_each_event::<Error>(&filter, |event| {
            if let Some(hand_in) = event.body.text().and_then(HandIn::from_text) {
                found.push(LoggedHandIn { event: event.id, person: event.person.id, hand_in });
            }
            Ok(())
        })?;
        found.sort_by_key(|logged| (logged.hand_in.date, logged.event));
        Ok(found)
    }

    /// What is due, for a person or for everybody, seen from a day; today, if `None`.
    pub fn deadlines(&self, person: Option<PersonId>, on: Option<CivilDate>) -> Result<Vec<Deadline>> {
        let steps = steps(self.hand_ins(person)?);
        let summary = self.summary_of(person)?;
        let on = match on {
            Some(on) => on,
            None => self.today()?,
        };
        Ok(deadlines(&steps, date(summary.last.as_deref()), date(summary.first.as_deref()), on))
    }

    /// What the log knows when the person asks where to go. An answer is taken for one that did not settle the matter,
    /// and a refusal by the police for a written one if it has a number.
    pub fn situation(&self, person: PersonId) -> Result<Situation> {
        let known = self.persons()?.into_iter().find(|known| known.id == person);
        let role = known.ok_or(Error::new("no_such_person", "handin.situation"))?.role;
        let summary = self.summary_of(Some(person))?;
        let steps = steps(self.hand_ins(Some(person))?);
        Ok(Situation {
            lender_asked: asked(&steps, "lender"),
            operator_asked: asked(&steps, "own_operator"),
            police: police(&steps),
            harassed_after_stop: summary.after_stop > 0,
            last_event: date(summary.last.as_deref()),
            today: Some(self.today()?),
            ..Situation::of(role)
        })
    }

    /// A letter as plain text, with what a person looks at before it goes out; `no_such_letter`, `not_for_this_role`.
    pub fn letter_text(&self, request: &LetterRequest<'_>) -> Result<LetterText> {
        let place = "handin.letter_text";
        let (letter, document) = self.letter(request)?;
        let mut out = Vec::new();
        text::write(&document, &letter, &mut out).map_err(|error| Error::io(&error, place))?;
        let text = String::from_utf8(out).map_err(|_| Error::new("internal", place))?;
        let text = text.trim().to_owned();
        Ok(LetterText {
            tone: letter.tone(&text),
            text,
            citations: letter.citations().to_vec(),
            role: letter.role(),
        })
    }

    /// A letter as a file, which is there only when it is complete; errors as [`Engine::letter_text`].
    pub fn write_letter(
        &self,
        request: &LetterRequest<'_>,
        file: LetterFile<'_>,
        path: &Path,
    ) -> Result<LetterPrinted> {
        let place = "handin.write_letter";
        let (letter, document) = self.letter(request)?;
        let mut out = Vec::new();
        let printed = match file {
            LetterFile::Text => text::write(&document, &letter, &mut out).map(|()| LetterPrinted::default()),
            LetterFile::Html => html::write(&document, &letter, &mut out).map(|()| LetterPrinted::default()),
            LetterFile::Pdf(fonts) => pdf::write(&document, &letter, fonts, &mut out)
                .map(|printed| LetterPrinted {
                    pages: printed.pages,
                    missing: printed.missing.into_keys().collect(),
                })
                .map_err(io::Error::other),
        };
        let printed = printed.map_err(|error| Error::io(&error, place))?;
        whole_file::write_bytes(path, &out).map_err(|error| Error::io(&error, place))?;
        Ok(printed)
    }

    /// A letter and what stands around it.
    fn letter(&self, request: &LetterRequest<'_>) -> Result<(Letter, Document)> {
        let place = "handin.letter";
        let kind = letter_kind(request.letter).ok_or(Error::new("no_such_letter", place))?;
        let now = request.at.map_or_else(|| self.environment.now_ms(), Timestamp::ms);
        let case = self.case(now, request.options)?;
        let person = dunlog_report::letters::writer(&case, request.details);
        let hand_ins = steps(self.hand_ins(Some(person.id))?);
        let events = LoggedEvents { engine: self, options: request.options, people: None, without_raw: true };
        let input = LetterInput {
            case: &case,
            events: &events,
            details: request.details,
            letter: request.fields,
            hand_ins: &hand_ins,
        };
        let written = letter(kind, &input).map_err(|error| Error::io(&error, place))?;
        Ok((written.ok_or(Error::new("not_for_this_role", place))?, letter_document(kind, &case)))
    }

    fn summary_of(&self, person: Option<PersonId>) -> Result<Summary> {
        let people = person.map(|person| BTreeSet::from([person]));
        let options = Options::default();
        let mut case = self.case(self.environment.now_ms(), options)?;
        if let Some(people) = &people {
            case.keep_people(people);
        }
        let events = LoggedEvents { engine: self, options, people: people.as_ref(), without_raw: true };
        Summary::of(&case, &events).map_err(|error| Error::io(&error, "handin.summary"))
    }

    fn now(&self) -> Result<Timestamp> {
        Timestamp::from_ms(self.environment.now_ms()).map_err(|_| Error::new("clock_wrong", "handin.now"))
    }

    fn today(&self) -> Result<CivilDate> {
        Ok(self.now()?.china_date())
    }

    fn time_of(&self, day: CivilDate) -> Result<Timestamp> {
        let invalid = || Error::new("invalid_input", "handin.day");
        let now = self.now()?;
        if day >= now.china_date() {
            return if day == now.china_date() { Ok(now) } else { Err(invalid()) };
        }
        Ok(day.start().map_err(|_| invalid())?.plus_ms(END_OF_DAY_MS))
    }
}

fn note(note_kind: NoteKind, text: String, time: Timestamp) -> Observation {
    Observation {
        body: Body::Note(Note { note_kind, text }),
        time,
        sent: None,
        number: None,
        name: None,
        sim: None,
        source: Source::Manual,
        provider_id: None,
        raw: RawColumns::default(),
    }
}

fn steps(logged: Vec<LoggedHandIn>) -> Vec<HandIn> {
    logged.into_iter().map(|logged| logged.hand_in).collect()
}

/// The last complaint to a channel and whether something came of it.
fn asked(steps: &[HandIn], id: &str) -> Option<Asked> {
    let own = || steps.iter().filter(|step| step.channel.as_str() == id);
    let last = own().rfind(|step| step.kind == HandInKind::HandedIn)?;
    let settles = |step: &HandIn| matches!(step.kind, HandInKind::Answered | HandInKind::Refused);
    let answered = own().any(|step| settles(step) && step.date >= last.date);
    Some(Asked { on: last.date, reply: if answered { Reply::Dissatisfied } else { Reply::None } })
}

fn police(steps: &[HandIn]) -> PoliceStep {
    let last = steps.iter().rfind(|step| step.channel.as_str() == "police");
    match last.map(|step| (step.kind, step.ticket.is_empty())) {
        None => PoliceStep::None,
        Some((HandInKind::Refused, true)) => PoliceStep::RefusedOrally,
        Some((HandInKind::Refused, false)) => PoliceStep::Refused,
        Some(_) => PoliceStep::Reported,
    }
}

fn date(time: Option<&str>) -> Option<CivilDate> {
    CivilDate::parse(&time?.chars().take(10).collect::<String>()).ok()
}
