//! What ships, as bytes: made when the crate is built, read at a start.

pub mod features;
pub mod lexicon;

use crate::error::RuleError;

/// Bytes that are read from the front. Every answer is `None` when they are cut off.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// A reader of these bytes.
    pub fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// All that `read` makes of these bytes; `None` when it leaves some.
    pub fn whole<T>(bytes: &'a [u8], read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut reader = Self(bytes);
        read(&mut reader).filter(|_| reader.0.is_empty())
    }

    /// What has not been read.
    pub fn rest(self) -> &'a [u8] {
        self.0
    }

    /// So many bytes.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// So many things of `N` bytes each.
    pub fn chunks<const N: usize>(&mut self, count: usize) -> Option<&'a [[u8; N]]> {
        let (chunks, _) = self.take(count.checked_mul(N)?)?.as_chunks();
        Some(chunks)
    }

    /// A number of four bytes, little-endian, that counts something.
    pub fn count(&mut self) -> Option<usize> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    }

    /// So many numbers in ascending order, as [`write_ascending`] puts them.
    pub fn ascending(&mut self, count: usize) -> Option<Vec<u32>> {
        let mut numbers = Vec::new();
        let mut number = 0_u32;
        for _ in 0..count {
            number = number.checked_add(self.varint()?)?;
            numbers.push(number);
        }
        Some(numbers)
    }

    /// A number as [`write_varint`] puts it, of 28 bits at most.
    fn varint(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

/// Writes what [`Reader::ascending`] reads: each number as its distance from the one before.
pub fn write_ascending(numbers: impl Iterator<Item = u32>, out: &mut Vec<u8>) {
    let mut before = 0;
    for number in numbers {
        write_varint(number - before, out);
        before = number;
    }
}

/// Puts a small number into few bytes: seven bits in each, the lowest first; the upper bit says that there are more (LEB128).
fn write_varint(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7F).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

/// Writes what [`Reader::count`] reads: how many of something follow. Errors: more than four bytes hold.
pub fn write_count(count: usize, out: &mut Vec<u8>) -> Result<(), RuleError> {
    out.extend(u32::try_from(count).map_err(|_| RuleError::TooLarge)?.to_le_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Reader, write_varint};

    #[test]
    fn a_number_of_28_bits_is_read_as_it_was_written_and_no_longer_one() {
        for number in [0, 1, 127, 128, 70_000, (1 << 28) - 1] {
            let mut bytes = Vec::new();
            write_varint(number, &mut bytes);
            assert_eq!(Reader::of(&bytes).varint(), Some(number));
            assert_eq!(Reader::of(&bytes[..bytes.len() - 1]).varint(), None);
        }
        assert_eq!(Reader::of(&[0x80, 0x80, 0x80, 0x80, 0]).varint(), None);
    }
}
