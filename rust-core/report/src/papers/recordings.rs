//! The form on which a person writes out a recording: who, when, how made, where the original is, then time and words. The
//! words are never filled in by the program.

use super::{Dossier, part, plain};
use crate::details::Recording;
use dunlog_typeset::{Block, Cell, Column, Form, Press, Table};
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
        form(dossier, index + 1, recording, press)?;
    }
    Ok(())
}

fn form(dossier: &Dossier<'_>, place: usize, recording: &Recording, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("recording", id);
    press.put(Block::Title(word("title").to_owned()))?;
    press.put(Block::Table(Table {
        columns: vec![Column::new("", 24), Column::new("", 76)],
        row_heads: true,
    }))?;
    let named = &dossier.details.reporter.name;
    let known = dossier.reporter().map_or("", |person| &person.name);
    let name = dossier.or_blank(if named.is_empty() { known } else { named });
    for (head, value) in [
        ("number", place.to_string()),
        ("file", format!("{}　{}", dossier.or_blank(&recording.file), dossier.or_blank(&recording.length))),
        ("hash", dossier.or_blank(&recording.sha256)),
        ("made", dossier.or_blank(&recording.method)),
        ("call", call(dossier, recording)),
        ("people", say.text("recording", "people_line", &[("name", &name)])),
        ("writer", say.word("common", "line").to_owned()),
    ] {
        press.put(Block::Row(vec![Cell::text(word(head)), Cell::text(value)]))?;
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
    press.put(Block::Note(plain(say.word("common", "line").repeat(3))))?;
    press.put(Block::Note(plain(word("note"))))?;
    press.put(Block::Right(say.word("common", "sign").to_owned()))
}

fn call(dossier: &Dossier<'_>, recording: &Recording) -> String {
    let say = dossier.say();
    let known = dossier.facts.chosen.iter().find(|(_, row)| row.event == recording.event);
    match known {
        Some((_, row)) => say.text(
            "recording",
            "call_line",
            &[("no", &row.no), ("time", &row.time), ("number", &dossier.or_blank(&row.number))],
        ),
        None => say.word("common", "blank").to_owned(),
    }
}
