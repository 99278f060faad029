//! The committed samples are what the generator writes, can be read without a loss, and name nobody.

use dunlog_intake::{Place, Reject, Sink, read};
use dunlog_model::{Body, Observation};
use std::convert::Infallible;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

#[derive(Default)]
struct Counts {
    calls: u64,
    messages: u64,
    notes: u64,
    rejects: u64,
}

impl Sink for Counts {
    type Error = Infallible;

    fn observation(&mut self, _: Place, observation: Observation) -> Result<(), Infallible> {
        match observation.body {
            Body::Call(_) => self.calls += 1,
            Body::Message(_) => self.messages += 1,
            Body::Note(_) => self.notes += 1,
        }
        Ok(())
    }

    fn reject(&mut self, _: Reject<'_>) -> Result<(), Infallible> {
        self.rejects += 1;
        Ok(())
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/samples")
}

#[test]
fn the_committed_samples_are_what_the_generator_writes() {
    let files = dunlog_testkit::samples::files();
    assert_eq!(fs::read_dir(folder()).unwrap().count(), files.len());
    for (name, bytes) in files {
        assert!(
            fs::read(folder().join(&name)).unwrap() == bytes,
            "{name} differs; run: cargo run -p dunlog-testkit --bin write-samples"
        );
    }
}

#[test]
fn every_record_of_the_samples_is_read() {
    let mut counts = Counts::default();
    let mut bytes_total = 0;
    for (name, bytes) in dunlog_testkit::samples::files() {
        bytes_total += bytes.len();
        let summary = read(Cursor::new(bytes), &mut counts).unwrap();
        assert!(!summary.torn && summary.rejected == 0 && summary.read > 0, "{name}");
    }
    assert!((450..=700).contains(&counts.messages), "{} messages", counts.messages);
    assert!((500..=800).contains(&counts.calls), "{} calls", counts.calls);
    assert!(counts.notes >= 3 && counts.rejects == 0);
    assert!(bytes_total < 1_000_000);
}

#[test]
fn no_number_of_the_samples_can_belong_to_anybody() {
    for (name, bytes) in dunlog_testkit::samples::files() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for run in text.split(|c: char| !c.is_ascii_digit()) {
            let national = if run.len() == 13 { run.strip_prefix("86").unwrap_or(run) } else { run };
            let looks_mobile = national.len() == 11
                && national.starts_with('1')
                && !matches!(national.as_bytes()[1], b'0'..=b'2');
            assert!(!looks_mobile || national.get(3..7) == Some("0000"), "{name}: {run}");
        }
    }
}

#[test]
fn a_large_file_has_the_size_that_was_asked_for_and_no_rejects() {
    let mut bytes = Vec::new();
    dunlog_testkit::big::write_backup_xml(&mut bytes, 300_000, 7).unwrap();
    assert!((300_000..302_000).contains(&bytes.len()));
    let mut counts = Counts::default();
    let summary = read(Cursor::new(bytes), &mut counts).unwrap();
    assert_eq!((summary.rejected, summary.torn), (0, false));
    assert!(summary.read > 400);
}
