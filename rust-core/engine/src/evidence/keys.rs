//! The two secrets of an installation, in one file beside the log that only its owner may read: one signs checkpoints and
//! bundles, the other opens what contacts send. Never in the database, a log line or an export.
//!
//! A lost file is not the end: a new key is made, and the log says that the old one was lost.

use crate::error::{Error, Result};
use dunlog_ledger::Environment;
use dunlog_proof::{SigningKey, hex, unhex};
use dunlog_seal::Identity;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

const FIRST_LINE: &str = "dunlog-keys/1";

/// Both secrets.
pub(crate) struct Keys {
    pub signing: SigningKey,
    pub identity: Identity,
}

impl Keys {
    /// The keys of a log file; made when there are none.
    pub(crate) fn of(log: &Path, environment: &dyn Environment) -> Result<Self> {
        let path = path_of(log);
        if path.exists() { Self::read(&path) } else { Self::make(&path, environment) }
    }

    /// The keys of a log file, if there are any.
    pub(crate) fn known(log: &Path) -> Result<Option<Self>> {
        let path = path_of(log);
        if path.exists() { Self::read(&path).map(Some) } else { Ok(None) }
    }

    /// The text of the file, for a backup that the person wants to hold the keys.
    pub(crate) fn to_text(&self) -> Zeroizing<String> {
        let (sign, open) = (Zeroizing::new(self.signing.seed()), Zeroizing::new(self.identity.seed()));
        let (sign, open) = (Zeroizing::new(hex(&*sign)), Zeroizing::new(hex(&*open)));
        Zeroizing::new(format!("{FIRST_LINE}\nsign {}\nopen {}\n", *sign, *open))
    }

    /// Puts the keys of a backup beside a log that has none.
    pub(crate) fn put_back(log: &Path, text: &str) -> Result<()> {
        let keys = Self::parse(text).ok_or(Error::new("key_broken", "keys.put_back"))?;
        write(&path_of(log), &keys.to_text())
    }

    fn make(path: &Path, environment: &dyn Environment) -> Result<Self> {
        let mut seeds = Zeroizing::new([[0_u8; 32]; 2]);
        if !seeds.iter_mut().all(|seed| environment.fill_random(seed)) {
            return Err(Error::new("internal", "keys.random"));
        }
        let [sign, open] = *seeds;
        let keys = Self { signing: SigningKey::from_seed(&sign), identity: Identity::from_seed(open) };
        write(path, &keys.to_text())?;
        Ok(keys)
    }

    fn read(path: &Path) -> Result<Self> {
        let place = "keys.read";
        let mut text = Zeroizing::new(String::new());
        File::open(path)
            .and_then(|file| file.take(4096).read_to_string(&mut text))
            .map_err(|error| Error::io(&error, place))?;
        // A file that cannot be read is not replaced: whatever is left of it may be of use to somebody.
        Self::parse(&text).ok_or(Error::new("key_broken", place))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != FIRST_LINE {
            return None;
        }
        let sign = Zeroizing::new(unhex(lines.next()?.strip_prefix("sign ")?)?);
        let open = Zeroizing::new(unhex(lines.next()?.strip_prefix("open ")?)?);
        Some(Self { signing: SigningKey::from_seed(&sign), identity: Identity::from_seed(*open) })
    }
}

/// The name of the key file of a log file.
pub(crate) fn path_of(log: &Path) -> PathBuf {
    let mut name = log.as_os_str().to_owned();
    name.push(".key");
    PathBuf::from(name)
}

fn write(path: &Path, text: &str) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .map_err(|error| Error::io(&error, "keys.write"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::FixedEnvironment;

    #[test]
    fn keys_are_made_once_and_only_their_owner_may_read_them() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log.db");
        let environment = FixedEnvironment::at(0);
        assert!(Keys::known(&log).unwrap().is_none());
        let made = Keys::of(&log, &environment).unwrap();
        let again = Keys::of(&log, &environment).unwrap();
        assert_eq!(made.signing.public(), again.signing.public());
        assert_eq!(made.identity.recipient(), again.identity.recipient());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(path_of(&log)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_broken_key_file_is_told_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log.db");
        std::fs::write(path_of(&log), "dunlog-keys/1\nsign 00\n").unwrap();
        let error = Keys::of(&log, &FixedEnvironment::at(0)).err();
        assert_eq!(error.map(|error| error.code), Some("key_broken"));
        assert_eq!(std::fs::read_to_string(path_of(&log)).unwrap(), "dunlog-keys/1\nsign 00\n");
    }
}
