//! Taking back what was shared: a signed request, on which the owner's log lets the words of that phone go. The leaves and
//! the proof that something was removed stay.
//!
//! ```text
//! dunlog/00112233445566778899aabbccddeeff
//! withdraw/1
//! 8a1f…                                    the case
//! 1790900000000                            when, milliseconds since the epoch
//!
//! — dunlog/00112233445566778899aabbccddeeff …
//! ```

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::whole_file;
use dunlog_model::LogId;
use dunlog_proof::{Checkpoint, hex, unhex};
use serde::Serialize;
use std::path::Path;

const WHAT: &str = "withdraw/1";

/// What a request removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Withdrawn {
    /// Entries whose private part went.
    pub removed: u64,
    /// The request was carried out before.
    pub known: bool,
}

/// True for a text that asks for a withdrawal.
pub fn is_withdrawal(text: &[u8]) -> bool {
    std::str::from_utf8(text)
        .is_ok_and(|text| text.lines().nth(1) == Some(WHAT) && text.starts_with("dunlog/"))
}

impl Engine {
    /// Writes the request of this phone to the owner of a case. It can be sent openly: it holds no words and no numbers.
    pub fn withdraw(&mut self, membership: i64, path: &Path) -> Result<()> {
        let place = "withdraw.write";
        let membership = self.membership(membership)?;
        let keys = self.keys()?;
        // The key is known to the owner from the checkpoint of the share; making one here makes sure that it is signed by it.
        let checkpoint = self.checkpoint(membership.person, "share")?;
        let origin = Checkpoint::origin(&checkpoint.log.0);
        let text = format!("{origin}\n{WHAT}\n{}\n{}\n", membership.matter, self.environment.now_ms());
        let note = keys.signing.sign_note(&origin, &text);
        whole_file::write_bytes(path, note.as_bytes()).map_err(|error| Error::io(&error, place))
    }

    /// Carries out a request that came to the owner. `no_such_log` when nothing of that phone is here, `signature_bad`
    /// when it did not sign it, `other_case` when it is meant for another case.
    pub fn accept_withdrawal(&mut self, note: &str) -> Result<Withdrawn> {
        let place = "withdraw.accept";
        let mut lines = note.lines();
        let log = lines.next().and_then(log_of).ok_or(Error::new("malformed", place))?;
        let (_, case) = (lines.next(), lines.next().unwrap_or_default());
        let keys = self.ledger.keys_of(&log)?;
        if keys.is_empty() {
            return Err(Error::new("no_such_log", place));
        }
        let origin = Checkpoint::origin(&log.0);
        if !keys.iter().any(|key| key.open_note(&origin, note).is_ok()) {
            return Err(Error::new("signature_bad", place));
        }
        let own = self.ledger.known_matter()?.map(|uid| hex(&uid)).unwrap_or_default();
        if own != case {
            return Err(Error::new("other_case", place));
        }
        if self.ledger.knows_withdrawal(note)? {
            return Ok(Withdrawn { removed: 0, known: true });
        }
        Ok(Withdrawn { removed: self.ledger.withdraw(&log, note, "withdrawn")?, known: false })
    }
}

fn log_of(origin: &str) -> Option<LogId> {
    origin.strip_prefix("dunlog/").and_then(unhex).map(LogId)
}
