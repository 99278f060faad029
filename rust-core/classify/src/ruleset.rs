//! Rules as they are run: names resolved to numbers, phrases in one lexicon, patterns waiting for their anchors.

use crate::features::named;
use crate::model::Model;
use crate::{bundle, facts::FactRules};
use dunlog_model::Category;
use dunlog_rules::{
    Atom, Found, Learnt, Lexicon, Medium, Rule, RuleError, Rules, Settings, fingerprint, packed, ready,
};
use once_cell::sync::OnceCell;
use regex_lite::Regex;
use std::collections::HashMap;
use std::sync::Arc;

#[derive(Debug)]
pub(crate) struct Ruleset {
    pub(crate) id: Arc<str>,
    pub(crate) lexicon: Lexicon,
    pub(crate) rules: Vec<Ready>,
    /// Rules that may fire once an atom was seen, by atom.
    pub(crate) watchers: Vec<Vec<usize>>,
    pub(crate) facts: FactRules,
    pub(crate) settings: Settings,
    pub(crate) source: Vec<Rule<Found>>,
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
    /// The rules that ship, with weights. `id` names both.
    pub(crate) fn bundled(id: &str, weights: &[u8]) -> Result<Self, RuleError> {
        let rules = serde_json::from_slice(bundle::bytes("rules"))
            .map_err(|error| RuleError::Unreadable { file: "rules".to_owned(), at: error.column() })?;
        Self::of(rules, packed::read(bundle::bytes("lexicon"))?, weights, id)
    }

    /// Rules from files as they are written.
    pub(crate) fn build(files: &[(&str, &str)], weights: &[u8]) -> Result<Self, RuleError> {
        let (rules, lexicon) = ready(Rules::read(files)?)?;
        Self::of(rules, lexicon, weights, &fingerprint(files, bundle::text("numbers"), weights))
    }

    fn of(rules: Rules<Found>, lexicon: Lexicon, weights: &[u8], id: &str) -> Result<Self, RuleError> {
        let names = Names::of(&rules)?;
        let ready = rules.rules.iter().map(|rule| as_run(rule, &names)).collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            id: format!("{}+{id}", rules.settings.version).into(),
            context: (0..).zip(&rules.terms).find(|(_, term)| term.id == "context").map(|(atom, _)| atom),
            term_features: rules.terms.iter().map(|term| named(&term.id)).collect(),
            rule_features: rules.rules.iter().map(|rule| named(&rule.id)).collect(),
            watchers: watchers(&ready, lexicon.atom_count()),
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
    fn of(rules: &Rules<Found>) -> Result<Self, RuleError> {
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
        let empty = rules.terms.iter().find(|term| term.phrases.is_none());
        empty.map_or(Ok(Self(names)), |term| Err(RuleError::Empty(term.id.clone())))
    }

    fn all(&self, rule: &Rule<Found>, ids: &[String]) -> Result<Vec<Reference>, RuleError> {
        ids.iter().map(|id| self.one(rule, id)).collect()
    }

    fn one(&self, rule: &Rule<Found>, id: &str) -> Result<Reference, RuleError> {
        self.0
            .get(id)
            .copied()
            .ok_or_else(|| RuleError::UnknownReference { rule: rule.id.clone(), reference: id.to_owned() })
    }

    /// The terms of one place of a `near` rule.
    fn terms(&self, rule: &Rule<Found>, slot: &str) -> Result<Vec<Atom>, RuleError> {
        let term = |id: &str| match self.one(rule, id.trim())? {
            Reference::Term(atom) => Ok(atom),
            _ => Err(RuleError::UnknownReference { rule: rule.id.clone(), reference: id.to_owned() }),
        };
        slot.split('|').map(term).collect()
    }
}

fn as_run(rule: &Rule<Found>, names: &Names) -> Result<Ready, RuleError> {
    if rule.phrases.is_none() && rule.near.is_empty() && rule.regex.is_none() {
        return Err(RuleError::Empty(rule.id.clone()));
    }
    if rule.regex.is_some() == rule.anchors.is_none() {
        return Err(RuleError::Pattern(rule.id.clone()));
    }
    let pattern = rule.anchors.zip(rule.regex.clone()).map(|(anchors, source)| Pattern {
        anchors,
        with: rule.with.clone(),
        source,
        compiled: OnceCell::new(),
    });
    let near = rule.near.iter().map(|slot| names.terms(rule, slot));
    Ok(Ready {
        category: rule.category,
        weight: rule.weight,
        phrases: rule.phrases,
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
