//! A file that appears only when it is complete: written under another name, synced, renamed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Calls `fill` with a new file that can be written and read back; `path` exists only if all of it succeeded. A file of
/// this name is replaced.
pub(crate) fn write<T, E>(
    path: &Path,
    failed: impl Fn(io::Error) -> E,
    fill: impl FnOnce(File) -> Result<(File, T), E>,
) -> Result<T, E> {
    let partial = partial(path);
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(true);
    let written = options.open(&partial).map_err(&failed).and_then(fill).and_then(|(file, told)| {
        file.sync_all().map_err(&failed)?;
        Ok(told)
    });
    let told = written.inspect_err(|_| {
        let _ = fs::remove_file(&partial); // the error that is returned matters more
    })?;
    fs::rename(&partial, path).map_err(failed)?;
    Ok(told)
}

/// [`write()`] of bytes that are at hand.
pub(crate) fn write_bytes(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(
        path,
        |error| error,
        |mut file| {
            file.write_all(bytes)?;
            Ok((file, ()))
        },
    )
}

/// Hidden, beside the file, so that renaming stays within one disk.
fn partial(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    path.with_file_name(name)
}
