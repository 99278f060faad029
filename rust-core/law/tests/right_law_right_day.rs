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
fn every_case_of_the_table_is_cited_as_it_says() {
    let table = include_str!("cite.txt");
    let mut cases = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (case, expected) = line.split_once(':').unwrap();
        let [date, conduct, role] = case.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let role = if role == "debtor" { Role::Debtor } else { Role::ThirdParty };
        let cited = cited(Category::from_id(conduct).unwrap(), role, date);
        assert_eq!(cited, expected.split_whitespace().collect::<Vec<_>>(), "{case}");
        cases += 1;
    }
    assert!(cases >= 60, "{cases}");
}

#[test]
fn a_course_over_a_change_of_law_is_cited_under_both_texts_each_for_its_days() {
    let days = ["2026-01-04", "2025-12-30", "2026-01-01", "2025-12-20"].map(day);
    let cited = pack().cite_course(&[Category::RepeatedMessages], Role::Debtor, &days);
    let of = |id: &str| {
        cited
            .iter()
            .find(|cited| cited.rule.id == id)
            .map(|cited| (cited.first.to_string(), cited.last.to_string()))
            .unwrap()
    };
    assert_eq!(of("PSA-OLD-42"), ("2025-12-20".to_owned(), "2025-12-30".to_owned()));
    assert_eq!(of("PSA-NEW-50"), ("2026-01-01".to_owned(), "2026-01-04".to_owned()));
    assert_eq!(of("CC-1033"), ("2025-12-20".to_owned(), "2026-01-04".to_owned()));
    let place = |id: &str| cited.iter().position(|cited| cited.rule.id == id).unwrap();
    assert!(place("PSA-OLD-42") < place("PSA-NEW-50"), "the older text of a level first");
    assert!(cited.iter().map(|cited| cited.rule.level).is_sorted());
    assert!(pack().cite_course(&[Category::Insult], Role::Debtor, &[]).is_empty());
}

#[test]
fn every_wording_is_the_one_of_its_level_and_claims_no_more() {
    for rule in pack().rules() {
        let (zh, en) = (rule.wording_zh(), rule.wording_en());
        let answers = rule.conduct().next().is_some();
        let (start, english) = match rule.level {
            Level::Case => ("参见典型案例", "see the published case "),
            _ if !answers => ("参见", "see "),
            Level::Standard => ("疑似不符合推荐性国家标准", "apparently not in line with the recommended"),
            Level::SelfReg => ("疑似不符合行业自律规范", "apparently not in line with the industry"),
            _ => ("涉嫌违反", "suspected breach of "),
        };
        assert!(zh.starts_with(start) && en.starts_with(english), "{zh} {en}");
        assert!(zh.ends_with(&format!("{}{}", rule.title, rule.articles)), "{zh}");
        let own = zh.replace(&rule.title, "");
        for word in GUILT_AND_PROMISES {
            assert!(!own.contains(word) && !rule.only_if.contains(word), "{}: {word}", rule.id);
        }
        for word in ["guilt", "crime", "illegal", "unlawful", "will be", "guarantee"] {
            assert!(!en.replace(&rule.title, "").contains(word), "{en}");
        }
        if matches!(rule.level, Level::Standard | Level::SelfReg | Level::Case) {
            let ours = [zh.as_str(), &rule.scope, if rule.verbatim { "" } else { &rule.key }].concat();
            assert!(!ours.contains("违法") && !ours.contains("违反"), "{ours}");
        }
        if !rule.verbatim {
            for word in GUILT_AND_PROMISES {
                assert!(!rule.key.contains(word), "{}: {word}", rule.id);
            }
        }
    }
}

#[test]
fn only_the_items_that_answer_the_conduct_are_cited() {
    let words = |id: &str, conduct: &[Category]| pack().rule(id).unwrap().wording_zh_for(conduct);
    let new = "涉嫌违反中华人民共和国治安管理处罚法（2025年修订）第五十条第一款";
    assert_eq!(words("PSA-NEW-50", &[Category::RepeatedCalls]), format!("{new}第（五）项"));
    let two = [Category::RepeatedCalls, Category::Threat, Category::Visit];
    assert_eq!(words("PSA-NEW-50", &two), format!("{new}第（一）（五）项"));
    assert_eq!(words("PSA-NEW-50", &[Category::PublicShaming]), format!("{new}第（二）（六）项"));
    assert_eq!(words("PSA-NEW-50", &[]), format!("{new}第（一）（二）（五）（六）项"));
    let old = "涉嫌违反中华人民共和国治安管理处罚法（2012年修正）第四十二条第（二）项";
    assert_eq!(words("PSA-OLD-42", &[Category::Insult]), old);
    for rule in pack().rules() {
        let narrowed = rule.conduct().filter(|one| rule.articles_for(&[*one]) != rule.articles).count();
        assert!(narrowed == 0 || narrowed == rule.conduct().count(), "{} has items for all or none", rule.id);
        assert!(rule.conduct().all(|one| !rule.articles_for(&[one]).contains("第项")), "{}", rule.id);
    }
}

/// What a paper for police and regulators must not say of anybody, or promise to anybody.
const GUILT_AND_PROMISES: [&str; 12] = [
    "违法",
    "有罪",
    "构成犯罪",
    "已构成",
    "罪犯",
    "嫌疑人",
    "必然",
    "必须立案",
    "百分之百",
    "胜诉",
    "一定会",
    "有效证据",
];

#[test]
fn every_rule_has_a_source_a_title_and_words() {
    for rule in pack().rules() {
        for text in [&rule.id, &rule.title, &rule.key, &rule.source, &rule.confidence] {
            assert!(!text.trim().is_empty(), "{}", rule.id);
        }
        assert!(!rule.applies_to.is_empty(), "{}", rule.id);
        assert!(rule.conduct().all(Category::is_conduct), "{}", rule.id);
        assert!(rule.level != Level::Local || rule.scope.starts_with("仅"), "{} says where", rule.id);
    }
}

#[test]
fn dates_are_sane_and_a_successor_begins_on_the_day_after() {
    for rule in pack().rules() {
        assert!(rule.to().is_none_or(|to| rule.from() <= to), "{}", rule.id);
        let campaign = rule.id == "MIIT-2018-138";
        assert_eq!(rule.to().is_some() && !campaign, rule.successor.is_some(), "{}", rule.id);
        let Some(next) = &rule.successor else { continue };
        let next = pack().rule(next).unwrap();
        assert_eq!(rule.to().unwrap().0 + 1, next.from().0, "{} then {}", rule.id, next.id);
        for conduct in rule.conduct() {
            assert!(next.answers(conduct, None), "{} lost {conduct:?}", next.id);
        }
    }
    for limit in pack().limits() {
        let rule = pack().rule(&limit.rule).unwrap();
        assert!(
            limit.from() >= rule.from() && limit.to() == rule.to(),
            "{} is as long as its rule",
            limit.id
        );
        assert!(
            limit.applies_to.iter().all(|role| rule.answers(limit.conduct, Some(*role))),
            "{} counts what {} answers",
            limit.id,
            rule.id
        );
    }
}

#[test]
fn ids_are_unique() {
    let mut ids: Vec<&str> = pack().rules().iter().map(|rule| rule.id.as_str()).collect();
    ids.extend(pack().limits().iter().map(|limit| limit.id.as_str()));
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn what_changes_without_conduct_changes_on_its_day_too() {
    let in_force =
        |id: &str, date: &str| pack().search(Some(day(date)), &[], None).iter().any(|rule| rule.id == id);
    for (id, before, first) in [
        ("CL-293-1", "2021-02-28", "2021-03-01"),
        ("AOCL-23", "2022-04-30", "2022-05-01"),
        ("NFRA-2025-9", "2025-09-30", "2025-10-01"),
        ("PSA-NEW-50-2", "2025-12-31", "2026-01-01"),
        ("PSA-NEW-63-FORGED-DOC", "2025-12-31", "2026-01-01"),
        ("NFRA-PBOC-2026-2", "2026-07-31", "2026-08-01"),
    ] {
        assert!(!in_force(id, before) && in_force(id, first), "{id}");
    }
    assert!(in_force("MIIT-2018-138", "2019-12-31") && !in_force("MIIT-2018-138", "2020-01-01"));
}

#[test]
fn what_needs_more_than_conduct_is_listed_with_its_condition_and_not_cited() {
    let all: Vec<Category> = Category::ALL.into_iter().filter(|category| category.is_conduct()).collect();
    for role in [Role::Debtor, Role::ThirdParty] {
        for date in ["2015-11-01", "2022-05-01", "2025-12-31", "2026-11-27"] {
            for rule in pack().cite(&all, role, day(date)) {
                assert!(rule.is_citable() && rule.only_if.is_empty(), "{}", rule.id);
            }
        }
    }
    for id in ["CL-293", "CL-293-1", "CL-246", "CL-274", "AOCL-23", "SPP-CASE-2022-4", "PSA-NEW-30"] {
        assert!(!pack().rule(id).unwrap().only_if.is_empty(), "{id}");
    }
}

#[test]
fn limits_count_by_day_and_role() {
    let limits = |date: &str, role: Role| -> Vec<&str> {
        let held = pack().limits().iter().filter(|limit| limit.holds(day(date), role));
        held.map(|limit| limit.id.as_str()).collect()
    };
    let debtor = |date: &str| limits(date, Role::Debtor);
    let third = |date: &str| limits(date, Role::ThirdParty);
    assert!(debtor("2024-05-14").is_empty(), "no text had a number before");
    assert_eq!(debtor("2024-05-15"), ["CN-HOURS-2024", "CN-CALLS-NIFA2024"]);
    assert_eq!(debtor("2025-02-27"), ["CN-HOURS-2024", "CN-CALLS-NIFA2024"]);
    assert_eq!(debtor("2025-02-28"), ["CN-HOURS-GBT", "CN-CALLS-GBT-EFFECTIVE"]);
    assert_eq!(debtor("2026-01-29"), ["CN-HOURS-GBT", "CN-CALLS-GBT-EFFECTIVE"]);
    assert_eq!(
        debtor("2026-01-30"),
        ["CN-HOURS-GBT", "CN-HOURS-CBA", "CN-CALLS-GBT-EFFECTIVE", "CN-CALLS-CBA-ATTEMPTS"]
    );
    assert!(third("2011-01-12").is_empty());
    assert_eq!(third("2011-01-13"), ["CN-THIRD-68"]);
    assert_eq!(third("2024-04-17"), ["CN-THIRD-68"]);
    assert_eq!(third("2024-04-18"), ["CN-THIRD-68", "CN-THIRD-CFC"]);
    assert_eq!(third("2025-01-16"), ["CN-HOURS-2024", "CN-THIRD-68", "CN-THIRD-CFC"]);
    assert_eq!(third("2025-01-17"), ["CN-HOURS-2024", "CN-THIRD-68", "CN-THIRD-CFC", "CN-THIRD-MICROLOAN"]);
    let of_2025 = ["CN-THIRD-68", "CN-THIRD-CFC", "CN-THIRD-MICROLOAN", "CN-THIRD-GBT", "CN-THIRD-STOP"];
    assert_eq!(third("2026-01-29"), [&["CN-HOURS-GBT"], &of_2025[..]].concat());
    assert_eq!(
        third("2026-01-30"),
        [&["CN-HOURS-GBT", "CN-HOURS-CBA"], &of_2025[..], &["CN-THIRD-STOP-CBA"]].concat()
    );
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

/// False or unusable citations that pages about collection carry: hours, counts, dates and numbers of documents that
/// the texts they name do not have. None may come back, in no text of this crate.
const FALSE_CITATIONS: [&str; 36] = [
    "自律公约第16条",
    "公约第十六条",
    "2023-09-01",
    "8:00-21:00",
    "8:00–21:00",
    "8:00—21:00",
    "8:00至21:00",
    "8:00-22:00",
    "8:00–22:00",
    "上午8点至晚上9点",
    "8点到20点",
    "五条红线",
    "2025年修订的个人信息保护法",
    "个人信息保护法（2025",
    "民诉法解释（2025",
    "民事证据规定（2025",
    "第九十七条禁止",
    "禁止秘密录音",
    "最高罚100万",
    "AI外呼备案",
    "72%",
    "银保监发〔2026〕18号",
    "2026-04-08",
    "2026-06-01",
    "网络小额贷款业务管理",
    "三次以上实施滋扰",
    "935起",
    "违法风险告诫书",
    "核心禁止条款",
    "非催收时间",
    "公通字〔2018〕17号",
    "停息挂账",
    "只还本金",
    "15个工作日",
    "15 个工作日",
    "发送信息干扰正常生活",
];

#[test]
fn false_citations_stay_out() {
    let mut texts = vec![include_str!("cite.txt").to_owned()];
    for folder in ["data", "src"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for file in std::fs::read_dir(folder).unwrap() {
            texts.push(std::fs::read_to_string(file.unwrap().path()).unwrap());
        }
    }
    assert!(texts.len() > 8, "data and code were read");
    for phrase in FALSE_CITATIONS {
        assert!(!texts.iter().any(|text| text.contains(phrase)), "{phrase}");
    }
    // What the texts do not have, whatever words say it.
    let rule = |id: &str| pack().rule(id).unwrap();
    assert!(!rule("NIFA-2018").key.contains(|c: char| c.is_ascii_digit()), "the pact of 2018 has no numbers");
    assert!(!rule("NFRA-2025-9").conduct().any(|_| true), "its clause on collection was not read");
    let old_after_its_end = pack().cite(&[Category::Threat], Role::Debtor, day("2026-01-12"));
    assert!(old_after_its_end.iter().all(|rule| !rule.title.contains("2012年修正")));
}

#[test]
fn the_six_months_count_from_the_last_event_under_the_law_of_that_day() {
    let (by, rule) = pack().report_by(day("2026-11-08"));
    assert_eq!((by, rule.unwrap().id.as_str()), (day("2027-05-08"), "TIME-PSA-6MONTHS-NEW"));
    assert_eq!(pack().report_by(day("2025-08-31")).1.unwrap().id, "TIME-PSA-6MONTHS-OLD");
    let (by, rule) = pack().report_by(day("2025-12-31"));
    assert_eq!((by, rule.unwrap().id.as_str()), (day("2026-06-30"), "TIME-PSA-6MONTHS-OLD"));
    let (by, rule) = pack().report_by(day("2026-01-01"));
    assert_eq!((by, rule.unwrap().id.as_str()), (day("2026-07-01"), "TIME-PSA-6MONTHS-NEW"));
    assert!(pack().report_by(day("2005-01-01")).1.is_none(), "a rule on late reports is not the clock");
}

#[test]
fn what_is_known_from_memory_only_is_not_cited_even_if_somebody_adds_it() {
    let with = |words: &str| {
        let rule = |id: &str, more: &str| {
            format!(
                r#"{{"id":"{id}","title":"T","articles":"","level":"rule","from":"2020-01-01","key":"k",
                "verbatim":false,"conduct":["threat"],"source":"s",{more}}}"#
            )
        };
        let json = format!(
            r#"{{"rule":[{},{}],"limit":[]}}"#,
            rule("FIRM", r#""confidence":"secondary x2""#),
            rule("OTHER", words)
        );
        let pack = Pack::from_json(&json).unwrap();
        let cited = pack.cite(&[Category::Threat], Role::Debtor, day("2026-01-01"));
        assert_eq!(pack.search(None, &[Category::Threat], None).len(), cited.len());
        cited.iter().map(|rule| rule.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(with(r#""confidence":"text""#), ["FIRM", "OTHER"]);
    assert_eq!(with(r#""confidence":"memory only""#), ["FIRM"]);
    assert_eq!(with(r#""confidence":"text","dated":"memory only""#), ["FIRM"]);
    assert_eq!(with(r#""confidence":"text","only_if":"某种情形""#), ["FIRM"]);
}

#[test]
fn broken_data_is_refused_with_the_reason() {
    let refused = |json: &str| Pack::from_json(json).unwrap_err().to_string();
    assert!(refused(r#"{"rule":[{"id":"A"}],"limit":[]}"#).contains("missing field"));
    let limits = r#"{"rule":[],"limit":[{"id":"X","rule":"NOWHERE","from":"2026-01-01","applies_to":["debtor"],
        "conduct":"threat","kind":"max_answered_per_day","count":3}]}"#;
    assert_eq!(refused(limits), "limits: X names an unknown rule");
    let rule = r#"{"id":"A","title":"T","articles":"","level":"law","from":"2020-01-01","key":"k","verbatim":false,
        "source":"s","confidence":"text"}"#;
    assert_eq!(refused(&format!(r#"{{"rule":[{rule},{rule}],"limit":[]}}"#)), "rules: A twice");
    assert!(
        refused(&format!(r#"{{"rule":[{}],"limit":[]}}"#, rule.replace("2020-01-01", "2020-1-1")))
            .contains("YYYY")
    );
}
