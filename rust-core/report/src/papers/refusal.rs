//! The sheet for the case that a report is not taken: it asks for the written answer that the rules provide for.

use super::{Dossier, part, plain};
use dunlog_law::pack;
use dunlog_typeset::{Block, Form, Press, Span};
use std::io;

/// The rules that provide for receipts and written answers, as far as they were in force on the day of the export.
const RULES: [&str; 2] = ["PSA-PROC-NEW", "PSA-PROC-OLD"];

pub(super) fn write(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("refusal", id);
    press.put(part("refusal", word("part"), Form::Narrative, true))?;
    press.put(Block::Title(word("title").to_owned()))?;
    let addressee = match dossier.details.addressee.trim() {
        "" => say.word("report", "to_blank"),
        named => named,
    };
    press.put(Block::Addressee(say.text("report", "to", &[("addressee", &addressee)])))?;
    press.put(Block::Paragraph(say.line("refusal", "body", &[], &[("pages", Span::AllPages)])))?;
    for box_line in word("asks").lines() {
        press.put(Block::Paragraph(plain(box_line)))?;
    }
    let today = dossier.case.exported_at.china_date();
    let rules: Vec<String> = RULES
        .iter()
        .filter_map(|id| pack().rule(id))
        .filter(|rule| rule.in_force(today))
        .map(|rule| format!("{}{}", rule.title, rule.articles))
        .collect();
    if !rules.is_empty() {
        let rules = rules.join(say.word("common", "and"));
        press.put(Block::Paragraph(plain(say.text("refusal", "basis", &[("rules", &rules)]))))?;
    }
    press.put(Block::Right(word("signed").to_owned()))?;
    press.put(Block::Right(say.word("common", "date").to_owned()))?;
    press.put(Block::Note(plain(word("answer"))))
}
