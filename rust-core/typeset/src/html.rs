//! Papers as one HTML page: to read on a screen, and to print where there is no font for a PDF.
//!
//! Markup is a literal of this program, everything else is escaped. Nothing is loaded from anywhere: no script, no font, no
//! picture.

use crate::block::{
    Align, Bars, Block, Cell, Document, Form, Grid, Line, Papers, Part, Press, Span, Style, Table,
};
use crate::visible::{is_hidden, shown};
use qrcodegen::{QrCode, QrCodeEcc};
use std::io::{self, Write};

const HEAD: &str = concat!(
    "<meta charset=\"utf-8\">\n",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n",
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    "<meta name=\"format-detection\" content=\"telephone=no\">\n",
    "<meta name=\"referrer\" content=\"no-referrer\">\n<style>\n",
    include_str!("../data/print.css"),
    "</style>\n"
);

/// Writes the page.
pub fn write(document: &Document, papers: &dyn Papers, out: &mut dyn Write) -> io::Result<()> {
    let mut html = Html { out, document, section: None, columns: Vec::new(), row_heads: false, anchor: None };
    html.markup("<!DOCTYPE html>\n<html lang=\"")?;
    html.text(document.language)?;
    html.markup("\">\n<head>\n")?;
    html.markup(HEAD)?;
    html.element("<title>", &document.title, "</title>\n</head>\n<body>\n")?;
    papers.write(&mut html)?;
    html.end_section()?;
    html.markup("</body>\n</html>\n")
}

struct Html<'w> {
    out: &'w mut dyn Write,
    document: &'w Document,
    /// Whether the open section is signed.
    section: Option<bool>,
    columns: Vec<Align>,
    row_heads: bool,
    anchor: Option<String>,
}

impl Press for Html<'_> {
    fn put(&mut self, block: Block) -> io::Result<()> {
        match block {
            Block::Part(part) => self.part(&part),
            Block::Title(text) => self.block("<h1", &text, "</h1>\n"),
            Block::Addressee(text) => self.block("<p class=\"to\"", &text, "</p>\n"),
            Block::Heading { level: 1, text } => self.block("<h2", &text, "</h2>\n"),
            Block::Heading { level: 2, text } => self.block("<h3", &text, "</h3>\n"),
            Block::Heading { text, .. } => self.block("<h4", &text, "</h4>\n"),
            Block::Paragraph(line) => self.lines("<p class=\"body\"", &line),
            Block::Note(line) => self.lines("<p class=\"note\"", &line),
            Block::Right(text) => self.block("<p class=\"right\"", &text, "</p>\n"),
            Block::OfficeBox(lines) => self.office_box(&lines),
            Block::Table(table) => self.table(table),
            Block::Row(cells) => self.row(&cells),
            Block::EndTable => self.markup("</tbody></table></div>\n"),
            Block::Grid(grid) => self.grid(&grid),
            Block::Bars(bars) => self.bars(&bars),
            Block::Qr { text, caption } => self.qr(&text, &caption),
            Block::Anchor(name) => {
                self.anchor = Some(name);
                Ok(())
            }
            Block::Together(_) => Ok(()),
            Block::PageBreak => self.markup("<div class=\"break\"></div>\n"),
        }
    }
}

impl Html<'_> {
    fn part(&mut self, part: &Part) -> io::Result<()> {
        self.end_section()?;
        self.section = Some(part.signed);
        self.element("<section id=\"", &part.id, "\" class=\"")?;
        self.markup(match part.form {
            Form::Narrative | Form::Brief => "narrative\">\n",
            Form::Annex => "annex\">\n",
            Form::Sheet => "sheet\">\n",
        })
    }

    /// The signature line that a PDF has on every page stands once, at the end of the paper.
    fn end_section(&mut self) -> io::Result<()> {
        match self.section.take() {
            Some(signed) => {
                self.element("<p class=\"foot\">", &self.document.foot, "")?;
                if signed {
                    self.element("　", &self.document.signature, "")?;
                }
                self.markup("</p>\n</section>\n")
            }
            None => Ok(()),
        }
    }

    fn office_box(&mut self, lines: &[String]) -> io::Result<()> {
        self.markup("<div class=\"office\">")?;
        for line in lines {
            self.element("<p>", line, "</p>")?;
        }
        self.markup("</div>\n")
    }

    fn table(&mut self, table: Table) -> io::Result<()> {
        self.markup("<div class=\"wide\"><table")?;
        self.name_it()?;
        self.markup("><colgroup>")?;
        let total: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum::<u32>().max(1);
        for column in &table.columns {
            let percent = u32::from(column.width) * 100 / total;
            write!(self.out, "<col style=\"width:{percent}%\">")?;
        }
        self.markup("</colgroup>\n")?;
        if table.columns.iter().any(|column| !column.head.is_empty()) {
            self.markup("<thead><tr>")?;
            for column in &table.columns {
                self.element("<th>", &column.head, "</th>")?;
            }
            self.markup("</tr></thead>")?;
        }
        self.markup("<tbody>\n")?;
        self.row_heads = table.row_heads;
        self.columns = table.columns.iter().map(|column| column.align).collect();
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        self.markup("<tr")?;
        self.name_it()?;
        self.markup(">")?;
        let mut column = 0_usize;
        for cell in cells {
            let tag = if self.row_heads && column == 0 { "th" } else { "td" };
            write!(self.out, "<{tag}")?;
            if cell.span > 1 {
                write!(self.out, " colspan=\"{}\"", cell.span)?;
            }
            self.markup(match self.columns.get(column) {
                Some(Align::Right) if cell.span < 2 => " class=\"count\">",
                Some(Align::Centre) if cell.span < 2 => " class=\"middle\">",
                _ => ">",
            })?;
            self.line(&cell.line)?;
            write!(self.out, "</{tag}>")?;
            column += usize::from(cell.span.max(1));
        }
        self.markup("</tr>\n")
    }

    fn grid(&mut self, grid: &Grid) -> io::Result<()> {
        let most = grid.rows.iter().flat_map(|(_, counts)| counts).copied().max().unwrap_or_default();
        self.element(
            "<figure><figcaption>",
            &grid.caption,
            "</figcaption><div class=\"wide\"><table class=\"grid\">",
        )?;
        self.markup("<thead><tr><th></th>")?;
        for column in &grid.columns {
            self.element("<th>", column, "</th>")?;
        }
        self.markup("</tr></thead><tbody>\n")?;
        for (name, counts) in &grid.rows {
            self.element("<tr><th>", name, "</th>")?;
            for count in counts {
                write!(self.out, "<td class=\"g{}\">", shade(*count, most))?;
                if *count > 0 {
                    write!(self.out, "{count}")?;
                }
                self.markup("</td>")?;
            }
            self.markup("</tr>\n")?;
        }
        self.markup("</tbody></table></div></figure>\n")
    }

    fn bars(&mut self, bars: &Bars) -> io::Result<()> {
        let most = bars.bars.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
        self.element("<figure><figcaption>", &bars.caption, "</figcaption><table class=\"bars\"><tbody>\n")?;
        for (name, count) in bars.bars.iter().filter(|(_, count)| *count > 0) {
            self.element("<tr><th>", name, "</th><td>")?;
            let percent = u64::from(*count) * 100 / u64::from(most);
            writeln!(self.out, "<span style=\"width:{percent}%\"></span>{count}</td></tr>")?;
        }
        self.markup("</tbody></table></figure>\n")
    }

    fn qr(&mut self, text: &str, caption: &Line) -> io::Result<()> {
        let code =
            QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|_| io::Error::other("qr_too_long"))?;
        let size = code.size();
        write!(
            self.out,
            "<div class=\"qr\"><svg viewBox=\"-4 -4 {0} {0}\" shape-rendering=\"crispEdges\" role=\"img\"><path d=\"",
            size + 8
        )?;
        for y in 0..size {
            for x in (0..size).filter(|x| code.get_module(*x, y)) {
                write!(self.out, "M{x} {y}h1v1h-1z")?;
            }
        }
        self.markup("\"/></svg><p>")?;
        self.line(caption)?;
        self.markup("</p></div>\n")
    }

    fn line(&mut self, line: &Line) -> io::Result<()> {
        for span in line {
            match span {
                Span::Text { text, style: Style::Plain } => self.text(text)?,
                Span::Text { text, style: Style::Strong } => self.element("<strong>", text, "</strong>")?,
                Span::Text { text, style: Style::Small } => {
                    self.element("<span class=\"small\">", text, "</span>")?
                }
                Span::Text { text, style: Style::Underlined } => self.element("<mark>", text, "</mark>")?,
                Span::Page(name) | Span::Number(name) | Span::Pages(name) => {
                    self.element("<a href=\"#", name, "\">")?;
                    self.element("", &self.document.link, "</a>")?;
                }
                // Only paper has pages: who prints it writes the number.
                Span::AllPages => self.markup("＿＿＿")?,
            }
        }
        Ok(())
    }

    fn lines(&mut self, open: &'static str, line: &Line) -> io::Result<()> {
        self.markup(open)?;
        self.name_it()?;
        self.markup(">")?;
        self.line(line)?;
        self.markup("</p>\n")
    }

    fn block(&mut self, open: &'static str, text: &str, close: &'static str) -> io::Result<()> {
        self.markup(open)?;
        self.name_it()?;
        self.element(">", text, close)
    }

    fn name_it(&mut self) -> io::Result<()> {
        match self.anchor.take() {
            Some(name) => self.element(" id=\"", &name, "\""),
            None => Ok(()),
        }
    }

    /// Markup, which can only be written in this program.
    fn markup(&mut self, markup: &'static str) -> io::Result<()> {
        self.out.write_all(markup.as_bytes())
    }

    fn element(&mut self, open: &'static str, text: &str, close: &'static str) -> io::Result<()> {
        self.markup(open)?;
        self.text(text)?;
        self.markup(close)
    }

    /// Any text, escaped.
    fn text(&mut self, text: &str) -> io::Result<()> {
        for c in text.chars() {
            match c {
                '&' => self.markup("&amp;")?,
                '<' => self.markup("&lt;")?,
                '>' => self.markup("&gt;")?,
                '"' => self.markup("&quot;")?,
                '\'' => self.markup("&#39;")?,
                '\n' => self.markup("<br>")?,
                hidden if is_hidden(hidden) => {
                    write!(self.out, "<span class=\"hidden\">{}</span>", shown(hidden))?;
                }
                plain => write!(self.out, "{plain}")?,
            }
        }
        Ok(())
    }
}

/// One of six shades, 0 for none.
fn shade(count: u32, most: u32) -> u32 {
    if count == 0 { 0 } else { 1 + count.saturating_mul(4) / most.max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Words<'t>(&'t str);

    impl Papers for Words<'_> {
        fn write(&self, press: &mut dyn Press) -> io::Result<()> {
            press.put(Block::Note(vec![Span::text(self.0)]))
        }
    }

    fn written(text: &str) -> String {
        page(&Words(text))
    }

    fn page(papers: &dyn Papers) -> String {
        let document = Document {
            title: String::new(),
            language: "zh-CN",
            program: String::new(),
            created_ms: 0,
            foot: String::new(),
            signature: String::new(),
            page_number: String::new(),
            page_reference: String::new(),
            link: String::new(),
        };
        let mut bytes = Vec::new();
        write(&document, papers, &mut bytes).unwrap();
        let page = String::from_utf8(bytes).unwrap();
        page.split("<p class=\"note\">").nth(1).unwrap().split("</p>").next().unwrap().to_owned()
    }

    #[test]
    fn markup_in_a_message_is_shown_as_text() {
        assert_eq!(
            written("<script src=\"//x\">'&'</script>"),
            "&lt;script src=&quot;//x&quot;&gt;&#39;&amp;&#39;&lt;/script&gt;"
        );
    }

    #[test]
    fn where_there_are_no_pages_their_number_is_a_line() {
        struct Pages;
        impl Papers for Pages {
            fn write(&self, press: &mut dyn Press) -> io::Result<()> {
                press.put(Block::Note(vec![Span::text("共"), Span::AllPages, Span::text("页")]))
            }
        }
        assert_eq!(page(&Pages), "共＿＿＿页");
    }

    #[test]
    fn characters_that_hide_or_turn_text_are_made_visible() {
        assert_eq!(written("a\u{202e}b"), "a<span class=\"hidden\">[U+202E]</span>b");
        assert_eq!(
            written("\u{200b}\u{0}"),
            "<span class=\"hidden\">[U+200B]</span><span class=\"hidden\">[U+0000]</span>"
        );
        assert_eq!(written("👨‍👩‍👧 ❤️"), "👨‍👩‍👧 ❤️");
    }
}
