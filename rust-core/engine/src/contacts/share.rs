//! What a contact sends to the owner of a case: chosen events of their own log, proven, encrypted for the owner alone.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::evidence::{Stopped, group, seal_error, write_error};
use crate::export::PROGRAM;
use crate::whole_file;
use dunlog_bundle::{BundleHead, BundleWriter, Purpose};
use dunlog_ledger::{Choice, Filter, Membership, SignedCheckpoint};
use dunlog_model::{Body, Direction, EventId, Person, StoredEvent};
use dunlog_proof::hex;
use dunlog_report::is_relevant;
use dunlog_seal::{Locked, Recipient};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

/// How a number is called in somebody's own address book stays with them.
const KEPT_BACK: [&str; 1] = ["name"];

/// What would be shared: everything that the owner would see, before anything is sent.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    /// Who would get it.
    pub owner: String,
    /// The chosen events.
    pub rows: Vec<PreviewRow>,
    /// Events of this log that are not chosen; of them the owner learns only how many there are.
    pub kept_back: u64,
}

/// One event of a preview.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewRow {
    /// Its identity in this log.
    pub id: i64,
    /// When, local time.
    pub time: String,
    /// `call`, `message` or `note`.
    pub kind: &'static str,
    /// The other party as shown.
    pub number: Option<String>,
    /// The words.
    pub text: Option<String>,
    /// The label of its verdict.
    pub label: Option<&'static str>,
}

/// What was written.
#[derive(Clone, Debug, Serialize)]
pub struct Shared {
    /// Events in it.
    pub events: u64,
    /// Length of the encrypted file.
    pub bytes: u64,
    /// Who can open it.
    pub owner: String,
}

impl Engine {
    /// What a share with a case would hold. Without a choice: what is flagged as collection or speaks of the owner by
    /// name, never what came from a named contact.
    pub fn share_preview(&self, membership: i64, chosen: Option<&BTreeSet<i64>>) -> Result<Preview> {
        let membership = self.membership(membership)?;
        let (rows, kept_back) = self.chosen(&membership, chosen)?;
        Ok(Preview { owner: membership.owner, rows, kept_back })
    }

    /// Writes the encrypted bundle. `no_such_case`, and `nothing_to_share` when nothing is chosen.
    pub fn share(&mut self, membership: i64, chosen: Option<&BTreeSet<i64>>, path: &Path) -> Result<Shared> {
        let place = "share.write";
        let membership = self.membership(membership)?;
        let (rows, _) = self.chosen(&membership, chosen)?;
        if rows.is_empty() {
            return Err(Error::new("nothing_to_share", place));
        }
        let recipient =
            Recipient::parse(&membership.recipient).ok_or(Error::new("invitation_broken", place))?;
        let checkpoint = self.checkpoint(membership.person, "share")?;
        let events: BTreeSet<i64> = rows.iter().map(|row| row.id).collect();
        let bundle = self.share_bundle(&membership, &checkpoint, &Choice::Events(events))?;
        let environment = std::sync::Arc::clone(&self.environment);
        let mut sealed = Vec::new();
        dunlog_seal::seal(
            &Locked::To(&recipient),
            &mut |bytes| environment.fill_random(bytes),
            &mut bundle.as_slice(),
            &mut sealed,
        )
        .map_err(|error| seal_error(&error, place))?;
        whole_file::write_bytes(path, &sealed).map_err(|error| Error::io(&error, place))?;
        self.ledger.note_share(membership.id, &checkpoint, rows.len() as u64)?;
        Ok(Shared { events: rows.len() as u64, bytes: sealed.len() as u64, owner: membership.owner })
    }

    pub(crate) fn membership(&self, id: i64) -> Result<Membership> {
        let all = self.ledger.memberships()?;
        all.into_iter()
            .find(|membership| membership.id == id)
            .ok_or(Error::new("no_such_case", "share.membership"))
    }

    fn chosen(
        &self,
        membership: &Membership,
        chosen: Option<&BTreeSet<i64>>,
    ) -> Result<(Vec<PreviewRow>, u64)> {
        let filter = Filter { person: Some(membership.person), without_raw: true, ..Filter::default() };
        let own: BTreeSet<_> =
            self.ledger.heads()?.into_iter().filter(|head| head.is_local).map(|head| head.log).collect();
        let mut rows = Vec::new();
        let mut kept_back = 0;
        self.for_each_event::<Error>(&filter, |event| {
            let wanted = match chosen {
                Some(chosen) => chosen.contains(&event.id.0),
                None => is_offered(&event, &membership.owner),
            };
            if wanted && own.contains(&event.log) && !event.redacted {
                rows.push(row(&event));
            } else {
                kept_back += 1;
            }
            Ok(())
        })?;
        Ok((rows, kept_back))
    }

    fn share_bundle(
        &mut self,
        membership: &Membership,
        checkpoint: &SignedCheckpoint,
        choice: &Choice,
    ) -> Result<Vec<u8>> {
        let place = "share.bundle";
        let keys = self.keys()?;
        let person: Person = self
            .persons()?
            .into_iter()
            .find(|person| person.id == membership.person)
            .ok_or(Error::new("no_such_person", place))?;
        let shown = self.ledger.show_own(&person, checkpoint, choice)?;
        let mut earlier = Vec::new();
        for state in self.ledger.shared_states(membership.id)? {
            if state.size < checkpoint.size {
                let proof = self.ledger.prove_consistency(&checkpoint.log, state.size, checkpoint.size)?;
                earlier.push((state.size, state.root, proof));
            }
        }
        let mut writer = BundleWriter::new(Cursor::new(Vec::new()));
        writer
            .records(|put| {
                self.ledger
                    .for_each_shown::<Stopped>(&shown, |record, leaf| {
                        put(0, &record.hiding(&KEPT_BACK), &leaf).map_err(Stopped)
                    })
                    .map_err(|Stopped(error)| error)
            })
            .and_then(|()| writer.proofs(&[group(&shown, earlier)]))
            .map_err(|error| write_error(error, place))?;
        let log = checkpoint.log.0;
        let head = BundleHead {
            dunlog: "bundle/1".to_owned(),
            purpose: Purpose::Share,
            case: Some(membership.matter.clone()),
            log: hex(&log),
            key: hex(&keys.signing.public().0),
            exported_ms: self.environment.now_ms(),
            program: PROGRAM.to_owned(),
            hidden: KEPT_BACK.map(str::to_owned).to_vec(),
            about: json!({}),
        };
        let out = writer.finish(&head, &keys.signing, &log).map_err(|error| write_error(error, place))?;
        Ok(out.into_inner())
    }
}

/// Collection that reached the phone, and what its holder wrote down.
fn is_flagged(event: &StoredEvent) -> bool {
    let is_note = matches!(event.body, Body::Note(_));
    (is_note || event.direction == Direction::In) && is_relevant(event)
}

/// Offered without being asked for. Somebody with a name in the address book is the person's own business.
fn is_offered(event: &StoredEvent, owner: &str) -> bool {
    let is_named = event.name.as_ref().is_some_and(|name| !name.trim().is_empty());
    let speaks_of_owner =
        owner.chars().count() >= 2 && event.body.text().is_some_and(|text| text.contains(owner));
    !is_named && (is_flagged(event) || speaks_of_owner)
}

fn row(event: &StoredEvent) -> PreviewRow {
    let EventId(id) = event.id;
    PreviewRow {
        id,
        time: event.time.china_text(),
        kind: event.body.kind_id(),
        number: event.number.as_ref().map(|number| number.as_shown().to_owned()),
        text: event.body.text().map(str::to_owned),
        label: event.verdict.as_ref().map(|verdict| verdict.label.id()),
    }
}
