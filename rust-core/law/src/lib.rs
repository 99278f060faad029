//! Dated law, standards and conduct limits as data: what may be cited for an event of a given day.
//!
//! The data files hold the sources and how well each was confirmed. Code here knows dates, levels and kinds
//! of limits, and no text of any rule. A change of law is a change of data.

mod limit;
mod pack;
mod rule;

pub use limit::{Limit, LimitKind};
pub use pack::{Cited, Clock, Pack, PackError, pack};
pub use rule::{Level, Rule};
