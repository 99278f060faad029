//! Whatever is done to a bundle is found, and named by its own code.

use dunlog_bundle::{BundleWriter, Code, open};
use dunlog_proof::{Record, SigningKey, consistency_proof, root};
use dunlog_testkit::bundles::{
    LOG, bundle, bundle_with, entries, group, head, key, pack, relist, small, unpack, with_file,
};
use proptest::prelude::*;
use std::io::Cursor;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The codes of everything that is wrong, or the one code for which it was refused.
fn codes(bytes: &[u8]) -> Vec<Code> {
    match open(bytes) {
        Ok(checked) => {
            assert_eq!(checked.report.intact, checked.report.findings.is_empty());
            checked.report.findings.iter().map(|finding| finding.code).collect()
        }
        Err(finding) => vec![finding.code],
    }
}

#[test]
fn a_good_bundle_holds_and_says_what_it_shows() {
    let checked = open(&small()).unwrap_or_else(|finding| panic!("{finding:?}"));
    let report = &checked.report;
    assert_eq!(report.findings, []);
    assert!(report.intact && report.files_intact && report.records_proven);
    assert_eq!((report.records, report.groups[0].size, report.groups[0].events), (5, 8, 4));
    assert_eq!(report.groups[0].first_ms, Some(1_790_000_000_000));
    assert_eq!(
        checked.groups[0].records,
        entries(8).into_iter().filter(|r| [0, 1, 3, 4, 6].contains(&r.seq)).collect::<Vec<_>>()
    );
}

#[test]
fn the_same_records_make_the_same_bytes() {
    assert_eq!(small(), small());
}

#[test]
fn every_single_byte_change_is_found() {
    let good = small();
    for at in 0..good.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut bytes = good.clone();
            bytes[at] ^= flip;
            assert_ne!(codes(&bytes), [], "byte {at} of {} xor {flip:#x}", good.len());
        }
    }
}

#[test]
fn every_cut_and_every_addition_is_found() {
    let good = small();
    for length in 0..good.len() {
        assert_ne!(codes(&good[..length]), [], "cut to {length}");
    }
    for more in [b"x".as_slice(), b"\n", b"PK\x05\x06", b"\0\0\0\0"] {
        assert_ne!(codes(&[&good, more].concat()), []);
        assert_ne!(codes(&[more, &good].concat()), []);
    }
}

#[test]
fn a_bag_packed_anew_keeps_its_signature_and_loses_its_seal() {
    let again = pack(&unpack(&small()));
    let checked = open(&again).unwrap_or_else(|finding| panic!("{finding:?}"));
    assert_eq!(codes(&again), [Code::ContainerChanged]);
    assert!(checked.report.files_intact && checked.report.records_proven && !checked.report.intact);
}

#[test]
fn swapped_files_are_found() {
    let mut files = unpack(&small());
    let (one, other) = (0, files.len() - 1);
    let content = files[one].1.clone();
    files[one].1 = std::mem::replace(&mut files[other].1, content);
    let found = codes(&pack(&files));
    assert!(found.contains(&Code::FileChanged), "{found:?}");
}

#[test]
fn a_removed_row_is_found_though_every_list_was_rewritten() {
    let mut files = unpack(&small());
    let records = files.iter_mut().find(|(name, _)| name.ends_with("records.ndjson")).unwrap();
    let text = String::from_utf8(records.1.clone()).unwrap();
    records.1 = text.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>().into_bytes();
    relist(&mut files);
    let found = codes(&pack(&files));
    assert_eq!(found, [Code::SignatureBad, Code::ContainerChanged, Code::ProofIncomplete]);
}

#[test]
fn a_changed_word_is_found_at_its_record_though_the_leaf_was_made_to_fit() {
    let changed = with_file(&small(), "data/records.ndjson", |text| {
        String::from_utf8(text).unwrap().replacen("尽快还款", "不必还款", 1).into_bytes()
    });
    let checked = open(&changed).unwrap_or_else(|finding| panic!("{finding:?}"));
    let at = checked.report.findings.iter().find(|finding| finding.code == Code::RecordChanged).unwrap();
    assert_eq!((at.group, at.seq), (Some(0), Some(0)));
    assert!(codes(&changed).contains(&Code::ProofFailed));

    // The leaf and every list rewritten too, with a key of one's own: only the checkpoint stands in the way.
    let mut records: Vec<Record> = entries(8);
    let (group, _) = group(&records, &[0, 1, 3, 4, 6]);
    records.retain(|record| [0, 1, 3, 4, 6].contains(&record.seq));
    records[0].recorded_ms += 1;
    assert_eq!(codes(&bundle(&group, &records)), [Code::ProofFailed]);
}

#[test]
fn a_foreign_key_is_found_at_the_signature_and_at_the_checkpoint() {
    let (good, records) = group(&entries(8), &[0, 1]);
    let other = SigningKey::from_seed(&[6; 32]);
    // The head names the key of the log, another one signed.
    assert_eq!(
        codes(&bundle_with(&good, &records, &other, &head())),
        [Code::SignatureBad, Code::ContainerChanged]
    );
    // The group names another key than the one that signed the checkpoint.
    let mut foreign = good;
    foreign.key = other.public();
    assert_eq!(codes(&bundle(&foreign, &records)), [Code::CheckpointBad]);
}

#[test]
fn an_old_checkpoint_does_not_fit_newer_records() {
    let (old, _) = group(&entries(5), &[0, 1, 2, 3, 4]);
    let (new, records) = group(&entries(8), &[0, 1, 2, 3, 4, 5, 6, 7]);
    let mut replayed = new;
    replayed.checkpoint = old.checkpoint;
    assert_eq!(codes(&bundle(&replayed, &records)), [Code::ProofIncomplete]);
}

#[test]
fn an_earlier_state_is_proven_and_another_history_is_not() {
    let all = entries(8);
    let leaves: Vec<_> = all.iter().map(|record| record.leaf(&LOG)).collect();
    let proof = consistency_proof(&mut leaves.as_slice(), 5, 8).unwrap();
    let (mut with, records) = group(&all, &[0, 1]);
    with.earlier = vec![(5, root(leaves[..5].iter().copied()), proof.clone())];
    assert_eq!(codes(&bundle(&with, &records)), []);
    with.earlier = vec![(5, root(leaves[1..6].iter().copied()), proof)];
    assert_eq!(codes(&bundle(&with, &records)), [Code::ConsistencyFailed]);
}

#[test]
fn a_witness_without_its_event_is_found() {
    let (group, records) = group(&entries(8), &[4]);
    assert_eq!(codes(&bundle(&group, &records)), [Code::ReferenceMissing]);
}

#[test]
fn hostile_archives_are_refused_each_by_its_code() {
    let good = unpack(&small());
    let with = |name: &str, content: &[u8]| {
        let mut files = good.clone();
        files.push((name.to_owned(), content.to_vec()));
        codes(&pack(&files))
    };
    assert_eq!(with("dunlog/data/../../x", b"x"), [Code::BadPath]);
    assert_eq!(with("/etc/x", b"x"), [Code::BadPath]);
    assert_eq!(with("dunlog\\x", b"x"), [Code::BadPath]);
    assert_eq!(with("dunlog/data/x.exe", b"x"), [Code::UnexpectedFile]);
    assert_eq!(with("x", b"x"), [Code::UnexpectedFile]);
    let hash = "0".repeat(64);
    assert_eq!(with(&format!("dunlog/data/attachments/{hash}"), &small()), [Code::NestedArchive]);
    assert_eq!(with(&format!("dunlog/data/attachments/{hash}"), &vec![0; 17 << 20]), [Code::ZipBomb]);
    let noise: Vec<u8> =
        (0..17_u32 << 18).flat_map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
    assert_eq!(with(&format!("dunlog/data/attachments/{hash}"), &noise), [Code::TooLarge]);
    for missing in ["data/records.ndjson", "data/proofs.json", "data/bundle.json", "signature.txt"] {
        let rest: Vec<_> = good.iter().filter(|(name, _)| !name.ends_with(missing)).cloned().collect();
        assert_eq!(codes(&pack(&rest)), [Code::FileMissing], "{missing}");
    }
}

#[test]
fn a_link_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("dunlog/data/report.html", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    assert_eq!(codes(&zip.finish().unwrap().into_inner()), [Code::LinkRefused]);
}

#[test]
fn two_files_of_one_name_are_refused() {
    let files =
        [("dunlog/bagit.txt".to_owned(), b"x".to_vec()), ("dunlog/bagit.tx2".to_owned(), b"y".to_vec())];
    let text = pack(&files);
    let twice =
        text.windows(16).enumerate().filter(|(_, window)| *window == b"dunlog/bagit.tx2").map(|(at, _)| at);
    let mut bytes = text.clone();
    for at in twice.collect::<Vec<_>>() {
        bytes[at + 15] = b't';
    }
    assert_eq!(codes(&bytes), [Code::DuplicateName]);
}

#[test]
fn a_hundred_thousand_entries_are_refused_before_they_are_read() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..100_000 {
        zip.start_file(format!("dunlog/{number}"), SimpleFileOptions::default()).unwrap();
    }
    assert_eq!(codes(&zip.finish().unwrap().into_inner()), [Code::TooManyEntries]);
}

#[test]
fn what_is_no_bundle_at_all_is_told() {
    assert_eq!(codes(b""), [Code::NotABundle]);
    assert_eq!(codes(b"hello"), [Code::NotABundle]);
    assert_eq!(codes(b"PK\x03\x04"), [Code::Torn]);
    assert_eq!(codes(b"age-encryption.org/v1\n-> X25519"), [Code::Encrypted]);
    let newer = with_file(&small(), "data/bundle.json", |text| {
        String::from_utf8(text).unwrap().replace("bundle/1", "bundle/2").into_bytes()
    });
    assert_eq!(codes(&newer), [Code::VersionNewer]);
    let broken = with_file(&small(), "data/proofs.json", |_| b"{".to_vec());
    assert!(codes(&broken).contains(&Code::Malformed));
}

#[test]
fn names_that_no_bundle_holds_are_not_written_and_none_twice() {
    let mut writer = BundleWriter::new(Cursor::new(Vec::new()));
    assert!(writer.file("data/x", |_| Ok(())).is_err());
    assert!(writer.file("data/report.html", |out| out.write_all(b"x")).is_ok());
    assert!(writer.file("data/report.html", |_| Ok(())).is_err());
    assert_eq!(LOG.len(), 16);
    assert_eq!(key().public().0.len(), 32);
}

proptest! {
    #[test]
    fn any_bytes_are_refused_with_a_code(bytes in proptest::collection::vec(any::<u8>(), 0..400), magic in any::<bool>()) {
        let bytes = if magic { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        prop_assert!(!codes(&bytes).is_empty());
    }

    #[test]
    fn any_text_in_a_file_gives_findings_and_no_panic(text in "\\PC{0,200}", which in 0usize..12) {
        let good = small();
        let mut files = unpack(&good);
        let at = which % files.len();
        files[at].1 = text.into_bytes();
        prop_assert!(!codes(&pack(&files)).is_empty());
    }
}
