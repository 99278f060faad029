//! Characters that would hide in a paper or turn its text, so that nobody reads another text than the one that arrived.

/// Controls, direction marks and zero-width characters. The joiner of emoji and variation selectors stay.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The number of a character, such as `U+202E`.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// How such a character is printed: its number, such as `[U+202E]`.
pub fn shown(c: char) -> String {
    format!("[{}]", code_point(c))
}

/// The text with every such character printed as its number; for places that hold one line, such as a bookmark.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => line.push(' '),
            hidden if is_hidden(hidden) => line.push_str(&shown(hidden)),
            plain => line.push(plain),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_hide_or_turn_text_are_printed_as_numbers() {
        assert_eq!(one_line("a\u{202e}b"), "a[U+202E]b");
        assert_eq!(one_line("\u{200b}\u{0}"), "[U+200B][U+0000]");
    }

    #[test]
    fn emoji_keep_their_joiner_and_their_selector() {
        assert_eq!(one_line("👨‍👩‍👧 ❤️"), "👨‍👩‍👧 ❤️");
    }

    #[test]
    fn a_line_feed_is_no_hidden_character() {
        assert!(!is_hidden('\n') && !is_hidden('\t'));
        assert_eq!(one_line("第一行\n第二行"), "第一行 第二行");
    }
}
