//! Finds where a row ends. A quoted cell may hold line feeds; a quote that never closes must not hold the rest
//! of the file, so it is looked for only as far as a row may be long, and not twice over the same bytes.

use crate::window::{Line, Window};
use dunlog_model::limits::{RAW_BYTES, RECORD_BYTES};
use std::io::{self, Read};

/// How far a row with quotes is followed. A longer one could not be kept beside its observation anyway.
const QUOTED_BYTES: usize = RAW_BYTES;

/// The next row, as a number of bytes from the start of the window.
pub(crate) enum Row {
    /// With its line end, if it has one.
    Whole { length: usize, is_last: bool },
    /// Longer than the cap.
    TooLong,
    /// There is no further row.
    End,
}

/// Finds rows one after the other.
pub(crate) struct Rows {
    delimiter: u8,
    /// Up to this byte of the file a quote is known not to close, so every line is a row.
    plain_until: u64,
}

impl Rows {
    pub(crate) fn new(delimiter: char) -> Self {
        Self { delimiter: u8::try_from(delimiter).unwrap_or(b','), plain_until: 0 }
    }

    pub(crate) fn next<R: Read>(&mut self, window: &mut Window<R>) -> io::Result<Row> {
        let (length, is_last) = match window.line(RECORD_BYTES)? {
            Line::Whole(length) => (length, false),
            Line::Last(length) => (length, true),
            Line::TooLong => return Ok(Row::TooLong),
            Line::End => return Ok(Row::End),
        };
        let is_plain = window.place().byte < self.plain_until || !window.first(length).contains(&b'"');
        if is_plain || is_last {
            return Ok(Row::Whole { length, is_last });
        }
        let mut scan = RowScan::default();
        loop {
            if let Some(length) = scan.run(window.bytes(), self.delimiter) {
                return Ok(Row::Whole { length, is_last: false });
            }
            let is_full = window.bytes().len() > QUOTED_BYTES;
            if is_full || !window.more()? {
                break;
            }
        }
        let scanned = window.bytes().len();
        if window.ended() && scan.is_closed() {
            return Ok(Row::Whole { length: scanned, is_last: true });
        }
        self.plain_until = window.place().byte + scanned as u64;
        Ok(Row::Whole { length, is_last })
    }
}

#[derive(Clone, Copy, Default)]
enum State {
    #[default]
    Start,
    Plain,
    Quoted,
    QuoteInQuoted,
}

#[derive(Default)]
struct RowScan {
    at: usize,
    state: State,
}

impl RowScan {
    /// The length of the row with its line feed; `None` when more bytes are needed.
    fn run(&mut self, bytes: &[u8], delimiter: u8) -> Option<usize> {
        for byte in bytes.get(self.at..).unwrap_or_default() {
            self.at += 1;
            self.state = match (self.state, *byte) {
                (State::Quoted, b'"') => State::QuoteInQuoted,
                (State::Quoted, _) | (State::QuoteInQuoted | State::Start, b'"') => State::Quoted,
                (_, b'\n') => return Some(self.at),
                (_, byte) if byte == delimiter => State::Start,
                _ => State::Plain,
            };
        }
        None
    }

    fn is_closed(&self) -> bool {
        !matches!(self.state, State::Quoted)
    }
}
