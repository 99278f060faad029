//! Letters to lenders, regulators, operators and courts: filled from the log in the order of time, with at most two quotes
//! and one citation. What is not known is a line to fill in by hand. All words stand in `data/letters.toml`.

mod details;
mod facts;
mod fill;
mod text;
mod write;

use crate::case::{Case, Events};
use crate::details::Details;
use crate::say::Say;
use crate::tone::{ToneWarning, check};
use crate::words::Lang;
use dunlog_channels::{HandIn, Two};
use dunlog_law::Rule;
use dunlog_model::{Person, Role};
use dunlog_typeset::{Block, Document, Papers, Press};
use std::io;

pub use details::{
    BalanceDetails, ClaimDetails, HardshipDetails, InjunctionDetails, LetterDetails, LossDetails,
    MonthDetails, NoticeDetails, OperatorDetails, PageDetails, PartyDetails, PaymentDetails, PlanDetails,
    SearchDetails,
};
pub use text::{LetterForm, LetterKind, Tick, letter_kind, letters};

/// The longest plan for a credit card: five years of months.
const CARD_INSTALMENTS: u32 = 60;

/// What a letter is made from.
#[derive(Clone, Copy)]
pub struct LetterInput<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its events.
    pub events: &'a dyn Events,
    /// Who writes, and what belongs to the case.
    pub details: &'a Details,
    /// What belongs to the letter.
    pub letter: &'a LetterDetails,
    /// Earlier steps.
    pub hand_ins: &'a [HandIn],
}

/// A letter, ready to print.
#[derive(Clone, Debug)]
pub struct Letter {
    blocks: Vec<Block>,
    role: Role,
    citations: Vec<Citation>,
    /// Words of the other side that stand in it without quotation marks.
    original: String,
}

/// Writes a letter; `None` when it is not one for the role of the person, such as a request for instalments by
/// somebody who does not owe. Errors are those of reading the events.
pub fn letter(kind: &LetterKind, input: &LetterInput<'_>) -> io::Result<Option<Letter>> {
    Ok(Desk::of(*input)?.letter(kind))
}

/// Where several letters on one case are written: the events are read once for all of them.
pub(crate) struct Desk<'a> {
    input: LetterInput<'a>,
    facts: facts::Facts,
}

impl<'a> Desk<'a> {
    /// Errors are those of reading the events.
    pub(crate) fn of(input: LetterInput<'a>) -> io::Result<Self> {
        let facts = facts::Facts::of(input.case, input.events, input.details, input.letter)?;
        Ok(Self { input, facts })
    }

    /// A letter; `None` as in [`letter`].
    pub(crate) fn letter(&self, kind: &LetterKind) -> Option<Letter> {
        kind.roles.contains(&self.facts.person.role).then(|| written(kind, &self.input, &self.facts))
    }
}

fn written(kind: &LetterKind, input: &LetterInput<'_>, facts: &facts::Facts) -> Letter {
    let rests = kind.rests_when.is_empty() || input.letter.credit_card;
    let basis = fill::basis(&kind.rests_on, input.case.exported_at.china_date()).filter(|_| rests);
    let fill = fill::Fill::new(kind, input, facts, basis);
    let original = facts.report.as_ref().and_then(|report| report.event.body.text()).unwrap_or_default();
    let words = |rule: &'static Rule| Citation {
        rule,
        zh: rule.wording_zh_for(&facts.conduct),
        en: rule.wording_en_for(&facts.conduct),
    };
    Letter {
        citations: facts.citations(kind).into_iter().map(words).collect(),
        blocks: write::blocks(kind, &fill, input.hand_ins, basis),
        role: facts.person.role,
        original: original.to_owned(),
    }
}

/// A rule that may be cited in a letter.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The rule.
    pub rule: &'static Rule,
    /// The words that its level allows, as the letter would print them.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// Whose letters these are: the person that the details name, or the one whose phone this is.
pub fn writer(case: &Case, details: &Details) -> Person {
    facts::reporter(case, details)
}

/// True for the note of a step that is about the debt or the person's own contracts, and not about being disturbed.
pub(crate) fn is_other_matter(note: &str) -> bool {
    HandIn::from_text(note).is_some_and(|step| fill::is_other_matter(&step))
}

/// What stands around a letter in a file.
pub fn letter_document(kind: &LetterKind, case: &Case) -> Document {
    let word = |id| Say(Lang::Zh).word("common", id).to_owned();
    Document {
        title: kind.zh.clone(),
        language: "zh-CN",
        program: case.program.clone(),
        created_ms: case.exported_at.ms(),
        foot: format!("制作于{}（北京时间）", case.exported_at.china_text()),
        signature: word("signature"),
        page_number: word("page_number"),
        page_reference: word("page_reference"),
        link: word("link"),
    }
}

/// What is wrong with a plan for instalments: more than the table leaves, or longer than a card allows.
pub fn plan_problems(letter: &LetterDetails) -> Vec<&'static Two> {
    let left = letter.income.iter().map(|month| month.income.saturating_sub(month.expense)).min();
    let too_much = left.is_some_and(|left| letter.plan.each > left);
    let too_many = letter.credit_card && letter.plan.count > CARD_INSTALMENTS;
    let problems = [("too_many", too_many), ("too_much", too_much)];
    problems.into_iter().filter(|(_, is)| *is).filter_map(|(id, _)| text::texts().problem.get(id)).collect()
}

impl Letter {
    /// The role of the person who writes it.
    pub fn role(&self) -> Role {
        self.role
    }

    /// The rules of which one may be cited in it: for the conduct in the log, on the day of the last contact, highest level
    /// first. None for a letter that rests on a rule of its own, or has no place for one.
    pub fn citations(&self) -> &[Citation] {
        &self.citations
    }

    /// [`check_tone`](crate::check_tone) of the letter as it was printed. Words of the other side are left alone, also those
    /// that an office wants without quotation marks.
    pub fn tone(&self, printed: &str) -> Vec<ToneWarning> {
        let hidden: String = self.original.chars().map(|_| ' ').collect();
        let own = if self.original.trim().is_empty() {
            printed.to_owned()
        } else {
            printed.replace(&self.original, &hidden)
        };
        check(&own)
    }
}

impl Papers for Letter {
    fn write(&self, press: &mut dyn Press) -> io::Result<()> {
        self.blocks.iter().try_for_each(|block| press.put(block.clone()))
    }
}
