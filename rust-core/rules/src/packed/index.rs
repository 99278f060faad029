//! An index as the bytes that ship: its tables as they lie in memory, so that a start copies them and works nothing out.
//!
//! The map of hashes, as words; then, each behind its number, the entries, the groups and where those of each place end. All numbers
//! are little-endian.

use super::{Reader, write_count};
use crate::error::RuleError;
use crate::index::{Index, places_with_groups};
use crate::rank::{Ranked, zeros};

/// Writes what [`read`] reads. For build programs.
pub(crate) fn write(index: &Index) -> Result<Vec<u8>, RuleError> {
    let mut out: Vec<u8> = index.map.words().iter().flat_map(|word| word.to_le_bytes()).collect();
    let known = crate::wide(index.map.count());
    for numbers in [index.entries.get(..known).unwrap_or_default(), &index.groups, &index.ends] {
        write_count(numbers.len(), &mut out)?;
        out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }
    Ok(out)
}

/// Reads an index. Errors: cut off, or not one of ours.
pub(crate) fn read(bytes: &[u8]) -> Result<Index, RuleError> {
    Reader::whole(bytes, read_all).ok_or(RuleError::Weights)
}

fn read_all(reader: &mut Reader<'_>) -> Option<Index> {
    let map = read_map(reader)?;
    let mut entries = zeros();
    copy(read_numbers(reader)?, entries.as_mut_slice())?;
    let with_groups = places_with_groups(&entries);
    let mut list = || {
        let numbers = read_numbers(reader)?;
        let mut list = vec![0; numbers.len()];
        copy(numbers, &mut list)?;
        Some(list)
    };
    Some(Index { map, entries, groups: list()?, with_groups, ends: list()? })
}

fn read_map<const WORDS: usize>(reader: &mut Reader<'_>) -> Option<Ranked<WORDS>> {
    let mut words = zeros();
    for (to, from) in words.iter_mut().zip(reader.chunks(WORDS)?) {
        *to = u64::from_le_bytes(*from);
    }
    Some(Ranked::of_words(words))
}

fn read_numbers<'a>(reader: &mut Reader<'a>) -> Option<&'a [[u8; 2]]> {
    let count = reader.count()?;
    reader.chunks(count)
}

/// Copies all numbers; `None` when there is no room.
fn copy(from: &[[u8; 2]], to: &mut [u16]) -> Option<()> {
    for (to, from) in to.get_mut(..from.len())?.iter_mut().zip(from) {
        *to = u16::from_le_bytes(*from);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::index::Index;

    #[test]
    fn what_was_written_is_read_and_a_shorter_or_longer_file_is_refused() {
        let index = Index::of(&[(8, 7), (0x00FF_0000, 8)], &[(0x0100_0000, 3), (0xFF00_0000, 4)]).unwrap();
        let bytes = write(&index).unwrap();
        assert_eq!(read(&bytes).unwrap(), index);
        let tables = bytes.len() - 40..bytes.len(); // of the maps not every length
        for length in (0..bytes.len()).step_by(10_007).chain(tables) {
            assert!(read(&bytes[..length]).is_err(), "{length}");
        }
        assert!(read(&[&bytes[..], &[0]].concat()).is_err());
    }

    #[test]
    fn more_entries_than_there_are_places_are_refused() {
        let mut bytes = write(&Index::of(&[], &[]).unwrap()).unwrap();
        let lengths = bytes.len() - 12;
        bytes[lengths..lengths + 4].copy_from_slice(&300_000_u32.to_le_bytes());
        bytes.extend(vec![0; 600_000]);
        assert!(read(&bytes).is_err());
    }
}
