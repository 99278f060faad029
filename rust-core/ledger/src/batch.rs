//! Which file an event came from, and how the reading of it ended.

use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use dunlog_model::{Batch, BatchCounts, BatchFile, PersonId};
use rusqlite::params;

impl Ledger {
    /// Notes that a file is about to be read. A batch that is never finished stays visible as such.
    pub fn begin_batch(&mut self, person: PersonId, file: &BatchFile) -> Result<i64> {
        let place = "batch.begin";
        let (log, _) = self.log_of(person)?;
        let bytes = i64::try_from(file.bytes).map_err(|_| Error::new(Code::InvalidInput, place))?;
        self.connection
            .execute(
                "INSERT INTO import_batch (log_id, file_name, file_sha256, file_bytes, format, started_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![log, file.name, &file.sha256[..], bytes, file.format, self.environment.now_ms()],
            )
            .at(place)?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Notes how the reading ended. Afterwards the row cannot be changed.
    pub fn finish_batch(&mut self, batch: i64, counts: &BatchCounts) -> Result<()> {
        let place = "batch.finish";
        let number = |count: u64| i64::try_from(count).map_err(|_| Error::new(Code::Internal, place));
        self.connection
            .execute(
                "UPDATE import_batch SET finished_ms = ?2, read_count = ?3, new_count = ?4, merged = ?5, rejected = ?6,
                        torn = ?7 WHERE id = ?1",
                params![
                    batch,
                    self.environment.now_ms(),
                    number(counts.read)?,
                    number(counts.new)?,
                    number(counts.merged)?,
                    number(counts.rejected)?,
                    counts.torn
                ],
            )
            .at(place)
            .map(|_| ())
    }

    /// Every file that was read to its end and brought something new or unreadable, oldest first. Reading the
    /// same file again is on record in the table, but is no news for a report.
    pub fn batches(&self) -> Result<Vec<Batch>> {
        let place = "batch.list";
        let mut statement = self
            .connection
            .prepare(
                "SELECT l.person_id, b.file_name, b.file_sha256, b.file_bytes, b.format, b.started_ms, b.read_count,
                        b.new_count, b.merged, b.rejected, b.torn
                 FROM import_batch b JOIN log l ON l.id = b.log_id
                 WHERE b.finished_ms <> 0
                   AND b.id = (SELECT min(f.id) FROM import_batch f
                               WHERE f.log_id = b.log_id AND f.file_sha256 = b.file_sha256 AND f.finished_ms <> 0)
                 ORDER BY b.id",
            )
            .at(place)?;
        let rows = statement
            .query_map([], |row| {
                let count = |index| row.get::<_, i64>(index).map(i64::unsigned_abs);
                Ok(Batch {
                    person: PersonId(row.get(0)?),
                    file: BatchFile {
                        name: row.get(1)?,
                        sha256: row.get(2)?,
                        bytes: count(3)?,
                        format: row.get(4)?,
                    },
                    started_ms: row.get(5)?,
                    counts: BatchCounts {
                        read: count(6)?,
                        new: count(7)?,
                        merged: count(8)?,
                        rejected: count(9)?,
                        torn: row.get(10)?,
                    },
                })
            })
            .at(place)?;
        rows.collect::<rusqlite::Result<_>>().at(place)
    }
}
