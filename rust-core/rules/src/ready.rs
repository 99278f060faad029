//! From rules as people write them to rules whose phrases stand in a lexicon.
//!
//! Normalising, spelling out and sorting some ten thousand phrases takes longer than a phone may take for the first verdict, so
//! the rules that ship are made ready when they are compiled in.

use crate::error::RuleError;
use crate::lexicon::{Atom, Lexicon};
use crate::rules::{Found, Phrases, Rule, Rules, Spelling, Term};
use crate::spellings::Spellings;
use std::collections::BTreeMap;

/// Puts the phrases of all terms and rules into a lexicon: first each term as one atom, in order, then those of the rules.
pub fn ready(rules: Rules<Phrases>) -> Result<(Rules<Found>, Lexicon), RuleError> {
    let mut atoms: Vec<Phrases> = Vec::new();
    let mut terms = Vec::new();
    for term in rules.terms {
        let atom = next(&atoms)?;
        terms.push(Term { id: term.id, phrases: (!term.phrases.is_empty()).then_some(atom) });
        atoms.push(term.phrases);
    }
    let ready = rules.rules.into_iter().map(|rule| without_phrases(rule, &mut atoms));
    let ready = ready.collect::<Result<_, _>>()?;
    let lexicon = lexicon(&atoms, &rules.spellings)?;
    let Rules { facts, learnt, settings, .. } = rules;
    Ok((Rules { terms, rules: ready, facts, learnt, settings, spellings: Vec::new() }, lexicon))
}

/// The lexicon of phrases by atom, in each of their spellings.
pub(crate) fn lexicon(atoms: &[Phrases], spellings: &[Spelling]) -> Result<Lexicon, RuleError> {
    let spellings = Spellings::of(spellings);
    let mut found: BTreeMap<String, Vec<Atom>> = BTreeMap::new();
    for (atom, phrases) in (0..).zip(atoms) {
        for phrase in phrases {
            spellings.spell_out(phrase, |spelled| {
                let of_phrase = found.entry(spelled).or_default();
                if of_phrase.last() != Some(&atom) {
                    of_phrase.push(atom);
                }
            });
        }
    }
    found.remove("");
    Lexicon::of(&found, atoms.len())
}

fn without_phrases(rule: Rule<Phrases>, atoms: &mut Vec<Phrases>) -> Result<Rule<Found>, RuleError> {
    let mut atom = |phrases: Phrases| -> Result<Found, RuleError> {
        if phrases.is_empty() {
            return Ok(None);
        }
        let atom = next(atoms)?;
        atoms.push(phrases);
        Ok(Some(atom))
    };
    Ok(Rule {
        phrases: atom(rule.phrases)?,
        id: rule.id,
        category: rule.category,
        weight: rule.weight,
        near: rule.near,
        within: rule.within,
        any_order: rule.any_order,
        requires: rule.requires,
        unless: rule.unless,
        on: rule.on,
        reason_zh: rule.reason_zh,
        reason_en: rule.reason_en,
        examples: rule.examples,
    })
}

fn next(atoms: &[Phrases]) -> Result<Atom, RuleError> {
    Atom::try_from(atoms.len()).map_err(|_| RuleError::TooLarge)
}
