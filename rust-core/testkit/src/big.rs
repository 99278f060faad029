//! Large files for measuring, of any size, written without holding them.

use crate::chance::Chance;
use crate::formats::backup_xml;
use crate::plot::Message;
use crate::scenario::{Scenario, Tray};
use dunlog_model::Timestamp;
use std::io::{self, Write};

/// 2016-01-01T00:00:00Z: a record every minute or so stays in the past for any size that is measured.
const FIRST_MS: i64 = 1_451_606_400_000;
/// About what one record takes; the count in the head is no better in real backups.
const RECORD_BYTES: u64 = 600;

/// Writes a valid SMS backup (XML) of about `bytes` bytes. No two records are equal.
///
/// # Errors
/// Those of `out`.
pub fn write_backup_xml(mut out: impl Write, bytes: u64, seed: u64) -> io::Result<()> {
    let scenario = Scenario::load();
    let texts: Vec<&String> = scenario.talk.iter().flat_map(|talk| &talk.texts).collect();
    let mut chance = Chance::new(seed);
    let mut written = 0_u64;
    let mut ms = FIRST_MS;
    writeln!(out, "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>")?;
    writeln!(out, "<smses count=\"{}\">", bytes / RECORD_BYTES)?;
    while written < bytes {
        ms += 20_000 + i64::try_from(chance.below(60_000)).unwrap_or_default();
        let text = chance.pick(&texts).map_or("", |text| text.as_str());
        let at = Timestamp::from_ms(ms).map_err(|_| io::ErrorKind::InvalidInput)?;
        let message = Message {
            at,
            number: chance.fill("1700000xxxx"),
            name: None,
            tray: Tray::Inbox,
            is_mms: false,
            text: chance.write(text),
        };
        let element = backup_xml::sms(&message);
        written += element.len() as u64 + 1;
        writeln!(out, "{element}")?;
    }
    writeln!(out, "</smses>")?;
    out.flush()
}
