//! Looks through a text for words that weaken it: abuse, guilt, threats, promises, money for silence, guesses, counts
//! without numbers. It warns before an export and changes nothing.

use once_cell::sync::Lazy;
use serde::{Deserialize, Serialize};
use std::ops::Range;

static RULES: Lazy<Vec<Rule>> = Lazy::new(|| {
    let data: Data = serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/tone.json")))
        .expect("checked by a test");
    data.rule
});

/// Ends of a sentence: what stands on both sides is not read together.
const ENDS: [char; 8] = ['。', '！', '？', '；', '!', '?', ';', '\n'];

/// Words that weaken a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToneWarning {
    /// First character, counted from 0.
    pub start: usize,
    /// First character after them.
    pub end: usize,
    /// The words.
    pub words: String,
    /// `abuse`, `guilt`, `threat`, `promise`, `money`, `guess`, `count`, `demand`, `level`, `feeling`.
    pub kind: &'static str,
    /// Why, in Chinese.
    pub zh: &'static str,
    /// Why, in English.
    pub en: &'static str,
    /// What to write instead, in Chinese.
    pub instead: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    kind: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    both: Option<[Vec<String>; 2]>,
    #[serde(default)]
    except: Vec<String>,
    zh: String,
    en: String,
    instead: String,
}

/// Every such place of a text, in its order. Words of the other side within “…”, ‘…’ or 「…」 are left alone.
pub fn check(text: &str) -> Vec<ToneWarning> {
    let own = without_quotes(text);
    let mut found: Vec<(Range<usize>, &'static Rule)> =
        RULES.iter().flat_map(|rule| rule.places(&own).into_iter().map(move |place| (place, rule))).collect();
    // Of two that begin alike the longer one says more; what overlaps with it is said already.
    found.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
    let mut reached = 0;
    found.retain(|(place, _)| {
        let fresh = place.start >= reached;
        reached = reached.max(place.end);
        fresh
    });
    found.into_iter().map(|(place, rule)| rule.warning(text, place)).collect()
}

impl Rule {
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let exceptions: Vec<Range<usize>> = self.except.iter().flat_map(|word| all(text, word)).collect();
        let fine = |place: &Range<usize>| {
            exceptions.iter().any(|wide| wide.start <= place.start && place.end <= wide.end)
        };
        let mut places: Vec<Range<usize>> = self.words.iter().flat_map(|word| all(text, word)).collect();
        if let Some([one, other]) = &self.both {
            places.extend(sentences(text).filter_map(|sentence| both(text, &sentence, one, other)));
        }
        places.retain(|place| !fine(place));
        places
    }

    fn warning(&'static self, text: &str, place: Range<usize>) -> ToneWarning {
        let chars = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
        ToneWarning {
            start: chars(place.start),
            end: chars(place.end),
            words: text.get(place).unwrap_or_default().to_owned(),
            kind: &self.kind,
            zh: &self.zh,
            en: &self.en,
            instead: &self.instead,
        }
    }
}

/// From the first of the two to the end of the other, when both are in the sentence.
fn both(text: &str, sentence: &Range<usize>, one: &[String], other: &[String]) -> Option<Range<usize>> {
    let within = text.get(sentence.clone())?;
    let first = |words: &[String]| {
        let places = words.iter().filter_map(|word| Some((within.find(word.as_str())?, word.len())));
        places.min().map(|(start, length)| start..start + length)
    };
    let (one, other) = (first(one)?, first(other)?);
    Some(sentence.start + one.start.min(other.start)..sentence.start + one.end.max(other.end))
}

fn all<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    text.match_indices(word).map(|(start, word)| start..start + word.len())
}

fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let ends = text.match_indices(ENDS).map(|(end, mark)| (end, mark.len()));
    ends.chain([(text.len(), 0)]).map(move |(end, mark)| {
        let sentence = start..end;
        start = end + mark;
        sentence
    })
}

/// The text with every quote replaced by as many bytes that no rule looks for. An open quote without an end is no quote.
fn without_quotes(text: &str) -> String {
    let mut own = text.to_owned();
    for (open, close) in [('“', '”'), ('‘', '’'), ('「', '」')] {
        let mut from = 0;
        while let Some(start) = own.get(from..).and_then(|rest| rest.find(open)).map(|at| from + at) {
            let inner = start + open.len_utf8();
            let Some(end) = own.get(inner..).and_then(|rest| rest.find(close)).map(|at| inner + at) else {
                break;
            };
            own.replace_range(inner..end, &"\u{1}".repeat(end - inner));
            from = end + close.len_utf8();
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text and the kinds and words of its warnings.
    const CASES: [(&str, &[(&str, &str)]); 66] = [
        ("这些畜生又打来了", &[("abuse", "畜生")]),
        ("对方不要脸", &[("abuse", "不要脸")]),
        ("对方称“你这个人渣”", &[]),
        ("对方说‘不要脸’，我挂断", &[]),
        ("对方发来「王八蛋」三个字", &[]),
        ("他们是诈骗犯", &[("guilt", "诈骗犯")]),
        ("遇到黑社会催债", &[("guilt", "黑社会")]),
        ("该公司暴力催收", &[("guilt", "暴力催收")]),
        ("暴力催收团伙打来电话", &[("guilt", "暴力催收团伙")]),
        ("该行为涉嫌暴力催收", &[]),
        ("对方涉嫌诈骗", &[]),
        ("涉嫌敲诈勒索", &[]),
        ("这是敲诈勒索", &[("guilt", "敲诈勒索")]),
        ("如经审查涉嫌犯罪，请依法处理", &[]),
        ("已经构成犯罪", &[("guilt", "构成犯罪")]),
        ("对方自称“我们是黑社会”", &[]),
        ("自称云川公司的人员来电", &[]),
        ("否则我将曝光你们", &[("threat", "否则我将曝光")]),
        ("不然就找媒体", &[("threat", "不然就找媒体")]),
        ("如不处理，我将向上级投诉", &[("threat", "如不处理，我将向上级投诉")]),
        ("我会组织集体投诉", &[("threat", "集体投诉")]),
        ("咱们走着瞧", &[("threat", "走着瞧")]),
        ("请书面答复。此前已向机构投诉。", &[]),
        ("否则另行协商。已向媒体说明的不重复。", &[]),
        ("对方称“否则曝光你”", &[]),
        ("我保证下月还清", &[("promise", "我保证")]),
        ("下个月一定还清", &[("promise", "一定还清")]),
        ("首期日为2026年12月1日，每期300元", &[]),
        ("给我5000元就撤", &[("money", "元就撤")]),
        ("撤诉可以，先给钱", &[("money", "撤诉可以，先给钱")]),
        ("赔偿三万我就撤回投诉", &[("money", "赔偿三万我就撤")]),
        ("免息的话我不报警", &[("money", "免息的话我不报警")]),
        ("对方提出“撤诉就给你500元”", &[]),
        ("请求撤回对通讯录权限的同意", &[]),
        ("费用为300元。申请撤回同意。", &[]),
        ("可能是某银行指使的", &[("guess", "可能是")]),
        ("据说他们还打给了别人", &[("guess", "据说")]),
        ("我怀疑是同事泄露", &[("guess", "我怀疑")]),
        ("应该是他们干的", &[("guess", "应该是")]),
        ("听说还有别人", &[("guess", "听说")]),
        ("请尽可能书面答复", &[]),
        ("估计有几十个", &[("guess", "估计")]),
        ("对方自称受云川银行委托", &[]),
        ("对方说“你可能会坐牢”", &[]),
        ("他们天天打我电话", &[("count", "天天打")]),
        ("打了无数次", &[("count", "无数次")]),
        ("用短信轰炸我", &[("count", "轰炸")]),
        ("电话打爆了", &[("count", "电话打爆")]),
        ("7日内拨打63次，其中接听5次", &[]),
        ("10月1日来电17次", &[]),
        ("请求严惩", &[("demand", "严惩")]),
        ("要求停息挂账", &[("demand", "停息挂账")]),
        ("必须赔偿我的损失", &[("demand", "必须赔偿")]),
        ("请求立案调查、依法处理", &[]),
        ("违反国家标准，属于违法", &[("level", "国家标准，属于违法")]),
        ("不符合自律公约，是违法的", &[("level", "自律公约，是违法")]),
        ("疑似不符合推荐性国家标准", &[]),
        ("涉嫌违反治安管理处罚法第五十条", &[]),
        ("该做法违法。另见国家标准。", &[]),
        ("天理何在", &[("feeling", "天理何在")]),
        ("10月3日就诊，病历号见证据4", &[]),
        ("这些骗子天天打", &[("guilt", "骗子"), ("count", "天天打")]),
        ("“没有说完，可能是他们", &[("guess", "可能是")]),
        ("“人渣”，这些人渣", &[("abuse", "人渣")]),
        ("", &[]),
        ("Plain English, no warning.", &[]),
    ];

    #[test]
    fn who_may_be_in_danger_is_spoken_to_as_a_person() {
        for text in ["真的不想活了", "每天生不如死", "想过自杀"] {
            let warnings = check(text);
            assert!(warnings.iter().any(|warning| warning.zh.contains("120")), "{text}: {warnings:?}");
        }
    }

    #[test]
    fn words_that_weaken_are_found_and_others_are_not() {
        for (text, wanted) in CASES {
            let found = check(text);
            let short: Vec<(&str, &str)> = found.iter().map(|one| (one.kind, one.words.as_str())).collect();
            assert_eq!(short, wanted, "{text}");
            for one in found {
                let at: String = text.chars().skip(one.start).take(one.end - one.start).collect();
                assert_eq!(at, one.words);
            }
        }
    }

    #[test]
    fn every_rule_says_why_and_what_to_write_in_words_that_pass() {
        for rule in RULES.iter() {
            assert!(!rule.zh.is_empty() && !rule.en.is_empty() && !rule.instead.is_empty());
            assert!(!rule.words.is_empty() || rule.both.is_some(), "{}", rule.kind);
            assert_eq!(check(&rule.instead), [], "{}", rule.instead);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_ends_the_program(text in "(.|“|”|「|」|否则|曝光|撤诉|元|。){0,40}") {
            for one in check(&text) {
                proptest::prop_assert!(one.start < one.end && one.end <= text.chars().count());
            }
        }
    }
}
