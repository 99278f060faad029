//! The fonts of this PC, for papers as PDF.

use dunlog_engine::FontPaths;
use once_cell::sync::Lazy;
use serde::Deserialize;
use std::env;
use std::path::{Path, PathBuf};

/// The font that was named, or those of the system; `None` when there is none.
pub(crate) fn find(named: Option<&Path>) -> Option<FontPaths> {
    let own = env::var_os("DUNLOG_FONT_DIR").map(PathBuf::from);
    let first = |candidates: &[PathBuf]| candidates.iter().find_map(|path| there(own.as_deref(), path));
    let known = &*KNOWN;
    let body = match named {
        Some(path) => path.to_owned(),
        None => first(&known.body)?,
    };
    // A font that was named is meant for everything.
    let other = |candidates: &[PathBuf]| if named.is_some() { None } else { first(candidates) };
    Some(FontPaths {
        body,
        heading: other(&known.heading),
        sub: other(&known.sub),
        fallbacks: known.fallbacks.iter().filter_map(|path| there(own.as_deref(), path)).collect(),
    })
}

/// In the person's own folder, or where the system keeps it.
fn there(own: Option<&Path>, path: &Path) -> Option<PathBuf> {
    let in_own = own.zip(path.file_name()).map(|(own, name)| own.join(name));
    in_own.into_iter().chain([path.to_owned()]).find(|path| path.exists())
}

#[derive(Deserialize)]
struct Known {
    body: Vec<PathBuf>,
    heading: Vec<PathBuf>,
    sub: Vec<PathBuf>,
    fallbacks: Vec<PathBuf>,
}

static KNOWN: Lazy<Known> = Lazy::new(|| {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/fonts.json"))).expect("checked by a test")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_that_is_named_is_meant_for_everything() {
        let fonts = find(Some(Path::new("/nowhere/font.ttf"))).unwrap();
        assert_eq!(fonts.body, Path::new("/nowhere/font.ttf"));
        assert!(fonts.heading.is_none() && fonts.sub.is_none());
        assert!(!KNOWN.body.is_empty());
    }
}
