//! Listed events kept in memory. Papers are read several times, to know their page numbers, and reading an event from the log
//! costs more than printing it.

use crate::case::{Case, Events};
use crate::listing::Listing;
use dunlog_model::{Evidence, Reason, Sighting, StoredEvent, Verdict};
use std::cell::RefCell;
use std::io;

/// Listed events that are kept; with more, the log is read again. About 20 MB.
const MOST: usize = 20_000;

/// Events that are read once from the log, in full, and are then replayed as far as they are listed.
pub(crate) struct Kept<'e> {
    case: &'e Case,
    events: &'e dyn Events,
    /// `None` as long as they were not read, and when they are too many.
    listed: RefCell<Option<Vec<StoredEvent>>>,
}

impl<'e> Kept<'e> {
    pub(crate) fn new(case: &'e Case, events: &'e dyn Events) -> Self {
        Self { case, events, listed: RefCell::new(None) }
    }

    /// Every event, listed or not, straight from the log; the listed ones are kept on the way.
    pub(crate) fn read(&self, each: &mut dyn FnMut(&StoredEvent)) -> io::Result<()> {
        let mut listing = Listing::default();
        let mut listed = Some(Vec::new());
        self.events.for_each(&mut |event| {
            each(event);
            if listing.no(self.case, event) > 0
                && let Some(kept) = &mut listed
            {
                kept.push(as_printed(event));
                if kept.len() > MOST {
                    listed = None;
                }
            }
            Ok(())
        })?;
        self.listed.replace(listed);
        Ok(())
    }
}

impl Events for Kept<'_> {
    fn for_each(&self, each: &mut dyn FnMut(&StoredEvent) -> io::Result<()>) -> io::Result<()> {
        match &*self.listed.borrow() {
            Some(listed) => listed.iter().try_for_each(|event| {
                self.events.go_on()?;
                each(event)
            }),
            None => self.events.for_each(each),
        }
    }

    fn go_on(&self) -> io::Result<()> {
        self.events.go_on()
    }
}

/// What papers print of an event: not the columns of its sources, and of the quotes that a suspicion rests on only their
/// places; the words stand in the text.
fn as_printed(event: &StoredEvent) -> StoredEvent {
    let seen = |seen: &Sighting| Sighting { raw: String::new(), provider_id: None, ..seen.clone() };
    let verdict = event
        .verdict
        .as_ref()
        .map(|verdict| Verdict { reasons: verdict.telling().filter_map(place).collect(), ..verdict.clone() });
    StoredEvent { sightings: event.sightings.iter().map(seen).collect(), verdict, ..event.clone() }
}

fn place(reason: &Reason) -> Option<Reason> {
    match reason.evidence {
        Evidence::Quote { start, end, .. } => {
            Some(Reason { evidence: Evidence::Quote { quote: String::new(), start, end }, ..reason.clone() })
        }
        Evidence::Fact { .. } => None,
    }
}
