//! Goes through a table row by row.

use super::cells::{cells, delimiter};
use super::rows::{Row, Rows};
use crate::out::{Done, Out};
use crate::window::Window;
use crate::{Code, Sink};
use dunlog_model::Observation;
use dunlog_model::limits::{RAW_BYTES, RECORD_BYTES};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::io::Read;
use std::str;

/// One row as columns.
pub(crate) type Columns = Map<String, Value>;

/// Reads a table whose first row is the header. `layout` is made of the header and reads one row.
pub(crate) fn read<R: Read, S: Sink, L, F>(mut window: Window<R>, out: &mut Out<'_, S>, layout: L) -> Done<S>
where
    L: FnOnce(&[String]) -> F,
    F: Fn(Columns) -> Result<Observation, Code>,
{
    window.skip_bom()?;
    let (header, delimiter) = header(&mut window)?;
    let to_observation = layout(&header);
    let mut rows = Rows::new(delimiter);
    loop {
        let (length, is_last) = match rows.next(&mut window)? {
            Row::Whole { length, is_last } => (length, is_last),
            Row::TooLong => {
                out.reject(window.place(), Code::RecordTooLarge, window.first(RECORD_BYTES))?;
                window.skip_line()?;
                continue;
            }
            Row::End => return Ok(()),
        };
        let row = trim_end(window.first(length));
        if !row.is_empty() {
            let result = columns(row, &header, delimiter)
                .map_err(|code| if is_last { cut(code) } else { code })
                .and_then(&to_observation);
            out.record(window.place(), result, row)?;
        }
        window.skip(length);
    }
}

/// The names of the columns, and what separates them.
fn header<R: Read>(window: &mut Window<R>) -> std::io::Result<(Vec<String>, char)> {
    // The format was told from this row, so that it is there, is text and is short.
    window.line(RECORD_BYTES)?;
    let length = memchr::memchr(b'\n', window.bytes()).map_or(usize::MAX, |at| at + 1);
    let row = str::from_utf8(trim_end(window.first(length))).unwrap_or_default();
    let delimiter = delimiter(row);
    let names = cells(row, delimiter).unwrap_or_default();
    let names = names.into_iter().map(Cow::into_owned).collect();
    window.skip(length);
    Ok((names, delimiter))
}

fn columns(row: &[u8], header: &[String], delimiter: char) -> Result<Columns, Code> {
    if row.len() > RAW_BYTES {
        return Err(Code::RawTooLarge); // before a row of a million commas is taken apart
    }
    let row = str::from_utf8(row).map_err(|_| Code::NotUtf8)?;
    let cells = cells(row, delimiter).ok_or(Code::CsvQuote)?;
    if cells.len() != header.len() {
        return Err(Code::CsvRagged);
    }
    let values = cells.into_iter().map(|cell| Value::String(cell.into_owned()));
    Ok(header.iter().cloned().zip(values).collect())
}

/// A last row that is short of cells and has no line end broke off.
fn cut(code: Code) -> Code {
    match code {
        Code::CsvRagged | Code::CsvQuote => Code::TornLine,
        other => other,
    }
}

fn trim_end(row: &[u8]) -> &[u8] {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    row.strip_suffix(b"\r").unwrap_or(row)
}
