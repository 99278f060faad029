//! Rows of Android's own stores, as backup apps copy them: `CallLog.Calls`, `Telephony.Sms`, `Telephony.Mms`.
//! SMS Backup & Restore and SMS Import / Export both keep the platform's column names.

use crate::bounds::{checked, number};
use crate::{Code, columns};
use dunlog_model::{
    Body, Call, CallType, Channel, Message, MessageBox, Observation, PhoneNumber, Source, Timestamp,
};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// What stands for a missing sender in the address table of an MMS.
const NO_ADDRESS: &str = "insert-address-token";
/// `PduHeaders.FROM` in the address table.
const FROM: i64 = 137;
/// `PduHeaders.MESSAGE_TYPE_SEND_REQ` and `MESSAGE_TYPE_RETRIEVE_CONF`: the box of an MMS without a box.
const SEND_REQUEST: i64 = 128;
const RETRIEVED: i64 = 132;
/// Names that the phone showed; `display_name` is the exporter's look-up, `name` the call log's cached one.
const NAMES: [&str; 4] = ["contact_name", "__display_name", "display_name", "name"];

type Columns = Map<String, Value>;

/// A row of the call log: `number`, `type`, `date` in milliseconds, `duration` in seconds.
pub(crate) fn call(columns: Columns, source: Source) -> Result<Observation, Code> {
    let time = columns::time(&columns, "date", 1)?;
    let call_type = columns::small_integer(&columns, "type").ok_or(Code::TypeMissing)?;
    let body = Body::Call(Call {
        call_type: CallType::from_android(call_type),
        seconds: columns::seconds(&columns, "duration"),
    });
    let number = number(&columns::text(&columns, "number").unwrap_or_default())?;
    observation(columns, source, body, time, number)
}

/// A row of the SMS store: `address`, `body`, `type`, `date` and `date_sent` in milliseconds.
pub(crate) fn sms(columns: Columns, source: Source) -> Result<Observation, Code> {
    let time = columns::time(&columns, "date", 1)?;
    let mailbox = columns::small_integer(&columns, "type").ok_or(Code::TypeMissing)?;
    let body = Body::Message(Message {
        channel: Channel::Sms,
        mailbox: MessageBox::from_android(mailbox),
        // A person may well write "null"; an exporter never leaves the body out of a message that has one.
        text: columns::literal(&columns, "body").unwrap_or_default().into_owned(),
    });
    let number = number(&columns::text(&columns, "address").unwrap_or_default())?;
    observation(columns, source, body, time, number)
}

/// A row of the MMS store with its parts (`__parts`) and addresses (`__addrs`, or `__sender_address` and
/// `__recipient_addresses`). `unit_ms` is the unit of `date`: the store has seconds, some exporters milliseconds.
pub(crate) fn mms(columns: Columns, source: Source, unit_ms: i64) -> Result<Observation, Code> {
    let time = columns::time(&columns, "date", unit_ms)?;
    let mailbox = mms_box(&columns).ok_or(Code::TypeMissing)?;
    let body = Body::Message(Message { channel: Channel::Mms, mailbox, text: mms_text(&columns) });
    let number = mms_number(&columns, mailbox)?;
    observation(columns, source, body, time, number)
}

fn observation(
    columns: Columns,
    source: Source,
    body: Body,
    time: Timestamp,
    number: Option<PhoneNumber>,
) -> Result<Observation, Code> {
    checked(Observation {
        body,
        time,
        sent: columns::sent(&columns, "date_sent"),
        number,
        name: columns::first(&columns, &NAMES).filter(|name| name != "(Unknown)").map(Cow::into_owned),
        sim: columns::sim(&columns),
        source,
        provider_id: columns::text(&columns, "_id").map(Cow::into_owned),
        raw: columns::raw(columns),
    })
}

fn mms_box(columns: &Columns) -> Option<MessageBox> {
    if let Some(number) = columns::small_integer(columns, "msg_box") {
        return Some(MessageBox::from_android(number));
    }
    match columns::integer(columns, "m_type")? {
        SEND_REQUEST => Some(MessageBox::Sent),
        RETRIEVED => Some(MessageBox::Inbox),
        _ => None,
    }
}

/// The plain-text parts, in their order, one below the other.
fn mms_text(columns: &Columns) -> String {
    let texts: Vec<Cow<'_, str>> = objects(columns, "__parts")
        .filter(|part| columns::text(part, "ct").is_some_and(|kind| kind.starts_with("text/plain")))
        .filter_map(|part| columns::text(part, "text"))
        .collect();
    texts.join("\n")
}

/// The sender of a received MMS; else the address column, in which a group is joined with `~`.
fn mms_number(columns: &Columns, mailbox: MessageBox) -> Result<Option<PhoneNumber>, Code> {
    let real = |address: &Cow<'_, str>| address != NO_ADDRESS;
    let listed = |wanted: bool| {
        objects(columns, "__addrs")
            .chain(objects(columns, "__recipient_addresses"))
            .chain(columns.get("__sender_address").and_then(Value::as_object))
            .filter(move |row| (columns::integer(row, "type") == Some(FROM)) == wanted)
            .find_map(|row| columns::text(row, "address").filter(real))
    };
    let received = matches!(mailbox, MessageBox::Inbox | MessageBox::Other(_));
    let sender = if received { listed(true) } else { None };
    let shown = sender
        .or_else(|| columns::text(columns, "address").filter(real))
        .or_else(|| listed(false).filter(|_| !received));
    match shown {
        // A large group does not fit a number and is no number; the raw columns have it.
        Some(group) if group.contains('~') => Ok(PhoneNumber::from_shown(&group)),
        Some(shown) => number(&shown),
        None => Ok(None),
    }
}

fn objects<'m>(columns: &'m Columns, name: &str) -> impl Iterator<Item = &'m Columns> {
    let list = columns.get(name).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_object)
}
