//! Writing a bundle: files in the order in which they are given, then the lists, the signature and the seal.

use crate::json::{BundleHead, Earlier, FORMAT, GroupHead, PROOFS, Proofs, record_line};
use crate::names::{self, FOLDER};
use crate::signature;
use dunlog_proof::{Checkpoint, Hash, Position, PublicKey, Record, SigningKey, hex};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::io::{self, Read, Seek, SeekFrom, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// One file with what a list of files says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileEntry {
    /// Name within the bag.
    pub name: String,
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// One log at one size, as it is written.
#[derive(Clone, Debug)]
pub struct Group {
    /// Whose phone.
    pub person: String,
    /// `debtor` or `third_party`.
    pub role: String,
    /// Identity of the log.
    pub log: [u8; 16],
    /// Its public key.
    pub key: PublicKey,
    /// The signed checkpoint.
    pub checkpoint: String,
    /// The hashes of everything that is not shown.
    pub cover: Vec<(Position, Hash)>,
    /// Size, root and consistency proof of earlier states that were shown before.
    pub earlier: Vec<(u64, Hash, Vec<Hash>)>,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// The disk.
    Io(io::Error),
    /// A name that no bundle holds, or one that was written already.
    Name,
}

/// Writes one bundle. The content of a file is a function of what it is given; times are not stored.
pub struct BundleWriter<W: Write + Seek> {
    zip: ZipWriter<W>,
    files: Vec<FileEntry>,
}

impl<W: Read + Write + Seek> BundleWriter<W> {
    /// Starts at the beginning of `out`, which is empty.
    pub fn new(out: W) -> Self {
        Self { zip: ZipWriter::new(out), files: Vec::new() }
    }

    /// Adds a file by its name within the bag.
    pub fn file(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<&FileEntry, WriteError> {
        if names::kind_of(name).is_none() || self.files.iter().any(|file| file.name == name) {
            return Err(WriteError::Name);
        }
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.zip.start_file(format!("{FOLDER}{name}"), options).map_err(zip_error)?;
        let mut out = io::BufWriter::with_capacity(
            64 * 1024,
            Hashed { out: &mut self.zip, digest: Sha256::new(), bytes: 0 },
        );
        fill(&mut out)?;
        let hashed = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        let entry =
            FileEntry { name: name.to_owned(), bytes: hashed.bytes, sha256: hex(&hashed.digest.finalize()) };
        Ok(self.files.push_mut(entry))
    }

    /// Adds `checkpoint*.txt` and `proofs.json`.
    pub fn proofs(&mut self, groups: &[Group]) -> Result<(), WriteError> {
        let mut heads = Vec::with_capacity(groups.len());
        for (number, group) in groups.iter().enumerate() {
            let checkpoint = names::checkpoint_name(number);
            self.file(&checkpoint, |out| out.write_all(group.checkpoint.as_bytes()))?;
            heads.push(GroupHead {
                person: group.person.clone(),
                role: group.role.clone(),
                log: hex(&group.log),
                key: hex(&group.key.0),
                verifier_key: group.key.verifier_key(&Checkpoint::origin(&group.log)),
                checkpoint,
                cover: group.cover.iter().map(|(at, hash)| (at.level, at.index, hex(hash))).collect(),
                earlier: group.earlier.iter().map(earlier).collect(),
            });
        }
        let proofs = Proofs { dunlog: PROOFS.to_owned(), groups: heads };
        self.file(names::PROOFS, |out| {
            serde_json::to_writer(&mut *out, &proofs)?;
            out.write_all(b"\n")
        })?;
        Ok(())
    }

    /// Adds `records.ndjson`; `fill` hands every record with the number of its group to the given function.
    pub fn records(
        &mut self,
        fill: impl FnOnce(&mut dyn FnMut(usize, &Record, &Hash) -> io::Result<()>) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        self.file(names::RECORDS, |out| {
            fill(&mut |group, record, leaf| {
                out.write_all(record_line(group, record, leaf).as_bytes())?;
                out.write_all(b"\n")
            })
        })?;
        Ok(())
    }

    /// The files so far.
    pub fn files(&self) -> &[FileEntry] {
        &self.files
    }

    /// Adds the head, the lists of files and the signature, and seals the archive.
    pub fn finish(mut self, head: &BundleHead, key: &SigningKey, log: &[u8; 16]) -> Result<W, WriteError> {
        debug_assert_eq!(head.dunlog, FORMAT);
        self.file(names::HEAD, |out| {
            serde_json::to_writer_pretty(&mut *out, head)?;
            out.write_all(b"\n")
        })?;
        let payload: Vec<&FileEntry> =
            self.files.iter().filter(|file| file.name.starts_with("data/")).collect();
        let manifest = manifest(&payload);
        // RFC 8493 §2.2.2: bytes and files of the payload.
        let bytes: u64 = payload.iter().map(|file| file.bytes).sum();
        let info = format!(
            "Bag-Software-Agent: {}\nPayload-Oxum: {bytes}.{}\nExternal-Description: dunlog {FORMAT}\n",
            head.program,
            payload.len()
        );
        self.file(names::BAGIT, |out| {
            out.write_all(b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        })?;
        self.file(names::BAG_INFO, |out| out.write_all(info.as_bytes()))?;
        self.file(names::MANIFEST, |out| out.write_all(manifest.as_bytes()))?;
        let tags: Vec<&FileEntry> =
            self.files.iter().filter(|file| !file.name.starts_with("data/")).collect();
        let tag_manifest = self::manifest(&tags);
        let signed = signature::sign_bag(key, log, &Sha256::digest(&tag_manifest).into());
        self.file(names::TAG_MANIFEST, |out| out.write_all(tag_manifest.as_bytes()))?;
        self.file(names::SIGNATURE, |out| out.write_all(signed.as_bytes()))?;
        seal(self.zip.finish().map_err(zip_error)?, key, log)
    }
}

fn earlier((size, root, proof): &(u64, Hash, Vec<Hash>)) -> Earlier {
    Earlier { size: *size, root: hex(root), proof: proof.iter().map(|hash| hex(hash)).collect() }
}

/// Appends the seal as the comment of the archive, whose length stands in the last two bytes.
fn seal<W: Read + Write + Seek>(mut out: W, key: &SigningKey, log: &[u8; 16]) -> Result<W, WriteError> {
    let length_at = out.seek(SeekFrom::End(-2))?;
    out.seek(SeekFrom::Start(0))?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut before = (&mut out).take(length_at);
    loop {
        let count = before.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        digest.update(buffer.get(..count).unwrap_or_default());
    }
    let note = signature::seal(key, log, &digest.finalize().into());
    let length = u16::try_from(note.len()).map_err(|_| WriteError::Name)?;
    out.seek(SeekFrom::Start(length_at))?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(note.as_bytes())?;
    out.flush()?;
    Ok(out)
}

fn manifest(files: &[&FileEntry]) -> String {
    files.iter().map(|file| format!("{}  {}\n", file.sha256, file.name)).collect()
}

fn zip_error(error: zip::result::ZipError) -> WriteError {
    WriteError::Io(match error {
        zip::result::ZipError::Io(error) => error,
        other => io::Error::other(other),
    })
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

struct Hashed<'w, W: Write> {
    out: &'w mut W,
    digest: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Hashed<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
