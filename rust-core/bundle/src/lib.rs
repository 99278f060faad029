//! The bundle `*.dunlog`: entries of one or more logs with everything a stranger needs to check them.
//!
//! A bundle is a ZIP that opens with any tool and holds a BagIt bag (RFC 8493). `docs/bundle-format.md` describes every
//! file. Writing is [`BundleWriter`]; reading is [`open`], which believes nothing: names come from a list, sizes are
//! counted while unpacking, and a [`Checked`] says of every part whether it holds. Knows no SQL and no clock, so that the
//! page which checks bundles without our program runs the same code.

mod check;
mod code;
mod container;
mod json;
mod names;
mod signature;
mod write;

pub use check::{Checked, CheckedGroup, Finding, GroupReport, MAX_FINDINGS, Report, open};
pub use code::Code;
pub use container::{MAX_ENTRIES, MAX_FILE_BYTES, MAX_TOTAL_BYTES};
pub use json::{BundleHead, Earlier, GroupHead, Purpose, record_line};
pub use names::{FileKind, attachment_name, checkpoint_name};
pub use write::{BundleWriter, FileEntry, Group, WriteError};
