//! `dunlog backup` and `dunlog restore`.

use crate::Outcome;
use crate::args::{Args, Backup, Restore};
use crate::fail::Failure;
use crate::output::Output;
use crate::talk::say;
use dunlog_engine::{Engine, SystemEnvironment};
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::sync::Arc;

pub(crate) fn backup(args: &Args, backup: &Backup, output: &mut Output) -> Result<Outcome, Failure> {
    let mut engine = Engine::open(&args.db)?;
    let passphrase = passphrase(backup.passphrase_file.as_deref(), output)?;
    engine.backup(&backup.out, &passphrase, backup.with_key)?;
    let bytes = std::fs::metadata(&backup.out).map_or(0, |data| data.len());
    output.say(
        if backup.with_key { "backed_up_with_key" } else { "backed_up" },
        &[("file", &backup.out.display().to_string()), ("bytes", &bytes.to_string())],
    )?;
    output.object(&json!({ "bytes": bytes, "with_key": backup.with_key }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

pub(crate) fn restore(args: &Args, restore: &Restore, output: &mut Output) -> Result<Outcome, Failure> {
    let passphrase = passphrase(restore.passphrase_file.as_deref(), output)?;
    let (mut engine, restored) =
        Engine::restore(&args.db, &restore.backup, &passphrase, Arc::new(SystemEnvironment))?;
    if restored.whole {
        output.say("restored_whole", &[])?;
    } else {
        engine.judge(|_| ())?;
    }
    for merged in &restored.logs {
        crate::contacts::tell_merged(merged, output)?;
    }
    output.serialised(&restored)?;
    output.finish()?;
    Ok(Outcome::Fine)
}

/// From the first line of a file, or typed. It is shown while it is typed: hiding it needs a terminal, and this also works
/// through a pipe.
fn passphrase(file: Option<&Path>, output: &mut Output) -> Result<String, Failure> {
    let mut line = String::new();
    if let Some(file) = file {
        BufReader::new(std::fs::File::open(file)?).read_line(&mut line)?;
    } else {
        write!(std::io::stderr(), "{} ", say("ask_passphrase", output.lang, &[]))?;
        std::io::stdin().lock().read_line(&mut line)?;
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
