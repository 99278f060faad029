//! A hand-in survives as a note, and its deadlines fall on the right days.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

use dunlog_channels::{ChannelId, Deadline, HandIn, HandInKind, State, channels, deadlines};
use dunlog_model::{CivilDate, NoteKind};
use proptest::prelude::*;

#[test]
fn the_text_is_plain_chinese_in_lines() {
    let mut step = step("bank_12378", HandInKind::HandedIn, "2026-10-03");
    step.ticket = "GD0001".to_owned();
    step.promise = "十五日内\n电话答复".to_owned();
    step.promised_by = Some(day("2026-10-18"));
    assert_eq!(
        step.to_text(),
        "【递交记录】12378〔bank_12378〕\n情况：已递交\n日期：2026-10-03\n编号：GD0001\n\
         承诺：十五日内\n\u{3000}\u{3000}电话答复\n承诺日期：2026-10-18"
    );
    assert_eq!(step.note_kind(), NoteKind::Complaint);
    assert_eq!(
        HandIn::new(id("police"), HandInKind::Receipt, day("2026-10-03")).note_kind(),
        NoteKind::Police
    );
}

#[test]
fn a_foreign_text_is_no_hand_in() {
    let good = step("police", HandInKind::Receipt, "2026-10-03").to_text();
    let bad = [
        String::new(),
        "今天去派出所了".to_owned(),
        "【递交记录】".to_owned(),
        format!("{good}\n"),
        format!("{good}\n备注：新的一栏"),
        format!("{good}\n日期：2026-10-03"),
        format!(" {good}"),
        good.replace("2026-10-03", "2026-02-30"),
        good.replace("2026-10-03", " 2026-10-03"),
        good.replace("已取得回执", "已经办好"),
        good.replace("〔police〕", "〔派出所〕"),
        good.replace("情况：", "情况:"),
    ];
    for text in bad {
        assert_eq!(HandIn::from_text(&text), None, "{text}");
    }
    assert!(
        HandIn::from_text(&good.replace("公安机关", "旧的名称")).is_some(),
        "a name may change, the id does not"
    );
}

proptest! {
    #[test]
    fn any_hand_in_comes_back_whole(
        (channel, kind, date, promised_by) in ("[a-z0-9_]{1,40}", 0..5_usize, -10_000..60_000_i32, proptest::option::of(-10_000..60_000_i32)),
        words in proptest::array::uniform5("[ -~\n\r\t　：〔〕【】日期承诺编号\\PC]{0,20}"),
    ) {
        let [office, ticket, clerk, reply, promise] = words;
        let step = HandIn {
            channel: id(&channel), kind: HandInKind::ALL[kind], date: CivilDate(date), office, ticket, clerk, reply, promise,
            promised_by: promised_by.map(CivilDate),
        };
        prop_assert_eq!(HandIn::from_text(&step.to_text()), Some(step.clone()));
        let json = serde_json::to_string(&step).unwrap();
        prop_assert_eq!(serde_json::from_str::<HandIn>(&json).unwrap(), step);
    }

    #[test]
    fn no_text_ends_the_program_and_what_is_read_is_written_the_same(text in "(【递交记录】x〔police〕\n情况：已递交\n日期：2026-10-0[1-9]\n?)?(.|\n|编号：|　　){0,30}") {
        if let Some(read) = HandIn::from_text(&text) {
            prop_assert_eq!(HandIn::from_text(&read.to_text()), Some(read));
        }
    }
}

#[test]
fn every_limit_falls_on_its_day() {
    let due = |channel: &str, kind, date: &str| -> Vec<(String, String)> {
        let found = deadlines(&[step(channel, kind, date)], None, None, day(date));
        found.into_iter().map(|one| (one.what, one.day.to_string())).collect()
    };
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(what, day)| ((*what).to_owned(), (*day).to_owned())).collect()
    };
    let handed = HandInKind::HandedIn;
    for (channel, kind, date, wanted) in [
        (
            "lender",
            handed,
            "2026-12-31",
            &[("lender_15", "2027-01-15"), ("lender_30", "2027-01-30"), ("lender_60", "2027-03-01")][..],
        ),
        (
            "lender",
            handed,
            "2027-12-31",
            &[("lender_15", "2028-01-15"), ("lender_30", "2028-01-30"), ("lender_60", "2028-02-29")],
        ),
        (
            "bank_12378",
            handed,
            "2026-02-14",
            &[("bank_15", "2026-03-01"), ("bank_30", "2026-03-16"), ("bank_60", "2026-04-15")],
        ),
        (
            "bank_12378",
            handed,
            "2028-02-14",
            &[("bank_15", "2028-02-29"), ("bank_30", "2028-03-15"), ("bank_60", "2028-04-14")],
        ),
        ("own_operator", handed, "2026-10-01", &[("operator_15", "2026-10-16")]),
        ("appeal_12300", handed, "2026-10-02", &[("appeal_accept", "2026-10-09")]),
        ("appeal_12300", HandInKind::Accepted, "2026-10-09", &[("appeal_30", "2026-11-08")]),
        ("nfra_report", handed, "2026-10-01", &[("nfra_15", "2026-10-16")]),
        ("nfra_report", HandInKind::Accepted, "2026-10-10", &[("nfra_60", "2026-12-09")]),
        ("nifa", handed, "2026-10-02", &[("nifa_15", "2026-10-23")]),
        ("gov_12345", handed, "2026-10-01", &[("gov_5", "2026-10-08")]),
        ("lender_data", handed, "2026-10-01", &[("lender_data_15", "2026-10-22")]),
        ("police", HandInKind::Refused, "2026-10-28", &[("police_review_7", "2026-11-04")]),
        ("police", HandInKind::Accepted, "2026-10-01", &[("police_30", "2026-10-31")]),
        ("police_review", handed, "2026-11-01", &[("police_review_30", "2026-12-01")]),
        ("police_review", HandInKind::Refused, "2026-11-01", &[("police_second_7", "2026-11-08")]),
        ("civil_claim", handed, "2026-02-25", &[("court_7", "2026-03-04")]),
        ("spam_12321", handed, "2026-10-01", &[]),
        ("web_12377", handed, "2026-10-01", &[]),
        ("a_channel_of_a_later_version", handed, "2026-10-01", &[]),
    ] {
        assert_eq!(due(channel, kind, date), pairs(wanted), "{channel} {date}");
    }
}

#[test]
fn a_deadline_is_near_for_a_week_and_late_the_day_after() {
    let steps = [step("own_operator", HandInKind::HandedIn, "2026-10-01")];
    for (today, state) in [
        ("2026-10-08", State::Open),
        ("2026-10-09", State::Soon),
        ("2026-10-16", State::Soon),
        ("2026-10-17", State::Overdue),
    ] {
        assert_eq!(deadlines(&steps, None, None, day(today))[0].state, state, "{today}");
    }
}

#[test]
fn an_answer_settles_its_own_matter_only() {
    let state = |answer: HandIn| {
        let mut asked = step("lender", HandInKind::HandedIn, "2026-10-01");
        asked.ticket = "A1".to_owned();
        deadlines(&[asked, answer], None, None, day("2026-10-20"))[0].state
    };
    let answered = |channel: &str, date: &str, ticket: &str| {
        let mut answer = step(channel, HandInKind::Answered, date);
        answer.ticket = ticket.to_owned();
        answer
    };
    assert_eq!(state(answered("lender", "2026-10-10", "A1")), State::Done);
    assert_eq!(state(answered("lender", "2026-10-10", "")), State::Done);
    assert_eq!(state(answered("lender", "2026-10-10", "B2")), State::Overdue);
    assert_eq!(state(answered("lender", "2026-09-30", "A1")), State::Overdue);
    assert_eq!(state(answered("bank_12378", "2026-10-10", "A1")), State::Overdue);
    let refused = step("police", HandInKind::Refused, "2026-10-01");
    let review = step("police_review", HandInKind::HandedIn, "2026-10-05");
    let found = deadlines(&[refused, review], None, None, day("2026-10-20"));
    assert_eq!((found[0].what.as_str(), found[0].state), ("police_review_7", State::Done));
}

#[test]
fn a_promise_is_due_on_its_day() {
    let mut asked = step("gov_12345", HandInKind::HandedIn, "2026-10-01");
    asked.promise = "三日内回电".to_owned();
    asked.promised_by = Some(day("2026-10-04"));
    let found = deadlines(&[asked], None, None, day("2026-10-05"));
    assert_eq!((found[0].what.as_str(), found[0].state), ("promised", State::Overdue));
    assert!(found[0].zh.contains("三日内回电") && found[0].en.contains("promise"));
    assert!(found[1].zh.contains("节假日和调休未计入") && found[1].en.contains("holidays"));
}

#[test]
fn the_police_have_six_months_from_the_last_event() {
    for (last, by) in
        [("2026-08-31", "2027-02-28"), ("2027-08-30", "2028-02-29"), ("2026-05-21", "2026-11-21")]
    {
        let found = deadlines(&[], Some(day(last)), None, day("2026-11-21"));
        assert_eq!((found[0].what.as_str(), found[0].day), ("police_report_by", day(by)), "{last}");
        assert_eq!(found[0].rule, "TIME-PSA-6MONTHS-NEW");
    }
    let at = |today: &str| deadlines(&[], Some(day("2026-05-21")), None, day(today))[0].state;
    assert_eq!(
        [at("2026-11-13"), at("2026-11-14"), at("2026-11-21"), at("2026-11-22")],
        [State::Open, State::Soon, State::Soon, State::Overdue]
    );
    let reported = [step("police", HandInKind::Receipt, "2026-06-01")];
    assert_eq!(deadlines(&reported, Some(day("2026-05-21")), None, day("2026-11-22"))[0].state, State::Done);
    assert_eq!(
        deadlines(&[], Some(day("2025-12-31")), None, day("2026-01-01"))[0].rule,
        "TIME-PSA-6MONTHS-OLD"
    );
}

#[test]
fn call_details_are_asked_for_in_the_fourth_and_fifth_month() {
    let found = bills(&[], "2026-06-15", "2026-07-02", "2026-07-03");
    let days: Vec<String> = found.iter().map(|one| format!("{} {}", one.what, one.day)).collect();
    assert_eq!(
        days,
        [
            "carrier_bill_4 2026-10-31",
            "carrier_bill_4 2026-11-30",
            "carrier_bill_5 2026-11-30",
            "carrier_bill_5 2026-12-31"
        ]
    );
    // Of June, nothing can be had in December.
    assert_eq!(bills(&[], "2026-06-15", "2026-07-02", "2026-12-01").len(), 2);
    assert_eq!(bills(&[], "2020-01-01", "2020-03-01", "2026-12-01"), []);
    let printed = [step("carrier_bill", HandInKind::Receipt, "2026-07-20")];
    let states: Vec<State> =
        bills(&printed, "2026-06-15", "2026-07-02", "2026-07-21").iter().map(|one| one.state).collect();
    assert_eq!(states, [State::Done, State::Open, State::Done, State::Open], "July was not over");
}

#[test]
fn every_deadline_says_what_it_rests_on() {
    let kinds = HandInKind::ALL;
    let steps: Vec<HandIn> = channels()
        .iter()
        .flat_map(|channel| kinds.map(|kind| HandIn::new(channel.id.clone(), kind, day("2026-10-01"))))
        .collect();
    let found = deadlines(&steps, Some(day("2026-10-01")), Some(day("2026-09-01")), day("2026-10-01"));
    assert!(found.len() > 15);
    for one in found {
        assert!(!one.rule.is_empty() || !one.source.is_empty(), "{}", one.what);
        assert!(one.rule.is_empty() || dunlog_law::pack().rule(&one.rule).is_some(), "{}", one.rule);
        assert!(!one.zh.is_empty() && !one.en.is_empty());
    }
}

fn bills(steps: &[HandIn], first: &str, last: &str, today: &str) -> Vec<Deadline> {
    let mut found = deadlines(steps, Some(day(last)), Some(day(first)), day(today));
    found.retain(|one| one.what.starts_with("carrier_bill"));
    found
}

fn step(channel: &str, kind: HandInKind, date: &str) -> HandIn {
    HandIn::new(id(channel), kind, day(date))
}

fn id(text: &str) -> ChannelId {
    ChannelId::parse(text).unwrap()
}

fn day(text: &str) -> CivilDate {
    CivilDate::parse(text).unwrap()
}
