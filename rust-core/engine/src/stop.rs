//! A switch with which one thread stops the long work of another.

use crate::error::{Error, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Stops imports, judging, exports and checks at their next step; what is committed stays. The program on a PC
/// never pulls it.
#[derive(Clone, Debug, Default)]
pub struct StopSwitch(Arc<AtomicBool>);

impl StopSwitch {
    /// Asks for a stop.
    pub fn pull(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Forgets what was asked, before new work begins.
    pub fn reset(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    /// True when a stop was asked for.
    pub fn is_pulled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn check(&self, place: &'static str) -> Result<()> {
        if self.is_pulled() { Err(Error::new("interrupted", place)) } else { Ok(()) }
    }
}
