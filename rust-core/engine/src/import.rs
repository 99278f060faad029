//! One file of one person's phone into the log.

use crate::digest;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::rejects::RejectsFile;
use dunlog_intake::{Place, ReadError, Reject, Sink};
use dunlog_ledger::{Outcome, Writer};
use dunlog_model::{BatchCounts, BatchFile, Observation, Role};
use serde::Serialize;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// What is to be read.
#[derive(Clone, Copy, Debug)]
pub struct ImportRequest<'a> {
    /// The file.
    pub path: &'a Path,
    /// Whose phone it comes from.
    pub person: &'a str,
    /// That person's part in the matter.
    pub role: Role,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Name of the file without folders.
    pub file: String,
    /// Format that the content showed.
    pub format: &'static str,
    /// Length of the file in bytes.
    pub bytes: u64,
    /// Records that were understood.
    pub read: u64,
    /// New events.
    pub new: u64,
    /// Records of known events: read before, or one more source.
    pub merged: u64,
    /// Records that were not understood; they stand in the rejects file.
    pub rejected: u64,
    /// The file ends in the middle; what came before is in the log.
    pub torn: bool,
    /// Where the rejects are, relative to the log file; `None` when there are none.
    pub rejects_file: Option<String>,
}

impl Engine {
    /// Reads a file into the log. Whatever cannot be understood goes to the rejects file beside the log, and
    /// the rest goes on. `progress` is told the bytes that are done and returns false to stop; what was read
    /// until then stays.
    pub fn import(
        &mut self,
        request: &ImportRequest<'_>,
        mut progress: impl FnMut(u64) -> bool,
    ) -> Result<ImportReport> {
        let place = "import.open";
        let mut file = File::open(request.path).map_err(|error| Error::io(&error, place))?;
        if file.metadata().map_err(|error| Error::io(&error, place))?.is_dir() {
            return Err(Error::new("not_a_file", place));
        }
        let head = head(&mut file)?;
        if head.is_empty() {
            return Err(Error::new("empty", place));
        }
        let Some(format) = dunlog_intake::detect(&head) else {
            return Err(why_unreadable(file));
        };
        let (sha256, bytes) = hash_and_rewind(&mut file)?;
        let person = self.ensure_person(request.person, request.role)?;
        let name =
            request.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let batch_file = BatchFile { name: name.clone(), sha256, bytes, format: format.id().to_owned() };
        let batch = self.ledger.begin_batch(person.id, &batch_file)?;
        let rejects = RejectsFile::new(&self.path, &name, &sha256);
        let stop = self.stop.clone();
        let mut go_on = |done| progress(done) && !stop.is_pulled();
        let writer = self.ledger.writer(person.id, batch)?;
        let (counts, rejects_file, outcome) = read_into(writer, file, rejects, &mut go_on)?;
        self.ledger.finish_batch(batch, &counts)?;
        outcome?;
        log::debug!("import: read {} new {} rejected {}", counts.read, counts.new, counts.rejected);
        Ok(ImportReport {
            file: name,
            format: format.id(),
            bytes,
            read: counts.read,
            new: counts.new,
            merged: counts.merged,
            rejected: counts.rejected,
            torn: counts.torn,
            rejects_file,
        })
    }
}

/// Reads the file into the log. What was read before an error of the file stays; the error comes back with it.
fn read_into(
    writer: Writer<'_>,
    file: File,
    rejects: RejectsFile,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<(BatchCounts, Option<String>, Result<()>)> {
    let mut sink = LogSink { writer, counts: BatchCounts::default(), rejects, progress, stopped: false };
    let outcome = dunlog_intake::read(file, &mut sink);
    let log_failed = matches!(outcome, Err(ReadError::Sink(_))) && !sink.stopped;
    if log_failed {
        drop(sink.writer);
    } else {
        sink.writer.finish()?;
    }
    sink.counts.torn = outcome.as_ref().is_ok_and(|summary| summary.torn);
    Ok((sink.counts, sink.rejects.finish()?, outcome.map(|_| ()).map_err(read_error)))
}

/// The code for a file whose format is not known: the reader tells UTF-16 from noise.
fn why_unreadable(file: File) -> Error {
    struct Nothing;
    impl Sink for Nothing {
        type Error = Error;
        fn observation(&mut self, _: Place, _: Observation) -> Result<()> {
            Ok(())
        }
        fn reject(&mut self, _: Reject<'_>) -> Result<()> {
            Ok(())
        }
    }
    dunlog_intake::read(file, &mut Nothing)
        .map_or_else(read_error, |_| Error::new("unknown_format", "import.detect"))
}

/// The start of the file, by which its format is known.
fn head(file: &mut File) -> Result<Vec<u8>> {
    let mut head = Vec::new();
    Read::by_ref(file)
        .take(64 * 1024)
        .read_to_end(&mut head)
        .and_then(|_| file.seek(SeekFrom::Start(0)))
        .map_err(|error| Error::io(&error, "import.head"))?;
    Ok(head)
}

/// SHA-256 and length; the file is at its start before and after.
fn hash_and_rewind(file: &mut File) -> Result<([u8; 32], u64)> {
    let fail = |error: std::io::Error| Error::io(&error, "import.hash");
    let hashed = digest::hash(file).map_err(fail)?;
    file.seek(SeekFrom::Start(0)).map_err(fail)?;
    Ok(hashed)
}

fn read_error(error: ReadError<Error>) -> Error {
    match error {
        ReadError::Sink(error) => error,
        other => Error::new(other.code(), "import.read"),
    }
}

struct LogSink<'l, 'p> {
    writer: Writer<'l>,
    counts: BatchCounts,
    rejects: RejectsFile,
    progress: &'p mut dyn FnMut(u64) -> bool,
    stopped: bool,
}

impl Sink for LogSink<'_, '_> {
    type Error = Error;

    fn observation(&mut self, _place: Place, observation: Observation) -> Result<()> {
        if self.stopped {
            return Err(Error::new("interrupted", "import.stop"));
        }
        match self.writer.put(&observation)? {
            Outcome::New(_) => self.counts.new += 1,
            Outcome::Witness(_) | Outcome::Known(_) => self.counts.merged += 1,
        }
        self.counts.read += 1;
        Ok(())
    }

    fn reject(&mut self, reject: Reject<'_>) -> Result<()> {
        self.counts.rejected += 1;
        self.rejects.add(&reject)
    }

    fn progress(&mut self, bytes_read: u64) {
        self.stopped |= !(self.progress)(bytes_read);
    }
}
