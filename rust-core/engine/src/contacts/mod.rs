//! One case, many phones, no server: inviting, joining, sharing, withdrawing; and a form for phones that cannot run the app.

mod form;
mod invitation;
mod share;
mod withdraw;

pub use form::form;
pub use invitation::Invitation;
pub use share::{Preview, PreviewRow, Shared};
pub use withdraw::{Withdrawn, is_withdrawal};
