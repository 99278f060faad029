//! What makes the log checkable: salted leaves and the Merkle tree of RFC 6962.
//!
//! Knows no file and no SQL, and allocates only where it returns something, so that the same code can run in
//! a phone library and in a page that checks a package.
//!
//! | file | what |
//! |---|---|
//! | `entry.rs` | the canonical form of an entry and its leaf |
//! | `record.rs` | an entry as it is shown to somebody else, whole or with hidden fields |
//! | `tree.rs`, `position.rs` | the tree: appending, and the hashes of its parts |
//! | `inclusion.rs`, `consistency.rs` | the proofs of RFC 6962 for one entry and for two sizes |
//! | `cover.rs` | one proof for many entries |
//! | `note.rs`, `checkpoint.rs` | signed notes and checkpoints in the formats of C2SP |
#![no_std]

extern crate alloc;

mod checkpoint;
mod consistency;
mod cover;
mod entry;
mod hex;
mod inclusion;
mod note;
mod position;
mod record;
mod tree;

pub use checkpoint::Checkpoint;
pub use consistency::{consistency_proof, verify_consistency};
pub use cover::{CoverError, cover, root_from_cover};
pub use entry::{Entry, EntryKind, SALT_BYTES, Salt, field_commitment, field_salt};
pub use hex::{hex, unhex};
pub use inclusion::{inclusion_proof, verify_inclusion};
pub use note::{NoteError, PublicKey, SigningKey, base64};
pub use position::{Nodes, Position, span_hash};
pub use record::{Field, Record};
pub use tree::{EMPTY_ROOT, Frontier, FrontierError, Hash, leaf_hash, node_hash, root};
