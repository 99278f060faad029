//! The law of the day of the event, and of no other day.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

use dunlog_law::{Level, Pack, pack};
use dunlog_model::{Category, CivilDate, Role, Timestamp};

fn day(text: &str) -> CivilDate {
    CivilDate::parse(text).unwrap()
}

fn cited(conduct: Category, role: Role, date: &str) -> Vec<&'static str> {
    pack().cite(&[conduct], role, day(date)).into_iter().map(|rule| rule.id.as_str()).collect()
}

fn forbidden(time: &str, channel: &str) -> bool {
    pack().forbids_hour(Timestamp::parse_china_local(time).unwrap(), Role::Debtor, channel)
}

#[test]
fn an_insult_on_the_last_day_of_2025_is_cited_under_the_old_law_and_a_day_later_under_the_new() {
    let old = cited(Category::Insult, Role::Debtor, "2025-12-31");
    let new = cited(Category::Insult, Role::Debtor, "2026-01-01");
    assert!(old.contains(&"PSA-OLD-42") && !old.contains(&"PSA-NEW-50"));
    assert!(new.contains(&"PSA-NEW-50") && !new.contains(&"PSA-OLD-42"));
}

#[test]
fn hours_are_limited_from_22_00_00_to_07_59_59_and_not_before_the_middle_of_may_2024() {
    assert!(!forbidden("2026-10-01 21:59:59", "call"));
    assert!(forbidden("2026-10-01 22:00:00", "call"));
    assert!(forbidden("2026-10-02 00:00:00", "message"));
    assert!(forbidden("2026-10-02 07:59:59", "visit"));
    assert!(!forbidden("2026-10-02 08:00:00", "call"));
    assert!(!forbidden("2024-05-14 23:00:00", "call"), "no text had an hour before");
    assert!(forbidden("2024-05-15 23:00:00", "call"));
}

#[test]
fn every_day_since_the_first_hour_limit_has_exactly_the_texts_of_that_day() {
    let hours = |date: &str| -> Vec<&str> {
        pack()
            .limits()
            .iter()
            .filter(|limit| limit.id.contains("HOURS") && limit.holds(day(date), Role::Debtor))
            .map(|limit| limit.rule.as_str())
            .collect()
    };
    assert_eq!(hours("2025-02-27"), ["NIFA-2024"]);
    assert_eq!(hours("2025-02-28"), ["GBT-45251-2025"]);
    assert_eq!(hours("2026-01-29"), ["GBT-45251-2025"]);
    assert_eq!(hours("2026-01-30"), ["GBT-45251-2025", "CBA-2026"]);
}

#[test]
fn standards_and_self_regulation_are_never_called_law() {
    for rule in pack().rules() {
        let zh = rule.wording_zh();
        match rule.level {
            Level::Standard | Level::SelfReg => {
                assert!(!zh.contains("违反") && !zh.contains("违法"), "{}", rule.id)
            }
            _ => assert!(zh.starts_with("涉嫌"), "{}", rule.id),
        }
    }
}

#[test]
fn citations_come_highest_level_first() {
    let levels: Vec<Level> = pack()
        .cite(&[Category::ThirdPartyContact], Role::ThirdParty, day("2026-10-01"))
        .into_iter()
        .map(|rule| rule.level)
        .collect();
    assert!(levels.is_sorted() && levels.len() >= 5, "{levels:?}");
}

#[test]
fn what_rests_on_memory_only_is_not_in_the_pack() {
    assert!(
        pack()
            .rules()
            .iter()
            .all(|rule| rule.confidence == "text" || rule.confidence.starts_with("secondary"))
    );
    assert!(
        pack().rules().iter().all(|rule| !rule.verbatim || rule.confidence == "text"),
        "quotes need the text"
    );
}

#[test]
fn false_citations_stay_out() {
    // Hours and counts that pages attribute to texts which do not contain them.
    let data = [include_str!("../data/rules.toml"), include_str!("../data/limits.toml")].concat();
    for phrase in [
        "8:00-21:00",
        "8:00–21:00",
        "上午8点至晚上9点",
        "自律公约第16条",
        "五条红线",
        "2025年修订的个人信息保护法",
    ] {
        assert!(!data.contains(phrase), "{phrase}");
    }
}

#[test]
fn the_six_months_count_from_the_last_event_under_the_law_of_that_day() {
    let (by, rule) = pack().report_by(day("2026-11-08"));
    assert_eq!((by, rule.unwrap().id.as_str()), (day("2027-05-08"), "TIME-PSA-6MONTHS-NEW"));
    assert_eq!(pack().report_by(day("2025-08-31")).1.unwrap().id, "TIME-PSA-6MONTHS-OLD");
}

#[test]
fn broken_data_is_refused_with_the_reason() {
    let error = Pack::from_json(r#"{"rule":[{"id":"A"}]}"#, r#"{"limit":[]}"#).unwrap_err().to_string();
    assert!(error.starts_with("rules:"), "{error}");
    let limits = r#"{"limit":[{"id":"X","rule":"NOWHERE","from":"2026-01-01","applies_to":["debtor"],
        "conduct":"threat","kind":"max_answered_per_day","count":3}]}"#;
    assert_eq!(
        Pack::from_json(r#"{"rule":[]}"#, limits).unwrap_err().to_string(),
        "limits: X names an unknown rule"
    );
}
