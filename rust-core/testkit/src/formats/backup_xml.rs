//! SMS Backup & Restore.

use crate::plot::{Call, Message};
use crate::scenario::Tray;
use dunlog_model::Timestamp;
use std::fmt::Write;

const HEAD: &str = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n\
    <!--File Created By SMS Backup & Restore v10.20.002 on 08/11/2026 23:10:02-->\n";
/// The service centre; an impossible number like all others.
const CENTRE: &str = "+8613800000500";

/// `<smses>`. The count is two too high, as it is in real backups of phones with drafts.
pub(crate) fn messages(messages: &[Message]) -> String {
    let mut xml = HEAD.to_owned();
    let count = messages.len() + 2;
    line(
        &mut xml,
        &format!("<smses count=\"{count}\" backup_set=\"0d5e\" backup_date=\"1794150602000\" type=\"full\">"),
    );
    for message in messages {
        let element = if message.is_mms { mms(message) } else { sms(message) };
        line(&mut xml, &element);
    }
    line(&mut xml, "</smses>");
    xml
}

/// `<calls>`.
pub(crate) fn calls(calls: &[Call]) -> String {
    let mut xml = HEAD.to_owned();
    let count = calls.len();
    line(
        &mut xml,
        &format!("<calls count=\"{count}\" backup_set=\"0d5f\" backup_date=\"1794150602000\" type=\"full\">"),
    );
    for call in calls {
        let Call { at, number, end, seconds, name } = call;
        let seconds = if end.is_talk() { *seconds } else { 0 };
        line(
            &mut xml,
            &format!(
                "  <call number=\"{number}\" duration=\"{seconds}\" date=\"{}\" type=\"{}\" presentation=\"1\" \
             subscription_id=\"1\" post_dial_digits=\"\" subscription_component_name=\"com.android.phone/com.android.services.telephony.TelephonyConnectionService\" \
             readable_date=\"{}\" contact_name=\"{}\" />",
                at.ms(),
                end.android(),
                readable(*at),
                escape(name.as_deref().unwrap_or("(Unknown)")),
            ),
        );
    }
    line(&mut xml, "</calls>");
    xml
}

/// One `<sms …/>`.
pub(crate) fn sms(message: &Message) -> String {
    let Message { at, number, text, .. } = message;
    let is_sent = message.tray == Tray::Sent;
    let (kind, centre, sent_ms) =
        if is_sent { (2, "null", 0) } else { (1, CENTRE, at.ms() - at.ms() % 1000 - 2000) };
    format!(
        "  <sms protocol=\"0\" address=\"{number}\" date=\"{}\" type=\"{kind}\" subject=\"null\" body=\"{}\" toa=\"null\" \
         sc_toa=\"null\" service_center=\"{centre}\" read=\"1\" status=\"-1\" locked=\"0\" date_sent=\"{sent_ms}\" \
         sub_id=\"1\" readable_date=\"{}\" contact_name=\"{}\" />",
        at.ms(),
        escape(text),
        readable(*at),
        escape(message.name.as_deref().unwrap_or("(Unknown)")),
    )
}

/// One `<mms>` with a picture and a text.
fn mms(message: &Message) -> String {
    let Message { at, number, text, .. } = message;
    let (ms, text, readable) = (at.ms(), escape(text), readable(*at));
    format!(
        "  <mms date=\"{ms}\" msg_box=\"1\" address=\"{number}\" m_type=\"132\" rr=\"null\" sub=\"null\" ct_t=\"application/vnd.wap.multipart.related\" \
         read=\"1\" seen=\"1\" date_sent=\"{}\" sub_id=\"1\" readable_date=\"{readable}\" contact_name=\"(Unknown)\">\n    <parts>\n      \
         <part seq=\"-1\" ct=\"application/smil\" name=\"null\" chset=\"null\" cl=\"smil.xml\" text=\"&lt;smil&gt;&lt;/smil&gt;\" />\n      \
         <part seq=\"0\" ct=\"image/jpeg\" name=\"1.jpg\" chset=\"null\" cl=\"1.jpg\" text=\"null\" data=\"/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==\" />\n      \
         <part seq=\"0\" ct=\"text/plain\" name=\"null\" chset=\"106\" cl=\"text_0.txt\" text=\"{text}\" />\n    </parts>\n    <addrs>\n      \
         <addr address=\"{number}\" type=\"137\" charset=\"106\" />\n      \
         <addr address=\"insert-address-token\" type=\"151\" charset=\"106\" />\n    </addrs>\n  </mms>",
        ms / 1000,
    )
}

/// Attribute text as the app writes it: beyond U+FFFF every UTF-16 unit is a reference of its own.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            c if u32::from(c) > 0xFFFF => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(escaped, "&#{unit};");
                }
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// The local time as a phone set to Chinese shows it.
fn readable(at: Timestamp) -> String {
    at.china_text().replacen('-', "年", 1).replacen('-', "月", 1).replacen(' ', "日 ", 1)
}

fn line(xml: &mut String, text: &str) {
    xml.push_str(text);
    xml.push('\n');
}
