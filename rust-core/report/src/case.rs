//! What a report is made from.

use dunlog_model::{
    Batch, LogHead, Person, PersonId, StoredAnchor, StoredEvent, StoredGap, StoredIncident, Timestamp,
};
use std::collections::BTreeSet;
use std::io;

/// Everything but the events.
#[derive(Clone, Debug)]
pub struct Case {
    /// Who is in it.
    pub persons: Vec<Person>,
    /// The logs and how far they have grown.
    pub heads: Vec<LogHead>,
    /// The files that were read.
    pub batches: Vec<Batch>,
    /// What is known not to have been captured.
    pub gaps: Vec<StoredGap>,
    /// What happened to the logs themselves.
    pub incidents: Vec<StoredIncident>,
    /// What this phone signed at this export: a C2SP checkpoint for each of its own logs, by person.
    pub checkpoints: Vec<(PersonId, String)>,
    /// Checkpoints of other phones that the holder's log has seen.
    pub anchors: Vec<StoredAnchor>,
    /// The moment of the export.
    pub exported_at: Timestamp,
    /// Name and version of the program.
    pub program: String,
    /// The rule set of the verdicts.
    pub ruleset: String,
    /// What the person chose.
    pub options: Options,
}

impl Case {
    /// Leaves only what belongs to some people.
    pub fn keep_people(&mut self, people: &BTreeSet<PersonId>) {
        self.persons.retain(|person| people.contains(&person.id));
        self.heads.retain(|head| people.contains(&head.person.id));
        self.batches.retain(|batch| people.contains(&batch.person));
        self.gaps.retain(|gap| people.contains(&gap.person));
        self.incidents.retain(|incident| people.contains(&incident.person));
        self.checkpoints.retain(|(person, _)| people.contains(person));
        self.anchors.retain(|anchor| people.contains(&anchor.person));
    }
}

/// What the person chose for this export; printed in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Options {
    /// Which events.
    pub scope: Scope,
    /// Whose numbers.
    pub privacy: Privacy,
    /// At or after.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
}

/// Which events are printed. Counts of the others are always printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Scope {
    /// Those that speak of collection, and the person's notes.
    #[default]
    Relevant,
    /// Every event of the log.
    All,
}

/// Whether numbers and names of people who have nothing to do with the matter are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Privacy {
    /// All but the last four digits replaced, names and raw columns left out.
    #[default]
    MaskBystanders,
    /// Shown as they are.
    ShowAll,
}

/// The events of a case in the order of time, as often as they are asked for.
pub trait Events {
    /// Calls `each` for every event. An error of `each` ends it and is returned.
    fn for_each(&self, each: &mut dyn FnMut(&StoredEvent) -> io::Result<()>) -> io::Result<()>;

    /// Whether to go on; an error ends the work. Asked for every event, also where events are replayed from memory.
    fn go_on(&self) -> io::Result<()> {
        Ok(())
    }
}

impl Events for &[StoredEvent] {
    fn for_each(&self, each: &mut dyn FnMut(&StoredEvent) -> io::Result<()>) -> io::Result<()> {
        self.iter().try_for_each(each)
    }
}
