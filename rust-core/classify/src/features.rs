//! What the learnt model sees of a text: its characters one by one, in twos and in threes, and which terms and rules
//! were found.
//!
//! Every feature is a number of 32 bits. Numbers are hashes of what they stand for, so that a model is one table and
//! needs no list of words beside it. Digits are folded to how many stand together: an amount is not a phone number,
//! but which amount does not matter.

use crate::find::Fired;
use crate::quote::Place;
use crate::ruleset::Ruleset;
use dunlog_rules::{Hits, Medium};

/// Where a text begins, for the pair with its first character.
const START: u32 = 1;
/// Where a text ends.
const END: u32 = 2;
/// Runs of digits, by length: up to three, up to six, longer.
const DIGITS: [u32; 3] = [3, 4, 5];

/// Hands over all that a text shows, each feature with the bytes of the normalised text that it stands for: its
/// characters in order, then terms, rules and the medium, which are no places.
pub(crate) fn each(
    set: &Ruleset,
    text: &str,
    hits: &Hits,
    fired: &[Fired],
    medium: Medium,
    emit: &mut impl FnMut(u32, Place),
) {
    characters(text, emit);
    for id in hits.atoms().filter_map(|atom| set.term_features.get(usize::from(atom))) {
        emit(*id, Place::default());
    }
    for id in fired.iter().filter_map(|one| set.rule_features.get(one.rule)) {
        emit(*id, Place::default());
    }
    let medium = match medium {
        Medium::Message => "medium:message",
        Medium::Call => "medium:call",
    };
    emit(named(medium), Place::default());
}

/// Hands over the features of the characters of a normalised text, in order.
fn characters(text: &str, emit: &mut impl FnMut(u32, Place)) {
    let (mut older, mut before) = (0, (START, 0));
    let mut pair_before = hash(START, START);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let mut code = u32::from(c);
        if c.is_ascii_digit() {
            let mut run = 1_usize;
            while let Some((next, _)) = chars.next_if(|(_, next)| next.is_ascii_digit()) {
                end = next + 1;
                run += 1;
            }
            code = match run {
                1..=3 => DIGITS[0],
                4..=6 => DIGITS[1],
                _ => DIGITS[2],
            };
        }
        emit(hash(code, 0), span(at, end));
        let pair = hash(before.0, code);
        emit(pair, span(before.1, end));
        emit(hash(pair_before, code), span(older, end));
        pair_before = pair;
        older = before.1;
        before = (code, at);
    }
    if !text.is_empty() {
        emit(hash(before.0, END), span(before.1, text.len()));
    }
}

fn span(start: usize, end: usize) -> Place {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Place { start: number(start), end: number(end) }
}

/// The feature of a rule or term that was found, by its id.
pub(crate) fn named(id: &str) -> u32 {
    id.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Spreads a pair of characters over 32 bits.
fn hash(first: u32, second: u32) -> u32 {
    let mixed =
        (u64::from(first) << 32 | u64::from(second)).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    u32::try_from((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 32).unwrap_or_default()
}
