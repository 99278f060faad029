//! The one façade over everything: open a log, read files into it, judge, ask, export, check.
//!
//! The command line and the phone call the same functions. No terminal, no Java; progress goes to a callback
//! that says whether to go on.

mod backup;
mod clock;
mod contacts;
mod digest;
mod engine;
mod error;
mod evidence;
mod export;
mod file_kind;
mod fonts;
mod handin;
mod import;
mod judge;
mod judge_text;
mod rejects;
mod stop;
mod whole_file;
mod wire;

pub use backup::Restored;
pub use clock::{FixedEnvironment, SystemEnvironment};
pub use contacts::{Invitation, Preview, PreviewRow, Shared, Withdrawn, form, is_withdrawal};
pub use dunlog_bundle::{Checked, Report};
pub use dunlog_channels::{
    Asked, Channel, ChannelId, Deadline, Fits, HandIn, HandInKind, Lender, PoliceStep, Reply, Routed,
    Situation, State, channel, channels, route,
};
pub use dunlog_ledger::{
    Environment, Filter, Finding, FsckReport, Membership, Merged, Outcome, Page, SignedCheckpoint, SourceSeen,
};
pub use dunlog_report::letters::{LetterKind, Tick, letter_document, letter_kind, letters, plan_problems};
pub use dunlog_report::{
    Details, FileEntry, Fonts, Lang, LetterDetails, Options, Package, Privacy, Scope, Summary, ToneWarning,
    Wishes, check_tone, code_point, is_relevant, record, words,
};
pub use engine::Engine;
pub use error::{Error, Result};
pub use evidence::{BundleRequest, Bundled, MergeReport, Proven, verify};
pub use export::ExportRequest;
pub use file_kind::{FileKind, kind_of_file};
pub use fonts::FontPaths;
pub use handin::{LetterFile, LetterPrinted, LetterRequest, LetterText, LoggedHandIn};
pub use import::{ImportReport, ImportRequest};
pub use judge::JudgeReport;
pub use judge_text::{TextRequest, judge_text};
pub use stop::StopSwitch;
pub use wire::{MAX_REQUEST_BYTES, WIRE_VERSION, Wire, failure};
