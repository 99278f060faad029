//! Files for one reader only: the age format (age-encryption.org/v1, C2SP age), to a public key or to a passphrase.
//!
//! Anybody with the `age` program and the key or the passphrase can open what is written here, and the other way round.
//! The format is small and the primitives are libraries; why the whole `age` library is not linked in stands in
//! `docs/adr/0011-age-format-of-our-own.md`. Whole files pass through a buffer of 64 KiB.

mod error;
mod header;
mod keys;
mod stream;

pub use error::Error;
pub use header::{Locked, is_sealed};
pub use keys::{Identity, Recipient};

use std::io::{BufRead, Read, Write};

/// Fills a buffer with randomness; false when there is none.
pub type Random<'r> = &'r mut dyn FnMut(&mut [u8]) -> bool;

/// Encrypts everything that is read for whoever holds the key or the passphrase.
pub fn seal(
    to: &Locked<'_>,
    random: Random<'_>,
    input: &mut dyn Read,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let file_key = header::write(to, random, out)?;
    stream::encrypt(&file_key, random, input, out)
}

/// Decrypts. What was written to `out` before an error is not to be believed.
pub fn open(with: &Locked<'_>, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<(), Error> {
    let file_key = header::read(with, input)?;
    stream::decrypt(&file_key, input, out)
}
