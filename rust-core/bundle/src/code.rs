//! What can be wrong with a bundle. The words for people are elsewhere; these ids are stable.

use serde::Serialize;

/// One kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Not a ZIP with a bag of ours in it.
    NotABundle,
    /// The file ends in the middle.
    Torn,
    /// Encrypted for somebody; it must be opened first.
    Encrypted,
    /// A newer version of the format.
    VersionNewer,
    /// More files than a bundle has.
    TooManyEntries,
    /// A file, or all together, beyond the cap.
    TooLarge,
    /// Unpacks to far more than it weighs.
    ZipBomb,
    /// A name that leads out of the folder.
    BadPath,
    /// A link instead of a file.
    LinkRefused,
    /// An archive within the archive.
    NestedArchive,
    /// Two files of one name.
    DuplicateName,
    /// A file that does not belong in a bundle.
    UnexpectedFile,
    /// A file that belongs in every bundle is not there.
    FileMissing,
    /// A file that cannot be unpacked: changed or damaged.
    FileDamaged,
    /// A file does not have the hash that the list of files names.
    FileChanged,
    /// The list of files is not the one that was signed.
    ManifestChanged,
    /// The signature of the bundle does not hold.
    SignatureBad,
    /// The packing is not the one that was signed: packed anew, or bytes were changed between the files.
    ContainerChanged,
    /// A file cannot be understood.
    Malformed,
    /// A checkpoint is not signed by the key of its log.
    CheckpointBad,
    /// A record does not have the leaf it states.
    RecordChanged,
    /// A record speaks of an entry that is not here.
    ReferenceMissing,
    /// The records and hashes do not make up the whole log.
    ProofIncomplete,
    /// The records do not belong to the signed root.
    ProofFailed,
    /// An earlier state of the log is not the beginning of this one.
    ConsistencyFailed,
}

impl Code {
    /// All of them.
    pub const ALL: [Self; 25] = [
        Self::NotABundle,
        Self::Torn,
        Self::Encrypted,
        Self::VersionNewer,
        Self::TooManyEntries,
        Self::TooLarge,
        Self::ZipBomb,
        Self::BadPath,
        Self::LinkRefused,
        Self::NestedArchive,
        Self::DuplicateName,
        Self::UnexpectedFile,
        Self::FileMissing,
        Self::FileDamaged,
        Self::FileChanged,
        Self::ManifestChanged,
        Self::SignatureBad,
        Self::ContainerChanged,
        Self::Malformed,
        Self::CheckpointBad,
        Self::RecordChanged,
        Self::ReferenceMissing,
        Self::ProofIncomplete,
        Self::ProofFailed,
        Self::ConsistencyFailed,
    ];

    /// The stable word, as it stands in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotABundle => "not_a_bundle",
            Self::Torn => "torn",
            Self::Encrypted => "encrypted",
            Self::VersionNewer => "version_newer",
            Self::TooManyEntries => "too_many_entries",
            Self::TooLarge => "too_large",
            Self::ZipBomb => "zip_bomb",
            Self::BadPath => "bad_path",
            Self::LinkRefused => "link_refused",
            Self::NestedArchive => "nested_archive",
            Self::DuplicateName => "duplicate_name",
            Self::UnexpectedFile => "unexpected_file",
            Self::FileMissing => "file_missing",
            Self::FileDamaged => "file_damaged",
            Self::FileChanged => "file_changed",
            Self::ManifestChanged => "manifest_changed",
            Self::SignatureBad => "signature_bad",
            Self::ContainerChanged => "container_changed",
            Self::Malformed => "malformed",
            Self::CheckpointBad => "checkpoint_bad",
            Self::RecordChanged => "record_changed",
            Self::ReferenceMissing => "reference_missing",
            Self::ProofIncomplete => "proof_incomplete",
            Self::ProofFailed => "proof_failed",
            Self::ConsistencyFailed => "consistency_failed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn the_word_is_the_one_of_the_json() {
        for code in [Code::NotABundle, Code::ZipBomb, Code::ConsistencyFailed] {
            assert_eq!(serde_json::to_value(code).ok(), Some(code.id().into()));
        }
    }
}
