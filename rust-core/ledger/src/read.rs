//! Reading events back in the order of time, one after the other, without holding them all.

use crate::entry_fields::{self, SightingRow};
use crate::error::{At, Code, Error, Result};
use crate::open::Ledger;
use crate::resolve;
use crate::verdict;
use dunlog_model::{
    Annotation, CivilDate, EventId, Gap, LogHead, LogId, Person, PersonId, PhoneNumber, Sighting,
    StoredEvent, StoredGap, Timestamp,
};
use rusqlite::{Row, named_params};
use std::collections::BTreeMap;

/// Which events are wanted. The default is all of them.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// At or after.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
    /// On this person's phone.
    pub person: Option<PersonId>,
    /// One event only; everything else is then ignored.
    pub event: Option<EventId>,
    /// The number contains these characters.
    pub number: Option<String>,
    /// The text contains these characters.
    pub text: Option<String>,
    /// Only what the person wrote down.
    pub notes_only: bool,
    /// Leave out the raw columns, which are most of the bytes and are needed only for an export.
    pub without_raw: bool,
}

// `instr` and not LIKE or a trigram index: two-character Chinese words must be found, and 20,000 messages are
// searched in milliseconds.
// Columns are read by their place: looking a name up among thirty costs more than the rest of reading a row.
const COLUMNS: &str = "
    SELECT s.kind, s.subtype, s.channel, s.direction, s.source, s.time_ms, s.sent_ms, s.seconds,
           ifnull(p.number, ''), ifnull(p.number_key, ''), ifnull(p.name, ''), ifnull(p.sim, ''), ifnull(p.provider_id, ''),
           ifnull(p.text, ''), iif(:without_raw, '', ifnull(p.raw, '')),
           e.entry_id, l.uid, l.person_id, n.seq, n.leaf, n.recorded_ms, p.entry_id IS NULL, ifnull(p.salt, zeroblob(16)),
           v.label, v.score, v.ruleset, v.detail
    FROM sighting e
    JOIN log l ON l.id = e.log_id
    JOIN sighting s ON s.event_id = e.entry_id
    JOIN entry n ON n.id = s.entry_id
    LEFT JOIN payload p ON p.entry_id = s.entry_id
    LEFT JOIN verdict v ON v.id = (SELECT max(w.id) FROM verdict w WHERE w.event_id = e.entry_id)";

/// Places of the columns behind those of [`columns`].
mod at {
    pub(super) const EVENT: usize = 15;
    pub(super) const UID: usize = 16;
    pub(super) const PERSON: usize = 17;
    pub(super) const SEQ: usize = 18;
    pub(super) const LEAF: usize = 19;
    pub(super) const RECORDED: usize = 20;
    pub(super) const GONE: usize = 21;
    pub(super) const SALT: usize = 22;
    /// Label, score, rule set and detail stand one after the other.
    pub(super) const VERDICT: usize = 23;
}
// The bounds are always numbers, so that the index on time is used: a day of a long log is read alone.
const MATCHING: &str = "
    WHERE e.event_id = e.entry_id
      AND e.time_ms >= :from
      AND e.time_ms < :to
      AND (:person IS NULL OR l.person_id = :person)
      AND (NOT :notes_only OR e.kind = 'note')
      AND (:number IS NULL OR EXISTS (SELECT 1 FROM payload q WHERE q.entry_id = e.entry_id
                                      AND (instr(q.number_key, :number) OR instr(q.number, :number))))
      AND (:text IS NULL OR EXISTS (SELECT 1 FROM payload q WHERE q.entry_id = e.entry_id AND instr(q.text, :text)))";
const IN_ORDER: &str = "
    ORDER BY e.time_ms, e.log_id, e.dedupe_key, s.entry_id";
const BY_ID: &str = "
    WHERE e.entry_id = :event AND e.event_id = e.entry_id";

impl Ledger {
    /// Calls `each` for every event in the order of time. An error of `each` ends the reading and is returned.
    pub fn for_each_event<E: From<Error>>(
        &self,
        filter: &Filter,
        mut each: impl FnMut(StoredEvent) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let place = "read.events";
        let sql = match filter.event {
            None => [COLUMNS, MATCHING, IN_ORDER].concat(),
            Some(_) => [COLUMNS, BY_ID, IN_ORDER].concat(),
        };
        let persons: BTreeMap<i64, Person> =
            self.persons()?.into_iter().map(|person| (person.id.0, person)).collect();
        let mut annotations = self.annotations(filter.event)?;
        let mut statement = self.connection.prepare_cached(&sql).at(place)?;
        let mut rows = match filter.event {
            None => statement.query(named_params! {
                ":from": filter.from.map_or(i64::MIN, Timestamp::ms),
                ":to": filter.to.map_or(i64::MAX, Timestamp::ms),
                ":person": filter.person.map(|person| person.0),
                ":number": filter.number,
                ":text": filter.text,
                ":notes_only": filter.notes_only,
                ":without_raw": filter.without_raw,
            }),
            Some(event) => {
                statement.query(named_params! { ":event": event.0, ":without_raw": filter.without_raw })
            }
        }
        .at(place)?;
        let mut current: Option<StoredEvent> = None;
        while let Some(row) = rows.next().at(place)? {
            let id = EventId(row.get(at::EVENT).at(place)?);
            if current.as_ref().is_some_and(|event| event.id != id)
                && let Some(done) = current.take()
            {
                each(finished(done)?)?;
            }
            match &mut current {
                Some(event) => {
                    let columns = columns(row)?;
                    event.sightings.push(sighting(row, &columns)?);
                    add_what_was_missing(event, columns);
                }
                None => {
                    current =
                        Some(first_sighting(row, &persons, annotations.remove(&id).unwrap_or_default())?)
                }
            }
        }
        current.map_or(Ok(()), |event| each(finished(event)?))
    }

    /// The events as a list; for tests, single events and short spans.
    pub fn events(&self, filter: &Filter) -> Result<Vec<StoredEvent>> {
        let mut all = Vec::new();
        self.for_each_event::<Error>(filter, |event| {
            all.push(event);
            Ok(())
        })?;
        Ok(all)
    }

    /// The first local day at or after `from` on which there is an event.
    pub fn first_day_from(&self, from: Option<CivilDate>) -> Result<Option<CivilDate>> {
        let place = "read.first_day";
        let from = from.map_or(i64::MIN, |date| date.start().map_or(i64::MAX, Timestamp::ms));
        let first: Option<i64> = self
            .connection
            .prepare_cached("SELECT min(time_ms) FROM sighting WHERE time_ms >= ?1")
            .and_then(|mut statement| statement.query_row([from], |row| row.get(0)))
            .at(place)?;
        first.map(|ms| Timestamp::from_ms(ms).map(Timestamp::china_date).map_err(|_| corrupt())).transpose()
    }

    /// Every recorded gap, in the order of the log.
    pub fn gaps(&self) -> Result<Vec<StoredGap>> {
        let place = "read.gaps";
        let mut statement = self
            .connection
            .prepare(
                "SELECT l.person_id, g.source, g.from_ms, g.to_ms, g.why FROM gap g
                 JOIN entry n ON n.id = g.entry_id JOIN log l ON l.id = n.log_id ORDER BY g.from_ms, g.entry_id",
            )
            .at(place)?;
        let mut rows = statement.query([]).at(place)?;
        let mut gaps = Vec::new();
        while let Some(row) = rows.next().at(place)? {
            let source: String = row.get(1).at(place)?;
            gaps.push(StoredGap {
                person: PersonId(row.get(0).at(place)?),
                gap: Gap {
                    source: entry_fields::source(&source).ok_or(corrupt())?,
                    from: time(row, 2)?,
                    to: time(row, 3)?,
                    why: row.get(4).at(place)?,
                },
            });
        }
        Ok(gaps)
    }

    /// Every log: whose it is, how many entries it has, and the root of its tree.
    pub fn heads(&self) -> Result<Vec<LogHead>> {
        let persons: BTreeMap<PersonId, Person> =
            self.persons()?.into_iter().map(|person| (person.id, person)).collect();
        let mut heads = Vec::new();
        for log in self.logs()? {
            let (size, root) = if log.is_local {
                let frontier = crate::append::load_frontier(self, log.id)?;
                (frontier.size(), frontier.root())
            } else {
                let newest = self.newest_checkpoint(log.id)?.ok_or(corrupt())?;
                (newest.size, newest.root)
            };
            let person = persons.get(&log.person).cloned().ok_or(corrupt())?;
            heads.push(LogHead { person, log: log.uid, is_local: log.is_local, size, root });
        }
        heads.sort_by_key(|head| (head.person.id, !head.is_local));
        Ok(heads)
    }

    fn annotations(&self, of: Option<EventId>) -> Result<BTreeMap<EventId, Vec<Annotation>>> {
        let place = "read.annotations";
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT a.event_id, a.kind, p.text, n.recorded_ms FROM annotation a
                 JOIN payload p ON p.entry_id = a.entry_id JOIN entry n ON n.id = a.entry_id
                 WHERE a.event_id BETWEEN ?1 AND ?2 ORDER BY a.entry_id",
            )
            .at(place)?;
        let (first, last) = of.map_or((i64::MIN, i64::MAX), |event| (event.0, event.0));
        let mut rows = statement.query([first, last]).at(place)?;
        let mut all: BTreeMap<EventId, Vec<Annotation>> = BTreeMap::new();
        while let Some(row) = rows.next().at(place)? {
            let annotation = Annotation {
                kind: row.get(1).at(place)?,
                text: row.get(2).at(place)?,
                recorded_ms: row.get(3).at(place)?,
            };
            all.entry(EventId(row.get(0).at(place)?)).or_default().push(annotation);
        }
        Ok(all)
    }
}

fn first_sighting(
    row: &Row<'_>,
    persons: &BTreeMap<i64, Person>,
    annotations: Vec<Annotation>,
) -> Result<StoredEvent> {
    let place = "read.event";
    let person: i64 = row.get(at::PERSON).at(place)?;
    let uid: Vec<u8> = row.get(at::UID).at(place)?;
    let columns = columns(row)?;
    let seen = sighting(row, &columns)?;
    let sent = (columns.sent_ms != 0).then(|| Timestamp::from_ms(columns.sent_ms).ok()).flatten();
    Ok(StoredEvent {
        id: EventId(row.get(at::EVENT).at(place)?),
        person: persons.get(&person).cloned().ok_or(corrupt())?,
        log: LogId(uid.try_into().map_err(|_| corrupt())?),
        direction: seen.body.direction(),
        body: seen.body.clone(),
        time: seen.time,
        sent,
        number: PhoneNumber::from_shown(&columns.number),
        name: some(columns.name),
        sim: some(columns.sim),
        verdict: verdict::from_row(row, at::VERDICT)?,
        annotations,
        redacted: row.get(at::GONE).at(place)?,
        sightings: vec![seen],
    })
}

/// A live source knows neither the contact's name nor the SIM; the phone's own record, which comes later, does.
fn add_what_was_missing(event: &mut StoredEvent, columns: SightingRow) {
    event.name = event.name.take().or_else(|| some(columns.name));
    event.sim = event.sim.take().or_else(|| some(columns.sim));
    if event.sent.is_none() && columns.sent_ms != 0 {
        event.sent = Timestamp::from_ms(columns.sent_ms).ok();
    }
}

fn sighting(row: &Row<'_>, columns: &SightingRow) -> Result<Sighting> {
    let place = "read.sighting";
    let seq: i64 = row.get(at::SEQ).at(place)?;
    Ok(Sighting {
        seq: seq.unsigned_abs(),
        leaf: row.get(at::LEAF).at(place)?,
        source: entry_fields::source(&columns.source).ok_or(corrupt())?,
        time: Timestamp::from_ms(columns.time_ms).map_err(|_| corrupt())?,
        body: columns.body().ok_or(corrupt())?,
        recorded_ms: row.get(at::RECORDED).at(place)?,
        salt: row.get(at::SALT).at(place)?,
        provider_id: some(columns.provider_id.clone()),
        raw: columns.raw.clone(),
    })
}

/// The first fifteen columns of a row, in the order of [`SightingRow`].
pub(crate) fn columns(row: &Row<'_>) -> Result<SightingRow> {
    let text = |place: usize| row.get::<_, String>(place);
    let number = |place: usize| row.get::<_, i64>(place);
    let read = || -> rusqlite::Result<SightingRow> {
        Ok(SightingRow {
            kind: text(0)?,
            subtype: text(1)?,
            channel: text(2)?,
            direction: text(3)?,
            source: text(4)?,
            time_ms: number(5)?,
            sent_ms: number(6)?,
            seconds: number(7)?,
            number: text(8)?,
            number_key: text(9)?,
            name: text(10)?,
            sim: text(11)?,
            provider_id: text(12)?,
            text: text(13)?,
            raw: text(14)?,
        })
    };
    read().at("read.columns")
}

/// The best body, and the verdict's quotes cut from its text.
fn finished(mut event: StoredEvent) -> Result<StoredEvent> {
    event.body = resolve::body(&event.sightings).cloned().ok_or(corrupt())?;
    event.direction = event.body.direction();
    if let Some(verdict) = &mut event.verdict {
        verdict::attach_quotes(verdict, event.body.text().unwrap_or(""));
    }
    Ok(event)
}

fn time(row: &Row<'_>, index: usize) -> Result<Timestamp> {
    Timestamp::from_ms(row.get(index).at("read.time")?).map_err(|_| corrupt())
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn corrupt() -> Error {
    Error::new(Code::DbCorrupt, "read")
}
