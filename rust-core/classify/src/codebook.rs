//! What was learnt of a feature, as the number of a line in a book.
//!
//! A quarter of a million features with a vector each would weigh some megabytes. What they say differs little, so each has the
//! line that is nearest to what it says, of which there are some thousand (vector quantisation, Gray 1984; of the weights of text
//! classifiers: Joulin et al., FastText.zip, 2016). Twelve bits a feature leave both the file and what a processor must fetch small.

use crate::model::HIDDEN;
use dunlog_rules::{Entry, NUMBERS};

/// How many numbers a line has: those of the hidden layer, then the log odds.
pub const LINE: usize = HIDDEN + 1;
/// How many lines the book has: as many as the index tells apart. The first one, of noughts, is that of no feature.
pub const LINES: usize = NUMBERS;

/// A line as a processor adds it up: small integers, of which those behind the numbers are nought.
pub(crate) type Line = [i8; LANES];
/// As many as a vector unit adds at once.
pub(crate) const LANES: usize = 16;
const _: () = assert!(LINE <= LANES);

/// The lines.
#[derive(Clone, Debug)]
pub(crate) struct Codebook(Box<[Line; LINES]>);

impl Codebook {
    /// A book of some lines, of which the rest are noughts; `None` when there are more than [`LINES`]. Log odds below nought are
    /// taken for nought: to weigh what speaks against a class is the network's work.
    pub(crate) fn of(mut lines: Vec<Line>) -> Option<Self> {
        for log_odds in lines.iter_mut().filter_map(|line| line.get_mut(HIDDEN)) {
            *log_odds = (*log_odds).max(0);
        }
        lines.resize(LINES.max(lines.len()), Line::default());
        lines.try_into().ok().map(Self)
    }

    /// What was learnt of a feature.
    #[inline]
    pub(crate) fn line(&self, entry: Entry) -> &Line {
        self.0.get(usize::from(entry.number()) % LINES).unwrap_or(&[0; LANES])
    }
}
