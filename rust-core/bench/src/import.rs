//! A generated backup of one gigabyte through the command line: speed, and the most memory it ever held.

use crate::table::Table;
use crate::{Outcome, fresh, words};
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub(crate) fn measure(program: &str, folder: &Path, quick: bool, table: &mut Table) -> Outcome {
    let bytes: u64 = if quick { 50_000_000 } else { 1_000_000_000 };
    let file = folder.join(format!("backup-{bytes}.xml"));
    if !file.exists() {
        let out = BufWriter::new(File::create(&file).map_err(words)?);
        dunlog_testkit::big::write_backup_xml(out, bytes, 7).map_err(words)?;
    }
    let log = fresh(folder, "import")?.join("log.db");
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(["--json", "--db"])
        .arg(&log)
        .args(["import", "--no-classify", "--person", "A", "--role", "debtor"])
        .arg(&file)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(words)?;
    let mut peak = 0;
    while child.try_wait().map_err(words)?.is_none() {
        peak = peak.max(peak_kib(child.id()));
        std::thread::sleep(Duration::from_millis(5));
    }
    let seconds = start.elapsed().as_secs_f64();
    let out = child.wait_with_output().map_err(words)?;
    let counts: serde_json::Value = serde_json::from_slice(&out.stdout).map_err(words)?;
    let read =
        counts.get("read").and_then(serde_json::Value::as_f64).ok_or("the import printed no counts")?;
    let mb = file.metadata().map_err(words)?.len() as f64 / 1e6;
    table.row("import_mb", "import of a generated backup (XML)", mb, "MB");
    table.row("import_records", "  records in it, all new", read, "");
    table.row("import_mb_per_s", "  read, logged and hashed", mb / seconds, "MB/s");
    table.row("import_records_per_s", "  records a second", read / seconds, "1/s");
    table.row("import_peak_mb", "  peak memory (VmHWM)", peak as f64 / 1024.0, "MiB");
    Ok(())
}

/// The high-water mark of a process in KiB, as Linux tells it; 0 elsewhere or when it has just ended.
fn peak_kib(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
