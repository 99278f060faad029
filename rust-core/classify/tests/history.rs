//! Boundaries of the history: windows, days, attempts, rotation, people, refusal.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use dunlog_classify::{Classifier, Contact, ContactKind, Facts, History, Input, InputKind, tells_of_number};
use dunlog_model::{
    Category, Evidence, Label, NumberKey, PersonId, PhoneNumber, Reason, Role, Timestamp, Verdict,
};

const NUMBER: &str = "13900000001";

fn at(text: &str) -> Timestamp {
    Timestamp::parse_china_local(text).unwrap()
}

fn contact(time: Timestamp, number: &str, kind: ContactKind) -> Contact {
    Contact {
        time,
        person: PersonId(1),
        role: Role::Debtor,
        number: Some(NumberKey::from_stored(number.to_owned())),
        kind,
        is_named: false,
    }
}

fn judge(facts: Facts, text: Option<&str>, role: Role) -> Verdict {
    let number = PhoneNumber::from_shown(NUMBER).unwrap();
    Classifier::bundled().classify(&Input {
        text,
        kind: if text.is_some() { InputKind::Sms } else { InputKind::Call },
        number: Some(&number),
        role,
        facts,
    })
}

/// Facts at the last of `count` contacts of one kind, a minute apart, after a text that made the number known.
fn after(count: i64, kind: ContactKind, known: Option<Label>, step_ms: i64) -> Facts {
    let mut history = History::new();
    let start = at("2026-10-01 09:00:00");
    if known.is_some() {
        history.push(contact(start, NUMBER, ContactKind::Note), known);
    }
    for i in 1..count {
        history.push(contact(start.plus_ms(i * step_ms), NUMBER, kind), None);
    }
    history.facts(&contact(start.plus_ms(count * step_ms), NUMBER, kind))
}

const HOUR: i64 = 3_600_000;

#[test]
fn a_contact_ten_minutes_ago_has_left_the_window() {
    let mut history = History::new();
    let start = at("2026-10-01 10:00:00");
    history.push(contact(start, NUMBER, ContactKind::Answered), None);
    let count = |ms| history.facts(&contact(start.plus_ms(ms), NUMBER, ContactKind::Answered)).calls;
    assert_eq!(count(599_999).ten_minutes, 2);
    assert_eq!(count(600_000).ten_minutes, 1);
    assert_eq!((count(HOUR - 1).hour, count(HOUR).hour), (2, 1));
    assert_eq!((count(24 * HOUR - 1).day, count(24 * HOUR).day), (2, 1));
    assert_eq!((count(168 * HOUR - 1).week, count(168 * HOUR).week), (2, 1));
}

#[test]
fn a_day_begins_at_midnight_in_china() {
    let mut history = History::new();
    for time in ["2026-10-01 23:59:58", "2026-10-01 23:59:59"] {
        history.push(contact(at(time), NUMBER, ContactKind::Unanswered), None);
    }
    let before = history.facts(&contact(at("2026-10-01 23:59:59"), NUMBER, ContactKind::Unanswered));
    let after = history.facts(&contact(at("2026-10-02 00:00:00"), NUMBER, ContactKind::Unanswered));
    assert_eq!((before.unanswered_today, after.unanswered_today), (3, 1));
    assert_eq!(after.calls.day, 3);
}

#[test]
fn the_seventh_unanswered_attempt_of_a_collector_is_too_much_and_the_sixth_is_not() {
    let known = Some(Label::CollectionReminder);
    let sixth = judge(after(6, ContactKind::Unanswered, known, HOUR), None, Role::Debtor);
    let seventh = judge(after(7, ContactKind::Unanswered, known, HOUR), None, Role::Debtor);
    assert_eq!((sixth.label, seventh.label), (Label::CollectionReminder, Label::Harassment));
    assert!(seventh.categories.contains(&Category::RepeatedCalls));
    let fact = Evidence::Fact { fact: "unanswered_today".to_owned(), value: 7 };
    assert!(
        seventh.reasons.iter().any(|reason| &*reason.rule == "H-UNANSWERED-DAY" && reason.evidence == fact)
    );
}

#[test]
fn the_fourth_answered_call_of_a_collector_is_too_much_and_the_third_is_not() {
    let known = Some(Label::CollectionReminder);
    let third = judge(after(3, ContactKind::Answered, known, HOUR), None, Role::Debtor);
    let fourth = judge(after(4, ContactKind::Answered, known, HOUR), None, Role::Debtor);
    assert_eq!((third.label, fourth.label), (Label::CollectionReminder, Label::Harassment));
}

#[test]
fn a_stranger_who_calls_and_calls_is_uncertain_and_never_more_without_a_case() {
    let fifth = judge(after(5, ContactKind::Unanswered, None, HOUR), None, Role::Debtor);
    let sixth = judge(after(6, ContactKind::Unanswered, None, HOUR), None, Role::Debtor);
    let sixtieth = judge(after(60, ContactKind::Unanswered, None, 60_000), None, Role::Debtor);
    assert_eq!(
        (fifth.label, sixth.label, sixtieth.label),
        (Label::Normal, Label::Uncertain, Label::Uncertain)
    );
    assert_eq!(sixth.categories, [Category::RepeatedCalls]);
}

#[test]
fn named_contacts_and_public_lines_stay_normal_however_often_they_call() {
    let mut facts = after(30, ContactKind::Unanswered, None, 60_000);
    let public = PhoneNumber::from_shown("12345").unwrap();
    let verdict = Classifier::bundled().classify(&Input {
        text: None,
        kind: InputKind::Call,
        number: Some(&public),
        role: Role::Debtor,
        facts,
    });
    facts.is_named = true;
    assert_eq!((verdict.label, judge(facts, None, Role::Debtor).label), (Label::Normal, Label::Normal));
}

fn rotated(count: u32, suspicious_elsewhere: bool) -> Facts {
    let mut history = History::new();
    let start = at("2026-10-01 09:00:00");
    if suspicious_elsewhere {
        history.push(contact(start, "13800000099", ContactKind::Message), Some(Label::Harassment));
    }
    let number = |i: u32| format!("139000000{:02}", i % 50);
    for i in 1..count {
        let time = start.plus_ms(i64::from(i) * 60_000);
        history.push(contact(time, &number(i), ContactKind::Unanswered), None);
    }
    let last = start.plus_ms(i64::from(count) * 60_000);
    history.facts(&contact(last, &number(count), ContactKind::Unanswered))
}

#[test]
fn changing_last_digits_are_seen_as_one_caller() {
    assert_eq!((rotated(8, false).prefix.day, rotated(8, false).prefix_numbers), (8, 8));
    assert_eq!(judge(rotated(7, false), None, Role::Debtor).label, Label::Normal);
    assert_eq!(judge(rotated(8, false), None, Role::Debtor).label, Label::Uncertain);
    assert_eq!(judge(rotated(19, true), None, Role::Debtor).label, Label::Uncertain);
    assert_eq!(judge(rotated(20, true), None, Role::Debtor).label, Label::Harassment);
}

#[test]
fn numbers_of_a_shared_gateway_are_no_rotation() {
    let mut history = History::new();
    for i in 0..20 {
        let number = format!("1069000000{i:04}");
        history
            .push(contact(at("2026-10-01 09:00:00").plus_ms(i * 1000), &number, ContactKind::Message), None);
    }
    let facts = history.facts(&contact(at("2026-10-01 09:01:00"), "10690000009999", ContactKind::Message));
    assert_eq!((facts.prefix.day, facts.prefix_numbers), (0, 0));
}

#[test]
fn people_reached_by_suspicious_numbers_are_counted_once_each() {
    let mut history = History::new();
    let start = at("2026-10-01 09:00:00");
    let of = |person, ms, number: &str| Contact {
        person: PersonId(person),
        ..contact(start.plus_ms(ms), number, ContactKind::Message)
    };
    for (person, ms, number) in [(1, 0, NUMBER), (2, 1000, "13900000002"), (2, 2000, NUMBER)] {
        history.push(of(person, ms, number), Some(Label::Harassment));
    }
    let third = history.facts(&of(3, 3000, NUMBER));
    assert_eq!((third.people_ten_minutes, third.people_day, third.people_by_number), (3, 3, 3));
    let stranger = history.facts(&of(4, 3000, "13700000001"));
    assert_eq!((stranger.people_ten_minutes, stranger.people_by_number), (2, 1));
    let later = history.facts(&of(3, 602_000, NUMBER));
    assert_eq!((later.people_ten_minutes, later.people_day), (1, 3));
}

#[test]
fn a_polite_reminder_becomes_harassment_by_its_facts() {
    let text = Some("您的借款已逾期3天，请尽快还款");
    let plain = Facts::default();
    assert_eq!(judge(plain, text, Role::Debtor).label, Label::CollectionReminder);
    let night = Facts { forbidden_hours: true, ..plain };
    let once_at_night = judge(night, text, Role::Debtor);
    assert_eq!(once_at_night.label, Label::CollectionReminder);
    assert!(once_at_night.categories.contains(&Category::ForbiddenHours));
    let mut often = after(12, ContactKind::Message, Some(Label::CollectionReminder), HOUR);
    assert_eq!(often.messages.day, 12);
    assert_eq!(judge(often, text, Role::Debtor).label, Label::Harassment);
    often = after(3, ContactKind::Message, Some(Label::CollectionReminder), HOUR);
    assert_eq!(judge(often, text, Role::Debtor).label, Label::CollectionReminder);
    often.forbidden_hours = true;
    assert_eq!(judge(often, text, Role::Debtor).label, Label::Harassment);
    let to_another = judge(plain, text, Role::ThirdParty);
    assert_eq!(to_another.label, Label::Harassment);
    assert!(to_another.categories.contains(&Category::ThirdPartyContact));
}

#[test]
fn a_call_of_a_collector_at_night_or_to_another_is_harassment() {
    let known = Some(Label::CollectionReminder);
    let mut facts = after(1, ContactKind::Answered, known, HOUR);
    assert_eq!(judge(facts, None, Role::Debtor).label, Label::CollectionReminder);
    assert_eq!(judge(facts, None, Role::ThirdParty).label, Label::Harassment);
    facts.forbidden_hours = true;
    assert_eq!(judge(facts, None, Role::Debtor).label, Label::Harassment);
}

#[test]
fn facts_do_not_touch_texts_about_something_else() {
    let facts = Facts {
        forbidden_hours: true,
        after_refusal: true,
        ..after(12, ContactKind::Message, Some(Label::Harassment), 60_000)
    };
    let text = Some("您的验证码为0000，5分钟内有效");
    let code = judge(facts, text, Role::ThirdParty);
    assert_eq!(code.label, Label::Normal);
    assert_eq!(code.score, judge(Facts::default(), text, Role::Debtor).score);
}

#[test]
fn a_number_whose_texts_come_later_is_known_from_the_start() {
    let mut history = History::new();
    history.expect(NumberKey::from_stored(NUMBER.to_owned()), Label::CollectionReminder);
    let facts = history.facts(&contact(at("2026-10-01 09:00:00"), NUMBER, ContactKind::Unanswered));
    assert_eq!(facts.known, Some(Label::CollectionReminder));
    assert_eq!(judge(facts, None, Role::Debtor).label, Label::CollectionReminder);
}

#[test]
fn three_collecting_numbers_of_a_block_make_a_fourth_known_unless_it_has_a_name() {
    let mut history = History::new();
    let time = at("2026-10-01 09:00:00");
    let fourth = contact(time, "17000005999", ContactKind::Unanswered);
    for (seen, number) in ["17000005001", "17000005002", "17000005003"].into_iter().enumerate() {
        assert_eq!(history.facts(&fourth).known, None, "after {seen}");
        history.expect(NumberKey::from_stored(number.to_owned()), Label::Harassment);
        history.expect(NumberKey::from_stored(number.to_owned()), Label::Harassment);
    }
    let facts = history.facts(&fourth);
    assert_eq!((facts.known, facts.known_of_prefix), (Some(Label::CollectionReminder), 3));
    let verdict = judge(facts, None, Role::Debtor);
    assert!(verdict.reasons.iter().any(|reason| &*reason.rule == "H-KNOWN-PREFIX"), "the reason says why");
    assert_eq!(history.facts(&Contact { is_named: true, ..fourth }).known, None);
    assert_eq!(history.facts(&contact(time, "17100005999", ContactKind::Unanswered)).known, None);
}

#[test]
fn a_refusal_is_remembered_for_the_number_and_a_general_one_for_the_person() {
    let start = at("2026-10-01 09:00:00");
    let year_later = start.plus_ms(365 * 24 * HOUR);
    let mut history = History::new();
    history.push(contact(start, NUMBER, ContactKind::StopRequest), None);
    let refused = |history: &History, number: &str, person| {
        let contact = contact(year_later, number, ContactKind::Message);
        let contact = Contact { person: PersonId(person), role: Role::ThirdParty, ..contact };
        history.facts(&contact).after_refusal
    };
    assert!(refused(&history, NUMBER, 1) && !refused(&history, "13800000001", 1));
    assert!(!refused(&history, NUMBER, 2), "another person did not ask");
    let debtor = history.facts(&contact(year_later, NUMBER, ContactKind::Message));
    assert!(!debtor.after_refusal, "who owes may be reminded");
    let everybody = Contact { number: None, ..contact(start, NUMBER, ContactKind::StopRequest) };
    history.push(everybody, None);
    assert!(refused(&history, "13800000001", 1) && !refused(&history, "13800000001", 2));
    let facts = Facts { after_refusal: true, ..Facts::default() };
    assert_eq!(judge(facts, Some("您的借款已逾期，请尽快还款"), Role::Debtor).label, Label::Harassment);
    assert_eq!(judge(facts, Some("晚上一起吃饭吗"), Role::Debtor).label, Label::Normal);
}

#[test]
fn a_known_harasser_is_not_forgotten_for_one_polite_text() {
    let mut history = History::new();
    let start = at("2026-10-01 09:00:00");
    for (i, label) in [Label::CollectionReminder, Label::Harassment, Label::CollectionReminder, Label::Normal]
        .into_iter()
        .enumerate()
    {
        let time = start.plus_ms(i64::try_from(i).unwrap());
        history.push(contact(time, NUMBER, ContactKind::Message), Some(label));
    }
    let month_later = contact(start.plus_ms(30 * 24 * HOUR), NUMBER, ContactKind::Answered);
    let facts = history.facts(&month_later);
    assert_eq!((facts.known, facts.messages.week), (Some(Label::Harassment), 0));
}

/// A doubtful text made a mother's number a collector's, and then everything that she wrote was one.
#[test]
fn one_doubtful_message_does_not_make_a_relative_a_collector() {
    let facts = Facts { is_named: true, ..Facts::default() };
    for text in ["钱够不够用，不够跟妈说", "物业费你那边交了没有", "桂芬，今晚七点老地方，带上红扇子"]
    {
        let verdict = judge(facts, Some(text), Role::Debtor);
        assert_ne!(verdict.label, Label::Harassment, "{text}");
        assert!(!tells_of_number(&verdict), "{text}");
    }
    let threat = judge(Facts::default(), Some("再不还款就通知你的家人和单位"), Role::Debtor);
    assert!(tells_of_number(&threat));
}

#[test]
fn ordinary_talk_stays_so_whoever_sent_it() {
    let facts = Facts { known: Some(Label::CollectionReminder), ..Facts::default() };
    for text in ["超市鸡蛋今天四块八，快来", "晚上回来吃饭吗，给你留了汤"] {
        assert_eq!(judge(facts, Some(text), Role::ThirdParty).label, Label::Normal, "{text}");
    }
}

/// Thin evidence: no rule and no word of a debt. The same words beside one are what they are.
#[test]
fn a_text_without_a_word_of_a_debt_must_be_very_sure() {
    for text in ["你姐来了", "明天去你家打劫", "你等我找你"] {
        assert_ne!(judge(Facts::default(), Some(text), Role::Debtor).label, Label::Harassment, "{text}");
    }
    let beside = judge(Facts::default(), Some("欠的钱今天不还，明天去你家里坐着"), Role::Debtor);
    assert_eq!(beside.label, Label::Harassment);
}

/// The quote of the learnt model began with a comma, and read as if words were missing.
#[test]
fn the_words_that_carried_a_decision_begin_and_end_with_a_word() {
    let texts = [
        "宿舍楼3栋412对不对，我让人上去找你，还是你下来",
        "账单的事最后问您一次，顺便替我问候您在人民医院上班的太太",
    ];
    let mut quotes = 0;
    for text in texts {
        let verdict = judge(Facts::default(), Some(text), Role::Debtor);
        for reason in verdict.reasons.iter().filter(|reason| reason.rule.starts_with("M-")) {
            quotes += 1;
            let Evidence::Quote { quote, .. } = &reason.evidence else { panic!("{reason:?}") };
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            assert!(is_word(quote.chars().next()) && is_word(quote.chars().last()), "{quote}");
        }
    }
    assert!(quotes > 0, "nothing was quoted");
}

/// The sum that is owed was quoted, or a greeting, where the threat stood behind them.
#[test]
fn the_quote_of_a_threat_is_the_threat_and_not_the_debt_beside_it() {
    for (text, threat) in [
        ("兄弟，四千块钱而已，别逼我给你妈打电话", "给你妈打电话"),
        ("没钱?没钱去卖啊,你不是长得还行吗,会所我帮你介绍,一个月就能把账平了", "你不是长得还行吗"),
        (
            "逃避没用。你在宏远路开店对吧，明天我们带十个人去你店里坐着，你看还有没有生意",
            "带十个人去你店里坐着",
        ),
    ] {
        let verdict = judge(Facts::default(), Some(text), Role::Debtor);
        let says = |reason: &Reason| matches!(&reason.evidence, Evidence::Quote { quote, .. } if quote.contains(threat));
        assert!(verdict.reasons.iter().any(says), "{:?}", verdict.reasons);
    }
}

/// Only the debt was named, as a rule of a debt had fired, and a reader could not see what made the text harassment.
#[test]
fn what_makes_a_text_harassment_is_quoted_even_where_a_rule_names_the_debt() {
    let text = "还敢举报我？我让人在你家门口放一个月的哀乐信不信，本金利息一分不能少";
    let verdict = judge(Facts::default(), Some(text), Role::Debtor);
    assert_eq!(verdict.label, Label::Harassment);
    let says_more = |reason: &Reason| reason.category.is_conduct() || reason.rule.starts_with("M-");
    assert!(verdict.reasons.iter().any(says_more), "{:?}", verdict.reasons);
}
