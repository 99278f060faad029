//! Tests of the bundled rules as data: every example behaves, every phrase can be reached.

use crate::bundle;
use crate::classifier::Classifier;
use crate::find::{Firing, Setting, fire};
use crate::ruleset::Ruleset;
use dunlog_rules::{Found, Medium, Phrases, Rule, Rules, Walked, normalise};
use std::collections::BTreeSet;

/// The rule files as they are written, examples included.
fn files() -> Vec<(String, String)> {
    read(dunlog_datafile::to_json)
}

/// The rule files by name, brought into JSON.
fn read(json: impl Fn(&str) -> Result<String, String>) -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
        .filter(|name| name != "numbers")
        .collect();
    names.sort_unstable();
    let read = |name: String| {
        let text = std::fs::read_to_string(format!("{folder}/{name}.toml")).unwrap();
        (name, json(&text).unwrap())
    };
    names.into_iter().map(read).collect()
}

fn parts(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, json)| (name.as_str(), json.as_str())).collect()
}

fn ruleset() -> Ruleset {
    Ruleset::build(&parts(&files()), bundle::WEIGHTS).unwrap()
}

fn rules() -> Rules<Phrases> {
    Rules::read(&parts(&files())).unwrap()
}

fn fires(set: &Ruleset, rule: &Rule<Found>, text: &str) -> bool {
    let normalised = normalise(text);
    let (mut walked, mut firing): (Walked, Firing) = Default::default();
    let setting = Setting { medium: rule.on.unwrap_or(Medium::Message), known: false };
    set.walker.walk(&normalised, &mut walked);
    fire(set, normalised.chars(), &walked.hits, setting, &mut firing);
    firing.fired.iter().any(|one| set.rule_id(one.rule) == Some(&rule.id))
}

/// What was made ready when the crate was built is what its files come to now.
#[test]
fn what_ships_is_what_the_files_say() {
    let set = Ruleset::build(&parts(&read(dunlog_datafile::shipped_json)), bundle::WEIGHTS).unwrap();
    let shipped = Classifier::bundled();
    assert_eq!(shipped.ruleset(), &*set.id);
    assert!(shipped.phrases().eq(set.walker.lexicon().phrases()));
}

#[test]
fn every_example_behaves() {
    let set = ruleset();
    let mut wrong = Vec::new();
    for rule in &set.source {
        for text in rule.examples.matching.iter().filter(|text| !fires(&set, rule, text)) {
            wrong.push(format!("{} should match: {text}", rule.id));
        }
        for text in rule.examples.no_match.iter().filter(|text| fires(&set, rule, text)) {
            wrong.push(format!("{} should not match: {text}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_two_examples_of_each_kind_and_both_reasons() {
    for rule in rules().rules {
        let examples = &rule.examples;
        assert!(examples.matching.len() >= 2 && examples.no_match.len() >= 2, "{}", rule.id);
        assert!(!rule.reason_zh.is_empty() && !rule.reason_en.is_empty(), "{}", rule.id);
    }
}

#[test]
fn every_phrase_is_found_in_itself() {
    let set = ruleset();
    let rules = rules();
    let terms = rules.terms.iter().flat_map(|term| &term.phrases);
    let phrases = rules.rules.iter().flat_map(|rule| &rule.phrases);
    let mut walked = Walked::default();
    for phrase in terms.chain(phrases) {
        set.walker.walk(&normalise(phrase), &mut walked);
        assert!(!walked.hits.atoms().is_empty(), "{phrase}");
    }
}

#[test]
fn no_group_lists_a_phrase_twice() {
    let rules = rules();
    let terms = rules.terms.iter().map(|term| (term.id.as_str(), &term.phrases));
    let groups = terms.chain(rules.rules.iter().map(|rule| (&*rule.id, &rule.phrases)));
    let mut wrong = Vec::new();
    for (id, phrases) in groups {
        let mut seen = BTreeSet::new();
        wrong.extend(
            phrases
                .iter()
                .filter(|phrase| !seen.insert(normalise(phrase)))
                .map(|phrase| format!("{id}: {phrase}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
