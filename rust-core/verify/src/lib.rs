//! The page that checks a bundle without our program: what it asks, in WebAssembly, and the page itself.
//!
//! `page/` holds what is seen, `door.rs` what the page calls, and the rest answers with the checker of `dunlog-bundle`.
//! Everything is a function of the bytes that were given: no clock, no file, no network. `cargo xtask verify-page` puts
//! all of it into the one file `verify.html`; `docs/verify-page.md` says how.

mod answer;
mod beijing;
pub mod door;
mod rows;
mod session;

pub use session::Session;

/// The finished page, for programs that hand it out beside a bundle.
#[cfg(not(target_family = "wasm"))]
pub const PAGE: &str = include_str!("../built/verify.html");
