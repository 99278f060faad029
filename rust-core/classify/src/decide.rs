//! From two scores to one verdict: the label, and the reasons that speak for it.

use crate::facts::{FactHit, probability};
use crate::find::Fired;
use crate::input::{Input, InputKind};
use crate::normalise::Normalised;
use crate::numbers::{NumberClass, number_class};
use crate::rules::{Context, Medium};
use crate::ruleset::Ruleset;
use crate::score::{Sums, class};
use dunlog_model::{Category, Evidence, Label, Reason, Score, Verdict};

/// What the words of a text came to.
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) normalised: &'a Normalised,
    pub(crate) fired: &'a [Fired],
}

/// The verdict on one contact.
pub(crate) fn decide(set: &Ruleset, input: &Input<'_>, reading: &Reading<'_>) -> Verdict {
    let sums = Sums::of(set, reading.fired);
    let by_text = sums.harassment(&set.settings);
    let best = sums.best(&set.settings);
    let collecting = by_text >= set.settings.harassment_at || best == Label::CollectionReminder;
    let context = context(input, collecting, is_vague(&sums));
    let facts: Vec<FactHit<'_>> = set.facts.hits(input, medium(input.kind), context).collect();
    let by_facts = probability(&facts, set.settings.history_bias, false);
    let odd = probability(&facts, set.settings.history_bias, true);
    // Either score may be right alone; together they are at least as strong as each.
    let score = 1.0 - (1.0 - by_text) * (1.0 - by_facts);
    let label = if score >= set.settings.harassment_at {
        Label::Harassment
    } else if (score >= set.settings.uncertain_at && sums.conduct > 0.0) || odd >= set.settings.harassment_at
    {
        Label::Uncertain
    } else if context == Context::Collection && best == Label::Normal {
        Label::CollectionReminder
    } else {
        best
    };
    let reasons = reasons(set, reading, &facts, label);
    Verdict {
        label,
        score: Score::from_probability(score.max(odd.min(set.settings.uncertain_at))),
        categories: categories(set, reading.fired, &facts, label),
        reasons,
        ruleset: set.id.clone(),
    }
}

/// Messages and calls differ in what is usual; the words of a call are a person's account of it.
pub(crate) fn medium(kind: InputKind) -> Medium {
    match kind {
        InputKind::Sms => Medium::Message,
        InputKind::CallLine | InputKind::Call => Medium::Call,
    }
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

/// True when no word says what the text is about.
fn is_vague(sums: &Sums) -> bool {
    [Label::RepaymentNotice, Label::LoanAd, Label::Fraud, Label::Normal]
        .into_iter()
        .all(|label| sums.get(label) <= 0.0)
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

fn categories(set: &Ruleset, fired: &[Fired], facts: &[FactHit<'_>], label: Label) -> Vec<Category> {
    let by_text = fired.iter().filter_map(|one| set.rules.get(one.rule)).map(|rule| rule.category);
    let mut categories: Vec<Category> = by_text
        .chain(facts.iter().map(|hit| hit.rule.category))
        .filter(|category| speaks_for(label, *category))
        .collect();
    categories.sort_unstable();
    categories.dedup();
    categories
}

fn reasons(set: &Ruleset, reading: &Reading<'_>, facts: &[FactHit<'_>], label: Label) -> Vec<Reason> {
    let mut weighed: Vec<(f64, Reason)> = Vec::new();
    for one in reading.fired {
        if let Some(rule) = set.rules.get(one.rule).filter(|rule| speaks_for(label, rule.category)) {
            let evidence = quote(reading, one);
            // Conduct before context, whatever the weights: it is what a reader asks for first.
            let rank = rule.weight + if rule.category.is_conduct() { 10.0 } else { 0.0 };
            weighed.push((rank, reason(set.rule_id(one.rule), rule.category, evidence)));
        }
    }
    for hit in facts.iter().filter(|hit| speaks_for(label, hit.rule.category)) {
        let evidence = Evidence::Fact { fact: hit.rule.fact.id().to_owned(), value: hit.value.into() };
        weighed.push((hit.rule.weight + 10.0, reason(&hit.rule.id, hit.rule.category, evidence)));
    }
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
    weighed.truncate(set.settings.reasons);
    weighed.into_iter().map(|(_, reason)| reason).collect()
}

fn reason(rule: &str, category: Category, evidence: Evidence) -> Reason {
    Reason { rule: rule.to_owned(), category, evidence }
}

/// The original words behind a place of the normalised text.
fn quote(reading: &Reading<'_>, one: &Fired) -> Evidence {
    let place = reading.normalised.original(one.start..one.end);
    let (start, end) = (place.start, place.end);
    let skip = usize::try_from(start).unwrap_or(usize::MAX);
    let take = usize::try_from(end.saturating_sub(start)).unwrap_or_default();
    Evidence::Quote { quote: reading.text.chars().skip(skip).take(take).collect(), start, end }
}
