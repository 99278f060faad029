//! The one way to write HTML: markup is a literal of this program, everything else is escaped.
//!
//! Messages come from strangers. Besides the five characters of HTML, characters that hide or turn text are
//! made visible, so that nobody reads another text than the one that arrived.

use std::io::{self, Write};

pub(crate) struct Html<'w> {
    out: &'w mut dyn Write,
}

impl<'w> Html<'w> {
    pub(crate) fn new(out: &'w mut dyn Write) -> Self {
        Self { out }
    }

    /// Markup, which can only be written in this program.
    pub(crate) fn markup(&mut self, markup: &'static str) -> io::Result<()> {
        self.out.write_all(markup.as_bytes())
    }

    /// Any text, escaped.
    pub(crate) fn text(&mut self, text: &str) -> io::Result<()> {
        for c in text.chars() {
            match c {
                '&' => self.markup("&amp;")?,
                '<' => self.markup("&lt;")?,
                '>' => self.markup("&gt;")?,
                '"' => self.markup("&quot;")?,
                '\'' => self.markup("&#39;")?,
                '\n' => self.markup("<br>")?,
                hidden if is_hidden(hidden) => {
                    write!(self.out, "<span class=\"hidden\">[U+{:04X}]</span>", u32::from(hidden))?;
                }
                plain => write!(self.out, "{plain}")?,
            }
        }
        Ok(())
    }

    /// Markup, text, markup: the commonest case.
    pub(crate) fn element(&mut self, open: &'static str, text: &str, close: &'static str) -> io::Result<()> {
        self.markup(open)?;
        self.text(text)?;
        self.markup(close)
    }

    /// A number between markup.
    pub(crate) fn count(&mut self, open: &'static str, count: u64, close: &'static str) -> io::Result<()> {
        self.markup(open)?;
        write!(self.out, "{count}")?;
        self.markup(close)
    }
}

/// Controls, direction marks and zero-width characters. The joiner of emoji and variation selectors stay.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut bytes = Vec::new();
        Html::new(&mut bytes).text(text).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn markup_in_a_message_is_shown_as_text() {
        assert_eq!(
            written("<script src=\"//x\">'&'</script>"),
            "&lt;script src=&quot;//x&quot;&gt;&#39;&amp;&#39;&lt;/script&gt;"
        );
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
