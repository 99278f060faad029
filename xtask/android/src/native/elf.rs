//! As much of ELF as a check of a shared library needs, read from the bytes and never trusted to be well-formed.

use std::collections::BTreeSet;

const LOAD: u64 = 1;
const DYNAMIC: u64 = 2;
const TLS: u64 = 7;

/// What a shared library says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Elf {
    /// The parts that are mapped.
    pub(crate) loads: Vec<Load>,
    /// True when it has thread-local storage of the linker's kind, which Android has only since API 29.
    pub(crate) has_tls: bool,
    /// True when code would have to be changed while it is loaded.
    pub(crate) has_text_relocations: bool,
    /// True when it looks for libraries in folders of its own.
    pub(crate) has_run_path: bool,
    /// The libraries that it needs.
    pub(crate) needed: BTreeSet<String>,
    /// The names that it offers.
    pub(crate) exported: BTreeSet<String>,
    /// The names that must be found elsewhere.
    pub(crate) undefined: BTreeSet<String>,
    /// Those that may be missing.
    pub(crate) weak: BTreeSet<String>,
}

/// A part of the file that is mapped into memory.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Load {
    pub(crate) alignment: u64,
    pub(crate) is_writable: bool,
    pub(crate) is_executable: bool,
}

/// The bytes with the widths of their class.
struct Bytes<'b> {
    bytes: &'b [u8],
    is_64: bool,
}

struct Segment {
    kind: u64,
    flags: u64,
    offset: u64,
    address: u64,
    size: u64,
    alignment: u64,
}

impl Elf {
    /// Reads a little-endian library of 32 or 64 bits; `None` when it is none.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let is_64 = match bytes.get(..6)? {
            [0x7f, b'E', b'L', b'F', 2, 1] => true,
            [0x7f, b'E', b'L', b'F', 1, 1] => false,
            _ => return None,
        };
        let bytes = Bytes { bytes, is_64 };
        let segments = bytes.segments()?;
        let loads = segments.iter().filter(|segment| segment.kind == LOAD);
        let mut elf = Self {
            loads: loads.map(Segment::load).collect(),
            has_tls: segments.iter().any(|segment| segment.kind == TLS),
            ..Self::default()
        };
        elf.read_dynamic(&bytes, &segments)?;
        Some(elf)
    }

    fn read_dynamic(&mut self, bytes: &Bytes<'_>, segments: &[Segment]) -> Option<()> {
        let dynamic = segments.iter().find(|segment| segment.kind == DYNAMIC)?;
        let width = bytes.width();
        let entries: Vec<(u64, u64)> = (0..dynamic.size / (2 * width))
            .map_while(|index| {
                let at = dynamic.offset + index * 2 * width;
                Some((bytes.word(at)?, bytes.word(at + width)?))
            })
            .take_while(|(tag, _)| *tag != 0)
            .collect();
        let value = |wanted: u64| entries.iter().find(|(tag, _)| *tag == wanted).map(|(_, value)| *value);
        let file = |address: u64| file_offset(segments, address);
        let names = file(value(5)?)?;
        self.needed = entries
            .iter()
            .filter(|(tag, _)| *tag == 1)
            .map(|(_, name)| bytes.name(names + name))
            .collect::<Option<_>>()?;
        self.has_text_relocations = value(22).is_some() || value(30).is_some_and(|flags| flags & 4 != 0);
        self.has_run_path = value(15).is_some() || value(29).is_some();
        let symbols = file(value(6)?)?;
        // The table of symbols states no length; every linker of Android puts its names right behind it or after
        // the hash tables, so the section headers are asked.
        for index in 1..bytes.symbol_count(symbols)? {
            self.read_symbol(bytes, symbols, index, names)?;
        }
        Some(())
    }

    fn read_symbol(&mut self, bytes: &Bytes<'_>, symbols: u64, index: u64, names: u64) -> Option<()> {
        let at = symbols + index * if bytes.is_64 { 24 } else { 16 };
        let name = bytes.name(names + bytes.half(at)?)?;
        let (info, section) = if bytes.is_64 { (at + 4, at + 6) } else { (at + 12, at + 14) };
        let binding = bytes.number(info, 1)? >> 4;
        match (bytes.number(section, 2)?, binding) {
            (0, 2) => self.weak.insert(name),
            (0, _) => self.undefined.insert(name),
            (_, 1 | 2) => self.exported.insert(name),
            _ => false,
        };
        Some(())
    }
}

impl Segment {
    fn load(&self) -> Load {
        Load {
            alignment: self.alignment,
            is_writable: self.flags & 2 != 0,
            is_executable: self.flags & 1 != 0,
        }
    }
}

fn file_offset(segments: &[Segment], address: u64) -> Option<u64> {
    let mut loads = segments.iter().filter(|segment| segment.kind == LOAD);
    let holder =
        loads.find(|load| load.address <= address && address < load.address.saturating_add(load.size))?;
    (address - holder.address).checked_add(holder.offset)
}

impl Bytes<'_> {
    fn segments(&self) -> Option<Vec<Segment>> {
        let (table, sizes) = if self.is_64 { (self.word(32)?, 54) } else { (self.word(28)?, 42) };
        let (size, count) = (self.number(sizes, 2)?, self.number(sizes + 2, 2)?);
        (0..count).map(|index| self.segment(table.checked_add(index * size)?)).collect()
    }

    fn segment(&self, at: u64) -> Option<Segment> {
        let word = |index: u64| self.word(at + index);
        Some(if self.is_64 {
            Segment {
                kind: self.half(at)?,
                flags: self.half(at + 4)?,
                offset: word(8)?,
                address: word(16)?,
                size: word(32)?,
                alignment: word(48)?,
            }
        } else {
            Segment {
                kind: self.half(at)?,
                flags: self.half(at + 24)?,
                offset: word(4)?,
                address: word(8)?,
                size: word(16)?,
                alignment: word(28)?,
            }
        })
    }

    /// From the header of the section that holds the dynamic symbols.
    fn symbol_count(&self, symbols: u64) -> Option<u64> {
        let (table, sizes) = if self.is_64 { (self.word(40)?, 58) } else { (self.word(32)?, 46) };
        let (size, count) = (self.number(sizes, 2)?, self.number(sizes + 2, 2)?);
        let (offset_at, size_at, entry) = if self.is_64 { (24, 32, 24) } else { (16, 20, 16) };
        (0..count).find_map(|index| {
            let at = table.checked_add(index * size)?;
            let is_symbols = self.half(at + 4)? == 11 && self.word(at + offset_at)? == symbols;
            is_symbols.then(|| self.word(at + size_at).map(|bytes| bytes / entry)).flatten()
        })
    }

    fn width(&self) -> u64 {
        if self.is_64 { 8 } else { 4 }
    }

    fn word(&self, at: u64) -> Option<u64> {
        self.number(at, self.width())
    }

    fn half(&self, at: u64) -> Option<u64> {
        self.number(at, 4)
    }

    fn number(&self, at: u64, width: u64) -> Option<u64> {
        let (from, to) = (usize::try_from(at).ok()?, usize::try_from(at.checked_add(width)?).ok()?);
        let bytes = self.bytes.get(from..to)?;
        Some(bytes.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
    }

    fn name(&self, at: u64) -> Option<String> {
        let rest = self.bytes.get(usize::try_from(at).ok()?..)?;
        let end = rest.iter().position(|byte| *byte == 0)?;
        String::from_utf8(rest.get(..end)?.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Elf;

    #[test]
    fn this_very_program_is_read() {
        let bytes = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let elf = Elf::parse(&bytes).unwrap();
        assert!(elf.needed.iter().any(|library| library.starts_with("libc.")), "{:?}", elf.needed);
        assert!(elf.undefined.contains("memcpy") || elf.undefined.contains("malloc"));
        assert!(elf.loads.iter().any(|load| load.is_executable && !load.is_writable));
        assert!(!elf.has_text_relocations);
    }

    #[test]
    fn torn_and_foreign_bytes_are_no_library() {
        assert_eq!(Elf::parse(b"MZ"), None);
        let bytes = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        for length in (0..4096).step_by(61) {
            assert_eq!(Elf::parse(&bytes[..length]), None);
        }
    }
}
