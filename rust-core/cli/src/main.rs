//! `dunlog`: the engine on a PC, for a lawyer, an officer, or the person themselves.
//!
//! Exit codes: 0 = done; 1 = done, but something was not right (records rejected, bad lines, findings of the
//! check); 2 = not done. With `--json` every command prints one JSON object with `"v":1`.

mod args;
mod args_channels;
mod backup;
mod channels;
mod checkpoint;
mod classify;
mod contacts;
mod eval;
mod export;
mod fail;
mod fonts;
mod fsck;
mod import;
mod jsonl;
mod law;
mod list;
mod output;
mod progress;
mod show;
mod stats;
mod talk;
mod toml_file;
mod verify;

use args::{Args, Command};
use clap::{CommandFactory, Parser};
use fail::Failure;
use output::Output;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let mut output = Output::new(args.json, args.lang.into());
    match run(&args, &mut output) {
        Ok(outcome) => outcome.into(),
        // A closed pipe (`dunlog list | head`) is no failure of ours.
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(2)
        }
    }
}

/// How a command that was carried out ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Fine,
    WithFindings,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::WithFindings => Self::from(1),
        }
    }
}

fn run(args: &Args, output: &mut Output) -> Result<Outcome, Failure> {
    match &args.command {
        Command::Init => {
            dunlog_engine::Engine::create(&args.db)?;
            output.done("created", &serde_json::json!({ "created": true }))
        }
        Command::Import(import) => import::run(args, import, output),
        Command::List(list) => list::run(args, list, output),
        Command::Show { id } => show::run(args, *id, output),
        Command::Stats => stats::run(args, output),
        Command::Classify(classify) => classify::run(args, classify, output),
        Command::Eval(eval) => eval::run(eval, output),
        Command::Export(export) => export::run(args, export, output),
        Command::Verify { bundle } => verify::run(bundle, output),
        Command::Checkpoint { person } => checkpoint::run(args, person.as_deref(), output),
        Command::Prove { id } => checkpoint::prove(args, *id, output),
        Command::Invite(invite) => contacts::invite(args, invite, output),
        Command::Join(join) => contacts::join(args, join, output),
        Command::Share(share) => contacts::share(args, share, output),
        Command::Withdraw(withdraw) => contacts::withdraw(args, withdraw, output),
        Command::Backup(backup) => backup::backup(args, backup, output),
        Command::Restore(restore) => backup::restore(args, restore, output),
        Command::Form { out } => contacts::form(out, output),
        Command::Fsck => fsck::run(args, output),
        Command::Law(law) => law::run(law, output),
        Command::Route(route) => channels::route(args, route, output),
        Command::HandIn(hand_in) => channels::hand_in(args, hand_in, output),
        Command::Deadlines(deadlines) => channels::deadlines(args, deadlines, output),
        Command::Letter(letter) => channels::letter(args, letter, output),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "dunlog", &mut script);
            output.bytes(&script)?;
            Ok(Outcome::Fine)
        }
    }
}
