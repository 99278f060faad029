//! Signed checkpoints of the own logs, and the keys that sign them.

use crate::append::load_frontier;
use crate::error::{At, Code, Error, Result};
use crate::nodes::Tree;
use crate::open::Ledger;
use dunlog_model::{LogId, PersonId};
use dunlog_proof::{Checkpoint, Hash, PublicKey, SigningKey};
use rusqlite::{OptionalExtension, Row, params};

/// A checkpoint as it was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// Row identity.
    pub id: i64,
    /// Identity of the log.
    pub log: LogId,
    /// Number of entries.
    pub size: u64,
    /// Merkle tree hash.
    pub root: Hash,
    /// The signed note; empty when a later checkpoint proved that this one existed.
    pub note: String,
    /// The key that signed it.
    pub key: PublicKey,
    /// When we made or received it, milliseconds since the epoch.
    pub made_ms: i64,
    /// What for.
    pub why: String,
}

/// One entry, its place, and the proof that it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryProof {
    /// The checkpoint against which it is proven.
    pub checkpoint: SignedCheckpoint,
    /// Position in the log.
    pub seq: u64,
    /// The leaf hash.
    pub leaf: Hash,
    /// Inclusion proof, lowest hash first.
    pub path: Vec<Hash>,
}

impl SignedCheckpoint {
    /// The key as other tools take it (C2SP signed-note, "vkey").
    pub fn verifier_key(&self) -> String {
        self.key.verifier_key(&Checkpoint::origin(&self.log.0))
    }
}

const COLUMNS: &str = "SELECT c.id, l.uid, c.size, c.root, c.note, c.public_key, c.made_ms, c.why
                       FROM checkpoint c JOIN log l ON l.id = c.log_id";

impl Ledger {
    /// Signs what a person's own log holds now. When nothing was added since the last checkpoint under this key, that
    /// one is returned and nothing is written.
    pub fn checkpoint(&mut self, person: PersonId, key: &SigningKey, why: &str) -> Result<SignedCheckpoint> {
        let place = "checkpoint.make";
        self.know_key(person, key)?;
        let (log, uid) = self.log_of(person)?;
        let frontier = load_frontier(self, log)?;
        if let Some(last) = self.newest_checkpoint(log)?
            && last.size == frontier.size()
            && last.root == frontier.root()
            && last.key == key.public()
        {
            return Ok(last);
        }
        let checkpoint = Checkpoint { log: uid.0, size: frontier.size(), root: frontier.root() };
        let note = checkpoint.sign(key);
        let now = self.environment.now_ms();
        let transaction = self.connection.unchecked_transaction().at(place)?;
        Tree { ledger: self, log }.fill(checkpoint.size)?;
        let id = self.insert_checkpoint(log, &checkpoint, &note, &key.public(), now, why)?;
        transaction.commit().at(place)?;
        Ok(SignedCheckpoint {
            id,
            log: uid,
            size: checkpoint.size,
            root: checkpoint.root,
            note,
            key: key.public(),
            made_ms: now,
            why: why.to_owned(),
        })
    }

    /// All checkpoints of a log, oldest first.
    pub fn checkpoints(&self, uid: &LogId) -> Result<Vec<SignedCheckpoint>> {
        let place = "checkpoint.list";
        let sql = format!("{COLUMNS} WHERE l.uid = ?1 ORDER BY c.id");
        let mut statement = self.connection.prepare_cached(&sql).at(place)?;
        let rows = statement.query_map([&uid.0[..]], from_row).at(place)?;
        rows.collect::<rusqlite::Result<_>>().at(place)
    }

    /// The inclusion proof of an entry of an own log under a checkpoint of it.
    pub fn prove(&self, checkpoint: &SignedCheckpoint, seq: u64) -> Result<EntryProof> {
        if seq >= checkpoint.size {
            return Err(Error::new(Code::InvalidInput, "checkpoint.prove"));
        }
        let mut tree = self.tree(&checkpoint.log)?;
        let path = tree.inclusion(seq, checkpoint.size)?;
        let leaf = dunlog_proof::Nodes::node(&mut tree, dunlog_proof::Position { level: 0, index: seq })?;
        Ok(EntryProof { checkpoint: checkpoint.clone(), seq, leaf, path })
    }

    /// The proof that a log at one size begins with what it was at an earlier one.
    pub fn prove_consistency(&self, log: &LogId, older: u64, size: u64) -> Result<Vec<Hash>> {
        if older > size {
            return Err(Error::new(Code::InvalidInput, "checkpoint.consistency"));
        }
        self.tree(log)?.consistency(older, size)
    }

    pub(crate) fn tree(&self, uid: &LogId) -> Result<Tree<'_>> {
        Ok(Tree {
            ledger: self,
            log: self.log_by_uid(uid)?.ok_or(Error::new(Code::InvalidInput, "checkpoint.tree"))?,
        })
    }

    pub(crate) fn newest_checkpoint(&self, log: i64) -> Result<Option<SignedCheckpoint>> {
        let sql =
            format!("{COLUMNS} WHERE c.log_id = ?1 AND c.note <> '' ORDER BY c.size DESC, c.id DESC LIMIT 1");
        self.connection
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.query_row([log], from_row).optional())
            .at("checkpoint.newest")
    }

    pub(crate) fn checkpoint_by_id(&self, id: i64) -> Result<SignedCheckpoint> {
        let sql = format!("{COLUMNS} WHERE c.id = ?1");
        self.connection
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.query_row([id], from_row))
            .at("checkpoint.by_id")
    }

    pub(crate) fn insert_checkpoint(
        &self,
        log: i64,
        checkpoint: &Checkpoint,
        note: &str,
        key: &PublicKey,
        made_ms: i64,
        why: &str,
    ) -> Result<i64> {
        let place = "checkpoint.insert";
        let size = i64::try_from(checkpoint.size).map_err(|_| Error::new(Code::InvalidInput, place))?;
        self.connection
            .prepare_cached(
                "INSERT INTO checkpoint (log_id, size, root, note, public_key, made_ms, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )
            .and_then(|mut statement| {
                statement.execute(params![log, size, &checkpoint.root[..], note, &key.0[..], made_ms, why])
            })
            .at(place)?;
        Ok(self.connection.last_insert_rowid())
    }

    /// The keys under which a log was known, oldest first.
    pub fn keys_of(&self, uid: &LogId) -> Result<Vec<PublicKey>> {
        let place = "checkpoint.keys";
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT k.public_key FROM log_key k JOIN log l ON l.id = k.log_id WHERE l.uid = ?1 ORDER BY k.since_ms",
            )
            .at(place)?;
        let rows = statement.query_map([&uid.0[..]], |row| row.get(0).map(PublicKey)).at(place)?;
        rows.collect::<rusqlite::Result<_>>().at(place)
    }

    /// Writes down which key signs a log from now on. Another one than before means that the first was lost, which the
    /// log itself says.
    fn know_key(&mut self, person: PersonId, key: &SigningKey) -> Result<()> {
        let (log, uid) = self.log_of(person)?;
        let known = self.keys_of(&uid)?;
        if known.last() == Some(&key.public()) {
            return Ok(());
        }
        if known.contains(&key.public()) {
            return Err(Error::new(Code::WrongKey, "checkpoint.key"));
        }
        if !known.is_empty() {
            self.add_incident(person, "key_lost", "")?;
        }
        self.insert_key(log, &key.public())
    }

    pub(crate) fn insert_key(&self, log: i64, key: &PublicKey) -> Result<()> {
        self.connection
            .execute(
                "INSERT INTO log_key (log_id, public_key, since_ms) VALUES (?1, ?2, ?3)",
                params![log, &key.0[..], self.environment.now_ms()],
            )
            .at("checkpoint.insert_key")
            .map(|_| ())
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<SignedCheckpoint> {
    Ok(SignedCheckpoint {
        id: row.get(0)?,
        log: LogId(row.get(1)?),
        size: row.get::<_, i64>(2)?.unsigned_abs(),
        root: row.get(3)?,
        note: row.get(4)?,
        key: PublicKey(row.get(5)?),
        made_ms: row.get(6)?,
        why: row.get(7)?,
    })
}
