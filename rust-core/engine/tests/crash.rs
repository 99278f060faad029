//! A process that is killed at any moment loses nothing that was acknowledged, and leaves a log that is clean.
//!
//! The tests start this very program again as a child with a task, kill it after a random while, open the log and look.
//! 50 kills in a normal run; as many as `DUNLOG_KILLS` says otherwise (`cargo xtask test --long`: 1,000).
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "in a test a panic is a failed test"
)]

use dunlog_engine::{BundleRequest, Engine, Filter, ImportRequest, SystemEnvironment};
use dunlog_model::{
    Body, Channel, EventId, Message, MessageBox, Observation, PhoneNumber, RawColumns, Role, Source,
    Timestamp,
};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

const TASK: &str = "DUNLOG_CRASH_TASK";
const FOLDER: &str = "DUNLOG_CRASH_FOLDER";

/// What the child does until it is killed. Every line it prints is an acknowledgement.
#[test]
fn child() {
    let Ok(task) = std::env::var(TASK) else { return };
    let folder = PathBuf::from(std::env::var_os(FOLDER).unwrap());
    let log = folder.join("log.db");
    match task.as_str() {
        "append" => append(&mut open(&log), 0..i64::MAX),
        "append_some" => append(&mut open(&log), 0..40),
        "append_and_stay" => {
            let mut engine = open(&log);
            append(&mut engine, 0..40);
            std::thread::sleep(Duration::from_mins(1)); // whoever closes a log cleanly leaves nothing to tear
        }
        "append_others" => append(&mut open(&log), 1_000_000..1_000_040),
        "import" => loop {
            let request =
                ImportRequest { path: &sample("debtor-sms.xml"), person: "林晓", role: Role::Debtor };
            open(&log).import(&request, |_| true).unwrap();
            told("imported");
            std::fs::remove_file(&log).unwrap();
            let _ = std::fs::remove_file(folder.join("log.db-wal"));
            let _ = std::fs::remove_file(folder.join("log.db-shm"));
        },
        "redact" => {
            let mut engine = open(&log);
            for id in 1.. {
                if engine.event(EventId(id)).unwrap().is_none() {
                    break;
                }
                engine.redact(EventId(id), "asked").unwrap();
                told(&id.to_string());
            }
        }
        "migrate" => loop {
            std::fs::copy(database("v1.db"), folder.join("next.db")).unwrap();
            let _ = std::fs::remove_file(folder.join("log.db.v1.bak"));
            std::fs::rename(folder.join("next.db"), &log).unwrap();
            told("placed");
            drop(Engine::open(&log).unwrap());
            told("migrated");
        },
        "backup" => loop {
            let mut engine = open(&log);
            engine.backup(&folder.join("backup"), "eight or more", true).unwrap();
            told("backed up");
        },
        "bundle" => loop {
            let mut engine = open(&log);
            engine.export_bundle(&folder.join("case.dunlog"), &BundleRequest::default()).unwrap();
            told("exported");
        },
        "merge" => loop {
            let mut engine = open(&log);
            engine.merge(&folder.join("share.dunlog"), None).unwrap();
            told("merged");
            std::fs::copy(folder.join("before.db"), &log).unwrap();
        },
        "once" => println!("{}", once(&log)),
        _ => panic!("no such task"),
    }
}

/// One append; prints the code when it fails.
fn once(log: &Path) -> &'static str {
    let outcome = Engine::open(log).and_then(|mut engine| {
        let person = engine.persons()?[0].id;
        engine.observe(person, &message(9_999_999))
    });
    outcome.map_or_else(|error| error.code, |_| "done")
}

fn append(engine: &mut Engine, numbers: std::ops::Range<i64>) {
    let person = engine.ensure_person("林晓", Role::Debtor).unwrap().id;
    for number in numbers {
        engine.observe(person, &message(number)).unwrap();
        told(&number.to_string());
    }
}

fn open(log: &Path) -> Engine {
    if log.exists() { Engine::open(log).unwrap() } else { Engine::create(log).unwrap() }
}

fn told(word: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "ack {word}").unwrap();
    out.flush().unwrap();
}

fn message(number: i64) -> Observation {
    let text = format!("第{number}条：请尽快还款");
    Observation {
        body: Body::Message(Message { channel: Channel::Sms, mailbox: MessageBox::Inbox, text }),
        time: Timestamp::from_ms(1_790_000_000_000 + number * 10_000).unwrap(),
        sent: None,
        number: PhoneNumber::from_shown("106900001234"),
        name: None,
        sim: None,
        source: Source::SmsBroadcast,
        provider_id: None,
        raw: RawColumns::default(),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sample(name: &str) -> PathBuf {
    root().join("tests/samples").join(name)
}

fn database(name: &str) -> PathBuf {
    root().join("tests/db").join(name)
}

fn start(task: &str, folder: &Path) -> Child {
    command(task, folder).spawn().unwrap()
}

fn command(task: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "child", "--nocapture"])
        .env(TASK, task)
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// The acknowledgements of a child that ended or was killed; a line without its end is none.
fn acknowledged(child: &mut Child) -> Vec<String> {
    told_by(child).collect()
}

/// The acknowledgements of a child as they come.
fn told_by(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let lines = std::iter::from_fn(move || {
        let mut line = String::new();
        out.read_line(&mut line).is_ok_and(|count| count > 0).then_some(line)
    });
    // The first line of the test program stands on the same line as the first word.
    lines.filter_map(|line| Some(line.strip_suffix('\n')?.split_once("ack ")?.1.to_owned()))
}

fn kill_after(task: &str, folder: &Path, while_: Duration) -> Vec<String> {
    let mut child = start(task, folder);
    std::thread::sleep(while_);
    child.kill().unwrap();
    let words = acknowledged(&mut child);
    child.wait().unwrap();
    words
}

/// Kills a child that has acknowledged so much.
fn kill_at(task: &str, folder: &Path, count: usize) -> Vec<String> {
    let mut child = start(task, folder);
    let mut told = told_by(&mut child);
    let mut words: Vec<String> = told.by_ref().take(count).collect();
    child.kill().unwrap();
    words.extend(told);
    child.wait().unwrap();
    words
}

fn texts(engine: &Engine) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    engine
        .for_each_event::<dunlog_engine::Error>(&Filter::default(), |event| {
            all.insert(event.body.text().unwrap_or_default().to_owned());
            Ok(())
        })
        .unwrap();
    all
}

fn assert_clean(log: &Path, what: &str) -> Engine {
    let engine = Engine::open(log).unwrap_or_else(|error| panic!("{what}: {error}"));
    let report = engine.fsck(|_| ()).unwrap();
    assert!(report.clean, "{what}: {:?}", report.findings);
    engine
}

/// A log with forty messages, and for merging a share of another phone.
fn prepared(folder: &Path) -> PathBuf {
    let log = folder.join("log.db");
    let mut owner = Engine::create(&log).unwrap();
    let person = owner.ensure_person("林晓", Role::Debtor).unwrap().id;
    let messages: Vec<Observation> = (0..40).map(message).collect();
    owner.observe_all(person, &messages).unwrap();
    let invitation = owner.invite("林晓").unwrap();
    let mut mother = Engine::create(&folder.join("mother.db")).unwrap();
    let person = mother.ensure_person("周桂芬", Role::ThirdParty).unwrap().id;
    mother.observe_all(person, &messages).unwrap();
    mother.join(person, &invitation).unwrap();
    let all: BTreeSet<i64> = (1..=40).collect();
    mother.share(1, Some(&all), &folder.join("share.dunlog")).unwrap();
    owner.flush().unwrap();
    std::fs::copy(&log, folder.join("before.db")).unwrap();
    log
}

#[test]
fn nothing_acknowledged_is_lost_whenever_the_process_is_killed() {
    let kills: u64 = std::env::var("DUNLOG_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(50);
    let tasks = ["append", "import", "redact", "migrate", "backup", "bundle", "merge"];
    let mut seed = 7_u64;
    let mut acknowledgements = 0;
    for kill in 0..kills {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let task = tasks[usize::try_from(kill).unwrap() % tasks.len()];
        let folder = tempfile::tempdir().unwrap();
        let log = prepared(folder.path());
        let before = texts(&Engine::open(&log).unwrap());
        if task == "import" || task == "append" {
            std::fs::remove_file(&log).unwrap();
        }
        let words = kill_after(task, folder.path(), Duration::from_micros(2_000 + (seed >> 33) % 120_000));
        acknowledgements += words.len();
        let what = format!("kill {kill}, {task}, {} acknowledged", words.len());
        if !log.exists() {
            assert!(matches!(task, "append" | "import"), "{what}"); // it had not begun, or was between two logs
            continue;
        }
        // A log that was killed before its first transaction has no owner's mark yet: it holds nothing.
        if matches!(task, "append" | "import" | "merge") && Engine::open(&log).is_err() {
            assert!(words.last().is_none_or(|word| word == "imported" || word == "merged"), "{what}");
            continue;
        }
        let engine = assert_clean(&log, &what);
        let after = texts(&engine);
        match task {
            "append" => {
                let lost = words.iter().find(|number| !after.contains(&format!("第{number}条：请尽快还款")));
                assert_eq!(lost, None, "{what}");
            }
            "redact" => {
                assert!(
                    after.len() + words.len() <= before.len() + 1,
                    "{what}: a removed text is still there"
                );
            }
            "backup" | "bundle" => {
                assert_eq!(after, before, "{what}");
                let backup = folder.path().join("backup");
                if task == "backup" && backup.exists() {
                    let other = folder.path().join("restored.db");
                    Engine::restore(&other, &backup, "eight or more", Arc::new(SystemEnvironment)).unwrap();
                }
                let bundle = folder.path().join("case.dunlog");
                if task == "bundle" && bundle.exists() {
                    assert!(dunlog_engine::verify(&bundle).unwrap().report.intact, "{what}");
                }
            }
            "merge" => assert!(after.is_superset(&before), "{what}"),
            "migrate" => assert!(!after.is_empty(), "{what}"),
            _ => {}
        }
    }
    // A run in which every child dies before it does anything would show nothing.
    assert!(acknowledgements as u64 > kills / 4, "{acknowledgements} acknowledgements in {kills} kills");
}

#[test]
fn a_log_of_the_first_version_is_opened_and_nothing_of_it_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log.db");
    std::fs::copy(database("v1.db"), &log).unwrap();
    let engine = assert_clean(&log, "v1");
    assert_eq!(engine.fsck(|_| ()).unwrap().entries, 158);
    assert!(folder.path().join("log.db.v1.bak").exists(), "a copy is kept before the first step");
    drop(engine);
    let mut engine = Engine::open(&log).unwrap();
    let person = engine.persons().unwrap()[0].id;
    assert_eq!(engine.checkpoint(person, "demand").unwrap().size, 158);
}

#[test]
fn two_processes_append_to_one_log_and_neither_loses() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log.db");
    Engine::create(&log).unwrap().ensure_person("林晓", Role::Debtor).unwrap();
    let mut children = [start("append_some", folder.path()), start("append_others", folder.path())];
    let words: Vec<Vec<String>> = children
        .iter_mut()
        .map(|child| {
            let words = acknowledged(child);
            assert!(child.wait().unwrap().success());
            words
        })
        .collect();
    let after = texts(&assert_clean(&log, "two processes"));
    for words in &words {
        assert_eq!(words.len(), 40);
        assert!(words.iter().all(|number| after.contains(&format!("第{number}条：请尽快还款"))));
    }
}

#[test]
fn a_torn_write_ahead_log_costs_its_end_and_nothing_before() {
    let folder = tempfile::tempdir().unwrap();
    // Before SQLite copies pages into the database, which it does when a thousand have gathered: by then they are safe on the disk,
    // and no loss of power cuts them. This once waited for 900 milliseconds, in which a fast machine does so several times.
    let words = kill_at("append_and_stay", folder.path(), 40);
    assert!(words.len() > 3);
    let (log, wal) = (folder.path().join("log.db"), folder.path().join("log.db-wal"));
    let (log_bytes, wal_bytes) = (std::fs::read(&log).unwrap(), std::fs::read(&wal).unwrap());
    assert_eq!(log_bytes.len(), 4_096, "nothing was copied yet");
    for part in [1, 3, 7, 10, 13, 17, 19] {
        let _ = std::fs::remove_file(folder.path().join("log.db-shm"));
        std::fs::write(&log, &log_bytes).unwrap();
        std::fs::write(&wal, &wal_bytes[..wal_bytes.len() * part / 20]).unwrap();
        let Ok(engine) = Engine::open(&log) else {
            assert!(part < 7, "cut at {part}/20"); // not even the schema is whole
            continue;
        };
        let report = engine.fsck(|_| ()).unwrap();
        assert!(report.clean, "cut at {part}/20: {:?}", report.findings);
        // What is left is a beginning: no message without all that came before it.
        let after = texts(&engine);
        let count = i64::try_from(after.len()).unwrap();
        assert!(
            (0..count).all(|number| after.contains(&format!("第{number}条：请尽快还款"))),
            "cut at {part}/20"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_what_was_acknowledged_stays() {
    let folder = tempfile::tempdir().unwrap();
    let program = std::env::current_exe().unwrap();
    // No file may grow beyond 600 KiB: for the process that is a disk without room.
    let mut child = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1200; exec \"$0\" --exact child --nocapture"])
        .arg(program)
        .env(TASK, "append")
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let words = acknowledged(&mut child);
    let output = child.wait_with_output().unwrap();
    assert!(!output.status.success());
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(why.contains("db_full") || why.contains("code: \"io\""), "{why}");
    assert!(words.len() > 10, "{}", words.len());
    let log = folder.path().join("log.db");
    let after = texts(&assert_clean(&log, "full disk"));
    assert!(words.iter().all(|number| after.contains(&format!("第{number}条：请尽快还款"))));
    // With room again it goes on.
    assert_eq!(once(&log), "done");
}

#[cfg(unix)]
#[test]
fn a_log_that_may_only_be_read_says_so_and_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = tempfile::tempdir().unwrap();
    let log = prepared(folder.path());
    let before = std::fs::read(&log).unwrap();
    for path in [&log, &folder.path().join("log.db.key")] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o444)).unwrap();
    }
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o555)).unwrap();
    // Nothing is forbidden to the administrator, so the child is somebody else.
    let program = folder.path().with_extension("program");
    std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let mut command = Command::new(&program);
    command.args(["--exact", "child", "--nocapture"]).env(TASK, "once").env(FOLDER, folder.path());
    let is_administrator =
        std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    if is_administrator {
        command.uid(65_534);
    }
    let output = command.output().unwrap();
    let _ = std::fs::remove_file(&program);
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("io\n") || text.contains("permission_denied\n"), "{text}");
    assert!(std::fs::read(&log).unwrap() == before);
}
