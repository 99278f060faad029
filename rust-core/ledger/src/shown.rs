//! What is shown of each log in a bundle, and the hashes that prove it.

use crate::checkpoint::SignedCheckpoint;
use crate::error::{At, Code, Error, Result};
use crate::nodes::Tree;
use crate::open::Ledger;
use crate::stored_entry::Content;
use dunlog_model::{LogId, Person};
use dunlog_proof::{EntryKind, Hash, Position, Record};
use std::collections::{BTreeMap, BTreeSet};

/// One log at one checkpoint with the positions that are shown.
#[derive(Clone, Debug)]
pub struct ShownLog {
    /// Row identity.
    log: i64,
    /// Identity of the log.
    pub uid: LogId,
    /// Whose phone.
    pub person: Person,
    /// Under which checkpoint.
    pub checkpoint: SignedCheckpoint,
    /// Sorted positions.
    pub seqs: Vec<u64>,
    /// Hashes of everything else.
    pub cover: Vec<(Position, Hash)>,
}

/// What is wanted of the entries of a log.
#[derive(Clone, Debug)]
pub enum Choice {
    /// Every entry.
    All,
    /// The events of these row identities with everything that speaks of them, and what the log says of itself.
    Events(BTreeSet<i64>),
}

impl Ledger {
    /// Chooses from an own log under a checkpoint of it.
    pub fn show_own(
        &self,
        person: &Person,
        checkpoint: &SignedCheckpoint,
        choice: &Choice,
    ) -> Result<ShownLog> {
        let (log, uid) = self.log_of(person.id)?;
        let seqs = self.positions(log, choice, checkpoint.size)?;
        let cover = Tree { ledger: self, log }.cover(checkpoint.size, &seqs)?;
        Ok(ShownLog { log, uid, person: person.clone(), checkpoint: checkpoint.clone(), seqs, cover })
    }

    /// Chooses from the logs of other phones: each record under the newest checkpoint that proves it.
    pub fn show_others(&self, choice: &Choice) -> Result<Vec<ShownLog>> {
        let place = "shown.others";
        let persons: BTreeMap<_, _> = self.persons()?.into_iter().map(|person| (person.id, person)).collect();
        let mut shown = Vec::new();
        for log in self.logs()?.into_iter().filter(|log| !log.is_local) {
            let person = persons.get(&log.person).ok_or(Error::new(Code::DbCorrupt, place))?;
            let mut by_checkpoint: BTreeMap<i64, Vec<u64>> = BTreeMap::new();
            for seq in self.positions(log.id, choice, u64::MAX)? {
                by_checkpoint.entry(self.shown_under(log.id, seq)?).or_default().push(seq);
            }
            for (checkpoint, seqs) in by_checkpoint {
                let checkpoint = self.checkpoint_by_id(checkpoint)?;
                let cover = Tree { ledger: self, log: log.id }.cover(checkpoint.size, &seqs)?;
                shown.push(ShownLog {
                    log: log.id,
                    uid: log.uid,
                    person: person.clone(),
                    checkpoint,
                    seqs,
                    cover,
                });
            }
        }
        Ok(shown)
    }

    /// Hands every shown record to `each`, with its leaf. One whose private part is gone is left out.
    pub fn for_each_shown<E: From<Error>>(
        &self,
        shown: &ShownLog,
        mut each: impl FnMut(Record, Hash) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.for_each_entry::<E>(shown.log, shown.seqs.first().copied().unwrap_or(0), |entry| {
            match entry.content {
                Content::Record(record) if shown.seqs.binary_search(&entry.seq).is_ok() => {
                    each(record, entry.leaf)
                }
                _ => Ok(()),
            }
        })
    }

    fn shown_under(&self, log: i64, seq: u64) -> Result<i64> {
        let place = "shown.under";
        let seq = i64::try_from(seq).map_err(|_| Error::new(Code::InvalidInput, place))?;
        self.connection
            .prepare_cached(
                "SELECT s.checkpoint_id FROM shown_by s JOIN entry n ON n.id = s.entry_id WHERE n.log_id = ?1 AND n.seq = ?2",
            )
            .and_then(|mut statement| statement.query_row([log, seq], |row| row.get(0)))
            .at(place)
    }

    /// The positions below `size` that the choice wants and whose private part is still there.
    fn positions(&self, log: i64, choice: &Choice, size: u64) -> Result<Vec<u64>> {
        let place = "shown.positions";
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT n.seq, n.kind, coalesce(s.event_id, a.event_id, 0)
                 FROM entry n JOIN payload p ON p.entry_id = n.id
                 LEFT JOIN sighting s ON s.entry_id = n.id LEFT JOIN annotation a ON a.entry_id = n.id
                 WHERE n.log_id = ?1 ORDER BY n.seq",
            )
            .at(place)?;
        let mut rows = statement.query([log]).at(place)?;
        let mut seqs = Vec::new();
        let mut gone = BTreeSet::new();
        while let Some(row) = rows.next().at(place)? {
            let seq = row.get::<_, i64>(0).at(place)?.unsigned_abs();
            let kind: String = row.get(1).at(place)?;
            let event: i64 = row.get(2).at(place)?;
            let speaks_of_event = !matches!(
                EntryKind::from_id(&kind),
                Some(EntryKind::Gap | EntryKind::Redaction | EntryKind::Anchor | EntryKind::Incident)
            );
            let wanted = match choice {
                Choice::All => true,
                Choice::Events(events) => !speaks_of_event || events.contains(&event),
            };
            if speaks_of_event && event != 0 && !self.has_payload(event)? {
                gone.insert(event); // a witness of an event that is no longer here proves nothing to a reader
            }
            if wanted && seq < size && !gone.contains(&event) {
                seqs.push(seq);
            }
        }
        Ok(seqs)
    }

    fn has_payload(&self, entry: i64) -> Result<bool> {
        self.connection
            .prepare_cached("SELECT 1 FROM payload WHERE entry_id = ?1")
            .and_then(|mut statement| statement.exists([entry]))
            .at("shown.has_payload")
    }
}
