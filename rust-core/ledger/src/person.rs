//! Who is in the case, and the one log that this database keeps for each of them who uses it.

use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use dunlog_model::{Person, PersonId, Role};
use rusqlite::{OptionalExtension, params};

impl Ledger {
    /// Finds the person or adds them with a log of their own. `RoleDiffers` when the name is known with
    /// another role: whether somebody owes decides which limits apply, so it is never changed silently.
    pub fn ensure_person(&mut self, name: &str, role: Role) -> Result<Person> {
        let place = "person.ensure";
        let transaction = self.connection.unchecked_transaction().at(place)?;
        let person = self.ensure_name(name, role)?;
        // Known from another phone only: the first record of their own needs a log of their own.
        if !self.logs()?.iter().any(|log| log.person == person.id && log.is_local) {
            self.insert_log(&self.new_uid()?, person.id, true)?;
        }
        transaction.commit().at(place)?;
        Ok(person)
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

    /// Finds the person or adds them, without a log.
    pub(crate) fn ensure_name(&self, name: &str, role: Role) -> Result<Person> {
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
        let id = match known {
            Some((_, stored)) if stored != role.id() => return Err(Error::new(Code::RoleDiffers, place)),
            Some((id, _)) => id,
            None => {
                self.connection
                    .execute(
                        "INSERT INTO person (name, role, created_ms) VALUES (?1, ?2, ?3)",
                        params![name, role.id(), self.environment.now_ms()],
                    )
                    .at(place)?;
                self.connection.last_insert_rowid()
            }
        };
        Ok(Person { id: PersonId(id), name: name.to_owned(), role })
    }
}
