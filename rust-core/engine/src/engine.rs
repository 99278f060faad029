//! Opening a log and asking it.

use crate::clock::SystemEnvironment;
use crate::error::Result;
use crate::export;
use dunlog_ledger::{Environment, Filter, FsckReport, Ledger};
use dunlog_model::{EventId, Gap, Observation, Person, PersonId, Role, StoredEvent};
use dunlog_report::{Options, Summary};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open log with everything that can be done with it.
pub struct Engine {
    pub(crate) ledger: Ledger,
    pub(crate) environment: Arc<dyn Environment>,
    pub(crate) path: PathBuf,
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
        Ok(Self { ledger, environment, path: path.to_owned() })
    }

    /// [`Engine::open`] with another clock.
    pub fn open_with(path: &Path, environment: Arc<dyn Environment>) -> Result<Self> {
        let ledger = Ledger::open(path, Arc::clone(&environment))?;
        Ok(Self { ledger, environment, path: path.to_owned() })
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
    pub fn observe(&mut self, person: PersonId, observation: &Observation) -> Result<dunlog_ledger::Outcome> {
        Ok(self.ledger.observe(person, observation)?)
    }

    /// Records a span in which a source was not captured.
    pub fn add_gap(&mut self, person: PersonId, gap: &Gap) -> Result<()> {
        Ok(self.ledger.add_gap(person, gap)?)
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
        let events = export::LoggedEvents { ledger: &self.ledger, options, without_raw: true };
        Summary::of(&case, &events).map_err(|error| crate::Error::io(&error, "engine.summary"))
    }

    /// Rebuilds and compares everything; see [`FsckReport`].
    pub fn fsck(&self, progress: impl FnMut(u64)) -> Result<FsckReport> {
        Ok(self.ledger.fsck(progress)?)
    }
}
