//! The form on which a person writes out a recording: who, when, how made, where the original is, then time and words. The
//! words are never filled in by the program.

use super::evidence::{Item, Key};
use super::{Dossier, part, plain, row_page, writing_lines};
use crate::details::Recording;
use dunlog_typeset::{Block, Cell, Column, Form, Line, Press, Table};
use std::io;

/// Empty rows to write the words into.
const ROWS: usize = 12;

pub(super) fn write(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let recordings = &dossier.details.recordings;
    if recordings.is_empty() {
        return Ok(());
    }
    press.put(part("recordings", dossier.say().word("recording", "title"), Form::Annex, true))?;
    for (index, recording) in recordings.iter().enumerate() {
        if index > 0 {
            press.put(Block::PageBreak)?;
        }
        form(dossier, index, recording, press)?;
    }
    Ok(())
}

fn form(dossier: &Dossier<'_>, index: usize, recording: &Recording, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("recording", id);
    press.put(Block::Title(word("title").to_owned()))?;
    press.put(Block::Table(Table {
        columns: vec![Column::new("", 24), Column::new("", 76)],
        row_heads: true,
    }))?;
    let name = dossier.reporter_name();
    let method = match recording.method.trim() {
        "" => word("methods"),
        method => method,
    };
    for (head, value) in [
        ("number", plain(number(dossier, index))),
        (
            "file",
            plain(format!("{}　{}", dossier.or_blank(&recording.file), dossier.or_blank(&recording.length))),
        ),
        ("hash", plain(dossier.or_blank(&recording.sha256))),
        ("made", plain(say.text("recording", "made_line", &[("method", &method)]))),
        ("call", call(dossier, recording)),
        ("people", plain(say.text("recording", "people_line", &[("name", &name)]))),
        ("writer", plain(word("writer_line"))),
    ] {
        press.put(Block::Row(vec![Cell::text(word(head)), Cell::of(value)]))?;
    }
    press.put(Block::EndTable)?;
    press.put(Block::Note(plain(word("whole"))))?;
    press.put(Block::Table(Table {
        columns: vec![Column::new(word("at"), 14), Column::new(word("said"), 86)],
        row_heads: false,
    }))?;
    for _ in 0..ROWS {
        press.put(Block::Row(vec![Cell::text("\n"), Cell::text("")]))?;
    }
    press.put(Block::EndTable)?;
    press.put(Block::Note(plain(word("keys"))))?;
    writing_lines(3).try_for_each(|line| press.put(line))?;
    press.put(Block::Together(3))?;
    press.put(Block::Note(plain(word("note"))))?;
    press.put(Block::Right(say.word("common", "sign").to_owned()))
}

/// Its place among the recordings and its number in the list of evidence.
fn number(dossier: &Dossier<'_>, index: usize) -> String {
    let item = dossier.items().iter().find(|item| item.key == Key::Recording(index));
    let item = item.map_or_else(String::new, Item::number);
    dossier.say().text("recording", "number_line", &[("place", &(index + 1)), ("item", &item)])
}

/// The call that was recorded; lines to fill in, if it does not stand in the list of events.
fn call(dossier: &Dossier<'_>, recording: &Recording) -> Line {
    let say = dossier.say();
    let chosen = dossier.facts.chosen.iter();
    match chosen.map(|(_, row)| row).find(|row| row.event == recording.event && row.no > 0) {
        Some(row) => say.line(
            "recording",
            "call_line",
            &[
                ("no", &row.no),
                ("time", &row.time),
                ("number", &dossier.or_blank(&row.number)),
                ("result", &format!("{}{}", row.kind, row.words)),
            ],
            &[("page", row_page(row.no))],
        ),
        None => plain(say.word("recording", "call_blank")),
    }
}
