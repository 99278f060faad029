//! SMS Import / Export, on a phone whose call log has the maker's own columns.

use crate::plot::{Call, Message};
use crate::scenario::Tray;
use serde_json::{Value, json};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The ZIP: `messages.ndjson` and the pictures. Stored, not deflated: the bytes must not change when the
/// library that compresses does.
pub(crate) fn messages(messages: &[Message]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let time = DateTime::from_date_and_time(2026, 11, 8, 21, 30, 0).unwrap_or_default();
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored).last_modified_time(time);
    let mut entries = vec![("messages.ndjson".to_owned(), lines(messages).into_bytes())];
    for (id, message) in (1..).zip(messages) {
        if message.is_mms {
            entries.push((format!("data/{}", picture(id)), b"\xff\xd8\xff\xd9".to_vec()));
        }
    }
    for (name, bytes) in entries {
        archive.start_file(name, options).expect("memory takes a new entry");
        archive.write_all(&bytes).expect("memory takes any bytes");
    }
    archive.finish().expect("memory takes the directory").into_inner()
}

/// The call log as an array.
pub(crate) fn calls(calls: &[Call]) -> String {
    let rows: Vec<Value> = (1..).zip(calls).map(|(id, call)| call_row(id, call)).collect();
    serde_json::to_string_pretty(&rows).expect("values are always JSON") + "\n"
}

fn lines(messages: &[Message]) -> String {
    // The exporter writes all SMS first, then all MMS.
    let numbered = || (1_u64..).zip(messages);
    let sms = numbered().filter(|(_, message)| !message.is_mms).map(|(id, message)| sms_row(id, message));
    let mms = numbered().filter(|(_, message)| message.is_mms).map(|(id, message)| mms_row(id, message));
    sms.chain(mms).map(|row| format!("{row}\n")).collect()
}

fn sms_row(id: u64, message: &Message) -> Value {
    let is_sent = message.tray == Tray::Sent;
    let sent = if is_sent { 0 } else { message.at.ms() - 1500 };
    let mut row = json!({
        "_id": id.to_string(),
        "thread_id": (id % 17 + 1).to_string(),
        "address": message.number,
        "date": message.at.ms().to_string(),
        "date_sent": sent.to_string(),
        "protocol": "0",
        "read": "1",
        "status": "-1",
        "type": if is_sent { "2" } else { "1" },
        "body": message.text,
        "locked": "0",
        "error_code": "0",
        "seen": "1",
        "sub_id": "0",
        "creator": "com.android.mms",
    });
    if let (Some(columns), Some(name)) = (row.as_object_mut(), &message.name) {
        columns.insert("__display_name".to_owned(), Value::from(name.as_str()));
    }
    row
}

fn mms_row(id: u64, message: &Message) -> Value {
    let seconds = (message.at.ms() / 1000).to_string();
    json!({
        "_id": id.to_string(),
        "thread_id": "40",
        "date": seconds,
        "date_sent": seconds,
        "msg_box": "1",
        "m_type": "132",
        "ct_t": "application/vnd.wap.multipart.related",
        "sub_id": "0",
        "__sender_address": { "address": message.number, "type": "137", "charset": "106" },
        "__recipient_addresses": [{ "address": "insert-address-token", "type": "151", "charset": "106" }],
        "__parts": [
            { "seq": "0", "ct": "image/jpeg", "cl": "1.jpg", "_data": format!("/data/user_de/0/com.android.providers.telephony/app_parts/{}", picture(id)) },
            { "seq": "0", "ct": "text/plain", "chset": "106", "cl": "text_0.txt", "text": message.text },
        ],
    })
}

fn call_row(id: u64, call: &Call) -> Value {
    let is_talk = call.end.is_talk();
    let is_marked = ["170", "165", "162"].iter().any(|prefix| call.number.starts_with(prefix));
    let mut row = json!({
        "_id": id.to_string(),
        "number": call.number,
        "type": call.end.android().to_string(),
        "date": call.at.ms().to_string(),
        "duration": if is_talk { call.seconds } else { 0 }.to_string(),
        "new": "0",
        "presentation": "1",
        "countryiso": "CN",
        "subscription_id": "0",
        "ring_times": if is_talk { "6".to_owned() } else { call.seconds.to_string() },
        "ring_time": if is_talk { "6".to_owned() } else { call.seconds.to_string() },
        "mark_type": if is_marked { "骚扰电话" } else { "" },
        "mark_content": if is_marked { "疑似催收" } else { "" },
        "is_cloud_mark": if is_marked { "1" } else { "0" },
        "mark_count": if is_marked { (id % 97 + 3).to_string() } else { "0".to_owned() },
    });
    if let (Some(columns), Some(name)) = (row.as_object_mut(), &call.name) {
        columns.insert("name".to_owned(), Value::from(name.as_str()));
        columns.insert("display_name".to_owned(), Value::from(name.as_str()));
    }
    row
}

fn picture(id: u64) -> String {
    format!("PART_17{id:08}_1.jpg")
}
