//! One object per line.

use crate::out::{Done, Out};
use crate::window::{Line, Window};
use crate::{Code, Sink};
use dunlog_model::{Observation, limits::RECORD_BYTES};
use std::io::Read;

/// Reads line by line; blank lines are passed over. A last line that breaks off is told as torn.
pub(crate) fn read<R: Read, S: Sink>(
    mut window: Window<R>,
    out: &mut Out<'_, S>,
    row: fn(&[u8]) -> Result<Observation, Code>,
) -> Done<S> {
    window.skip_bom()?;
    loop {
        let (length, is_last) = match window.line(RECORD_BYTES)? {
            Line::Whole(length) => (length, false),
            Line::Last(length) => (length, true),
            Line::TooLong => {
                out.reject(window.place(), Code::RecordTooLarge, window.first(RECORD_BYTES))?;
                window.skip_line()?;
                continue;
            }
            Line::End => return Ok(()),
        };
        let line = window.first(length).trim_ascii();
        if !line.is_empty() {
            let result = row(line).map_err(|code| match code {
                Code::TornLine if !is_last => Code::BadJson,
                // A cut in the middle of a character is a cut all the same.
                Code::NotUtf8 if is_last && ends_inside_a_character(line) => Code::TornLine,
                other => other,
            });
            out.record(window.place(), result, line)?;
        }
        window.skip(length);
    }
}

fn ends_inside_a_character(line: &[u8]) -> bool {
    matches!(std::str::from_utf8(line), Err(error) if error.error_len().is_none())
}
