//! A bundle of two phones, and everything that can be done to it, for the tests of the page that checks bundles.

use super::{bundle_with, entries, group, head, key, pack, relist, unpack, with_file};
use dunlog_bundle::{BundleHead, BundleWriter, Group, Purpose};
use dunlog_proof::{
    Checkpoint, Entry, EntryKind, Hash, Nodes, Record, SigningKey, consistency_proof, cover, hex, root,
};
use std::io::Cursor;

/// Records of the large sample.
pub const HUGE: u64 = 100_000;

const DAY_MS: i64 = 86_400_000;
/// 2026-09-21 20:00 in Beijing.
const START_MS: i64 = 1_789_992_000_000;

/// A name and what makes the bytes.
pub type Sample = (&'static str, fn() -> Vec<u8>);

/// All of them.
pub const ALL: [Sample; 16] = [
    ("good", two_phones),
    ("repacked", || pack(&unpack(&two_phones()))),
    ("unsealed", || with_byte_changed(two_phones().len() - 1)),
    ("flipped", || with_byte_changed(300)), // within the packed records
    ("word", with_a_word_changed),
    ("row", without_a_row),
    ("swapped", with_swapped_papers),
    ("wrong-key", signed_by_another),
    ("old-checkpoint", with_an_old_checkpoint),
    ("nothing-shown", nothing_shown),
    ("foreign", || pack(&[("holiday/photo.txt".to_owned(), b"a photo".to_vec())])),
    ("cut", cut),
    ("text", || b"hello".to_vec()),
    ("encrypted", || {
        b"age-encryption.org/v1\n-> X25519 c3ludGhldGlj\nc3ludGhldGlj\n--- c3ludGhldGlj\n".to_vec()
    }),
    ("newer", of_a_newer_version),
    ("huge", huge),
];

/// A debtor's and a mother's phone in one bundle, with a masked number, a gap, a note and a text that looks like HTML.
pub fn two_phones() -> Vec<u8> {
    let debtor = Phone { log: [0x2a; 16], key: SigningKey::from_seed(&[21; 32]) };
    let mother = Phone { log: [0x3b; 16], key: SigningKey::from_seed(&[22; 32]) };
    let first = debtor.records(&[
        (
            "event",
            None,
            &[
                ("direction", "in"),
                ("kind", "call"),
                ("number", "13900000011"),
                ("seconds", "42"),
                ("source", "call_log"),
                ("subtype", "answered"),
            ],
        ),
        (
            "event",
            None,
            &[
                ("direction", "in"),
                ("kind", "message"),
                ("number", "13900000012"),
                ("source", "sms_broadcast"),
                ("text", "【某某金融】您的欠款已逾期，请尽快还款，否则将联系您的家人和单位。"),
            ],
        ),
        (
            "witness",
            Some(1),
            &[
                ("direction", "in"),
                ("kind", "message"),
                ("number", "13900000012"),
                ("source", "sms_inbox"),
                ("text", "【某某金融】您的欠款已逾期，请尽快还款，否则将联系您的家人和单位。"),
            ],
        ),
        (
            "event",
            None,
            &[
                ("direction", "in"),
                ("kind", "call"),
                ("number", "13900000011"),
                ("source", "screening"),
                ("subtype", "missed"),
            ],
        ),
        (
            "gap",
            None,
            &[
                ("from_ms", "1790000000000"),
                ("source", "screening"),
                ("to_ms", "1790003600000"),
                ("why", "not_running"),
            ],
        ),
        (
            "event",
            None,
            &[
                ("direction", "in"),
                ("kind", "message"),
                ("number", "10690000013"),
                ("source", "sms_inbox"),
                ("text", "<img src=x onerror=\"document.title='x'\"><b>请看</b> https://example.invalid/"),
            ],
        ),
        (
            "event",
            None,
            &[
                ("direction", "local"),
                ("kind", "note"),
                ("source", "manual"),
                ("text", "对方在电话里说要来家里。"),
            ],
        ),
        ("annotation", Some(6), &[("text", "当天晚上补记")]),
    ]);
    let second = mother.records(&[
        (
            "event",
            None,
            &[
                ("direction", "in"),
                ("kind", "message"),
                ("name", "邻居"),
                ("number", "13800000021"),
                ("source", "sms_inbox"),
                ("text", "阿姨，您儿子欠款，请您转告他尽快还款。"),
            ],
        ),
        (
            "event",
            None,
            &[
                ("direction", "in"),
                ("kind", "call"),
                ("number", "13900000011"),
                ("source", "call_log"),
                ("subtype", "missed"),
            ],
        ),
        (
            "event",
            None,
            &[
                ("direction", "out"),
                ("kind", "call"),
                ("number", "13900000011"),
                ("seconds", "95"),
                ("source", "call_log"),
                ("subtype", "outgoing"),
            ],
        ),
    ]);
    let masked = |records: Vec<Record>, hidden: u64| -> Vec<Record> {
        let mask =
            |record: Record| if record.seq == hidden { record.hiding(&["name", "number"]) } else { record };
        records.into_iter().map(mask).collect()
    };
    let groups = [
        debtor.group("林晓", "debtor", &first, &[0, 1, 2, 3, 4, 5, 6, 7], Some(3)),
        mother.group("周桂芬", "third_party", &second, &[0, 2], None),
    ];
    let shown = [first, masked(second.into_iter().filter(|record| record.seq != 1).collect(), 0)];
    let mut writer = BundleWriter::new(Cursor::new(Vec::new()));
    writer
        .records(|put| {
            for (number, (records, phone)) in shown.iter().zip([&debtor, &mother]).enumerate() {
                records.iter().try_for_each(|record| put(number, record, &record.leaf(&phone.log)))?;
            }
            Ok(())
        })
        .unwrap();
    writer.proofs(&groups).unwrap();
    writer.file("data/校验说明.txt", |out| out.write_all("校验说明\n".as_bytes())).unwrap();
    writer.file("data/records.csv", |out| out.write_all(b"seq,time\n")).unwrap();
    let head = BundleHead {
        purpose: Purpose::Case,
        case: Some("4c".repeat(16)),
        log: "2a".repeat(16),
        key: hex(&debtor.key.public().0),
        exported_ms: START_MS + 30 * DAY_MS,
        program: "Dunlog 0.1.0".to_owned(),
        hidden: vec!["name".to_owned(), "number".to_owned()],
        about: serde_json::json!({ "scope": "relevant" }),
        ..head()
    };
    writer.finish(&head, &debtor.key, &debtor.log).unwrap().into_inner()
}

/// A log shown whole, as large as anybody's will be.
fn huge() -> Vec<u8> {
    let all = entries(HUGE);
    let shown: Vec<u64> = (0..HUGE).collect();
    let (group, records) = group_of_all(&all, &shown);
    super::bundle(&group, &records)
}

/// [`group`] for many records: nothing is searched.
fn group_of_all(all: &[Record], shown: &[u64]) -> (Group, Vec<Record>) {
    let (first, _) = group(all, shown.get(..1).unwrap_or_default());
    (Group { cover: Vec::new(), ..first }, all.to_vec())
}

fn with_byte_changed(at: usize) -> Vec<u8> {
    let mut bytes = two_phones();
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1;
    }
    bytes
}

fn cut() -> Vec<u8> {
    let mut bytes = two_phones();
    bytes.truncate(bytes.len() / 2);
    bytes
}

fn with_a_word_changed() -> Vec<u8> {
    with_file(&two_phones(), "data/records.ndjson", |text| replaced(text, "尽快还款", "不必还款"))
}

fn of_a_newer_version() -> Vec<u8> {
    with_file(&two_phones(), "data/bundle.json", |text| replaced(text, "bundle/1", "bundle/2"))
}

fn replaced(text: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    String::from_utf8(text).unwrap().replacen(from, to, 1).into_bytes()
}

fn without_a_row() -> Vec<u8> {
    let mut files = unpack(&two_phones());
    let records = files.iter_mut().find(|(name, _)| name.ends_with("records.ndjson")).unwrap();
    let text = String::from_utf8(std::mem::take(&mut records.1)).unwrap();
    records.1 = text.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>().into_bytes();
    relist(&mut files);
    pack(&files)
}

fn with_swapped_papers() -> Vec<u8> {
    let mut files = unpack(&two_phones());
    let place =
        |files: &[(String, Vec<u8>)], end: &str| files.iter().position(|(name, _)| name.ends_with(end));
    let (one, other) = (place(&files, "校验说明.txt").unwrap(), place(&files, "records.csv").unwrap());
    let [one, other] = files.get_disjoint_mut([one, other]).unwrap();
    std::mem::swap(&mut one.1, &mut other.1);
    pack(&files)
}

fn signed_by_another() -> Vec<u8> {
    let (group, records) = group(&entries(8), &[0, 1, 3, 4, 6]);
    bundle_with(&group, &records, &SigningKey::from_seed(&[6; 32]), &head())
}

fn with_an_old_checkpoint() -> Vec<u8> {
    let (old, _) = group(&entries(5), &[0, 1, 2, 3, 4]);
    let (new, records) = group(&entries(8), &[0, 1, 2, 3, 4, 5, 6, 7]);
    bundle_with(&Group { checkpoint: old.checkpoint, ..new }, &records, &key(), &head())
}

fn nothing_shown() -> Vec<u8> {
    let (group, records) = group(&entries(8), &[]);
    bundle_with(&group, &records, &key(), &head())
}

type Spoken<'a> = (&'a str, Option<u64>, &'a [(&'a str, &'a str)]);

struct Phone {
    log: [u8; 16],
    key: SigningKey,
}

impl Phone {
    fn records(&self, spoken: &[Spoken<'_>]) -> Vec<Record> {
        (0..).zip(spoken).map(|(seq, (kind, of, words))| self.record(seq, kind, *of, words)).collect()
    }

    fn record(&self, seq: u64, kind: &str, of: Option<u64>, words: &[(&str, &str)]) -> Record {
        let time_ms = START_MS + i64::try_from(seq).unwrap_or(0) * 7 * (DAY_MS / 24);
        let time = time_ms.to_string();
        let mut fields: Vec<(&str, &[u8])> =
            words.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
        if kind == "event" || kind == "witness" {
            fields.push(("time_ms", time.as_bytes()));
        }
        fields.sort_unstable();
        let kind = EntryKind::from_id(kind).unwrap();
        let salt = [u8::try_from(seq).unwrap_or(0); 16];
        Record::whole(&Entry {
            log: &self.log,
            seq,
            kind,
            of,
            recorded_ms: time_ms + 1_500,
            fields: &fields,
            salt: &salt,
        })
    }

    fn group(&self, person: &str, role: &str, all: &[Record], shown: &[u64], earlier: Option<u64>) -> Group {
        let leaves: Vec<Hash> = all.iter().map(|record| record.leaf(&self.log)).collect();
        let size = all.len() as u64;
        let mut nodes = leaves.as_slice();
        let cover = cover(size, shown).into_iter().map(|at| (at, nodes.node(at).unwrap())).collect();
        let earlier = earlier.map(|then| {
            let before = leaves.iter().copied().take(usize::try_from(then).unwrap_or(0));
            (then, root(before), consistency_proof(&mut nodes, then, size).unwrap())
        });
        let checkpoint = Checkpoint { log: self.log, size, root: root(leaves.iter().copied()) };
        Group {
            person: person.to_owned(),
            role: role.to_owned(),
            log: self.log,
            key: self.key.public(),
            checkpoint: checkpoint.sign(&self.key),
            cover,
            earlier: earlier.into_iter().collect(),
        }
    }
}
