//! Finds where a tag ends, also when it is broken.
//!
//! A broken tag (an unclosed quote, a missing `>`) must cost itself and not what follows, so the scan stops
//! where the next record begins. A `<` inside a quoted value is against the rules of XML but harmless: only
//! one that starts a known element ends the scan.

use memchr::memchr2;

/// The elements at which reading can start again.
const STARTS: [&[u8]; 8] =
    [b"<sms", b"<mms", b"<call", b"</sms", b"</mms", b"</smses", b"</calls", b"<smses"];
/// Bytes that must be at hand to tell a start, unless the file ends: the longest one and what follows it.
pub(crate) const START_BYTES: usize = 9;

/// How far a tag was scanned. It is continued when more bytes are at hand.
pub(crate) struct TagScan {
    at: usize,
    quote: Option<u8>,
}

/// What a scan found.
#[derive(Debug, PartialEq)]
pub(crate) enum End {
    /// One past the `>`.
    At(usize),
    /// The tag does not end before this `<`, with which another element starts.
    Broken(usize),
    /// More bytes are needed.
    Open,
}

impl TagScan {
    /// For a tag whose `<` is at `start`.
    pub(crate) fn new(start: usize) -> Self {
        Self { at: start + 1, quote: None }
    }

    /// Scans on. `last` says that no more bytes will come.
    pub(crate) fn run(&mut self, bytes: &[u8], last: bool) -> End {
        loop {
            let rest = bytes.get(self.at..).unwrap_or_default();
            let found = match self.quote {
                Some(quote) => memchr2(quote, b'<', rest),
                None => rest.iter().position(|byte| matches!(byte, b'"' | b'\'' | b'<' | b'>')),
            };
            let Some(offset) = found else {
                self.at = bytes.len();
                return End::Open;
            };
            let at = self.at + offset;
            match (rest.get(offset), self.quote) {
                (Some(b'<'), _) => match is_start(bytes.get(at..).unwrap_or_default(), last) {
                    Some(true) => return End::Broken(at),
                    Some(false) => {}
                    None => {
                        self.at = at;
                        return End::Open;
                    }
                },
                (Some(b'>'), None) => return End::At(at + 1),
                (quote, None) => self.quote = quote.copied(),
                (_, Some(_)) => self.quote = None,
            }
            self.at = at + 1;
        }
    }
}

/// Whether a known element starts here; `None` when that cannot be told yet.
pub(crate) fn is_start(bytes: &[u8], last: bool) -> Option<bool> {
    if bytes.len() < START_BYTES && !last {
        return None;
    }
    Some(STARTS.iter().any(|start| {
        let after = bytes.strip_prefix(*start).and_then(<[u8]>::first);
        matches!(after, Some(byte) if byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
    }))
}

/// The name in a tag: `sms` in `<sms date=…`, `/mms` in `</mms>`.
pub(crate) fn name(tag: &[u8]) -> &[u8] {
    let inner = tag.get(1..).unwrap_or_default();
    let length = inner
        .iter()
        .enumerate()
        .position(|(i, byte)| byte.is_ascii_whitespace() || *byte == b'>' || (*byte == b'/' && i > 0))
        .unwrap_or(inner.len());
    inner.get(..length).unwrap_or_default()
}

/// True for `<…/>`.
pub(crate) fn is_closed(tag: &[u8]) -> bool {
    tag.ends_with(b"/>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(text: &str) -> End {
        TagScan::new(0).run(text.as_bytes(), true)
    }

    #[test]
    fn a_tag_ends_at_its_own_bracket() {
        assert_eq!(end("<sms a='1' b=\"x>y\"/><sms "), End::At(20));
        assert_eq!(end("<sms body=\"1 < 2\"/>"), End::At(19));
        assert_eq!(end("<sms body=\"cut"), End::Open);
    }

    #[test]
    fn a_broken_tag_ends_where_the_next_record_begins() {
        assert_eq!(end("<sms body=\"open />\n<sms body=\"x\"/>"), End::Broken(19));
        assert_eq!(end("<sms a=\"1\"\n<call b=\"2\"/>"), End::Broken(11));
        assert_eq!(end("<sms a=\"1\" b=\"</smses>"), End::Broken(14));
        assert_eq!(end("<sms a=\"1\" b=\"<smsx\"/>"), End::At(22));
    }

    #[test]
    fn a_scan_goes_on_where_it_stopped() {
        let text = b"<sms body=\"one two\"/>";
        let mut scan = TagScan::new(0);
        for length in 1..text.len() {
            assert_eq!(scan.run(&text[..length], false), End::Open, "{length}");
        }
        assert_eq!(scan.run(text, true), End::At(text.len()));
    }

    #[test]
    fn names_are_read_from_any_tag() {
        assert_eq!(name(b"<sms date=\"1\"/>"), b"sms");
        assert_eq!(name(b"</mms>"), b"/mms");
        assert_eq!(name(b"<part/>"), b"part");
    }
}
