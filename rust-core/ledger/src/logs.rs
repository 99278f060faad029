//! The logs of a database: own ones, and those of other phones.

use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use dunlog_model::{LogId, PersonId};
use rusqlite::{OptionalExtension, params};

/// One log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LogRow {
    pub id: i64,
    pub uid: LogId,
    pub person: PersonId,
    pub is_local: bool,
}

impl Ledger {
    /// All logs in the order in which they came.
    pub(crate) fn logs(&self) -> Result<Vec<LogRow>> {
        let place = "logs.list";
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, uid, person_id, is_local FROM log ORDER BY id")
            .at(place)?;
        let rows = statement
            .query_map([], |row| {
                Ok(LogRow {
                    id: row.get(0)?,
                    uid: LogId(row.get(1)?),
                    person: PersonId(row.get(2)?),
                    is_local: row.get(3)?,
                })
            })
            .at(place)?;
        rows.collect::<rusqlite::Result<_>>().at(place)
    }

    /// The own log of a person; `InvalidInput` when this database keeps none for them.
    pub(crate) fn log_of(&self, person: PersonId) -> Result<(i64, LogId)> {
        self.connection
            .prepare_cached("SELECT id, uid FROM log WHERE person_id = ?1 AND is_local = 1")
            .and_then(|mut statement| {
                statement.query_row([person.0], |row| Ok((row.get(0)?, LogId(row.get(1)?))))
            })
            .at("logs.own")
    }

    /// The person whose own log is the first of this database: whoever holds the phone.
    pub fn holder(&self) -> Result<Option<PersonId>> {
        self.connection
            .query_row("SELECT person_id FROM log WHERE is_local = 1 ORDER BY id LIMIT 1", [], |row| {
                row.get(0).map(PersonId)
            })
            .optional()
            .at("logs.holder")
    }

    pub(crate) fn log_by_uid(&self, uid: &LogId) -> Result<Option<i64>> {
        self.connection
            .prepare_cached("SELECT id FROM log WHERE uid = ?1")
            .and_then(|mut statement| statement.query_row([&uid.0[..]], |row| row.get(0)).optional())
            .at("logs.by_uid")
    }

    pub(crate) fn uid_of(&self, log: i64) -> Result<LogId> {
        self.connection
            .prepare_cached("SELECT uid FROM log WHERE id = ?1")
            .and_then(|mut statement| statement.query_row([log], |row| row.get(0).map(LogId)))
            .at("logs.uid")
    }

    /// Adds a log. An own one begins with an empty tree.
    pub(crate) fn insert_log(&self, uid: &LogId, person: PersonId, is_local: bool) -> Result<i64> {
        let place = "logs.insert";
        let now = self.environment.now_ms();
        self.connection
            .execute(
                "INSERT INTO log (uid, person_id, is_local, created_ms) VALUES (?1, ?2, ?3, ?4)",
                params![&uid.0[..], person.0, is_local, now],
            )
            .at(place)?;
        let log = self.connection.last_insert_rowid();
        if is_local {
            self.connection
                .execute("INSERT INTO tree (log_id, size, frontier) VALUES (?1, 0, x'')", [log])
                .at(place)?;
        }
        Ok(log)
    }

    /// A fresh random identity.
    pub(crate) fn new_uid(&self) -> Result<LogId> {
        let mut uid = [0; 16];
        if self.environment.fill_random(&mut uid) {
            Ok(LogId(uid))
        } else {
            Err(Error::new(Code::Internal, "logs.random"))
        }
    }
}
