//! Creating, opening and migrating the database file.

use crate::environment::Environment;
use crate::error::{At, Code, Error, Result};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::sync::Arc;

/// "DUNL", so that other programs and our own next version know the file.
const APPLICATION_ID: i32 = 0x4455_4E4C;
/// One file a version, applied in order, never edited after it was shipped.
const MIGRATIONS: [&str; 2] =
    [include_str!("../schema/001_initial.sql"), include_str!("../schema/002_checkpoints.sql")];

/// An open log database.
pub struct Ledger {
    pub(crate) connection: Connection,
    pub(crate) environment: Arc<dyn Environment>,
    pub(crate) secret: [u8; 32],
}

impl Ledger {
    /// Makes a new, empty database. `DbExists` when there is a file already: evidence is never overwritten.
    pub fn create(path: &Path, environment: Arc<dyn Environment>) -> Result<Self> {
        if path.exists() {
            return Err(Error::new(Code::DbExists, "open.create"));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).at("open.create")?;
        connection.pragma_update(None, "application_id", APPLICATION_ID).at("open.application_id")?;
        configure(&connection)?;
        migrate(&mut connection, path)?;
        let mut secret = [0; 32];
        if !environment.fill_random(&mut secret) {
            return Err(Error::new(Code::Internal, "open.random"));
        }
        connection
            .execute("INSERT INTO meta (key, value) VALUES ('dedupe_secret', ?1)", [&secret[..]])
            .at("open.secret")?;
        Ok(Self { connection, environment, secret })
    }

    /// Opens an existing database and brings it to the current version. `DbMissing` when there is none,
    /// `DbForeign` when the file is not ours, `DbNewer` when a later version wrote it.
    pub fn open(path: &Path, environment: Arc<dyn Environment>) -> Result<Self> {
        if !path.exists() {
            return Err(Error::new(Code::DbMissing, "open.open"));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).at("open.open")?;
        check_owner(&connection)?;
        configure(&connection)?;
        migrate(&mut connection, path)?;
        let stored: Vec<u8> = connection
            .query_row("SELECT value FROM meta WHERE key = 'dedupe_secret'", [], |row| row.get(0))
            .at("open.secret")?;
        let secret = stored.try_into().map_err(|_| Error::new(Code::DbCorrupt, "open.secret"))?;
        Ok(Self { connection, environment, secret })
    }

    /// A whole, consistent copy into a new file. `DbExists` when there is one.
    pub fn copy_to(&self, path: &Path) -> Result<()> {
        let place = "open.copy_to";
        if path.exists() {
            return Err(Error::new(Code::DbExists, place));
        }
        let target = path.to_str().ok_or(Error::new(Code::InvalidInput, place))?;
        self.connection.execute("VACUUM INTO ?1", [target]).at(place).map(|_| ())
    }

    /// Writes the log back into the one file, as before copying it or after a redaction.
    pub fn flush(&self) -> Result<()> {
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).at("open.flush")
    }
}

fn check_owner(connection: &Connection) -> Result<()> {
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0)).at("open.owner")?;
    if id == APPLICATION_ID { Ok(()) } else { Err(Error::new(Code::DbForeign, "open.owner")) }
}

fn configure(connection: &Connection) -> Result<()> {
    let place = "open.configure";
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).at(place)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false).at(place)?;
    connection.busy_timeout(std::time::Duration::from_secs(5)).at(place)?;
    // A page is lost in no crash (FULL), a removed text is overwritten (secure_delete), a damaged page is
    // noticed when it is read (cell_size_check). 8 MiB of cache keep a long import from reading back.
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA recursive_triggers = ON;
             PRAGMA temp_store = MEMORY;
             PRAGMA secure_delete = ON;
             PRAGMA cell_size_check = ON;
             PRAGMA cache_size = -8192;",
        )
        .at(place)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    let version: u32 =
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).at("open.version")?;
    let version = version as usize;
    if version > MIGRATIONS.len() {
        return Err(Error::new(Code::DbNewer, "open.version"));
    }
    if version > 0 && version < MIGRATIONS.len() {
        copy_before_migration(connection, path, version)?;
    }
    for (number, sql) in (1_u32..).zip(MIGRATIONS).skip(version) {
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).at("open.migrate")?;
        transaction.execute_batch(sql).at("open.migrate")?;
        transaction.pragma_update(None, "user_version", number).at("open.migrate")?;
        transaction.commit().at("open.migrate")?;
    }
    Ok(())
}

/// A whole copy beside the file, so that a failed step can never cost evidence.
fn copy_before_migration(connection: &Connection, path: &Path, version: usize) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".v{version}.bak"));
    let copy = std::path::PathBuf::from(name);
    if copy.exists() {
        return Ok(()); // an earlier attempt made it before it was stopped
    }
    let target = copy.to_str().ok_or(Error::new(Code::InvalidInput, "open.backup"))?;
    connection.execute("VACUUM INTO ?1", [target]).at("open.backup").map(|_| ())
}
