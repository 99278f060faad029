//! Hashes of the tree out of the database, and the proofs made from them.

use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use dunlog_proof::{Hash, Nodes, Position, consistency_proof, cover, inclusion_proof, node_hash, span_hash};
use rusqlite::{OptionalExtension, params};

/// Every sixth level of an own tree is stored: a sixty-fourth of the entries, and a proof in a log of a million reads two
/// hundred rows.
const STORED_LEVELS: u8 = 6;
const BLOCK: u64 = 1 << STORED_LEVELS;

/// The tree of one log.
pub(crate) struct Tree<'l> {
    pub ledger: &'l Ledger,
    pub log: i64,
}

impl Nodes for Tree<'_> {
    type Error = Error;

    /// `InvalidInput` when the hash is not known: of another phone, because no bundle told it.
    fn node(&mut self, at: Position) -> Result<Hash> {
        if let Some(hash) = self.block(at)? {
            return Ok(hash);
        }
        if let Some(hash) = self.stored(at)? {
            return Ok(hash);
        }
        let Some(level) = at.level.checked_sub(1) else {
            return Err(Error::new(Code::InvalidInput, "nodes.unknown"));
        };
        let left = self.node(Position { level, index: at.index * 2 })?;
        let right = self.node(Position { level, index: at.index * 2 + 1 })?;
        Ok(node_hash(&left, &right))
    }
}

impl Tree<'_> {
    /// The inclusion proof of one position in the tree of a size.
    pub(crate) fn inclusion(&mut self, seq: u64, size: u64) -> Result<Vec<Hash>> {
        inclusion_proof(self, seq, size)
    }

    /// The proof that the tree of `size` begins with that of `older`.
    pub(crate) fn consistency(&mut self, older: u64, size: u64) -> Result<Vec<Hash>> {
        consistency_proof(self, older, size)
    }

    /// The root at a size.
    pub(crate) fn root(&mut self, size: u64) -> Result<Hash> {
        span_hash(self, 0, size)
    }

    /// The hashes of everything but the shown positions.
    pub(crate) fn cover(&mut self, size: u64, shown: &[u64]) -> Result<Vec<(Position, Hash)>> {
        cover(size, shown).into_iter().map(|at| Ok((at, self.node(at)?))).collect()
    }

    /// From the stored level below, in one query, when all of it is there: so it is in an own log.
    fn block(&self, at: Position) -> Result<Option<Hash>> {
        let place = "nodes.block";
        let (base, above) = (at.level - at.level % STORED_LEVELS, at.level % STORED_LEVELS);
        if above == 0 {
            return Ok(None);
        }
        let range =
            |index: u64| i64::try_from(index << above).map_err(|_| Error::new(Code::InvalidInput, place));
        let (from, to) = (range(at.index)?, range(at.index + 1)?);
        let sql = if base == 0 {
            "SELECT leaf FROM entry WHERE log_id = ?1 AND seq >= ?2 AND seq < ?3 AND ?4 = 0 ORDER BY seq"
        } else {
            "SELECT hash FROM node WHERE log_id = ?1 AND position >= ?2 AND position < ?3 AND level = ?4 ORDER BY position"
        };
        let mut statement = self.ledger.connection.prepare_cached(sql).at(place)?;
        let rows = statement.query_map(params![self.log, from, to, base], |row| row.get(0)).at(place)?;
        let hashes: Vec<Hash> = rows.collect::<rusqlite::Result<_>>().at(place)?;
        // A complete tree has the root of its leaves, whatever stands in them.
        Ok((hashes.len() == 1 << above).then(|| dunlog_proof::root(hashes)))
    }

    fn stored(&self, at: Position) -> Result<Option<Hash>> {
        let place = "nodes.stored";
        let index = i64::try_from(at.index).map_err(|_| Error::new(Code::InvalidInput, place))?;
        let connection = &self.ledger.connection;
        let node = connection
            .prepare_cached("SELECT hash FROM node WHERE log_id = ?1 AND level = ?2 AND position = ?3")
            .and_then(|mut statement| {
                statement.query_row(params![self.log, at.level, index], |row| row.get(0)).optional()
            })
            .at(place)?;
        if node.is_some() || at.level > 0 {
            return Ok(node);
        }
        connection
            .prepare_cached("SELECT leaf FROM entry WHERE log_id = ?1 AND seq = ?2")
            .and_then(|mut statement| {
                statement.query_row(params![self.log, index], |row| row.get(0)).optional()
            })
            .at(place)
    }

    /// Stores the hashes of the full blocks that were added since the last time. Inside of a transaction.
    pub(crate) fn fill(&mut self, size: u64) -> Result<()> {
        let mut level = STORED_LEVELS;
        let mut count = size / BLOCK;
        while count > 0 {
            for index in self.filled(level)?..count {
                let hash = self.node(Position { level, index })?;
                self.store(Position { level, index }, &hash)?;
            }
            level += STORED_LEVELS;
            count /= BLOCK;
        }
        Ok(())
    }

    pub(crate) fn store(&self, at: Position, hash: &Hash) -> Result<()> {
        let place = "nodes.store";
        let index = i64::try_from(at.index).map_err(|_| Error::new(Code::InvalidInput, place))?;
        self.ledger
            .connection
            .prepare_cached(
                "INSERT INTO node (log_id, level, position, hash) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            )
            .and_then(|mut statement| statement.execute(params![self.log, at.level, index, &hash[..]]))
            .at(place)
            .map(|_| ())
    }

    fn filled(&self, level: u8) -> Result<u64> {
        let last: Option<i64> = self
            .ledger
            .connection
            .query_row(
                "SELECT max(position) FROM node WHERE log_id = ?1 AND level = ?2",
                params![self.log, level],
                |row| row.get(0),
            )
            .at("nodes.filled")?;
        Ok(last.map_or(0, |last| last.unsigned_abs() + 1))
    }
}
