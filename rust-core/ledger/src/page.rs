//! A page of a long list, newest first, as a screen shows it.
//!
//! A page continues after the last row that was shown and not at an offset: rows that arrive meanwhile shift
//! nothing, and the thousandth page costs as much as the first.

use crate::error::{At, Result};
use crate::open::Ledger;
use crate::read::Filter;
use dunlog_model::{EventId, Label, StoredEvent, Timestamp};
use rusqlite::named_params;

/// Which page is wanted. The default is the newest rows of all events.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Which events.
    pub filter: Filter,
    /// Those whose newest verdict has this label.
    pub label: Option<Label>,
    /// Only what is older than this event.
    pub after: Option<(Timestamp, EventId)>,
    /// The most rows that are wanted.
    pub limit: u32,
}

const SELECT: &str = "
    SELECT e.entry_id
    FROM sighting e
    JOIN log l ON l.id = e.log_id
    WHERE e.event_id = e.entry_id
      AND e.time_ms >= :from
      AND e.time_ms < :to
      AND e.time_ms <= :after_ms
      AND (e.time_ms < :after_ms OR e.entry_id < :after_id)
      AND (:person IS NULL OR l.person_id = :person)
      AND (NOT :notes_only OR e.kind = 'note')
      AND (:label IS NULL OR :label = (SELECT v.label FROM verdict v WHERE v.event_id = e.entry_id
                                       ORDER BY v.id DESC LIMIT 1))
      AND (:number IS NULL OR EXISTS (SELECT 1 FROM payload q WHERE q.entry_id = e.entry_id
                                      AND (instr(q.number_key, :number) OR instr(q.number, :number))))
      AND (:text IS NULL OR EXISTS (SELECT 1 FROM payload q WHERE q.entry_id = e.entry_id AND instr(q.text, :text)))
    ORDER BY e.time_ms DESC, e.entry_id DESC
    LIMIT :limit";

impl Ledger {
    /// The events of a page, newest first.
    pub fn page(&self, page: &Page) -> Result<Vec<StoredEvent>> {
        let mut events = Vec::new();
        for id in self.page_ids(page)? {
            events.extend(self.events(&Filter {
                event: Some(id),
                without_raw: page.filter.without_raw,
                ..Filter::default()
            })?);
        }
        Ok(events)
    }

    fn page_ids(&self, page: &Page) -> Result<Vec<EventId>> {
        let place = "page.ids";
        let Page { filter, label, after, limit } = page;
        let mut statement = self.connection.prepare_cached(SELECT).at(place)?;
        let rows = statement
            .query_map(
                named_params! {
                    ":from": filter.from.map_or(i64::MIN, Timestamp::ms),
                    ":to": filter.to.map_or(i64::MAX, Timestamp::ms),
                    ":after_ms": after.map_or(i64::MAX, |(time, _)| time.ms()),
                    ":after_id": after.map_or(i64::MAX, |(_, id)| id.0),
                    ":person": filter.person.map(|person| person.0),
                    ":label": label.map(Label::id),
                    ":number": filter.number,
                    ":text": filter.text,
                    ":notes_only": filter.notes_only,
                    ":limit": limit,
                },
                |row| row.get(0).map(EventId),
            )
            .at(place)?;
        rows.collect::<rusqlite::Result<_>>().at(place)
    }
}
