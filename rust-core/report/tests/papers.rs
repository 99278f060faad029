//! Every paper of a small case, word for word, and what must never stand in one.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod support;

use dunlog_model::{CallType, Category, Label, NoteKind, StoredEvent};
use dunlog_report::{
    Clue, Debt, Details, Edition, Exhibit, Harm, HarmKind, Options, Origin, Particulars, Receipt, Recording,
    Relative, write_text,
};
use support::{call, case, mother, note, numbered, on_phone_of, quoting, sms};

fn text(events: &[StoredEvent], details: &Details, edition: Edition) -> String {
    let mut out = Vec::new();
    write_text(&case(Options::default()), &events, details, edition, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Three weeks of a debtor and her mother.
fn events() -> Vec<StoredEvent> {
    let harassment = |time, number, words, category: Category, quote| {
        quoting(sms(time, number, words, Label::Harassment), &[(category, quote)])
    };
    let mut events = vec![
        sms(
            "2026-10-01 10:00:00",
            "106900001234",
            "【某某金融】您的账单已逾期3天，请尽快处理。",
            Label::CollectionReminder,
        ),
        call("2026-10-02 09:00:00", "13900001234", CallType::Missed, Label::CollectionReminder),
        harassment(
            "2026-10-03 22:14:07",
            "13900001234",
            "今晚不还，明天就让你单位的人都知道你欠钱",
            Category::Disclosure,
            "让你单位的人都知道你欠钱",
        ),
        note("2026-10-04 12:00:00", NoteKind::StopRequest, "接通后告诉对方不要再打给家里人"),
    ];
    for minute in 0..7 {
        let number = if minute % 2 == 0 { "13900001234" } else { "13900001235" };
        let kind = if minute == 3 { CallType::Answered } else { CallType::Missed };
        events.push(call(&format!("2026-10-05 21:{minute:02}:30"), number, kind, Label::Harassment));
    }
    events.push(on_phone_of(
        mother(),
        harassment(
            "2026-10-05 22:30:00",
            "13900001234",
            "你女儿欠钱不还，你们全家都别想好过",
            Category::Threat,
            "你们全家都别想好过",
        ),
    ));
    events.push(on_phone_of(
        mother(),
        call("2026-10-06 08:30:00", "13900001234", CallType::Answered, Label::Harassment),
    ));
    events.push(harassment(
        "2026-10-20 07:10:00",
        "13900001236",
        "再不还钱把你照片发到网上\u{202e}",
        Category::PublicShaming,
        "把你照片发到网上",
    ));
    events.push(note("2026-10-21 10:00:00", NoteKind::Complaint, "向某某金融投诉，编号 20261021-1"));
    numbered(events)
}

fn details() -> Details {
    Details {
        reporter: Particulars {
            name: "林晓".to_owned(),
            sex: "女".to_owned(),
            birth: "1996年1月".to_owned(),
            id_kind: "居民身份证".to_owned(),
            id_number: "110000199600000000".to_owned(),
            workplace: "某某公司".to_owned(),
            phone: "13000000001".to_owned(),
            address: "某某市某某区某某路1号".to_owned(),
            household: String::new(),
        },
        addressee: "某某市公安局某某派出所".to_owned(),
        debt: Some(Debt {
            institution: "某某消费金融有限公司".to_owned(),
            product: "消费贷款".to_owned(),
            contract_tail: "0042".to_owned(),
            overdue: Some(true),
        }),
        clues: vec![Clue {
            origin: Origin::Contract,
            text: "某某消费金融有限公司为出借人".to_owned(),
            number: String::new(),
        }],
        harm: vec![
            Harm {
                kind: HarmKind::Work,
                date: "10月6日".to_owned(),
                text: "部门主管就来电找本人谈话".to_owned(),
                proof: "5-1".to_owned(),
            },
            Harm {
                kind: HarmKind::Health,
                date: String::new(),
                text: "失眠".to_owned(),
                proof: String::new(),
            },
        ],
        exhibits: vec![
            Exhibit {
                name: "借款合同".to_owned(),
                element: "identity".to_owned(),
                pages: 6,
                source: String::new(),
                proves: "通过第1页证明出借人名称".to_owned(),
            },
            Exhibit {
                name: "单位谈话记录".to_owned(),
                element: "effect".to_owned(),
                pages: 1,
                source: "某某公司".to_owned(),
                proves: "证明10月6日因来电被谈话".to_owned(),
            },
        ],
        recordings: vec![Recording {
            event: 8,
            file: "rec-20261005.m4a".to_owned(),
            length: "02:31".to_owned(),
            sha256: "ab".repeat(32),
            method: "系统通话录音".to_owned(),
        }],
        relatives: vec![Relative {
            person: "周桂芬".to_owned(),
            relation: "母亲".to_owned(),
            particulars: Particulars { phone: "13000000002".to_owned(), ..Particulars::default() },
            occupation: "退休".to_owned(),
        }],
        ..Details::default()
    }
}

#[test]
fn the_whole_pile_word_for_word() {
    insta::assert_snapshot!("complete", text(&events(), &details(), Edition::Complete));
}

#[test]
fn without_anything_that_was_asked_every_blank_is_a_line_to_fill_in() {
    insta::assert_snapshot!(
        "complete_without_details",
        text(&events(), &Details::default(), Edition::Complete)
    );
}

#[test]
fn nothing_happened_and_the_papers_say_so() {
    insta::assert_snapshot!("complete_empty", text(&[], &Details::default(), Edition::Complete));
}

#[test]
fn the_english_edition_word_for_word() {
    insta::assert_snapshot!("english", text(&events(), &details(), Edition::English));
}

#[test]
fn the_private_sheet_word_for_word() {
    insta::assert_snapshot!("private", text(&events(), &details(), Edition::Private));
}

#[test]
fn a_supplement_tells_only_what_is_new_and_goes_on_counting() {
    let receipt = Receipt { number: "某派接〔2026〕1号".to_owned(), date: "2026-10-05".to_owned() };
    let details = Details { supplement_to: Some(receipt), ..details() };
    insta::assert_snapshot!("supplement", text(&events(), &details, Edition::Complete));
}

/// Everything that is told under 主要行为 of the first report.
fn acts(text: &str) -> Vec<String> {
    let part = text.split("（二）主要行为\n").nth(1).unwrap().split("（三）").next().unwrap();
    part.lines().filter(|line| line.contains('．')).map(str::to_owned).collect()
}

#[test]
fn the_person_chooses_what_is_told() {
    let details = Details { key_events: vec![4, 8, 14], ..Details::default() };
    let acts = acts(&text(&events(), &details, Edition::Complete));
    assert_eq!(acts.len(), 4, "{acts:?}");
    assert!(acts[0].contains("本人记录：“接通后告诉对方") && acts[0].contains("亲历"), "{acts:?}");
    assert!(acts[1].contains("来电，已接") && acts[1].contains("第8号"), "{acts:?}");
    assert!(acts[2].contains("发来短信，对方原话：“再不还钱"), "{acts:?}");
    assert!(acts[3].contains("1名非债务人") && acts[3].contains("他人转述"), "{acts:?}");
}

#[test]
fn never_more_than_six_acts() {
    let kinds =
        [Category::Threat, Category::Insult, Category::Visit, Category::Disclosure, Category::Violence];
    let mut events: Vec<StoredEvent> = (0..20)
        .map(|day| {
            let words = format!("第{day}条 拉横幅 上门");
            let event =
                sms(&format!("2026-10-{:02} 10:00:00", day + 1), "13900001234", &words, Label::Harassment);
            quoting(event, &[(kinds[day % kinds.len()], "拉横幅")])
        })
        .collect();
    for minute in 0..9 {
        events.push(call(
            &format!("2026-10-25 10:0{minute}:00"),
            "13900001234",
            CallType::Missed,
            Label::Harassment,
        ));
    }
    events.push(on_phone_of(
        mother(),
        call("2026-10-26 10:00:00", "13900001234", CallType::Missed, Label::Harassment),
    ));
    let acts = acts(&text(&numbered(events), &Details::default(), Edition::Complete));
    assert!((5..=6).contains(&acts.len()), "{acts:?}");
}

#[test]
fn every_number_of_the_summary_can_be_counted_again_in_the_list() {
    let text = text(&events(), &details(), Edition::Complete);
    let list = text.split("四、逐条记录").nth(1).unwrap().split("五、没有记录到的").next().unwrap();
    let rows: Vec<&str> =
        list.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).collect();
    let calls = rows.iter().filter(|row| row.contains("｜电话　")).count();
    let answered = rows.iter().filter(|row| row.contains("｜电话　已接")).count();
    let messages = rows.iter().filter(|row| row.contains("｜短信　收件")).count();
    let counts = format!("通话 {calls} 次（接听 {answered}）　信息 {messages} 条");
    assert!(text.contains(&counts), "{counts}");
}

/// The sentences of a paper that are not the form's own.
fn own_sentences(text: &str, from: &str, to: &str) -> Vec<String> {
    let part = text.split(from).nth(1).unwrap().split(to).next().unwrap();
    part.lines().filter(|line| line.contains("号，第")).map(str::to_owned).collect()
}

#[test]
fn two_relatives_never_say_the_same_words() {
    let father = dunlog_model::Person {
        id: dunlog_model::PersonId(3),
        name: "林建国".to_owned(),
        role: dunlog_model::Role::ThirdParty,
    };
    let mut events = events();
    events.push(on_phone_of(
        father.clone(),
        quoting(
            sms("2026-10-07 09:00:00", "13900001234", "你儿媳妇欠钱，拉横幅", Label::Harassment),
            &[(Category::PublicShaming, "拉横幅")],
        ),
    ));
    events.sort_by_key(|event| event.time);
    let events = numbered(events);
    let mut case = case(Options::default());
    case.persons.push(father);
    let mut out = Vec::new();
    write_text(&case, &&events[..], &Details::default(), Edition::Complete, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let mothers = own_sentences(&text, "姓名｜周桂芬｜出生日期", "\n四、声明");
    let fathers = own_sentences(&text, "姓名｜林建国｜出生日期", "\n四、声明");
    assert!(!mothers.is_empty() && !fathers.is_empty());
    assert!(mothers.iter().all(|sentence| !fathers.contains(sentence)));
}

#[test]
fn without_a_proof_an_effect_is_not_a_fact() {
    let text = text(&events(), &details(), Edition::Complete);
    assert!(!text.contains("失眠"), "it has no proof, so it is left to the questioning");
    assert!(text.contains("工作：10月6日部门主管"));
}

#[test]
fn no_guilt_no_promise_no_guess_and_a_standard_is_never_called_law() {
    let text =
        text(&events(), &details(), Edition::Complete).replace("涉嫌违法行为人", "").replace("涉嫌犯罪", "");
    for word in [
        "违法",
        "犯罪",
        "罪犯",
        "黑社会",
        "严惩",
        "软暴力",
        "诈骗",
        "保证",
        "必须赔偿",
        "怀疑",
        "可能是",
        "据说",
        "不用还",
    ] {
        assert!(!text.contains(word), "{word}");
    }
    for line in text.lines().filter(|line| line.contains("GB/T") || line.contains("指引（试行）")) {
        assert!(!line.contains("涉嫌违反") && line.contains("非法律"), "{line}");
    }
}

#[test]
fn a_sentence_rests_on_one_of_four_kinds_of_knowledge() {
    let text = text(&events(), &details(), Edition::Complete);
    for act in acts(&text) {
        let kinds = ["亲历", "设备记录", "对方自称", "他人转述"];
        assert_eq!(kinds.iter().filter(|kind| act.contains(&format!("（{kind}"))).count(), 1, "{act}");
    }
}
