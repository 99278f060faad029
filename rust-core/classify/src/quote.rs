//! The words of a text that carried a decision of the learnt model.

use crate::model::Direction;
use dunlog_rules::{Known, characters, narrow, wide};
use std::ops::Range;

/// The longest stretch that is looked for, in characters.
const LONGEST: u32 = 24;

/// The longest clause that is quoted whole.
const CLAUSE: u32 = 36;

/// What a run of characters adds to a decision.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    adds: i32,
    start: u32,
    end: u32,
}

/// The stretch of the normalised text, of `length` characters, that speaks most in a direction; `None` when no words do.
///
/// Every feature has its share in the decision. What lies together is added up, and what adds little ends the
/// stretch: the largest sum of a run (Kadane), with a toll on each step.
pub(crate) fn telling(
    direction: &Direction<'_>,
    known: &[Known],
    length: usize,
    shares: &mut Vec<Share>,
) -> Option<Range<u32>> {
    shares.clear();
    let share = |one: &Known| {
        let Range { start, end } = one.gram.codes();
        Share { adds: direction.share(one.feature), start, end }
    };
    shares.extend(known.iter().map(share));
    // Runs in which digits were folded come behind the others.
    if !shares.is_sorted_by_key(|share| share.start) {
        shares.sort_by_key(|share| share.start);
    }
    let toll = shares.iter().map(|share| share.adds).max().unwrap_or_default().max(0) / 5;
    let nothing = Share { adds: 0, start: 0, end: 0 };
    let (mut best, mut run) = (nothing, nothing);
    for share in shares.iter() {
        let longer = Share {
            adds: run.adds + share.adds - toll,
            start: run.start.min(share.start),
            end: run.end.max(share.end),
        };
        let goes_on = run.adds > 0 && longer.end - longer.start <= LONGEST;
        run = if goes_on { longer } else { Share { adds: share.adds - toll, ..*share } };
        if run.adds > best.adds {
            best = run;
        }
    }
    Some(characters(best.start..best.end, length)).filter(|place| !place.is_empty())
}

/// The clauses that a place lies in, if they are short enough to be read; else the place itself. A quote that begins or ends in
/// the middle of what somebody said reads as if it had been cut to fit.
pub(crate) fn clauses(text: &[char], place: Range<u32>) -> Range<u32> {
    let (start, end) = (wide(place.start), wide(place.end));
    let is_inside = |at: &usize| !ends_a_clause(text, *at);
    let left = (0..start).rev().take(wide(CLAUSE)).take_while(is_inside).count();
    let right = (end..text.len()).take(wide(CLAUSE)).take_while(is_inside).count();
    if left + (end - start) + right <= wide(CLAUSE) {
        return narrow(start - left)..narrow(end + right);
    }
    // Too long: at least no number is cut in two.
    let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let left = (0..start).rev().take_while(|at| is_digit(*at) && is_digit(start)).count().min(left);
    let right = (end..text.len()).take_while(|at| is_digit(*at) && is_digit(end - 1)).count().min(right);
    narrow(start - left)..narrow(end + right)
}

/// True for a mark between clauses; a comma between digits is part of a number.
fn ends_a_clause(text: &[char], at: usize) -> bool {
    let digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_digit);
    match text.get(at) {
        Some(',') => !(digit(at.checked_sub(1)) && digit(at.checked_add(1))),
        Some('。' | '!' | '?' | ';' | ':' | '\n' | '(' | ')' | '[' | ']' | '【' | '】' | '<' | '>') => {
            true
        }
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::string_slice, clippy::cast_possible_truncation, reason = "short texts of its own")]
mod tests {
    use super::clauses;

    fn clause(text: &str, words: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let at = text[..text.find(words).unwrap()].chars().count() as u32;
        let place = clauses(&chars, at..at + words.chars().count() as u32);
        chars[place.start as usize..place.end as usize].iter().collect()
    }

    #[test]
    fn a_quote_is_a_whole_clause_where_that_is_short() {
        assert_eq!(clause("学姐劝你一句,视频就发你爸妈。", "姐劝"), "学姐劝你一句");
        assert_eq!(clause("看着办,欠条我拿,抬个空棺材停你店门口", "停你"), "抬个空棺材停你店门口");
        assert_eq!(clause("还钱", "还"), "还钱");
        assert_eq!(clause("共欠12,000元,请还", "000元"), "共欠12,000元", "a number is not cut in two");
        let long = "一二三四五六七八九十".repeat(4);
        assert_eq!(clause(&long, "三四"), "三四", "cut off where it would not be read");
        assert_eq!(clause(&format!("{long}12345元{long}"), "345元"), "12345元");
    }
}
