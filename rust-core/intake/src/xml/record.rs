//! One whole element to one observation.

use super::attributes::Attributes;
use super::decode::decode;
use super::scan::{End, TagScan, name};
use crate::{Code, provider};
use dunlog_model::{Observation, Source, limits::RAW_BYTES};
use serde_json::{Map, Value};
use std::str;

type Columns = Map<String, Value>;

/// Which element it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Sms,
    Mms,
    Call,
}

/// Reads the bytes of one element, from its first `<` to its last `>`.
pub(crate) fn read(kind: Kind, element: &[u8]) -> Result<Observation, Code> {
    let element = str::from_utf8(element).map_err(|_| Code::NotUtf8)?;
    match kind {
        Kind::Sms => provider::sms(columns(element, &mut Budget::full())?, Source::BackupXml),
        Kind::Call => provider::call(columns(element, &mut Budget::full())?, Source::BackupXml),
        Kind::Mms => provider::mms(mms_columns(element)?, Source::BackupXml, 1),
    }
}

/// The `count` attribute of a root.
pub(crate) fn declared(root: &[u8]) -> Option<u64> {
    let root = str::from_utf8(root).ok()?;
    let mut attributes = Attributes::of(root).filter_map(Result::ok);
    let (_, count) = attributes.find(|(name, _)| *name == "count")?;
    count.trim().parse().ok()
}

/// The attributes of a tag as columns; beside a value that could not be shown exactly, the value as written.
fn columns(tag: &str, budget: &mut Budget) -> Result<Columns, Code> {
    let mut columns = Vec::with_capacity(18); // as many as an SMS has
    for attribute in Attributes::of(tag) {
        let (name, written) = attribute?;
        let value = decode(written);
        if !value.exact {
            columns.push((format!("__raw_{name}"), Value::from(written)));
        }
        budget.spend(name.len() + value.text.len())?;
        columns.push((name.to_owned(), Value::String(value.text.into_owned())));
    }
    unique(columns)
}

/// A map made in one go, which is faster than one made by insertion; it loses an entry for every repeated name.
fn unique(columns: Vec<(String, Value)>) -> Result<Columns, Code> {
    let count = columns.len();
    let columns: Columns = columns.into_iter().collect();
    if columns.len() == count { Ok(columns) } else { Err(Code::DuplicateAttribute) }
}

/// The attributes of `<mms>`, its parts as `__parts`, its addresses as `__addrs`, the rest as `__other`.
fn mms_columns(element: &str) -> Result<Columns, Code> {
    let mut tags = Tags { rest: element };
    let mut budget = Budget::full();
    let mut columns = columns(tags.next().unwrap_or_default(), &mut budget)?;
    let (mut parts, mut addresses, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for tag in tags {
        budget.spend(0)?;
        match name(tag.as_bytes()) {
            b"part" => parts.push(Value::Object(part_columns(tag, &mut budget)?)),
            b"addr" => addresses.push(Value::Object(self::columns(tag, &mut budget)?)),
            b"parts" | b"/parts" | b"/part" | b"addrs" | b"/addrs" | b"/addr" | b"/mms" => {}
            _ => {
                budget.spend(tag.len())?;
                others.push(Value::from(tag));
            }
        }
    }
    for (column, list) in [("__parts", parts), ("__addrs", addresses), ("__other", others)] {
        if !list.is_empty() {
            columns.insert(column.to_owned(), Value::Array(list));
        }
    }
    Ok(columns)
}

/// A part without its media: of the `data` attribute (Base64) only the length is kept.
fn part_columns(tag: &str, budget: &mut Budget) -> Result<Columns, Code> {
    let mut columns = Vec::new();
    for attribute in Attributes::of(tag) {
        let (name, written) = attribute?;
        let (name, value) = match name {
            "data" => ("__data_bytes", Value::from(written.len())),
            _ => (name, Value::String(decode(written).text.into_owned())),
        };
        budget.spend(name.len() + value.as_str().map_or(0, str::len))?;
        columns.push((name.to_owned(), value));
    }
    unique(columns)
}

/// What columns may still take, counted while they are collected: an element full of tiny attributes must not
/// grow to many times its size before it is refused.
struct Budget(usize);

impl Budget {
    fn full() -> Self {
        Self(RAW_BYTES)
    }

    /// For a name with its value, which as JSON have at least two more bytes around them.
    fn spend(&mut self, bytes: usize) -> Result<(), Code> {
        self.0 = self.0.checked_sub(bytes + 2).ok_or(Code::RawTooLarge)?;
        Ok(())
    }
}

/// The tags of an element that is known to be whole.
struct Tags<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tags<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let start = self.rest.find('<')?;
        let (_, tag) = self.rest.split_at(start);
        let End::At(length) = TagScan::new(0).run(tag.as_bytes(), true) else {
            return None;
        };
        let (tag, rest) = tag.split_at(length);
        self.rest = rest;
        Some(tag)
    }
}
