//! Files that a person writes: details of a case, fields of a letter.

use crate::fail::Failure;
use serde::de::DeserializeOwned;
use std::fs;
use std::path::Path;

/// What stands in the file; nothing, if none was named. An error names the file and the line, never what stands in it.
pub(crate) fn read<T: DeserializeOwned>(path: Option<&Path>) -> Result<Option<T>, Failure> {
    let Some(path) = path else { return Ok(None) };
    let text = fs::read_to_string(path)?;
    toml::from_str(&text).map(Some).map_err(|error| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        Failure::coded("details_unreadable").with_file(&format!("{name}:{line}"))
    })
}
