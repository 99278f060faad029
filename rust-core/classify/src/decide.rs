//! From two scores to one verdict: the label, and the reasons that speak for it.

use crate::convolution::Heard;
use crate::facts::{FactHit, probability};
use crate::find::Fired;
use crate::input::{Input, InputKind};
use crate::model::{CLASSES, Opinion};
use crate::numbers::{NumberClass, number_class};
use crate::quote::{self, telling};
use crate::ruleset::Ruleset;
use dunlog_model::{Category, Evidence, LEARNT, Label, Reason, Score, Verdict};
use dunlog_rules::{Context, Known, Medium, Normalised, Settings, is_word, narrow, wide};
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::Arc;

/// What the words of a text came to.
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) normalised: &'a Normalised,
    pub(crate) fired: &'a [Fired],
    /// What the model has learnt of the text: runs of characters, and features with a name.
    pub(crate) known: &'a [Known],
    /// Of these the runs.
    pub(crate) runs: &'a [Known],
}

/// Lists that live from text to text.
#[derive(Debug, Default)]
pub(crate) struct Room {
    grounds: Vec<Ground>,
    quote: quote::Room,
    heard: Heard,
}

/// True when a verdict is sure enough to say what its number does: a rule says so in the words of the text, or the score is
/// high. What a number is taken for colours all that it sends, so a doubtful text must not decide that.
pub fn tells_of_number(verdict: &Verdict) -> bool {
    let by_rule = |reason: &Reason| {
        matches!(reason.evidence, Evidence::Quote { .. }) && !reason.rule.starts_with(LEARNT)
    };
    verdict.label.is_collection()
        && (verdict.reasons.iter().any(by_rule) || verdict.score.probability() >= SURE)
}

/// The score from which on the words alone say what a number does.
const SURE: f64 = 0.9;

/// The verdict on one contact.
pub(crate) fn decide(set: &Ruleset, input: &Input<'_>, reading: &Reading<'_>, room: &mut Room) -> Verdict {
    let has_words = reading.normalised.has_words();
    let Room { grounds, quote, heard } = room;
    let (opinion, by_text) = if has_words { opinion(set, input, reading, heard) } else { (None, 0.0) };
    let best = opinion.as_ref().map_or(Label::Normal, Opinion::best);
    let is_ordinary = opinion.as_ref().is_some_and(|opinion| opinion.normal() >= set.settings.ordinary_at);
    let collecting = by_text >= set.settings.harassment_at || best == Label::CollectionReminder;
    let context =
        context(input, collecting, best == Label::Normal && !is_ordinary && is_vague(set, reading.fired));
    let facts: Vec<FactHit<'_>> = set.facts.hits(input, medium(input.kind), context).collect();
    let by_facts = probability(&facts, set.settings.history_bias, false);
    let odd = probability(&facts, set.settings.history_bias, true);
    // Either score may be right alone; together they are at least as strong as each.
    let with_facts = |by_text: f64| 1.0 - (1.0 - by_text) * (1.0 - by_facts);
    let score = with_facts(by_text);
    let label = if with_facts(accusation(&set.settings, by_text)) >= set.settings.harassment_at {
        Label::Harassment
    } else if by_text >= set.settings.uncertain_at
        || (score >= set.settings.uncertain_at && has_conduct(set, reading.fired))
        || odd >= set.settings.harassment_at
    {
        Label::Uncertain
    } else if context == Context::Collection && best == Label::Normal {
        Label::CollectionReminder
    } else {
        best
    };
    let mut reasons = reasons(set, reading, &facts, label, grounds);
    if let Some(opinion) = &opinion {
        explain(set, reading, opinion, label, quote, &mut reasons);
    }
    Verdict {
        label,
        score: Score::from_probability(score.max(odd.min(set.settings.uncertain_at))),
        categories: categories(&reasons),
        reasons,
        ruleset: Arc::clone(&set.id),
    }
}

/// The probability by the words as an accusation counts it: words alone must be surer than facts, which a person can check. The odds
/// are moved so that `words_at` comes to `harassment_at`.
fn accusation(settings: &Settings, by_text: f64) -> f64 {
    let odds = |probability: f64| probability / (1.0 - probability);
    weakened(by_text, odds(settings.words_at) / odds(settings.harassment_at))
}

/// A probability when the odds against it grow by a factor; nought and one stay what they are.
fn weakened(probability: f64, factor: f64) -> f64 {
    let against = (1.0 - probability) / probability * factor;
    1.0 / (1.0 + against)
}

/// What the model makes of the words, and how likely harassment is as far as the evidence bears it. In doubt a second reader
/// is asked, which hears their order and costs more.
fn opinion<'a>(
    set: &'a Ruleset,
    input: &Input<'_>,
    reading: &Reading<'_>,
    heard: &'a mut Heard,
) -> (Option<Opinion<'a>>, f64) {
    // Weighed once for both readers, and seldom for one.
    let enough = set.settings.evidence_at;
    let weight = LazyCell::new(|| set.model.weight_of_evidence(reading.known, enough));
    let borne_out =
        |opinion: &Opinion<'_>| borne_out(set, input, reading.fired, opinion.harassment(), || *weight);
    let first = set.model.judge(reading.known);
    let by_first = borne_out(&first);
    let doubt = set.settings.doubt_from..set.settings.doubt_to;
    if !doubt.contains(&by_first) {
        return (Some(first), by_first);
    }
    let both = set.model.reconsider(first, reading.normalised.chars(), medium(input.kind), heard);
    let by_both = borne_out(&both);
    (Some(both), by_both)
}

/// Messages and calls differ in what is usual; the words of a call are a person's account of it.
pub fn medium(kind: InputKind) -> Medium {
    match kind {
        InputKind::Sms => Medium::Message,
        InputKind::CallLine | InputKind::Call => Medium::Call,
    }
}

/// The probability of harassment as far as the evidence bears it. Without a rule that says as much, two kinds of text must be
/// surer: those in which little is rare outside of harassment, whose odds fall, and those of somebody whom the person has a
/// name for, because talk of family and friends is full of words that mean something else from a stranger.
fn borne_out(
    set: &Ruleset,
    input: &Input<'_>,
    fired: &[Fired],
    probability: f64,
    weight: impl Fn() -> f64,
) -> f64 {
    let settings = &set.settings;
    if probability < settings.uncertain_at {
        return probability;
    }
    let is_said =
        categories_of(set, fired).any(|category| category.is_conduct() || category == Category::Collection);
    let is_known = input.facts.known.is_some_and(Label::is_collection);
    if is_said {
        return probability;
    }
    if input.facts.is_named && probability < settings.named_at {
        return probability.min(settings.uncertain_at / 2.0);
    }
    if is_known {
        return probability;
    }
    let missing = (settings.evidence_at - weight()).max(0.0);
    weakened(probability, (settings.evidence_pull * missing).exp())
}

/// How much of the history may speak. What a known collector writes is about the debt unless the words say that
/// they are about something else; strangers are judged by counts only when they say nothing at all.
fn context(input: &Input<'_>, collecting: bool, vague: bool) -> Context {
    let known = input.facts.known.is_some_and(Label::is_collection);
    if collecting || (vague && known) {
        Context::Collection
    } else if !vague || input.kind == InputKind::Sms || is_trusted(input) {
        Context::Silent
    } else if input.facts.case.week > 0 {
        Context::Case
    } else {
        Context::Nothing
    }
}

/// Named contacts and lines whose number is public knowledge do not become suspicious by calling often.
fn is_trusted(input: &Input<'_>) -> bool {
    let class = input.number.map(number_class);
    input.facts.is_named
        || matches!(class, Some(NumberClass::PublicService | NumberClass::Carrier | NumberClass::Short95))
}

/// True when no rule says what the text is about.
fn is_vague(set: &Ruleset, fired: &[Fired]) -> bool {
    let telling = |category| !matches!(class(category), Label::Harassment | Label::CollectionReminder);
    !categories_of(set, fired).any(telling)
}

fn has_conduct(set: &Ruleset, fired: &[Fired]) -> bool {
    categories_of(set, fired).any(Category::is_conduct)
}

fn categories_of<'a>(set: &'a Ruleset, fired: &'a [Fired]) -> impl Iterator<Item = Category> + 'a {
    fired.iter().filter_map(|one| set.rules.get(one.rule)).map(|rule| rule.category)
}

/// The class that a category speaks for.
fn class(category: Category) -> Label {
    match category {
        Category::Collection => Label::CollectionReminder,
        Category::Repayment => Label::RepaymentNotice,
        Category::LoanAd => Label::LoanAd,
        Category::Fraud => Label::Fraud,
        Category::Ordinary => Label::Normal,
        _ => Label::Harassment,
    }
}

/// Which categories speak for a label. A verdict shows only what it rests on.
fn speaks_for(label: Label, category: Category) -> bool {
    match label {
        Label::Harassment | Label::Uncertain => category.is_conduct() || category == Category::Collection,
        Label::CollectionReminder => {
            matches!(category, Category::Collection | Category::ForbiddenHours | Category::AfterRefusal)
        }
        other => class(category) == other,
    }
}

/// What the reasons speak of, sorted, each once.
pub(crate) fn categories(reasons: &[Reason]) -> Vec<Category> {
    let mut categories: Vec<Category> = reasons.iter().map(|reason| reason.category).collect();
    categories.sort_unstable();
    categories.dedup();
    categories
}

/// Adds the words that carried the opinion of the model, when it is the opinion of the verdict and no rule says as much:
/// a rule knows what it names. Conduct is what a reader asks for first.
fn explain(
    set: &Ruleset,
    reading: &Reading<'_>,
    opinion: &Opinion<'_>,
    label: Label,
    room: &mut quote::Room,
    reasons: &mut Vec<Reason>,
) {
    let conducts = reasons.iter().take_while(|one| one.category.is_conduct()).count();
    // What is harassment is not said by naming the debt, nor by a count.
    let says_conduct =
        |one: &Reason| one.category.is_conduct() && matches!(one.evidence, Evidence::Quote { .. });
    let is_said = |category: Category| match label {
        Label::Harassment => reasons.iter().any(says_conduct),
        _ => reasons.iter().any(|one| one.category == category),
    };
    let Some(class) = CLASSES.iter().position(|one| *one == label).filter(|class| opinion.leads(*class))
    else {
        return; // the facts decided
    };
    // Where no kind of conduct stands out, none is named.
    let conduct =
        (label == Label::Harassment).then(|| set.model.conduct(opinion).unwrap_or(Category::Collection));
    let fits = |category: Category| conduct.is_none_or(|conduct| category == conduct);
    let words = set.learnt.iter().find(|own| own.label == label && fits(own.category));
    if let Some(words) = words.filter(|words| !is_said(words.category)) {
        let direction = set.model.direction(opinion, class);
        let place = telling(&direction, reading.runs, reading.normalised.chars(), room);
        let place = place.and_then(|place| without_ends(reading, place));
        if let Some(place) = place {
            reasons.insert(conducts, reason(&words.id, words.category, quote(reading, place)));
        }
    }
}

/// A place without the punctuation at its ends; `None` when nothing else is there.
fn without_ends(reading: &Reading<'_>, place: Range<u32>) -> Option<Range<u32>> {
    let words = reading.normalised.chars().get(wide(place.start)..wide(place.end))?;
    let first = words.iter().position(|c| is_word(*c))?;
    let last = words.iter().rposition(|c| is_word(*c))?;
    let at = |index: usize| place.start + narrow(index);
    Some(at(first)..at(last + 1))
}

fn reasons(
    set: &Ruleset,
    reading: &Reading<'_>,
    facts: &[FactHit<'_>],
    label: Label,
    room: &mut Vec<Ground>,
) -> Vec<Reason> {
    room.clear();
    // Conduct before context, whatever the weights: it is what a reader asks for first.
    let rank = |weight: f64, is_conduct: bool| weight + if is_conduct { 10.0 } else { 0.0 };
    for (at, one) in reading.fired.iter().enumerate() {
        if let Some(rule) = set.rules.get(one.rule).filter(|rule| speaks_for(label, rule.category)) {
            room.push(Ground { rank: rank(rule.weight, rule.category.is_conduct()), at, is_fact: false });
        }
    }
    for (at, hit) in facts.iter().enumerate() {
        if speaks_for(label, hit.rule.category) {
            room.push(Ground { rank: rank(hit.rule.weight, true), at, is_fact: true });
        }
    }
    room.sort_by(|a, b| b.rank.total_cmp(&a.rank));
    // Words are cut out only for what is shown.
    let shown = room.iter().take(set.settings.reasons).filter_map(|ground| {
        if ground.is_fact {
            let hit = facts.get(ground.at)?;
            let evidence = Evidence::Fact { fact: hit.rule.fact.id().to_owned(), value: hit.value.into() };
            return Some(reason(&hit.rule.id, hit.rule.category, evidence));
        }
        let one = reading.fired.get(ground.at)?;
        let category = set.rules.get(one.rule)?.category;
        let place = one.start..one.end;
        // What stands on paper; of the rest the words that were found are enough.
        let place = if category.is_conduct() { to_clause(reading.normalised.chars(), place) } else { place };
        Some(reason(set.rule_id(one.rule)?, category, quote(reading, place)))
    });
    shown.collect()
}

/// So many characters of a clause that a rule leaves over are quoted with its words.
const LEFT_OVER: usize = 2;

/// The place of a rule up to the ends of its clause where these are near: 涉嫌诈骗 for 涉嫌诈骗罪 reads like a slip.
fn to_clause(chars: &[char], place: Range<u32>) -> Range<u32> {
    fn left_over<'a>(chars: impl Iterator<Item = &'a char>) -> u32 {
        let count = chars.take_while(|c| is_word(**c)).take(LEFT_OVER + 1).count();
        if count > LEFT_OVER { 0 } else { narrow(count) }
    }
    let (before, behind) = (chars.get(..wide(place.start)), chars.get(wide(place.end)..));
    let before = left_over(before.unwrap_or_default().iter().rev());
    let behind = left_over(behind.unwrap_or_default().iter());
    place.start - before..place.end + behind
}

/// What a reason rests on: a rule that fired or a fact, by its number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground {
    rank: f64,
    at: usize,
    is_fact: bool,
}

fn reason(rule: &Arc<str>, category: Category, evidence: Evidence) -> Reason {
    Reason { rule: Arc::clone(rule), category, evidence }
}

/// The original words behind a place of the normalised text.
fn quote(reading: &Reading<'_>, place: Range<u32>) -> Evidence {
    let Range { start, end } = reading.normalised.original(wide(place.start)..wide(place.end));
    let rest = behind(reading.text, start);
    let (quote, _) = rest.split_at(rest.len() - behind(rest, end.saturating_sub(start)).len());
    Evidence::Quote { quote: quote.to_owned(), start, end }
}

/// A text without its first characters.
fn behind(text: &str, count: u32) -> &str {
    let mut chars = text.chars();
    if let Some(last) = wide(count).checked_sub(1) {
        chars.nth(last);
    }
    chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::{accusation, behind};
    use dunlog_rules::Settings;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_without_its_first_characters_is_what_is_left_of_it(text in "[a1é欠款😀 ]{0,40}", count in 0_u32..45) {
            let left: String = text.chars().skip(usize::try_from(count).unwrap()).collect();
            prop_assert_eq!(behind(&text, count), left);
        }
    }

    #[test]
    fn words_alone_must_be_surer_than_facts() {
        let settings = Settings { harassment_at: 0.5, words_at: 0.7, ..Settings::default() };
        assert!((accusation(&settings, 0.7) - 0.5).abs() < 1e-9);
        assert!(accusation(&settings, 0.69) < 0.5);
        for sure in [0.0, 1.0] {
            assert!((accusation(&settings, sure) - sure).abs() < 1e-9, "what is certain stays certain");
        }
    }
}
