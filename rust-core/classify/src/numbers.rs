//! What the form of a number says about the line behind it. A weak feature: a prefix alone proves nothing.

use crate::bundle;
use dunlog_model::{NumberKey, PhoneNumber};
use once_cell::sync::Lazy;
use serde::Deserialize;

static CLASSES: Lazy<Vec<Row>> = Lazy::new(|| {
    let table: Table =
        serde_json::from_str(bundle::text("numbers")).expect("the bundled number table is covered by a test");
    table.class
});

/// The kind of line that a number looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberClass {
    /// A mainland mobile of one of the three networks.
    Mobile,
    /// A mainland mobile of a virtual operator.
    VirtualMobile,
    /// A landline with area code.
    Landline,
    /// 95 and three digits: banks, insurers, couriers.
    Short95,
    /// 95 and more digits: call centres, couriers, collectors.
    Long95,
    /// 96 and more digits: numbers of one province.
    Provincial96,
    /// 106: gateway for business messages.
    Gateway106,
    /// 400 and 800.
    Toll400,
    /// 1010 and four digits: company number.
    Company1010,
    /// Network operators.
    Carrier,
    /// Emergency and public service, allowed by their number.
    PublicService,
    /// Outside the mainland.
    International,
    /// A sender shown as a name.
    Alphanumeric,
    /// None of these.
    Other,
}

/// The class of a number, by the bundled table; the first row that fits wins.
pub fn number_class(number: &PhoneNumber) -> NumberClass {
    class_of(&number.key())
}

/// Digits shared by numbers that differ only in their last four, with the length. `None` where many senders share
/// a prefix, as on message gateways, so that they are not taken for one caller with many numbers.
pub(crate) fn rotation_prefix(number: &NumberKey) -> Option<String> {
    let rotates =
        matches!(class_of(number), NumberClass::Mobile | NumberClass::VirtualMobile | NumberClass::Landline);
    let digits = number.as_str();
    let kept = digits.len().checked_sub(4)?;
    let prefix = digits.get(..kept)?;
    rotates.then(|| format!("{prefix}/{}", digits.len()))
}

fn class_of(number: &NumberKey) -> NumberClass {
    let number = number.as_str();
    if number.chars().any(|c| !c.is_ascii_digit() && !matches!(c, '+' | '*' | '#')) {
        return NumberClass::Alphanumeric;
    }
    CLASSES.iter().find(|row| row.fits(number)).map_or(NumberClass::Other, |row| row.class)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    class: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    class: NumberClass,
    starts: Vec<String>,
    /// The fewest and the most digits; any number of digits and signs where it is not given.
    digits: Option<(usize, usize)>,
    #[serde(default, rename = "why")]
    _why: String,
}

impl Row {
    fn fits(&self, number: &str) -> bool {
        let only_digits = || number.bytes().all(|byte| byte.is_ascii_digit());
        self.starts.iter().any(|start| number.starts_with(start.as_str()))
            && self
                .digits
                .is_none_or(|(fewest, most)| (fewest..=most).contains(&number.len()) && only_digits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_number_has_its_class() {
        let rows = [
            ("13900000000", NumberClass::Mobile),
            ("+86 139 0000 0000", NumberClass::Mobile),
            ("17100000000", NumberClass::VirtualMobile),
            ("16200000000", NumberClass::VirtualMobile),
            ("0755-00000000", NumberClass::Landline),
            ("010 00000000", NumberClass::Landline),
            ("95000", NumberClass::Short95),
            ("95000000", NumberClass::Long95),
            ("96000", NumberClass::Provincial96),
            ("106900000000", NumberClass::Gateway106),
            ("4000000000", NumberClass::Toll400),
            ("10100000", NumberClass::Company1010),
            ("10086", NumberClass::Carrier),
            ("110", NumberClass::PublicService),
            ("12345", NumberClass::PublicService),
            ("+1 360 000 0000", NumberClass::International),
            ("NOTICE", NumberClass::Alphanumeric),
            ("7", NumberClass::Other),
            ("1101", NumberClass::Other),
            ("123456", NumberClass::Other),
            ("139000000000", NumberClass::Other),
        ];
        for (shown, class) in rows {
            assert_eq!(number_class(&PhoneNumber::from_shown(shown).unwrap()), class, "{shown}");
        }
    }

    #[test]
    fn only_lines_of_one_owner_rotate() {
        let prefix = |digits: &str| rotation_prefix(&NumberKey::from_stored(digits.to_owned()));
        assert_eq!(prefix("13900000001"), prefix("13900009999"));
        assert_ne!(prefix("13900000001"), prefix("13800000001"));
        assert!(prefix("1069000000001").is_none() && prefix("110").is_none() && prefix("95000").is_none());
    }
}
