//! Page numbers that the text refers to.

use std::collections::BTreeMap;

/// What one reading found out, for the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    pub(crate) anchors: BTreeMap<String, u32>,
    pub(crate) parts: BTreeMap<String, (u32, u32)>,
    pub(crate) pages: u32,
}

impl Numbers {
    /// The page of a named block. Before anything is known, the room of two digits.
    pub(crate) fn page(&self, name: &str) -> String {
        self.either(self.anchors.get(name).map(u32::to_string), "88")
    }

    /// The pages of a part.
    pub(crate) fn range(&self, id: &str) -> String {
        let range = self.parts.get(id).map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first}–{last}"),
        });
        self.either(range, "88–88")
    }

    /// How many pages there are.
    pub(crate) fn all(&self) -> String {
        self.either((self.pages > 0).then(|| self.pages.to_string()), "888")
    }

    /// What is still unknown after a reading is named nowhere; a dash tells so.
    fn either(&self, known: Option<String>, guess: &str) -> String {
        known.unwrap_or_else(|| if self.pages == 0 { guess.to_owned() } else { "—".to_owned() })
    }
}
