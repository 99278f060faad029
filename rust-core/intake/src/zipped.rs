//! SMS Import / Export in a ZIP: `messages.ndjson` and attachments under `data/`.
//!
//! Only names from a short list are opened, so that nothing in the archive decides what is read. All caps are
//! counted while unpacking; what an archive says about its own sizes is not believed. An archive that was cut
//! has lost its list of contents at the end; its first entry, where the messages are, is then unpacked from the
//! start of the file.

use crate::format::HEAD_BYTES;
use crate::out::{Done, Out};
use crate::read::read_plain;
use crate::{Code, Format, Place, ReadError, Sink, detect};
use flate2::read::DeflateDecoder;
use std::cell::Cell;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;
use zip::ZipArchive;

/// Largest unpacked entry.
const ENTRY_BYTES: u64 = 4 * 1024 * 1024 * 1024;
/// Unpacked bytes per packed byte, counted only beyond [`FREE_BYTES`]: repetitive messages pack well.
const RATIO: u64 = 200;
const FREE_BYTES: u64 = 64 * 1024 * 1024;
/// Entries and bytes of the list of contents. Above 65,534 entries ZIP64 begins, and no phone export goes there.
const ENTRIES: u16 = u16::MAX - 1;
const DIRECTORY_BYTES: u32 = 32 * 1024 * 1024;

/// Reads every entry whose name is known. The archive is rejected whole only when it gives nothing.
pub(crate) fn read<R: Read + Seek, S: Sink>(mut input: R, out: &mut Out<'_, S>) -> Done<S> {
    if !is_modest(&mut input)? {
        return Err(ReadError::TooLarge);
    }
    let position = Rc::new(Cell::new(0));
    out.count_packed(Rc::clone(&position));
    input.seek(SeekFrom::Start(0))?;
    let mut counted = Counted { inner: input, position: Rc::clone(&position) };
    match ZipArchive::new(&mut counted) {
        Ok(archive) => entries(archive, &position, out),
        Err(zip::result::ZipError::Io(error)) if error.kind() != io::ErrorKind::UnexpectedEof => {
            Err(ReadError::from(error))
        }
        Err(_) => {
            counted.seek(SeekFrom::Start(0))?;
            first_entry(counted, &position, out)
        }
    }
}

fn entries<R: Read + Seek, S: Sink>(
    mut archive: ZipArchive<R>,
    position: &Rc<Cell<u64>>,
    out: &mut Out<'_, S>,
) -> Done<S> {
    let mut is_known = false;
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).and_then(Result::ok);
        let Some(name) = name.and_then(|name| allowed(&name)) else {
            continue;
        };
        is_known = true;
        match archive.by_index(index) {
            Ok(entry) => drop(unpacked(&name, entry, position, out)?),
            Err(_) => {
                out.enter(&name);
                out.reject(nowhere(), Code::TornZip, b"")?;
            }
        }
    }
    if is_known { Ok(()) } else { Err(ReadError::UnknownFormat) }
}

/// The entry at the very start, by its own header. Its sizes may be missing; the packed data ends by itself.
fn first_entry<R: Read, S: Sink>(mut input: R, position: &Rc<Cell<u64>>, out: &mut Out<'_, S>) -> Done<S> {
    let mut header = [0; 30];
    let is_read = input.read_exact(&mut header).is_ok();
    let [b'P', b'K', 3, 4, _, _, _, _, method, 0, .., name_low, name_high, extra_low, extra_high] = header
    else {
        return Err(ReadError::ZipUnreadable);
    };
    let mut name = vec![0; usize::from(u16::from_le_bytes([name_low, name_high]))];
    let extra = u64::from(u16::from_le_bytes([extra_low, extra_high]));
    let is_named = is_read && input.read_exact(&mut name).is_ok();
    io::copy(&mut (&mut input).take(extra), &mut io::sink())?;
    let name = std::str::from_utf8(&name).ok().and_then(allowed);
    let (true, Some(name), 8) = (is_named, name, method) else {
        return Err(ReadError::ZipUnreadable);
    };
    let unpacker = DeflateDecoder::new(BufReader::new(input));
    let is_told = unpacked(&name, unpacker, position, out)? || out.summary().torn;
    if is_told {
        return Ok(());
    }
    out.reject(nowhere(), Code::TornZip, b"")
}

/// Reads one entry. True when its unpacking failed.
fn unpacked<R: Read, S: Sink>(
    name: &str,
    entry: R,
    position: &Rc<Cell<u64>>,
    out: &mut Out<'_, S>,
) -> Result<bool, ReadError<S::Error>> {
    out.enter(name);
    let was_torn = out.summary().torn;
    let failure = Rc::new(Cell::new(None));
    let mut guarded = Guarded {
        inner: entry,
        unpacked: 0,
        begin: position.get(),
        position: Rc::clone(position),
        failure: Rc::clone(&failure),
    };
    let mut head = Vec::new();
    (&mut guarded).take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    let format = detect(&head).filter(|format| *format != Format::SmsIeZip);
    let whole = io::Cursor::new(&head).chain(guarded);
    read_plain(format.unwrap_or(Format::SmsIeMessages), &head, whole, out)?;
    let Some(code) = failure.take() else {
        return Ok(false);
    };
    let is_told = code == Code::TornZip && out.summary().torn && !was_torn;
    if !is_told {
        out.reject(nowhere(), code, b"")?;
    }
    Ok(true)
}

/// The names that are read: the messages, and call logs in either form.
fn allowed(name: &str) -> Option<String> {
    let is_calls = name.starts_with("call") && name.ends_with(".json") && !name.contains(['/', '\\', '\0']);
    (is_calls || matches!(name, "messages.ndjson" | "calls.ndjson")).then(|| name.to_owned())
}

/// The place of what concerns an entry as a whole.
fn nowhere() -> Place {
    Place { entry: None, line: None, byte: 0 }
}

/// True when the list of contents is small enough to be read. What has no list is told apart later.
fn is_modest<R: Read + Seek>(input: &mut R) -> io::Result<bool> {
    let length = input.seek(SeekFrom::End(0))?;
    let tail_bytes = length.min(22 + u64::from(u16::MAX));
    input.seek(SeekFrom::Start(length - tail_bytes))?;
    let mut tail = Vec::new();
    input.take(tail_bytes).read_to_end(&mut tail)?;
    let Some(at) = memchr::memmem::rfind(&tail, b"PK\x05\x06") else {
        return Ok(true);
    };
    let Some([_, _, _, _, _, _, _, _, _, _, count_low, count_high, a, b, c, d, ..]) = tail.get(at..) else {
        return Ok(true);
    };
    let entries = u16::from_le_bytes([*count_low, *count_high]);
    Ok(entries <= ENTRIES && u32::from_le_bytes([*a, *b, *c, *d]) <= DIRECTORY_BYTES)
}

/// Ends the entry where its unpacking fails or grows beyond the caps, and remembers why.
struct Guarded<R> {
    inner: R,
    unpacked: u64,
    begin: u64,
    position: Rc<Cell<u64>>,
    failure: Rc<Cell<Option<Code>>>,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let packed = self.position.get().saturating_sub(self.begin);
        let is_swollen = self.unpacked > FREE_BYTES.max(packed.saturating_mul(RATIO));
        if is_swollen || self.unpacked > ENTRY_BYTES {
            self.failure.set(Some(Code::ZipTooLarge));
            return Ok(0);
        }
        match self.inner.read(buffer) {
            Ok(count) => {
                self.unpacked += count as u64;
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(_) => {
                self.failure.set(Some(Code::TornZip));
                Ok(0)
            }
        }
    }
}

/// Knows how far the packed file was read.
struct Counted<R> {
    inner: R,
    position: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.position.set(self.position.get() + count as u64);
        Ok(count)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = self.inner.seek(to)?;
        self.position.set(position);
        Ok(position)
    }
}
