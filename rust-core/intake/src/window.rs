//! A window that slides over a file: the bytes of the record at hand in one piece, without copying.

use memchr::{memchr, memchr_iter};
use std::io::{ErrorKind, Read, Result};

use crate::Place;

/// How much is asked of the file at once. Larger chunks gain nothing measurable.
const CHUNK: usize = 128 * 1024;

/// Bytes that were read and not yet consumed, and where they stand.
pub(crate) struct Window<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    byte: u64,
    line: u64,
    ended: bool,
}

/// The next line, as a number of bytes from the start of the window.
#[derive(Debug, PartialEq)]
pub(crate) enum Line {
    /// With its line feed.
    Whole(usize),
    /// The last one, without a line feed.
    Last(usize),
    /// Longer than the cap.
    TooLong,
    /// There is no further line.
    End,
}

impl<R: Read> Window<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { input, buffer: Vec::new(), start: 0, end: 0, byte: 0, line: 1, ended: false }
    }

    /// What is at hand.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// The first `count` bytes at hand.
    pub(crate) fn first(&self, count: usize) -> &[u8] {
        let bytes = self.bytes();
        bytes.get(..count).unwrap_or(bytes)
    }

    /// True when the file has no further bytes than those at hand.
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// Where the first byte at hand stands.
    pub(crate) fn place(&self) -> Place {
        Place { entry: None, line: Some(self.line), byte: self.byte }
    }

    /// Reads some more bytes. False at the end of the file.
    pub(crate) fn more(&mut self) -> Result<bool> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.buffer.len() < self.end + CHUNK {
            // Doubling keeps the copying of a long record linear.
            let wanted = (self.buffer.len() * 2).max(2 * CHUNK);
            self.buffer.resize(wanted, 0);
        }
        let free = self.buffer.get_mut(self.end..).unwrap_or_default();
        let count = loop {
            match self.input.read(free) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        self.end += count;
        self.ended = count == 0;
        Ok(!self.ended)
    }

    /// Reads until `count` bytes are at hand or the file ends.
    pub(crate) fn want(&mut self, count: usize) -> Result<()> {
        while self.bytes().len() < count && self.more()? {}
        Ok(())
    }

    /// Consumes `count` bytes and counts their lines.
    pub(crate) fn skip(&mut self, count: usize) {
        let skipped = self.first(count);
        let (length, lines) = (skipped.len(), memchr_iter(b'\n', skipped).count());
        self.start += length;
        self.byte += length as u64;
        self.line += lines as u64;
    }

    /// Consumes a UTF-8 byte order mark.
    pub(crate) fn skip_bom(&mut self) -> Result<()> {
        self.want(3)?;
        if self.bytes().starts_with(b"\xef\xbb\xbf") {
            self.skip(3);
        }
        Ok(())
    }

    /// Finds the end of the line at hand.
    pub(crate) fn line(&mut self, cap: usize) -> Result<Line> {
        let mut searched = 0;
        loop {
            let rest = self.bytes().get(searched..).unwrap_or_default();
            if let Some(at) = memchr(b'\n', rest) {
                let length = searched + at + 1;
                return Ok(if length > cap + 1 { Line::TooLong } else { Line::Whole(length) });
            }
            searched = self.bytes().len();
            if searched > cap {
                return Ok(Line::TooLong);
            }
            if !self.more()? {
                return Ok(if searched == 0 { Line::End } else { Line::Last(searched) });
            }
        }
    }

    /// Consumes the rest of the line, however long, without keeping it.
    pub(crate) fn skip_line(&mut self) -> Result<()> {
        self.skip_until(b"\n").map(drop)
    }

    /// Consumes everything up to and with `mark`, however long. False when it does not come.
    pub(crate) fn skip_until(&mut self, mark: &[u8]) -> Result<bool> {
        loop {
            if let Some(at) = memchr::memmem::find(self.bytes(), mark) {
                self.skip(at + mark.len());
                return Ok(true);
            }
            // The mark may begin in the last bytes at hand.
            let length = self.bytes().len();
            self.skip(length.saturating_sub(mark.len() - 1));
            if !self.more()? {
                let length = self.bytes().len();
                self.skip(length);
                return Ok(false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_across_chunks_and_too_long_ones_are_left_behind() {
        let long = vec![b'x'; 3 * CHUNK];
        let text = [b"one\n".as_slice(), &long, b"\ntwo"].concat();
        let mut window = Window::new(text.as_slice());
        assert_eq!(window.line(CHUNK).unwrap(), Line::Whole(4));
        window.skip(4);
        assert_eq!(window.line(CHUNK).unwrap(), Line::TooLong);
        window.skip_line().unwrap();
        assert_eq!(window.place().line, Some(3));
        assert_eq!(window.line(CHUNK).unwrap(), Line::Last(3));
        assert_eq!(window.first(3), b"two");
        window.skip(3);
        assert_eq!(window.line(CHUNK).unwrap(), Line::End);
        assert_eq!(window.place().byte, text.len() as u64);
    }

    #[test]
    fn a_mark_is_found_where_two_chunks_meet() {
        let text = [vec![b'-'; CHUNK * 2 - 1], b"->rest".to_vec()].concat();
        let mut window = Window::new(text.as_slice());
        assert!(window.skip_until(b"-->").unwrap());
        window.want(4).unwrap();
        assert_eq!(window.bytes(), b"rest");
        assert!(!window.skip_until(b"-->").unwrap());
    }
}
