//! The data that ships: rules, tables and weights, packed when the crate is built, unpacked at the first use. Deflated
//! they are a third of their size, which a phone library with a budget notices; unpacking takes about a millisecond.

use flate2::read::DeflateDecoder;
use once_cell::sync::Lazy;
use std::io::Read;

/// Tables of their own, which are no rule files.
const TABLES: [&str; 2] = ["numbers", "traditional"];
const WEIGHTS: &str = "weights";

static BUNDLE: Lazy<Bundle> = Lazy::new(|| {
    unpack(include_bytes!(concat!(env!("OUT_DIR"), "/data.z")))
        .expect("what the build packed is covered by tests")
});

struct Bundle {
    texts: Vec<(String, String)>,
    weights: Vec<u8>,
}

/// The rule files that ship, as name and JSON, by name.
pub(crate) fn rules() -> Vec<(&'static str, &'static str)> {
    let is_rule = |name: &str| !TABLES.contains(&name);
    let all = BUNDLE.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    all.filter(|(name, _)| is_rule(name)).collect()
}

/// A table that ships; empty for a name that there is not.
pub(crate) fn table(name: &str) -> &'static str {
    let found = BUNDLE.texts.iter().find(|(own, _)| own == name);
    found.map_or("", |(_, text)| text.as_str())
}

/// The weights that ship, made by `cargo xtask train`.
pub(crate) fn weights() -> &'static [u8] {
    &BUNDLE.weights
}

fn unpack(packed: &[u8]) -> Option<Bundle> {
    let mut entries = Vec::new();
    DeflateDecoder::new(packed).read_to_end(&mut entries).ok()?;
    let mut bundle = Bundle { texts: Vec::new(), weights: Vec::new() };
    let mut rest = entries.as_slice();
    while !rest.is_empty() {
        let name = String::from_utf8(part(&mut rest)?.to_vec()).ok()?;
        let content = part(&mut rest)?.to_vec();
        if name == WEIGHTS {
            bundle.weights = content;
        } else {
            bundle.texts.push((name, String::from_utf8(content).ok()?));
        }
    }
    Some(bundle)
}

fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (part, after) = after.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    *rest = after;
    Some(part)
}
