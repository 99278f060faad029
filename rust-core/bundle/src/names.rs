//! The only names that a bundle may hold.

/// The one folder at the top.
pub(crate) const FOLDER: &str = "dunlog/";

pub(crate) const BAGIT: &str = "bagit.txt";
pub(crate) const BAG_INFO: &str = "bag-info.txt";
pub(crate) const MANIFEST: &str = "manifest-sha256.txt";
pub(crate) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
pub(crate) const SIGNATURE: &str = "signature.txt";
pub(crate) const HEAD: &str = "data/bundle.json";
pub(crate) const RECORDS: &str = "data/records.ndjson";
pub(crate) const PROOFS: &str = "data/proofs.json";
const CHECKPOINT: &str = "data/checkpoint";
const ATTACHMENTS: &str = "data/attachments/";

/// Files without which nothing can be checked.
pub(crate) const REQUIRED: [&str; 8] =
    [BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST, SIGNATURE, HEAD, RECORDS, PROOFS];

/// For people; a share for a relative's case has none of them.
pub(crate) const PAPERS: [&str; 6] = [
    "data/report.html",
    "data/report.pdf",
    "data/records.csv",
    "data/files.csv",
    "data/verify.html",
    "data/校验说明.txt",
];

/// What a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Describes the bag; not under `data/`.
    Tag,
    /// Belongs to the content.
    Payload,
}

/// The name of the checkpoint file of the nth group.
pub fn checkpoint_name(group: usize) -> String {
    if group == 0 { format!("{CHECKPOINT}.txt") } else { format!("{CHECKPOINT}-{group}.txt") }
}

/// The name of an attachment: its hash.
pub fn attachment_name(sha256: &[u8; 32]) -> String {
    format!("{ATTACHMENTS}{}", dunlog_proof::hex(sha256))
}

/// Tells a name of the list from all others.
pub(crate) fn kind_of(name: &str) -> Option<FileKind> {
    match name {
        BAGIT | BAG_INFO | MANIFEST | TAG_MANIFEST | SIGNATURE => Some(FileKind::Tag),
        HEAD | RECORDS | PROOFS => Some(FileKind::Payload),
        _ if PAPERS.contains(&name) || is_checkpoint(name) || is_attachment(name) => Some(FileKind::Payload),
        _ => None,
    }
}

fn is_checkpoint(name: &str) -> bool {
    let number = name.strip_prefix(CHECKPOINT).and_then(|name| name.strip_suffix(".txt"));
    number.is_some_and(|number| {
        number.is_empty()
            || number.strip_prefix('-').and_then(|n| n.parse().ok()).map(checkpoint_name).as_deref()
                == Some(name)
    })
}

fn is_attachment(name: &str) -> bool {
    name.strip_prefix(ATTACHMENTS).is_some_and(|hash| dunlog_proof::unhex::<32>(hash).is_some())
}

/// True when a name could lead out of the folder that it is unpacked into.
pub(crate) fn is_dangerous(name: &str) -> bool {
    name.starts_with('/')
        || name.contains(['\\', '\0', ':'])
        || name.split('/').any(|part| part == ".." || part == ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_names_are_known() {
        let hash = "0".repeat(64);
        for name in [
            "bagit.txt",
            "data/records.ndjson",
            "data/校验说明.txt",
            "data/checkpoint.txt",
            "data/checkpoint-12.txt",
        ] {
            assert!(kind_of(name).is_some(), "{name}");
        }
        assert!(kind_of(&format!("data/attachments/{hash}")).is_some());
        for name in [
            "",
            "data/",
            "data/x",
            "data/checkpoint-0.txt",
            "data/checkpoint-01.txt",
            "data/checkpoint--1.txt",
            "data/attachments/../x",
            "data/attachments/",
            "bagit.txt/",
            "../bagit.txt",
            "DATA/records.ndjson",
        ] {
            assert!(kind_of(name).is_none(), "{name}");
        }
    }

    #[test]
    fn paths_that_lead_elsewhere_are_told() {
        for name in ["/etc/x", "../x", "a/../x", "a\\x", "C:x", "a/./x", "x\0"] {
            assert!(is_dangerous(name), "{name:?}");
        }
        assert!(!is_dangerous("dunlog/data/records.ndjson"));
    }
}
