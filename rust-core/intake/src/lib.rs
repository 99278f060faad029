//! Phone exports in, observations out.
//!
//! [`read()`] takes any file of a format that is known, tells the format from the content, and hands every
//! record to a [`Sink`]: as an observation, or as a reject with its place, a code and its bytes. Nothing is
//! dropped in silence and nothing is held: a file of a gigabyte needs no more memory than its largest record.
//!
//! Every format is read with the same three parts: a window that slides over the bytes, a splitter that finds
//! where one record ends (and where the next one begins when this one is broken), and a function that turns
//! one record into an observation. General parsers were the alternative. They stop at the first error or
//! collect a whole element or row before they show it, and an unclosed quote would then hold the rest of the
//! file; here it costs one record.

mod bounds;
mod code;
mod columns;
mod csv;
mod error;
mod format;
mod json;
mod out;
mod provider;
mod read;
mod self_report;
mod sink;
mod window;
mod xml;
mod zipped;

pub use bounds::{checked, number};
pub use code::Code;
pub use error::ReadError;
pub use format::{Format, detect};
pub use read::read;
pub use sink::{Place, Reject, Sink, Summary};
