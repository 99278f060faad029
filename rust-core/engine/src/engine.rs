//! Opening a log and asking it.

use crate::clock::SystemEnvironment;
use crate::error::{Error, Result};
use crate::export;
use crate::stop::StopSwitch;
use dunlog_ledger::{Environment, Filter, FsckReport, Ledger, Outcome, Page, SourceSeen};
use dunlog_model::{EventId, Gap, Observation, Person, PersonId, Role, StoredEvent, StoredGap};
use dunlog_report::{Options, Summary};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open log with everything that can be done with it.
pub struct Engine {
    pub(crate) ledger: Ledger,
    pub(crate) environment: Arc<dyn Environment>,
    pub(crate) path: PathBuf,
    pub(crate) stop: StopSwitch,
}

impl Engine {
    /// Makes a new log file; `db_exists` when there is one.
    pub fn create(path: &Path) -> Result<Self> {
        Self::create_with(path, Arc::new(SystemEnvironment))
    }

    /// Opens a log file; `db_missing` when there is none.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_with(path, Arc::new(SystemEnvironment))
    }

    /// [`Engine::create`] with another clock.
    pub fn create_with(path: &Path, environment: Arc<dyn Environment>) -> Result<Self> {
        let ledger = Ledger::create(path, Arc::clone(&environment))?;
        Ok(Self { ledger, environment, path: path.to_owned(), stop: StopSwitch::default() })
    }

    /// [`Engine::open`] with another clock.
    pub fn open_with(path: &Path, environment: Arc<dyn Environment>) -> Result<Self> {
        let ledger = Ledger::open(path, Arc::clone(&environment))?;
        Ok(Self { ledger, environment, path: path.to_owned(), stop: StopSwitch::default() })
    }

    /// Finds or adds a person; `role_differs` when the name is known with another role.
    pub fn ensure_person(&mut self, name: &str, role: Role) -> Result<Person> {
        Ok(self.ledger.ensure_person(name, role)?)
    }

    /// Everybody in the case.
    pub fn persons(&self) -> Result<Vec<Person>> {
        Ok(self.ledger.persons()?)
    }

    /// Appends one live observation durably. Its verdict is made by the next [`Engine::judge`].
    pub fn observe(&mut self, person: PersonId, observation: &Observation) -> Result<Outcome> {
        Ok(self.ledger.observe(person, observation)?)
    }

    /// Appends several observations of one person's phone in one durable step: all of them or none.
    pub fn observe_all(&mut self, person: PersonId, observations: &[Observation]) -> Result<Vec<Outcome>> {
        let mut writer = self.ledger.writer(person, 0)?;
        let outcomes =
            observations.iter().map(|seen| writer.put(seen)).collect::<dunlog_ledger::Result<_>>()?;
        writer.finish()?;
        Ok(outcomes)
    }

    /// Adds the person's tag or note to an event; `no_such_event` when there is none.
    pub fn annotate(&mut self, event: EventId, kind: &str, text: &str) -> Result<()> {
        let person = self.event(event)?.ok_or(Error::new("no_such_event", "engine.annotate"))?.person.id;
        Ok(self.ledger.annotate(person, event, kind, text)?)
    }

    /// Records a span in which a source was not captured.
    pub fn add_gap(&mut self, person: PersonId, gap: &Gap) -> Result<()> {
        Ok(self.ledger.add_gap(person, gap)?)
    }

    /// Records that something happened to the log itself, by a short code such as `clock_back`.
    pub fn add_incident(&mut self, person: PersonId, what: &str, detail: &str) -> Result<()> {
        Ok(self.ledger.add_incident(person, what, detail)?)
    }

    /// Every recorded gap.
    pub fn gaps(&self) -> Result<Vec<StoredGap>> {
        Ok(self.ledger.gaps()?)
    }

    /// Every source that ever spoke.
    pub fn sources(&self) -> Result<Vec<SourceSeen>> {
        Ok(self.ledger.sources()?)
    }

    /// A page of events, newest first.
    pub fn page(&self, page: &Page) -> Result<Vec<StoredEvent>> {
        Ok(self.ledger.page(page)?)
    }

    /// Events in the order of time; `each` may stop with an error of its own.
    pub fn for_each_event<E: From<crate::Error>>(
        &self,
        filter: &Filter,
        mut each: impl FnMut(StoredEvent) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut stopped = None;
        let outcome = self.ledger.for_each_event(filter, |event| {
            each(event).map_err(|error| {
                stopped = Some(error);
                dunlog_ledger::Error::new(dunlog_ledger::Code::Interrupted, "engine.each")
            })
        });
        match (stopped, outcome) {
            (Some(error), _) => Err(error),
            (None, outcome) => outcome.map_err(|error| E::from(crate::Error::from(error))),
        }
    }

    /// One event.
    pub fn event(&self, id: EventId) -> Result<Option<StoredEvent>> {
        Ok(self.ledger.events(&Filter { event: Some(id), ..Filter::default() })?.pop())
    }

    /// The totals of the case.
    pub fn summary(&self, options: Options) -> Result<Summary> {
        let case = self.case(self.environment.now_ms(), options)?;
        let events = export::LoggedEvents { engine: self, options, people: None, without_raw: true };
        Summary::of(&case, &events).map_err(|error| crate::Error::io(&error, "engine.summary"))
    }

    /// Rebuilds and compares everything; see [`FsckReport`].
    pub fn fsck(&self, mut progress: impl FnMut(u64)) -> Result<FsckReport> {
        Ok(self.ledger.fsck_until(|done| {
            progress(done);
            !self.stop.is_pulled()
        })?)
    }

    /// Writes the log back into the one file, as before copying it.
    pub fn flush(&self) -> Result<()> {
        Ok(self.ledger.flush()?)
    }

    /// The switch that stops long work, for another thread.
    pub fn stop_switch(&self) -> StopSwitch {
        self.stop.clone()
    }
}
