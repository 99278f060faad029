//! The sheet for the case that a report is not taken: it asks for the written answer that the rules provide for.

use super::{Dossier, part, plain};
use dunlog_law::pack;
use dunlog_typeset::{Block, Form, Press, Span};
use std::io;

/// The rule that provides for an answer with reasons, and which of its articles does.
const RULE: (&str, &str) = ("PSA-PROC-NEW", "第九十条");

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
    let (id, article) = RULE;
    let rule = pack().rule(id).filter(|rule| rule.in_force(today) && rule.articles.contains(article));
    if let Some(rule) = rule {
        let rule = format!("《{}》{article}", rule.title);
        press.put(Block::Paragraph(plain(say.text("refusal", "basis", &[("rule", &rule)]))))?;
    }
    press.put(Block::Right(word("signed").to_owned()))?;
    press.put(Block::Right(say.word("common", "date").to_owned()))?;
    press.put(Block::Note(plain(word("answer"))))
}
