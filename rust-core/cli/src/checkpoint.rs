//! `dunlog checkpoint` and `dunlog prove`: texts that other people's tools read.

use crate::Outcome;
use crate::args::Args;
use crate::fail::Failure;
use crate::output::Output;
use dunlog_engine::Engine;
use dunlog_model::EventId;
use serde_json::json;

pub(crate) fn run(args: &Args, person: Option<&str>, output: &mut Output) -> Result<Outcome, Failure> {
    let mut engine = Engine::open(&args.db)?;
    let persons = engine.own_persons()?;
    let wanted: Vec<_> =
        persons.into_iter().filter(|known| person.is_none_or(|name| known.name == name)).collect();
    if wanted.is_empty() {
        return Err(Failure::coded("no_such_person"));
    }
    let mut signed = Vec::new();
    for person in wanted {
        let checkpoint = engine.checkpoint(person.id, "demand")?;
        output.line(&checkpoint.note)?;
        signed.push(json!({
            "person": person.name,
            "log": checkpoint.log.to_string(),
            "size": checkpoint.size,
            "note": checkpoint.note,
            "verifier_key": checkpoint.verifier_key(),
        }));
    }
    output.object(&json!({ "checkpoints": signed }))?;
    output.finish()?;
    Ok(Outcome::Fine)
}

pub(crate) fn prove(args: &Args, id: i64, output: &mut Output) -> Result<Outcome, Failure> {
    let proven = Engine::open(&args.db)?.prove(EventId(id))?;
    output.line(proven.proof.trim_end_matches('\n'))?;
    output.serialised(&proven)?;
    output.finish()?;
    Ok(Outcome::Fine)
}
