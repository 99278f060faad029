//! Rule files that cannot be used are refused with a code that names no text.

use dunlog_classify::{Classifier, RuleError, Weights};

const SETTINGS: &str = "[settings]\nversion = \"t\"\nhistory_bias = -3.0\nharassment_at = 0.5\nwords_at = 0.5\nuncertain_at = 0.3\ndoubt_from = 0.3\ndoubt_to = 0.8\nevidence_at = 0.4\nevidence_pull = 4.0\nnamed_at = 0.9\nordinary_at = 0.8\npassage_length = 60\npassage_evidence = 1.75\npassage_at = 0.95\nreasons = 3\n";

fn rule(rest: &str) -> String {
    format!(
        "[[rule]]\nid = \"A\"\ncategory = \"threat\"\nweight = 1.0\nreason_zh = \"x\"\nreason_en = \"x\"\n{rest}\n"
    )
}

fn weights() -> Vec<u8> {
    Weights::default().write().expect("there are no features to count")
}

fn build(rules: &str) -> Result<Classifier, RuleError> {
    let json = |text: &str| dunlog_datafile::to_json(text).expect("the rules of this test are TOML");
    Classifier::from_parts(&[("settings", &json(SETTINGS)), ("rules", &json(rules))], &weights())
}

fn error(rules: &str) -> Option<RuleError> {
    build(rules).err()
}

#[test]
fn a_sound_rule_set_is_taken_and_named_by_its_data() {
    let one = rule("phrases = [\"x\"]");
    let id = |rules: &str| build(rules).map(|classifier| classifier.ruleset().to_owned());
    assert_eq!(id(&one), id(&one));
    assert_ne!(id(&one), id(&rule("phrases = [\"y\"]")));
    assert!(id(&one).is_ok_and(|id| id.starts_with("t+")));
}

#[test]
fn every_kind_of_fault_has_its_code() {
    let twice = rule("phrases = [\"x\"]").repeat(2);
    assert_eq!(error(&twice), Some(RuleError::IdTwice("A".to_owned())));
    let as_learnt = rule("phrases = [\"x\"]").replace("\"A\"", "\"M-A\"");
    assert_eq!(error(&as_learnt), Some(RuleError::IdKind("M-A".to_owned())));
    assert_eq!(error(&rule("")), Some(RuleError::Empty("A".to_owned())));
    assert_eq!(error(&rule("near = ['t', 't']\nwithin = [1, 2]")), Some(RuleError::Within("A".to_owned())));
    assert!(matches!(error(&rule("near = [\"nobody\"]")), Some(RuleError::UnknownReference { .. })));
    assert!(matches!(error(&rule("phrasing = []")), Some(RuleError::Unreadable { .. })));
    assert_eq!(Classifier::from_parts(&[], &weights()).err(), Some(RuleError::Settings));
}
