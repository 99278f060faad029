//! One array of objects, element by element, without ever holding the array.
//!
//! A broken object must cost only itself, so its end is found by counting brackets: a line feed ends an
//! unclosed string (writers escape it), and a `{` where a name should stand begins the next object.

use crate::out::{Done, Out};
use crate::window::Window;
use crate::{Code, Sink};
use dunlog_model::{Observation, limits::RECORD_BYTES};
use memchr::memchr3;
use std::io::{self, Read};

/// Reads `[{…},{…}]`. An element that is no object is rejected; a file without its `]` is torn.
pub(crate) fn read<R: Read, S: Sink>(
    mut window: Window<R>,
    out: &mut Out<'_, S>,
    row: fn(&[u8]) -> Result<Observation, Code>,
) -> Done<S> {
    window.skip_bom()?;
    let mut is_closed = false;
    loop {
        skip_between(&mut window, &mut is_closed)?;
        let (length, refusal) = match window.bytes().first() {
            Some(b'{') => object_end(&mut window)?,
            Some(_) => (other_end(&mut window)?, Some(Code::NotAnObject)),
            None => break,
        };
        let element = window.first(length);
        let result = match refusal {
            Some(code) => Err(code),
            None => row(element).map_err(|code| match code {
                Code::TornLine => Code::BadJson,
                other => other,
            }),
        };
        is_closed |= refusal == Some(Code::TornJson); // told once
        out.record(window.place(), result, element.trim_ascii())?;
        window.skip(length);
    }
    if !is_closed {
        out.reject(window.place(), Code::TornJson, b"")?;
    }
    Ok(())
}

/// Consumes white space, commas and the brackets of the array itself.
fn skip_between<R: Read>(window: &mut Window<R>, is_closed: &mut bool) -> io::Result<()> {
    loop {
        let is_between = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b'[' | b']');
        let bytes = window.bytes();
        let length = bytes.iter().position(|byte| !is_between(byte)).unwrap_or(bytes.len());
        *is_closed |= window.first(length).contains(&b']');
        window.skip(length);
        if !window.bytes().is_empty() || !window.more()? {
            return Ok(());
        }
    }
}

/// The length of an element that is no object: up to the next one, or the end of the array.
fn other_end<R: Read>(window: &mut Window<R>) -> io::Result<usize> {
    let mut searched = 0;
    loop {
        let rest = window.bytes().get(searched..).unwrap_or_default();
        if let Some(at) = memchr3(b'{', b']', b',', rest) {
            return Ok(searched + at);
        }
        searched = window.bytes().len();
        if searched > RECORD_BYTES || !window.more()? {
            return Ok(searched);
        }
    }
}

/// The length of the object at hand, and the code when it has no end of its own.
fn object_end<R: Read>(window: &mut Window<R>) -> io::Result<(usize, Option<Code>)> {
    let mut scan = ObjectScan::default();
    loop {
        match scan.run(window.bytes()) {
            Some((length, true)) => return Ok((length, None)),
            Some((length, false)) => return Ok((length, Some(Code::BadJson))),
            None if window.bytes().len() > RECORD_BYTES => {
                return Ok((window.bytes().len(), Some(Code::RecordTooLarge)));
            }
            None if window.more()? => {}
            None => return Ok((window.bytes().len(), Some(Code::TornJson))),
        }
    }
}

/// How far an object was scanned.
#[derive(Default)]
struct ObjectScan {
    at: usize,
    open: Vec<u8>,
    in_string: bool,
    before: u8,
}

impl ObjectScan {
    /// The length of the object and whether it was closed; `None` when more bytes are needed.
    fn run(&mut self, bytes: &[u8]) -> Option<(usize, bool)> {
        while let Some(rest) = bytes.get(self.at..).filter(|rest| !rest.is_empty()) {
            if self.in_string {
                self.string(rest);
                continue;
            }
            let byte = rest.first().copied()?;
            match byte {
                b'{' if self.open.last() == Some(&b'{') && self.before != b':' => {
                    return Some((self.at, false));
                }
                b'{' | b'[' => self.open.push(byte),
                b'}' | b']' => {
                    self.open.pop();
                    if self.open.is_empty() {
                        return Some((self.at + 1, true));
                    }
                }
                b'"' => self.in_string = true,
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                self.before = byte;
            }
            self.at += 1;
        }
        None
    }

    /// Goes to the end of the string, or past one escape.
    fn string(&mut self, rest: &[u8]) {
        let Some(offset) = memchr3(b'"', b'\\', b'\n', rest) else {
            self.at += rest.len();
            return;
        };
        if rest.get(offset) == Some(&b'\\') {
            self.at += offset + 2;
        } else {
            self.in_string = false;
            self.at += offset + 1;
        }
    }
}
