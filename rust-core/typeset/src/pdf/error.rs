use std::io;

/// Why a PDF could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A font that cannot be read, or that lacks what every paper needs.
    #[error("font: {0}")]
    Font(String),
    /// The PDF itself could not be made.
    #[error("PDF: {0}")]
    Pdf(String),
    /// The papers could not be read or the file could not be written.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl Error {
    /// A word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Font(_) => "font_unreadable",
            Self::Pdf(_) => "pdf_failed",
            Self::Io(_) => "io",
        }
    }
}
