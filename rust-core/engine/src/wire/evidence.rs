//! Checkpoints, proofs, bundles, checking, backups.

use crate::backup::Restored;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::evidence::{BundleRequest, verify as verify_file};
use crate::fonts::FontPaths;
use crate::wire::call::answer;
use dunlog_ledger::SignedCheckpoint;
use dunlog_model::{EventId, PersonId, Timestamp};
use dunlog_report::{Options, Privacy, Scope};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;
use zeroize::Zeroizing;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckpointRequest {
    person: PersonId,
    why: Why,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Why {
    Daily,
    Demand,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProveRequest {
    id: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WriteBundle {
    path: PathBuf,
    #[serde(default)]
    from_ms: Option<Timestamp>,
    #[serde(default)]
    to_ms: Option<Timestamp>,
    #[serde(default)]
    people: Option<BTreeSet<PersonId>>,
    all: bool,
    show_bystanders: bool,
    #[serde(default)]
    at_ms: Option<Timestamp>,
    #[serde(default)]
    verify_page: Option<PathBuf>,
    #[serde(default)]
    fonts: Option<FontPaths>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileRequest {
    pub path: PathBuf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BackupRequest {
    path: PathBuf,
    passphrase: Zeroizing<String>,
    with_key: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RestoreRequest {
    path: PathBuf,
    passphrase: Zeroizing<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IncidentRequest {
    person: PersonId,
    what: String,
    #[serde(default)]
    detail: String,
}

/// Signs what the log of a person holds.
pub(crate) fn checkpoint(engine: &mut Engine, request: &CheckpointRequest) -> Result<Value> {
    let why = match request.why {
        Why::Daily => "daily",
        Why::Demand => "demand",
    };
    let signed: SignedCheckpoint = engine.checkpoint(request.person, why)?;
    Ok(json!({
        "log": signed.log.to_string(),
        "size": signed.size,
        "note": signed.note,
        "verifier_key": signed.verifier_key(),
        "made_ms": signed.made_ms,
    }))
}

/// The proof of one event.
pub(crate) fn prove(engine: &mut Engine, request: &ProveRequest) -> Result<Value> {
    answer(&engine.prove(EventId(request.id))?)
}

/// Writes the signed bundle for an authority.
pub(crate) fn bundle(engine: &mut Engine, request: &WriteBundle) -> Result<Value> {
    let page = match &request.verify_page {
        None => None,
        Some(path) => Some(std::fs::read(path).map_err(|error| Error::io(&error, "wire.verify_page"))?),
    };
    let fonts = request.fonts.as_ref().map(FontPaths::load).transpose()?;
    let bundled = engine.export_bundle(
        &request.path,
        &BundleRequest {
            options: Options {
                scope: if request.all { Scope::All } else { Scope::Relevant },
                privacy: if request.show_bystanders { Privacy::ShowAll } else { Privacy::MaskBystanders },
                from: request.from_ms,
                to: request.to_ms,
            },
            people: request.people.as_ref(),
            at: request.at_ms,
            verify_page: page.as_deref(),
            fonts: fonts.as_ref(),
        },
    )?;
    Ok(json!({
        "files": bundled.files,
        "records": bundled.records,
        "checkpoint": bundled.checkpoint,
        "events": bundled.summary.events,
        "listed": bundled.summary.listed,
    }))
}

/// Checks a bundle; needs no log.
pub(crate) fn verify(request: &FileRequest) -> Result<Value> {
    answer(&verify_file(&request.path)?.report)
}

/// Backs the log up under a passphrase.
pub(crate) fn backup(engine: &mut Engine, request: &BackupRequest) -> Result<Value> {
    engine.backup(&request.path, &request.passphrase, request.with_key)?;
    let bytes = std::fs::metadata(&request.path).map_err(|error| Error::io(&error, "wire.backup"))?.len();
    Ok(json!({ "bytes": bytes }))
}

/// Merges a backup into the open log.
pub(crate) fn restore(engine: &mut Engine, request: &RestoreRequest) -> Result<Value> {
    let logs = engine.restore_into(&request.path, &request.passphrase)?;
    answer(&Restored { whole: false, logs })
}

/// Notes that something happened to the log itself.
pub(crate) fn incident(engine: &mut Engine, request: &IncidentRequest) -> Result<Value> {
    engine.add_incident(request.person, &request.what, &request.detail)?;
    Ok(json!({}))
}
