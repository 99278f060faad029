//! A full verdict against one pass of an Aho–Corasick automaton over the same texts with the same phrases, in turn.

use crate::table::{Table, median};
use crate::{Outcome, words};
use aho_corasick::AhoCorasick;
use dunlog_classify::{Classifier, Facts, Input, InputKind};
use dunlog_model::Role;
use std::path::Path;
use std::time::Instant;

const TEXTS: usize = 100_000;
const ROUNDS: usize = 5;

pub(crate) fn measure(table: &mut Table) -> Outcome {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let mut texts: Vec<String> =
        dunlog_train::corpus::read(&corpus)?.into_iter().map(|text| text.text).collect();
    // The files are sorted by label: a stride that shares no factor with their number mixes them.
    let stride = (7_919..).find(|stride| !texts.len().is_multiple_of(*stride)).unwrap_or(1);
    texts = (0..texts.len()).filter_map(|at| texts.get(at * stride % texts.len()).cloned()).collect();
    let classifier = Classifier::bundled();
    let automaton = AhoCorasick::new(classifier.phrases()).map_err(words)?;
    let all = || texts.iter().cycle().take(TEXTS);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let found: usize = all().map(|text| automaton.find_overlapping_iter(text.as_str()).count()).sum();
        let middle = Instant::now();
        let reasons: usize = all().map(|text| classifier.classify(&input(text)).reasons.len()).sum();
        theirs.push(middle.duration_since(start).as_secs_f64() * 1e6 / TEXTS as f64);
        ours.push(middle.elapsed().as_secs_f64() * 1e6 / TEXTS as f64);
        if found == 0 || reasons == 0 {
            return Err("nothing was found in the corpus".to_owned());
        }
    }
    let (ours, theirs) = (median(ours), median(theirs));
    table.row("corpus_verdict_us", "verdict with reasons, texts of the corpus", ours, "µs");
    table.row("automaton_us", "  one Aho-Corasick pass, same phrases", theirs, "µs");
    table.row("verdict_ratio", "  ratio", ours / theirs, "x");
    Ok(())
}

fn input(text: &str) -> Input<'_> {
    Input {
        text: Some(text),
        kind: InputKind::Sms,
        number: None,
        role: Role::Debtor,
        facts: Facts::default(),
    }
}
