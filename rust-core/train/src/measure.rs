//! What the classifier that ships makes of labelled texts.

use crate::corpus::Text;
use dunlog_classify::{Classifier, Facts, Input};
use dunlog_eval::{Evaluation, Outcome};
use dunlog_model::{Role, Verdict};

/// The verdict on the words alone: nobody's history, the debtor's own phone.
pub fn verdict(classifier: &Classifier, text: &Text) -> Verdict {
    classifier.classify(&Input {
        text: Some(&text.text),
        kind: text.channel.kind(),
        number: None,
        role: Role::Debtor,
        facts: Facts::default(),
    })
}

/// Labels against verdicts.
pub fn outcomes(classifier: &Classifier, texts: &[Text]) -> Vec<Outcome> {
    let outcome = |text: &Text| {
        let verdict = verdict(classifier, text);
        Outcome { truth: text.label, answer: verdict.label, score: verdict.score.probability() }
    };
    texts.iter().map(outcome).collect()
}

/// The figures.
pub fn evaluate(classifier: &Classifier, texts: &[Text]) -> Evaluation {
    Evaluation::of(&outcomes(classifier, texts))
}
