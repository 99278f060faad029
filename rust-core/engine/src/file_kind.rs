//! What somebody hands over: an export of a phone, a bundle, or a request. Told by the content, because chat programs rename
//! files.

use crate::contacts::is_withdrawal;
use crate::error::{Error, Result};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A bundle, open or encrypted.
    Bundle,
    /// A signed request to remove what a phone shared.
    Withdrawal,
    /// Anything else: the reader of exports says what it is.
    Export,
}

/// Looks at the first bytes of a file.
pub fn kind_of_file(path: &Path) -> Result<FileKind> {
    let place = "file_kind.read";
    let file = File::open(path).map_err(|error| Error::io(&error, place))?;
    let mut head = Vec::new();
    file.take(1024).read_to_end(&mut head).map_err(|error| Error::io(&error, place))?;
    // The name of the first file stands 30 bytes into a ZIP.
    let is_bag =
        head.starts_with(b"PK\x03\x04") && head.get(30..).is_some_and(|name| name.starts_with(b"dunlog/"));
    Ok(if is_bag || dunlog_seal::is_sealed(&head) {
        FileKind::Bundle
    } else if is_withdrawal(&head) {
        FileKind::Withdrawal
    } else {
        FileKind::Export
    })
}
