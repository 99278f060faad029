//! Which sources spoke last, and when: what tells a person whether capture works.

use crate::entry_fields;
use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use dunlog_model::Source;

/// One source of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceSeen {
    /// Which source.
    pub source: Source,
    /// How many events it spoke of.
    pub events: u64,
    /// The newest moment it spoke of, milliseconds since the epoch.
    pub time_ms: i64,
    /// When we last wrote down a word of it, milliseconds since the epoch.
    pub recorded_ms: i64,
}

impl Ledger {
    /// Every source that ever spoke, in the order of their names.
    pub fn sources(&self) -> Result<Vec<SourceSeen>> {
        let place = "seen.sources";
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT s.source, count(*), max(s.time_ms), max(n.recorded_ms)
                 FROM sighting s JOIN entry n ON n.id = s.entry_id GROUP BY s.source ORDER BY s.source",
            )
            .at(place)?;
        let rows = statement
            .query_map([], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get(2)?, row.get(3)?))
            })
            .at(place)?;
        rows.map(|row| {
            let (source, events, time_ms, recorded_ms) = row.at(place)?;
            let source = entry_fields::source(&source).ok_or(Error::new(Code::DbCorrupt, place))?;
            Ok(SourceSeen { source, events: events.unsigned_abs(), time_ms, recorded_ms })
        })
        .collect()
    }
}
