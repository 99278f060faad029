//! Checking a bundle without a log.

use crate::error::{Error, Result};
use dunlog_bundle::{Checked, MAX_TOTAL_BYTES};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Opens and checks the bundle in a file. The code of the finding, when it cannot be opened at all.
pub fn verify(path: &Path) -> Result<Checked> {
    open(&read(path)?)
}

pub(crate) fn open(bytes: &[u8]) -> Result<Checked> {
    dunlog_bundle::open(bytes).map_err(|finding| Error::new(finding.code.id(), "verify.open"))
}

/// The bytes of a file that may be a bundle.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    let place = "verify.read";
    let file = File::open(path).map_err(|error| Error::io(&error, place))?;
    if file.metadata().map_err(|error| Error::io(&error, place))?.is_dir() {
        return Err(Error::new("not_a_file", place));
    }
    let mut bytes = Vec::new();
    file.take(MAX_TOTAL_BYTES + 1).read_to_end(&mut bytes).map_err(|error| Error::io(&error, place))?;
    if bytes.len() as u64 > MAX_TOTAL_BYTES {
        return Err(Error::new("too_large", place));
    }
    Ok(bytes)
}
