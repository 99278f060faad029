//! Lines out of a row of atoms.

use super::atoms::{Atom, Break};

/// A line: which atoms, and how wide they are without the spaces at its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) width: f32,
    /// Whether the text goes on with the next line, which a line feed does not.
    pub(crate) wraps: bool,
}

/// Sums of widths differ a little from the width they should fill.
const SLACK: f32 = 0.01;

/// Fills lines as far as they go. A word that is longer than a line is broken where the line ends.
pub(crate) fn fill(row: &[Atom], indent: f32, width: f32, lines: &mut Vec<Span>) {
    lines.clear();
    let mut start = 0;
    let mut x = indent;
    // The last place where the line may end: the atom that would begin the next one, and the x before it.
    let mut place: Option<(usize, f32)> = None;
    for (index, atom) in row.iter().enumerate() {
        if atom.before == Break::Feed {
            lines.push(line(row, start, index, false));
            (start, x, place) = (index + 1, 0.0, None);
            continue;
        }
        if atom.before == Break::May && index > start {
            place = Some((index, x));
        }
        while !is_space(atom.c) && atom.advance > 0.0 && x + atom.advance > width + SLACK && index > start {
            let (end, at) = place.take().unwrap_or((index, x));
            lines.push(line(row, start, end, true));
            (start, x) = (end, x - at);
        }
        x += atom.advance;
    }
    if start < row.len() || lines.is_empty() {
        lines.push(line(row, start, row.len(), false));
    }
}

/// Room between words, which is not seen at the end of a line.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}')
}

fn line(row: &[Atom], start: usize, end: usize, wraps: bool) -> Span {
    let atoms = row.get(start..end).unwrap_or(&[]);
    let spaces = atoms.iter().rev().take_while(|atom| is_space(atom.c)).count();
    let seen = atoms.get(..atoms.len() - spaces).unwrap_or(&[]);
    Span { start, end: start + seen.len(), width: seen.iter().map(|atom| atom.advance).sum(), wraps }
}

#[cfg(test)]
mod tests {
    use super::super::super::faces::Glyph;
    use super::*;
    use proptest::prelude::*;

    /// Every character one wide; a line may end after a space and before a capital.
    fn row(text: &str) -> Vec<Atom> {
        let glyph = Glyph { face: 0, id: 1, advance: 1.0 };
        let mut last = ' ';
        text.chars()
            .map(|c| {
                let before = match c {
                    '\n' => Break::Feed,
                    _ if last == ' ' && c != ' ' || c.is_uppercase() => Break::May,
                    _ => Break::Never,
                };
                last = c;
                Atom {
                    c,
                    glyph,
                    size: 1.0,
                    advance: if c == '\n' { 0.0 } else { 1.0 },
                    back: 0.0,
                    underlined: false,
                    before,
                }
            })
            .collect()
    }

    fn filled(text: &str, indent: f32, width: f32) -> Vec<String> {
        let row = row(text);
        let mut lines = Vec::new();
        fill(&row, indent, width, &mut lines);
        lines.iter().map(|line| row[line.start..line.end].iter().map(|atom| atom.c).collect()).collect()
    }

    #[test]
    fn lines_end_between_words_and_their_last_spaces_are_not_counted() {
        assert_eq!(filled("ab cd  ef", 0.0, 5.0), ["ab cd", "ef"]);
        assert_eq!(filled("ab cd ef", 1.0, 5.0), ["ab", "cd ef"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_and_nothing_is_lost() {
        assert_eq!(filled("abcdefgh", 0.0, 3.0), ["abc", "def", "gh"]);
        assert_eq!(filled("x abcdefg", 0.0, 3.0), ["x", "abc", "def", "g"]);
        assert_eq!(filled("ab", 0.0, 0.5), ["a", "b"]);
    }

    proptest! {
        #[test]
        fn lines_fit_and_nothing_is_lost(text in "[a-cA-C \\n]{0,60}", indent in 0_u8..3, width in 1_u8..9) {
            let (indent, width) = (f32::from(indent), f32::from(width));
            let row = row(&text);
            let mut lines = Vec::new();
            fill(&row, indent, width, &mut lines);
            for (number, line) in lines.iter().enumerate() {
                let indent = if number == 0 { indent } else { 0.0 };
                prop_assert!(line.width + indent <= width + SLACK || line.end - line.start <= 1);
            }
            let kept: String = lines.iter().flat_map(|line| &row[line.start..line.end]).map(|atom| atom.c).filter(|c| *c != ' ').collect();
            prop_assert_eq!(kept, text.replace([' ', '\n'], ""));
        }
    }

    #[test]
    fn a_line_feed_begins_a_line_even_an_empty_one() {
        assert_eq!(filled("ab\n\ncd\n", 0.0, 9.0), ["ab", "", "cd"]);
        assert_eq!(filled("", 0.0, 9.0), [""]);
    }
}
