//! The data that ships. Rules, lexicon and tables are made ready and packed when the crate is built, and unpacked at the first
//! use. The index of all phrases and features and the model are compiled in as they are: deflated they would be nine tenths of
//! their size and cost a start a millisecond.

use flate2::{Decompress, FlushDecompress};
use once_cell::sync::Lazy;

/// The index of the phrases and of the learnt features.
pub(crate) static INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/index.bin"));

/// The learnt weights without the features.
pub(crate) static MODEL: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/model.bin"));

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
    let (length, packed) = packed.split_first_chunk()?;
    let mut content = Vec::with_capacity(wide(*length)?);
    Decompress::new(false).decompress_vec(packed, &mut content, FlushDecompress::Finish).ok()?;
    let mut entries = Vec::new();
    let mut rest = content.as_slice();
    while !rest.is_empty() {
        let name = String::from_utf8(part(&mut rest)?.to_vec()).ok()?;
        entries.push((name, part(&mut rest)?.to_vec()));
    }
    Some(entries)
}

fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk()?;
    let (part, after) = after.split_at_checked(wide(*length)?)?;
    *rest = after;
    Some(part)
}

fn wide(length: [u8; 4]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(length)).ok()
}
