//! From a case to papers: HTML to print, a table, every field as NDJSON, and the list of files with their hashes.
//!
//! Pure: the same case and the same clock give the same bytes. Events come as a stream, several times if a
//! paper needs it, so that a long log is printed in little memory. Nothing here states guilt: every verdict is
//! printed as 疑似, with the words or the counts that it rests on.

mod case;
mod csv;
mod details;
mod facts;
mod kept;
pub mod letters;
mod limits;
mod listing;
mod manifest;
mod ndjson;
mod package;
mod papers;
mod relevance;
mod say;
mod steps;
mod summary;
mod tally;
mod times;
mod together;
mod tone;
mod words;

pub use case::{Case, Events, Options, Privacy, Scope};
pub use csv::is_masked;
pub use details::{
    Clue, Debt, Details, Exhibit, Harm, HarmKind, Origin, Particulars, Receipt, Recording, Relative,
};
pub use dunlog_typeset::pdf::{Error as PdfError, FontFile, Fonts, PartPages};
pub use dunlog_typeset::visible::code_point;
pub use letters::{Letter, LetterDetails, LetterInput, LetterKind, letter, letter_kind};
pub use limits::LimitHit;
pub use manifest::{FileEntry, bundle_guide};
pub use ndjson::record;
pub use package::{Package, PackageFiles, Record, Wishes, file_list, write_package, write_text};
pub use papers::Edition;
pub use relevance::is_relevant;
pub use summary::{NumberRow, PersonRow, Quote, QuoteKind, Summary, Together, ToldDay, WorstDay};
pub use tone::{ToneWarning, check as check_tone};
pub use words::{Lang, words};
