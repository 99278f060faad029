//! One JSON object from bytes, within bounds.

use crate::Code;
use dunlog_model::limits::RAW_BYTES;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::str;

/// Longest object that is parsed. A character takes at most six bytes (`\u0041`), so that anything longer
/// cannot fit the cap on columns, and a hostile object cannot grow far in memory.
const OBJECT_BYTES: usize = 6 * RAW_BYTES;
/// The object as written, kept where it had to be mended to be read.
const WRITTEN: &str = "__raw_record";

/// Reads one object. The end of the input inside the object is [`Code::TornLine`].
pub(crate) fn read(bytes: &[u8]) -> Result<Map<String, Value>, Code> {
    if bytes.len() > OBJECT_BYTES {
        return Err(Code::RawTooLarge);
    }
    let written = str::from_utf8(bytes).map_err(|_| Code::NotUtf8)?;
    parse(written).or_else(|code| {
        let Cow::Owned(mended) = mend(written) else {
            return Err(code);
        };
        let mut columns = parse(&mended)?;
        columns.insert(WRITTEN.to_owned(), Value::from(written));
        Ok(columns)
    })
}

fn parse(text: &str) -> Result<Map<String, Value>, Code> {
    match serde_json::from_str(text) {
        Ok(Value::Object(columns)) => Ok(columns),
        Ok(_) => Err(Code::NotAnObject),
        Err(error) if error.is_eof() => Err(Code::TornLine),
        Err(_) => Err(Code::BadJson),
    }
}

/// Replaces escapes of half a character (`\ud83d` alone), which no string can hold, by U+FFFD.
fn mend(text: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        mended.push_str(before);
        let (escape, tail) = match unit(after) {
            Some((0xD800..=0xDBFF, tail)) => match tail.strip_prefix('\\').and_then(unit) {
                Some((0xDC00..=0xDFFF, _)) => split_after(rest, before.len() + 12),
                _ => ("\u{FFFD}", tail),
            },
            Some((0xDC00..=0xDFFF, tail)) => ("\u{FFFD}", tail),
            // The escaped character may be a backslash, which must not begin an escape of its own.
            _ => split_after(rest, before.len() + 1 + after.chars().next().map_or(0, char::len_utf8)),
        };
        mended.push_str(escape.strip_prefix(before).unwrap_or(escape));
        rest = tail;
    }
    if mended.contains('\u{FFFD}') && mended.len() + rest.len() != text.len() {
        Cow::Owned(mended + rest)
    } else {
        Cow::Borrowed(text)
    }
}

fn split_after(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// The UTF-16 unit of `uXXXX` and what follows.
fn unit(after: &str) -> Option<(u16, &str)> {
    let (digits, tail) = after.strip_prefix('u')?.split_at_checked(4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let unit = is_hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()?;
    Some((unit, tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_character_costs_no_record() {
        let written = r#"{"body":"a\ud83db\ude00 \\ud83d \ud83d\ude00 \ud83d"}"#;
        let columns = read(written.as_bytes()).unwrap();
        assert_eq!(columns["body"], "a\u{FFFD}b\u{FFFD} \\ud83d 😀 \u{FFFD}");
        assert_eq!(columns[WRITTEN], written);
        assert!(!read(br#"{"body":"\ud83d\ude00"}"#).unwrap().contains_key(WRITTEN));
    }

    #[test]
    fn anything_else_that_is_wrong_has_a_code() {
        for (text, code) in [
            (r#"{"a":"#, Code::TornLine),
            (r#"{"a":1,}"#, Code::BadJson),
            ("[1]", Code::NotAnObject),
            (r#"{"a":"\ud83d",}"#, Code::BadJson),
        ] {
            assert_eq!(read(text.as_bytes()), Err(code), "{text}");
        }
        assert_eq!(read(b"{\"a\":\"\xff\"}"), Err(Code::NotUtf8));
        assert_eq!(read(&vec![b' '; OBJECT_BYTES + 1]), Err(Code::RawTooLarge));
    }
}
