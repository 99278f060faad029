//! Prints papers with everything that can stand in one, to be looked at: `cargo run -p dunlog-typeset --example samples`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, reason = "a look at pages")]

#[path = "../tests/common/mod.rs"]
mod common;

fn main() {
    let (bytes, printed) = common::printed(common::everything());
    let path = std::env::temp_dir().join("dunlog-samples.pdf");
    std::fs::write(&path, bytes).unwrap();
    println!("{}\n{printed:#?}", path.display());
}
