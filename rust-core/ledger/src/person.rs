//! Who is in the case, and the one log that this database keeps for each of them.

use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use dunlog_model::{LogId, Person, PersonId, Role};
use rusqlite::{OptionalExtension, params};

impl Ledger {
    /// Finds the person or adds them with a log of their own. `RoleDiffers` when the name is known with
    /// another role: whether somebody owes decides which limits apply, so it is never changed silently.
    pub fn ensure_person(&mut self, name: &str, role: Role) -> Result<Person> {
        let place = "person.ensure";
        let name = name.trim();
        if name.is_empty() || name.chars().count() > dunlog_model::limits::NAME_CHARS {
            return Err(Error::new(Code::InvalidInput, place));
        }
        let known: Option<(i64, String)> = self
            .connection
            .query_row("SELECT id, role FROM person WHERE name = ?1", [name], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
            .at(place)?;
        match known {
            Some((_, stored)) if stored != role.id() => Err(Error::new(Code::RoleDiffers, place)),
            Some((id, _)) => Ok(Person { id: PersonId(id), name: name.to_owned(), role }),
            None => self.add_person(name, role),
        }
    }

    /// Everybody in the case, in the order in which they were added.
    pub fn persons(&self) -> Result<Vec<Person>> {
        let place = "person.list";
        let mut statement =
            self.connection.prepare("SELECT id, name, role FROM person ORDER BY id").at(place)?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))
            .at(place)?
            .collect::<rusqlite::Result<Vec<_>>>()
            .at(place)?;
        rows.into_iter()
            .map(|(id, name, role)| {
                let role = Role::from_id(&role).ok_or(Error::new(Code::DbCorrupt, place))?;
                Ok(Person { id: PersonId(id), name, role })
            })
            .collect()
    }

    /// The log that belongs to a person: row id and public identity.
    pub(crate) fn log_of(&self, person: PersonId) -> Result<(i64, LogId)> {
        let place = "person.log";
        let (id, uid): (i64, Vec<u8>) = self
            .connection
            .query_row("SELECT id, uid FROM log WHERE person_id = ?1", [person.0], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .at(place)?;
        Ok((id, LogId(uid.try_into().map_err(|_| Error::new(Code::DbCorrupt, place))?)))
    }

    fn add_person(&mut self, name: &str, role: Role) -> Result<Person> {
        let place = "person.add";
        let mut uid = [0; 16];
        if !self.environment.fill_random(&mut uid) {
            return Err(Error::new(Code::Internal, place));
        }
        let now = self.environment.now_ms();
        let transaction = self.connection.transaction().at(place)?;
        transaction
            .execute(
                "INSERT INTO person (name, role, created_ms) VALUES (?1, ?2, ?3)",
                params![name, role.id(), now],
            )
            .at(place)?;
        let person = transaction.last_insert_rowid();
        transaction
            .execute(
                "INSERT INTO log (uid, person_id, is_local, created_ms) VALUES (?1, ?2, 1, ?3)",
                params![&uid[..], person, now],
            )
            .at(place)?;
        let log = transaction.last_insert_rowid();
        transaction
            .execute("INSERT INTO tree (log_id, size, frontier) VALUES (?1, 0, x'')", [log])
            .at(place)?;
        transaction.commit().at(place)?;
        Ok(Person { id: PersonId(person), name: name.to_owned(), role })
    }
}
