//! What makes the log checkable: salted leaves and the Merkle tree of RFC 6962.
//!
//! Knows no file and no SQL, and allocates only where it returns something, so that the same code can run in
//! a phone library and in a page that checks a package. Inclusion and consistency proofs, checkpoints and
//! signatures build on these two pieces.
#![no_std]

extern crate alloc;

mod entry;
mod tree;

pub use entry::{Entry, EntryKind, SALT_BYTES, Salt, field_commitment, field_salt};
pub use tree::{EMPTY_ROOT, Frontier, FrontierError, Hash, leaf_hash, node_hash, root};
