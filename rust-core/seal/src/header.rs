//! The header: who can get at the key of the file.

use crate::Random;
use crate::error::Error;
use crate::keys::{Identity, Recipient};
use base64ct::{Base64Unpadded, Encoding};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::io::{BufRead, Read, Write};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, Zeroizing};

const VERSION: &str = "age-encryption.org/v1";
const X25519: &str = "age-encryption.org/v1/X25519";
const SCRYPT: &str = "age-encryption.org/v1/scrypt";
/// 64 MiB of memory: a cheap phone opens it in a second or two.
const WORK_FACTOR: u8 = 16;
/// 256 MiB: what other programs write by default.
const MAX_WORK_FACTOR: u8 = 18;
/// A header of ours has one stanza; those of others a few.
const MAX_HEADER_BYTES: u64 = 64 * 1024;

pub(crate) type FileKey = Zeroizing<[u8; 16]>;

/// What a file is sealed with.
pub enum Locked<'k> {
    /// To a public key; only for sealing.
    To(&'k Recipient),
    /// With the secret half; only for opening.
    By(&'k Identity),
    /// With a passphrase.
    Passphrase(&'k str),
}

/// True when a file begins like a sealed one.
pub fn is_sealed(head: &[u8]) -> bool {
    head.starts_with(b"age-encryption.org/v1\n")
}

/// Writes the header for a fresh file key.
pub(crate) fn write(to: &Locked<'_>, random: Random<'_>, out: &mut dyn Write) -> Result<FileKey, Error> {
    let mut file_key = FileKey::default();
    fill(random, &mut *file_key)?;
    let (stanza, wrap_key) = match to {
        Locked::To(recipient) => {
            let mut seed = [0; 32];
            fill(random, &mut seed)?;
            let ephemeral = StaticSecret::from(seed);
            seed.zeroize();
            let share = PublicKey::from(&ephemeral).to_bytes();
            let key = x25519_key(&ephemeral, &PublicKey::from(recipient.0), &share, &recipient.0)?;
            (format!("X25519 {}", Base64Unpadded::encode_string(&share)), key)
        }
        Locked::Passphrase(passphrase) => {
            let mut salt = [0; 16];
            fill(random, &mut salt)?;
            let key = scrypt_key(passphrase, &salt, WORK_FACTOR)?;
            (format!("scrypt {} {WORK_FACTOR}", Base64Unpadded::encode_string(&salt)), key)
        }
        Locked::By(_) => return Err(Error::WrongKey),
    };
    let body = wrap(&wrap_key, &file_key)?;
    // 32 bytes make 43 characters: always one line.
    let header = format!("{VERSION}\n-> {stanza}\n{}\n---", Base64Unpadded::encode_string(&body));
    let mac = Base64Unpadded::encode_string(&mac(&file_key, &header)?.finalize().into_bytes());
    writeln!(out, "{header} {mac}")?;
    Ok(file_key)
}

/// Reads the header and finds the file key.
pub(crate) fn read(with: &Locked<'_>, input: &mut dyn BufRead) -> Result<FileKey, Error> {
    let mut input = input.take(MAX_HEADER_BYTES);
    let mut header = String::new();
    if line(&mut input, &mut header)? != VERSION {
        return Err(Error::Malformed);
    }
    let mut stanzas: Vec<(Vec<String>, Vec<u8>)> = Vec::new();
    let stated = loop {
        let begin = line(&mut input, &mut header)?;
        if let Some(stated) = begin.strip_prefix("--- ") {
            // The mark belongs to what is authenticated, the rest of its line does not.
            header.truncate(header.len() - 1 - (begin.len() - 3));
            break Base64Unpadded::decode_vec(stated).map_err(|_| Error::Malformed)?;
        }
        let args = begin.strip_prefix("-> ").ok_or(Error::Malformed)?.split(' ').map(str::to_owned).collect();
        let mut body = String::new();
        loop {
            let part = line(&mut input, &mut header)?;
            body.push_str(&part);
            if part.len() < 64 {
                break;
            }
        }
        stanzas.push((args, Base64Unpadded::decode_vec(&body).map_err(|_| Error::Malformed)?));
    };
    // A passphrase stands alone, so that nobody adds a second way in.
    let has_passphrase = stanzas.iter().any(|(args, _)| args.first().is_some_and(|kind| kind == "scrypt"));
    if has_passphrase && stanzas.len() > 1 {
        return Err(Error::Malformed);
    }
    for (args, body) in &stanzas {
        if let Some(file_key) = unlock(with, args, body)? {
            mac(&file_key, &header)?.verify_slice(&stated).map_err(|_| Error::Changed)?;
            return Ok(file_key);
        }
    }
    Err(Error::WrongKey)
}

fn line(input: &mut impl BufRead, header: &mut String) -> Result<String, Error> {
    let start = header.len();
    input.read_line(header).map_err(|error| match error.kind() {
        std::io::ErrorKind::InvalidData => Error::Malformed,
        _ => Error::Io(error),
    })?;
    let line = header.get(start..).and_then(|line| line.strip_suffix('\n'));
    line.map(str::to_owned).ok_or(Error::Malformed)
}

/// The file key, if this stanza is for this key.
fn unlock(with: &Locked<'_>, args: &[String], body: &[u8]) -> Result<Option<FileKey>, Error> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let wrap_key = match (with, args.as_slice()) {
        (Locked::By(identity), ["X25519", share]) => {
            let share: [u8; 32] = decoded(share)?;
            let own = identity.recipient().0;
            x25519_key(&identity.0, &PublicKey::from(share), &share, &own)?
        }
        (Locked::Passphrase(passphrase), ["scrypt", salt, factor]) => {
            let factor: u8 = factor.parse().map_err(|_| Error::Malformed)?;
            if factor > MAX_WORK_FACTOR {
                return Err(Error::TooExpensive);
            }
            scrypt_key(passphrase, &decoded(salt)?, factor)?
        }
        _ => return Ok(None),
    };
    Ok(unwrap(&wrap_key, body))
}

type WrapKey = Zeroizing<[u8; 32]>;

fn x25519_key(
    secret: &StaticSecret,
    with: &PublicKey,
    share: &[u8; 32],
    to: &[u8; 32],
) -> Result<WrapKey, Error> {
    let shared = secret.diffie_hellman(with);
    if !shared.was_contributory() {
        return Err(Error::Malformed);
    }
    let salt = [share.as_slice(), to.as_slice()].concat();
    let mut key = WrapKey::default();
    Hkdf::<Sha256>::new(Some(&salt), shared.as_bytes())
        .expand(X25519.as_bytes(), &mut *key)
        .map_err(|_| Error::Malformed)?;
    Ok(key)
}

fn scrypt_key(passphrase: &str, salt: &[u8; 16], factor: u8) -> Result<WrapKey, Error> {
    let params = scrypt::Params::new(factor, 8, 1).map_err(|_| Error::Malformed)?;
    let salt = [SCRYPT.as_bytes(), salt].concat();
    let mut key = WrapKey::default();
    scrypt::scrypt(passphrase.as_bytes(), &salt, &params, &mut *key).map_err(|_| Error::Malformed)?;
    Ok(key)
}

// The wrap key is used once, so the nonce is zero (age, "Recipient stanza").
fn wrap(key: &WrapKey, file_key: &FileKey) -> Result<Vec<u8>, Error> {
    ChaCha20Poly1305::new(&Key::from(**key))
        .encrypt(&Nonce::default(), file_key.as_slice())
        .map_err(|_| Error::Malformed)
}

fn unwrap(key: &WrapKey, body: &[u8]) -> Option<FileKey> {
    if body.len() != 32 {
        return None;
    }
    let plain =
        Zeroizing::new(ChaCha20Poly1305::new(&Key::from(**key)).decrypt(&Nonce::default(), body).ok()?);
    plain.as_slice().try_into().ok().map(Zeroizing::new)
}

fn mac(file_key: &FileKey, header: &str) -> Result<Hmac<Sha256>, Error> {
    let mut key = WrapKey::default();
    Hkdf::<Sha256>::new(None, file_key.as_slice())
        .expand(b"header", &mut *key)
        .map_err(|_| Error::Malformed)?;
    let mut mac =
        <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key.as_slice()).map_err(|_| Error::Malformed)?;
    mac.update(header.as_bytes());
    Ok(mac)
}

fn decoded<const N: usize>(text: &str) -> Result<[u8; N], Error> {
    Base64Unpadded::decode_vec(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(Error::Malformed)
}

fn fill(random: Random<'_>, bytes: &mut [u8]) -> Result<(), Error> {
    if random(bytes) { Ok(()) } else { Err(Error::NoRandom) }
}
