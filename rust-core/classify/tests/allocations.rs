//! A text in which nothing is found costs no allocation: its buffers live from text to text.

use allocation_counter::measure;
use dunlog_classify::{Classifier, Facts, Input, InputKind};
use dunlog_model::Role;

fn input(text: &str) -> Input<'_> {
    Input {
        text: Some(text),
        kind: InputKind::Sms,
        number: None,
        role: Role::Debtor,
        facts: Facts::default(),
    }
}

#[test]
fn a_text_that_matches_nothing_allocates_nothing() {
    let classifier = Classifier::bundled();
    let texts = ["", "月亮圆圆的照着湖面。", "The moon stands over the lake, 3 a.m.", "🌙 ☁️ ①②③"];
    let warm_up = "您的借款已逾期三天，请尽快处理，否则上门找你家人。".repeat(100);
    classifier.classify(&input(&warm_up));
    for text in texts {
        classifier.classify(&input(text));
        let mut reasons = 0;
        let counted = measure(|| reasons = classifier.classify(&input(text)).reasons.len());
        assert_eq!((reasons, counted.count_total), (0, 0), "{text}: {counted:?}");
    }
}
