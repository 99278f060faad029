//! Text, number and history facts in, one [`Verdict`](dunlog_model::Verdict) out. Pure: no file, no clock, no SQL.
//!
//! Two scores are made apart and combined in the open. The *text score* is what a small learnt network makes of the
//! characters, terms and rules of a text; the *history score* is a sum of facts that the caller hands in (hours, counts,
//! third party). Every word that is looked for, every weight and every threshold is data in `rules/*.toml` and
//! `model/weights.bin`; the code knows only shapes: a phrase, some terms near each other.
//!
//! ```text
//! text → normalise → one walk over it → phrases → rules that fire → features → model → six probabilities ┐
//!            │                       └→ learnt runs of characters ─┘             ↑ in doubt                   │
//!            └→ convolution over the characters ─────────────────────────────────┘                            │
//! a long text in which nothing was found → passages → the same again                                          │
//! history → facts → fact rules ───────────────────────────────────────────────────────────────────────┴→ decide → Verdict
//! ```

mod bundle;
mod classifier;
mod codebook;
mod convolution;
mod decide;
mod evidence;
mod facts;
mod features;
mod find;
mod history;
mod input;
mod model;
mod numbers;
mod passages;
mod quote;
#[cfg(test)]
mod rule_tests;
mod ruleset;
mod runs;
mod watchers;
mod weights;
mod window;

pub use classifier::{Classifier, RuleText};
pub use codebook::{LINE, LINES};
pub use convolution::{ANSWERS, ConvolutionWeights, DIMENSIONS, EDGES, FILTERS, PLACES, WIDTHS, edge};
pub use decide::{medium, tells_of_number};
pub use dunlog_rules::{Medium, Normalised, Occupancy, RuleError, normalise};
pub use history::{Contact, ContactKind, History};
pub use input::{Counts, Facts, Input, InputKind};
pub use model::{CLASSES, CONDUCTS, HARASSMENT, HIDDEN, Model, ORDINARY, Opinion};
pub use numbers::{NumberClass, number_class};
pub use weights::Weights;
