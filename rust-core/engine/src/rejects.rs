//! Records that could not be read, kept word for word beside the log: one JSON object a line with the place,
//! the code and the bytes. Reading the same file again writes the same rejects file, not a second one.

use crate::error::{Error, Result};
use dunlog_intake::Reject;
use dunlog_proof::hex;
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

pub(crate) struct RejectsFile {
    path: PathBuf,
    shown: String,
    source: String,
    out: Option<BufWriter<File>>,
}

impl RejectsFile {
    /// For one imported file; nothing is written until there is a reject.
    pub(crate) fn new(log: &Path, source: &str, sha256: &[u8; 32]) -> Self {
        let stem = log.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let mark = hex(sha256.first_chunk::<6>().unwrap_or(&[0; 6]));
        let folder = format!("{stem}-rejects");
        let name = format!("{mark}.rejects.ndjson");
        let path = log.with_file_name(&folder).join(&name);
        Self { path, shown: format!("{folder}/{name}"), source: source.to_owned(), out: None }
    }

    pub(crate) fn add(&mut self, reject: &Reject<'_>) -> Result<()> {
        let line = json!({
            "file": self.source,
            "entry": reject.place.entry,
            "line": reject.place.line,
            "byte": reject.place.byte,
            "code": reject.code.id(),
            // Bytes that are not UTF-8 are shown as escapes, so that the line stays JSON and nothing is lost.
            "raw": String::from_utf8(reject.raw.to_vec()).ok(),
            "raw_hex": std::str::from_utf8(reject.raw).err().map(|_| hex(reject.raw)),
        });
        let out = self.open()?;
        writeln!(out, "{line}").map_err(|error| Error::io(&error, "rejects.write"))
    }

    /// Flushes; the path relative to the log, if anything was rejected.
    pub(crate) fn finish(self) -> Result<Option<String>> {
        let Some(mut out) = self.out else { return Ok(None) };
        out.flush().map_err(|error| Error::io(&error, "rejects.flush"))?;
        Ok(Some(self.shown))
    }

    fn open(&mut self) -> Result<&mut BufWriter<File>> {
        if self.out.is_none() {
            let fail = |error: std::io::Error| Error::io(&error, "rejects.open");
            if let Some(folder) = self.path.parent() {
                std::fs::create_dir_all(folder).map_err(fail)?;
            }
            self.out = Some(BufWriter::new(File::create(&self.path).map_err(fail)?));
        }
        self.out.as_mut().ok_or(Error::new("internal", "rejects.open"))
    }
}
