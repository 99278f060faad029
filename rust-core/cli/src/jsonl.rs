//! Texts in JSONL: one object a line, each line with its own fate.

use crate::fail::Failure;
use dunlog_engine::{TextRequest, judge_text};
use dunlog_model::{Label, Role, Timestamp, Verdict, limits};
use serde::Deserialize;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// A text and what is known about it.
#[derive(Deserialize)]
pub(crate) struct Line<'a> {
    #[serde(borrow)]
    pub(crate) text: Cow<'a, str>,
    #[serde(default, borrow)]
    number: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    time: Option<Cow<'a, str>>,
    #[serde(default, alias = "channel")]
    kind: Option<Kind>,
    #[serde(default)]
    role: Option<Role>,
    /// What a person says of it, for `dunlog eval`.
    #[serde(default)]
    pub(crate) label: Option<Label>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    #[serde(alias = "chat")]
    Sms,
    #[serde(alias = "call")]
    CallLine,
}

impl<'a> Line<'a> {
    /// Reads one line. Errors: the code of what is wrong with it.
    pub(crate) fn read(line: &'a [u8]) -> Result<Self, &'static str> {
        if line.trim_ascii().is_empty() {
            return Err("empty_line");
        }
        let text = std::str::from_utf8(line).map_err(|_| "not_utf8")?;
        let line: Self = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(why)?;
        if line.text.len() > limits::TEXT_BYTES { Err("text_too_large") } else { Ok(line) }
    }

    /// The verdict on it.
    pub(crate) fn judge(&self) -> Result<Verdict, &'static str> {
        let time = self.time.as_deref().map(Timestamp::parse_rfc3339);
        Ok(judge_text(&TextRequest {
            text: &self.text,
            number: self.number.as_deref(),
            time: time.transpose().map_err(|_| "time_unreadable")?,
            is_call_line: self.kind == Some(Kind::CallLine),
            role: self.role,
        }))
    }
}

/// The next line, or that it is beyond the cap; `None` at the end. Of a line beyond the cap only the start is kept in
/// memory.
pub(crate) fn next_line<'a>(
    input: &mut dyn BufRead,
    buffer: &'a mut Vec<u8>,
) -> io::Result<Option<Result<&'a [u8], &'static str>>> {
    let Some(length) = read_line(input, buffer)? else {
        return Ok(None);
    };
    let is_too_large = length > limits::RECORD_BYTES as u64;
    Ok(Some(if is_too_large { Err("too_large") } else { Ok(buffer) }))
}

/// JSON that is broken is another mistake than JSON that lacks a text or has a wrong word in it.
fn why(error: serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Data => "invalid_input",
        _ => "not_json",
    }
}

/// The next line without its end, and its full length; of a line beyond the cap only the start is kept.
fn read_line(input: &mut dyn BufRead, buffer: &mut Vec<u8>) -> io::Result<Option<u64>> {
    buffer.clear();
    let cap = limits::RECORD_BYTES as u64 + 1;
    let mut length = Read::take(&mut *input, cap).read_until(b'\n', buffer)? as u64;
    if length == 0 {
        return Ok(None);
    }
    if length == cap && buffer.last() != Some(&b'\n') {
        length += skip_line(input)?;
    }
    while matches!(buffer.last(), Some(b'\n' | b'\r')) {
        buffer.pop();
    }
    Ok(Some(length))
}

fn skip_line(input: &mut dyn BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            return Ok(skipped);
        }
        let (used, ended) = match chunk.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (chunk.len(), false),
        };
        input.consume(used);
        skipped += used as u64;
        if ended {
            return Ok(skipped);
        }
    }
}

/// Opens a file of texts. An error names the file, not the folder.
pub(crate) fn open(file: &Path) -> Result<BufReader<File>, Failure> {
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let opened = File::open(file).map_err(|error| Failure::from(error).with_file(&name))?;
    Ok(BufReader::with_capacity(256 * 1024, opened))
}
