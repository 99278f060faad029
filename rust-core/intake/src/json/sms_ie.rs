//! SMS Import / Export 2.x: rows of Android's stores with every column as text, names added by the exporter
//! beginning with `__`. Format: <https://github.com/tmo1/sms-ie> (README).
//!
//! Messages are NDJSON, SMS and MMS mixed and not marked; the call log is an array. The row tells what it is.

use super::object;
use crate::{Code, provider};
use dunlog_model::{Observation, Source};

/// Columns that only the MMS store has.
const MMS_ONLY: [&str; 4] = ["msg_box", "m_type", "__parts", "__sender_address"];

/// Reads one row of any of the three stores.
pub(crate) fn row(bytes: &[u8]) -> Result<Observation, Code> {
    let columns = object::read(bytes)?;
    let has = |name: &&str| columns.contains_key(*name);
    if MMS_ONLY.iter().any(has) {
        provider::mms(columns, Source::SmsIe, 1000)
    } else if has(&"address") || has(&"body") {
        provider::sms(columns, Source::SmsIe)
    } else if has(&"number") || has(&"duration") {
        provider::call(columns, Source::SmsIe)
    } else {
        Err(Code::UnknownRecord)
    }
}
