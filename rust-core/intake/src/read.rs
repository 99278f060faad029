//! The one way in.

use crate::csv::{self, CallLayout, OwnLayout};
use crate::format::{HEAD_BYTES, is_utf16};
use crate::out::{Done, Out};
use crate::window::Window;
use crate::{Code, Format, ReadError, Sink, Summary, detect, json, self_report, xml, zipped};
use dunlog_model::Observation;
use std::io::{Read, Seek, SeekFrom};

/// Reads a whole file and hands everything in it to `sink`, in the order of the file.
///
/// A file that breaks off is no error: what came before is delivered, the rest is one reject with its place,
/// and [`Summary::torn`] says so.
///
/// # Errors
/// When nothing can be read at all ([`ReadError::UnknownFormat`], [`ReadError::Empty`], …), when the file
/// itself fails, and when the sink does.
pub fn read<R: Read + Seek, S: Sink>(mut input: R, sink: &mut S) -> Result<Summary, ReadError<S::Error>> {
    let mut head = Vec::new();
    (&mut input).take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    if is_utf16(&head) {
        return Err(ReadError::EncodingUnsupported);
    }
    if head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    let format = detect(&head).ok_or(ReadError::UnknownFormat)?;
    input.seek(SeekFrom::Start(0))?;
    let mut out = Out::new(sink, format);
    if format == Format::SmsIeZip {
        zipped::read(input, &mut out)?;
    } else {
        read_plain(format, head.trim_ascii_start(), input, &mut out)?;
    }
    Ok(out.summary())
}

/// Reads a file of any format that is not packed. `head` tells an array from lines.
pub(crate) fn read_plain<R: Read, S: Sink>(
    format: Format,
    head: &[u8],
    input: R,
    out: &mut Out<'_, S>,
) -> Done<S> {
    let window = Window::new(input);
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    match format {
        Format::BackupXml => xml::read(window, out),
        Format::SmsIeMessages | Format::SmsIeCalls if head.starts_with(b"[") => {
            json::read_array(window, out, json::sms_ie_row)
        }
        Format::SmsIeMessages | Format::SmsIeCalls | Format::SmsIeZip => {
            json::read_lines(window, out, json::sms_ie_row)
        }
        Format::DunlogNdjson => json::read_lines(window, out, json::dunlog_row),
        Format::CallCsv => csv::read(window, out, call_rows),
        Format::SelfReport => self_report::read(window, out),
        Format::DunlogCsv => csv::read(window, out, |_| OwnLayout::row),
    }
}

fn call_rows(header: &[String]) -> impl Fn(csv::Columns) -> Result<Observation, Code> + use<> {
    let layout = CallLayout::of(header);
    move |columns| match &layout {
        Some(layout) => layout.row(columns),
        None => Err(Code::UnknownRecord),
    }
}
