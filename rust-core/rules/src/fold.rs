//! What one character becomes: compatibility forms unfolded, lower case, traditional to simplified.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

const HAN_FIRST: u32 = 0x4E00;

// Made by the build program: what a start would cost is spent when the crate is built. `CHANGES` has one bit for each
// character of the basic Han block, `SIMPLIFIED` what those with a bit become, and `BEFORE` how many bits stand before
// each word of them.
include!(concat!(env!("OUT_DIR"), "/traditional.rs"));

/// What a character is to the reader of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folded {
    /// Stands for itself: letter, digit, Han, mark that ends a clause.
    Solid(char),
    /// May be put between characters to hide a word: space, end of a line, dot, star, emoji.
    Soft(char),
}

/// From a full-width form to its ASCII character.
const FULL_WIDTH: u32 = 0xFEE0;

/// Hands over what `c` becomes; nothing for invisible characters, several for ligatures and units.
#[inline]
pub(crate) fn fold(c: char, emit: &mut impl FnMut(Folded)) {
    match fold_common(c) {
        Some(folded) => emit(folded),
        None => fold_rare(c, emit),
    }
}

fn fold_rare(c: char, emit: &mut impl FnMut(Folded)) {
    if is_invisible(c) {
        return;
    }
    decompose_compatible(c, |part| {
        for lower in part.to_lowercase() {
            // Lower-casing and unfolding may each call for the other once more (Kelvin sign, dotted I).
            decompose_compatible(lower, |d| {
                if let Some(folded) = fold_common(d) {
                    emit(folded);
                } else if !is_invisible(d) {
                    emit(if d.is_alphanumeric() { Folded::Solid(d) } else { Folded::Soft(d) });
                }
            });
        }
    });
}

/// Marks in Chinese texts are full-width more often than not.
#[inline]
fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - FULL_WIDTH).unwrap_or(c),
        _ => c,
    }
}

/// Han, ASCII and its full-width forms, which are nearly all of what is read, without a search.
#[inline]
fn fold_common(c: char) -> Option<Folded> {
    let c = half_width(c);
    if let Some(han) = han(c) {
        return Some(Folded::Solid(han));
    }
    match c {
        'a'..='z'
        | '0'..='9'
        | '!'
        | '?'
        | ';'
        | ':'
        | ','
        | '('
        | ')'
        | '['
        | ']'
        | '%'
        | '@'
        | '<'
        | '>' => Some(Folded::Solid(c)),
        'A'..='Z' => Some(Folded::Solid(c.to_ascii_lowercase())),
        ' ' | '\t' | '\r' | '\n' => Some(Folded::Soft(' ')),
        '\u{21}'..='\u{7e}' => Some(Folded::Soft(c)),
        '。' | '、' | '【' | '】' => Some(Folded::Solid(c)),
        '“' | '”' | '‘' | '’' | '《' | '》' | '「' | '」' | '—' | '·' => Some(Folded::Soft(c)),
        _ => None,
    }
}

/// True for a character of the basic Han block that stands for itself.
#[inline]
pub(crate) fn plain_han(c: char) -> bool {
    let index = u32::from(c).wrapping_sub(HAN_FIRST);
    let changes = usize::try_from(index / 64).ok().and_then(|word| CHANGES.get(word));
    changes.is_some_and(|changes| changes >> (index % 64) & 1 == 0)
}

/// True for a letter or a digit of any script. Nearly all are Han, and the table of all letters of the world is slow.
#[inline]
pub fn is_word(c: char) -> bool {
    plain_han(c) || c.is_alphanumeric()
}

/// The simplified form of a character of the basic Han block; nothing for others.
#[inline]
fn han(c: char) -> Option<char> {
    let index = usize::try_from(u32::from(c).checked_sub(HAN_FIRST)?).ok()?;
    let (changes, bit) = (*CHANGES.get(index / 64)?, 1_u64 << (index % 64));
    if changes & bit == 0 {
        return Some(c);
    }
    let earlier = (changes & (bit - 1)).count_ones();
    let at = usize::from(*BEFORE.get(index / 64)?) + usize::try_from(earlier).ok()?;
    SIMPLIFIED.get(at).and_then(|simplified| char::from_u32(u32::from(*simplified)))
}

/// Controls, format characters, direction marks, variation selectors, fillers and combining marks.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || is_combining_mark(c)
        || matches!(u32::from(c),
            0xAD | 0x34F | 0x600..=0x605 | 0x61C | 0x6DD | 0x70F | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0
            | 0xFFF9..=0xFFFB | 0x1F3FB..=0x1F3FF | 0xE0000..=0xE01EF)
}

#[cfg(test)]
mod tests {
    use super::{Folded, fold, fold_common, half_width, is_invisible, plain_han};
    use unicode_normalization::char::decompose_compatible;

    fn folded(c: char) -> Vec<Folded> {
        let mut all = Vec::new();
        fold(c, &mut |one| all.push(one));
        all
    }

    #[test]
    fn full_width_forms_become_what_unicode_says() {
        for c in '\u{ff01}'..='\u{ff5e}' {
            decompose_compatible(c, |plain| assert_eq!(half_width(c), plain));
        }
        assert_eq!(folded('Ａ'), [Folded::Solid('a')]);
        assert_eq!(folded('，'), [Folded::Solid(',')]);
        assert_eq!(folded('＊'), [Folded::Soft('*')]);
    }

    /// What is folded without a search is what the search would make of it.
    #[test]
    fn the_short_way_leads_where_the_long_one_does() {
        for c in '\u{a0}'..='\u{ffff}' {
            if !plain_han(c)
                && let Some(folded) = fold_common(c)
            {
                let mut long = Vec::new();
                decompose_compatible(half_width(c), |part| long.push(part));
                let is_han = matches!(folded, Folded::Solid(simple) if ('一'..='\u{9fff}').contains(&simple));
                let stays = [Folded::Solid(half_width(c)), Folded::Soft(half_width(c))].contains(&folded);
                assert!(
                    is_han || c.is_ascii_uppercase() || half_width(c).is_ascii() || stays && long == [c],
                    "{c}"
                );
                assert!(!is_invisible(c) || is_han);
            }
        }
    }

    #[test]
    fn traditional_characters_become_simplified_and_others_stay() {
        for (from, to) in [('還', '还'), ('貸', '贷'), ('一', '一'), ('鿿', '鿿')] {
            assert_eq!(folded(from), [Folded::Solid(to)]);
        }
    }
}
