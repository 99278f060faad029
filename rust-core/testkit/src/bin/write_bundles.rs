//! Writes the bundles for the tests of the checker page: `cargo run -p dunlog-testkit --bin write-bundles -- FOLDER`.

use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let folder = std::env::args().nth(1).ok_or_else(|| io::Error::other("usage: write-bundles FOLDER"))?;
    std::fs::create_dir_all(&folder)?;
    for (name, make) in dunlog_testkit::bundles::samples::ALL {
        std::fs::write(Path::new(&folder).join(name).with_extension("dunlog"), make())?;
    }
    Ok(())
}
