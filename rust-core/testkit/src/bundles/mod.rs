//! A small bundle, its log, and ways to pack it otherwise. `samples.rs` has a larger one and everything that can be done
//! to it.
#![allow(clippy::unwrap_used, reason = "only tests call this, and a test may fail")]

pub mod samples;

use dunlog_bundle::{BundleHead, BundleWriter, Group, Purpose};
use dunlog_proof::{Checkpoint, Entry, EntryKind, Hash, Nodes, Record, SigningKey, cover, hex, root};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The identity of the log.
pub const LOG: [u8; 16] = [0x11; 16];

/// The key of the log.
pub fn key() -> SigningKey {
    SigningKey::from_seed(&[5; 32])
}

/// A log of `count` entries: messages, and at every fifth place a witness of the one before.
pub fn entries(count: u64) -> Vec<Record> {
    (0..count).map(entry).collect()
}

fn entry(seq: u64) -> Record {
    let (kind, of) =
        if seq % 5 == 4 { (EntryKind::Witness, Some(seq - 1)) } else { (EntryKind::Event, None) };
    let text = format!("第{seq}条：您的欠款已逾期，请尽快还款。");
    let time = (1_790_000_000_000 + seq * 60_000).to_string();
    let fields: [(&str, &[u8]); 6] = [
        ("direction", b"in"),
        ("kind", b"message"),
        ("number", b"13900001234"),
        ("source", b"sms_inbox"),
        ("text", text.as_bytes()),
        ("time_ms", time.as_bytes()),
    ];
    let salt = [u8::try_from(seq % 251).unwrap_or(0); 16];
    let recorded_ms = 1_790_000_001_000 + i64::try_from(seq).unwrap_or(0) * 60_000;
    Record::whole(&Entry { log: &LOG, seq, kind, of, recorded_ms, fields: &fields, salt: &salt })
}

/// The group and the records of a bundle that shows the entries at some positions.
pub fn group(all: &[Record], shown: &[u64]) -> (Group, Vec<Record>) {
    let leaves: Vec<Hash> = all.iter().map(|record| record.leaf(&LOG)).collect();
    let mut nodes = leaves.as_slice();
    let size = all.len() as u64;
    let cover = cover(size, shown).into_iter().map(|at| (at, nodes.node(at).unwrap())).collect();
    let checkpoint = Checkpoint { log: LOG, size, root: root(leaves.iter().copied()) };
    let group = Group {
        person: "周桂芬".to_owned(),
        role: "third_party".to_owned(),
        log: LOG,
        key: key().public(),
        checkpoint: checkpoint.sign(&key()),
        cover,
        earlier: Vec::new(),
    };
    (group, all.iter().filter(|record| shown.contains(&record.seq)).cloned().collect())
}

/// The head of a bundle that names this log and its key.
pub fn head() -> BundleHead {
    BundleHead {
        dunlog: "bundle/1".to_owned(),
        purpose: Purpose::Share,
        case: None,
        log: "11".repeat(16),
        key: hex(&key().public().0),
        exported_ms: 1_790_900_000_000,
        program: "Dunlog".to_owned(),
        hidden: Vec::new(),
        about: json!({}),
    }
}

/// A bundle of these records, signed with the key of the log.
pub fn bundle(group: &Group, records: &[Record]) -> Vec<u8> {
    bundle_with(group, records, &key(), &head())
}

/// The same signed with any key, under any head.
pub fn bundle_with(group: &Group, records: &[Record], by: &SigningKey, head: &BundleHead) -> Vec<u8> {
    let mut writer = BundleWriter::new(Cursor::new(Vec::new()));
    writer.records(|put| records.iter().try_for_each(|record| put(0, record, &record.leaf(&LOG)))).unwrap();
    writer.proofs(std::slice::from_ref(group)).unwrap();
    writer.file("data/校验说明.txt", |out| out.write_all("校验说明\n".as_bytes())).unwrap();
    writer.finish(head, by, &LOG).unwrap().into_inner()
}

/// A small bundle that shows five of eight entries.
pub fn small() -> Vec<u8> {
    let (group, records) = group(&entries(8), &[0, 1, 3, 4, 6]);
    bundle(&group, &records)
}

/// Names and contents of an archive.
pub fn unpack(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// An archive of these files, as another tool would pack it.
pub fn pack(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The file of this name, changed.
pub fn with_file(bytes: &[u8], name: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut files = unpack(bytes);
    let file = files.iter_mut().find(|(full, _)| full == &format!("dunlog/{name}")).unwrap();
    file.1 = change(std::mem::take(&mut file.1));
    pack(&files)
}

/// Rewrites both lists of files so that they fit what is there.
pub fn relist(files: &mut [(String, Vec<u8>)]) {
    let manifest = |files: &[(String, Vec<u8>)], wanted: &dyn Fn(&str) -> bool| -> Vec<u8> {
        let lines = files.iter().filter_map(|(name, content)| {
            let name = name.strip_prefix("dunlog/")?;
            let hash = hex(&Sha256::digest(content));
            wanted(name).then(|| format!("{hash}  {name}\n"))
        });
        lines.collect::<String>().into_bytes()
    };
    let set = |files: &mut [(String, Vec<u8>)], name: &str, content| {
        files.iter_mut().find(|(full, _)| full == &format!("dunlog/{name}")).expect("it is there").1 =
            content;
    };
    let payload = manifest(files, &|name| name.starts_with("data/"));
    set(files, "manifest-sha256.txt", payload);
    let tags = manifest(files, &|name| {
        !name.starts_with("data/") && !["tagmanifest-sha256.txt", "signature.txt"].contains(&name)
    });
    set(files, "tagmanifest-sha256.txt", tags);
}
