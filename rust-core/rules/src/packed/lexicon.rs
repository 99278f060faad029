//! A lexicon as the bytes that ship.
//!
//! Each phrase as how much of it the one before has, too, and the rest: a third of the size, and they deflate well.
//! What stands where: the number of phrases and of atoms; for each phrase the bytes that it shares, those of its rest, and
//! how many atoms it has; the atoms; the rests.

use super::{Reader, write_count};
use crate::error::RuleError;
use crate::lexicon::{Atom, Lexicon};

/// Writes what [`read`] reads. For build programs.
pub fn write(lexicon: &Lexicon) -> Result<Vec<u8>, RuleError> {
    let small = |length: usize| u8::try_from(length).map_err(|_| RuleError::TooLarge);
    let (mut shared, mut lengths, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    let (mut atoms, mut rests) = (Vec::new(), Vec::new());
    let mut before = String::new();
    for (phrase, of_phrase) in lexicon.entries() {
        let same = before.bytes().zip(phrase.bytes()).take_while(|(a, b)| a == b).count();
        let rest = phrase.as_bytes().get(same..).unwrap_or_default();
        shared.push(small(same)?);
        lengths.push(small(rest.len())?);
        counts.push(small(of_phrase.len())?);
        atoms.extend(of_phrase.iter().flat_map(|atom| atom.to_le_bytes()));
        rests.extend_from_slice(rest);
        before = phrase;
    }
    let mut out = Vec::new();
    for number in [lexicon.len(), lexicon.atom_count()] {
        write_count(number, &mut out)?;
    }
    Ok([out, shared, lengths, counts, atoms, rests].concat())
}

/// Reads a lexicon. Errors: cut off, or not one of ours.
pub fn read(bytes: &[u8]) -> Result<Lexicon, RuleError> {
    let Whole { text, ends, counts, atoms, atom_count } =
        Reader::whole(bytes, read_all).ok_or(RuleError::Lexicon)?;
    let text = String::from_utf8(text).map_err(|_| RuleError::Lexicon)?;
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let places = starts.zip(&ends).map(|(start, end)| text.get(start..*end));
    let texts = places.collect::<Option<Vec<&str>>>().ok_or(RuleError::Lexicon)?;
    let entries = texts.into_iter().zip(counts.iter().map(|count| usize::from(*count)));
    let atoms = atoms.iter().map(|atom| Atom::from_le_bytes(*atom)).collect();
    Lexicon::laid_out(entries, atoms, atom_count)
}

/// All that stands in the bytes, with each phrase in full.
struct Whole<'a> {
    text: Vec<u8>,
    ends: Vec<usize>,
    counts: &'a [u8],
    atoms: &'a [[u8; 2]],
    atom_count: usize,
}

fn read_all<'a>(reader: &mut Reader<'a>) -> Option<Whole<'a>> {
    let (phrases, atom_count) = (reader.count()?, reader.count()?);
    let [shared, lengths, counts] = [reader.take(phrases)?, reader.take(phrases)?, reader.take(phrases)?];
    let atoms = reader.chunks(counts.iter().map(|count| usize::from(*count)).sum())?;
    let mut text: Vec<u8> = Vec::with_capacity(reader.rest().len() * 2);
    let mut ends = Vec::with_capacity(phrases);
    let mut before = 0;
    for (shared, length) in shared.iter().zip(lengths) {
        let start = text.len();
        let end = before + usize::from(*shared);
        (end <= start).then(|| text.extend_from_within(before..end))?;
        text.extend_from_slice(reader.take(usize::from(*length))?);
        ends.push(text.len());
        before = start;
    }
    Some(Whole { text, ends, counts, atoms, atom_count })
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::error::RuleError;
    use crate::ready::lexicon;

    #[test]
    fn what_was_written_is_read_and_every_shorter_file_is_refused() {
        let phrases = [vec!["欠款".to_owned(), "td".to_owned()], vec!["欠款人".to_owned(), "td".to_owned()]];
        let lexicon = lexicon(&phrases, &[]).unwrap();
        let bytes = write(&lexicon).unwrap();
        let again = read(&bytes).unwrap();
        assert!(again.entries().eq(lexicon.entries()));
        assert_eq!(again.atom_count(), 2);
        for length in 0..bytes.len() {
            assert_eq!(read(&bytes[..length]).err(), Some(RuleError::Lexicon), "{length}");
        }
        assert!(read(&[&bytes[..], &[0]].concat()).is_err());
    }
}
