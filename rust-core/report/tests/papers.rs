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

fn part<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split(from).nth(1).unwrap().split(to).next().unwrap()
}

#[test]
fn the_words_of_the_other_side_do_not_read_as_those_of_the_person_who_got_them() {
    let text = text(&events(), &details(), Edition::Complete);
    let gravest = part(&text, "最严重的三次", "\n");
    assert!(gravest.contains("发给林晓：“今晚不还") && !gravest.contains("　林晓：“"), "{gravest}");
}

#[test]
fn the_summary_says_whose_phones_it_adds_up() {
    let text = text(&events(), &details(), Edition::Complete);
    assert!(
        part(&text, "数量｜", "\n")
            .contains("以上为 2 人手机合计；其中林晓本人手机：通话 8 次（接听 1）　信息 3 条")
    );
    let own: Vec<StoredEvent> = events().into_iter().filter(|event| event.person.name == "林晓").collect();
    let text = self::text(&own, &details(), Edition::Complete);
    assert!(!part(&text, "数量｜", "\n").contains("合计"));
}

#[test]
fn contacts_with_third_parties_are_counted_once_and_not_by_marks() {
    let mut events = events();
    events.push(quoting(
        sms("2026-10-22 09:00:00", "13900001234", "再不还就打给你通讯录里的人", Label::Harassment),
        &[(Category::ThirdPartyContact, "打给你通讯录里的人")],
    ));
    let text = text(&numbered(events), &Details::default(), Edition::Complete);
    assert!(text.contains("② 联系债务人以外的人 1 名，共 2 次"));
    assert!(!part(&text, "疑似情形｜", "\n").contains("联系第三人"));
}

#[test]
fn a_request_to_stop_of_a_relative_is_evidence_too() {
    let mut events = events();
    events.push(on_phone_of(mother(), note("2026-10-22 09:00:00", NoteKind::StopRequest, "请不要再打给我")));
    let text = text(&numbered(events), &details(), Edition::Complete);
    let list = part(&text, "第3组　要求停止", "第4组");
    assert!(list.contains("3-1｜林晓要求停止的记录") && list.contains("3-2｜周桂芬要求停止的记录"), "{list}");
    let report = part(&text, "（三）要求停止及之后的情形", "（四）");
    assert!(report.contains("证据3-1第4号") && report.contains("他人转述；证据3-2"), "{report}");
    assert!(part(&text, "三项情节｜", "\n").contains("由林晓提出（证据3-1第4号"), "the first of all");
    assert!(text.contains("本人要求对方停止：“请不要再打给我”（亲历；证据3-2第16号"), "her own report");
}

#[test]
fn the_list_of_evidence_has_the_pages_of_both_papers_of_a_relative() {
    let text = text(&events(), &details(), Edition::Complete);
    let row = part(&text, "4-1｜周桂芬的情况说明及本人报案材料｜", "\n");
    assert!(row.starts_with("2份") && row.ends_with("〔statement-2〕、〔report-2〕"), "{row}");
}

#[test]
fn nobody_says_where_the_person_lives_but_the_person() {
    let text = text(&events(), &details(), Edition::Complete);
    assert!(
        !text.contains("本人居住地在贵所辖区；") && text.contains("□本人居住地在贵所辖区　□在贵所辖区内接到")
    );
}

#[test]
fn who_is_behind_it_is_unknown_in_both_papers_or_in_none() {
    let known = text(&events(), &details(), Edition::Complete);
    let reports: Vec<&str> =
        known.lines().filter(|line| line.starts_with("二、涉嫌违法行为人情况")).collect();
    assert_eq!(reports, ["二、涉嫌违法行为人情况", "二、涉嫌违法行为人情况（身份待查）"]);
    assert!(!part(&known, "对方身份线索｜", "\n").contains("身份待查"));
    let unknown = text(&events(), &Details::default(), Edition::Complete);
    assert!(part(&unknown, "对方身份线索｜", "\n").contains("身份待查"));
    assert!(!unknown.contains("二、涉嫌违法行为人情况\n"));
}

#[test]
fn a_recording_of_an_event_that_is_not_listed_has_lines_and_no_row_0() {
    let recordings = vec![Recording { event: 999, file: "a.m4a".to_owned(), ..Recording::default() }];
    let text = text(&events(), &Details { recordings, ..Details::default() }, Edition::Complete);
    let form = part(&text, "对应通话｜", "\n");
    assert!(form.contains("第＿＿＿＿号") && !text.contains("第0号"), "{form}");
    assert!(text.contains("录音1（证据2-3）") && text.contains("□系统通话录音　□外放，另机录制"));
}

#[test]
fn what_was_handed_in_is_told_as_a_sentence_with_its_number() {
    let mut events = events();
    for (time, text) in [
        (
            "2026-10-22 23:59:59",
            "【递交记录】贷款机构〔lender〕\n情况：已递交\n日期：2026-10-22\n对象：某某消费金融有限公司\n编号：GD0001",
        ),
        (
            "2026-10-23 23:59:59",
            "【递交记录】公安机关〔police〕\n情况：已取得回执\n日期：2026-10-23\n对象：某某派出所\n编号：某公接〔2026〕7号\n答复内容：等候通知",
        ),
    ] {
        let kind = if text.contains("police") { NoteKind::Police } else { NoteKind::Complaint };
        events.push(note(time, kind, text));
    }
    let events = numbered(events);
    let chinese = text(&events, &Details::default(), Edition::Complete);
    let steps = part(&chinese, "已采取｜", "\n");
    let (police, lender) = (
        "2026年10月23日某某派出所出具回执（编号某公接〔2026〕7号）（证据6-1第17号",
        "2026年10月22日向某某消费金融有限公司递交（编号GD0001）（证据6-1第16号",
    );
    assert!(steps.find(police).unwrap() < steps.find(lender).unwrap(), "{steps}");
    assert!(
        chinese.contains(
            "（本人填写）2026年10月23日某某派出所出具回执（编号某公接〔2026〕7号）；答复：等候通知"
        )
    );
    assert!(!chinese.contains("〔lender〕") && !chinese.contains("〔police〕"));
    let english = text(&events, &Details::default(), Edition::English);
    assert!(english.contains("2026-10-22: handed in to 某某消费金融有限公司 (no. GD0001)"));
}

#[test]
fn a_request_to_stop_of_a_day_is_not_told_with_an_hour() {
    let mut events = events();
    events.retain(|event| !matches!(&event.body, dunlog_model::Body::Note(_)));
    events.insert(
        3,
        note("2026-10-04 23:59:59", NoteKind::StopRequest, "要求停止联系（随函提出，见同日递交记录）"),
    );
    let text = text(&numbered(events), &Details::default(), Edition::Complete);
    assert!(
        text.contains("2026年10月4日，本人要求对方停止：") && text.contains("首次 2026-10-04，由林晓提出")
    );
}

#[test]
fn nothing_continued_where_nothing_was_asked_to_stop() {
    let mut events = events();
    events.retain(|event| !matches!(&event.body, dunlog_model::Body::Note(_)));
    let text = text(&numbered(events), &Details::default(), Edition::Private);
    assert!(!text.contains("其后仍有0次") && text.contains("没有要求停止的记录"), "{text}");
}

#[test]
fn the_english_edition_has_no_chinese_but_names_quotes_and_titles_of_rules() {
    let text = text(&events(), &Details::default(), Edition::English);
    let list = part(&text, "4. Every event", "5. What was not captured");
    for line in list.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())) {
        assert!(!line.contains('　') && !line.contains('、'), "{line}");
    }
    for wide in ["；", "、", "（debtor", "适用", "信用卡；", "□ "] {
        assert!(!part(&text, "3. Counts", "6. Logs").contains(wide), "{wide}");
    }
    for limit in dunlog_law::pack().limits() {
        let scope = &dunlog_law::pack().rule(&limit.rule).unwrap().scope;
        let words = dunlog_report::words().get("scope", scope, dunlog_report::Lang::En);
        assert!(words.is_ascii(), "{scope}");
    }
}

#[test]
fn nothing_is_proven_by_an_empty_list() {
    let empty = text(&[], &Details::default(), Edition::Complete);
    assert!(!empty.contains("第1号至第0号") && !empty.contains("2-1｜") && !empty.contains("见证据2-1。"));
    assert!(part(&empty, "（二）主要行为", "（三）").contains("由本人填写：＿＿"));
    let notes = numbered(vec![note("2026-10-04 12:00:00", NoteKind::Remark, "两名男子到公司前台")]);
    let notes = text(&notes, &Details::default(), Edition::Complete);
    assert!(notes.contains("2-1｜事件明细表｜1条") && !notes.contains("证明0次"));
}

#[test]
fn a_page_is_never_named_where_the_html_has_a_link() {
    // 第见此处页: the words around a page number belong to the reference, which is a link where there are no pages.
    let text = text(&events(), &details(), Edition::Complete);
    assert!(!text.contains("第第") && !text.contains("第〔events〕页"));
    assert!(text.contains("见证据2-1，第〔numbers〕页起"));
}

#[test]
fn what_concerns_the_debt_itself_is_no_complaint() {
    let mut events = events();
    let form = |channel: &str| format!("【递交记录】{channel}\n情况：已递交\n日期：2026-10-22\n编号：GD0002");
    events.push(note("2026-10-22 23:59:59", NoteKind::Complaint, &form("个性化分期〔instalment〕")));
    let told = text(&numbered(events), &Details::default(), Edition::Complete);
    assert!(told.contains("投诉、报警的记录（1项）"), "the complaint of the case itself, and no other");
}

#[test]
fn a_later_report_to_the_police_is_told_after_many_complaints() {
    let mut events = events();
    for minute in 0..20 {
        events.push(note(&format!("2026-10-22 10:{minute:02}:00"), NoteKind::Complaint, "再次投诉"));
    }
    events.push(note("2026-10-23 10:00:00", NoteKind::Police, "到派出所报案，回执一张"));
    let told = text(&numbered(events), &Details::default(), Edition::Complete);
    assert!(part(&told, "已采取｜", "\n").contains("到派出所报案"));
}

#[test]
fn the_papers_and_the_letters_of_one_package_are_those_of_the_same_person() {
    // Two phones were read into one log, the mother's first.
    let mut case = case(Options::default());
    let mut first = case.heads[0].clone();
    first.person = mother();
    case.heads.insert(0, first);
    let details = Details::default();
    let mut out = Vec::new();
    write_text(&case, &&events()[..], &details, Edition::Complete, &mut out).unwrap();
    let papers = String::from_utf8(out).unwrap();
    let writer = dunlog_report::letters::writer(&case, &details);
    assert_eq!(writer.name, "林晓");
    assert!(papers.contains(&format!("提交人｜{}", writer.name)));
}
