//! Rule files, and what is done with them once and not at every start: the classifier and its build program share this.
//!
//! ```text
//! rule files → rules with phrases → rules with atoms + lexicon → bytes that ship
//! text → normalise → one walk over it → hits of phrases, learnt runs of characters
//! ```

mod buckets;
mod error;
mod fingerprint;
mod fold;
mod gram;
mod index;
mod kept;
mod lexicon;
mod normalise;
pub mod packed;
mod place;
mod ready;
mod rules;
mod spellings;
mod walk;

pub use buckets::{Buckets, Feature, NUMBERS, Occupancy, long, short};
pub use error::RuleError;
pub use fingerprint::fingerprint;
pub use fold::is_word;
pub use gram::{Gram, characters, grams};
pub use index::Entry;
pub use kept::{Filling, Kept};
pub use lexicon::{Atom, Hit, Hits, Lexicon};
pub use normalise::{Normalised, normalise};
pub use place::{narrow, wide};
pub use ready::ready;
pub use rules::{
    Context, Examples, FactName, FactRule, Found, Learnt, Medium, Phrases, Rule, Rules, Settings, Spelling,
    Term, Within,
};
pub use walk::{Known, Walked, Walker};
