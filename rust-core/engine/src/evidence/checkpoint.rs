//! Signed checkpoints of the own logs, and proofs of single entries under them.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::evidence::Keys;
use dunlog_ledger::SignedCheckpoint;
use dunlog_model::{EventId, Person, PersonId};
use dunlog_proof::hex;
use serde::Serialize;

/// A proof that other people's tools read (C2SP tlog-proof), and what it proves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proven {
    /// Position in the log.
    pub seq: u64,
    /// Leaf hash, hexadecimal.
    pub leaf: String,
    /// The proof as a text.
    pub proof: String,
    /// The public key as other tools take it.
    pub verifier_key: String,
}

impl Engine {
    /// Signs what a person's own log holds now; the last checkpoint, when nothing was added since.
    pub fn checkpoint(&mut self, person: PersonId, why: &str) -> Result<SignedCheckpoint> {
        let keys = self.keys()?;
        Ok(self.ledger.checkpoint(person, &keys.signing, why)?)
    }

    /// Everybody of whom this database keeps an own log.
    pub fn own_persons(&self) -> Result<Vec<Person>> {
        let heads = self.ledger.heads()?;
        Ok(heads.into_iter().filter(|head| head.is_local).map(|head| head.person).collect())
    }

    /// The proof that the first sighting of an event stands in its log, under a checkpoint that is made if needed.
    /// `no_such_event`, and `other_log` for an event of another phone, whose proof is in its bundle.
    pub fn prove(&mut self, id: EventId) -> Result<Proven> {
        let place = "evidence.prove";
        let event = self.event(id)?.ok_or(Error::new("no_such_event", place))?;
        let seq = event.sightings.first().map(|seen| seen.seq).ok_or(Error::new("no_such_event", place))?;
        let is_own = self.ledger.heads()?.iter().any(|head| head.log == event.log && head.is_local);
        if !is_own {
            return Err(Error::new("other_log", place));
        }
        let checkpoint = self.checkpoint(event.person.id, "demand")?;
        let proof = self.ledger.prove(&checkpoint, seq)?;
        let mut text = format!("c2sp.org/tlog-proof@v1\nindex {seq}\n");
        for hash in &proof.path {
            text.push_str(&dunlog_proof::base64(hash));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&checkpoint.note);
        Ok(Proven { seq, leaf: hex(&proof.leaf), proof: text, verifier_key: checkpoint.verifier_key() })
    }

    /// The secrets of this installation; made at the first use.
    pub(crate) fn keys(&self) -> Result<Keys> {
        Keys::of(&self.path, &*self.environment)
    }
}
