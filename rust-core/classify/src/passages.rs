//! The passages of a long text.
//!
//! A text is judged by all its hints together, so a threat in the middle of a long call, or of a talk that was pasted whole, is
//! one hint among many. What a long text says in one place is therefore heard as if somebody had sent that passage alone.

use crate::decide::categories;
use dunlog_model::{Evidence, Verdict};
use dunlog_rules::narrow;

/// Some sentences of a text that follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Passage<'a> {
    pub(crate) text: &'a str,
    /// How many characters of the text stand before it.
    pub(crate) start: u32,
}

/// The passages of a text, of up to so many characters, each beginning in the middle of the one before, so that what two
/// sentences say together stands in one of them. They begin and end with sentences; one that is longer is cut.
pub(crate) fn passages(text: &str, length: usize) -> Vec<Passage<'_>> {
    let sentences = sentences(text, length);
    let mut passages = Vec::new();
    let mut rest = &*sentences;
    while !rest.is_empty() {
        let count = fitting(rest, length).max(1);
        let (Some(first), Some(last)) = (rest.first(), rest.get(count - 1)) else { break };
        let text = text.get(first.bytes.0..last.bytes.1).unwrap_or_default();
        passages.push(Passage { text, start: narrow(first.chars.0) });
        if count == rest.len() {
            break;
        }
        let half = (last.chars.1 - first.chars.0) / 2;
        rest = rest.get(fitting(rest, half).max(1)..).unwrap_or_default();
    }
    passages
}

/// Moves the quotes of a passage to where they stand in the text.
pub(crate) fn move_quotes(verdict: &mut Verdict, by: u32) {
    for reason in &mut verdict.reasons {
        if let Evidence::Quote { start, end, .. } = &mut reason.evidence {
            *start = start.saturating_add(by);
            *end = end.saturating_add(by);
        }
    }
}

/// One verdict of several on passages of a text: the surest, and up to so many reasons, its own before those of the others.
pub(crate) fn together(mut verdicts: Vec<Verdict>, most: usize) -> Option<Verdict> {
    verdicts.sort_by_key(|verdict| std::cmp::Reverse(verdict.score));
    let mut verdicts = verdicts.into_iter();
    let mut surest = verdicts.next()?;
    for reason in verdicts.flat_map(|verdict| verdict.reasons) {
        if surest.reasons.len() < most && !surest.reasons.contains(&reason) {
            surest.reasons.push(reason);
        }
    }
    surest.categories = categories(&surest.reasons);
    Some(surest)
}

/// How many sentences have up to `length` characters together.
fn fitting(sentences: &[Sentence], length: usize) -> usize {
    let start = sentences.first().map_or(0, |first| first.chars.0);
    sentences.iter().take_while(|one| one.chars.1 - start <= length).count()
}

/// Where a sentence begins and ends.
#[derive(Clone, Copy, Debug)]
struct Sentence {
    bytes: (usize, usize),
    chars: (usize, usize),
}

/// The sentences of a text, with the marks behind them. One that grows longer than `length` ends at its last pause, or there.
fn sentences(text: &str, length: usize) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let (mut start, mut pause, mut ended) = ((0, 0), (0, 0), false);
    let mut end_at = |start: &mut (usize, usize), end: (usize, usize)| {
        sentences.push(Sentence { bytes: (start.0, end.0), chars: (start.1, end.1) });
        *start = end;
    };
    for (chars, (bytes, c)) in text.char_indices().enumerate() {
        let here = (bytes, chars);
        if ended && !ends_a_sentence(c) {
            end_at(&mut start, here);
        } else if chars - start.1 >= length {
            let cut = if pause > start { pause } else { here };
            end_at(&mut start, cut);
        }
        ended = ends_a_sentence(c);
        if is_pause(c) {
            pause = (bytes + c.len_utf8(), chars + 1);
        }
    }
    if start.0 < text.len() {
        end_at(&mut start, (text.len(), text.chars().count()));
    }
    sentences
}

fn ends_a_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '…' | '\n')
}

fn is_pause(c: char) -> bool {
    matches!(c, '，' | ',' | '、' | '：' | ':') || c.is_whitespace()
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "texts of its own")]
mod tests {
    use super::passages;

    fn texts(text: &str, length: usize) -> Vec<&str> {
        passages(text, length).iter().map(|one| one.text).collect()
    }

    #[test]
    fn each_begins_in_the_middle_of_the_one_before() {
        assert_eq!(texts("一二三。四五六。七八九。", 8), ["一二三。四五六。", "四五六。七八九。"]);
        assert_eq!(texts("一二三。四五六。七八九。", 100), ["一二三。四五六。七八九。"]);
        assert_eq!(texts("", 8), Vec::<&str>::new());
    }

    #[test]
    fn marks_stay_with_their_sentence_and_a_long_one_is_cut_at_a_pause() {
        assert_eq!(texts("真的？！好……", 4), ["真的？！", "好……"]);
        assert_eq!(texts("一二三，四五六七八九十", 6), ["一二三，", "四五六七八九", "十"]);
        assert_eq!(texts("一二三四五六七八", 3), ["一二三", "四五六", "七八"]);
    }

    #[test]
    fn every_character_stands_in_a_passage_and_where_it_is_said_to() {
        let text = "今天，下雨了。a longer line\nwithout marks，但是有停顿；最后一句没有句号".repeat(5);
        let all: Vec<char> = text.chars().collect();
        let mut covered = 0;
        for one in passages(&text, 20) {
            let start = one.start as usize;
            let count = one.text.chars().count();
            assert!(start <= covered && count <= 20, "{one:?}");
            assert_eq!(one.text.chars().collect::<Vec<_>>(), all[start..start + count]);
            covered = start + count;
        }
        assert_eq!(covered, all.len());
    }
}
