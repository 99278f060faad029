//! The data that ships. Rules, lexicon and tables are made ready and packed when the crate is built, and unpacked at the first
//! use. The learnt weights are compiled in as they are: deflated they would be nineteen twentieths of their size and cost a start
//! a millisecond.

use dunlog_rules::packed::Reader;
use flate2::{Decompress, FlushDecompress};
use once_cell::sync::Lazy;

/// The learnt weights.
pub(crate) static WEIGHTS: &[u8] = include_bytes!("../model/weights.bin");

static BUNDLE: Lazy<Vec<(String, Vec<u8>)>> = Lazy::new(|| {
    unpack(include_bytes!(concat!(env!("OUT_DIR"), "/data.z")))
        .expect("what the build packed is covered by tests")
});

/// An entry that the build program packed; empty for a name that there is not.
pub(crate) fn bytes(name: &str) -> &'static [u8] {
    BUNDLE.iter().find(|(own, _)| own == name).map_or(&[], |(_, content)| content)
}

/// The same for an entry that is text.
pub(crate) fn text(name: &str) -> &'static str {
    std::str::from_utf8(bytes(name)).unwrap_or_default()
}

fn unpack(packed: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut reader = Reader::of(packed);
    let mut content = Vec::with_capacity(reader.count()?);
    Decompress::new(false).decompress_vec(reader.rest(), &mut content, FlushDecompress::Finish).ok()?;
    let mut entries = Vec::new();
    let mut reader = Reader::of(&content);
    while !reader.rest().is_empty() {
        let name = String::from_utf8(part(&mut reader)?).ok()?;
        entries.push((name, part(&mut reader)?));
    }
    Some(entries)
}

fn part(reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    let length = reader.count()?;
    Some(reader.take(length)?.to_vec())
}
