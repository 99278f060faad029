//! Which number stands for which engine.
//!
//! Numbers and not pointers: a number that was closed, closed twice or never given finds nothing, and a pointer
//! would find anything. They only grow, so that a stale one never finds somebody else's engine. Whoever works on
//! an engine holds it; closing takes it out of the table and the last one who holds it shuts the log.

use dunlog_engine::{Error, Wire};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

static TABLE: Mutex<Table> = Mutex::new(Table { last: 0, slots: BTreeMap::new() });

struct Table {
    last: i64,
    slots: BTreeMap<i64, Slot>,
}

/// An engine, or why there is none: opening always gives a handle, and the first call tells.
#[derive(Clone)]
pub(crate) enum Slot {
    Open(Arc<Wire>),
    Failed(Error),
}

/// Puts an engine into the table.
pub(crate) fn add(slot: Slot) -> i64 {
    let mut table = table();
    table.last += 1;
    let handle = table.last;
    table.slots.insert(handle, slot);
    handle
}

/// The engine of a handle; `closed` when there is none.
pub(crate) fn get(handle: i64) -> Result<Arc<Wire>, Error> {
    match table().slots.get(&handle) {
        Some(Slot::Open(wire)) => Ok(Arc::clone(wire)),
        Some(Slot::Failed(error)) => Err(*error),
        None => Err(Error { code: "closed", place: "jni.handle" }),
    }
}

/// Forgets a handle. The log is shut here, or when the call that still works on it ends.
pub(crate) fn remove(handle: i64) {
    let slot = table().slots.remove(&handle);
    drop(slot); // after the table is free again: shutting a log writes to the disk
}

fn table() -> MutexGuard<'static, Table> {
    // Nothing in here panics while it holds the table; were it so, the table is still whole.
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}
