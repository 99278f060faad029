//! Why a command was not carried out.

use std::io;

#[derive(Debug)]
pub(crate) enum Failure {
    /// A coded failure of the engine, or of what was typed; with the name of the file it concerns, if any.
    Coded { code: &'static str, place: &'static str, file: Option<String> },
    /// The reader of our output went away.
    ClosedPipe,
    /// Printed already, one file at a time.
    Told,
}

impl Failure {
    pub(crate) fn coded(code: &'static str) -> Self {
        Self::Coded { code, place: "cli", file: None }
    }

    pub(crate) fn with_file(self, name: &str) -> Self {
        match self {
            Self::Coded { code, place, .. } => Self::Coded { code, place, file: Some(name.to_owned()) },
            other => other,
        }
    }
}

impl From<dunlog_engine::Error> for Failure {
    fn from(error: dunlog_engine::Error) -> Self {
        Self::Coded { code: error.code, place: error.place, file: None }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            io::ErrorKind::NotFound => Self::coded("file_missing"),
            io::ErrorKind::PermissionDenied => Self::coded("permission_denied"),
            io::ErrorKind::StorageFull => Self::coded("disk_full"),
            io::ErrorKind::IsADirectory => Self::coded("not_a_file"),
            _ => Self::coded("io"),
        }
    }
}
