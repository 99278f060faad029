//! The records as rows of a table: one page of those that fit a filter.

use crate::beijing;
use dunlog_bundle::{Checked, CheckedGroup};
use dunlog_proof::{Field, Record};
use serde::{Serialize, Serializer, ser::SerializeMap};

/// Rows of one page.
pub(crate) const PAGE_ROWS: usize = 200;

/// Which records are listed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum Filter {
    /// All.
    #[default]
    None,
    /// Those that say this, in lower case.
    Words(String),
    /// The one at this position, of each log.
    Seq(u64),
}

/// Group and place within it.
pub(crate) type At = (usize, usize);

#[derive(Serialize)]
pub(crate) struct Row<'a> {
    group: usize,
    seq: u64,
    kind: &'static str,
    of: Option<u64>,
    time: Option<String>,
    until: Option<String>,
    recorded: Option<String>,
    fields: Fields<'a>,
}

/// Values by name; `null` is a value that is hidden.
struct Fields<'a>(&'a [Field]);

impl Filter {
    /// `#12` asks for a position, anything else for words.
    pub(crate) fn parse(query: &str) -> Self {
        let query = query.trim();
        if query.is_empty() {
            return Self::None;
        }
        match query.strip_prefix('#').and_then(|seq| seq.parse().ok()) {
            Some(seq) => Self::Seq(seq),
            None => Self::Words(query.to_lowercase()),
        }
    }

    fn fits(&self, record: &Record) -> bool {
        match self {
            Self::None => true,
            Self::Seq(seq) => record.seq == *seq,
            Self::Words(words) => {
                let says = |text: &str| text.to_lowercase().contains(words);
                time(record).is_some_and(|time| says(&time))
                    || record.fields.iter().any(|field| match field {
                        Field::Shown(_, value, _) => std::str::from_utf8(value).is_ok_and(says),
                        Field::Hidden(..) => false,
                    })
            }
        }
    }
}

/// Where the records are that fit, in the order of the bundle.
pub(crate) fn find(checked: &Checked, filter: &Filter) -> Vec<At> {
    let groups = checked.groups.iter().enumerate();
    groups
        .flat_map(|(number, group)| {
            let fitting = group.records.iter().enumerate().filter(|(_, record)| filter.fits(record));
            fitting.map(move |(place, _)| (number, place))
        })
        .collect()
}

pub(crate) fn row(groups: &[CheckedGroup], (group, place): At) -> Option<Row<'_>> {
    let record = groups.get(group)?.records.get(place)?;
    Some(Row {
        group,
        seq: record.seq,
        kind: record.kind.id(),
        of: record.of,
        time: time(record),
        until: moment(record, "to_ms"),
        recorded: beijing::time(record.recorded_ms),
        fields: Fields(&record.fields),
    })
}

/// When it happened or, for a gap, began.
fn time(record: &Record) -> Option<String> {
    moment(record, "time_ms").or_else(|| moment(record, "from_ms"))
}

fn moment(record: &Record, field: &str) -> Option<String> {
    record.text(field).parse().ok().and_then(beijing::time)
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for field in self.0 {
            match field {
                Field::Shown(name, value, _) => map.serialize_entry(name, &String::from_utf8_lossy(value))?,
                Field::Hidden(name, _) => map.serialize_entry(name, &None::<&str>)?,
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;

    #[test]
    fn a_number_sign_asks_for_a_position() {
        assert_eq!(Filter::parse("  "), Filter::None);
        assert_eq!(Filter::parse(" #12"), Filter::Seq(12));
        assert_eq!(Filter::parse("#x"), Filter::Words("#x".to_owned()));
        assert_eq!(Filter::parse("还款 ABC "), Filter::Words("还款 abc".to_owned()));
    }
}
