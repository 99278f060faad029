//! The façade: rule files in, verdicts out.

use crate::bundle;
use crate::decide::{Reading, Room, decide, medium};
use crate::features::{self, Said};
use crate::find::{Firing, Setting, fire};
use crate::input::{Facts, Input, InputKind};
use crate::passages::{move_quotes, passages, together};
use crate::ruleset::Ruleset;
use dunlog_model::{Label, Role, Verdict};
use dunlog_rules::{Normalised, RuleError, Walked};
use once_cell::sync::Lazy;
use std::cell::RefCell;
use std::ops::Range;

static CLASSIFIER: Lazy<Classifier> =
    Lazy::new(|| Classifier { set: Ruleset::bundled().expect("the bundled rules are covered by tests") });

thread_local! {
    /// Buffers that live from text to text, so that a text in which nothing is found costs no allocation.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// A rule set made ready. Immutable: one serves every thread.
#[derive(Debug)]
pub struct Classifier {
    set: Ruleset,
}

/// What a rule says in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleText<'a> {
    /// In Chinese.
    pub zh: &'a str,
    /// In English.
    pub en: &'a str,
}

#[derive(Debug, Default)]
struct Scratch {
    normalised: Normalised,
    walked: Walked,
    firing: Firing,
    room: Room,
}

impl Classifier {
    /// The classifier with the rules that ship.
    pub fn bundled() -> &'static Self {
        &CLASSIFIER
    }

    /// A classifier from rule files compiled to JSON, given as name and content, and from learnt weights.
    pub fn from_parts(files: &[(&str, &str)], weights: &[u8]) -> Result<Self, RuleError> {
        Ruleset::build(files, weights).map(|set| Self { set })
    }

    /// The rules that ship with other weights: how training looks at what it learnt.
    pub fn with_weights(weights: &[u8]) -> Result<Self, RuleError> {
        Ruleset::with_weights(weights).map(|set| Self { set })
    }

    /// Version of the rules and a short hash of all data: equal ids mean equal verdicts.
    pub fn ruleset(&self) -> &str {
        &self.set.id
    }

    /// A short hash of the rules that ship, without the weights: those are learnt for one set of rules.
    pub fn rules_hash() -> &'static str {
        bundle::text("hash")
    }

    /// The probabilities of harassment at which a text is in doubt and the second reader is asked.
    pub fn doubt(&self) -> Range<f64> {
        self.set.settings.doubt_from..self.set.settings.doubt_to
    }

    /// The words for a rule id of a reason; `None` for a rule of another rule set.
    pub fn rule_text(&self, rule: &str) -> Option<RuleText<'_>> {
        let by_text = self.set.source.iter().find(|own| &*own.id == rule);
        let by_fact = || self.set.facts.all.iter().find(|own| &*own.id == rule);
        let by_model = || self.set.learnt.iter().find(|own| &*own.id == rule);
        by_text
            .map(|own| (&own.reason_zh, &own.reason_en))
            .or_else(|| by_fact().map(|own| (&own.reason_zh, &own.reason_en)))
            .or_else(|| by_model().map(|own| (&own.reason_zh, &own.reason_en)))
            .map(|(zh, en)| RuleText { zh, en })
    }

    /// Every phrase that is looked for, other spellings included: for measuring against another way of finding them.
    pub fn phrases(&self) -> impl Iterator<Item = String> {
        self.set.walker.lexicon().phrases()
    }

    /// How many rules there are and how many phrases they look for, other spellings included.
    pub fn size(&self) -> (usize, usize) {
        (self.set.source.len() + self.set.facts.all.len(), self.set.walker.lexicon().len())
    }

    /// The verdict on one incoming event. A long text in which nothing was found as a whole is read passage by passage.
    pub fn classify(&self, input: &Input<'_>) -> Verdict {
        SCRATCH.with_borrow_mut(|scratch| {
            let text = input.text.unwrap_or_default();
            let verdict = scratch.verdict(&self.set, text, input);
            if verdict.label == Label::Harassment || !scratch.may_hide(&self.set) {
                return verdict;
            }
            scratch.in_passages(&self.set, text, input).unwrap_or(verdict)
        })
    }

    /// The numbers that the learnt model sees of a text: what it is trained on.
    pub fn features(&self, text: &str, kind: InputKind) -> Vec<u32> {
        SCRATCH.with_borrow_mut(|scratch| {
            let input =
                Input { text: Some(text), kind, number: None, role: Role::Debtor, facts: Facts::default() };
            scratch.read(&self.set, text, &input);
            features::all(
                &self.set,
                &scratch.normalised,
                Said::of(&scratch.walked.hits.in_order(), &scratch.firing, medium(kind)),
            )
        })
    }
}

impl Scratch {
    fn verdict(&mut self, set: &Ruleset, text: &str, input: &Input<'_>) -> Verdict {
        self.read(set, text, input);
        let Self { normalised, walked, firing, room } = self;
        let (known, runs) = (walked.known.items(), walked.runs());
        let reading = Reading { text, normalised, fired: &firing.fired, known, runs };
        decide(set, input, &reading, room)
    }

    /// Whether a passage of what was read may be harassment by itself. What a passage says the whole text says, too: where
    /// nothing in that is much evidence, no passage has any.
    fn may_hide(&self, set: &Ruleset) -> bool {
        let is_long = 2 * self.normalised.chars().len() > 3 * set.settings.passage_length;
        let enough = set.settings.passage_evidence;
        is_long && set.model.weight_of_evidence(self.walked.known.items(), enough) >= enough
    }

    /// What is sure to be harassment in a passage of the text that comes by itself; `None` when nothing is.
    #[cold]
    fn in_passages(&mut self, set: &Ruleset, text: &str, input: &Input<'_>) -> Option<Verdict> {
        let verdicts = passages(text, set.settings.passage_length).into_iter().map(|passage| {
            let mut verdict = self.verdict(set, passage.text, input);
            move_quotes(&mut verdict, passage.start);
            verdict
        });
        let is_sure = |verdict: &Verdict| {
            verdict.label == Label::Harassment && verdict.score.probability() >= set.settings.passage_at
        };
        together(verdicts.filter(is_sure).collect(), set.settings.reasons)
    }

    fn read(&mut self, set: &Ruleset, text: &str, input: &Input<'_>) {
        let setting = Setting {
            medium: medium(input.kind),
            known: input.facts.known.is_some_and(Label::is_collection),
        };
        self.normalised.read(text);
        set.walker.walk(&self.normalised, &mut self.walked);
        fire(set, self.normalised.chars(), &self.walked.hits, setting, &mut self.firing);
        let said = Said::of(self.walked.hits.atoms(), &self.firing, setting.medium);
        set.named.add(said, &mut self.walked.known);
    }
}
