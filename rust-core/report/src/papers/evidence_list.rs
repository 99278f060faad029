//! Paper 3: every piece with what it proves, grouped by element and never by the type of file (民事诉讼证据规定 第十九条: number,
//! classify, note source, object and content, sign).

use super::evidence::ELEMENTS;
use super::{Dossier, part, plain};
use dunlog_typeset::{Align, Block, Cell, Column, Form, Press, Span, Style, Table};
use std::io;

/// The words for the groups, in the order of [`ELEMENTS`].
const GROUPS: [&str; ELEMENTS.len()] = [
    "element_identity",
    "element_conduct",
    "element_stop",
    "element_disclosure",
    "element_effect",
    "element_steps",
    "element_data",
];

/// Lines of the last row with the signature under it.
const ROWS_WITH_SIGNATURE: u8 = 9;

pub(super) fn write(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("list", id);
    press.put(part("list", word("title"), Form::Annex, true))?;
    press.put(Block::Title(word("title").to_owned()))?;
    press.put(Block::Note(plain(say.text("list", "head", &[("name", &dossier.reporter_name())]))))?;
    press.put(Block::Table(Table {
        columns: vec![
            Column::new(word("number"), 7).aligned(Align::Centre),
            Column::new(word("name"), 18),
            Column::new(word("quantity"), 9).aligned(Align::Centre),
            Column::new(word("feature"), 17),
            Column::new(word("source"), 16),
            Column::new(word("proves"), 24),
            Column::new(word("pages"), 9).aligned(Align::Centre),
        ],
        row_heads: false,
    }))?;
    let items = dossier.items();
    let last = items.len().saturating_sub(1);
    let mut index = 0;
    for (element, group) in GROUPS.into_iter().enumerate() {
        let mut of_group = items.iter().filter(|item| item.element == element).peekable();
        if of_group.peek().is_none() {
            continue;
        }
        press.put(Block::Row(vec![Cell::of(vec![Span::styled(word(group), Style::Strong)]).over(7)]))?;
        for item in of_group {
            if index == last {
                press.put(Block::Together(ROWS_WITH_SIGNATURE))?;
            }
            index += 1;
            press.put(Block::Row(vec![
                Cell::of(vec![Span::styled(item.number(), Style::Strong)]),
                Cell::text(item.name.as_str()),
                Cell::text(item.quantity.as_str()),
                Cell::text(item.feature.as_str()),
                Cell::text(item.source.as_str()),
                Cell::text(item.proves.as_str()),
                Cell::of(match item.pages.is_empty() {
                    true => plain(word("to_attach")),
                    false => item.pages.clone(),
                }),
            ]))?;
        }
    }
    press.put(Block::EndTable)?;
    press.put(Block::Note(plain(word("court"))))?;
    press.put(Block::Right(say.word("common", "sign").to_owned()))?;
    press.put(Block::Right(say.word("common", "date").to_owned()))
}
