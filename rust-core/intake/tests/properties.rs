//! What must hold for any input at all.

mod common;

use common::Collected;
use dunlog_intake::{ReadError, detect, read};
use dunlog_model::own_csv::{guard, number_cell, number_from_cell, unguard};
use proptest::prelude::*;
use std::convert::Infallible;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

/// Reads and checks that what was counted is what was handed over.
fn read_any(bytes: &[u8]) -> Result<Collected, ReadError<Infallible>> {
    let mut sink = Collected::default();
    let summary = read(Cursor::new(bytes), &mut sink)?;
    assert_eq!(summary.read, sink.observations.len() as u64);
    assert_eq!(summary.rejected, sink.rejects.len() as u64);
    let is_torn = sink.rejects.iter().any(|reject| reject.code.id().starts_with("torn_"));
    assert_eq!(summary.torn, is_torn);
    Ok(sink)
}

fn samples() -> Vec<Vec<u8>> {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let mut paths: Vec<PathBuf> = ["samples", "malformed"]
        .iter()
        .flat_map(|folder| fs::read_dir(tests.join(folder)).expect("committed"))
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    let read = |path: &PathBuf| fs::read(path).expect("readable");
    paths
        .iter()
        .map(read)
        .map(|mut bytes| {
            bytes.truncate(20_000);
            bytes
        })
        .collect()
}

#[expect(clippy::indexing_slicing, reason = "every index is taken modulo the length")]
fn a_changed_sample() -> impl Strategy<Value = Vec<u8>> {
    let samples = samples();
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..12);
    (0..samples.len(), edits).prop_map(move |(sample, edits)| {
        let mut bytes = samples[sample].clone();
        for (index, byte, kind) in edits {
            if bytes.is_empty() {
                break;
            }
            let at = index.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, b"\"'<>{}[],\n\\/"[usize::from(byte) % 12]),
                2 => drop(bytes.remove(at)),
                _ => bytes.truncate(at.max(bytes.len() / 2)),
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_bytes_give_records_or_a_code(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Err(error) = read_any(&bytes) {
            prop_assert!(!error.code().is_empty());
        }
    }

    #[test]
    fn any_bytes_behind_a_known_start_give_records(
        start in prop::sample::select(vec![
            "<smses>", "<calls><call ", "<smses><mms date=\"1790859791000\">", "[{\"number\":1,\"type\":1,",
            "{\"address\":1,", "{\"dunlog\":\"event/1\",", "number,date,type\n", "PK\x03\x04",
        ]),
        bytes in "([<>/=\"' a-z{}:,\\[\\]\\\\\n0-9&#;-]|<sms |<call |</mms>|<part |date=|type=){0,200}",
    ) {
        let bytes = [start.as_bytes(), bytes.as_bytes()].concat();
        if let Err(error) = read_any(&bytes) {
            prop_assert!(start.starts_with("PK"), "{}", error.code());
        }
    }

    #[test]
    fn a_changed_sample_gives_records_or_a_code(bytes in a_changed_sample()) {
        let _ = detect(&bytes);
        let _ = read_any(&bytes);
    }

    #[test]
    fn every_reject_holds_the_bytes_at_its_place(bytes in a_changed_sample()) {
        let Ok(sink) = read_any(&bytes) else {
            return Ok(());
        };
        for reject in sink.rejects.iter().filter(|reject| reject.place.entry.is_none()) {
            let from = usize::try_from(reject.place.byte).unwrap();
            let window = bytes.get(from..).unwrap_or_default();
            // Lines are told without the white space around them.
            prop_assert!(window.starts_with(&reject.raw) || window.trim_ascii_start().starts_with(&reject.raw));
        }
    }

    #[test]
    fn a_guarded_cell_comes_back_and_never_begins_a_formula(cell in any::<String>()) {
        let guarded = guard(&cell);
        prop_assert_eq!(unguard(&guarded), &cell);
        prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']));
        let number = number_cell(&cell);
        prop_assert_eq!(number_from_cell(&number), &cell);
        prop_assert!(!number.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']));
    }

    #[test]
    fn cells_are_what_another_writer_of_csv_wrote(
        rows in prop::collection::vec(prop::collection::vec("[a\",;\n\r 你=']{0,8}", 2), 1..6),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["number", "date", "type", "one", "two"]).unwrap();
        for row in &rows {
            writer.write_record(["95000", "1790859791000", "3", &row[0], &row[1]]).unwrap();
        }
        let sink = read_any(&writer.into_inner().unwrap()).unwrap();
        prop_assert!(sink.rejects.is_empty());
        let read: Vec<Vec<String>> = sink
            .observations
            .iter()
            .map(|(_, observation)| {
                let cell = |name: &str| observation.raw.0[name].as_str().unwrap_or_default().to_owned();
                vec![cell("one"), cell("two")]
            })
            .collect();
        prop_assert_eq!(read, rows);
    }
}
