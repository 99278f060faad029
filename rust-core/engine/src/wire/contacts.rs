//! One case, many phones.

use crate::contacts::{Invitation, form as form_page};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::file_kind::{FileKind, kind_of_file};
use crate::wire::call::answer;
use crate::wire::evidence::FileRequest;
use crate::wire::request::Empty;
use dunlog_model::{PersonId, Role};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InviteRequest {
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextRequest {
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct JoinRequest {
    person: PersonId,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreviewRequest {
    case: i64,
    #[serde(default)]
    events: Option<BTreeSet<i64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShareRequest {
    case: i64,
    #[serde(default)]
    events: Option<BTreeSet<i64>>,
    path: PathBuf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithdrawRequest {
    case: i64,
    path: PathBuf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReceiveRequest {
    path: PathBuf,
    #[serde(default)]
    preview: bool,
    #[serde(default)]
    person: Option<String>,
    #[serde(default)]
    role: Option<Role>,
}

/// The text of an invitation, and its QR code as rows of `0` and `1`.
pub(crate) fn invite(engine: &mut Engine, request: &InviteRequest) -> Result<Value> {
    let text = engine.invite(&request.name)?;
    let rows: Vec<String> = Invitation::qr(&text)?
        .iter()
        .map(|row| row.iter().map(|dark| if *dark { '1' } else { '0' }).collect())
        .collect();
    Ok(json!({ "invitation": text, "qr": rows }))
}

/// What an invitation says, before it is accepted.
pub(crate) fn read_invitation(request: &TextRequest) -> Result<Value> {
    let invitation =
        Invitation::parse(&request.text).ok_or(Error::new("invitation_broken", "wire.invitation"))?;
    answer(&invitation)
}

/// Accepts an invitation.
pub(crate) fn join(engine: &mut Engine, request: &JoinRequest) -> Result<Value> {
    answer(&engine.join(request.person, &request.text)?)
}

/// The cases that were joined.
pub(crate) fn memberships(engine: &Engine, _: Empty) -> Result<Value> {
    Ok(json!({ "memberships": engine.memberships()? }))
}

/// What would be shared.
pub(crate) fn share_preview(engine: &Engine, request: &PreviewRequest) -> Result<Value> {
    answer(&engine.share_preview(request.case, request.events.as_ref())?)
}

/// Writes the encrypted share.
pub(crate) fn share(engine: &mut Engine, request: &ShareRequest) -> Result<Value> {
    answer(&engine.share(request.case, request.events.as_ref(), &request.path)?)
}

/// Writes the request to take back what was shared.
pub(crate) fn withdraw(engine: &mut Engine, request: &WithdrawRequest) -> Result<Value> {
    engine.withdraw(request.case, &request.path)?;
    Ok(json!({}))
}

/// Looks at what a contact sent, or takes it in.
pub(crate) fn receive(engine: &mut Engine, request: &ReceiveRequest) -> Result<Value> {
    let person = request.person.as_deref().zip(request.role);
    match kind_of_file(&request.path)? {
        FileKind::Export => Ok(json!({ "kind": "export" })),
        FileKind::Bundle if request.preview => {
            let mut report = answer(&engine.peek(&request.path)?)?;
            if let Value::Object(fields) = &mut report {
                fields.insert("kind".to_owned(), json!("bundle"));
            }
            Ok(report)
        }
        FileKind::Bundle => {
            let merged = engine.merge(&request.path, person)?;
            Ok(
                json!({ "kind": "bundle", "logs": merged.logs, "findings": merged.findings, "sealed": merged.sealed }),
            )
        }
        FileKind::Withdrawal if request.preview => Ok(json!({ "kind": "withdrawal" })),
        FileKind::Withdrawal => {
            let note =
                std::fs::read_to_string(&request.path).map_err(|error| Error::io(&error, "wire.receive"))?;
            let withdrawn = engine.accept_withdrawal(&note)?;
            Ok(json!({ "kind": "withdrawal", "removed": withdrawn.removed, "known": withdrawn.known }))
        }
    }
}

/// Writes the form for phones that cannot run the app; needs no log.
pub(crate) fn form(request: &FileRequest) -> Result<Value> {
    std::fs::write(&request.path, form_page()).map_err(|error| Error::io(&error, "wire.form"))?;
    Ok(json!({ "bytes": form_page().len() }))
}
