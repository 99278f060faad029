//! One case, many phones: `invite`, `join`, `share`, `withdraw`, `form`, and a bundle that `import` meets.

use crate::Outcome;
use crate::args::{Args, Invite, Join, Share, Withdraw};
use crate::fail::Failure;
use crate::output::Output;
use crate::talk::finding;
use dunlog_engine::{Engine, Invitation, MergeReport, Merged, Preview};
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Read;
use std::path::Path;

pub(crate) fn invite(args: &Args, invite: &Invite, output: &mut Output) -> Result<Outcome, Failure> {
    let text = Engine::open(&args.db)?.invite(&invite.name)?;
    if let Some(path) = &invite.qr {
        std::fs::write(path, svg(&Invitation::qr(&text)?))?;
    }
    output.say("invited", &[])?;
    output.line(&text)?;
    output.object(&json!({ "invitation": text }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

pub(crate) fn join(args: &Args, join: &Join, output: &mut Output) -> Result<Outcome, Failure> {
    let mut text = join.invitation.clone();
    if text == "-" {
        text.clear();
        std::io::stdin().lock().take(64 * 1024).read_to_string(&mut text)?;
    }
    let mut engine = open_or_create(&args.db)?;
    let person = engine.ensure_person(&join.person, join.role.into())?;
    let membership = engine.join(person.id, &text)?;
    output.say("joined", &[("owner", &membership.owner), ("case", &membership.id.to_string())])?;
    output.serialised(&membership)?;
    output.finish()?;
    Ok(Outcome::Fine)
}

pub(crate) fn share(args: &Args, share: &Share, output: &mut Output) -> Result<Outcome, Failure> {
    let mut engine = Engine::open(&args.db)?;
    let chosen: Option<BTreeSet<i64>> = share.events.as_ref().map(|events| events.iter().copied().collect());
    let Some(out) = &share.out else {
        let preview = engine.share_preview(share.case, chosen.as_ref())?;
        tell_preview(&preview, output)?;
        output.serialised(&preview)?;
        output.finish()?;
        return Ok(Outcome::Fine);
    };
    let shared = engine.share(share.case, chosen.as_ref(), out)?;
    output.say(
        "shared",
        &[
            ("events", &shared.events.to_string()),
            ("owner", &shared.owner),
            ("file", &out.display().to_string()),
        ],
    )?;
    output.serialised(&shared)?;
    output.finish()?;
    Ok(Outcome::Fine)
}

pub(crate) fn withdraw(args: &Args, withdraw: &Withdraw, output: &mut Output) -> Result<Outcome, Failure> {
    Engine::open(&args.db)?.withdraw(withdraw.case, &withdraw.out)?;
    output.say("withdrawal_written", &[("file", &withdraw.out.display().to_string())])?;
    output.object(&json!({ "written": true }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

pub(crate) fn form(out: &Path, output: &mut Output) -> Result<Outcome, Failure> {
    std::fs::write(out, dunlog_engine::form())?;
    output.say("form_written", &[("file", &out.display().to_string())])?;
    output.object(&json!({ "bytes": dunlog_engine::form().len() }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

/// What became of a bundle.
pub(crate) fn tell_merge(report: &MergeReport, output: &mut Output) -> Result<(), Failure> {
    for merged in &report.logs {
        tell_merged(merged, output)?;
    }
    for found in &report.findings {
        let words = finding(found.code.id(), output.lang);
        output.line(&format!("  ! {words} [{}]", found.code.id()))?;
    }
    Ok(())
}

pub(crate) fn tell_merged(merged: &Merged, output: &mut Output) -> Result<(), Failure> {
    let sentence = match merged {
        Merged { own: true, .. } => "merged_own",
        Merged { continues: false, .. } => "merged_gap",
        _ => "merged",
    };
    output.say(
        sentence,
        &[
            ("person", &merged.person),
            ("new", &merged.new.to_string()),
            ("events", &merged.events.to_string()),
            ("known", &merged.known.to_string()),
            ("removed", &merged.removed.to_string()),
        ],
    )
}

pub(crate) fn open_or_create(db: &Path) -> Result<Engine, Failure> {
    Ok(if db.exists() { Engine::open(db)? } else { Engine::create(db)? })
}

fn tell_preview(preview: &Preview, output: &mut Output) -> Result<(), Failure> {
    for row in &preview.rows {
        let number = row.number.as_deref().unwrap_or("—");
        let text = row.text.as_deref().unwrap_or_default();
        output.line(&format!("{:>6}  {}  {}  {number}  {text}", row.id, row.time, row.kind))?;
    }
    output.say(
        "share_preview",
        &[
            ("owner", &preview.owner),
            ("events", &preview.rows.len().to_string()),
            ("kept", &preview.kept_back.to_string()),
        ],
    )
}

/// The code with its quiet zone of four modules (ISO/IEC 18004).
fn svg(rows: &[Vec<bool>]) -> String {
    let side = rows.len() + 8;
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        for x in row.iter().enumerate().filter_map(|(x, dark)| dark.then_some(x)) {
            // Writing to a String cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + 4, y + 4);
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\"/></svg>\n"
    )
}
