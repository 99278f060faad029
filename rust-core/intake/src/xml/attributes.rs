//! The attributes of one tag, as written.

use crate::Code;
use memchr::memchr;

/// Goes through `name="value"` pairs. Values are not decoded. After an error there is nothing more.
pub(crate) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Attributes<'a> {
    /// For a whole tag, from `<` to `>`.
    pub(crate) fn of(tag: &'a str) -> Self {
        let inner = tag.strip_prefix('<').unwrap_or(tag);
        let inner = inner.strip_suffix('>').unwrap_or(inner);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        let rest = inner.split_once(|c: char| c.is_ascii_whitespace()).map_or("", |(_name, rest)| rest);
        Self { rest }
    }

    fn pair(&mut self) -> Option<(&'a str, &'a str)> {
        let (name, after) = split(self.rest, b'=')?;
        let name = name.trim_ascii();
        let after = after.trim_ascii_start();
        let quote = *after.as_bytes().first().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let (_, after) = after.split_at_checked(1)?;
        let (value, rest) = split(after, quote)?;
        self.rest = rest;
        is_name(name).then_some((name, value))
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Result<(&'a str, &'a str), Code>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rest = self.rest.trim_ascii_start();
        if self.rest.is_empty() {
            return None;
        }
        let pair = self.pair();
        if pair.is_none() {
            self.rest = "";
        }
        Some(pair.ok_or(Code::BadXml))
    }
}

/// Like `split_once`, which is slow for one ASCII byte.
fn split(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = memchr(mark, text.as_bytes())?;
    let (before, after) = text.split_at_checked(at)?;
    Some((before, after.split_at_checked(1)?.1))
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':' | 0x80..))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(tag: &str) -> Result<Vec<(&str, &str)>, Code> {
        Attributes::of(tag).collect()
    }

    #[test]
    fn values_keep_what_stands_between_their_quotes() {
        assert_eq!(
            pairs("<sms a=\"1\" b = 'it&apos;s \"x\"'\n c=\"\"/>"),
            Ok(vec![("a", "1"), ("b", "it&apos;s \"x\""), ("c", "")])
        );
        assert_eq!(pairs("<parts>"), Ok(vec![]));
    }

    #[test]
    fn anything_else_is_an_error() {
        for tag in ["<sms a=1/>", "<sms a/>", "<sms a=\"1/>", "<sms =\"1\"/>", "<sms a=\"b\"c\" d=\"1\"/>"] {
            assert_eq!(pairs(tag), Err(Code::BadXml), "{tag}");
        }
    }
}
