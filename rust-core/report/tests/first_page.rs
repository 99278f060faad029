//! The first page: every number on it can be counted again, and nothing on it states guilt.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod support;

use dunlog_model::{CallType, Category, Label, NoteKind, StoredEvent};
use dunlog_report::{Options, Summary};
use support::{call, case, mother, note, on_phone_of, package, quoting, sms};

fn summary(events: &[StoredEvent]) -> Summary {
    Summary::of(&case(Options::default()), &events).unwrap()
}

fn limit(summary: &Summary, id: &str) -> Option<(u64, usize)> {
    summary.limits.iter().find(|hit| hit.limit == id).map(|hit| (hit.contacts, hit.days))
}

#[test]
fn hours_are_counted_to_the_second_and_only_for_collection() {
    let times = ["2026-10-01 21:59:59", "2026-10-01 22:00:00", "2026-10-02 07:59:59", "2026-10-02 08:00:00"];
    let mut events: Vec<_> = times
        .iter()
        .map(|time| call(time, "13900001234", CallType::Missed, Label::CollectionReminder))
        .collect();
    events.push(call("2026-10-02 23:00:00", "13900009999", CallType::Missed, Label::Normal));
    let summary = summary(&events);
    assert_eq!(summary.night, 2);
    assert_eq!(limit(&summary, "CN-HOURS-GBT"), Some((2, 2)));
    assert_eq!(limit(&summary, "CN-HOURS-CBA"), Some((2, 2)));
    assert_eq!(limit(&summary, "CN-HOURS-2024"), None, "that text was no longer in force");
}

#[test]
fn the_third_answered_call_is_within_the_limit_and_the_fourth_is_not() {
    for (count, expected) in [(3, None), (4, Some((1, 1))), (5, Some((2, 1)))] {
        let events: Vec<_> = (0..count)
            .map(|hour| {
                let time = format!("2026-10-01 1{hour}:00:00");
                call(&time, "13900001234", CallType::Answered, Label::CollectionReminder)
            })
            .collect();
        assert_eq!(limit(&summary(&events), "CN-CALLS-GBT-EFFECTIVE"), expected, "{count} calls");
    }
}

#[test]
fn the_sixth_unanswered_attempt_is_within_the_limit_and_the_seventh_is_not() {
    let attempts = |count: usize, numbers: &[&str]| -> Vec<StoredEvent> {
        (0..count)
            .map(|i| {
                let time = format!("2026-10-01 10:{i:02}:00");
                call(&time, numbers[i % numbers.len()], CallType::Missed, Label::CollectionReminder)
            })
            .collect()
    };
    assert_eq!(limit(&summary(&attempts(6, &["13900001234"])), "CN-CALLS-CBA-ATTEMPTS"), None);
    assert_eq!(limit(&summary(&attempts(7, &["13900001234"])), "CN-CALLS-CBA-ATTEMPTS"), Some((1, 1)));
    let two_numbers = attempts(8, &["13900001234", "13900001235"]);
    assert_eq!(limit(&summary(&two_numbers), "CN-CALLS-CBA-ATTEMPTS"), None, "two numbers are two counts");
}

#[test]
fn counts_begin_anew_at_midnight() {
    let mut events: Vec<_> = (0..6)
        .map(|i| {
            call(
                &format!("2026-10-01 21:0{i}:00"),
                "13900001234",
                CallType::Missed,
                Label::CollectionReminder,
            )
        })
        .collect();
    events.push(call("2026-10-02 09:00:00", "13900001234", CallType::Missed, Label::CollectionReminder));
    assert_eq!(limit(&summary(&events), "CN-CALLS-CBA-ATTEMPTS"), None);
}

#[test]
fn a_demand_to_somebody_who_does_not_owe_is_beyond_every_limit_and_after_a_refusal_once_more() {
    let demand =
        |time: &str| on_phone_of(mother(), sms(time, "13900001234", "请转告还款", Label::Harassment));
    let events = [
        demand("2026-10-01 10:00:00"),
        on_phone_of(mother(), note("2026-10-01 11:00:00", NoteKind::StopRequest, "请不要再打给我")),
        demand("2026-10-01 12:00:00"),
    ];
    let summary = summary(&events);
    assert_eq!((summary.third_parties, summary.third_party_contacts), (1, 2));
    assert_eq!(limit(&summary, "CN-THIRD-GBT"), Some((2, 1)));
    assert_eq!(limit(&summary, "CN-THIRD-STOP"), Some((1, 1)));
    assert_eq!((summary.stop_requests.len(), summary.after_stop), (1, 1));
}

#[test]
fn a_note_is_not_one_more_call_or_message() {
    let mut told = note("2026-10-01 12:00:00", NoteKind::Remark, "他说要来单位闹");
    told.verdict = sms("2026-10-01 12:00:00", "1", "x", Label::Harassment).verdict;
    let summary =
        summary(&[call("2026-10-01 11:50:00", "13900001234", CallType::Answered, Label::Harassment), told]);
    assert_eq!((summary.contacts, summary.calls, summary.messages, summary.notes), (1, 1, 0, 1));
}

#[test]
fn an_empty_case_prints_plain_words() {
    let html = package(Options::default(), &[]).text("材料.html");
    assert!(html.contains("没有标注为催收的来电来信") && html.contains("没有标注为催收的记录"));
}

#[test]
fn no_word_of_guilt_is_printed() {
    let event = quoting(
        sms("2026-10-01 23:10:00", "13900001234", "再不还就去你单位拉横幅", Label::Harassment),
        &[(Category::Visit, "去你单位"), (Category::PublicShaming, "拉横幅")],
    );
    let files = package(Options::default(), &[event]);
    for name in ["材料.html", "校验说明.txt", "明细.csv"] {
        // The police's own heads for these sections, which say 涉嫌 themselves.
        let text = files.text(name).replace("涉嫌违法行为人", "").replace("涉嫌犯罪", "");
        for word in ["违法", "犯罪", "罪犯", "黑社会", "严惩", "软暴力"] {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
    assert!(files.text("材料.html").contains("疑似"));
}

#[test]
fn the_quoted_words_are_marked_in_the_original_text() {
    let event = quoting(
        sms("2026-10-01 10:00:00", "13900001234", "<b>再不还</b>就去你单位😀拉横幅", Label::Harassment),
        &[(Category::Visit, "去你单位"), (Category::PublicShaming, "拉横幅"), (Category::Visit, "单位😀拉")],
    );
    let html = package(Options::default(), &[event]).text("材料.html");
    let marked = "&lt;b&gt;再不还&lt;/b&gt;就<mark>去你单位</mark><mark>😀拉</mark><mark>横幅</mark>";
    assert!(html.contains(marked), "overlapping quotes are joined, markup is shown as text");
}

#[test]
fn a_threat_of_no_named_kind_was_printed_without_a_mark() {
    let words = "再不还钱就去你跳舞的广场放喇叭";
    let mut event = quoting(
        sms("2026-10-01 10:00:00", "13900001234", &format!("欠款已逾期。{words}"), Label::Harassment),
        &[(Category::Collection, words), (Category::Collection, "逾期")],
    );
    event.verdict.as_mut().unwrap().reasons[0].rule = "M-HARASSMENT".into();
    let events = [event];
    let html = package(Options::default(), &events).text("材料.html");
    assert!(
        html.contains(&format!("欠款已逾期。<mark>{words}</mark>")),
        "the threat is marked, the debt is not"
    );
    assert_eq!(summary(&events).quotes.len(), 1, "and it can be one of the gravest");
}

#[test]
fn the_page_loads_nothing_and_runs_nothing() {
    let event = sms(
        "2026-10-01 10:00:00",
        "13900001234",
        "点 http://x.example <img src=x onerror=alert(1)>",
        Label::Harassment,
    );
    let html = package(Options::default(), &[event]).text("材料.html");
    for part in ["<script", "<img", "<link", "href=\"h", "href=\"/", "src=x onerror=alert(1)>"] {
        assert!(!html.contains(part), "{part}");
    }
    assert!(html.contains("default-src 'none'"));
}

#[test]
fn the_first_page_of_a_small_case_is_as_it_was() {
    let events = [
        sms(
            "2026-10-01 10:00:00",
            "95000",
            "【云川银行】您的账单已逾期，请尽快还款",
            Label::CollectionReminder,
        ),
        quoting(
            sms("2026-10-23 22:14:07", "+8613900001234", "不还钱就去你单位", Label::Harassment),
            &[(Category::Visit, "去你单位")],
        ),
        on_phone_of(
            mother(),
            call("2026-10-23 22:20:00", "13900001234", CallType::Missed, Label::Harassment),
        ),
    ];
    let html = package(Options::default(), &events).text("材料.html");
    let page = html.split("<section id=\"summary\"").nth(1).unwrap();
    let body = page.split("</section>").next().unwrap().replace("</tr>", "</tr>\n");
    insta::assert_snapshot!("first_page", body);
}
