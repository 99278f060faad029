//! The files of the fonts that papers are set in.

use super::Error;
use skrifa::MetadataProvider;
use skrifa::raw::{FileRef, FontRef, TableProvider};
use skrifa::string::StringId;
use std::sync::Arc;

/// A face in a font file.
#[derive(Clone)]
pub struct FontFile {
    bytes: Arc<Vec<u8>>,
    index: u32,
}

/// The faces that papers are set in. A phone has one or two of them.
#[derive(Clone)]
pub struct Fonts {
    /// Running text: a face like Song or Fangsong.
    pub body: FontFile,
    /// Titles and headings of the first level: a face like Hei. Without it they are set in the body face.
    pub heading: Option<FontFile>,
    /// Headings of the second level: a face like Kai. Without it they are set in the body face.
    pub sub: Option<FontFile>,
    /// Searched in order for characters that the others lack.
    pub fallbacks: Vec<FontFile>,
}

impl Fonts {
    /// Everything in one face.
    pub fn only(body: FontFile) -> Self {
        Self { body, heading: None, sub: None, fallbacks: Vec::new() }
    }
}

impl FontFile {
    /// The face with this number in the file.
    pub fn new(bytes: Vec<u8>, index: u32) -> Result<Self, Error> {
        let file = Self { bytes: Arc::new(bytes), index };
        file.face().map(|_| ())?;
        Ok(file)
    }

    /// Of a collection the face for simplified Chinese by its name, otherwise the first face.
    pub fn read_best(bytes: Vec<u8>) -> Result<Self, Error> {
        let index = match FileRef::new(&bytes) {
            Ok(FileRef::Collection(faces)) => {
                (0..faces.len()).find(|index| faces.get(*index).is_ok_and(|face| is_simplified(&face)))
            }
            Ok(FileRef::Font(_)) => None,
            Err(why) => return Err(Error::Font(why.to_string())),
        };
        Self::new(bytes, index.unwrap_or(0))
    }

    /// What is needed of it can be read: widths, the table of characters, and outlines to embed.
    pub(crate) fn face(&self) -> Result<FontRef<'_>, Error> {
        let face =
            FontRef::from_index(&self.bytes, self.index).map_err(|why| Error::Font(why.to_string()))?;
        if face.glyf().is_err() && face.cff().is_err() && face.cff2().is_err() {
            return Err(Error::Font("it has no outlines".to_owned()));
        }
        if face.head().is_err() || face.hmtx().is_err() || !face.charmap().has_map() {
            return Err(Error::Font("it has no widths or no table of characters".to_owned()));
        }
        Ok(face)
    }

    pub(crate) fn bytes(&self) -> Arc<Vec<u8>> {
        Arc::clone(&self.bytes)
    }

    pub(crate) fn index(&self) -> u32 {
        self.index
    }
}

/// Whether a face says in its name that it is for simplified Chinese; its fixed-width sister says so too and is not meant.
fn is_simplified(face: &FontRef<'_>) -> bool {
    let name: String = face
        .localized_strings(StringId::FULL_NAME)
        .english_or_first()
        .into_iter()
        .flat_map(|name| name.chars().collect::<Vec<_>>())
        .collect();
    let mut words = name.split([' ', '-', '_']);
    !name.contains("Mono") && words.any(|word| matches!(word, "SC" | "CN" | "GB" | "GBK" | "Hans"))
}
