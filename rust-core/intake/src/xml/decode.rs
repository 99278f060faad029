//! Entities of attribute values.
//!
//! The exporter writes every UTF-16 unit beyond ASCII on its own: an emoji becomes `&#55357;&#56832;`, two
//! references to surrogates, which no XML parser may accept. They are joined here. Where a reference stands for
//! no character at all, the text shows U+FFFD and the caller keeps the value as written.

use memchr::memchr;
use std::borrow::Cow;

/// A decoded value.
pub(crate) struct Decoded<'a> {
    /// The text.
    pub(crate) text: Cow<'a, str>,
    /// False when the text is not exactly what was written, so that the written form must be kept too.
    pub(crate) exact: bool,
}

/// Decodes the five named entities and numeric references; an unknown entity stays as it stands.
pub(crate) fn decode(written: &str) -> Decoded<'_> {
    if memchr(b'&', written.as_bytes()).is_none() {
        return Decoded { text: Cow::Borrowed(written), exact: true };
    }
    let mut text = String::with_capacity(written.len());
    let (mut rest, mut exact) = (written, true);
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let (read, tail) = match reference(after) {
            Some((Some(c), tail)) => (Some(c), tail),
            Some((None, tail)) => {
                text.push(char::REPLACEMENT_CHARACTER);
                (None, tail)
            }
            None => {
                text.push('&');
                (None, after)
            }
        };
        text.extend(read);
        exact &= read.is_some();
        rest = tail;
    }
    text.push_str(rest);
    Decoded { text: Cow::Owned(text), exact }
}

/// Reads the reference after an `&`: its character, if it stands for one, and what follows.
fn reference(after: &str) -> Option<(Option<char>, &str)> {
    // The longest reference has nine characters (`#x0010FFFF`); a far `;` belongs to something else.
    let (name, tail) = after.split_once(';').filter(|(name, _)| name.len() <= 10)?;
    let Some(unit) = number(name) else {
        return named(name).map(|c| (Some(c), tail));
    };
    if let high @ 0xD800..=0xDBFF = unit
        && let Some((low, tail)) = low_surrogate(tail)
    {
        return Some((char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), tail));
    }
    let allowed = matches!(unit, 0x9 | 0xA | 0xD | 0x20..);
    Some((char::from_u32(unit).filter(|_| allowed), tail))
}

fn low_surrogate(tail: &str) -> Option<(u32, &str)> {
    let (name, tail) = tail.strip_prefix('&')?.split_once(';')?;
    let unit = number(name).filter(|unit| matches!(unit, 0xDC00..=0xDFFF))?;
    Some((unit, tail))
}

fn number(name: &str) -> Option<u32> {
    let digits = name.strip_prefix('#')?;
    match digits.strip_prefix(['x', 'X']) {
        Some(hex) if hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok(),
        None if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok(),
        _ => None,
    }
}

fn named(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(written: &str) -> (String, bool) {
        let decoded = decode(written);
        (decoded.text.into_owned(), decoded.exact)
    }

    #[test]
    fn surrogate_references_are_joined() {
        assert_eq!(shown("a&#55357;&#56832;b"), ("a😀b".to_owned(), true));
        assert_eq!(shown("&#xD83D;&#xde00;"), ("😀".to_owned(), true));
    }

    #[test]
    fn half_a_character_is_shown_as_such_and_not_exact() {
        assert_eq!(shown("a&#55357;b"), ("a\u{FFFD}b".to_owned(), false));
        assert_eq!(shown("&#56832;&#55357;"), ("\u{FFFD}\u{FFFD}".to_owned(), false));
        assert_eq!(shown("&#55357;&#10;"), ("\u{FFFD}\n".to_owned(), false));
        assert_eq!(shown("&#0;&#8;"), ("\u{FFFD}\u{FFFD}".to_owned(), false));
        assert_eq!(shown("&#x110000;"), ("\u{FFFD}".to_owned(), false));
    }

    #[test]
    fn known_entities_are_read_and_unknown_ones_stay() {
        assert_eq!(
            shown("&lt;&amp;amp;&gt;&quot;&apos;&#10;&#13;&#9;"),
            ("<&amp;>\"'\n\r\t".to_owned(), true)
        );
        assert_eq!(shown("R&D &unknown; &"), ("R&D &unknown; &".to_owned(), false));
        assert_eq!(shown("&#;&#x;&#-1;").0, "&#;&#x;&#-1;");
    }

    proptest! {
        #[test]
        fn any_text_written_unit_by_unit_comes_back(text in any::<String>()) {
            let written: String = text.encode_utf16().map(|unit| format!("&#{unit};")).collect();
            let expected: String = text
                .chars()
                .map(|c| if c < ' ' && !matches!(c, '\t' | '\n' | '\r') { '\u{FFFD}' } else { c })
                .collect();
            prop_assert_eq!(shown(&written).0, expected);
        }

        #[test]
        fn anything_decodes(written in any::<String>()) {
            let _ = decode(&written);
        }
    }
}
