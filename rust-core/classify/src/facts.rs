//! The history score: what the counts, the hour and the person's part in the matter add up to.
//!
//! Facts are never learnt: each has a threshold that a person can check, and a test on both sides of it.

use crate::input::{Facts, Input};
use dunlog_model::{Label, Role};
use dunlog_rules::{Context, FactName, FactRule, Medium};

/// The fact rules of a rule set.
#[derive(Debug)]
pub(crate) struct FactRules {
    pub(crate) all: Vec<FactRule>,
    /// Which of them may speak on a medium in a context, by number: sorted out once, and not for each text anew.
    speaking: Vec<(Medium, Context, Vec<usize>)>,
}

/// A fact that counts, with its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FactHit<'a> {
    pub(crate) rule: &'a FactRule,
    pub(crate) value: u32,
}

/// True for labels that make a number suspicious to the history.
pub(crate) fn is_suspicious(label: Label) -> bool {
    label.is_collection()
}

impl FactRules {
    pub(crate) fn of(all: Vec<FactRule>) -> Self {
        let mut speaking = Vec::new();
        for medium in [Medium::Message, Medium::Call] {
            for context in [Context::Nothing, Context::Case, Context::Collection] {
                let may_speak =
                    |rule: &FactRule| rule.needs.is_met_by(context) && rule.on.is_none_or(|on| on == medium);
                let rules = (0..all.len()).filter(|rule| all.get(*rule).is_some_and(may_speak));
                speaking.push((medium, context, rules.collect()));
            }
        }
        Self { all, speaking }
    }

    /// The facts that count in this context.
    pub(crate) fn hits<'a>(
        &'a self,
        input: &Input<'_>,
        medium: Medium,
        context: Context,
    ) -> impl Iterator<Item = FactHit<'a>> {
        let (facts, role) = (input.facts, input.role);
        let speaking = self.speaking.iter().find(|(on, needs, _)| (*on, *needs) == (medium, context));
        let rules = speaking.into_iter().flat_map(|(_, _, rules)| rules);
        rules
            .filter_map(|rule| self.all.get(*rule))
            .map(move |rule| FactHit { rule, value: value(rule.fact, &facts, role) })
            .filter(|hit| hit.value >= hit.rule.at_least)
    }
}

/// Probability by facts alone: of harassment from facts about somebody who collects, and of something being wrong
/// from facts about a stranger.
pub(crate) fn probability(hits: &[FactHit<'_>], bias: f64, strangers: bool) -> f64 {
    let mut counting = hits.iter().filter(|hit| (hit.rule.needs == Context::Nothing) == strangers).peekable();
    if counting.peek().is_none() {
        return 0.0;
    }
    logistic(bias + counting.map(|hit| hit.rule.weight).sum::<f64>())
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn value(name: FactName, facts: &Facts, role: Role) -> u32 {
    match name {
        FactName::ForbiddenHours => facts.forbidden_hours.into(),
        FactName::CallsTenMinutes => facts.calls.ten_minutes,
        FactName::CallsHour => facts.calls.hour,
        FactName::CallsDay => facts.calls.day,
        FactName::MessagesTenMinutes => facts.messages.ten_minutes,
        FactName::MessagesHour => facts.messages.hour,
        FactName::MessagesDay => facts.messages.day,
        FactName::PrefixDay => facts.prefix.day,
        // Many contacts of one prefix are rotation only when several numbers share them.
        FactName::PrefixRotation if facts.prefix_numbers >= 3 => facts.prefix.day,
        FactName::PrefixRotation => 0,
        FactName::PeopleTenMinutes => facts.people_ten_minutes,
        FactName::PeopleDay => facts.people_day,
        FactName::PeopleByNumber => facts.people_by_number,
        FactName::UnansweredToday => facts.unanswered_today,
        FactName::AnsweredToday => facts.answered_today,
        FactName::AfterRefusal => facts.after_refusal.into(),
        FactName::ThirdParty => (role == Role::ThirdParty).into(),
        FactName::KnownHarassment => (facts.known == Some(Label::Harassment)).into(),
        FactName::KnownOfPrefix => facts.known_of_prefix,
        FactName::KnownCollection => facts.known.is_some_and(Label::is_collection).into(),
    }
}
