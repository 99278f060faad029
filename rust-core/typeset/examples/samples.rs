//! Prints papers with everything that can stand in one, to be looked at and checked:
//! `cargo run -p dunlog-typeset --example samples [FILE]`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, reason = "a look at pages")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::path::PathBuf;

fn main() {
    let (bytes, printed) = common::printed(common::everything());
    let path = std::env::args_os()
        .nth(1)
        .map_or_else(|| std::env::temp_dir().join("dunlog-samples.pdf"), PathBuf::from);
    std::fs::write(&path, bytes).unwrap();
    println!(
        "{}: {} pages, {} characters without a glyph",
        path.display(),
        printed.pages,
        printed.missing.len()
    );
}
