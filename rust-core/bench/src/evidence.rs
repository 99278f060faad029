//! Bundles, proofs and merging: one bundle of 10,000 events, one entry of a long log, and many phones into one case.

use crate::table::{Table, median};
use crate::{Outcome, fresh, words};
use dunlog_bundle::{BundleHead, BundleWriter, Group, Purpose};
use dunlog_engine::{BundleRequest, Engine, Options, Scope, verify};
use dunlog_model::{
    Body, Channel, EventId, Message, MessageBox, Observation, PhoneNumber, RawColumns, Role, Source,
    Timestamp,
};
use dunlog_proof::{Checkpoint, Entry, EntryKind, Hash, Record, SigningKey, hex, root};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

const EVENTS: u64 = 10_000;

pub(crate) fn measure(folder: &Path, quick: bool, table: &mut Table) -> Outcome {
    bundle(folder, table)?;
    proof(folder, if quick { 100_000 } else { 1_000_000 }, table)?;
    merge(folder, if quick { 10 } else { 100 }, table)
}

fn bundle(folder: &Path, table: &mut Table) -> Outcome {
    let folder = fresh(folder, "bundle")?;
    let mut engine = filled(&folder.join("log.db"), EVENTS)?;
    engine.judge(|_| ()).map_err(words)?;
    let path = folder.join("case.dunlog");
    let options = Options { scope: Scope::All, ..Options::default() };
    let request = BundleRequest { options, ..BundleRequest::default() };
    let (mut writing, mut checking) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let start = Instant::now();
        engine.export_bundle(&path, &request).map_err(words)?;
        writing.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let report = verify(&path).map_err(words)?.report;
        checking.push(start.elapsed().as_secs_f64());
        if !report.intact || report.records != EVENTS {
            return Err("the bundle is not what was written".to_owned());
        }
    }
    table.row("bundle_s", "bundle of 10,000 events, report and table included", median(writing), "s");
    table.row("verify_s", "  checking it", median(checking), "s");
    let bytes = std::fs::metadata(&path).map_err(words)?.len();
    table.row("bundle_mb", "  its size", bytes as f64 / 1e6, "MB");
    Ok(())
}

fn proof(folder: &Path, entries: u64, table: &mut Table) -> Outcome {
    let folder = fresh(folder, "proof")?;
    let mut engine = filled(&folder.join("log.db"), entries)?;
    let person = engine.persons().map_err(words)?.first().ok_or("nobody")?.id;
    let start = Instant::now();
    engine.checkpoint(person, "demand").map_err(words)?;
    let first = start.elapsed().as_secs_f64();
    let mut times = Vec::new();
    for step in 1..200 {
        let id = i64::try_from(entries / 200 * step).map_err(words)?;
        let start = Instant::now();
        engine.prove(EventId(id)).map_err(words)?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    table.row("proof_entries", "log for single proofs", entries as f64, "entries");
    table.row("proof_ms", "  inclusion proof of one entry, its event read", median(times), "ms");
    table.row("checkpoint_first_s", "  the first checkpoint, which stores its inner hashes", first, "s");
    Ok(())
}

fn merge(folder: &Path, phones: u64, table: &mut Table) -> Outcome {
    let folder = fresh(folder, "merge")?;
    for phone in 0..phones {
        write_share(&folder.join(format!("{phone}.dunlog")), phone)?;
    }
    let me = std::env::current_exe().map_err(words)?;
    let out = Command::new(me).arg("merge").arg(&folder).output().map_err(words)?;
    let text = String::from_utf8(out.stdout).map_err(words)?;
    let figures: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [first, second, peak] = figures.as_slice() else {
        return Err("the merge printed no figures".to_owned());
    };
    table.row("merge_phones", "phones of 10,000 events each, merged into one log", phones as f64, "");
    table.row("merge_s", "  all of them", first + second, "s");
    table.row("merge_linear", "  second half against the first", second / first, "x");
    table.row("merge_peak_mb", "  peak memory (VmHWM)", peak / 1024.0, "MiB");
    Ok(())
}

/// The measured process: merges every bundle of a folder, prints the seconds of each half and the peak memory in KiB.
pub(crate) fn merge_child(folder: &str) -> ExitCode {
    match merge_all(Path::new(folder)) {
        Ok(figures) => {
            println!("{figures}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            println!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn merge_all(folder: &Path) -> Result<String, String> {
    let mut engine = Engine::create(&folder.join("case.db")).map_err(words)?;
    engine.ensure_person("A", Role::Debtor).map_err(words)?;
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).map_err(words)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "dunlog"));
    files.sort();
    let (first, second) = files.split_at(files.len() / 2);
    let mut halves = Vec::new();
    for half in [first, second] {
        let start = Instant::now();
        for file in half {
            let report = engine.merge(file, None).map_err(words)?;
            if report.logs.first().is_none_or(|merged| merged.new != EVENTS) {
                return Err("a phone was not merged whole".to_owned());
            }
        }
        halves.push(start.elapsed().as_secs_f64());
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    let peak = peak.trim().trim_end_matches(" kB");
    Ok(format!("{} {} {peak}", halves.first().unwrap_or(&0.0), halves.last().unwrap_or(&0.0)))
}

pub(crate) fn filled(log: &Path, events: u64) -> Result<Engine, String> {
    let mut engine = Engine::create(log).map_err(words)?;
    let person = engine.ensure_person("A", Role::Debtor).map_err(words)?.id;
    let step = 2_000;
    for from in (0..events).step_by(step) {
        let until = events.min(from + step as u64);
        let batch: Vec<Observation> = (from..until).map(message).collect::<Result<_, _>>()?;
        engine.observe_all(person, &batch).map_err(words)?;
    }
    Ok(engine)
}

fn text(number: u64) -> String {
    format!("【速来贷】您的借款已逾期{number}天，今天再不还款，就通知您的家人和单位，后果自负！")
}

fn message(number: u64) -> Result<Observation, String> {
    let mut raw = RawColumns::default();
    for column in ["address", "date", "type", "sub_id", "service_center"] {
        raw.put_text(column, "10690000123");
    }
    let minutes = i64::try_from(number).map_err(words)? * 60_000;
    Ok(Observation {
        body: Body::Message(Message {
            channel: Channel::Sms,
            mailbox: MessageBox::Inbox,
            text: text(number),
        }),
        time: Timestamp::from_ms(1_600_000_000_000 + minutes).map_err(words)?,
        sent: None,
        number: PhoneNumber::from_shown("10690000123"),
        name: None,
        sim: None,
        source: Source::SmsInbox,
        provider_id: None,
        raw,
    })
}

/// A share of another phone, made without a log so that a hundred of them are there in a minute.
fn write_share(path: &Path, phone: u64) -> Outcome {
    let mut log = [0; 16];
    log.iter_mut().zip(phone.to_be_bytes()).for_each(|(to, from)| *to = from);
    let key = SigningKey::from_seed(&[u8::try_from(phone % 250).map_err(words)? + 1; 32]);
    let records: Vec<Record> = (0..EVENTS).map(|seq| record(&log, seq)).collect::<Result<_, _>>()?;
    let leaves: Vec<Hash> = records.iter().map(|record| record.leaf(&log)).collect();
    let checkpoint = Checkpoint { log, size: EVENTS, root: root(leaves.iter().copied()) };
    let group = Group {
        person: format!("P{phone}"),
        role: "third_party".to_owned(),
        log,
        key: key.public(),
        checkpoint: checkpoint.sign(&key),
        cover: Vec::new(),
        earlier: Vec::new(),
    };
    let head = BundleHead {
        dunlog: "bundle/1".to_owned(),
        purpose: Purpose::Share,
        case: None,
        log: hex(&log),
        key: hex(&key.public().0),
        exported_ms: 1_790_000_000_000,
        program: "bench".to_owned(),
        hidden: Vec::new(),
        about: serde_json::Value::Null,
    };
    let written = || -> Result<Vec<u8>, dunlog_bundle::WriteError> {
        let mut writer = BundleWriter::new(Cursor::new(Vec::new()));
        writer
            .records(|put| records.iter().zip(&leaves).try_for_each(|(record, leaf)| put(0, record, leaf)))?;
        writer.proofs(&[group])?;
        Ok(writer.finish(&head, &key, &log)?.into_inner())
    };
    let bytes = written().map_err(|_| "a share could not be written")?;
    std::fs::File::create(path).and_then(|mut file| file.write_all(&bytes)).map_err(words)
}

fn record(log: &[u8; 16], seq: u64) -> Result<Record, String> {
    let (text, time) = (text(seq), (1_600_000_000_000 + seq * 60_000).to_string());
    let fields: [(&str, &[u8]); 9] = [
        ("channel", b"sms"),
        ("direction", b"in"),
        ("kind", b"message"),
        ("number", b"10690000123"),
        ("raw", b"{\"address\":\"10690000123\",\"date\":\"1600000000000\",\"type\":\"1\"}"),
        ("source", b"sms_inbox"),
        ("subtype", b"inbox"),
        ("text", text.as_bytes()),
        ("time_ms", time.as_bytes()),
    ];
    let recorded_ms = 1_600_000_001_000 + i64::try_from(seq).map_err(words)? * 60_000;
    let salt = [u8::try_from(seq % 251).map_err(words)?; 16];
    Ok(Record::whole(&Entry {
        log,
        seq,
        kind: EntryKind::Event,
        of: None,
        recorded_ms,
        fields: &fields,
        salt: &salt,
    }))
}
