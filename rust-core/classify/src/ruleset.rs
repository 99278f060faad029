//! Rules as they are run: names resolved to numbers, phrases and learnt features in one table.

use crate::features::NamedFeatures;
use crate::model::Model;
use crate::watchers::Watchers;
use crate::{bundle, facts::FactRules};
use dunlog_model::Category;
use dunlog_rules::{
    Atom, Found, Learnt, Lexicon, Medium, Rule, RuleError, Rules, Settings, Walker, fingerprint, packed,
    ready,
};
use std::collections::HashMap;
use std::sync::Arc;

#[derive(Debug)]
pub(crate) struct Ruleset {
    pub(crate) id: Arc<str>,
    pub(crate) walker: Walker,
    pub(crate) rules: Vec<Ready>,
    pub(crate) watchers: Watchers,
    pub(crate) facts: FactRules,
    pub(crate) settings: Settings,
    pub(crate) source: Vec<Rule<Found>>,
    pub(crate) learnt: Vec<Learnt>,
    pub(crate) model: Model,
    /// The id of each term, by atom: the atoms of rules come behind those of the terms.
    pub(crate) terms: Vec<String>,
    /// The learnt features that have a name.
    pub(crate) named: NamedFeatures,
}

/// A rule as it is run.
#[derive(Debug)]
pub(crate) struct Ready {
    pub(crate) category: Category,
    pub(crate) weight: f64,
    pub(crate) phrases: Option<Atom>,
    pub(crate) near: Vec<Slot>,
    pub(crate) any_order: bool,
    pub(crate) requires: Vec<Reference>,
    pub(crate) unless: Vec<Reference>,
    pub(crate) on: Option<Medium>,
}

/// One place of a `near` rule.
#[derive(Debug)]
pub(crate) struct Slot {
    /// One of these stands there.
    pub(crate) terms: Vec<Atom>,
    /// At most so many characters after the place before.
    pub(crate) within: u32,
}

/// What a rule asks of the rest of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    Category(Category),
    Rule(usize),
    Term(Atom),
}

impl Ruleset {
    /// The rules that ship, with the weights that ship.
    pub(crate) fn bundled() -> Result<Self, RuleError> {
        let (rules, lexicon) = shipped()?;
        Self::of(rules, lexicon, bundle::WEIGHTS, bundle::text("id"))
    }

    /// The rules that ship with other weights, named by both.
    pub(crate) fn with_weights(weights: &[u8]) -> Result<Self, RuleError> {
        let (rules, lexicon) = shipped()?;
        Self::of(rules, lexicon, weights, &fingerprint(&[("rules", bundle::text("hash"))], "", weights))
    }

    /// Rules from files as they are written, with weights.
    pub(crate) fn build(files: &[(&str, &str)], weights: &[u8]) -> Result<Self, RuleError> {
        let (rules, lexicon) = ready(Rules::read(files)?)?;
        Self::of(rules, lexicon, weights, &fingerprint(files, bundle::text("numbers"), weights))
    }

    fn of(rules: Rules<Found>, lexicon: Lexicon, weights: &[u8], id: &str) -> Result<Self, RuleError> {
        let (features, model) = packed::features::read(weights)?;
        let (walker, model) = (Walker::of(lexicon, features)?, Model::read(model)?);
        let names = Names::of(&rules)?;
        let ready = rules.rules.iter().map(|rule| as_run(rule, &names)).collect::<Result<Vec<_>, _>>()?;
        let watchers = Watchers::of(&ready, walker.lexicon().atom_count());
        let terms: Vec<String> = rules.terms.into_iter().map(|term| term.id).collect();
        let rule_ids = rules.rules.iter().map(|rule| &*rule.id);
        Ok(Self {
            id: format!("{}+{id}", rules.settings.version).into(),
            named: NamedFeatures::of(&walker, terms.iter().map(String::as_str), rule_ids),
            terms,
            watchers,
            walker,
            rules: ready,
            facts: FactRules::of(rules.facts),
            settings: rules.settings,
            source: rules.rules,
            learnt: rules.learnt,
            model,
        })
    }
}

impl Ruleset {
    /// The id of a rule by its number.
    pub(crate) fn rule_id(&self, rule: usize) -> Option<&Arc<str>> {
        self.source.get(rule).map(|rule| &rule.id)
    }
}

/// The rules that ship and their phrases.
fn shipped() -> Result<(Rules<Found>, Lexicon), RuleError> {
    let rules = serde_json::from_slice(bundle::bytes("rules"))
        .map_err(|error| RuleError::Unreadable { file: "rules".to_owned(), at: error.column() })?;
    Ok((rules, packed::lexicon::read(bundle::bytes("lexicon"))?))
}

/// What every id stands for.
struct Names(HashMap<String, Reference>);

impl Names {
    fn of(rules: &Rules<Found>) -> Result<Self, RuleError> {
        let mut names = HashMap::new();
        let categories = Category::ALL.into_iter().map(|c| (c.id().to_owned(), Reference::Category(c)));
        let terms = (0..).zip(&rules.terms).map(|(atom, term)| (term.id.clone(), Reference::Term(atom)));
        let own =
            rules.rules.iter().enumerate().map(|(index, rule)| (rule.id.to_string(), Reference::Rule(index)));
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
        self.0.get(id).copied().ok_or_else(|| RuleError::UnknownReference {
            rule: rule.id.to_string(),
            reference: id.to_owned(),
        })
    }

    /// The terms of one place of a `near` rule.
    fn terms(&self, rule: &Rule<Found>, slot: &str) -> Result<Vec<Atom>, RuleError> {
        let term = |id: &str| match self.one(rule, id.trim())? {
            Reference::Term(atom) => Ok(atom),
            _ => Err(RuleError::UnknownReference { rule: rule.id.to_string(), reference: id.to_owned() }),
        };
        slot.split('|').map(term).collect()
    }
}

fn as_run(rule: &Rule<Found>, names: &Names) -> Result<Ready, RuleError> {
    if rule.phrases.is_none() && rule.near.is_empty() {
        return Err(RuleError::Empty(rule.id.to_string()));
    }
    let gaps = rule.within.gaps(rule.near.len().saturating_sub(1));
    let gaps = gaps.ok_or_else(|| RuleError::Within(rule.id.to_string()))?;
    let slot = |(slot, within): (&String, u32)| Ok(Slot { terms: names.terms(rule, slot)?, within });
    let near = rule.near.iter().zip(std::iter::once(0).chain(gaps)).map(slot);
    Ok(Ready {
        category: rule.category,
        weight: rule.weight,
        phrases: rule.phrases,
        near: near.collect::<Result<_, _>>()?,
        any_order: rule.any_order,
        requires: names.all(rule, &rule.requires)?,
        unless: names.all(rule, &rule.unless)?,
        on: rule.on,
    })
}
