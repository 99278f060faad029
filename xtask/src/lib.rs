//! What both build programs share.
#![allow(clippy::print_stdout, reason = "printing is what these programs are for")]

pub mod fonts;
pub mod programs;
pub mod run;
