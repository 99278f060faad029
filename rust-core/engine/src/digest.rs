//! The hash of what is read, block by block.

use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// SHA-256 and length of everything that is left in `input`.
pub(crate) fn hash(input: &mut dyn Read) -> io::Result<([u8; 32], u64)> {
    hash_each(input, &mut |_| Ok(()))
}

/// [`hash`] that hands on every block. By hand, because copying from file to file in one call asks for a system call that
/// Android 6 does not have.
pub(crate) fn hash_each(
    input: &mut dyn Read,
    each: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<([u8; 32], u64)> {
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    let mut bytes = 0;
    loop {
        let count = input.read(&mut buffer)?;
        let Some(block) = buffer.get(..count).filter(|block| !block.is_empty()) else {
            return Ok((digest.finalize().into(), bytes));
        };
        digest.update(block);
        each(block)?;
        bytes += count as u64;
    }
}
