//! The payload: chunks of 64 KiB, each authenticated with its number and with whether it is the last.

use crate::Random;
use crate::error::Error;
use crate::header::FileKey;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use hkdf::Hkdf;
use sha2::Sha256;
use std::io::{self, BufRead, Read, Write};
use zeroize::Zeroizing;

const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

pub(crate) fn encrypt(
    file_key: &FileKey,
    random: Random<'_>,
    input: &mut dyn Read,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut nonce = [0; 16];
    if !random(&mut nonce) {
        return Err(Error::NoRandom);
    }
    out.write_all(&nonce)?;
    let cipher = cipher(file_key, &nonce)?;
    let mut number = 0;
    let mut chunk = read_chunk(input, CHUNK)?;
    loop {
        // Only the next read tells whether this chunk is the last.
        let next = if chunk.len() == CHUNK { read_chunk(input, CHUNK)? } else { Vec::new() };
        let is_last = next.is_empty();
        out.write_all(
            &cipher.encrypt(&chunk_nonce(number, is_last), chunk.as_slice()).map_err(|_| Error::Changed)?,
        )?;
        if is_last {
            return Ok(());
        }
        number += 1;
        chunk = next;
    }
}

pub(crate) fn decrypt(file_key: &FileKey, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<(), Error> {
    let mut nonce = [0; 16];
    input.read_exact(&mut nonce).map_err(torn)?;
    let cipher = cipher(file_key, &nonce)?;
    let mut number = 0;
    let mut chunk = read_chunk(input, CHUNK + TAG)?;
    loop {
        let next = if chunk.len() == CHUNK + TAG { read_chunk(input, CHUNK + TAG)? } else { Vec::new() };
        let is_last = next.is_empty();
        let plain =
            cipher.decrypt(&chunk_nonce(number, is_last), chunk.as_slice()).map_err(|_| Error::Changed)?;
        // Only an empty file ends with an empty chunk.
        if plain.is_empty() && number > 0 {
            return Err(Error::Changed);
        }
        out.write_all(&plain)?;
        if is_last {
            return Ok(());
        }
        number += 1;
        chunk = next;
    }
}

fn cipher(file_key: &FileKey, nonce: &[u8; 16]) -> Result<ChaCha20Poly1305, Error> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(nonce), file_key.as_slice())
        .expand(b"payload", &mut *key)
        .map_err(|_| Error::Malformed)?;
    Ok(ChaCha20Poly1305::new(&Key::from(*key)))
}

/// Eleven bytes of counter, one of "last".
fn chunk_nonce(number: u64, is_last: bool) -> Nonce {
    let mut nonce = [0; 12];
    let counter = number.to_be_bytes();
    nonce.iter_mut().skip(3).zip(counter).for_each(|(to, from)| *to = from);
    if let Some(last) = nonce.last_mut() {
        *last = u8::from(is_last);
    }
    Nonce::from(nonce)
}

fn read_chunk(input: &mut (impl Read + ?Sized), size: usize) -> io::Result<Vec<u8>> {
    let mut chunk = Vec::with_capacity(size);
    input.take(size as u64).read_to_end(&mut chunk)?;
    Ok(chunk)
}

fn torn(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::UnexpectedEof { Error::Changed } else { Error::Io(error) }
}
