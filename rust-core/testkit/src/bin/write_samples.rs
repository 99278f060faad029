//! Rewrites `tests/samples`: `cargo run -p dunlog-testkit --bin write-samples`.

use std::fs;
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/samples");
    fs::create_dir_all(&folder)?;
    dunlog_testkit::samples::files()
        .into_iter()
        .try_for_each(|(name, bytes)| fs::write(folder.join(name), bytes))
}
