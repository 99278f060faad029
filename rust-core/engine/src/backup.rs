//! The whole log under a passphrase, and its way back.
//!
//! A backup is an age file. Inside stands one line of JSON and, after it, the database as one file. Restoring never
//! overwrites: into an existing log the backup's logs are merged as those of another phone.

use crate::digest;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::evidence::{Keys, seal_error};
use crate::whole_file;
use dunlog_ledger::{Choice, Environment, IncomingLog, Ledger, Merged, ShownLog};
use dunlog_model::LogId;
use dunlog_proof::{Checkpoint, Hash, Record, hex};
use dunlog_seal::Locked;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

const FORMAT: &str = "backup/1";
/// Fewer characters are guessed by a machine in no time.
const PASSPHRASE_CHARS: usize = 8;

#[derive(Serialize, Deserialize)]
struct Head {
    dunlog: String,
    made_ms: i64,
    bytes: u64,
    sha256: String,
    /// The keys of the installation, if the person wanted them in it.
    keys: Option<String>,
}

/// What a restore did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Restored {
    /// There was no log, and the backup became it.
    pub whole: bool,
    /// Otherwise: what became of each of its logs.
    pub logs: Vec<Merged>,
}

impl Engine {
    /// Writes a backup. `with_key` puts the signing key in it, so that a new phone can go on with the same log.
    /// `passphrase_short` below eight characters.
    pub fn backup(&mut self, path: &Path, passphrase: &str, with_key: bool) -> Result<()> {
        let place = "backup.write";
        if passphrase.chars().count() < PASSPHRASE_CHARS {
            return Err(Error::new("passphrase_short", place));
        }
        // So that everything in it stands under a signed root.
        for head in self.ledger.heads()?.into_iter().filter(|head| head.is_local) {
            self.checkpoint(head.person.id, "export")?;
        }
        let copy = Temporary::beside(&self.path, "backup-copy");
        self.ledger.copy_to(&copy.0)?;
        let (sha256, bytes) = hash(&copy.0)?;
        let keys = if with_key { Some(self.keys()?.to_text()) } else { None };
        let head = Head {
            dunlog: FORMAT.to_owned(),
            made_ms: self.environment.now_ms(),
            bytes,
            sha256: hex(&sha256),
            keys: keys.map(|keys| keys.to_string()),
        };
        let mut line = Zeroizing::new(serde_json::to_vec(&head).map_err(|_| Error::new("internal", place))?);
        line.push(b'\n');
        let database = File::open(&copy.0).map_err(|error| Error::io(&error, place))?;
        let environment = Arc::clone(&self.environment);
        whole_file::write(
            path,
            |error| Error::io(&error, place),
            |file| {
                let mut out = BufWriter::new(file);
                dunlog_seal::seal(
                    &Locked::Passphrase(passphrase),
                    &mut |bytes| environment.fill_random(bytes),
                    &mut line.as_slice().chain(database),
                    &mut out,
                )
                .map_err(|error| seal_error(&error, place))?;
                Ok((out.into_inner().map_err(|error| Error::io(error.error(), place))?, ()))
            },
        )
    }

    /// Brings a backup back where there is no log yet: it becomes the log, which says so. Into an existing log its logs
    /// are merged, as [`Engine::restore_into`] does. `wrong_passphrase`, `seal_changed`, `backup_damaged`.
    pub fn restore(
        log: &Path,
        path: &Path,
        passphrase: &str,
        environment: Arc<dyn Environment>,
    ) -> Result<(Self, Restored)> {
        if log.exists() {
            let mut engine = Self::open_with(log, environment)?;
            let logs = engine.restore_into(path, passphrase)?;
            return Ok((engine, Restored { whole: false, logs }));
        }
        let (copy, backup, keys) = opened(log, path, passphrase, Arc::clone(&environment))?;
        backup.flush()?;
        drop(backup);
        fs::rename(&copy.0, log).map_err(|error| Error::io(&error, "backup.restore"))?;
        if let Some(keys) = keys
            && Keys::known(log)?.is_none()
        {
            Keys::put_back(log, &keys)?;
        }
        let mut engine = Self::open_with(log, environment)?;
        for head in engine.ledger.heads()?.into_iter().filter(|head| head.is_local) {
            engine.ledger.add_incident(head.person.id, "restored", &head.size.to_string())?;
        }
        Ok((engine, Restored { whole: true, logs: Vec::new() }))
    }

    /// Merges the logs of a backup into this one as those of another phone. Nothing here is overwritten.
    pub fn restore_into(&mut self, path: &Path, passphrase: &str) -> Result<Vec<Merged>> {
        let (_copy, backup, _) = opened(&self.path, path, passphrase, Arc::clone(&self.environment))?;
        self.merge_ledger(&backup)
    }

    fn merge_ledger(&mut self, backup: &Ledger) -> Result<Vec<Merged>> {
        let mut merged = Vec::new();
        for head in backup.heads()?.into_iter().filter(|head| head.is_local) {
            let Some(checkpoint) =
                backup.checkpoints(&head.log)?.into_iter().rfind(|known| known.size == head.size)
            else {
                return Err(Error::new("backup_damaged", "backup.merge"));
            };
            let shown = backup.show_own(&head.person, &checkpoint, &Choice::All)?;
            merged.push(self.merge_shown(backup, &shown)?);
            if let Some(holder) = self.ledger.holder()?
                && merged.last().is_some_and(|merged| merged.first_time)
            {
                self.ledger.add_incident(holder, "restored", &head.log.to_string())?;
            }
        }
        for shown in backup.show_others(&Choice::All)? {
            merged.push(self.merge_shown(backup, &shown)?);
        }
        Ok(merged)
    }

    fn merge_shown(&mut self, backup: &Ledger, shown: &ShownLog) -> Result<Merged> {
        let mut records: Vec<Record> = Vec::new();
        backup.for_each_shown::<dunlog_ledger::Error>(shown, |record, _| {
            records.push(record);
            Ok(())
        })?;
        let LogId(log) = shown.uid;
        let checkpoint = Checkpoint { log, size: shown.checkpoint.size, root: shown.checkpoint.root };
        let earlier: Vec<(u64, Hash)> = backup
            .checkpoints(&shown.uid)?
            .into_iter()
            .filter(|known| known.size < checkpoint.size)
            .map(|known| (known.size, known.root))
            .collect();
        Ok(self.ledger.merge(&IncomingLog {
            person: &shown.person.name,
            role: shown.person.role,
            key: &shown.checkpoint.key,
            checkpoint: &checkpoint,
            note: &shown.checkpoint.note,
            cover: &shown.cover,
            earlier: &earlier,
            records: &records,
        })?)
    }
}

type Opened = (Temporary, Ledger, Option<Zeroizing<String>>);

/// A backup as a database beside the log, checked from end to end.
fn opened(log: &Path, path: &Path, passphrase: &str, environment: Arc<dyn Environment>) -> Result<Opened> {
    let copy = Temporary::beside(log, "restore-copy");
    let keys = unpack(path, passphrase, &copy.0)?;
    let backup = Ledger::open(&copy.0, environment)?;
    if backup.fsck(|_| ())?.clean {
        Ok((copy, backup, keys))
    } else {
        Err(Error::new("backup_damaged", "backup.opened"))
    }
}

/// Decrypts a backup into a file and checks it against its first line. Returns the keys, if they are in it.
fn unpack(path: &Path, passphrase: &str, to: &Path) -> Result<Option<Zeroizing<String>>> {
    let place = "backup.unpack";
    let fail = |error: std::io::Error| Error::io(&error, place);
    let mut input = BufReader::new(File::open(path).map_err(fail)?);
    let whole = Temporary::beside(to, "plain");
    let mut plain = File::create(&whole.0).map_err(fail)?;
    dunlog_seal::open(&Locked::Passphrase(passphrase), &mut input, &mut plain).map_err(
        |error| match error {
            dunlog_seal::Error::WrongKey => Error::new("wrong_passphrase", place),
            other => seal_error(&other, place),
        },
    )?;
    let damaged = || Error::new("backup_damaged", place);
    let mut reader = BufReader::new(File::open(&whole.0).map_err(fail)?);
    let mut line = Zeroizing::new(Vec::new());
    (&mut reader).take(64 * 1024).read_until(b'\n', &mut line).map_err(fail)?;
    let head: Head = serde_json::from_slice(&line).map_err(|_| damaged())?;
    if head.dunlog != FORMAT {
        return Err(Error::new("version_newer", place));
    }
    let mut database = File::create(to).map_err(fail)?;
    let (sha256, bytes) =
        digest::hash_each(&mut reader, &mut |block| database.write_all(block)).map_err(fail)?;
    database.sync_all().map_err(fail)?;
    if bytes != head.bytes || hex(&sha256) != head.sha256 {
        return Err(damaged());
    }
    Ok(head.keys.map(Zeroizing::new))
}

fn hash(path: &Path) -> Result<([u8; 32], u64)> {
    File::open(path)
        .and_then(|mut file| digest::hash(&mut file))
        .map_err(|error| Error::io(&error, "backup.hash"))
}

/// A file beside another one that is gone when the work ends, however it ends.
struct Temporary(PathBuf);

impl Temporary {
    fn beside(path: &Path, what: &str) -> Self {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{what}"));
        let temporary = Self(PathBuf::from(name));
        temporary.remove(); // left by a run that was killed
        temporary
    }

    fn remove(&self) {
        for suffix in ["", "-wal", "-shm"] {
            let mut name = self.0.as_os_str().to_owned();
            name.push(suffix);
            let _ = fs::remove_file(PathBuf::from(name)); // it may never have been there
        }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        self.remove();
    }
}
