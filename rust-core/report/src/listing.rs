//! The rows of the list of events: one numbering for the table, the papers and the extracts.

use crate::case::{Case, Scope};
use crate::relevance::is_relevant;
use dunlog_model::StoredEvent;

/// Numbers the events of a case in the order of time.
#[derive(Default)]
pub(crate) struct Listing(u64);

impl Listing {
    /// The row of the next event; 0 when it is not listed.
    pub(crate) fn no(&mut self, case: &Case, event: &StoredEvent) -> u64 {
        if case.options.scope == Scope::All || is_relevant(event) {
            self.0 += 1;
            self.0
        } else {
            0
        }
    }
}
