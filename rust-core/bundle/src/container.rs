//! The ZIP: hostile until shown otherwise. Names from the list, sizes counted while unpacking, no links, no archives
//! within, no name twice. What the archive says about its own sizes is not believed.

use crate::check::Finding;
use crate::code::Code;
use crate::names::{self, FOLDER};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most files of one bundle.
pub const MAX_ENTRIES: u16 = 1_000;
/// Largest attachment, unpacked. Records and papers count against the total.
pub const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;
/// All files together, unpacked.
pub const MAX_TOTAL_BYTES: u64 = 256 * 1024 * 1024;
/// Unpacked bytes per packed byte, beyond [`FREE_BYTES`].
const RATIO: u64 = 100;
const FREE_BYTES: u64 = 1024 * 1024;

/// Bytes of the end-of-central-directory record without its comment.
const END_BYTES: usize = 22;

/// What the archive held.
pub(crate) struct Container {
    /// By their names within the bag.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Hash of everything before the length of the comment.
    pub before_seal: [u8; 32],
    /// The comment.
    pub seal: String,
}

pub(crate) fn read(bytes: &[u8]) -> Result<Container, Finding> {
    let end = find_end(bytes)?;
    if end.entries > MAX_ENTRIES {
        return Err(Finding::new(Code::TooManyEntries));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Finding::new(Code::Torn))?;
    // The library keeps one of several entries of one name; the count in the file tells.
    if archive.len() != usize::from(end.entries) {
        return Err(Finding::new(Code::DuplicateName));
    }
    let mut files = BTreeMap::new();
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| Finding::new(Code::Torn))?;
        let full = entry.name().map_err(|_| Finding::new(Code::BadPath))?.into_owned();
        if names::is_dangerous(&full) {
            return Err(Finding::new(Code::BadPath));
        }
        if entry.is_symlink() {
            return Err(Finding::new(Code::LinkRefused));
        }
        if entry.is_dir() && is_our_folder(&full) {
            continue; // other tools write folders as entries of their own
        }
        let name = full.strip_prefix(FOLDER).filter(|name| names::kind_of(name).is_some());
        let Some(name) = name else {
            return Err(Finding::new(Code::UnexpectedFile));
        };
        let packed = entry.compressed_size();
        let content = unpack(entry, name, packed, &mut total)?;
        if files.insert(name.to_owned(), content).is_some() {
            return Err(Finding::new(Code::DuplicateName));
        }
    }
    for name in names::REQUIRED {
        if !files.contains_key(name) {
            return Err(Finding::of_file(Code::FileMissing, name));
        }
    }
    let before = bytes.get(..end.comment_length_at).unwrap_or(bytes);
    let seal = std::str::from_utf8(end.comment).unwrap_or("").to_owned();
    Ok(Container { files, before_seal: Sha256::digest(before).into(), seal })
}

/// Where the comment's length stands, the comment itself, and how many entries there are.
struct End<'b> {
    comment_length_at: usize,
    comment: &'b [u8],
    entries: u16,
}

fn find_end(bytes: &[u8]) -> Result<End<'_>, Finding> {
    if bytes.starts_with(b"age-encryption.org/v1\n")
        || bytes.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----")
    {
        return Err(Finding::new(Code::Encrypted));
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(Finding::new(Code::NotABundle));
    }
    let first = bytes.len().saturating_sub(END_BYTES + usize::from(u16::MAX));
    let last = bytes.len().checked_sub(END_BYTES).ok_or(Finding::new(Code::Torn))?;
    for at in (first..=last).rev() {
        let tail = bytes.get(at..).unwrap_or_default();
        let Some(([b'P', b'K', 5, 6, .., length_low, length_high], comment)) =
            tail.split_first_chunk::<END_BYTES>()
        else {
            continue;
        };
        if usize::from(u16::from_le_bytes([*length_low, *length_high])) == comment.len() {
            let entries = match tail {
                [_, _, _, _, _, _, _, _, _, _, low, high, ..] => u16::from_le_bytes([*low, *high]),
                _ => 0,
            };
            return Ok(End { comment_length_at: at + END_BYTES - 2, comment, entries });
        }
    }
    Err(Finding::new(Code::Torn))
}

fn is_our_folder(name: &str) -> bool {
    ["dunlog/", "dunlog/data/", "dunlog/data/attachments/"].contains(&name)
}

fn unpack(entry: impl Read, name: &str, packed: u64, total: &mut u64) -> Result<Vec<u8>, Finding> {
    let is_attachment = name.starts_with("data/attachments/");
    let left = MAX_TOTAL_BYTES - *total;
    let by_size = if is_attachment { left.min(MAX_FILE_BYTES) } else { left };
    let by_ratio = FREE_BYTES.max(packed.saturating_mul(RATIO));
    let cap = by_size.min(by_ratio);
    let mut content = Vec::new();
    // One byte beyond the cap tells a file that is too long from one that ends there.
    match entry.take(cap + 1).read_to_end(&mut content) {
        Ok(_) if content.len() as u64 > cap => {
            let code = if by_ratio < by_size { Code::ZipBomb } else { Code::TooLarge };
            return Err(Finding::of_file(code, name));
        }
        Ok(_) => {}
        Err(_) => return Err(Finding::of_file(Code::FileDamaged, name)),
    }
    if content.starts_with(b"PK\x03\x04") {
        return Err(Finding::of_file(Code::NestedArchive, name));
    }
    *total += content.len() as u64;
    Ok(content)
}
