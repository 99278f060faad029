//! How well verdicts agree with labels that people gave. Pure: outcomes in, numbers and a table out.
//!
//! Where the truth is `Uncertain` a careful person could not say, and the text is left out; as an answer `Uncertain` it counts as not flagged, and as wrong in the six-way figures.

mod calibration;
mod evaluation;
mod share;
mod table;

pub use calibration::{Bin, Calibration, Point};
pub use evaluation::{ClassFigures, Evaluation, Outcome};
pub use share::Share;
