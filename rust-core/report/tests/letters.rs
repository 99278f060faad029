//! The letters: their words for a fixed case, and what no letter ever says.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod support;

use dunlog_channels::{ChannelId, HandIn, HandInKind, channel};
use dunlog_law::{Level, pack};
use dunlog_model::{CallType, Category, CivilDate, EventId, Label, NoteKind, Role, StoredEvent};
use dunlog_report::letters::{LetterForm, LetterInput, LetterKind, letter_document, letters, plan_problems};
use dunlog_report::{Details, LetterDetails, Options, check_tone, letter, letter_kind};
use dunlog_typeset::{Block, Papers, Press};
use std::collections::BTreeSet;
use std::io;
use support::{call, case, mother, note, on_phone_of, quoting, sms};

const DEBTOR: &str = include_str!("letters/debtor.json");
const THIRD_PARTY: &str = include_str!("letters/third_party.json");

#[test]
fn every_letter_reads_as_it_should() {
    let events = events();
    for kind in letters() {
        let texts: Vec<String> = [DEBTOR, THIRD_PARTY]
            .iter()
            .filter_map(|person| {
                let (details, wanted) = person_of(person);
                text(kind, &events, &details, &wanted, &steps())
            })
            .collect();
        insta::with_settings!({ snapshot_path => "snapshots/letters", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(kind.id.as_str(), texts.join("\n════════\n\n"));
        });
    }
}

#[test]
fn no_letter_ever_says_what_it_must_not() {
    let forbidden = [
        "保证",
        "一定会",
        "必须赔偿",
        "犯罪",
        "诈骗",
        "黑社会",
        "严惩",
        "停息",
        "曝光",
        "否则",
        "违法催收",
        "memory only",
        "{",
        "}",
        "12381",
        "null",
    ];
    each_letter(|kind, name, text, blocks| {
        let own = outside_quotes(&without_original(text));
        for word in forbidden {
            assert!(!own.contains(word), "{} {name}: {word}\n{text}", kind.id);
        }
        let soft = own.contains("国家标准") || own.contains("自律");
        assert!(!soft || !own.contains("涉嫌违反") && !own.contains("违法"), "{} {name}\n{text}", kind.id);
        assert!(
            !own.contains("违法") || kind.id == "web_12377" && own.contains("违法和不良信息举报中心"),
            "{}",
            kind.id
        );
        let tone = check_tone(&own);
        assert!(tone.is_empty(), "{} {name}: {tone:?}\n{text}", kind.id);
        let cited = pack().rules().iter().filter(|rule| own.contains(&rule.title)).map(|rule| &rule.title);
        let cited: BTreeSet<&String> = cited.collect();
        // A version of a law begins with its name.
        let whole =
            |title: &&&String| !cited.iter().any(|other| other != *title && other.starts_with(**title));
        let cited: Vec<&&String> = cited.iter().filter(whole).collect();
        assert!(cited.len() <= 1, "{} {name}: {cited:?}", kind.id);
        assert!(!text.contains("13700005678") || kind.id == "spam_12321", "{} {name}\n{text}", kind.id);
        assert!(matches!(blocks.first(), Some(Block::Part(_))));
    });
}

#[test]
fn a_letter_fits_on_one_page_unless_it_is_for_a_court() {
    each_letter(|kind, name, text, _| {
        // A sheet at 9 pt holds 47 lines of 49 characters; at 11 pt, which is easy to read, 38 of 40.
        let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(40).max(1)).sum();
        match kind.form {
            LetterForm::Sheet => assert!(lines <= 42, "{} {name}: {lines} lines\n{text}", kind.id),
            LetterForm::Message => assert!(text.trim().chars().count() <= 120, "{}", kind.id),
            LetterForm::Annex => assert!(lines <= 110, "{} {name}: {lines}", kind.id),
        }
    });
}

#[test]
fn quotes_are_two_at_most_and_word_for_word() {
    let (details, wanted) = person_of(DEBTOR);
    let text = text(letter_kind("lender").unwrap(), &events(), &details, &wanted, &[]).unwrap();
    assert_eq!(text.matches("的原文：“").count(), 2);
    assert!(text.contains("再不还款后果自负，已通知你母亲*******5678"), "{text}");
    assert!(text.contains("106900001234") && text.contains("母亲（尾号0001）"), "{text}");
    assert!(!text.contains("周桂芬"));
}

#[test]
fn only_what_the_person_ticked_as_true_is_said() {
    let (details, mut wanted) = person_of(THIRD_PARTY);
    let kind = letter_kind("lender").unwrap();
    wanted.ticks = vec!["not_borrower".to_owned()];
    let text_of = |wanted: &LetterDetails| text(kind, &events(), &details, wanted, &[]).unwrap();
    let said = text_of(&wanted);
    assert!(
        said.contains("本人不是借款人。") && !said.contains("担保人") && !said.contains("没有同意"),
        "{said}"
    );
    assert!(said.contains("□"), "requests that were not chosen are there to be ticked by hand");
    wanted.ticks.clear();
    assert!(!text_of(&wanted).contains("不是借款人"));
    let ids: BTreeSet<&str> = kind.ticks(Role::ThirdParty).map(|tick| tick.id.as_str()).collect();
    assert!(ids.contains("no_contact") && !ids.contains("stop_third"));
}

#[test]
fn a_rule_is_cited_only_if_it_was_chosen_and_answers_the_conduct() {
    let (details, mut wanted) = person_of(DEBTOR);
    let (events, case) = (events(), case(Options::default()));
    let kind = letter_kind("bank_12378").unwrap();
    wanted.cite = String::new();
    assert!(!text(kind, &events, &details, &wanted, &[]).unwrap().contains("依据："));
    let input =
        LetterInput { case: &case, events: &&events[..], details: &details, letter: &wanted, hand_ins: &[] };
    let citations = |kind: &LetterKind| letter(kind, &input).unwrap().unwrap().citations().to_vec();
    let rules = citations(kind);
    assert!(citations(letter_kind("injunction").unwrap()).is_empty());
    let claim = citations(letter_kind("civil_claim").unwrap());
    assert!(claim.iter().all(|one| one.rule.level <= Level::Judicial) && !claim.is_empty());
    assert!(
        rules.len() > 3 && rules.iter().any(|one| one.rule.id == "GBT-45251-2025"),
        "the list to choose from"
    );
    wanted.cite = "GBT-45251-2025".to_owned();
    let said = text(kind, &events, &details, &wanted, &[]).unwrap();
    assert!(said.contains("依据：疑似不符合推荐性国家标准GB/T 45251"), "{said}");
    for not_citable in ["CL-293-1", "TIME-CRIM-12", "PSA-OLD-42", "nothing"] {
        wanted.cite = not_citable.to_owned();
        assert!(!text(kind, &events, &details, &wanted, &[]).unwrap().contains("依据："), "{not_citable}");
    }
}

#[test]
fn a_report_to_12321_has_the_message_as_it_was() {
    let words = "【速来贷】再不还\n款 后果自负!!  联系13700005678";
    let mut event = quoting(
        sms("2026-10-05 21:03:11", "106900001234", words, Label::Harassment),
        &[(Category::Threat, "后果自负")],
    );
    event.id = EventId(7);
    let (details, mut wanted) = person_of(DEBTOR);
    wanted.event = 7;
    let kind = letter_kind("spam_12321").unwrap();
    let said = text(kind, &[event], &details, &wanted, &[]).unwrap();
    assert!(said.contains(&format!("\n{words}\n")), "{said}");
}

#[test]
fn a_plan_must_be_one_that_can_be_kept() {
    let (_, mut wanted) = person_of(DEBTOR);
    assert_eq!(plan_problems(&wanted).len(), 0);
    wanted.plan.count = 61;
    assert_eq!(plan_problems(&wanted).len(), 1);
    wanted.plan.each = 1_001;
    assert_eq!(plan_problems(&wanted).len(), 2);
    (wanted.credit_card, wanted.plan.each) = (false, 1_000);
    assert_eq!(plan_problems(&wanted).len(), 0);
}

#[test]
fn every_letter_goes_to_a_channel_that_exists_and_rests_on_a_rule_that_does() {
    let ids: BTreeSet<&str> = letters().iter().map(|kind| kind.id.as_str()).collect();
    assert_eq!(ids.len(), letters().len());
    for kind in letters() {
        assert!(
            kind.channel.is_empty() || channel(&ChannelId::parse(&kind.channel).unwrap()).is_some(),
            "{}",
            kind.id
        );
        assert!(!kind.zh.is_empty() && !kind.en.is_empty());
        assert_eq!(kind.form == LetterForm::Message, !kind.text_en.is_empty(), "{}", kind.id);
    }
    for wanted in [
        "nfra_report",
        "supervision",
        "civil_claim",
        "injunction",
        "instalment",
        "warn_contacts",
        "evidence_request",
    ] {
        assert!(ids.contains(wanted));
    }
}

/// Every letter for both people, with little and with much known, with each citation that can be chosen.
fn each_letter(mut look: impl FnMut(&LetterKind, &str, &str, &[Block])) {
    let long: Vec<StoredEvent> = (0..400).map(many).collect();
    let logs: [(&str, Vec<StoredEvent>); 3] = [("none", Vec::new()), ("some", events()), ("many", long)];
    let case = case(Options::default());
    for (log, events) in &logs {
        for (who, json) in [("debtor", DEBTOR), ("third party", THIRD_PARTY)] {
            let (full, filled) = person_of(json);
            let only_person = Details { person: full.person.clone(), ..Details::default() };
            for (much, details, wanted) in
                [("full", &full, &filled), ("empty", &only_person, &LetterDetails::default())]
            {
                let input = LetterInput {
                    case: &case,
                    events: &&events[..],
                    details,
                    letter: wanted,
                    hand_ins: &steps(),
                };
                let mut choices = vec![String::new()];
                let citing = letter_kind("bank_12378").unwrap();
                choices.extend(
                    letter(citing, &input)
                        .unwrap()
                        .unwrap()
                        .citations()
                        .iter()
                        .map(|one| one.rule.id.clone()),
                );
                for cite in choices {
                    let wanted = LetterDetails { cite: cite.clone(), ..wanted.clone() };
                    let input = LetterInput { letter: &wanted, ..input };
                    for kind in letters() {
                        let Some(letter) = letter(kind, &input).unwrap() else { continue };
                        let mut blocks = Blocks(Vec::new());
                        letter.write(&mut blocks).unwrap();
                        let name = format!("{log} {who} {much} {cite}");
                        look(kind, &name, &printed(kind, &letter), &blocks.0);
                    }
                }
            }
        }
    }
}

/// Without the message of the other side that 12321 gets as it was.
fn without_original(text: &str) -> String {
    let Some((before, rest)) = text.split_once("短信原文（未改动）") else { return text.to_owned() };
    format!("{before}{}", rest.rsplit_once("说明（自己的话").unwrap().1)
}

fn outside_quotes(text: &str) -> String {
    let mut depth = 0;
    let keep = |c: &char| {
        match c {
            '“' => depth += 1,
            '”' => depth -= 1,
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(keep).collect()
}

fn text(
    kind: &LetterKind,
    events: &[StoredEvent],
    details: &Details,
    wanted: &LetterDetails,
    hand_ins: &[HandIn],
) -> Option<String> {
    let case = case(Options::default());
    let letter =
        letter(kind, &LetterInput { case: &case, events: &events, details, letter: wanted, hand_ins })
            .unwrap()?;
    Some(printed(kind, &letter))
}

fn printed(kind: &LetterKind, letter: &dyn Papers) -> String {
    let mut out = Vec::new();
    dunlog_typeset::text::write(&letter_document(kind, &case(Options::default())), letter, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

struct Blocks(Vec<Block>);

impl Press for Blocks {
    fn put(&mut self, block: Block) -> io::Result<()> {
        self.0.push(block);
        Ok(())
    }
}

fn person_of(json: &str) -> (Details, LetterDetails) {
    #[derive(serde::Deserialize)]
    struct Both {
        details: Details,
        letter: LetterDetails,
    }
    let both: Both = serde_json::from_str(json).unwrap();
    (both.details, both.letter)
}

fn steps() -> Vec<HandIn> {
    let step = |id: &str, kind, date: &str| {
        HandIn::new(ChannelId::parse(id).unwrap(), kind, CivilDate::parse(date).unwrap())
    };
    let mut asked = step("lender", HandInKind::HandedIn, "2026-10-06");
    asked.ticket = "GD0001".to_owned();
    let mut receipt = step("police", HandInKind::Receipt, "2026-10-09");
    receipt.ticket = "0000-1".to_owned();
    receipt.office = "城南派出所".to_owned();
    vec![receipt, asked]
}

fn events() -> Vec<StoredEvent> {
    let number = "106900001234";
    vec![
        call("2026-10-01 09:10:00", "13900001234", CallType::Answered, Label::Harassment),
        call("2026-10-01 09:30:00", "13900001234", CallType::Missed, Label::Harassment),
        quoting(
            sms(
                "2026-10-01 22:03:11",
                number,
                "【速来贷】再不还款后果自负，已通知你母亲13700005678",
                Label::Harassment,
            ),
            &[(Category::Threat, "后果自负"), (Category::ThirdPartyContact, "通知你母亲")],
        ),
        on_phone_of(
            mother(),
            quoting(
                sms("2026-10-02 10:00:00", number, "【速来贷】请转告林晓还钱，不要脸", Label::Harassment),
                &[(Category::Insult, "不要脸"), (Category::Disclosure, "转告林晓还钱")],
            ),
        ),
        note("2026-10-03 08:00:00", NoteKind::StopRequest, "电话里要求停止"),
        quoting(
            sms("2026-10-04 23:10:00", number, "【速来贷】躲是没有用的，明天到你单位", Label::Harassment),
            &[(Category::Threat, "到你单位")],
        ),
        on_phone_of(mother(), note("2026-10-04 08:00:00", NoteKind::StopRequest, "要求不再打来")),
        on_phone_of(
            mother(),
            call("2026-10-05 10:00:00", "13900001234", CallType::Missed, Label::Harassment),
        ),
    ]
}

/// Many numbers, over months.
fn many(at: usize) -> StoredEvent {
    let time = format!("2026-{:02}-{:02} {:02}:{:02}:00", 5 + at / 80, 1 + at % 27, at % 24, at % 60);
    let number = format!("1390000{:04}", at % 100);
    let words = "【很长的自称的名字公司】再不还款后果自负，".repeat(9);
    let event = if at.is_multiple_of(2) {
        quoting(sms(&time, &number, &words, Label::Harassment), &[(Category::Threat, "后果自负")])
    } else {
        call(&time, &number, CallType::Missed, Label::Harassment)
    };
    if at.is_multiple_of(5) { on_phone_of(mother(), event) } else { event }
}
