//! The bundle for an authority: the papers, every chosen record of every phone of the case, and what proves them.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::export::{LoggedEvents, PROGRAM};
use crate::whole_file;
use dunlog_bundle::{BundleHead, BundleWriter, Group, Purpose, WriteError};
use dunlog_ledger::{Choice, ShownLog};
use dunlog_model::{PersonId, Timestamp};
use dunlog_proof::hex;
use dunlog_report::{
    Case, Events, FileEntry, Fonts, Options, Privacy, Record, Scope, Summary, bundle_guide, file_list,
    is_masked, is_relevant,
};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{self, Seek, Write};
use std::path::Path;

/// What a bundle is to hold.
#[derive(Clone, Default)]
pub struct BundleRequest<'a> {
    /// Which events, whose numbers, which span.
    pub options: Options,
    /// The phones of these people; of all, if `None`.
    pub people: Option<&'a BTreeSet<PersonId>>,
    /// The time printed as that of the export; now, if `None`.
    pub at: Option<Timestamp>,
    /// The page that checks bundles, to be put inside.
    pub verify_page: Option<&'a [u8]>,
    /// The fonts of the report as PDF; without, it is put in as HTML alone.
    pub fonts: Option<&'a Fonts>,
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
        let failed = |error: io::Error| Error::io(&error, "bundle.file");
        whole_file::write(path, failed, |file| self.write_bundle(file, request))
    }

    /// [`Engine::export_bundle`] into anything that can be written and read back.
    pub fn write_bundle<W: io::Read + Write + Seek>(
        &mut self,
        out: W,
        request: &BundleRequest<'_>,
    ) -> Result<(W, Bundled)> {
        let BundleRequest { options, people, at, verify_page, fonts } = request;
        let now = at.map_or_else(|| self.environment.now_ms(), Timestamp::ms);
        let keys = self.keys()?;
        let own = self.sign_own_logs(*people)?;
        // Signed by whoever holds this log, also where their own records were not chosen.
        let holder = self.ledger.holder()?.ok_or(Error::new("nothing_recorded", "bundle.holder"))?;
        let signed = self.checkpoint(holder, "export")?;
        let (signer, checkpoint) = (signed.log, signed.note);
        let mut case = self.case(now, *options)?;
        case.checkpoints = own.iter().map(|(person, signed)| (person.id, signed.note.clone())).collect();
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
        let papers = Record::of(&case, &events).map_err(|error| Error::io(&error, "bundle.summary"))?;
        let summary = papers.summary().clone();
        let failed = |error| write_error(error, "bundle.paper");
        writer.file("data/report.html", |out| papers.write_html(out)).map_err(failed)?;
        if let Some(fonts) = fonts {
            writer.file("data/report.pdf", |out| papers.write_pdf(fonts, out)).map_err(failed)?;
        }
        writer.file("data/records.csv", |out| papers.write_table(out)).map_err(failed)?;
        writer
            .file("data/校验说明.txt", |out| out.write_all(bundle_guide(&case).as_bytes()))
            .map_err(failed)?;
        if let Some(page) = verify_page {
            writer.file("data/verify.html", |out| out.write_all(page)).map_err(failed)?;
        }
        let records = self.write_records(&mut writer, &shown, &selection.masked)?;
        let groups: Vec<Group> = shown.iter().map(|log| group(log, Vec::new())).collect();
        writer.proofs(&groups).map_err(|error| write_error(error, "bundle.proofs"))?;
        let list: Vec<FileEntry> = writer.files().iter().map(listed).collect();
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
    pub(crate) fn sign_own_logs(
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

/// A file in the words of the list of files.
fn listed(file: &dunlog_bundle::FileEntry) -> FileEntry {
    let name = file.name.trim_start_matches("data/");
    let (category, format) = match name {
        "report.html" => ("情况摘要和事件明细", "HTML（可打印A4）"),
        "report.pdf" => ("情况摘要和事件明细", "PDF/A-2u"),
        "records.csv" => ("事件明细表", "CSV（UTF-8）"),
        "校验说明.txt" => ("校验说明", "TXT（UTF-8）"),
        "verify.html" => ("校验网页", "HTML"),
        "records.ndjson" => ("全部字段的电子数据", "NDJSON（UTF-8）"),
        "proofs.json" => ("证明", "JSON"),
        _ => ("签名检查点", "TXT（UTF-8）"),
    };
    FileEntry {
        name: name.to_owned(),
        category: category.to_owned(),
        format: format.to_owned(),
        bytes: file.bytes,
        sha256: file.sha256.clone(),
    }
}

struct Selection {
    choice: Choice,
    masked: BTreeSet<([u8; 16], u64)>,
}

fn hidden_names(selection: &Selection) -> Vec<String> {
    if selection.masked.is_empty() { Vec::new() } else { BYSTANDER.map(str::to_owned).to_vec() }
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
