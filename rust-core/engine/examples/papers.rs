//! `papers FOLDER BODY-FONT [HEADING-FONT]`: the package of cases that are hard to print, as PDF, to be checked by other
//! programs and looked at. Every person and number in them is invented.
#![allow(clippy::print_stdout, reason = "it says what it made")]

use dunlog_engine::{Details, Engine, ExportRequest, FontPaths, Fonts, Options, Scope, Wishes};
use dunlog_model::{
    Body, Call, CallType, Channel, Message, MessageBox, Note, NoteKind, Observation, PersonId, PhoneNumber,
    RawColumns, Role, Source, Timestamp,
};
use std::error::Error;
use std::fs;
use std::path::Path;

type Outcome = Result<(), Box<dyn Error>>;

/// 2026-10-01 10:00 in China.
const START_MS: i64 = 1_790_820_000_000;
const MINUTE_MS: i64 = 60_000;

fn main() -> Outcome {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("papers FOLDER BODY-FONT [HEADING-FONT]")?;
    let body = args.next().ok_or("papers FOLDER BODY-FONT [HEADING-FONT]")?.into();
    let fonts = FontPaths { body, heading: args.next().map(Into::into), ..FontPaths::default() }.load()?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    for (name, events) in cases() {
        print(folder, name, &events, &fonts)?;
    }
    Ok(())
}

/// What one phone saw, in minutes from the start.
struct Seen {
    minute: i64,
    number: String,
    body: Body,
    on: Phone,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phone {
    Debtor,
    Mother,
}

fn cases() -> Vec<(&'static str, Vec<Seen>)> {
    let threat = "欠款今天必须还清，否则明天到你单位找你领导，让同事都知道你是老赖";
    let hard = |text: &str| {
        let mut events = twelve();
        events.push(message(Phone::Debtor, 2_000, "13900001234", text));
        events
    };
    let long = format!("{threat}。").repeat(90);
    vec![
        ("none", Vec::new()),
        ("one", vec![message(Phone::Debtor, 0, "13900001234", threat)]),
        ("twelve", twelve()),
        ("long", hard(&long)),
        ("emoji", hard(&format!("😡👨‍👩‍👧🇨🇳❤️ {threat} 💀💀💀"))),
        ("traditional", hard("欠款今天必須還清，否則明天到你單位找你領導，讓同事都知道你是老賴")),
        (
            "english",
            hard(
                "Pay your overdue loan today or we will visit your office and tell all your colleagues and your family that you owe money",
            ),
        ),
        ("bidi", hard(&format!("\u{202e}{threat}\u{202c} ادفع دينك שלם את החוב \u{200b}\u{0}"))),
        (
            "relative_only",
            vec![
                message(Phone::Mother, 5, "13900001234", "你女儿欠钱不还，让她今天还款，不然我们上门找你"),
                call(Phone::Mother, 9, "13900001235", CallType::Answered, 42),
            ],
        ),
        ("cells", cells()),
        (
            "hundred_numbers",
            (0..100_i64)
                .map(|i| message(Phone::Debtor, i * 37, &format!("1390000{:04}", 1000 + i), threat))
                .collect(),
        ),
        ("ten_thousand", (0..10_000_i64).map(many).collect()),
    ]
}

/// Numbers and texts that spreadsheets like to rewrite.
fn cells() -> Vec<Seen> {
    let numbers =
        ["02100001234", "10690000123456789012", "+8613900001234", "008613900001234", "95588", "1e5"];
    let texts = [
        "=1+1 还款",
        "+还款",
        "-还款",
        "@还款",
        "'还款",
        "1.10",
        "2026-10-01",
        "10:00",
        "1/2",
        "007",
        "1e5",
        "TRUE",
        "12%",
        "第一行 还款\n第二行,\"引号\"",
        "  还款  ",
        "\t还款",
        "12345678901234567890",
    ];
    let of_texts = texts.iter().enumerate().map(|(i, text)| (numbers[0], *text, i));
    let of_numbers = numbers.iter().enumerate().map(|(i, number)| (*number, "请还款", i + 100));
    of_texts
        .chain(of_numbers)
        .map(|(number, text, i)| message(Phone::Debtor, i64::try_from(i).unwrap_or_default(), number, text))
        .collect()
}

fn twelve() -> Vec<Seen> {
    let mut events = vec![
        message(Phone::Debtor, 0, "106900001234", "【某某金融】您的账单已逾期3天，请尽快还款。"),
        message(Phone::Debtor, 700, "13900001234", "今晚不还款，明天就让你单位的人都知道你欠钱不还"),
        note(Phone::Debtor, 760, NoteKind::StopRequest, "告诉对方不要再打给家里人"),
        message(Phone::Mother, 800, "13900001234", "你女儿欠钱不还，你们全家都别想好过"),
    ];
    events.extend((0..7).map(|i| call(Phone::Debtor, 900 + i, "13900001235", CallType::Missed, 20)));
    events.push(note(Phone::Debtor, 1_500, NoteKind::Complaint, "向某某金融投诉，编号 20261002-1"));
    events
}

fn many(i: i64) -> Seen {
    let number = format!("1390000{:04}", 1000 + i % 60);
    match i % 4 {
        0 => message(
            Phone::Debtor,
            i * 7,
            &number,
            &format!("第{i}次通知：欠款今天必须还清，否则通知你的家人和单位，后果自负，请尽快处理"),
        ),
        1 => message(Phone::Mother, i * 7, &number, "你女儿欠钱不还，让她今天还款，不然我们上门找你"),
        2 => call(Phone::Debtor, i * 7, &number, CallType::Missed, 25),
        _ => call(Phone::Debtor, i * 7, &number, CallType::Answered, 40),
    }
}

fn message(on: Phone, minute: i64, number: &str, text: &str) -> Seen {
    let message = Message { channel: Channel::Sms, mailbox: MessageBox::Inbox, text: text.to_owned() };
    Seen { minute, number: number.to_owned(), body: Body::Message(message), on }
}

fn call(on: Phone, minute: i64, number: &str, call_type: CallType, seconds: u32) -> Seen {
    let call = Call { call_type, seconds: Some(seconds) };
    Seen { minute, number: number.to_owned(), body: Body::Call(call), on }
}

fn note(on: Phone, minute: i64, note_kind: NoteKind, text: &str) -> Seen {
    Seen { minute, number: String::new(), body: Body::Note(Note { note_kind, text: text.to_owned() }), on }
}

fn print(folder: &Path, name: &str, events: &[Seen], fonts: &Fonts) -> Outcome {
    let work = tempfile::tempdir()?;
    let mut engine = Engine::create(&work.path().join("log.db"))?;
    let is_seen_by = |phone| events.iter().any(|seen| seen.on == phone);
    let mother_only = is_seen_by(Phone::Mother) && !is_seen_by(Phone::Debtor);
    let debtor = if mother_only { None } else { Some(engine.ensure_person("林晓", Role::Debtor)?.id) };
    let mother = if is_seen_by(Phone::Mother) {
        Some(engine.ensure_person("周桂芬", Role::ThirdParty)?.id)
    } else {
        None
    };
    let id_of = |phone| match phone {
        Phone::Debtor => debtor,
        Phone::Mother => mother,
    };
    for phone in [Phone::Debtor, Phone::Mother] {
        let Some(person) = id_of(phone) else { continue };
        for chunk in events.iter().filter(|seen| seen.on == phone).collect::<Vec<_>>().chunks(500) {
            observe(&mut engine, person, chunk)?;
        }
    }
    engine.judge(|_| ())?;
    let options = Options { scope: Scope::All, ..Options::default() };
    let details = Details { relation: "母亲".to_owned(), ..Details::default() };
    let wishes = Wishes {
        details: Some(&details),
        english: name == "twelve",
        fonts: Some(fonts),
        ..Wishes::default()
    };
    let at = Some(Timestamp::from_ms(START_MS + 45 * 24 * 60 * MINUTE_MS)?);
    let out = work.path().join("package");
    let package = engine.export(&out, &ExportRequest { options, people: None, at, wishes })?;
    for file in package.files.iter().filter(|file| file.name.ends_with(".pdf")) {
        let kind = match file.name.as_str() {
            "材料.pdf" => "",
            "English.pdf" => "-english",
            _ => "-private",
        };
        fs::copy(out.join(&file.name), folder.join(format!("{name}{kind}.pdf")))?;
    }
    // What a stranger sent may lack a glyph; what we write ourselves never does.
    let is_hard = matches!(name, "emoji" | "bidi");
    if !is_hard && !package.missing.is_empty() {
        return Err(format!("{name}: a font lacks {:?}", package.missing).into());
    }
    let pages_of =
        |id| package.parts.iter().find(|part| part.id == id).map_or(0, |part| part.last - part.first + 1);
    if pages_of("summary") != 1 || pages_of("report") > 3 {
        return Err(
            format!("{name}: summary {} pages, report {}", pages_of("summary"), pages_of("report")).into()
        );
    }
    if name == "cells" {
        fs::copy(out.join("明细.csv"), folder.join("cells.csv"))?;
    }
    let missing = package.missing.len();
    println!(
        "{name}: {} pages, {} listed, {missing} characters without a glyph",
        package.pages, package.summary.listed
    );
    Ok(())
}

fn observe(engine: &mut Engine, person: PersonId, events: &[&Seen]) -> Outcome {
    let mut observations = Vec::new();
    for seen in events {
        observations.push(Observation {
            body: seen.body.clone(),
            time: Timestamp::from_ms(START_MS + seen.minute * MINUTE_MS)?,
            sent: None,
            number: PhoneNumber::from_shown(&seen.number),
            name: None,
            sim: Some("1".to_owned()),
            source: if matches!(seen.body, Body::Note(_)) { Source::Manual } else { Source::SmsInbox },
            provider_id: None,
            raw: RawColumns::default(),
        });
    }
    engine.observe_all(person, &observations)?;
    Ok(())
}
