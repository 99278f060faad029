//! Text as a row of glyphs with their widths. Nothing is dropped: what no font has is printed as □ and its number, what
//! would hide is printed as its number in brackets.

use super::super::faces::{Faces, Glyph, Role};
use crate::visible;

/// A glyph in its place in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atom {
    pub(crate) c: char,
    pub(crate) glyph: Glyph,
    /// Type size.
    pub(crate) size: f32,
    /// Room on the line; none for a mark.
    pub(crate) advance: f32,
    /// How far a mark stands before the place where the next character begins.
    pub(crate) back: f32,
    pub(crate) underlined: bool,
    pub(crate) before: Break,
}

/// Whether a line may begin with an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Break {
    Never,
    May,
    /// The atom is a line feed and draws nothing.
    Feed,
}

/// How a piece of text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) role: Role,
    pub(crate) size: f32,
    pub(crate) underlined: bool,
}

/// What a character does at the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Space,
    /// Part of a word or a number.
    Word,
    /// Part of a word that begins no line: a comma, a closing bracket.
    WordEnd,
    /// Part of a word that ends no line: an opening bracket.
    WordStart,
    /// Stands alone: a Chinese character.
    Alone,
    /// Begins no line.
    Closing,
    /// Ends no line.
    Opening,
}

/// Adds a text to the row.
pub(crate) fn set(faces: &mut Faces<'_>, look: Look, text: &str, row: &mut Vec<Atom>) {
    let mut rest = text.chars();
    let mut last = ' ';
    while let Some(c) = rest.next() {
        match c {
            '\n' => row.push(feed(look.size)),
            '\t' => add(faces, look, ' ', row),
            '\u{fe0e}' | '\u{fe0f}' => {}
            '\u{200d}' if is_emoji(last) && rest.clone().next().is_some_and(is_emoji) => {}
            '\u{200d}' | '\u{fe00}'..='\u{fe0d}' => add_number(faces, look, &visible::shown(c), row),
            hidden if visible::is_hidden(hidden) => add_number(faces, look, &visible::shown(hidden), row),
            plain => add(faces, look, plain, row),
        }
        if c != '\u{fe0f}' {
            last = c;
        }
    }
}

/// A glyph for the character, or its number.
fn add(faces: &mut Faces<'_>, look: Look, c: char, row: &mut Vec<Atom>) {
    match faces.glyph(look.role, c) {
        Some(glyph) if is_mark(c) => push_mark(faces, look, c, glyph, row),
        Some(glyph) => push(look, c, glyph, row),
        None => {
            faces.count_missing(c);
            let number = visible::code_point(c);
            let number = if faces.glyph(look.role, '□').is_some() {
                format!("□{number}")
            } else {
                format!("[{number}]")
            };
            add_number(faces, look, &number, row);
        }
    }
}

/// A number that stands for a character: a line may begin before it, whatever stands there, and never within it.
fn add_number(faces: &mut Faces<'_>, look: Look, number: &str, row: &mut Vec<Atom>) {
    for (place, c) in number.chars().enumerate() {
        // Every font was asked for these characters when it was read.
        if let Some(glyph) = faces.glyph(look.role, c) {
            push(look, c, glyph, row);
            if let Some(atom) = row.last_mut() {
                atom.before = if place == 0 { Break::May } else { Break::Never };
            }
        }
    }
}

fn push(look: Look, c: char, glyph: Glyph, row: &mut Vec<Atom>) {
    let before = match row.last() {
        Some(last) if last.before != Break::Feed && !may_break(last.c, c) => Break::Never,
        _ => Break::May,
    };
    let Look { size, underlined, .. } = look;
    row.push(Atom { c, glyph, size, advance: glyph.advance * size, back: 0.0, underlined, before });
}

/// Over the middle of what stands before it, wherever its font would have drawn it.
fn push_mark(faces: &Faces<'_>, look: Look, c: char, glyph: Glyph, row: &mut Vec<Atom>) {
    let base = row.iter().rev().find(|atom| atom.advance > 0.0 || atom.before == Break::Feed);
    match base.filter(|base| base.before != Break::Feed).map(|base| base.advance) {
        Some(base) => {
            let Look { size, underlined, .. } = look;
            let back = base / 2.0 + faces.middle(glyph) * size;
            row.push(Atom { c, glyph, size, advance: 0.0, back, underlined, before: Break::Never });
        }
        None => push(look, c, glyph, row),
    }
}

fn feed(size: f32) -> Atom {
    let glyph = Glyph { face: 0, id: 0, advance: 0.0 };
    Atom { c: '\n', glyph, size, advance: 0.0, back: 0.0, underlined: false, before: Break::Feed }
}

/// Whether a line may end after one character and begin with the next.
fn may_break(last: char, next: char) -> bool {
    use Class::{Alone, Closing, Opening, Space, Word, WordEnd, WordStart};
    match (class(last), class(next)) {
        (_, Space | Closing | WordEnd) | (Opening | WordStart, _) => false,
        (Space, _) => true,
        (Word | WordEnd, Word | WordStart) => false,
        (Closing, Word) => last != '’',
        (Alone, Alone) => !(last == next && matches!(last, '—' | '＿')),
        _ => true,
    }
}

fn class(c: char) -> Class {
    match c {
        ' ' | '\u{3000}' => Class::Space,
        ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '%' => Class::WordEnd,
        '(' | '[' | '{' | '¥' | '$' => Class::WordStart,
        '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '》' | '」' | '』' | '】' | '〕' | '〉'
        | '”' | '’' | '…' | '％' | '·' | '～' | '℃' | '〗' | '］' | '｝' | '．' | '・' | 'ー' | '々' => {
            Class::Closing
        }
        // A box stands on the line of the words that it is ticked for.
        '（' | '《' | '「' | '『' | '【' | '〔' | '〈' | '“' | '‘' | '〖' | '［' | '｛' | '￥' | '□'
        | '■' => Class::Opening,
        '—' | '\u{2190}'..='\u{2bff}' => Class::Alone,
        '\u{0}'..='\u{2e7f}'
        | '\u{a000}'..='\u{abff}'
        | '\u{fb00}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}' => Class::Word,
        _ => Class::Alone,
    }
}

/// Marks that stand on the character before them.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
        | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{901}'..='\u{902}' | '\u{93c}' | '\u{941}'..='\u{948}' | '\u{94d}' | '\u{e31}' | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{f71}'..='\u{f84}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}' | '\u{3099}'..='\u{309a}' | '\u{fe20}'..='\u{fe2f}')
}

/// Characters that the joiner joins into one picture.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{203c}' | '\u{2049}' | '\u{2139}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_begins_no_line_and_an_opening_bracket_ends_none() {
        for (last, next) in
            [('话', '，'), ('（', '甲'), ('“', '还'), ('5', '％'), ('钱', '”'), ('1', '3'), ('a', ',')]
        {
            assert!(!may_break(last, next), "{last}{next}");
        }
    }

    #[test]
    fn a_line_ends_between_characters_and_between_words() {
        for (last, next) in
            [('还', '款'), ('，', '甲'), ('甲', '（'), ('第', '1'), ('1', '天'), (' ', 'a'), ('。', '1')]
        {
            assert!(may_break(last, next), "{last}{next}");
        }
    }

    #[test]
    fn a_box_stands_with_its_words_and_a_line_to_fill_in_is_not_broken() {
        for (last, next) in [('□', '否'), ('■', '债'), ('＿', '＿'), ('（', '□')] {
            assert!(!may_break(last, next), "{last}{next}");
        }
        assert!(may_break('　', '□') && may_break('＿', '年') && may_break('否', '□'));
    }

    #[test]
    fn numbers_and_words_stay_together() {
        for pair in ["1,", ",0", "09", "n’", "’t", "——", "$5"] {
            let mut chars = pair.chars();
            let (Some(last), Some(next)) = (chars.next(), chars.next()) else { panic!("{pair}") };
            assert!(!may_break(last, next), "{pair}");
        }
    }
}
