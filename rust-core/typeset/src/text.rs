//! Papers as plain text: to paste into a web form, and to compare in tests.

use crate::block::{Bars, Block, Cell, Document, Grid, Line, Papers, Press, Span, Style};
use std::io::{self, Write};

/// Writes the words of the papers, line by line. Pages are not numbered: a reference stands as 〔name〕.
pub fn write(document: &Document, papers: &dyn Papers, out: &mut dyn Write) -> io::Result<()> {
    papers.write(&mut Text { out, document, parts: 0 })
}

struct Text<'w> {
    out: &'w mut dyn Write,
    document: &'w Document,
    parts: u32,
}

impl Press for Text<'_> {
    fn put(&mut self, block: Block) -> io::Result<()> {
        match block {
            Block::Part(_) => {
                self.parts += 1;
                if self.parts > 1 { writeln!(self.out, "\n────────\n") } else { Ok(()) }
            }
            Block::Title(text) => writeln!(self.out, "{text}\n"),
            Block::Heading { level: 1, text } => writeln!(self.out, "\n{text}"),
            Block::Addressee(text) | Block::Heading { text, .. } | Block::Right(text) => {
                writeln!(self.out, "{text}")
            }
            Block::Paragraph(line) => writeln!(self.out, "{}", self.line(&line)),
            Block::Note(line) => writeln!(self.out, "{}", self.line(&line)),
            Block::OfficeBox(lines) => writeln!(self.out, "［{}］", lines.join("　")),
            Block::Table(table) => {
                let heads: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
                if heads.iter().all(|head| head.is_empty()) {
                    return Ok(());
                }
                writeln!(self.out, "{}", heads.join("｜"))
            }
            Block::Row(cells) => self.row(&cells),
            Block::EndTable => writeln!(self.out),
            Block::Grid(grid) => self.grid(&grid),
            Block::Bars(bars) => self.bars(&bars),
            Block::Qr { text, caption } => writeln!(self.out, "［QR {text}］{}", self.line(&caption)),
            Block::Anchor(_) | Block::Together(_) | Block::PageBreak => Ok(()),
        }
    }
}

impl Text<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let cells: Vec<String> =
            cells.iter().map(|cell| self.line(&cell.line).replace('\n', " / ")).collect();
        writeln!(self.out, "{}", cells.join("｜"))
    }

    fn grid(&mut self, grid: &Grid) -> io::Result<()> {
        writeln!(self.out, "{}", grid.caption)?;
        for (name, counts) in grid.rows.iter().filter(|(_, counts)| counts.iter().any(|count| *count > 0)) {
            let filled: Vec<String> = grid
                .columns
                .iter()
                .zip(counts)
                .filter(|(_, count)| **count > 0)
                .map(|(column, count)| format!("{column}={count}"))
                .collect();
            writeln!(self.out, "  {name} {}", filled.join(" "))?;
        }
        Ok(())
    }

    fn bars(&mut self, bars: &Bars) -> io::Result<()> {
        writeln!(self.out, "{}", bars.caption)?;
        for (name, count) in bars.bars.iter().filter(|(_, count)| *count > 0) {
            writeln!(self.out, "  {name} {count}")?;
        }
        Ok(())
    }

    fn line(&self, line: &Line) -> String {
        line.iter()
            .map(|span| match span {
                Span::Text { text, style: Style::Underlined } => format!("_{text}_"),
                Span::Text { text, .. } => text.clone(),
                Span::Page(name) => self.document.page_reference.replace("{page}", &format!("〔{name}〕")),
                Span::Number(name) | Span::Pages(name) => format!("〔{name}〕"),
                Span::AllPages => "〔〕".to_owned(),
            })
            .collect()
    }
}
