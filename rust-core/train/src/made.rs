//! Texts made from others, so that the second reader hears more than was written: clauses of two texts exchanged, one left out,
//! a few characters dropped. What such a text is, nobody says; a reader that is at hand gives its opinion, and the second one
//! learns that (knowledge distillation; Hinton, Vinyals, Dean 2015).

use crate::corpus::Text;
use crate::random::Random;
use dunlog_classify::{CLASSES, HARASSMENT};
use dunlog_model::Label;
use std::collections::HashSet;
use std::ops::Range;

/// A made text has so many characters.
const LENGTH: Range<usize> = 4..121;

/// A clause of another text has so many.
const CLAUSE: Range<usize> = 3..41;

/// Opinions of harassment about which it is worth to learn more than was written.
const DOUBT: Range<f32> = 0.15..0.93;

/// Of the texts in which there is no doubt one in so many is kept.
const SURE: usize = 24;

/// Makes `count` texts from `texts`, most of them such that `reader` is in doubt about them.
pub(crate) fn made(
    texts: &[Text],
    count: usize,
    random: &mut Random,
    reader: impl Fn(&Text) -> [f32; CLASSES.len()],
) -> Vec<Text> {
    let mut seen: HashSet<String> = texts.iter().map(|text| text.text.clone()).collect();
    let speaks =
        |text: &&Text| matches!(text.label, Label::Harassment | Label::CollectionReminder | Label::Normal);
    let split: Vec<(&Text, Vec<&str>)> =
        texts.iter().filter(speaks).map(|text| (text, clauses(&text.text))).collect();
    let all: Vec<&str> =
        split.iter().flat_map(|(_, clauses)| clauses).copied().filter(|one| has(one, &CLAUSE)).collect();
    let mut made = Vec::new();
    // A corpus of which nothing can be made ends the search.
    for _ in 0..count * 100 {
        if made.len() == count || all.is_empty() {
            break;
        }
        let (like, words) = one(&split, &all, random);
        if !has(&words, &LENGTH) || !seen.insert(words.clone()) {
            continue;
        }
        let text = Text { text: words, conduct: None, ..like.clone() };
        let opinion = reader(&text);
        if DOUBT.contains(&opinion[HARASSMENT]) || random.below(SURE) == 0 {
            made.push(Text { opinion: Some(opinion), ..text });
        }
    }
    made
}

/// The words of a new text, and a text of which the greater part is.
fn one<'a>(split: &[(&'a Text, Vec<&'a str>)], all: &[&'a str], random: &mut Random) -> (&'a Text, String) {
    let (text, clauses) = &split[random.below(split.len())];
    let mut clauses = clauses.clone();
    let place = |length: usize, random: &mut Random| random.below(length.max(1));
    match random.below(20) {
        0..6 if clauses.len() > 1 => {
            clauses.remove(place(clauses.len(), random));
        }
        0..9 if clauses.len() > 1 => {
            let at = place(clauses.len(), random);
            clauses[at] = all[random.below(all.len())];
        }
        0..13 => clauses.insert(place(clauses.len() + 1, random), all[random.below(all.len())]),
        13..16 => {
            let (_, others) = &split[random.below(split.len())];
            clauses.truncate(1 + place(clauses.len(), random));
            clauses.extend(others.iter().skip(place(others.len() + 1, random)).take(3));
        }
        _ => {
            let mut chars: Vec<char> = text.text.chars().collect();
            let at = place(chars.len(), random);
            let end = (at + 1 + random.below(4)).min(chars.len());
            chars.drain(at..end);
            return (text, chars.into_iter().collect());
        }
    }
    (text, clauses.concat().trim().to_owned())
}

/// The clauses of a text, each with the mark that ends it.
fn clauses(text: &str) -> Vec<&str> {
    let mark = |c: char| {
        matches!(c, '，' | '。' | '！' | '？' | '；' | ',' | '.' | '!' | '?' | ';' | '~' | '…' | '\n')
    };
    text.split_inclusive(mark).filter(|clause| !clause.trim().is_empty()).collect()
}

fn has(words: &str, length: &Range<usize>) -> bool {
    length.contains(&words.chars().count())
}

#[cfg(test)]
mod tests {
    use super::made;
    use crate::corpus::Text;
    use crate::random::Random;
    use dunlog_classify::{CLASSES, HARASSMENT};

    #[test]
    fn made_texts_are_new_differ_from_each_other_and_carry_the_opinion_of_the_reader() {
        let text = |words: &str, label: &str| -> Text {
            let line = serde_json::json!({"text": words, "label": label, "channel": "call"});
            serde_json::from_value(line).unwrap()
        };
        let texts = [
            text("您的借款已逾期三天，请今天之内处理，否则通知您单位。", "harassment"),
            text("周末去爬山吗？我妈也去，记得带水。", "normal"),
            text("您好，这期还款日已过，请尽快存入足额款项。", "collection_reminder"),
        ];
        let opinion = [0.5, 0.1, 0.1, 0.1, 0.1, 0.1];
        let first = made(&texts, 40, &mut Random::new(3), |_| opinion);
        assert_eq!(first.len(), 40);
        let mut words: Vec<&str> = first.iter().chain(&texts).map(|one| one.text.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), 43);
        assert!(first.iter().all(|one| one.opinion == Some(opinion) && one.channel == texts[0].channel));
        assert_eq!(first, made(&texts, 40, &mut Random::new(3), |_| opinion), "the same each time");

        let mut sure = [0.0; CLASSES.len()];
        sure[HARASSMENT] = 1.0;
        let of_sure = made(&texts, 40, &mut Random::new(3), |_| sure).len();
        assert!(of_sure < 40, "texts without a doubt are rare: {of_sure}");
        assert_eq!(made(&[], 5, &mut Random::new(3), |_| opinion), []);
    }
}
