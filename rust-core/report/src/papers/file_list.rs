//! Paper 7: the electronic files with their hashes, how copies were made, where the original is (公安机关办理行政案件程序规定
//! 第三十一条、第三十二条: such a note, signed by maker and holder), and the checkpoint of the log.

use super::{Dossier, part, plain};
use crate::ndjson::hex;
use crate::words::words;
use dunlog_model::LogHead;
use dunlog_typeset::{Align, Block, Cell, Column, Form, Press, Span, Style, Table};
use std::io;

pub(super) fn write(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("files", id);
    press.put(part("files", word("title"), Form::Annex, true))?;
    press.put(Block::Title(word("title").to_owned()))?;
    files(dossier, press)?;
    press.put(Block::Note(plain(word("not_here"))))?;
    press.put(Block::Heading { level: 1, text: word("imports").to_owned() })?;
    imports(dossier, press)?;
    press.put(Block::Heading { level: 1, text: word("origin").to_owned() })?;
    origin(dossier, press)?;
    press.put(Block::Heading { level: 1, text: word("checkpoint").to_owned() })?;
    for head in dossier.case.heads.iter().filter(|head| head.is_local) {
        checkpoint(dossier, head, press)?;
    }
    press.put(Block::Right(word("maker").to_owned()))?;
    press.put(Block::Right(word("holder").to_owned()))
}

fn files(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("files", id);
    press.put(Block::Table(Table {
        columns: vec![
            Column::new(word("name"), 22),
            Column::new(word("kind"), 26),
            Column::new(word("size"), 12).aligned(Align::Right),
            Column::new(word("hash"), 40),
        ],
        row_heads: false,
    }))?;
    for file in dossier.files {
        press.put(Block::Row(vec![
            Cell::text(file.name.as_str()),
            Cell::text(format!(
                "{}\n{}",
                words().get("file", &file.category, say.0),
                words().get("file", &file.format, say.0)
            )),
            Cell::text(file.bytes.to_string()),
            Cell::of(vec![Span::styled(file.sha256.as_str(), Style::Small)]),
        ]))?;
    }
    press.put(Block::EndTable)
}

fn imports(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let batches = &dossier.case.batches;
    if batches.is_empty() {
        return press.put(Block::Note(plain(say.word("files", "imports_none"))));
    }
    let word = |id| say.word("files", id);
    press.put(Block::Table(Table {
        columns: vec![
            Column::new(word("name"), 22),
            Column::new(word("from"), 26),
            Column::new(word("size"), 12).aligned(Align::Right),
            Column::new(word("hash"), 40),
        ],
        row_heads: false,
    }))?;
    for batch in batches {
        let person = dossier.case.persons.iter().find(|person| person.id == batch.person);
        let person = person.map_or("", |person| &person.name);
        let counts = &batch.counts;
        let counted = say.text(
            "files",
            "import_counts",
            &[
                ("read", &counts.read),
                ("new", &counts.new),
                ("merged", &counts.merged),
                ("rejected", &counts.rejected),
            ],
        );
        let of = say.text("files", "import_of", &[("person", &person)]);
        press.put(Block::Row(vec![
            Cell::text(batch.file.name.as_str()),
            Cell::of(vec![Span::text(of), Span::styled(format!("\n{counted}"), Style::Small)]),
            Cell::text(batch.file.bytes.to_string()),
            Cell::of(vec![Span::styled(hex(&batch.file.sha256), Style::Small)]),
        ]))?;
    }
    press.put(Block::EndTable)
}

fn origin(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("files", id);
    let blank = say.word("common", "line").to_owned();
    let mut changed = word("changed_boxes").to_owned();
    let redacted = dossier.facts.all.redacted;
    if redacted > 0 {
        changed.push('\n');
        changed.push_str(&say.text("files", "redacted", &[("count", &redacted)]));
    }
    let is_jump = |what: &str| what == "clock_back" || what == "clock_forward";
    let jumps = dossier.case.incidents.iter().filter(|incident| is_jump(&incident.what)).count();
    let mut clock = word("clock_line").to_owned();
    if jumps > 0 {
        clock.push_str(&say.text("files", "clock_jumps", &[("count", &jumps)]));
    }
    let made = say.text(
        "files",
        "made_line",
        &[("program", &dossier.case.program), ("time", &dossier.case.exported_at.china_text())],
    );
    press.put(Block::Table(Table {
        columns: vec![Column::new("", 24), Column::new("", 76)],
        row_heads: true,
    }))?;
    for (head, value) in [
        ("phone", blank.clone()),
        ("number", blank.clone()),
        ("keeper", blank),
        ("changed", changed),
        ("clock", clock),
        ("made", made),
    ] {
        press.put(Block::Row(vec![Cell::text(word(head)), Cell::text(value)]))?;
    }
    press.put(Block::EndTable)
}

/// What this phone signed of its log, as a code; where nothing could be signed, what there was to sign.
fn checkpoint(dossier: &Dossier<'_>, head: &LogHead, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let root = hex(&head.root);
    let signed = dossier.case.checkpoints.iter().find(|(person, _)| *person == head.person.id);
    let (id, text) = match signed {
        Some((_, note)) => ("qr", note.clone()),
        None => ("qr_unsigned", format!("{}\n{}\n{root}\n", head.log, head.size)),
    };
    let facts: [(&str, &dyn ToString); 2] = [("person", &head.person.name), ("size", &head.size)];
    let root = [("root", Span::styled(root, Style::Small))];
    press.put(Block::Qr { text, caption: say.line("files", id, &facts, &root) })
}
