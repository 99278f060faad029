//! Reads a file and tells how fast: `cargo run --release -p dunlog-testkit --example measure -- FILE`.

use dunlog_intake::{Place, Reject, Sink, read};
use dunlog_model::Observation;
use std::convert::Infallible;
use std::fs::File;
use std::io;
use std::time::Instant;

struct Nothing;

impl Sink for Nothing {
    type Error = Infallible;

    fn observation(&mut self, _: Place, _: Observation) -> Result<(), Infallible> {
        Ok(())
    }

    fn reject(&mut self, _: Reject<'_>) -> Result<(), Infallible> {
        Ok(())
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
fn main() -> io::Result<()> {
    let path = std::env::args().nth(1).ok_or(io::ErrorKind::InvalidInput)?;
    let file = File::open(path)?;
    let bytes = file.metadata()?.len();
    let start = Instant::now();
    let summary = read(file, &mut Nothing).map_err(|error| io::Error::other(error.code()))?;
    let seconds = start.elapsed().as_secs_f64();
    eprintln!("{summary:?}\n{:.0} MB/s", bytes as f64 / 1e6 / seconds);
    Ok(())
}
