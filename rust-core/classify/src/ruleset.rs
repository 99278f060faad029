//! Rules made ready: names resolved to numbers, phrases in one automaton, patterns waiting for their anchors.

use crate::error::RuleError;
use crate::features::named;
use crate::lexicon::{Atom, Lexicon};
use crate::model::Model;
use crate::rules::{Learnt, Medium, Rule, Rules, Settings};
use crate::{bundle, facts::FactRules};
use dunlog_model::Category;
use once_cell::sync::OnceCell;
use regex_lite::Regex;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

#[derive(Debug)]
pub(crate) struct Ruleset {
    pub(crate) id: String,
    pub(crate) lexicon: Lexicon,
    pub(crate) rules: Vec<Ready>,
    /// Rules that may fire once an atom was seen, by atom.
    pub(crate) watchers: Vec<Vec<usize>>,
    pub(crate) facts: FactRules,
    pub(crate) settings: Settings,
    pub(crate) source: Vec<Rule>,
    pub(crate) learnt: Vec<Learnt>,
    pub(crate) model: Model,
    /// The term of words about debts and their collectors.
    pub(crate) context: Option<Atom>,
    /// The feature of each term, by atom: the atoms of rules come behind those of the terms and have none.
    pub(crate) term_features: Vec<u32>,
    /// The feature of each rule.
    pub(crate) rule_features: Vec<u32>,
}

/// A rule as it is run.
#[derive(Debug)]
pub(crate) struct Ready {
    pub(crate) category: Category,
    pub(crate) weight: f64,
    pub(crate) phrases: Option<Atom>,
    pub(crate) near: Vec<Vec<Atom>>,
    pub(crate) within: usize,
    pub(crate) any_order: bool,
    pub(crate) pattern: Option<Pattern>,
    pub(crate) requires: Vec<Reference>,
    pub(crate) unless: Vec<Reference>,
    pub(crate) on: Option<Medium>,
}

/// A pattern that is compiled only when one of its anchors was seen: compiling costs far more than running.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) anchors: Atom,
    /// One of these must be there, too; none means that nothing more is asked.
    with: Vec<String>,
    source: String,
    compiled: OnceCell<Option<Regex>>,
}

/// What a rule asks of the rest of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    Category(Category),
    Rule(usize),
    Term(Atom),
}

impl Pattern {
    /// True when a text may match, by its words alone.
    pub(crate) fn may_match(&self, text: &str) -> bool {
        self.with.is_empty() || self.with.iter().any(|word| text.contains(word))
    }

    pub(crate) fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(&self.source).ok()).as_ref()
    }
}

impl Ruleset {
    pub(crate) fn build(files: &[(&str, &str)], weights: &[u8]) -> Result<Self, RuleError> {
        let rules = Rules::read(files)?;
        let names = Names::of(&rules)?;
        let mut atoms: Vec<Vec<String>> = rules.terms.iter().map(|term| term.phrases.clone()).collect();
        let ready =
            rules.rules.iter().map(|rule| ready(rule, &names, &mut atoms)).collect::<Result<Vec<_>, _>>()?;
        let lexicon = Lexicon::build(&atoms, &rules.spellings)?;
        Ok(Self {
            id: format!("{}+{}", rules.settings.version, fingerprint(files, weights)),
            context: (0..).zip(&rules.terms).find(|(_, term)| term.id == "context").map(|(atom, _)| atom),
            term_features: rules.terms.iter().map(|term| named(&term.id)).collect(),
            rule_features: rules.rules.iter().map(|rule| named(&rule.id)).collect(),
            watchers: watchers(&ready, atoms.len()),
            lexicon,
            rules: ready,
            facts: FactRules(rules.facts),
            settings: rules.settings,
            source: rules.rules,
            learnt: rules.learnt,
            model: Model::read(weights)?,
        })
    }
}

impl Ruleset {
    /// The id of a rule by its number.
    pub(crate) fn rule_id(&self, rule: usize) -> &str {
        self.source.get(rule).map_or("", |rule| &rule.id)
    }
}

/// What every id stands for.
struct Names(HashMap<String, Reference>);

impl Names {
    fn of(rules: &Rules) -> Result<Self, RuleError> {
        let mut names = HashMap::new();
        let categories = Category::ALL.into_iter().map(|c| (c.id().to_owned(), Reference::Category(c)));
        let terms = (0..).zip(&rules.terms).map(|(atom, term)| (term.id.clone(), Reference::Term(atom)));
        let own =
            rules.rules.iter().enumerate().map(|(index, rule)| (rule.id.clone(), Reference::Rule(index)));
        for (id, reference) in categories.chain(terms).chain(own) {
            if names.insert(id.clone(), reference).is_some() {
                return Err(RuleError::IdTwice(id));
            }
        }
        let empty = rules.terms.iter().find(|term| term.phrases.is_empty());
        empty.map_or(Ok(Self(names)), |term| Err(RuleError::Empty(term.id.clone())))
    }

    fn all(&self, rule: &Rule, ids: &[String]) -> Result<Vec<Reference>, RuleError> {
        ids.iter().map(|id| self.one(rule, id)).collect()
    }

    fn one(&self, rule: &Rule, id: &str) -> Result<Reference, RuleError> {
        self.0
            .get(id)
            .copied()
            .ok_or_else(|| RuleError::UnknownReference { rule: rule.id.clone(), reference: id.to_owned() })
    }

    /// The terms of one place of a `near` rule.
    fn terms(&self, rule: &Rule, slot: &str) -> Result<Vec<Atom>, RuleError> {
        let term = |id: &str| match self.one(rule, id.trim())? {
            Reference::Term(atom) => Ok(atom),
            _ => Err(RuleError::UnknownReference { rule: rule.id.clone(), reference: id.to_owned() }),
        };
        slot.split('|').map(term).collect()
    }
}

fn ready(rule: &Rule, names: &Names, atoms: &mut Vec<Vec<String>>) -> Result<Ready, RuleError> {
    if rule.phrases.is_empty() && rule.near.is_empty() && rule.regex.is_none() {
        return Err(RuleError::Empty(rule.id.clone()));
    }
    if rule.regex.is_some() == rule.anchors.is_empty() {
        return Err(RuleError::Pattern(rule.id.clone()));
    }
    let mut atom = |phrases: &[String]| -> Result<Option<Atom>, RuleError> {
        if phrases.is_empty() {
            return Ok(None);
        }
        atoms.push(phrases.to_vec());
        Atom::try_from(atoms.len() - 1).map(Some).map_err(|_| RuleError::TooLarge)
    };
    let phrases = atom(&rule.phrases)?;
    let pattern = atom(&rule.anchors)?.zip(rule.regex.clone()).map(|(anchors, source)| Pattern {
        anchors,
        with: rule.with.clone(),
        source,
        compiled: OnceCell::new(),
    });
    let near = rule.near.iter().map(|slot| names.terms(rule, slot));
    Ok(Ready {
        category: rule.category,
        weight: rule.weight,
        phrases,
        near: near.collect::<Result<_, _>>()?,
        within: rule.within,
        any_order: rule.any_order,
        pattern,
        requires: names.all(rule, &rule.requires)?,
        unless: names.all(rule, &rule.unless)?,
        on: rule.on,
    })
}

fn watchers(rules: &[Ready], atoms: usize) -> Vec<Vec<usize>> {
    let mut watchers = vec![Vec::new(); atoms];
    for (index, rule) in rules.iter().enumerate() {
        let first = rule.near.first().into_iter().flatten();
        let anchors = rule.pattern.iter().map(|pattern| &pattern.anchors);
        for atom in rule.phrases.iter().chain(first).chain(anchors) {
            if let Some(list) = watchers.get_mut(usize::from(*atom)) {
                list.push(index);
            }
        }
    }
    watchers
}

/// Names the data, so that a verdict can be traced to what made it.
pub(crate) fn fingerprint(files: &[(&str, &str)], weights: &[u8]) -> String {
    let mut hash = Sha256::new();
    let shared = ["traditional", "numbers"].map(|name| bundle::table(name).as_bytes());
    for content in files.iter().map(|(_, content)| content.as_bytes()).chain(shared).chain([weights]) {
        hash.update(u64::try_from(content.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(content);
    }
    hash.finalize().iter().take(3).map(|byte| format!("{byte:02x}")).collect()
}
