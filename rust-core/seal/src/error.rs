//! Why a file cannot be sealed or opened.

use std::{fmt, io};

/// Kinds of failure.
#[derive(Debug)]
pub enum Error {
    /// Not a file of this format, or one of a later version.
    Malformed,
    /// It was sealed for somebody else, or with another passphrase.
    WrongKey,
    /// It was changed or cut after it was sealed.
    Changed,
    /// It asks for more memory to open than is given (scrypt work factor).
    TooExpensive,
    /// No randomness.
    NoRandom,
    /// Reading or writing.
    Io(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not an age file",
            Self::WrongKey => "another key or passphrase",
            Self::Changed => "changed or cut",
            Self::TooExpensive => "work factor too high",
            Self::NoRandom => "no randomness",
            Self::Io(_) => "reading or writing failed",
        })
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
