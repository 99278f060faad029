//! The package for a police report, written into a folder.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::whole_file;
use dunlog_channels::{Fits, HandIn, Routed, Situation, route};
use dunlog_ledger::Filter;
use dunlog_model::{Person, PersonId, StoredEvent, Timestamp};
use dunlog_report::{Case, Details, Events, Options, Package, PackageFiles, Wishes, letters, write_package};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Name and version, as printed in every paper.
pub(crate) const PROGRAM: &str = concat!("Dunlog 催证 ", env!("CARGO_PKG_VERSION"));

/// Channels whose letter nobody needs before they decide to: courts, and what concerns the debt itself.
const ON_REQUEST: [&str; 4] = ["instalment", "civil_claim", "injunction", "document_order"];

/// What a package is to hold.
#[derive(Clone, Copy, Default)]
pub struct ExportRequest<'a> {
    /// Which events, whose numbers, which span.
    pub options: Options,
    /// The phones of these people; of all, if `None`.
    pub people: Option<&'a BTreeSet<PersonId>>,
    /// The time printed as that of the export; now, if `None`.
    pub at: Option<Timestamp>,
    /// What the person adds: particulars, an English edition, fonts for a PDF.
    pub wishes: Wishes<'a>,
}

impl Engine {
    /// Writes the package into a folder, which is made if needed. Files of an earlier export are replaced, each
    /// only when its successor is complete. The own logs are signed as they stand and their checkpoints printed.
    pub fn export(&mut self, folder: &Path, request: &ExportRequest<'_>) -> Result<Package> {
        let place = "export.write";
        let ExportRequest { options, people, at, wishes } = *request;
        let now = at.map_or_else(|| self.environment.now_ms(), Timestamp::ms);
        // A log that cannot be signed, because its folder is read-only, is exported as well: the papers say so.
        let signed = self.sign_own_logs(people).unwrap_or_default();
        let mut case = self.case(now, options)?;
        case.checkpoints = signed.into_iter().map(|(person, signed)| (person.id, signed.note)).collect();
        if let Some(people) = people {
            case.keep_people(people);
        }
        let nothing = Details::default();
        let writer = letters::writer(&case, wishes.details.unwrap_or(&nothing));
        let steps: Vec<HandIn> =
            self.hand_ins(Some(writer.id))?.into_iter().map(|logged| logged.hand_in).collect();
        let fitting =
            if case.persons.is_empty() { Vec::new() } else { self.fitting_letters(&writer, wishes.details)? };
        let wishes = Wishes { letters: &fitting, hand_ins: &steps, ..wishes };
        let events = LoggedEvents { engine: self, options, people, without_raw: false };
        fs::create_dir_all(folder).map_err(|error| Error::io(&error, place))?;
        let mut files = Folder { path: folder };
        write_package(&case, &events, &wishes, &mut files).map_err(|error| Error::io(&error, place))
    }

    /// The letters to the channels that fit a person now, in the order of the router.
    fn fitting_letters(&self, writer: &Person, details: Option<&Details>) -> Result<Vec<&'static str>> {
        let lender = details.and_then(|details| details.debt.as_ref()).map(|debt| debt.institution.trim());
        let lender_named = lender.is_some_and(|lender| !lender.is_empty());
        let routed = route(&Situation { lender_named, ..self.situation(writer.id)? });
        let is_asked_for = |routed: &&Routed| ON_REQUEST.contains(&routed.channel.as_str());
        let fits = routed.iter().filter(|routed| routed.fits == Fits::Yes && !is_asked_for(routed));
        let of = |routed: &Routed| {
            let kinds = letters::letters().iter().filter(|kind| kind.roles.contains(&writer.role));
            kinds
                .filter(|kind| kind.channel == routed.channel.as_str())
                .map(|kind| kind.id.as_str())
                .collect::<Vec<_>>()
        };
        Ok(fits.flat_map(of).collect())
    }

    pub(crate) fn case(&self, now_ms: i64, options: Options) -> Result<Case> {
        Ok(Case {
            persons: self.ledger.persons()?,
            heads: self.ledger.heads()?,
            batches: self.ledger.batches()?,
            gaps: self.ledger.gaps()?,
            incidents: self.ledger.incidents()?,
            anchors: self.ledger.anchors()?,
            checkpoints: Vec::new(),
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
    fn go_on(&self) -> io::Result<()> {
        self.engine.stop.check("export.event").map_err(io::Error::other)
    }

    fn for_each(&self, each: &mut dyn FnMut(&StoredEvent) -> io::Result<()>) -> io::Result<()> {
        let filter = Filter {
            from: self.options.from,
            to: self.options.to,
            without_raw: self.without_raw,
            ..Filter::default()
        };
        let outcome = self.engine.ledger.for_each_event(&filter, |event| {
            self.go_on().map_err(Stopped::Writing)?;
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
