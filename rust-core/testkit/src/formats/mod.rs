//! The formats that backup apps write, from the writing side.

pub(crate) mod backup_xml;
pub(crate) mod events;
pub(crate) mod logger_csv;
pub(crate) mod sms_ie;
