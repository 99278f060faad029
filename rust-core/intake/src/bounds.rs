//! The caps of the model, each with its code.

use crate::Code;
use dunlog_model::limits::{NAME_CHARS, NUMBER_CHARS, RAW_BYTES, TEXT_BYTES};
use dunlog_model::{Observation, PhoneNumber, RawColumns};
use serde_json::Value;
use std::io::{self, Write};

/// Passes an observation on when all of it is within the caps.
pub fn checked(observation: Observation) -> Result<Observation, Code> {
    if observation.body.text().is_some_and(|text| text.len() > TEXT_BYTES) {
        return Err(Code::TextTooLarge);
    }
    let labels = [&observation.name, &observation.sim, &observation.provider_id];
    if labels.into_iter().flatten().any(|label| longer(label, NAME_CHARS)) {
        return Err(Code::NameTooLarge);
    }
    if !surely_fits(&observation.raw) && !fits(&observation.raw) {
        return Err(Code::RawTooLarge);
    }
    Ok(observation)
}

/// The number as shown; `None` for a withheld one.
pub fn number(shown: &str) -> Result<Option<PhoneNumber>, Code> {
    if longer(shown.trim(), NUMBER_CHARS) {
        return Err(Code::NumberTooLarge);
    }
    Ok(PhoneNumber::from_shown(shown))
}

fn longer(text: &str, chars: usize) -> bool {
    text.len() > chars && text.chars().count() > chars
}

/// True when even with every byte escaped (`\u0000`) the columns stay within the cap. Decides for almost all
/// records, at a fraction of the cost of writing them.
fn surely_fits(raw: &RawColumns) -> bool {
    const MARKS: usize = 6; // quotes, colon, comma
    let mut length = 0;
    raw.0.iter().all(|(name, value)| {
        let Value::String(text) = value else {
            return false;
        };
        length += 6 * (name.len() + text.len()) + MARKS;
        length <= RAW_BYTES
    })
}

/// True when the columns, written as JSON, stay within the cap. Writes them nowhere.
fn fits(raw: &RawColumns) -> bool {
    struct Budget(usize);
    impl Write for Budget {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let left = self.0.checked_sub(bytes.len());
            self.0 = left.ok_or(io::ErrorKind::FileTooLarge)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    serde_json::to_writer(Budget(RAW_BYTES), raw).is_ok()
}
