//! What can be wrong with rule files. Only files and rule ids are named, never a text.

/// A rule file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// The file is not of the expected shape.
    #[error("rule_file_unreadable: {file} at byte {at}")]
    Unreadable {
        /// The name that the caller gave the file.
        file: String,
        /// Where the parser stopped.
        at: usize,
    },
    /// Two terms or rules share an id.
    #[error("rule_id_twice: {0}")]
    IdTwice(String),
    /// A written rule has the id of a learnt reason, or the other way round: who reads a verdict tells them apart by it.
    #[error("rule_id_kind: {0}")]
    IdKind(String),
    /// A rule speaks of a term, rule or category that does not exist.
    #[error("rule_reference_unknown: {rule} → {reference}")]
    UnknownReference {
        /// The rule that refers.
        rule: String,
        /// What it refers to.
        reference: String,
    },
    /// A rule that can never fire: no phrase, no terms, or nothing left after normalising.
    #[error("rule_empty: {0}")]
    Empty(String),
    /// `within` gives more or fewer numbers than a rule has gaps between its terms.
    #[error("rule_within: {0}")]
    Within(String),
    /// No file held the settings, or two did.
    #[error("rule_settings_missing_or_twice")]
    Settings,
    /// The file of the learnt weights is not one, or is cut off.
    #[error("weights_unreadable")]
    Weights,
    /// The bytes of a lexicon are none, or are cut off.
    #[error("lexicon_unreadable")]
    Lexicon,
    /// More phrases or rules than the tables can hold.
    #[error("rule_set_too_large")]
    TooLarge,
}
