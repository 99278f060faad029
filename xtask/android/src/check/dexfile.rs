//! As much of Android's byte code files (`classes.dex`) as a list of classes and their methods needs, read from the
//! bytes and never trusted to be well-formed.

use std::collections::BTreeMap;

/// A method is not written in Java's code: the machine looks for it in a native library.
pub(crate) const NATIVE: u64 = 0x100;

/// A class of the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Class {
    /// Its own methods: name, signature, flags.
    pub(crate) methods: Vec<Method>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Method {
    pub(crate) name: String,
    /// The types that it takes, as `ILjava/lang/String;`.
    pub(crate) takes: String,
    pub(crate) flags: u64,
}

/// The classes of a file by their names, as `org.example.Outer$Inner`; `None` when it is no such file.
pub(crate) fn classes(bytes: &[u8]) -> Option<BTreeMap<String, Class>> {
    let file = File { bytes };
    if bytes.get(..4)? != b"dex\n" {
        return None;
    }
    let (count, table) = (file.u32(96)?, file.u32(100)?);
    (0..count)
        .map(|index| {
            let at = table + index * 32;
            let name = java_name(&file.type_name(file.u32(at)?)?)?;
            let data = file.u32(at + 24)?;
            let methods = if data == 0 { Vec::new() } else { file.methods(data)? };
            Some((name, Class { methods }))
        })
        .collect()
}

/// `Lorg/example/A;` → `org.example.A`.
pub(crate) fn java_name(descriptor: &str) -> Option<String> {
    Some(descriptor.strip_prefix('L')?.strip_suffix(';')?.replace('/', "."))
}

struct File<'b> {
    bytes: &'b [u8],
}

impl File<'_> {
    fn u16(&self, at: u64) -> Option<u64> {
        let at = usize::try_from(at).ok()?;
        self.bytes.get(at..at + 2)?.try_into().ok().map(|two| u64::from(u16::from_le_bytes(two)))
    }

    fn u32(&self, at: u64) -> Option<u64> {
        let at = usize::try_from(at).ok()?;
        self.bytes.get(at..at + 4)?.try_into().ok().map(|four| u64::from(u32::from_le_bytes(four)))
    }

    /// A number in groups of seven bits.
    fn leb(&self, at: &mut u64) -> Option<u64> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = *self.bytes.get(usize::try_from(*at).ok()?)?;
            *at += 1;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn string(&self, index: u64) -> Option<String> {
        let mut at = self.u32(self.u32(60)? + index * 4)?;
        self.leb(&mut at)?; // its length in UTF-16
        let rest = self.bytes.get(usize::try_from(at).ok()?..)?;
        let end = rest.iter().position(|byte| *byte == 0)?;
        Some(String::from_utf8_lossy(rest.get(..end)?).into_owned())
    }

    fn type_name(&self, index: u64) -> Option<String> {
        self.string(self.u32(self.u32(68)? + index * 4)?)
    }

    /// The types that a prototype takes.
    fn takes(&self, prototype: u64) -> Option<String> {
        let list = self.u32(self.u32(76)? + prototype * 12 + 8)?;
        if list == 0 {
            return Some(String::new());
        }
        (0..self.u32(list)?).map(|index| self.type_name(self.u16(list + 4 + index * 2)?)).collect()
    }

    fn methods(&self, data: u64) -> Option<Vec<Method>> {
        let mut at = data;
        let mut counts = [0; 4];
        for count in &mut counts {
            *count = self.leb(&mut at)?;
        }
        let [static_fields, fields, direct, overridable] = counts;
        for _ in 0..2 * (static_fields + fields) {
            self.leb(&mut at)?;
        }
        let mut methods = Vec::new();
        for group in [direct, overridable] {
            let mut index = 0; // each is written as its distance from the one before
            for _ in 0..group {
                index += self.leb(&mut at)?;
                let flags = self.leb(&mut at)?;
                self.leb(&mut at)?; // where its code is
                let id = self.u32(92)? + index * 8;
                methods.push(Method {
                    name: self.string(self.u32(id + 4)?)?,
                    takes: self.takes(self.u16(id + 2)?)?,
                    flags,
                });
            }
        }
        Some(methods)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with the class `a.B`, which has a constructor and `native void c(int)`, put together by hand.
    fn small_file() -> Vec<u8> {
        let mut bytes = b"dex\n039\0".to_vec();
        bytes.resize(112, 0);
        let mut put = |header: usize, part: &[u8]| {
            let at = bytes.len();
            bytes[header..header + 4].copy_from_slice(&u32::try_from(at).unwrap().to_le_bytes());
            bytes.extend(part);
            at
        };
        let words = |words: &[usize]| -> Vec<u8> {
            words.iter().flat_map(|word| u32::try_from(*word).unwrap().to_le_bytes()).collect()
        };
        // Strings; 0 is a place in the header that nothing reads.
        let strings = ["<init>", "I", "La/B;", "V", "c"].map(|text| {
            let mut data = vec![u8::try_from(text.len()).unwrap()];
            data.extend(text.as_bytes());
            data.push(0);
            put(0, &data)
        });
        put(60, &words(&strings));
        put(68, &words(&[1, 2, 3])); // types: I, a.B, V
        let takes_int = put(0, &[1, 0, 0, 0, 0, 0, 0, 0]);
        put(76, &words(&[3, 2, 0, 3, 2, takes_int])); // prototypes: ()V and (I)V
        put(92, &[1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 4, 0, 0, 0]); // a.B.<init>()V, a.B.c(I)V
        // No fields; one direct method (index 0, public constructor); one other (index 1, public native).
        let data = put(0, &[0, 0, 1, 1, 0, 0x81, 0x80, 0x04, 0, 1, 0x81, 0x02, 0]);
        put(100, &words(&[1, 1, 0, 0, 0, 0, data, 0]));
        bytes[96] = 1;
        bytes[..8].copy_from_slice(b"dex\n039\0");
        bytes
    }

    #[test]
    fn classes_and_methods_are_read() {
        let classes = classes(&small_file()).unwrap();
        let methods = &classes["a.B"].methods;
        assert_eq!(methods.len(), 2);
        assert_eq!((methods[0].name.as_str(), methods[0].takes.as_str()), ("<init>", ""));
        assert_eq!((methods[1].name.as_str(), methods[1].takes.as_str()), ("c", "I"));
        assert_eq!([methods[0].flags & NATIVE, methods[1].flags & NATIVE], [0, NATIVE]);
    }

    #[test]
    fn a_torn_file_is_none() {
        let whole = small_file();
        assert_eq!(classes(b"PK\x03\x04"), None);
        for length in 0..whole.len() - 32 {
            assert_eq!(classes(&whole[..length]), None, "{length}");
        }
    }
}
