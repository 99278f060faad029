//! Any text at all: always a verdict, quotes always the original words, time in proportion to length.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a helper that fails is a test that fails"
)]

use dunlog_classify::{Classifier, Facts, Input, InputKind, normalise};
use dunlog_model::{Evidence, Label, Role, Verdict};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn classify(text: &str) -> Verdict {
    Classifier::bundled().classify(&Input {
        text: Some(text),
        kind: InputKind::Sms,
        number: None,
        role: Role::ThirdParty,
        facts: Facts::default(),
    })
}

fn assert_quotes_are_original(text: &str, verdict: &Verdict) {
    let letters: Vec<char> = text.chars().collect();
    for reason in &verdict.reasons {
        if let Evidence::Quote { quote, start, end } = &reason.evidence {
            let slice: String = letters[*start as usize..*end as usize].iter().collect();
            assert_eq!(&slice, quote);
            assert!(start < end);
        }
    }
}

/// Texts in which words of the lexicon meet what is used to hide them.
fn disguised() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("逾期".to_owned()),
        Just("不还".to_owned()),
        Just("欠錢".to_owned()),
        Just("上门".to_owned()),
        Just("通讯录".to_owned()),
        Just("家人".to_owned()),
        Just("联系".to_owned()),
        Just("yu期".to_owned()),
        Just(" ".to_owned()),
        Just("*".to_owned()),
        Just("\u{200b}".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("🈲👮🏽".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("㎏½ﬁ".to_owned()),
        Just("。".to_owned()),
        "\\PC{0,3}",
        ".{0,3}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_verdict_with_true_quotes(text in any::<String>()) {
        assert_quotes_are_original(&text, &classify(&text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_disguised_text_gives_a_verdict_with_true_quotes(text in disguised()) {
        assert_quotes_are_original(&text, &classify(&text));
    }

    #[test]
    fn normalising_twice_changes_nothing(text in prop_oneof![any::<String>(), disguised()]) {
        let once = normalise(&text);
        let twice = normalise(&once.to_string());
        prop_assert_eq!(twice.chars(), once.chars());
    }

    #[test]
    fn every_character_leads_back_into_the_original(text in prop_oneof![any::<String>(), disguised()]) {
        let normalised = normalise(&text);
        let total = u32::try_from(text.chars().count()).unwrap();
        let mut last = 0;
        for at in 0..normalised.chars().len() {
            let place = normalised.original(at..at + 1);
            prop_assert!(place.start >= last && place.end == place.start + 1 && place.end <= total);
            last = place.start;
        }
    }
}

#[test]
fn texts_without_words_are_normal() {
    let long_marks = "\u{301}".repeat(5000);
    for text in [
        "",
        " ",
        "\0",
        "😀😀👍🏽",
        "\u{202e}\u{2066}\u{200f}",
        &long_marks,
        "\u{fffd}\u{fffd}",
        "。。。",
        "\n\n",
    ] {
        let verdict = classify(text);
        assert_eq!(verdict.label, Label::Normal, "{} characters", text.chars().count());
        assert!(verdict.reasons.is_empty() && verdict.categories.is_empty());
    }
}

#[test]
fn separators_full_width_and_other_spellings_hide_nothing() {
    let plain = classify("逾期不还就联系你家人");
    assert_eq!(plain.label, Label::Harassment);
    for text in [
        "逾 期 不 还 就 联 系 你 家 人",
        "逾*期不·还就联.系你😀家人",
        "逾\u{200b}期不还就联\u{202e}系你家人",
        "逾期不還就聯系你家人",
        "於期不还就联xi你家ren",
        "ＹＵ期不还就联系你家人",
    ] {
        assert_eq!(classify(text).label, Label::Harassment, "{text}");
    }
}

#[test]
fn line_breaks_made_a_text_harassment() {
    for (lines, plain) in [
        ("妈，\n\n    我到了。\n\n        小明", "妈，我到了。小明"),
        ("│\r\n│ 列出软件包。\r\n│\r\n", "列出软件包。"),
        ("不\n还\n钱\n打\n爆\n你\n通\n讯\n录", "不还钱打爆你通讯录"),
    ] {
        let (lines, plain) = (classify(lines), classify(plain));
        assert_eq!((lines.label, lines.score), (plain.label, plain.score));
    }
}

#[test]
fn a_threat_in_a_long_talk_was_one_hint_among_many() {
    let talk = "今天路上堵得厉害，到家都八点了。孩子的作业写完了没有？冰箱里还有昨天的菜，热一下就行。周末要不要去看看外婆？\
                她说腰又疼了，药也快吃完了。阳台的花记得浇水，别浇太多。明天降温，多穿一件。";
    assert_eq!(classify(talk).label, Label::Normal);
    let threat = "你再不还钱，我就打爆你通讯录，让你全家不得安宁！";
    let text = format!("{talk}{threat}{talk}");
    let verdict = classify(&text);
    assert_eq!(verdict.label, Label::Harassment);
    assert_quotes_are_original(&text, &verdict);
    let says =
        |evidence: &Evidence| matches!(evidence, Evidence::Quote { quote, .. } if quote.contains("通讯录"));
    assert!(verdict.reasons.iter().any(|reason| says(&reason.evidence)), "{:?}", verdict.reasons);
    assert_eq!(
        classify(&"㍿".repeat(60)).label,
        Label::Normal,
        "longer when unfolded, and no passage of itself"
    );
}

#[test]
fn small_words_of_ordinary_sentences_are_no_evidence() {
    for text in [
        "还不错",
        "外观还不错，就是重了一点",
        "房间虽小，整体还不错，离地铁也近",
        "后天七点去爬山，你也一起呗",
        "到楼下了喊我一声",
        "这两天挺凉的，你们那边呢",
        "把伞借我用一下，下班还你",
        "老师说明天要带水彩笔",
    ] {
        assert_ne!(classify(text).label, Label::Harassment, "{text}");
    }
}

/// The shares of a clause were added up in numbers that a text of 64 KiB without a mark could overflow.
#[test]
fn a_clause_as_long_as_a_text_may_be_is_quoted_in_part() {
    for word in ["死", "还钱不还全家死", "欠钱不还就打爆你通讯录"] {
        let text = word.repeat(64 * 1024 / word.len());
        let verdict = classify(&text);
        assert_quotes_are_original(&text, &verdict);
        let longest = verdict.reasons.iter().filter_map(|reason| match &reason.evidence {
            Evidence::Quote { quote, .. } if reason.rule.starts_with("M-") => Some(quote.chars().count()),
            _ => None,
        });
        assert!(longest.max().unwrap_or_default() <= 36, "{word}");
    }
}

#[test]
fn a_quote_takes_in_the_characters_that_hid_the_word() {
    let text = "不还钱爆 通*讯\u{200b}录，听到没";
    let verdict = classify(text);
    let quotes = verdict.reasons.iter().filter_map(|reason| match &reason.evidence {
        Evidence::Quote { quote, start, end } => Some((quote.as_str(), *start, *end)),
        Evidence::Fact { .. } => None,
    });
    assert!(quotes.into_iter().any(|quote| quote == ("爆 通*讯\u{200b}录", 3, 10)));
}

#[test]
fn a_rule_quoted_a_word_without_its_last_character() {
    let quotes = |text: &str| -> Vec<String> {
        let quote = |reason: dunlog_model::Reason| match reason.evidence {
            Evidence::Quote { quote, .. } => Some(quote),
            Evidence::Fact { .. } => None,
        };
        classify(text).reasons.into_iter().filter_map(quote).collect()
    };
    let crime = "刑事报案回执已生成，涉嫌诈骗罪，请备好换洗衣物。还款可撤案。";
    assert!(quotes(crime).iter().any(|quote| quote.ends_with("涉嫌诈骗罪")));
    let limits = "经总行研判，已对您采取限高、限制出境，解除请一次性结清。";
    assert!(quotes(limits).iter().any(|quote| quote.starts_with("已对您采取")));
    assert!(quotes("再不还钱就爆通讯录给所有人看").iter().any(|quote| quote == "爆通讯录"), "no further");
}

#[test]
fn time_grows_with_length_and_not_faster() {
    let repeated = |words: &str, bytes: usize| words.repeat(bytes / words.len() + 1);
    for words in
        ["逾期不还就联系你家人", "某欠款逾期不还，", "a. - ", "你", "😀 ", "通知家人逾期上门你的欠款"]
    {
        let (short, long) = (repeated(words, 8 * 1024), repeated(words, 64 * 1024));
        let time = |text: &str| {
            let start = Instant::now();
            classify(text);
            start.elapsed()
        };
        // Eight times the text; a quadratic step would take 64 times as long. A busy machine spoils some pairs, not all.
        let is_linear = || time(&long) < time(&short) * 24 + Duration::from_millis(5);
        assert!((0..20).any(|_| is_linear()), "{words}: {:?} → {:?}", time(&short), time(&long));
    }
}
