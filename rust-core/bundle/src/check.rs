//! Opening a bundle and saying of every part whether it holds.
//!
//! A container that cannot be trusted is refused whole. What is inside a sound container is checked to the end, so that
//! an officer sees all that is wrong and not only the first of it.

use crate::code::Code;
use crate::container::{self, Container};
use crate::json::{self, BundleHead, FORMAT, GroupHead, Proofs, ReadRecord};
use crate::names::{self, FileKind};
use crate::signature;
use dunlog_proof::{Checkpoint, EntryKind, PublicKey, Record, hex, root_from_cover, unhex};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Findings beyond this many say nothing new and are not counted.
pub const MAX_FINDINGS: usize = 1_000;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What.
    pub code: Code,
    /// Which file of the bag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The group of the record or proof.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<usize>,
    /// The position of the record in its log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
}

/// What the check found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// True when nothing at all is wrong.
    pub intact: bool,
    /// True when every file has its hash and the list of files is signed.
    pub files_intact: bool,
    /// True when every record is proven to stand in the log of a signed checkpoint.
    pub records_proven: bool,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// What the bundle says of itself.
    pub head: Option<BundleHead>,
    /// One line per log.
    pub groups: Vec<GroupReport>,
    /// Records in all.
    pub records: u64,
    /// Name, length and hash of every file as it is.
    pub files: Vec<crate::write::FileEntry>,
}

/// One log of the bundle.
#[derive(Clone, Debug, Serialize)]
pub struct GroupReport {
    /// Whose phone, as the exporter says.
    pub person: String,
    /// `debtor` or `third_party`, as the exporter says.
    pub role: String,
    /// Identity of the log.
    pub log: String,
    /// Public key of the log.
    pub key: String,
    /// True when checkpoint, records and cover fit together.
    pub proven: bool,
    /// Entries of the log at the checkpoint.
    pub size: u64,
    /// Root at the checkpoint.
    pub root: String,
    /// Entries that are shown.
    pub shown: u64,
    /// Of them: calls, messages and notes.
    pub events: u64,
    /// First and last moment of an event, milliseconds since the epoch.
    pub first_ms: Option<i64>,
    /// See `first_ms`.
    pub last_ms: Option<i64>,
    /// First and last moment of writing down.
    pub first_recorded_ms: Option<i64>,
    /// See `first_recorded_ms`.
    pub last_recorded_ms: Option<i64>,
}

/// A bundle that was opened.
pub struct Checked {
    /// What holds and what does not.
    pub report: Report,
    /// Its logs with their records, in the order of the bundle.
    pub groups: Vec<CheckedGroup>,
    /// Attachments by hash.
    pub attachments: BTreeMap<[u8; 32], Vec<u8>>,
}

/// One log with what is shown of it.
pub struct CheckedGroup {
    /// What the bundle says of it.
    pub head: GroupHead,
    /// Identity of the log.
    pub log: [u8; 16],
    /// Its key.
    pub key: PublicKey,
    /// Size and root, if the signature holds.
    pub checkpoint: Option<Checkpoint>,
    /// The note.
    pub note: String,
    /// Hashes of what is not shown.
    pub cover: Vec<(dunlog_proof::Position, dunlog_proof::Hash)>,
    /// Sorted by position.
    pub records: Vec<Record>,
}

impl Finding {
    pub(crate) fn new(code: Code) -> Self {
        Self { code, file: None, group: None, seq: None }
    }

    pub(crate) fn of_file(code: Code, name: &str) -> Self {
        Self { file: Some(name.to_owned()), ..Self::new(code) }
    }

    fn of_group(code: Code, group: usize) -> Self {
        Self { group: Some(group), ..Self::new(code) }
    }

    fn of_record(code: Code, group: usize, seq: u64) -> Self {
        Self { group: Some(group), seq: Some(seq), ..Self::new(code) }
    }
}

/// Opens and checks a bundle. An error when it cannot be opened at all; otherwise the report says what holds.
pub fn open(bytes: &[u8]) -> Result<Checked, Finding> {
    let mut container = container::read(bytes)?;
    let head = read_head(&container)?;
    let mut findings = Findings::default();
    let signer = signer(&head);
    let files_intact = check_files(&container, signer.as_ref(), &mut findings);
    let sealed = signer
        .is_some_and(|(log, key)| signature::is_sealed(&key, &log, &container.before_seal, &container.seal));
    if !sealed {
        findings.add(Finding::new(Code::ContainerChanged));
    }
    let files = files(&container);
    let mut groups = read_groups(&container, &mut findings);
    let records = container.files.remove(names::RECORDS).unwrap_or_default();
    let stated = read_records(&records, &mut groups, &mut findings);
    let reports: Vec<GroupReport> = (0..)
        .zip(&groups)
        .map(|(number, group)| check_group(number, group, &stated, &mut findings))
        .collect();
    let is_read = !findings.list.iter().any(|finding| finding.code == Code::Malformed);
    let report = Report {
        intact: findings.list.is_empty(),
        files_intact,
        records_proven: is_read && reports.iter().all(|group| group.proven),
        records: groups.iter().map(|group| group.records.len() as u64).sum(),
        findings: findings.list,
        head: Some(head),
        groups: reports,
        files,
    };
    Ok(Checked { report, groups, attachments: attachments(container) })
}

#[derive(Default)]
struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    fn add(&mut self, finding: Finding) {
        if self.list.len() < MAX_FINDINGS {
            self.list.push(finding);
        }
    }
}

fn read_head(container: &Container) -> Result<BundleHead, Finding> {
    let malformed = || Finding::of_file(Code::Malformed, names::HEAD);
    let bytes = container.files.get(names::HEAD).ok_or_else(malformed)?;
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| malformed())?;
    let format = value.get("dunlog").and_then(serde_json::Value::as_str).unwrap_or_default();
    match format.strip_prefix("bundle/").and_then(|version| version.parse::<u32>().ok()) {
        _ if format == FORMAT => serde_json::from_value(value).map_err(|_| malformed()),
        Some(version) if version > 1 => Err(Finding::new(Code::VersionNewer)),
        _ => Err(malformed()),
    }
}

/// The log and the key that the bundle says it is signed with.
fn signer(head: &BundleHead) -> Option<([u8; 16], PublicKey)> {
    Some((unhex(&head.log)?, PublicKey(unhex(&head.key)?)))
}

/// True when every file stands in its list with its hash, every list is whole, and the outer one is signed.
fn check_files(
    container: &Container,
    signer: Option<&([u8; 16], PublicKey)>,
    findings: &mut Findings,
) -> bool {
    let before = findings.list.len();
    check_list(container, names::MANIFEST, FileKind::Payload, findings);
    check_list(container, names::TAG_MANIFEST, FileKind::Tag, findings);
    let tag_manifest = container.files.get(names::TAG_MANIFEST).map(|bytes| Sha256::digest(bytes).into());
    let note = container.files.get(names::SIGNATURE).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let is_signed = match (signer, tag_manifest, note) {
        (Some((log, key)), Some(hash), Some(note)) => signature::is_bag_signed(key, log, &hash, note),
        _ => false,
    };
    if !is_signed {
        // One of the two is wrong; which one cannot be told.
        findings.add(Finding::of_file(Code::SignatureBad, names::SIGNATURE));
    }
    findings.list.len() == before
}

fn check_list(container: &Container, list: &str, kind: FileKind, findings: &mut Findings) {
    let text =
        container.files.get(list).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let mut listed = BTreeSet::new();
    for line in text.lines() {
        let Some((hash, name)) = line.split_once("  ") else {
            findings.add(Finding::of_file(Code::ManifestChanged, list));
            continue;
        };
        listed.insert(name);
        match container.files.get(name) {
            None => findings.add(Finding::of_file(Code::FileMissing, name)),
            Some(content) if hex(&Sha256::digest(content)) != hash => {
                findings.add(Finding::of_file(Code::FileChanged, name));
            }
            Some(_) => {}
        }
    }
    // The lists themselves cannot list the tag manifest and what signs it.
    let free = [names::TAG_MANIFEST, names::SIGNATURE];
    for name in container.files.keys() {
        if names::kind_of(name) == Some(kind)
            && !listed.contains(name.as_str())
            && !free.contains(&name.as_str())
        {
            findings.add(Finding::of_file(Code::ManifestChanged, name));
        }
    }
}

fn files(container: &Container) -> Vec<crate::write::FileEntry> {
    container
        .files
        .iter()
        .map(|(name, content)| crate::write::FileEntry {
            name: name.clone(),
            bytes: content.len() as u64,
            sha256: hex(&Sha256::digest(content)),
        })
        .collect()
}

fn attachments(container: Container) -> BTreeMap<[u8; 32], Vec<u8>> {
    container
        .files
        .into_iter()
        .filter(|(name, _)| name.starts_with("data/attachments/"))
        .map(|(_, content)| (Sha256::digest(&content).into(), content))
        .collect()
}

fn read_groups(container: &Container, findings: &mut Findings) -> Vec<CheckedGroup> {
    let proofs: Option<Proofs> =
        container.files.get(names::PROOFS).and_then(|bytes| serde_json::from_slice(bytes).ok());
    let Some(proofs) = proofs.filter(|proofs| proofs.dunlog == json::PROOFS) else {
        findings.add(Finding::of_file(Code::Malformed, names::PROOFS));
        return Vec::new();
    };
    let mut groups = Vec::new();
    for (number, head) in proofs.groups.into_iter().enumerate() {
        let log = unhex(&head.log);
        let key = unhex(&head.key).map(PublicKey);
        let (Some(log), Some(key), Some(cover)) = (log, key, head.cover()) else {
            findings.add(Finding { group: Some(number), ..Finding::of_file(Code::Malformed, names::PROOFS) });
            return groups;
        };
        let note = container.files.get(&head.checkpoint).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let note = note.unwrap_or_default().to_owned();
        let checkpoint = Checkpoint::open(&note, &log, &key).ok();
        let is_named = head.checkpoint == names::checkpoint_name(number)
            && head.verifier_key == key.verifier_key(&Checkpoint::origin(&log));
        if checkpoint.is_none() || !is_named {
            findings.add(Finding {
                group: Some(number),
                ..Finding::of_file(Code::CheckpointBad, &head.checkpoint)
            });
        }
        groups.push(CheckedGroup { head, log, key, checkpoint, note, cover, records: Vec::new() });
    }
    groups
}

/// The leaves that the lines state, by group and position.
type Stated = BTreeMap<(usize, u64), dunlog_proof::Hash>;

fn read_records(bytes: &[u8], groups: &mut [CheckedGroup], findings: &mut Findings) -> Stated {
    let mut stated = Stated::new();
    let Ok(text) = std::str::from_utf8(bytes) else {
        findings.add(Finding::of_file(Code::Malformed, names::RECORDS));
        return stated;
    };
    for line in text.lines() {
        let read = json::read_record(line).and_then(|ReadRecord { group, record, stated }| {
            Some((groups.get_mut(group)?, group, record, stated))
        });
        let Some((target, group, record, leaf)) = read else {
            findings.add(Finding::of_file(Code::Malformed, names::RECORDS));
            continue;
        };
        if stated.insert((group, record.seq), leaf).is_some() {
            findings.add(Finding::of_record(Code::RecordChanged, group, record.seq));
            continue;
        }
        target.records.push(record);
    }
    for group in groups {
        group.records.sort_by_key(|record| record.seq);
    }
    stated
}

fn check_group(number: usize, group: &CheckedGroup, stated: &Stated, findings: &mut Findings) -> GroupReport {
    let before = findings.list.len();
    let seqs: BTreeSet<u64> = group.records.iter().map(|record| record.seq).collect();
    let mut leaves = Vec::with_capacity(group.records.len());
    for record in &group.records {
        let leaf = record.leaf(&group.log);
        if stated.get(&(number, record.seq)) != Some(&leaf) {
            findings.add(Finding::of_record(Code::RecordChanged, number, record.seq));
        }
        let is_sighted = matches!(record.kind, EntryKind::Witness | EntryKind::Annotation);
        if is_sighted && record.of.is_none_or(|of| !seqs.contains(&of) || of >= record.seq) {
            findings.add(Finding::of_record(Code::ReferenceMissing, number, record.seq));
        }
        leaves.push((record.seq, leaf));
    }
    let (size, root) = group.checkpoint.map_or((0, [0; 32]), |checkpoint| (checkpoint.size, checkpoint.root));
    if group.checkpoint.is_some() {
        match root_from_cover(size, &leaves, &group.cover) {
            Ok(rebuilt) if rebuilt == root => {}
            Ok(_) => findings.add(Finding::of_group(Code::ProofFailed, number)),
            Err(_) => findings.add(Finding::of_group(Code::ProofIncomplete, number)),
        }
    }
    if group.checkpoint.is_some_and(|now| !group.head.earlier.iter().all(|earlier| earlier.leads_to(&now))) {
        findings.add(Finding::of_group(Code::ConsistencyFailed, number));
    }
    let is_event = |record: &&Record| record.kind == EntryKind::Event;
    let times =
        || group.records.iter().filter(is_event).filter_map(|record| record.text("time_ms").parse().ok());
    let recorded = || group.records.iter().map(|record| record.recorded_ms);
    GroupReport {
        person: group.head.person.clone(),
        role: group.head.role.clone(),
        log: group.head.log.clone(),
        key: group.head.key.clone(),
        proven: group.checkpoint.is_some() && findings.list.len() == before,
        size,
        root: hex(&root),
        shown: group.records.len() as u64,
        events: group.records.iter().filter(is_event).count() as u64,
        first_ms: times().min(),
        last_ms: times().max(),
        first_recorded_ms: recorded().min(),
        last_recorded_ms: recorded().max(),
    }
}
