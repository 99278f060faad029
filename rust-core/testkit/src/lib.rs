//! Invented phones for tests and measurements. Development only: nothing that ships depends on this crate.
//!
//! The people, the texts and the course of events are data (`data/scenario.toml`); the code spreads them over
//! six weeks with a seeded generator, so that every run writes the same bytes.

pub mod big;
pub mod bundles;
mod chance;
mod formats;
mod plot;
pub mod samples;
mod scenario;
