//! Learns the weights of the classifier from `tests/corpus` and measures it there. Nothing of this ships but the
//! weights.
//!
//! ```text
//! tests/corpus/*.jsonl → split by skeleton → features (of the classifier) → network → temperature ────────→ weights.bin
//!                              ├ train: some texts once more, dressed
//!                              ├ characters → made: more texts, with what the network says of them → convolution ┘
//!                              └ dev: temperature, share of the convolution     └ test: figures, floors
//! ```
//!
//! Everything is deterministic: the same corpus and plan give the same bytes on every machine.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "a development tool over data of its own; a wrong index ends the run and spoils nothing"
)]

pub mod card;
mod codebook;
pub mod convolution;
pub mod corpus;
mod dressed;
pub mod duplicates;
mod hash;
pub mod learn;
mod made;
pub mod measure;
mod network;
mod random;
pub mod sentences;
pub mod split;
mod vectors;
