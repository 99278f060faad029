//! What lets a stranger check the log: keys, checkpoints, bundles, and the reading of other people's bundles.

mod bundle;
mod checkpoint;
mod keys;
mod merge;
mod verify;

pub use bundle::{BundleRequest, Bundled};
pub use checkpoint::Proven;
pub use merge::MergeReport;
pub use verify::verify;

pub(crate) use bundle::{Stopped, group, write_error};
pub(crate) use keys::Keys;
pub(crate) use merge::seal_error;
