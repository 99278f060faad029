//! The fonts of a PDF: files of the phone or the PC, which the caller names.

use crate::error::{Error, Result};
use dunlog_report::{FontFile, Fonts};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Where fonts lie. One is enough; the others fall back to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FontPaths {
    /// Running text: like Song or Fangsong.
    pub body: PathBuf,
    /// Titles: like Hei.
    #[serde(default)]
    pub heading: Option<PathBuf>,
    /// Headings of the second level: like Kai.
    #[serde(default)]
    pub sub: Option<PathBuf>,
    /// Searched for characters that the others lack.
    #[serde(default)]
    pub fallbacks: Vec<PathBuf>,
}

impl FontPaths {
    /// Reads the fonts. `font_missing` when the first is not there, `font_unreadable` when it is no font of use. Of the
    /// others, what cannot be used is left out: the first has what every paper needs.
    pub fn load(&self) -> Result<Fonts> {
        let optional = |path: &Option<PathBuf>| path.as_deref().and_then(|path| read(path).ok());
        Ok(Fonts {
            body: read(&self.body)?,
            heading: optional(&self.heading),
            sub: optional(&self.sub),
            fallbacks: self.fallbacks.iter().filter_map(|path| read(path).ok()).collect(),
        })
    }
}

fn read(path: &Path) -> Result<FontFile> {
    let bytes = fs::read(path).map_err(|_| Error::new("font_missing", "fonts.read"))?;
    FontFile::read_best(bytes).map_err(|error| Error::new(error.code(), "fonts.face"))
}
