//! Bytes as lower-case hexadecimal and back, as every file of ours writes hashes and identities.

use alloc::string::String;

/// Bytes as lower-case hexadecimal. By hand, because the formatter costs more than the hashing.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for half in [byte >> 4, byte & 0x0f] {
            text.push(char::from(if half < 10 { b'0' + half } else { b'a' + half - 10 }));
        }
    }
    text
}

/// Reads exactly `N` bytes; upper case is another spelling and is refused.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() || pairs.len() != N {
        return None;
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

fn digit(c: u8) -> Option<u8> {
    match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_and_nothing_else_does() {
        assert_eq!(unhex(&hex(&[0, 1, 0xab, 0xff])), Some([0_u8, 1, 0xab, 0xff]));
        for wrong in ["", "0", "zz", "AB", "0011", "中"] {
            assert_eq!(unhex::<1>(wrong), None, "{wrong}");
        }
    }
}
