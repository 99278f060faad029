//! The bundle for an authority: the papers, every chosen record of every phone of the case, and what proves them.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::export::{LoggedEvents, PROGRAM};
use dunlog_bundle::{BundleHead, BundleWriter, Group, Purpose, WriteError};
use dunlog_ledger::{Choice, ShownLog};
use dunlog_model::{Body, Direction, PersonId, Timestamp};
use dunlog_proof::hex;
use dunlog_report::{
    Case, Events, FileEntry, Options, Privacy, Scope, Summary, bundle_guide, file_list, is_masked,
    is_relevant, write_report, write_table,
};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;

/// What a bundle is to hold.
#[derive(Clone, Debug, Default)]
pub struct BundleRequest<'a> {
    /// Which events, whose numbers, which span.
    pub options: Options,
    /// The phones of these people; of all, if `None`.
    pub people: Option<&'a BTreeSet<PersonId>>,
    /// The time printed as that of the export; now, if `None`.
    pub at: Option<Timestamp>,
    /// The page that checks bundles, to be put inside.
    pub verify_page: Option<&'a [u8]>,
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Bundled {
    /// The papers with their hashes.
    pub files: Vec<FileEntry>,
    /// The totals of the first page.
    pub summary: Summary,
    /// Records in all logs.
    pub records: u64,
    /// The holder's checkpoint.
    pub checkpoint: String,
}

/// The fields that tell who a bystander is.
const BYSTANDER: [&str; 3] = ["name", "number", "raw"];

impl Engine {
    /// Writes a bundle to a file; it appears only when it is complete. `nothing_recorded` when there is no own log.
    pub fn export_bundle(&mut self, path: &Path, request: &BundleRequest<'_>) -> Result<Bundled> {
        let place = "bundle.file";
        let mut name = path.as_os_str().to_owned();
        name.push(".part");
        let partial = Path::new(&name);
        let written = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(partial)
            .map_err(|error| Error::io(&error, place))
            .and_then(|file| self.write_bundle(file, request));
        let (file, bundled) = written.inspect_err(|_| {
            let _ = fs::remove_file(partial); // the error that is returned matters more
        })?;
        file.sync_all().and_then(|()| fs::rename(partial, path)).map_err(|error| Error::io(&error, place))?;
        Ok(bundled)
    }

    /// [`Engine::export_bundle`] into anything that can be written and read back.
    pub fn write_bundle<W: io::Read + Write + Seek>(
        &mut self,
        out: W,
        request: &BundleRequest<'_>,
    ) -> Result<(W, Bundled)> {
        let BundleRequest { options, people, at, verify_page } = request;
        let now = at.map_or_else(|| self.environment.now_ms(), Timestamp::ms);
        let keys = self.keys()?;
        let own = self.sign_own_logs(*people)?;
        // Signed by whoever holds this log, also where their own records were not chosen.
        let holder = self.ledger.holder()?.ok_or(Error::new("nothing_recorded", "bundle.holder"))?;
        let signed = self.checkpoint(holder, "export")?;
        let (signer, checkpoint) = (signed.log, signed.note);
        let mut case = self.case(now, *options)?;
        if let Some(people) = people {
            case.keep_people(people);
        }
        let selection = self.select(&case, *people)?;
        let mut shown = Vec::new();
        for (person, checkpoint) in &own {
            shown.push(self.ledger.show_own(person, checkpoint, &selection.choice)?);
        }
        let others = self.ledger.show_others(&selection.choice)?;
        shown.extend(
            others.into_iter().filter(|log| people.is_none_or(|people| people.contains(&log.person.id))),
        );

        let mut writer = BundleWriter::new(out);
        let events = LoggedEvents { engine: self, options: *options, people: *people, without_raw: true };
        let summary = Summary::of(&case, &events).map_err(|error| Error::io(&error, "bundle.summary"))?;
        let mut list = Vec::new();
        let mut paper =
            |writer: &mut BundleWriter<W>, name: &str, category: &str, format: &str, fill: Fill<'_>| {
                let entry = writer.file(name, fill).map_err(|error| write_error(error, "bundle.paper"))?;
                list.push(FileEntry {
                    name: name.trim_start_matches("data/").to_owned(),
                    category: category.to_owned(),
                    format: format.to_owned(),
                    bytes: entry.bytes,
                    sha256: entry.sha256.clone(),
                });
                Ok::<(), Error>(())
            };
        paper(
            &mut writer,
            "data/report.html",
            "情况摘要和事件明细",
            "HTML（可打印A4）",
            &mut |out| write_report(&case, &summary, &events, out),
        )?;
        paper(&mut writer, "data/records.csv", "事件明细表", "CSV（UTF-8）", &mut |out| {
            write_table(&case, &events, out)
        })?;
        let guide = bundle_guide(&case);
        paper(&mut writer, "data/校验说明.txt", "校验说明", "TXT（UTF-8）", &mut |out| {
            out.write_all(guide.as_bytes())
        })?;
        if let Some(page) = verify_page {
            paper(&mut writer, "data/verify.html", "校验网页", "HTML", &mut |out| out.write_all(page))?;
        }
        let records = self.write_records(&mut writer, &shown, &selection.masked)?;
        let groups: Vec<Group> = shown.iter().map(|log| group(log, Vec::new())).collect();
        writer.proofs(&groups).map_err(|error| write_error(error, "bundle.proofs"))?;
        for file in writer.files() {
            let kind = match file.name.as_str() {
                "data/records.ndjson" => ("全部字段的电子数据", "NDJSON（UTF-8）"),
                "data/proofs.json" => ("证明", "JSON"),
                name if name.starts_with("data/checkpoint") => ("签名检查点", "TXT（UTF-8）"),
                _ => continue,
            };
            list.push(FileEntry {
                name: file.name.trim_start_matches("data/").to_owned(),
                category: kind.0.to_owned(),
                format: kind.1.to_owned(),
                bytes: file.bytes,
                sha256: file.sha256.clone(),
            });
        }
        writer
            .file("data/files.csv", |out| file_list(&list, out))
            .map_err(|error| write_error(error, "bundle.list"))?;
        let head =
            self.head(Purpose::Case, &signer.0, &keys, now, &hidden_names(&selection), &case, &summary)?;
        let out = writer
            .finish(&head, &keys.signing, &signer.0)
            .map_err(|error| write_error(error, "bundle.finish"))?;
        Ok((out, Bundled { files: list, summary, records, checkpoint }))
    }

    /// A fresh checkpoint for every own log that is part of it.
    fn sign_own_logs(
        &mut self,
        people: Option<&BTreeSet<PersonId>>,
    ) -> Result<Vec<(dunlog_model::Person, dunlog_ledger::SignedCheckpoint)>> {
        let own: Vec<_> = self.ledger.heads()?.into_iter().filter(|head| head.is_local).collect();
        own.into_iter()
            .filter(|head| people.is_none_or(|people| people.contains(&head.person.id)))
            .map(|head| Ok((head.person.clone(), self.checkpoint(head.person.id, "export")?)))
            .collect()
    }

    /// Which events are shown, and which of them hide who the other party is.
    fn select(&self, case: &Case, people: Option<&BTreeSet<PersonId>>) -> Result<Selection> {
        let options = case.options;
        let events = LoggedEvents { engine: self, options, people, without_raw: true };
        let mut chosen = BTreeSet::new();
        let mut masked = BTreeSet::new();
        events
            .for_each(&mut |event| {
                if options.scope == Scope::All || is_relevant(event) {
                    chosen.insert(event.id.0);
                    if is_masked(case, event) {
                        masked.extend(event.sightings.iter().map(|seen| (event.log.0, seen.seq)));
                    }
                }
                Ok(())
            })
            .map_err(|error| Error::io(&error, "bundle.select"))?;
        let is_all = options.scope == Scope::All && options.from.is_none() && options.to.is_none();
        let choice = if is_all { Choice::All } else { Choice::Events(chosen) };
        Ok(Selection { choice, masked })
    }

    fn write_records<W: io::Read + Write + Seek>(
        &self,
        writer: &mut BundleWriter<W>,
        shown: &[ShownLog],
        masked: &BTreeSet<([u8; 16], u64)>,
    ) -> Result<u64> {
        let mut count = 0;
        writer
            .records(|put| {
                for (number, log) in shown.iter().enumerate() {
                    self.ledger
                        .for_each_shown::<Stopped>(log, |record, leaf| {
                            self.stop
                                .check("bundle.record")
                                .map_err(|error| Stopped(io::Error::other(error)))?;
                            count += 1;
                            let record = if masked.contains(&(log.uid.0, record.seq)) {
                                record.hiding(&BYSTANDER)
                            } else {
                                record
                            };
                            put(number, &record, &leaf).map_err(Stopped)
                        })
                        .map_err(|Stopped(error)| error)?;
                }
                Ok(())
            })
            .map_err(|error| write_error(error, "bundle.records"))?;
        Ok(count)
    }

    #[expect(clippy::too_many_arguments, reason = "each is one line of the head")]
    fn head(
        &self,
        purpose: Purpose,
        log: &[u8; 16],
        keys: &crate::evidence::Keys,
        now: i64,
        hidden: &[String],
        case: &Case,
        summary: &Summary,
    ) -> Result<BundleHead> {
        Ok(BundleHead {
            dunlog: "bundle/1".to_owned(),
            purpose,
            case: self.ledger.known_matter()?.map(|uid| hex(&uid)),
            log: hex(log),
            key: hex(&keys.signing.public().0),
            exported_ms: now,
            program: PROGRAM.to_owned(),
            hidden: hidden.to_vec(),
            about: json!({
                "scope": match case.options.scope { Scope::Relevant => "relevant", Scope::All => "all" },
                "bystanders": match case.options.privacy { Privacy::MaskBystanders => "masked", Privacy::ShowAll => "shown" },
                "from": case.options.from.map(|time| time.to_string()),
                "to": case.options.to.map(|time| time.to_string()),
                "ruleset": case.ruleset,
                "events": summary.events,
                "listed": summary.listed,
            }),
        })
    }
}

type Fill<'f> = &'f mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

struct Selection {
    choice: Choice,
    masked: BTreeSet<([u8; 16], u64)>,
}

fn hidden_names(selection: &Selection) -> Vec<String> {
    if selection.masked.is_empty() { Vec::new() } else { BYSTANDER.map(str::to_owned).to_vec() }
}

/// The fields that a share keeps back: how a number is called in somebody's own address book.
pub(crate) fn hidden_fields() -> [&'static str; 1] {
    ["name"]
}

/// A log as a group of the bundle.
pub(crate) fn group(
    log: &ShownLog,
    earlier: Vec<(u64, dunlog_proof::Hash, Vec<dunlog_proof::Hash>)>,
) -> Group {
    Group {
        person: log.person.name.clone(),
        role: log.person.role.id().to_owned(),
        log: log.uid.0,
        key: log.checkpoint.key,
        checkpoint: log.checkpoint.note.clone(),
        cover: log.cover.clone(),
        earlier,
    }
}

pub(crate) fn write_error(error: WriteError, place: &'static str) -> Error {
    match error {
        WriteError::Io(error) => Error::io(&error, place),
        WriteError::Name => Error::new("internal", place),
    }
}

pub(crate) struct Stopped(pub io::Error);

impl From<dunlog_ledger::Error> for Stopped {
    fn from(error: dunlog_ledger::Error) -> Self {
        Self(io::Error::other(error))
    }
}

/// True for what a phone offers to share: collection that reached it, and what its holder wrote down.
pub(crate) fn is_flagged(event: &dunlog_model::StoredEvent) -> bool {
    let is_note = matches!(event.body, Body::Note(_));
    (is_note || event.direction == Direction::In) && is_relevant(event)
}

/// Writes through a buffer into a file that appears only when it is complete.
pub(crate) fn write_file(
    path: &Path,
    place: &'static str,
    fill: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let partial = Path::new(&name);
    let write = || -> Result<()> {
        let file = File::create(partial).map_err(|error| Error::io(&error, place))?;
        let mut out = BufWriter::new(file);
        fill(&mut out)?;
        let file = out.into_inner().map_err(|error| Error::io(error.error(), place))?;
        file.sync_all().map_err(|error| Error::io(&error, place))
    };
    write().inspect_err(|_| {
        let _ = fs::remove_file(partial); // the error that is returned matters more
    })?;
    fs::rename(partial, path).map_err(|error| Error::io(&error, place))
}
