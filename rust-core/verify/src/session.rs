//! One bundle and the questions that a page asks about it. Every answer is JSON.

use crate::answer::Answer;
use crate::rows::{self, At, Filter, PAGE_ROWS, Row};
use dunlog_bundle::{Checked, Finding};
use dunlog_proof::hex;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// What was opened last, and which of its records are listed.
#[derive(Default)]
pub struct Session {
    checked: Option<Checked>,
    listed: Vec<At>,
}

#[derive(Serialize)]
struct Opened<'a> {
    bytes: usize,
    sha256: String,
    answer: Answer<'a>,
}

#[derive(Serialize)]
struct Page<'a> {
    first: usize,
    listed: usize,
    rows: Vec<Row<'a>>,
}

impl Session {
    /// Checks a bundle: what holds, what does not, and the file's own length and hash.
    pub fn open(&mut self, bytes: &[u8]) -> String {
        // The one before is let go first: two large ones need not fit into memory at once.
        *self = Self::default();
        let sha256 = hex(&Sha256::digest(bytes));
        let opened = dunlog_bundle::open(bytes);
        let text = json(&Opened { bytes: bytes.len(), sha256, answer: Answer::of(&opened) });
        self.keep(opened);
        text
    }

    /// Lists the records that fit a query, and answers with the first page of them.
    pub fn find(&mut self, query: &str) -> String {
        if let Some(checked) = &self.checked {
            self.listed = rows::find(checked, &Filter::parse(query));
        }
        self.rows(0)
    }

    /// The page of listed records that begins with the one of this number; the first page when there are not so many.
    pub fn rows(&self, first: usize) -> String {
        let first = if first < self.listed.len() { first } else { 0 };
        let groups = self.checked.as_ref().map_or(&[][..], |checked| &checked.groups);
        let places = self.listed.iter().skip(first).take(PAGE_ROWS);
        let rows = places.filter_map(|at| rows::row(groups, *at)).collect();
        json(&Page { first, listed: self.listed.len(), rows })
    }

    fn keep(&mut self, opened: Result<Checked, Finding>) {
        let Ok(checked) = opened else { return };
        self.listed = rows::find(&checked, &Filter::None);
        self.checked = Some(checked);
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
