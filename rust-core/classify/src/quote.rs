//! The words of a text that carried a decision of the learnt model.

use crate::model::Direction;
use dunlog_rules::{Known, characters, is_word, narrow, wide};
use std::ops::Range;

/// The longest quote, in characters: what a person reads at a glance.
const LONGEST: u32 = 36;

/// The longest part that is quoted of a clause which is longer.
const PART: u32 = 24;

/// A stretch of the text and what it adds to a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// Wide, as a text of 64 KiB may be one clause.
    adds: i64,
    start: u32,
    end: u32,
}

/// Lists that live from text to text.
#[derive(Debug, Default)]
pub(crate) struct Room {
    clauses: Vec<Share>,
    runs: Vec<Share>,
    /// What the features add that begin at each character.
    begin_here: Vec<i32>,
}

/// The words of the normalised text that speak most in a direction; `None` when there are no words.
///
/// Every feature has its share in the decision, and a clause has those of the features and runs that begin in it. The clause with
/// the largest sum is quoted whole, with those beside it that add at least a third as much: a quote that begins or ends in the
/// middle of what somebody said reads as if it had been cut to fit. Only a clause that is too long to be read is cut.
pub(crate) fn telling(
    direction: &Direction<'_>,
    known: &[Known],
    text: &[char],
    room: &mut Room,
) -> Option<Range<u32>> {
    let Room { clauses, runs, begin_here } = room;
    split(text, clauses);
    if let [only] = clauses.as_slice()
        && only.end - only.start <= LONGEST
    {
        return Some(only.start..only.end); // whatever it adds
    }
    let place = |one: &Known| characters(one.codes(), text.len());
    begin_here.clear();
    begin_here.resize(text.len(), 0);
    for one in known {
        if let Some(adds) = begin_here.get_mut(wide(place(one).start)) {
            *adds += direction.share(one.entry());
        }
    }
    for clause in clauses.iter_mut() {
        let within = begin_here.get(wide(clause.start)..wide(clause.end)).unwrap_or_default();
        clause.adds = within.iter().copied().map(i64::from).sum();
    }
    direction.heard().for_each(|(run, adds)| {
        let at = clauses.partition_point(|clause| clause.end <= run.start);
        if let Some(clause) = clauses.get_mut(at).filter(|clause| clause.start < run.end) {
            clause.adds += i64::from(adds);
        }
    });
    let best =
        clauses.iter().copied().reduce(|best, next| if next.adds > best.adds { next } else { best })?;
    if best.end - best.start <= LONGEST {
        return Some(with_neighbours(clauses, best));
    }
    runs.clear();
    runs.extend(known.iter().filter_map(|one| {
        let Range { start, end } = place(one);
        let adds = i64::from(direction.share(one.entry()));
        (best.start <= start && end <= best.end).then_some(Share { adds, start, end })
    }));
    let is_inside = |run: &Range<u32>| best.start <= run.start && run.end <= best.end;
    runs.extend(
        direction.heard().filter(|(run, _)| is_inside(run)).map(|(Range { start, end }, adds)| Share {
            adds: i64::from(adds),
            start,
            end,
        }),
    );
    Some(whole_numbers(text, part(runs)?, &best))
}

/// The stretches between the marks of a text that have a letter or digit in them.
fn split(text: &[char], clauses: &mut Vec<Share>) {
    clauses.clear();
    let mut start = 0;
    let marks = (0..).zip(text).filter(|(at, c)| ends_a_clause(text, *at, **c));
    for end in marks.map(|(at, _)| at).chain([text.len()]) {
        let words = text.get(start..end).unwrap_or_default();
        if words.iter().copied().any(is_word) {
            clauses.push(Share { adds: 0, start: narrow(start), end: narrow(end) });
        }
        start = end + 1;
    }
}

/// A clause with those before and behind it that add at least a third as much, as long as the quote stays short.
fn with_neighbours(clauses: &[Share], best: Share) -> Range<u32> {
    let worth = |one: &&Share| one.adds > 0 && 3 * one.adds >= best.adds;
    let at = clauses.partition_point(|clause| clause.start < best.start);
    let (mut before, mut behind) = (clauses.iter().take(at).rev(), clauses.iter().skip(at + 1));
    let (mut left, mut right) = (before.next(), behind.next());
    let mut place = best.start..best.end;
    loop {
        let to_left = left.filter(worth).filter(|one| place.end - one.start <= LONGEST);
        let to_right = right.filter(worth).filter(|one| one.end - place.start <= LONGEST);
        match (to_left, to_right) {
            (Some(one), other) if other.is_none_or(|other| one.adds >= other.adds) => {
                place.start = one.start;
                left = before.next();
            }
            (_, Some(one)) => {
                place.end = one.end;
                right = behind.next();
            }
            _ => return place,
        }
    }
}

/// The part of a long clause that adds most: what lies together is added up, and what adds little ends it. It is the largest
/// sum of a run (Kadane), with a toll on each step.
fn part(runs: &mut [Share]) -> Option<Range<u32>> {
    // What the second reader heard comes behind the rest.
    if !runs.is_sorted_by_key(|one| one.start) {
        runs.sort_by_key(|one| one.start);
    }
    let toll = runs.iter().map(|one| one.adds).max()?.max(0) / 5;
    let nothing = Share { adds: 0, start: 0, end: 0 };
    let (mut best, mut run) = (nothing, nothing);
    for one in runs.iter() {
        let longer = Share {
            adds: run.adds + one.adds - toll,
            start: run.start.min(one.start),
            end: run.end.max(one.end),
        };
        let goes_on = run.adds > 0 && longer.end - longer.start <= PART;
        run = if goes_on { longer } else { Share { adds: one.adds - toll, ..*one } };
        if run.adds > best.adds {
            best = run;
        }
    }
    (best != nothing).then_some(best.start..best.end)
}

/// A part of a clause that does not cut a number in two.
fn whole_numbers(text: &[char], part: Range<u32>, clause: &Share) -> Range<u32> {
    let is_digit = |at: u32| text.get(wide(at)).is_some_and(char::is_ascii_digit);
    let is_inside = |at: &u32| is_digit(*at);
    let left = (clause.start..part.start).rev().take_while(is_inside).count();
    let right = (part.end..clause.end).take_while(is_inside).count();
    let starts = part.start - if is_digit(part.start) { narrow(left) } else { 0 };
    let ends = part.end + if is_digit(part.end.saturating_sub(1)) { narrow(right) } else { 0 };
    starts..ends
}

/// True for a mark between clauses, which `c` at this place may be; a comma between digits is part of a number. Han, which
/// nearly all characters are, is told apart by one comparison.
#[inline]
fn ends_a_clause(text: &[char], at: usize, c: char) -> bool {
    let digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_digit);
    c < '一'
        && match c {
            ',' => !(digit(at.checked_sub(1)) && digit(at.checked_add(1))),
            '。' | '!' | '?' | ';' | ':' | '(' | ')' | '[' | ']' | '【' | '】' | '<' | '>' => true,
            _ => false,
        }
}

#[cfg(test)]
#[allow(clippy::string_slice, clippy::cast_possible_truncation, reason = "short texts of its own")]
mod tests {
    use super::{Share, part, split, whole_numbers, with_neighbours};

    /// The clauses of a text, each with what it adds.
    fn clauses(text: &str, adds: &[i64]) -> (Vec<char>, Vec<Share>) {
        let chars: Vec<char> = text.chars().collect();
        let mut clauses = Vec::new();
        split(&chars, &mut clauses);
        assert_eq!(clauses.len(), adds.len(), "{text}");
        clauses.iter_mut().zip(adds).for_each(|(clause, adds)| clause.adds = *adds);
        (chars, clauses)
    }

    fn quote(text: &str, adds: &[i64]) -> String {
        let (chars, clauses) = clauses(text, adds);
        let best = *clauses.iter().max_by_key(|one| one.adds).unwrap();
        let place = with_neighbours(&clauses, best);
        chars[place.start as usize..place.end as usize].iter().collect()
    }

    #[test]
    fn a_quote_is_whole_clauses_with_those_beside_that_add_a_third_as_much() {
        assert_eq!(quote("学姐劝你一句,视频就发你爸妈。", &[-3, 9]), "视频就发你爸妈");
        assert_eq!(
            quote("看着办,欠条我拿,抬个空棺材停你店门口", &[1, 5, 9]),
            "欠条我拿,抬个空棺材停你店门口"
        );
        assert_eq!(quote("还钱", &[0]), "还钱");
        assert_eq!(quote("共欠12,000元,请还", &[4, 1]), "共欠12,000元", "a comma between digits is no mark");
        assert_eq!(quote("a,b,c,d", &[8, 6, 9, 4]), "a,b,c,d", "to the side that adds more, then on");
        let long = "一二三四五六七八九十".repeat(3);
        assert_eq!(
            quote(&format!("各位邻居看好了呀,{long}"), &[8, 9]),
            long,
            "no longer than is read at a glance"
        );
    }

    #[test]
    fn a_clause_that_is_too_long_is_cut_but_never_within_a_number() {
        let long = "一二三四五六七八九十".repeat(4);
        let text = format!("{long}12345元{long}");
        let (chars, clauses) = clauses(&text, &[9]);
        let run = |adds: i64, start, end| Share { adds, start, end };
        let best = part(&mut [run(1, 0, 2), run(50, 43, 46), run(40, 44, 46), run(1, 60, 62)]).unwrap();
        assert_eq!(best, 43..46);
        let place = whole_numbers(&chars, best, &clauses[0]);
        assert_eq!(chars[place.start as usize..place.end as usize].iter().collect::<String>(), "12345元");
        assert_eq!(part(&mut [run(-1, 0, 2)]), None, "nothing speaks for it");
        assert_eq!(part(&mut []), None);
    }
}
