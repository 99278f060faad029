//! The evidence log: the only crate that speaks SQL.
//!
//! Everything that was seen is appended once and never changed; triggers in the database say so too. What
//! several sources say of one call or message is brought together here (`identity.rs`), every entry gets its
//! leaf and its position in the tree of RFC 6962 (`append.rs`), and `fsck.rs` rebuilds all of it.
//!
//! One connection writes. Other programs may read the file at the same time (WAL), but Kotlin or a second
//! copy of SQLite in the same process must never open it.

mod annotate;
mod append;
mod batch;
mod checkpoint;
mod entry_fields;
mod environment;
mod error;
mod fsck;
mod identity;
mod insert;
mod logs;
mod matter;
mod merge;
mod nodes;
mod open;
mod page;
mod partial;
mod person;
mod read;
mod resolve;
mod seen;
mod shown;
mod stored_entry;
mod verdict;

pub use append::{Outcome, Writer};
pub use checkpoint::{EntryProof, SignedCheckpoint};
pub use environment::Environment;
pub use error::{Code, Error, Result};
pub use fsck::{Finding, FsckReport};
pub use matter::{Membership, SharedState};
pub use merge::{IncomingLog, Merged};
pub use open::Ledger;
pub use page::Page;
pub use read::Filter;
pub use seen::SourceSeen;
pub use shown::{Choice, ShownLog};
