//! The package for a police report, written into a folder.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::whole_file;
use dunlog_ledger::Filter;
use dunlog_model::{PersonId, StoredEvent, Timestamp};
use dunlog_report::{Case, Events, FileEntry, Options, PackageFiles, Summary, write_package};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Name and version, as printed in every paper.
pub(crate) const PROGRAM: &str = concat!("Dunlog 催证 ", env!("CARGO_PKG_VERSION"));

/// What was written.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The files with their hashes.
    pub files: Vec<FileEntry>,
    /// The totals of the first page.
    pub summary: Summary,
}

impl Engine {
    /// Writes the package into a folder, which is made if needed. Files of an earlier export are replaced, each
    /// only when its successor is complete. `at` is the time printed as that of the export; now, if `None`.
    pub fn export(&self, folder: &Path, options: Options, at: Option<Timestamp>) -> Result<Exported> {
        self.export_people(folder, options, None, at)
    }

    /// [`Engine::export`] with the phones of some people only; of all, if `None`.
    pub fn export_people(
        &self,
        folder: &Path,
        options: Options,
        people: Option<&BTreeSet<PersonId>>,
        at: Option<Timestamp>,
    ) -> Result<Exported> {
        let place = "export.write";
        let now = at.map_or_else(|| self.environment.now_ms(), Timestamp::ms);
        let mut case = self.case(now, options)?;
        if let Some(people) = people {
            case.keep_people(people);
        }
        let events = LoggedEvents { engine: self, options, people, without_raw: false };
        fs::create_dir_all(folder).map_err(|error| Error::io(&error, place))?;
        let mut files = Folder { path: folder };
        let (summary, files) =
            write_package(&case, &events, &mut files).map_err(|error| Error::io(&error, place))?;
        Ok(Exported { files, summary })
    }

    pub(crate) fn case(&self, now_ms: i64, options: Options) -> Result<Case> {
        Ok(Case {
            persons: self.ledger.persons()?,
            heads: self.ledger.heads()?,
            batches: self.ledger.batches()?,
            gaps: self.ledger.gaps()?,
            incidents: self.ledger.incidents()?,
            anchors: self.ledger.anchors()?,
            exported_at: Timestamp::from_ms(now_ms).map_err(|_| Error::new("clock_wrong", "export.now"))?,
            program: PROGRAM.to_owned(),
            ruleset: dunlog_classify::Classifier::bundled().ruleset().to_owned(),
            options,
        })
    }
}

/// The events of the log, read again whenever a paper asks for them.
pub(crate) struct LoggedEvents<'l> {
    pub(crate) engine: &'l Engine,
    pub(crate) options: Options,
    pub(crate) people: Option<&'l BTreeSet<PersonId>>,
    pub(crate) without_raw: bool,
}

impl Events for LoggedEvents<'_> {
    fn for_each(&self, each: &mut dyn FnMut(&StoredEvent) -> io::Result<()>) -> io::Result<()> {
        let filter = Filter {
            from: self.options.from,
            to: self.options.to,
            without_raw: self.without_raw,
            ..Filter::default()
        };
        let outcome = self.engine.ledger.for_each_event(&filter, |event| {
            self.engine
                .stop
                .check("export.event")
                .map_err(|error| Stopped::Writing(io::Error::other(error)))?;
            if self.people.is_none_or(|people| people.contains(&event.person.id)) {
                each(&event).map_err(Stopped::Writing)?;
            }
            Ok(())
        });
        outcome.map_err(|error| match error {
            Stopped::Writing(error) => error,
            Stopped::Reading(error) => io::Error::other(error),
        })
    }
}

enum Stopped {
    Writing(io::Error),
    Reading(dunlog_ledger::Error),
}

impl From<dunlog_ledger::Error> for Stopped {
    fn from(error: dunlog_ledger::Error) -> Self {
        Self::Reading(error)
    }
}

/// A folder in which a file appears only when it is complete.
struct Folder<'p> {
    path: &'p Path,
}

impl PackageFiles for Folder<'_> {
    fn file(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        whole_file::write(
            &self.path.join(name),
            |error| error,
            |mut file| {
                fill(&mut file)?;
                Ok((file, ()))
            },
        )
    }
}
