//! `verify.html`, the page that checks bundles: built into one file, and tried in a browser.
//!
//! The built file is committed, because other programs carry it and a first build must not need a compiler for
//! WebAssembly. A hash of its sources stands in it; a test here fails when they have changed since.

mod browser;
mod cases;
mod form;
mod looks;
mod make;
mod sources;
mod tab;
mod wasm;

use std::fs;
use std::path::PathBuf;
use xtask::run::{self, Outcome};

/// The most that the page may weigh. It travels in every bundle for an authority.
const MAX_BYTES: usize = 400_000;

/// Builds the page and writes it to its place in the checkout.
pub(crate) fn run() -> Outcome {
    let wasm = wasm::build()?;
    let page = make::page(&wasm)?;
    println!("WebAssembly {} bytes, page {} bytes of {MAX_BYTES} allowed", wasm.len(), page.len());
    if page.len() > MAX_BYTES {
        return Err("the page is too large".to_owned());
    }
    fs::write(built(), page).map_err(|error| format!("{}: {error}", built().display()))
}

/// Tries the committed page. That it was made from the sources of this checkout is what its hash says.
pub(crate) fn check() -> Outcome {
    println!("trying the committed {}", built().display());
    cases::run(&built())
}

fn built() -> PathBuf {
    folder().join("built").join("verify.html")
}

fn folder() -> PathBuf {
    run::root().join("rust-core/verify")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_page_is_of_these_sources_and_small_enough() {
        let page = fs::read_to_string(built()).unwrap();
        let mark = format!("<meta name=\"dunlog-sources\" content=\"{}\">", sources::hash().unwrap());
        assert!(
            page.contains(&mark),
            "verify.html was made from other sources: run `cargo xtask verify-page`"
        );
        assert!(page.len() <= MAX_BYTES, "{} bytes", page.len());
    }

    #[test]
    fn the_page_names_no_folder_of_the_machine_that_built_it_and_no_address() {
        let page = fs::read_to_string(built()).unwrap();
        let root = run::root();
        assert!(!page.contains(root.to_str().unwrap()));
        for address in ["http:", "https:", "src=", "href="] {
            assert!(!page.contains(address), "{address}");
        }
    }
}
