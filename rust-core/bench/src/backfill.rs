//! What happens at installation: 20,000 messages into a new log, verdicts included.

use crate::table::Table;
use crate::{Outcome, fresh, words};
use dunlog_engine::{Engine, ImportRequest};
use dunlog_model::Role;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

const MESSAGES: usize = 20_000;

pub(crate) fn measure(folder: &Path, table: &mut Table) -> Outcome {
    let folder = fresh(folder, "backfill")?;
    let file = folder.join("sms.xml");
    write_messages(&file)?;
    let mut engine = Engine::create(&folder.join("log.db")).map_err(words)?;
    let start = Instant::now();
    let request = ImportRequest { path: &file, person: "A", role: Role::Debtor };
    let report = engine.import(&request, |_| true).map_err(words)?;
    let judged = engine.judge(|_| ()).map_err(words)?;
    let seconds = start.elapsed().as_secs_f64();
    if report.new != MESSAGES as u64 || judged.judged != report.new {
        return Err(format!("{} new and {} judged of {MESSAGES}", report.new, judged.judged));
    }
    table.row("backfill_s", "back-fill of 20,000 SMS with verdicts", seconds, "s");
    let start = Instant::now();
    engine.judge(|_| ()).map_err(words)?;
    table.row("rejudge_s", "  judging them again (nothing changes)", start.elapsed().as_secs_f64(), "s");
    let start = Instant::now();
    let fsck = engine.fsck(|_| ()).map_err(words)?;
    if !fsck.clean {
        return Err("the log of the back-fill does not check".to_owned());
    }
    table.row("fsck_s", "  fsck: every leaf and the tree rebuilt", start.elapsed().as_secs_f64(), "s");
    Ok(())
}

/// The first 20,000 messages of a generated backup.
fn write_messages(path: &Path) -> Outcome {
    let mut all = Vec::new();
    dunlog_testkit::big::write_backup_xml(&mut all, 16_000_000, 11).map_err(words)?;
    let mut out = BufWriter::new(File::create(path).map_err(words)?);
    let mut messages = 0;
    for line in BufReader::new(all.as_slice()).lines() {
        let line = line.map_err(words)?;
        let is_message = line.trim_start().starts_with("<sms ");
        if !is_message || messages < MESSAGES {
            writeln!(out, "{line}").map_err(words)?;
        }
        messages += usize::from(is_message);
    }
    if messages < MESSAGES {
        Err("too few messages were generated".to_owned())
    } else {
        out.flush().map_err(words)
    }
}
