//! What stands beside the weights: from which rules and texts they were learnt, and what they do on the test part.

use crate::corpus::Text;
use crate::hash::sha256;
use dunlog_classify::Classifier;
use dunlog_eval::Evaluation;
use dunlog_model::Label;
use std::fmt::Write;

/// The content of `card.toml`.
///
/// `also` are texts that were learnt from and are not in the corpus: their licences do not allow it. Their number and hash
/// are all that is said of them.
pub fn card(texts: &[Text], also: &[Text], parts: [usize; 3], on_test: &Evaluation) -> String {
    let harassment = on_test.class(Label::Harassment).map_or(0.0, |class| class.f1);
    let mut card =
        String::from("# Written by `cargo xtask train` together with weights.bin; do not edit.\n\n");
    let lines = [
        format!("rules = \"{}\"", Classifier::rules_hash()),
        format!("corpus = \"{}\"", corpus_hash(texts)),
        format!("also = {{ texts = {}, hash = \"{}\" }}", also.len(), corpus_hash(also)),
        format!("texts = {{ train = {}, dev = {}, test = {} }}", parts[0], parts[1], parts[2]),
        format!("test = {{ harassment_f1 = {harassment:.4}, macro_f1 = {:.4} }}", on_test.macro_f1),
    ];
    for line in lines {
        let _ = writeln!(card, "{line}");
    }
    card
}

/// Names the corpus: equal hashes mean equal texts, labels and conducts, whatever file they stand in.
pub fn corpus_hash(texts: &[Text]) -> String {
    let mut lines: Vec<String> = texts
        .iter()
        .map(|text| format!("{}\t{:?}\t{:?}\t{}", text.label.id(), text.channel, text.conduct, text.text))
        .collect();
    lines.sort_unstable();
    let mut hash = sha256(lines.join("\n").as_bytes());
    hash.truncate(16);
    hash
}
