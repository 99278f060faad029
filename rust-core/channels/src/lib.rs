//! Where a complaint can go: which channel fits whom, what was handed in, and until when an answer is due.
//!
//! Pure data and dates. The channels, their conditions and their words are in `data/channels.toml`, each statement with
//! its source; what was not established is not there. Nothing here is promised: a limit is that of a rule or of a page.

mod channel;
mod day;
mod deadline;
mod hand_in;
mod route;
mod situation;

pub use channel::{Answer, Channel, ChannelId, Fact, Two, Unit, channel, channels};
pub use deadline::{Deadline, State, deadlines};
pub use hand_in::{HandIn, HandInKind};
pub use route::{Fits, Routed, route};
pub use situation::{Asked, Lender, PoliceStep, Reply, Situation};
