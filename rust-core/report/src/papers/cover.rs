//! Paper 0: what is in the pile, and on which pages.

use super::{Dossier, Edition, part, plain};
use crate::case::Privacy;
use dunlog_typeset::{Align, Block, Cell, Column, Form, Press, Span, Table};
use std::io;

pub(super) fn write(dossier: &Dossier<'_>, press: &mut dyn Press) -> io::Result<()> {
    let say = dossier.say();
    let word = |id| say.word("cover", id);
    press.put(part("cover", word("title"), Form::Annex, true))?;
    press.put(Block::Title(say.word("common", "title").to_owned()))?;
    let form = Table { columns: vec![Column::new("", 24), Column::new("", 76)], row_heads: true };
    press.put(Block::Table(form))?;
    for (head, value) in [
        (word("case"), dossier.case_number()),
        (word("reporter"), dossier.reporter_name()),
        (
            word("exported"),
            say.text("cover", "exported_line", &[("time", &dossier.case.exported_at.china_text())]),
        ),
        (
            word("program"),
            say.text(
                "cover",
                "program_line",
                &[("program", &dossier.case.program), ("ruleset", &dossier.case.ruleset)],
            ),
        ),
    ] {
        press.put(Block::Row(vec![Cell::text(head), Cell::text(value)]))?;
    }
    press.put(Block::EndTable)?;
    press.put(Block::Heading { level: 1, text: word("title").to_owned() })?;
    press.put(Block::Table(Table {
        columns: vec![
            Column::new(word("number"), 10).aligned(Align::Centre),
            Column::new(word("paper"), 36),
            Column::new(word("use"), 40),
            Column::new(word("pages"), 14).aligned(Align::Centre),
        ],
        row_heads: false,
    }))?;
    for row in contents(dossier) {
        press.put(Block::Row(vec![
            Cell::text(row.number),
            Cell::text(row.title),
            Cell::text(row.purpose),
            Cell::of(vec![Span::Pages(row.id)]),
        ]))?;
    }
    press.put(Block::EndTable)?;
    press.put(Block::Note(say.line("cover", "note", &[], &[("pages", Span::AllPages)])))?;
    press.put(Block::Note(plain(word(match dossier.case.options.privacy {
        Privacy::MaskBystanders => "masked",
        Privacy::ShowAll => "shown",
    }))))
}

/// How many papers there are, the contents among them.
pub(super) fn papers(dossier: &Dossier<'_>) -> usize {
    contents(dossier).len() + 1
}

struct Content {
    number: String,
    id: String,
    title: String,
    purpose: String,
}

fn contents(dossier: &Dossier<'_>) -> Vec<Content> {
    let say = dossier.say();
    let entry = |number: &str, id: &str, title: &str, purpose: &'static str| Content {
        number: number.to_owned(),
        id: id.to_owned(),
        title: title.to_owned(),
        purpose: say.word("cover", purpose).to_owned(),
    };
    let mut rows = vec![entry("1", "summary", say.word("summary", "title"), "summary_use")];
    if dossier.edition == Edition::English {
        rows.push(entry("2", "explanations", say.word("explanations", "title"), "explanations_use"));
    } else {
        rows.push(entry("2", "report", super::police_report::part_title(dossier), "report_use"));
        rows.push(entry("3", "list", say.word("list", "title"), "list_use"));
    }
    rows.push(entry("4", "events", say.word("events", "title"), "events_use"));
    rows.push(entry("5", "extracts", say.word("extracts", "title"), "extracts_use"));
    if dossier.edition == Edition::Complete {
        if !dossier.details.recordings.is_empty() {
            rows.push(entry("5附", "recordings", say.word("recording", "title"), "recordings_use"));
        }
        for (place, person) in (1..).zip(dossier.relatives()) {
            let place: u32 = place;
            let title = format!("{}：{}", say.word("statement", "title"), person.name);
            rows.push(entry(
                &format!("6-{place}"),
                &super::relatives::id(person.id),
                &title,
                "statement_use",
            ));
            let title = format!("{}：{}", say.word("report", "part"), person.name);
            let id = super::relatives::report_id(person.id);
            rows.push(entry(&format!("6-{place}"), &id, &title, "relative_use"));
        }
    }
    rows.push(entry("7", "files", say.word("files", "title"), "files_use"));
    if dossier.edition == Edition::English {
        // Papers for authorities in China are left out, so that their numbers would be missing.
        for (number, row) in (1..).zip(&mut rows) {
            let number: u32 = number;
            row.number = number.to_string();
        }
    }
    if dossier.edition == Edition::Complete {
        rows.push(entry("8", "refusal", say.word("refusal", "part"), "refusal_use"));
    }
    rows
}
