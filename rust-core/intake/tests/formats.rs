//! Whole records of every format, column by column.

mod common;

use common::Collected;
use dunlog_intake::{Format, Summary, read};
use dunlog_model::{Body, Call, CallType, Channel, Message, MessageBox, NoteKind, Observation, Source};
use std::io::Cursor;

fn read_all(text: &str) -> (Summary, Vec<Observation>) {
    let mut sink = Collected::default();
    let summary = read(Cursor::new(text.as_bytes()), &mut sink).expect("a known format");
    assert!(sink.rejects.is_empty());
    let observations = sink.observations.into_iter().map(|(_, observation)| observation);
    (summary, observations.collect())
}

fn only(text: &str) -> Observation {
    let (_, mut observations) = read_all(text);
    assert_eq!(observations.len(), 1);
    observations.remove(0)
}

fn shown(observation: &Observation) -> Option<&str> {
    observation.number.as_ref().map(|number| number.as_shown())
}

#[test]
fn an_sms_of_a_backup_keeps_every_attribute() {
    let sms = only(
        r#"<smses count="9"><sms address="+86 139 0000 1234" date="1790859791123" type="1" body="到家了&#10;😀"
        service_center="null" date_sent="1790859790000" sub_id="2" contact_name="妈妈" vivo_extra="x" /></smses>"#,
    );
    assert_eq!(
        sms.body,
        Body::Message(Message {
            channel: Channel::Sms,
            mailbox: MessageBox::Inbox,
            text: "到家了\n😀".to_owned()
        })
    );
    assert_eq!(sms.time.ms(), 1_790_859_791_123);
    assert_eq!(sms.sent.map(|time| time.ms()), Some(1_790_859_790_000));
    assert_eq!(shown(&sms), Some("+86 139 0000 1234"));
    assert_eq!(sms.name.as_deref(), Some("妈妈"));
    assert_eq!(sms.sim.as_deref(), Some("sub_id=2"));
    assert_eq!(sms.source, Source::BackupXml);
    assert_eq!(sms.raw.0["service_center"], "null");
    assert_eq!(sms.raw.0["vivo_extra"], "x");
}

#[test]
fn the_count_of_a_backup_is_told_and_not_trusted() {
    let (summary, calls) = read_all(
        "<calls count=\"7\"><call number=\"95000\" duration=\"61\" date=\"1790859791000\" type=\"1\" \
         presentation=\"1\" subscription_id=\"1\" contact_name=\"(Unknown)\" /></calls>",
    );
    assert_eq!((summary.read, summary.declared, summary.torn), (1, Some(7), false));
    let body = Body::Call(Call { call_type: CallType::Answered, seconds: Some(61) });
    assert_eq!(calls[0].body, body);
    assert_eq!(calls[0].name, None);
    assert_eq!(calls[0].sim.as_deref(), Some("subscription_id=1"));
}

#[test]
fn an_mms_of_a_backup_has_its_texts_and_its_sender_and_no_media() {
    let mms = only(
        r#"<smses count="1"><mms date="1790859791000" msg_box="1" address="13900001111~13900002222" m_type="132">
        <parts><part seq="0" ct="image/jpeg" data="AAAA" text="null"/><part ct="text/plain" text="第一&amp;"/>
        <part ct="text/plain" text="第二"/></parts>
        <addrs><addr address="13900001234" type="137"/><addr address="insert-address-token" type="151"/></addrs>
        </mms></smses>"#,
    );
    assert_eq!(mms.body.text(), Some("第一&\n第二"));
    assert_eq!(shown(&mms), Some("13900001234"));
    assert_eq!(mms.raw.0["__parts"][0]["__data_bytes"], 4);
    assert_eq!(mms.raw.0["__parts"][0].get("data"), None);
    assert_eq!(mms.raw.0["__addrs"][1]["address"], "insert-address-token");
}

#[test]
fn a_sent_mms_of_a_group_shows_the_group() {
    let mms = only(
        r#"<mms date="1790859791000" msg_box="2" address="13900001111~13900002222"><addrs>
        <addr address="insert-address-token" type="137"/><addr address="13900001111" type="151"/></addrs></mms>"#,
    );
    assert_eq!(shown(&mms), Some("13900001111~13900002222"));
    assert_eq!(mms.body.text(), Some(""));
}

#[test]
fn rows_of_sms_import_export_are_told_apart_by_their_columns() {
    let (summary, rows) = read_all(concat!(
        r#"{"_id":"5","address":"95000","body":"null","date":"1790859791000","date_sent":"0","type":"1","sub_id":"-1","__display_name":"银行"}"#,
        "\n",
        r#"{"_id":"6","date":"1790859791","msg_box":"1","__sender_address":{"address":"13900001234","type":"137"},"__parts":[{"ct":"text/plain","text":"彩信"}]}"#,
        "\n",
    ));
    assert_eq!(summary.format, Format::SmsIeMessages);
    let [sms, mms] = rows.as_slice() else { panic!("two rows") };
    assert_eq!(sms.body.text(), Some("null"));
    assert_eq!((sms.sent, &sms.sim, sms.provider_id.as_deref()), (None, &None, Some("5")));
    assert_eq!(sms.name.as_deref(), Some("银行"));
    assert_eq!((mms.body.text(), shown(mms)), (Some("彩信"), Some("13900001234")));
    assert_eq!(mms.time, sms.time);
}

#[test]
fn a_call_log_keeps_the_columns_of_its_maker() {
    let (summary, rows) = read_all(
        r#"[ { "_id": "1", "number": "", "type": "5", "date": 1790859791000, "duration": "12",
        "simid": "-1", "subscription_id": "1", "mark_content": "骚扰", "presentation": "2" } ]"#,
    );
    assert_eq!(summary.format, Format::SmsIeCalls);
    assert_eq!(rows[0].number, None);
    assert_eq!(rows[0].sim.as_deref(), Some("subscription_id=1"));
    assert_eq!(rows[0].raw.0["mark_content"], "骚扰");
    let Body::Call(call) = &rows[0].body else { panic!("a call") };
    assert_eq!((call.talk_seconds(), call.ring_seconds()), (None, Some(12)));
}

#[test]
fn a_row_of_our_export_is_what_was_exported() {
    let header = dunlog_model::own_csv::HEADER.join(",");
    let row = "1,林晓,债务人,2026-10-01 21:03:11,1790859791000,电话,收到,未接,,25,tel:+8613900001234,'=名,SIM1,,,,,,,,7,00ff";
    let call = only(&format!("\u{feff}{header}\r\n{row}\r\n"));
    assert_eq!(call.body, Body::Call(Call { call_type: CallType::Missed, seconds: Some(25) }));
    assert_eq!(shown(&call), Some("+8613900001234"));
    assert_eq!((call.name.as_deref(), call.sim.as_deref()), (Some("=名"), Some("SIM1")));
    assert_eq!(call.provider_id.as_deref(), Some("00ff:7"));
    assert_eq!(call.source, Source::DunlogCsv);
}

#[test]
fn an_event_line_keeps_the_columns_of_its_first_source() {
    let (_, rows) = read_all(concat!(
        r#"{"dunlog":"event/1","kind":"call","call_type":"missed","seconds":3,"time_ms":1790859791000,"number":"95000","raw":{"ring_times":"3"},"verdict":{"label":"normal"}}"#,
        "\n",
        r#"{"dunlog":"event/1","kind":"note","note_kind":"stop_request","text":"请停止","time":"2026-10-01T21:03:11+08:00","extra":1,"proof":[]}"#,
    ));
    assert_eq!(rows[0].raw.to_json(), r#"{"ring_times":"3"}"#);
    assert_eq!(rows[1].raw.to_json(), r#"{"extra":1}"#);
    assert_eq!(rows[0].time, rows[1].time);
    assert!(matches!(&rows[1].body, Body::Note(note) if note.note_kind == NoteKind::StopRequest));
}

#[test]
fn another_parser_of_xml_sees_the_same_records() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/samples/debtor-calls.xml");
    let text = std::fs::read_to_string(path).unwrap();
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut seen = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Empty(_) => seen += 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(read_all(&text).1.len(), seen);
}
