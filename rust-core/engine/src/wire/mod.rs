//! Bytes in, bytes out: the engine as another language calls it. `docs/wire.md` shows every operation.
//!
//! UTF-8 JSON was chosen over generated bindings and over a binary format: both sides can be tested from the same
//! files (`tests/contract/`), a log of a call can be read, and the largest answer of daily use, a page of 200
//! rows, costs about a millisecond. Every answer is an envelope with a version; a failure is a code and a place
//! in the code, never a sentence, a number, a path or the words of a person.
//!
//! [`Wire::call`] never panics on any bytes. One call at a time works on the log; what needs no log (`verdict`,
//! `law`, `words`) does not wait for it, so that a ringing call is answered while an import runs.

mod call;
mod case;
mod channels;
mod contacts;
mod event;
mod events;
mod evidence;
mod home;
mod knowledge;
mod limits;
mod observe;
mod request;

pub use call::{MAX_REQUEST_BYTES, WIRE_VERSION, Wire, failure};
