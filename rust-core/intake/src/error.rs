//! Why a whole file could not be read.

use std::io;

/// The file gave nothing, or reading had to stop. Observations delivered before an error stand.
#[derive(Debug, thiserror::Error)]
pub enum ReadError<E> {
    /// The sink refused; its own error inside.
    #[error("sink")]
    Sink(E),
    /// The file could not be read.
    #[error("io")]
    Io(io::ErrorKind),
    /// No format that is known.
    #[error("unknown_format")]
    UnknownFormat,
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// Text in UTF-16; every exporter that is known writes UTF-8.
    #[error("encoding_unsupported")]
    EncodingUnsupported,
    /// A ZIP whose list of contents cannot be read and whose first entry gives nothing either.
    #[error("zip_unreadable")]
    ZipUnreadable,
    /// A ZIP with more entries than a phone export has.
    #[error("too_large")]
    TooLarge,
}

impl<E> ReadError<E> {
    /// The stable word for the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Sink(_) => "sink",
            Self::Io(_) => "io",
            Self::UnknownFormat => "unknown_format",
            Self::Empty => "empty",
            Self::EncodingUnsupported => "encoding_unsupported",
            Self::ZipUnreadable => "zip_unreadable",
            Self::TooLarge => "too_large",
        }
    }
}

impl<E> From<io::Error> for ReadError<E> {
    /// Only the kind is kept: the words of the system may name a path.
    fn from(error: io::Error) -> Self {
        Self::Io(error.kind())
    }
}
