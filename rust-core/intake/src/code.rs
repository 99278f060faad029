//! Why a single record was refused.

/// The reason for a reject. The word of [`Code::id`] is stable: it is written into files and looked up there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[error("{}", self.id())]
pub enum Code {
    /// The XML ends inside an element or before its root is closed.
    TornXml,
    /// The last line is only half there.
    TornLine,
    /// The JSON array ends before its `]`.
    TornJson,
    /// The ZIP is damaged or ends too early; what could be unpacked was read.
    TornZip,
    /// Longer than `limits::RECORD_BYTES`.
    RecordTooLarge,
    /// Not UTF-8.
    NotUtf8,
    /// The element is not well-formed.
    BadXml,
    /// The element names an attribute twice, so that it is not clear which one is meant.
    DuplicateAttribute,
    /// An element that is not part of the format.
    UnknownElement,
    /// Words between the elements, where there should be none.
    StrayText,
    /// The line or array element is not JSON.
    BadJson,
    /// The line or array element is JSON, but no object.
    NotAnObject,
    /// An object that is neither a call nor a message nor a note.
    UnknownRecord,
    /// The row has more or fewer cells than the header.
    CsvRagged,
    /// A quoted cell that does not end.
    CsvQuote,
    /// Longer than `limits::NUMBER_CHARS`.
    NumberTooLarge,
    /// Longer than `limits::TEXT_BYTES`.
    TextTooLarge,
    /// A name, SIM label or row identity longer than `limits::NAME_CHARS`.
    NameTooLarge,
    /// All columns together are longer than `limits::RAW_BYTES`.
    RawTooLarge,
    /// No time.
    TimeMissing,
    /// A time in no form that is known.
    TimeUnreadable,
    /// Before the year 2000 or after 2100.
    TimeOutOfRange,
    /// Nothing says whether it was received or sent, answered or missed.
    TypeMissing,
    /// A word for the type that is not known.
    TypeUnknown,
    /// The unpacked entry is suspiciously larger than the packed one, or larger than the cap.
    ZipTooLarge,
}

impl Code {
    /// The stable word.
    pub fn id(self) -> &'static str {
        match self {
            Self::TornXml => "torn_xml",
            Self::TornLine => "torn_line",
            Self::TornJson => "torn_json",
            Self::TornZip => "torn_zip",
            Self::RecordTooLarge => "record_too_large",
            Self::NotUtf8 => "not_utf8",
            Self::BadXml => "bad_xml",
            Self::DuplicateAttribute => "duplicate_attribute",
            Self::UnknownElement => "unknown_element",
            Self::StrayText => "stray_text",
            Self::BadJson => "bad_json",
            Self::NotAnObject => "not_an_object",
            Self::UnknownRecord => "unknown_record",
            Self::CsvRagged => "csv_ragged",
            Self::CsvQuote => "csv_quote",
            Self::NumberTooLarge => "number_too_large",
            Self::TextTooLarge => "text_too_large",
            Self::NameTooLarge => "name_too_large",
            Self::RawTooLarge => "raw_too_large",
            Self::TimeMissing => "time_missing",
            Self::TimeUnreadable => "time_unreadable",
            Self::TimeOutOfRange => "time_out_of_range",
            Self::TypeMissing => "type_missing",
            Self::TypeUnknown => "type_unknown",
            Self::ZipTooLarge => "zip_too_large",
        }
    }

    /// True for a record that is cut off because the file ends.
    pub(crate) fn is_torn(self) -> bool {
        matches!(self, Self::TornXml | Self::TornLine | Self::TornJson | Self::TornZip)
    }
}
