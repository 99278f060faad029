//! Errors carry a code and the place in the code, never a person's words, numbers or paths.

use std::fmt;

/// The result of every call of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Error {
    /// The kind of failure.
    pub code: Code,
    /// Module and step, for the bug report.
    pub place: &'static str,
}

/// Kinds of failure. The words for people are elsewhere; these ids are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// The caller asked for something that does not exist or contradicts what is stored.
    InvalidInput,
    /// Another program holds the database; trying again helps.
    Busy,
    /// The disk is full; what was committed is safe.
    DbFull,
    /// The file is damaged.
    DbCorrupt,
    /// The file was written by a newer version.
    DbNewer,
    /// The file is a database, but not one of ours; or no database at all.
    DbForeign,
    /// There is no such file.
    DbMissing,
    /// There is a file already where a new one was asked for.
    DbExists,
    /// The file or its folder cannot be read or written.
    Io,
    /// The work was stopped on request.
    Interrupted,
    /// A person of this name is known with another role.
    RoleDiffers,
    /// A log that is known under another key.
    WrongKey,
    /// Two histories of one log: they agree in the beginning and not in what came after.
    ForkedLog,
    /// A record of another phone that no phone of ours would write.
    RecordMalformed,
    /// A mistake of ours.
    Internal,
}

impl Code {
    /// The stable word.
    pub fn id(self) -> &'static str {
        match self {
            Self::InvalidInput => "invalid_input",
            Self::Busy => "busy",
            Self::DbFull => "db_full",
            Self::DbCorrupt => "db_corrupt",
            Self::DbNewer => "db_newer",
            Self::DbForeign => "db_foreign",
            Self::DbMissing => "db_missing",
            Self::DbExists => "db_exists",
            Self::Io => "io",
            Self::Interrupted => "interrupted",
            Self::RoleDiffers => "role_differs",
            Self::WrongKey => "wrong_key",
            Self::ForkedLog => "forked_log",
            Self::RecordMalformed => "record_malformed",
            Self::Internal => "internal",
        }
    }
}

impl Error {
    /// An error of this kind at this place.
    pub fn new(code: Code, place: &'static str) -> Self {
        Self { code, place }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.code.id(), self.place)
    }
}

impl std::error::Error for Error {}

/// Puts the place on an SQLite error and forgets its text, which may quote values.
pub(crate) trait At<T> {
    fn at(self, place: &'static str) -> Result<T>;
}

impl<T> At<T> for rusqlite::Result<T> {
    fn at(self, place: &'static str) -> Result<T> {
        self.map_err(|error| Error { code: code_of(&error), place })
    }
}

fn code_of(error: &rusqlite::Error) -> Code {
    use rusqlite::ErrorCode as Sqlite;
    let Some(code) = error.sqlite_error_code() else {
        return match error {
            rusqlite::Error::QueryReturnedNoRows => Code::InvalidInput,
            // A column of another type than the schema's: the file was changed from outside.
            rusqlite::Error::InvalidColumnType(..) | rusqlite::Error::FromSqlConversionFailure(..) => {
                Code::DbCorrupt
            }
            _ => Code::Internal,
        };
    };
    match code {
        Sqlite::DatabaseBusy | Sqlite::DatabaseLocked => Code::Busy,
        Sqlite::DiskFull => Code::DbFull,
        Sqlite::DatabaseCorrupt => Code::DbCorrupt,
        Sqlite::NotADatabase => Code::DbForeign,
        Sqlite::CannotOpen | Sqlite::SystemIoFailure | Sqlite::ReadOnly | Sqlite::PermissionDenied => {
            Code::Io
        }
        Sqlite::OperationInterrupted => Code::Interrupted,
        _ => Code::Internal,
    }
}
