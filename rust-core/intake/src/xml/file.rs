//! Goes through the file element by element.

use super::record::{self, Kind};
use super::scan::{End, START_BYTES, TagScan, is_closed, is_start, name};
use crate::out::{Done, Out};
use crate::window::Window;
use crate::{Code, ReadError, Sink};
use dunlog_model::limits::RECORD_BYTES;
use memchr::{memchr, memchr2};
use std::io::{self, Read};

/// Reads a whole backup. Comments, processing instructions and a DOCTYPE are passed over; no entity is defined
/// by the file.
pub(crate) fn read<R: Read, S: Sink>(window: Window<R>, out: &mut Out<'_, S>) -> Done<S> {
    let mut file = File { window, out, open_roots: 0, unknown_depth: 0 };
    file.window.skip_bom()?;
    while file.step()? {}
    Ok(())
}

struct File<'a, 's, R, S> {
    window: Window<R>,
    out: &'a mut Out<'s, S>,
    /// `<smses>` and `<calls>` that are not closed yet.
    open_roots: usize,
    /// How deep we are inside elements that are not known.
    unknown_depth: usize,
}

/// How far the element at hand reaches.
enum Extent {
    Whole(usize),
    Broken(usize),
    TooLarge,
    Torn,
}

impl<R: Read, S: Sink> File<'_, '_, R, S> {
    /// Consumes the text up to the next tag, then that tag with all that belongs to it. False at the end.
    fn step(&mut self) -> Result<bool, ReadError<S::Error>> {
        if !self.text()? {
            if self.open_roots > 0 {
                self.refuse(Code::TornXml, 0)?;
            }
            return Ok(false);
        }
        self.window.want(START_BYTES)?;
        match self.window.bytes() {
            [b'<', b'!', b'-', b'-', ..] => self.pass_over(b"-->")?,
            [b'<', b'!', ..] => self.doctype()?,
            [b'<', b'?', ..] => self.pass_over(b"?>")?,
            _ => self.element()?,
        }
        Ok(true)
    }

    /// Consumes what stands before the next `<`. False when there is none.
    fn text(&mut self) -> Result<bool, ReadError<S::Error>> {
        let mut searched = 0;
        loop {
            let rest = self.window.bytes().get(searched..).unwrap_or_default();
            let found = memchr(b'<', rest).map(|at| searched + at);
            searched = self.window.bytes().len();
            if found.is_none() && searched <= RECORD_BYTES && self.window.more()? {
                continue;
            }
            let length = found.unwrap_or(searched);
            let is_space = self.window.first(length).trim_ascii().is_empty();
            if is_space || self.unknown_depth > 0 {
                self.window.skip(length);
            } else {
                self.refuse(Code::StrayText, length)?;
            }
            if found.is_some() || self.window.ended() {
                return Ok(found.is_some());
            }
            searched = 0;
        }
    }

    fn pass_over(&mut self, mark: &[u8]) -> Done<S> {
        let place = self.window.place();
        if self.window.skip_until(mark)? {
            return Ok(());
        }
        self.open_roots = 0; // the cut is told here, not again at the end
        self.out.reject(place, Code::TornXml, b"")
    }

    fn doctype(&mut self) -> Done<S> {
        let mut length = 0;
        loop {
            let rest = self.window.bytes().get(length..).unwrap_or_default();
            let inner = memchr2(b'[', b'>', rest).and_then(|at| rest.get(at).copied());
            if inner == Some(b'[') {
                self.pass_over(b"]")?;
            }
            if inner.is_some() {
                return self.pass_over(b">");
            }
            length = self.window.bytes().len();
            if length > RECORD_BYTES || !self.window.more()? {
                return self.pass_over(b">");
            }
        }
    }

    fn element(&mut self) -> Done<S> {
        match self.extent()? {
            Extent::Whole(length) => self.whole(length),
            Extent::Broken(length) => self.refuse(Code::BadXml, length),
            Extent::TooLarge => {
                self.refuse(Code::RecordTooLarge, RECORD_BYTES)?;
                Ok(self.resync()?)
            }
            Extent::Torn => {
                self.open_roots = 0;
                self.refuse(Code::TornXml, usize::MAX)
            }
        }
    }

    fn whole(&mut self, length: usize) -> Done<S> {
        let element = self.window.first(length);
        let kind = match name(element) {
            b"sms" => Kind::Sms,
            b"mms" => Kind::Mms,
            b"call" => Kind::Call,
            b"smses" | b"calls" => {
                if let Some(count) = record::declared(element) {
                    self.out.declare(count);
                }
                self.open_roots += 1;
                self.window.skip(length);
                return Ok(());
            }
            b"/smses" | b"/calls" => {
                self.open_roots = self.open_roots.saturating_sub(1);
                self.window.skip(length);
                return Ok(());
            }
            b"/sms" | b"/mms" | b"/call" => {
                self.window.skip(length);
                return Ok(());
            }
            _ => return self.unknown(length),
        };
        let result = record::read(kind, element);
        self.out.record(self.window.place(), result, element)?;
        self.window.skip(length);
        Ok(())
    }

    /// An element that is not part of the format is told once, with all that is inside it passed over, except
    /// records: those are read wherever they stand.
    fn unknown(&mut self, length: usize) -> Done<S> {
        let tag = self.window.first(length);
        let is_end = name(tag).starts_with(b"/");
        let opens = !is_end && !is_closed(tag);
        let is_told = is_end || self.unknown_depth > 0;
        self.unknown_depth = match (is_end, opens) {
            (true, _) => self.unknown_depth.saturating_sub(1),
            (false, true) => self.unknown_depth + 1,
            (false, false) => self.unknown_depth,
        };
        if is_told {
            self.window.skip(length);
            return Ok(());
        }
        self.refuse(Code::UnknownElement, length)
    }

    /// Finds the end of the element at hand: of the tag, or of `</mms>` for an MMS with children.
    fn extent(&mut self) -> io::Result<Extent> {
        let mut start = 0;
        let mut scan = TagScan::new(start);
        loop {
            let bytes = self.window.bytes();
            match scan.run(bytes, self.window.ended()) {
                End::At(end) if is_open_mms(bytes, start, end) => {
                    let Some(next) = self.next_tag(end)? else {
                        return Ok(self.no_end());
                    };
                    let bytes = self.window.bytes();
                    let tag = bytes.get(next..).unwrap_or_default();
                    if is_start(tag, true) == Some(true) && !tag.starts_with(b"</mms") {
                        return Ok(Extent::Broken(next)); // the MMS was never closed
                    }
                    start = next;
                    scan = TagScan::new(start);
                }
                End::At(end) if end > RECORD_BYTES => return Ok(Extent::TooLarge),
                End::At(end) => return Ok(Extent::Whole(end)),
                End::Broken(at) => return Ok(Extent::Broken(at)),
                End::Open if bytes.len() <= RECORD_BYTES && self.window.more()? => {}
                End::Open => return Ok(self.no_end()),
            }
            if start > RECORD_BYTES {
                return Ok(Extent::TooLarge);
            }
        }
    }

    /// The next `<` from `from` on, with enough bytes behind it to tell what starts there.
    fn next_tag(&mut self, from: usize) -> io::Result<Option<usize>> {
        loop {
            let rest = self.window.bytes().get(from..).unwrap_or_default();
            let found = memchr(b'<', rest).map(|at| from + at);
            let is_enough = found.is_some_and(|at| self.window.bytes().len() >= at + START_BYTES);
            if is_enough || (found.is_some() && self.window.ended()) {
                return Ok(found);
            }
            let is_full = self.window.bytes().len() > RECORD_BYTES;
            if is_full || (!self.window.more()? && found.is_none()) {
                return Ok(None);
            }
        }
    }

    fn no_end(&self) -> Extent {
        if self.window.bytes().len() > RECORD_BYTES { Extent::TooLarge } else { Extent::Torn }
    }

    /// Passes over everything before the next known element, in constant memory.
    fn resync(&mut self) -> io::Result<()> {
        loop {
            let bytes = self.window.bytes();
            let Some(at) = memchr(b'<', bytes) else {
                self.window.skip(usize::MAX);
                if !self.window.more()? {
                    return Ok(());
                }
                continue;
            };
            self.window.skip(at);
            self.window.want(START_BYTES)?;
            if is_start(self.window.bytes(), true) == Some(true) {
                return Ok(());
            }
            self.window.skip(1);
        }
    }

    /// Rejects and consumes the first `length` bytes at hand.
    fn refuse(&mut self, code: Code, length: usize) -> Done<S> {
        self.out.reject(self.window.place(), code, self.window.first(length))?;
        self.window.skip(length);
        Ok(())
    }
}

/// True while we are inside an MMS: its start tag has no `/`, and the tag at `start` is not its end tag.
fn is_open_mms(bytes: &[u8], start: usize, end: usize) -> bool {
    if name(bytes) != b"mms" {
        return false;
    }
    let tag = bytes.get(start..end).unwrap_or_default();
    if start == 0 { !is_closed(tag) } else { name(tag) != b"/mms" }
}
