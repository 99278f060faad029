//! Caps on everything that comes from outside. Whatever is larger is refused with a code, never cut.

/// Longest phone number as shown, in Unicode scalar values. Real senders reach 20 digits, SIP addresses more.
pub const NUMBER_CHARS: usize = 128;
/// Longest text of one message or note, in bytes of UTF-8.
pub const TEXT_BYTES: usize = 64 * 1024;
/// Longest single record of any foreign format, in bytes (a line, an XML element, a CSV row).
pub const RECORD_BYTES: usize = 16 * 1024 * 1024;
/// Longest set of raw provider columns kept beside one observation, in bytes of JSON.
pub const RAW_BYTES: usize = 256 * 1024;
/// Longest display name, SIM label and the like, in Unicode scalar values.
pub const NAME_CHARS: usize = 256;
/// Earliest time that is believed: 2000-01-01T00:00:00Z, in milliseconds. Backups contain zeros.
pub const TIME_MIN_MS: i64 = 946_684_800_000;
/// Latest time that is believed: 2100-01-01T00:00:00Z, in milliseconds.
pub const TIME_MAX_MS: i64 = 4_102_444_800_000;
