//! Which rules fire on a text, given where its words were found.

use crate::ruleset::{Ready, Reference, Ruleset, Slot};
use crate::watchers::Watching;
use dunlog_model::Category;
use dunlog_rules::{Atom, Hit, Hits, Medium, wide};

/// From this distance on, terms may stand in different sentences.
const ACROSS_SENTENCES: u32 = 60;

/// A rule that fired, and the characters of the normalised text it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fired {
    pub(crate) rule: usize,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The rules that fired on a text, and buffers that live from text to text.
#[derive(Debug, Default)]
pub(crate) struct Firing {
    /// In order of their number.
    pub(crate) fired: Vec<Fired>,
    /// One bit for each rule that is worth a try.
    candidates: Vec<u64>,
    seen: Vec<Watching>,
    before: Vec<Fired>,
}

/// What is known besides the words when rules are tried.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) medium: Medium,
    /// The number is known to collect, so that its texts are read as about a debt.
    pub(crate) known: bool,
}

/// Finds the rules that fire. Context is settled before conduct, so that a conduct rule may ask for a debt that other
/// rules found.
pub(crate) fn fire(set: &Ruleset, text: &[char], hits: &Hits, setting: Setting, firing: &mut Firing) {
    firing.fired.clear();
    set.watchers.candidates(hits.atoms(), &mut firing.seen, &mut firing.candidates);
    for (first, mut bits) in (0..).step_by(64).zip(firing.candidates.iter().copied()) {
        while bits != 0 {
            let rule = first + bits.trailing_zeros() as usize;
            bits &= bits - 1;
            let ready = set.rules.get(rule).filter(|rule| rule.on.is_none_or(|on| on == setting.medium));
            let place = ready.and_then(|ready| place(ready, text, hits));
            firing.fired.extend(place.map(|(start, end)| Fired { rule, start, end }));
        }
    }
    settle(set, hits, setting, firing, false);
    settle(set, hits, setting, firing, true);
}

/// Drops rules whose conditions do not hold: first those of context, then those of conduct.
fn settle(set: &Ruleset, hits: &Hits, setting: Setting, firing: &mut Firing, conduct: bool) {
    let holds = |one: &Fired, all: &[Fired]| {
        let Some(rule) = set.rules.get(one.rule) else {
            return false;
        };
        if rule.category.is_conduct() != conduct {
            return true;
        }
        // A rule is no witness for itself. A known number makes a demand likely; it does not unmake what the
        // words say, so it counts for what a rule asks for and not for what it excludes.
        let others = || all.iter().filter(|other| other.rule != one.rule);
        let present = |reference: &Reference| present(set, hits, others(), *reference);
        let debt_is_known =
            setting.known && rule.requires.contains(&Reference::Category(Category::Collection));
        (rule.requires.is_empty() || debt_is_known || rule.requires.iter().any(present))
            && !rule.unless.iter().any(present)
    };
    let has_condition = |one: &Fired| {
        set.rules.get(one.rule).is_some_and(|rule| {
            rule.category.is_conduct() == conduct && !(rule.requires.is_empty() && rule.unless.is_empty())
        })
    };
    let Firing { fired, before, .. } = firing;
    if fired.iter().any(has_condition) {
        before.clone_from(fired);
        fired.retain(|one| holds(one, before));
    }
}

fn present<'a>(
    set: &Ruleset,
    hits: &Hits,
    mut fired: impl Iterator<Item = &'a Fired>,
    reference: Reference,
) -> bool {
    match reference {
        Reference::Term(atom) => hits.has(atom),
        Reference::Rule(rule) => fired.any(|one| one.rule == rule),
        Reference::Category(category) => {
            let of_category =
                |one: &Fired| set.rules.get(one.rule).is_some_and(|rule| rule.category == category);
            fired.any(of_category)
        }
    }
}

/// Where a rule finds what it looks for: a phrase, else its terms near each other.
fn place(rule: &Ready, text: &[char], hits: &Hits) -> Option<(u32, u32)> {
    let phrase = rule.phrases.and_then(|atom| longest(hits.of(atom)));
    phrase.or_else(|| near(rule, text, hits))
}

fn longest(places: impl Iterator<Item = Hit>) -> Option<(u32, u32)> {
    let best = places.max_by_key(|hit| (hit.end - hit.start, std::cmp::Reverse(hit.start)))?;
    Some((best.start, best.end))
}

fn near(rule: &Ready, text: &[char], hits: &Hits) -> Option<(u32, u32)> {
    let (first, rest) = rule.near.split_first()?;
    let mut starts = places(first, hits);
    if rule.any_order {
        starts.find_map(|hit| around(text, hits, rest, hit))
    } else {
        starts.find_map(|hit| follow(text, hits, rest, hit.end).map(|end| (hit.start, end)))
    }
}

fn places<'a>(slot: &'a Slot, hits: &'a Hits) -> impl Iterator<Item = Hit> + 'a {
    slot.terms.iter().flat_map(|atom: &Atom| hits.of(*atom))
}

/// The end of the last term when the rest of the terms follow one another after `from`.
fn follow(text: &[char], hits: &Hits, rest: &[Slot], from: u32) -> Option<u32> {
    let Some((next, rest)) = rest.split_first() else {
        return Some(from);
    };
    places(next, hits)
        .filter(|hit| hit.start >= from && is_close(next.within, text, from, hit.start))
        .find_map(|hit| follow(text, hits, rest, hit.end))
}

/// The span of a first term and one of each other term on either side of it.
fn around(text: &[char], hits: &Hits, rest: &[Slot], first: Hit) -> Option<(u32, u32)> {
    let mut span = (first.start, first.end);
    for slot in rest {
        let close = |hit: &Hit| {
            (hit.start >= first.end && is_close(slot.within, text, first.end, hit.start))
                || (hit.end <= first.start && is_close(slot.within, text, hit.end, first.start))
        };
        let hit = places(slot, hits).find(close)?;
        span = (span.0.min(hit.start), span.1.max(hit.end));
    }
    Some(span)
}

/// True when at most `within` characters stand between two terms and, for short distances, no end of a sentence.
fn is_close(within: u32, text: &[char], from: u32, to: u32) -> bool {
    to - from <= within
        && (within >= ACROSS_SENTENCES
            || text
                .get(wide(from)..wide(to))
                .is_some_and(|between| !between.iter().any(|c| matches!(c, '。' | '!' | '?' | ';'))))
}
