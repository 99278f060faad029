//! The data: every statement has a source that exists, both languages are there, and nothing is promised.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

use dunlog_channels::{Fact, HandInKind, Lender, Situation, channels, route};
use dunlog_model::Role;
use std::collections::BTreeSet;

const DATA: &str = include_str!("../data/channels.toml");

#[test]
fn every_statement_and_every_deadline_has_a_source_that_exists() {
    for channel in channels() {
        let facts = [&channel.reach, &channel.needs, &channel.refused, &channel.limits];
        for fact in facts.into_iter().flatten() {
            sourced(&fact.rule, &fact.source, &fact.confidence, &fact.zh);
            assert!(is_both(&fact.zh, &fact.en), "{}", fact.zh);
        }
        for answer in &channel.answers {
            sourced(&answer.rule, &answer.source, &answer.confidence, &answer.id);
            assert!(answer.confidence != "ours", "{}: nobody but a rule sets a limit", answer.id);
            assert!(
                is_both(&answer.zh, &answer.en) && answer.scope_zh.is_empty() == answer.scope_en.is_empty()
            );
            assert!(answer.count > 0 && !answer.ends.contains(&answer.after), "{}", answer.id);
        }
        assert!(is_both(&channel.zh, &channel.en) && !channel.reach.is_empty() && !channel.needs.is_empty());
        assert!(channel.limits.iter().all(|limit: &Fact| limit.confidence != "ours"), "{:?}", channel.id);
    }
}

#[test]
fn ids_are_unique_and_a_channel_that_settles_another_exists() {
    let ids: BTreeSet<&str> = channels().iter().map(|channel| channel.id.as_str()).collect();
    assert_eq!(ids.len(), channels().len());
    let answers: Vec<_> = channels().iter().flat_map(|channel| &channel.answers).collect();
    let unique: BTreeSet<&str> = answers.iter().map(|answer| answer.id.as_str()).collect();
    assert_eq!(unique.len(), answers.len());
    assert!(answers.iter().flat_map(|answer| &answer.done_by).all(|id| ids.contains(id.as_str())));
    for wanted in [
        "lender",
        "nfra_report",
        "bank_12378",
        "spam_12321",
        "own_operator",
        "appeal_12300",
        "nifa",
        "web_12377",
        "gov_12345",
        "local_bureau",
        "supervision",
        "police",
        "instalment",
        "civil_claim",
        "injunction",
        "anti_fraud_96110",
    ] {
        assert!(ids.contains(wanted), "{wanted}");
    }
}

#[test]
fn every_situation_has_an_answer_for_every_channel_in_both_languages() {
    for role in [Role::Debtor, Role::ThirdParty] {
        for lender in
            [Lender::Bank, Lender::ConsumerFinance, Lender::Microloan, Lender::Platform, Lender::Unknown]
        {
            for lender_named in [false, true] {
                let routed = route(&Situation { lender, lender_named, ..Situation::of(role) });
                assert_eq!(routed.len(), channels().len());
                assert!(routed.iter().all(|one| is_both(&one.zh, &one.en)));
                assert!(routed.iter().map(|one| one.order).eq(1..=routed.len()));
            }
        }
    }
}

#[test]
fn nothing_is_promised_and_what_was_not_established_is_not_there() {
    for word in
        ["保证", "一定会", "必须赔偿", "必定", "memory only", "12381", "15 个工作日", "停息挂账", "guarantee"]
    {
        assert!(!DATA.contains(word), "{word}");
    }
    for silent in [
        "spam_12321",
        "web_12377",
        "local_bureau",
        "instalment",
        "injunction",
        "anti_fraud_96110",
        "supervision",
    ] {
        let channel = channels().iter().find(|channel| channel.id.as_str() == silent).unwrap();
        assert!(channel.answers.is_empty(), "{silent}: no limit for an answer is established");
    }
    assert!(
        channels().iter().filter(|channel| channel.private).all(|channel| channel.id.as_str() == "black_cat")
    );
    assert_eq!(HandInKind::ALL.len(), 5);
}

fn sourced(rule: &str, source: &str, confidence: &str, what: &str) {
    assert!(rule.is_empty() != source.is_empty(), "{what}: a rule or a source");
    assert!(rule.is_empty() || dunlog_law::pack().rule(rule).is_some(), "{what}: {rule} is not in the pack");
    let known = confidence == "text" || confidence == "ours" || confidence.starts_with("secondary x");
    assert!(known, "{what}: {confidence}");
}

/// An address is the same in both.
fn is_both(zh: &str, en: &str) -> bool {
    !zh.is_empty() && !en.is_empty() && (zh != en || zh.is_ascii())
}
