//! Phone numbers: the digits exactly as a source showed them, and a key under which the same line is found
//! again whatever prefix a network or an exporter put before it.

use crate::limits::NUMBER_CHARS;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A number exactly as it was shown or stored. Never altered, never dropped for being short.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneNumber(String);

/// What two spellings of one line have in common: digits without separators, without the country code of
/// China and without an IP-call prefix. Foreign numbers keep `+` and their country code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NumberKey(String);

impl PhoneNumber {
    /// Keeps the text as it is. `None` when it is empty or one of the ways in which phones write "withheld"
    /// (`-1`, `-2`, `-3`, `unknown`, `private`, `null`); also when it is longer than [`NUMBER_CHARS`].
    pub fn from_shown(text: &str) -> Option<Self> {
        let trimmed = text.trim();
        let withheld =
            ["", "-1", "-2", "-3", "null", "unknown", "private", "restricted", "anonymous", "未知号码"];
        let is_withheld = withheld.iter().any(|word| trimmed.eq_ignore_ascii_case(word));
        (!is_withheld && trimmed.chars().count() <= NUMBER_CHARS).then(|| Self(text.to_owned()))
    }

    /// The number as shown.
    pub fn as_shown(&self) -> &str {
        &self.0
    }

    /// The key under which the same line is found again.
    pub fn key(&self) -> NumberKey {
        NumberKey(canonical(&self.0))
    }

    /// The last four digits with the rest replaced, for copies that leave the person's hands.
    pub fn masked(&self) -> String {
        let digits: Vec<char> = self.0.chars().collect();
        let keep = if digits.len() > 7 { 4 } else { digits.len().min(2) };
        let hidden = digits.len().saturating_sub(keep);
        digits.iter().enumerate().map(|(i, c)| if i < hidden { '*' } else { *c }).collect()
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({} chars)", self.0.chars().count())
    }
}

impl NumberKey {
    /// The canonical digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A key read back from where keys are stored.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for NumberKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NumberKey({} chars)", self.0.len())
    }
}

fn canonical(shown: &str) -> String {
    // 5G messages come from `sip:106…@botplatform…`; the digits before the @ are the sender.
    let address = shown.trim();
    let address = address.strip_prefix("sip:").or_else(|| address.strip_prefix("tel:")).unwrap_or(address);
    let address = address.split('@').next().unwrap_or(address);
    let compact: String = address.chars().filter_map(plain_char).collect();
    let has_letters = compact.chars().any(char::is_alphabetic);
    if has_letters {
        return compact.to_lowercase(); // an alphanumeric sender is a name, not a number
    }
    let national = strip_country(&compact);
    strip_ip_prefix(&national).to_owned()
}

/// Drops separators and direction marks and folds full-width digits to ASCII.
fn plain_char(c: char) -> Option<char> {
    match c {
        '0'..='9' | '+' | '*' | '#' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        '＋' => Some('+'),
        _ if c.is_alphabetic() => Some(c),
        _ => None,
    }
}

fn strip_country(digits: &str) -> String {
    let (rest, marked) = match digits.strip_prefix("+86").or_else(|| digits.strip_prefix("0086")) {
        Some(rest) => (rest, true),
        None => (digits.strip_prefix("86").unwrap_or(digits), false),
    };
    if !marked {
        // A bare 86 is a country code only before a full mobile number, else it may belong to the number.
        let whole = if is_mobile(rest) { rest } else { digits };
        return whole.to_owned();
    }
    let is_area_code = (9..=11).contains(&rest.len()) && !rest.starts_with('0') && !is_mobile(rest);
    let is_service = ["10", "12", "40", "80", "95", "96"].iter().any(|prefix| rest.starts_with(prefix));
    // `+86 10 1234 5678` is Beijing (0)10 with eight digits; `+86 10690000…` is an SMS gateway.
    let beijing = rest.len() == 10 && rest.starts_with("10");
    if is_area_code && (!is_service || beijing) { format!("0{rest}") } else { rest.to_owned() }
}

fn strip_ip_prefix(digits: &str) -> &str {
    ["12593", "17951", "17911", "17909", "12520"]
        .iter()
        .filter_map(|prefix| digits.strip_prefix(prefix))
        .find(|rest| is_mobile(rest) || (rest.starts_with('0') && rest.len() >= 10))
        .unwrap_or(digits)
}

/// Eleven digits, 13 to 19 at the start: a mainland mobile number.
fn is_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    matches!(bytes, [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9 && rest.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        PhoneNumber::from_shown(text).unwrap().key().as_str().to_owned()
    }

    #[test]
    fn one_line_has_one_key_however_it_is_written() {
        for shown in [
            "13900001234",
            "+8613900001234",
            "+86 139-0000-1234",
            "008613900001234",
            "8613900001234",
            "1259313900001234",
            "+86 17951 13900001234",
            "１３９００００１２３４",
            "tel:+8613900001234",
        ] {
            assert_eq!(key(shown), "13900001234", "{shown}");
        }
        for shown in ["0755-00001234", "+86 755 00001234", "(0755)00001234"] {
            assert_eq!(key(shown), "075500001234", "{shown}");
        }
        assert_eq!(key("+86 10 0000 1234"), "01000001234");
    }

    #[test]
    fn short_and_foreign_numbers_are_kept_apart() {
        assert_eq!(key("95500"), "95500");
        assert_eq!(key("10690000123456"), "10690000123456");
        assert_eq!(key("+86 10690000123456"), "10690000123456");
        assert_eq!(key("sip:106900001234@botplatform.example"), "106900001234");
        // +1 36x is North America, not a mainland mobile.
        assert_eq!(key("+1 360 000 01234"), "+136000001234");
        assert_ne!(key("+13600001234"), key("13600001234"));
        assert_eq!(key("86001"), "86001");
        assert_eq!(key("NOTICE"), "notice");
    }

    #[test]
    fn withheld_is_not_a_number_and_shown_text_is_untouched() {
        for shown in ["", " ", "-1", "-2", "null", "Unknown"] {
            assert!(PhoneNumber::from_shown(shown).is_none(), "{shown}");
        }
        assert_eq!(PhoneNumber::from_shown("+86 139 0000 1234").unwrap().as_shown(), "+86 139 0000 1234");
        assert_eq!(PhoneNumber::from_shown("13900001234").unwrap().masked(), "*******1234");
        assert_eq!(PhoneNumber::from_shown("95500").unwrap().masked(), "***00");
    }

    #[test]
    fn debug_shows_no_digits() {
        let number = PhoneNumber::from_shown("13900001234").unwrap();
        assert!(!format!("{number:?} {:?}", number.key()).contains("139"));
    }
}
