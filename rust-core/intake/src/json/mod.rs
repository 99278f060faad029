//! JSON, one object per line or one array of objects: SMS Import / Export and this product's own event lines.

mod array;
mod dunlog;
mod lines;
mod object;
mod sms_ie;

pub(crate) use array::read as read_array;
pub(crate) use dunlog::row as dunlog_row;
pub(crate) use lines::read as read_lines;
pub(crate) use sms_ie::row as sms_ie_row;
