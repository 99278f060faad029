//! The matter of this database, the matters of others that this phone joined, and what was shared with them.

use crate::checkpoint::SignedCheckpoint;
use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use dunlog_model::{LogId, PersonId};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

/// A matter of somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// Row identity.
    pub id: i64,
    /// Identity of the matter, as hexadecimal.
    pub matter: String,
    /// How the owner calls themselves.
    pub owner: String,
    /// The owner's age public key.
    #[serde(skip)]
    pub recipient: String,
    /// Whose records are shared.
    pub person: PersonId,
    /// When it was joined, milliseconds since the epoch.
    pub joined_ms: i64,
    /// When something was shared last.
    pub shared_ms: Option<i64>,
    /// Events of the last share.
    pub shared_events: Option<u64>,
}

/// A state of the own log that a matter has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedState {
    /// Entries then.
    pub size: u64,
    /// Root then.
    pub root: [u8; 32],
}

impl Ledger {
    /// The identity of the matter of this database; made when it is first asked for.
    pub fn matter(&mut self) -> Result<[u8; 16]> {
        let place = "matter.own";
        if let Some(known) = self.known_matter()? {
            return Ok(known);
        }
        let LogId(uid) = self.new_uid()?;
        self.connection
            .execute(
                "INSERT INTO matter (id, uid, created_ms) VALUES (1, ?1, ?2)",
                params![&uid[..], self.environment.now_ms()],
            )
            .at(place)?;
        Ok(uid)
    }

    /// The identity of the matter, if anybody was ever invited.
    pub fn known_matter(&self) -> Result<Option<[u8; 16]>> {
        self.connection
            .query_row("SELECT uid FROM matter WHERE id = 1", [], |row| row.get(0))
            .optional()
            .at("matter.known")
    }

    /// Joins somebody's matter with a person's own log. Joining twice is the same as once.
    pub fn join(
        &mut self,
        person: PersonId,
        matter: &[u8; 16],
        owner: &str,
        recipient: &str,
        invitation: &str,
    ) -> Result<Membership> {
        let place = "matter.join";
        let (log, _) = self.log_of(person)?;
        self.connection
            .execute(
                "INSERT INTO membership (matter, owner, recipient, invitation, log_id, joined_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (matter) DO NOTHING",
                params![&matter[..], owner, recipient, invitation, log, self.environment.now_ms()],
            )
            .at(place)?;
        let joined =
            self.memberships()?.into_iter().find(|membership| membership.matter == dunlog_proof::hex(matter));
        let joined = joined.ok_or(Error::new(Code::Internal, place))?;
        // The same matter under another key is somebody else's invitation.
        if joined.recipient == recipient { Ok(joined) } else { Err(Error::new(Code::WrongKey, place)) }
    }

    /// Every matter that was joined, oldest first.
    pub fn memberships(&self) -> Result<Vec<Membership>> {
        let place = "matter.memberships";
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT m.id, lower(hex(m.matter)), m.owner, m.recipient, l.person_id, m.joined_ms, s.made_ms, s.events
                 FROM membership m JOIN log l ON l.id = m.log_id
                 LEFT JOIN share s ON s.id = (SELECT max(t.id) FROM share t WHERE t.membership_id = m.id)
                 ORDER BY m.id",
            )
            .at(place)?;
        let rows = statement
            .query_map([], |row| {
                Ok(Membership {
                    id: row.get(0)?,
                    matter: row.get(1)?,
                    owner: row.get(2)?,
                    recipient: row.get(3)?,
                    person: PersonId(row.get(4)?),
                    joined_ms: row.get(5)?,
                    shared_ms: row.get(6)?,
                    shared_events: row.get::<_, Option<i64>>(7)?.map(i64::unsigned_abs),
                })
            })
            .at(place)?;
        rows.collect::<rusqlite::Result<_>>().at(place)
    }

    /// Notes what was shared.
    pub fn note_share(&mut self, membership: i64, checkpoint: &SignedCheckpoint, events: u64) -> Result<()> {
        let place = "matter.share";
        let events = i64::try_from(events).map_err(|_| Error::new(Code::InvalidInput, place))?;
        self.connection
            .execute(
                "INSERT INTO share (membership_id, checkpoint_id, events, made_ms) VALUES (?1, ?2, ?3, ?4)",
                params![membership, checkpoint.id, events, self.environment.now_ms()],
            )
            .at(place)
            .map(|_| ())
    }

    /// The states of the own log that a matter has seen, oldest first.
    pub fn shared_states(&self, membership: i64) -> Result<Vec<SharedState>> {
        let place = "matter.states";
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT DISTINCT c.size, c.root FROM share s JOIN checkpoint c ON c.id = s.checkpoint_id
                 WHERE s.membership_id = ?1 ORDER BY c.size",
            )
            .at(place)?;
        let rows = statement
            .query_map([membership], |row| {
                Ok(SharedState { size: row.get::<_, i64>(0)?.unsigned_abs(), root: row.get(1)? })
            })
            .at(place)?;
        rows.collect::<rusqlite::Result<_>>().at(place)
    }
}
