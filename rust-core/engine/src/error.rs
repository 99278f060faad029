//! One error for callers: a stable code and the place in the code.

use std::fmt;

/// The result of every call of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong and where. Holds no words, numbers or paths of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// Stable id, such as `db_full` or `unknown_format`.
    pub code: &'static str,
    /// Module and step, for the bug report.
    pub place: &'static str,
}

impl Error {
    pub(crate) fn new(code: &'static str, place: &'static str) -> Self {
        Self { code, place }
    }

    /// A failure of the file system, by its kind.
    pub(crate) fn io(error: &std::io::Error, place: &'static str) -> Self {
        use std::io::ErrorKind;
        // What the log said while a paper was being written comes out as it was.
        let inner = error.get_ref();
        if let Some(own) = inner.and_then(|inner| inner.downcast_ref::<Self>()) {
            return *own;
        }
        if let Some(pdf) = inner.and_then(|inner| inner.downcast_ref::<dunlog_report::PdfError>()) {
            return match pdf {
                dunlog_report::PdfError::Io(error) => Self::io(error, place),
                other => Self { code: other.code(), place },
            };
        }
        if let Some(ledger) = inner.and_then(|inner| inner.downcast_ref::<dunlog_ledger::Error>()) {
            return Self::from(*ledger);
        }
        let code = match error.kind() {
            ErrorKind::NotFound => "file_missing",
            ErrorKind::PermissionDenied => "permission_denied",
            ErrorKind::StorageFull => "disk_full",
            ErrorKind::IsADirectory | ErrorKind::NotADirectory => "not_a_file",
            _ => "io",
        };
        Self { code, place }
    }
}

impl From<dunlog_ledger::Error> for Error {
    fn from(error: dunlog_ledger::Error) -> Self {
        Self { code: error.code.id(), place: error.place }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.code, self.place)
    }
}

impl std::error::Error for Error {}
