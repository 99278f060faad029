//! Writes a large SMS backup: `cargo run --release -p dunlog-testkit --bin write-big -- FILE BYTES`.

use std::fs::File;
use std::io::{self, BufWriter};

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(bytes)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other("usage: write-big FILE BYTES"));
    };
    let bytes = bytes.parse().map_err(io::Error::other)?;
    dunlog_testkit::big::write_backup_xml(BufWriter::new(File::create(path)?), bytes, 1)
}
