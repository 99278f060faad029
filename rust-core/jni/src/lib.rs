//! `libdunlog.so`: the engine behind `org.dunlog.core.nativelib.NativeCore`.
//!
//! Bytes in, bytes out; `docs/wire.md` shows what is in them. This crate knows nothing of calls and messages: it
//! turns arrays into slices, ids into engines, and panics into an answer. Whatever Java hands over, a null, a
//! closed handle, sixteen megabytes of noise, the answer is an envelope and the process lives on.
//!
//! No thread is started here and nothing calls back into Java. No Java string crosses the border: its UTF-8 is
//! not ours, and a null would arrive as a word.

#[cfg(all(target_os = "android", feature = "own-unwinder"))]
extern crate unwinding as _;

mod bytes;
mod handles;
mod logging;
#[expect(unsafe_code, reason = "a name that Java finds is exported, and that is all that is unsafe here")]
mod natives;
mod policy;
#[cfg(feature = "test-natives")]
#[expect(unsafe_code, reason = "as above")]
mod test_natives;
