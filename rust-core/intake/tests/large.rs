//! Records and archives beyond the caps are refused alone, in little memory.

mod common;

use common::Collected;
use dunlog_intake::{Summary, read};
use dunlog_model::limits::{RECORD_BYTES, TEXT_BYTES};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SMS: &str = "<sms address=\"95000\" date=\"1790859791000\" type=\"1\" body=\"好\"/>\n";
const LINE: &str = "{\"address\":\"95000\",\"date\":\"1790859791000\",\"type\":\"1\",\"body\":\"好\"}\n";

fn codes(bytes: &[u8]) -> (Summary, Vec<&'static str>) {
    let mut sink = Collected::default();
    let summary = read(Cursor::new(bytes), &mut sink).expect("a known format");
    assert!(sink.rejects.iter().all(|reject| reject.raw.len() <= RECORD_BYTES));
    (summary, sink.rejects.iter().map(|reject| reject.code.id()).collect())
}

#[test]
fn an_element_beyond_the_cap_costs_only_itself() {
    let huge = "A".repeat(RECORD_BYTES + 10);
    let mms = format!(
        "<mms date=\"1790859791000\" msg_box=\"1\"><parts><part ct=\"image/png\" data=\"{huge}\"/></parts></mms>\n"
    );
    let file = format!("<smses>{SMS}{mms}{SMS}<sms body=\"{huge}\"/>{SMS}</smses>");
    let (summary, codes) = codes(file.as_bytes());
    assert_eq!((summary.read, codes), (3, vec!["record_too_large", "record_too_large"]));
}

#[test]
fn an_mms_with_a_large_picture_is_read() {
    let picture = "A".repeat(3_000_000);
    let mms = format!(
        "<mms date=\"1790859791000\" msg_box=\"1\"><parts><part ct=\"image/png\" data=\"{picture}\"/></parts></mms>"
    );
    let (summary, codes) = codes(format!("<smses>{mms}{SMS}</smses>").as_bytes());
    assert_eq!((summary.read, codes), (2, vec![]));
}

#[test]
fn a_line_beyond_the_cap_costs_only_itself() {
    let huge = "A".repeat(RECORD_BYTES + 10);
    let (summary, codes) = codes(format!("{LINE}{{\"body\":\"{huge}\"}}\n{LINE}").as_bytes());
    assert_eq!((summary.read, codes), (2, vec!["record_too_large"]));
}

#[test]
fn texts_and_columns_have_their_own_caps() {
    let text = "好".repeat(TEXT_BYTES / 3 + 1);
    let many = "A".repeat(300_000);
    let more = "A".repeat(2_000_000);
    let file = format!(
        "{}{}{}{LINE}",
        LINE.replace('好', &text),
        LINE.replace("\"type\"", &format!("\"x\":\"{many}\",\"type\"")),
        LINE.replace("\"type\"", &format!("\"x\":\"{more}\",\"type\"")),
    );
    let (summary, codes) = codes(file.as_bytes());
    assert_eq!((summary.read, codes), (1, vec!["text_too_large", "raw_too_large", "raw_too_large"]));
}

#[test]
fn an_unclosed_quote_in_a_large_table_costs_one_row() {
    let row = "95000,1790859791000,3,\n";
    let bad = "95000,1790859791000,3,\"open\n";
    let file = format!("number,date,type,name\n{row}{bad}{}", row.repeat(40_000));
    let (summary, codes) = codes(file.as_bytes());
    assert_eq!((summary.read, codes), (40_001, vec!["csv_quote"]));
}

#[test]
fn an_array_that_is_one_endless_object_ends_in_a_code() {
    let file = format!("[{{\"number\":\"95000\",\"type\":\"1\",\"x\":\"{}", "A".repeat(RECORD_BYTES * 2));
    let (summary, codes) = codes(file.as_bytes());
    assert_eq!(summary.read, 0);
    assert!(!codes.is_empty());
}

#[test]
fn a_record_of_countless_tiny_pieces_is_refused_before_it_grows() {
    let attributes: String = (0..100_000).map(|turn| format!(" a{turn}=\"1\"")).collect();
    let parts = "<part/>".repeat(200_000);
    let file = format!("<smses><sms{attributes}/><mms date=\"1\">{parts}</mms>{SMS}</smses>");
    let (summary, refused) = codes(file.as_bytes());
    assert_eq!((summary.read, refused), (1, vec!["raw_too_large", "raw_too_large"]));
    let file = format!("number,date,type\n{}\n95000,1790859791000,3", ",".repeat(1_000_000));
    let (summary, refused) = codes(file.as_bytes());
    assert_eq!((summary.read, refused), (1, vec!["raw_too_large"]));
}

fn archive(name: &str, content: impl Fn(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, SimpleFileOptions::default()).expect("memory");
    content(&mut writer);
    writer.finish().expect("memory").into_inner()
}

#[test]
fn an_archive_that_swells_is_stopped() {
    let blank = vec![b'\n'; 1024 * 1024];
    let bytes = archive("messages.ndjson", |writer| {
        writer.write_all(LINE.as_bytes()).expect("memory");
        for _ in 0..80 {
            writer.write_all(&blank).expect("memory");
        }
        writer.write_all(LINE.as_bytes()).expect("memory");
    });
    let (summary, codes) = codes(&bytes);
    assert_eq!((summary.read, codes), (1, vec!["zip_too_large"]));
}

#[test]
fn an_archive_without_its_end_gives_what_is_in_it() {
    let bytes = archive("messages.ndjson", |writer| {
        for turn in 0..2000 {
            let line = LINE.replace("好", &format!("第{}条", turn * 7919 % 10_007));
            writer.write_all(line.as_bytes()).expect("memory");
        }
    });
    let (summary, _) = codes(&bytes[..bytes.len() / 2]);
    assert!(summary.torn && summary.read > 500 && summary.read < 2000);
    let (summary, codes) = codes(&bytes[..bytes.len() - 30]);
    assert_eq!((summary.read, summary.torn, codes), (2000, true, vec!["torn_zip"]));
}
