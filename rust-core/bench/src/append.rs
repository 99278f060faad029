//! One durable append of the log against one insert into a bare table with the same pragmas, in turn.

use crate::table::{Table, median};
use crate::{Outcome, fresh, words};
use dunlog_engine::Engine;
use dunlog_model::{
    Body, Channel, Message, MessageBox, Observation, PersonId, PhoneNumber, RawColumns, Role, Source,
    Timestamp,
};
use rusqlite::{Connection, params};
use std::path::Path;
use std::time::Instant;

const APPENDS: i64 = 400;

pub(crate) fn measure(folder: &Path, table: &mut Table) -> Outcome {
    let folder = fresh(folder, "append")?;
    let mut engine = Engine::create(&folder.join("log.db")).map_err(words)?;
    let person = engine.ensure_person("A", Role::Debtor).map_err(words)?.id;
    let bare = bare(&folder.join("bare.db")).map_err(words)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for i in 0..APPENDS {
        let seen = message(i)?;
        let start = Instant::now();
        append(&mut engine, person, &seen)?;
        let middle = Instant::now();
        insert(&bare, &seen).map_err(words)?;
        ours.push(middle.duration_since(start).as_secs_f64() * 1e6);
        theirs.push(middle.elapsed().as_secs_f64() * 1e6);
    }
    let (ours, theirs) = (median(ours), median(theirs));
    table.row("append_us", "durable append: event, payload, leaf, tree", ours, "µs");
    table.row("bare_insert_us", "  one bare insert, same pragmas", theirs, "µs");
    table.row("append_ratio", "  ratio", ours / theirs, "x");
    Ok(())
}

fn append(engine: &mut Engine, person: PersonId, seen: &Observation) -> Outcome {
    engine.observe(person, seen).map(|_| ()).map_err(words)
}

fn bare(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON; PRAGMA cache_size = -8192;
         CREATE TABLE message (id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER, number TEXT, text TEXT, raw TEXT) STRICT;",
    )?;
    Ok(connection)
}

fn insert(connection: &Connection, seen: &Observation) -> rusqlite::Result<usize> {
    connection
        .prepare_cached("INSERT INTO message (time, number, text, raw) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            seen.time.ms(),
            seen.number.as_ref().map(PhoneNumber::as_shown),
            seen.body.text(),
            seen.raw.to_json()
        ])
}

fn message(i: i64) -> Result<Observation, String> {
    let mut raw = RawColumns::default();
    for column in ["address", "body", "date", "date_sent", "type", "sub_id", "read", "service_center"] {
        raw.put_text(column, "10690000123");
    }
    let message = Message {
        channel: Channel::Sms,
        mailbox: MessageBox::Inbox,
        text: format!("【云川银行】您的账单已出，本期第{i}条，请按时还款，如已还款请忽略本条信息。"),
    };
    Ok(Observation {
        body: Body::Message(message),
        time: Timestamp::from_ms(1_790_000_000_000 + i * 60_000).map_err(words)?,
        sent: None,
        number: PhoneNumber::from_shown("10690000123"),
        name: None,
        sim: None,
        source: Source::SmsBroadcast,
        provider_id: None,
        raw,
    })
}
