//! The page has words for everything that a checker can say and that it asks for, in both languages.

use dunlog_bundle::Code;
use dunlog_proof::EntryKind;
use std::collections::BTreeSet;
use toml::Table;

fn table(text: &str) -> Table {
    text.parse().expect("it is TOML")
}

fn words() -> Table {
    table(include_str!("../page/words.toml"))
}

fn has(words: &Table, section: &str, id: &str) -> bool {
    words.get(section).is_some_and(|section| section.get(id).is_some())
}

#[test]
fn every_entry_has_both_languages() {
    for (section, entries) in words() {
        for (id, entry) in entries.as_table().unwrap() {
            for language in ["zh", "en"] {
                let text = entry[language].as_str().unwrap();
                assert!(!text.is_empty(), "{section}.{id}.{language}");
            }
            let places = |language: &str| {
                let text = entry[language].as_str().unwrap();
                (0..4).filter(|place| text.contains(&format!("{{{place}}}"))).collect::<Vec<_>>()
            };
            assert_eq!(places("zh"), places("en"), "{section}.{id}");
        }
    }
}

#[test]
fn every_code_has_words_and_advice_and_every_kind_a_name() {
    let words = words();
    for code in Code::ALL {
        assert!(has(&words, "code", code.id()), "{code:?}");
        assert!(has(&words, "advice", code.id()), "{code:?}");
    }
    for kind in EntryKind::ALL {
        assert!(has(&words, "entry", kind.id()), "{kind:?}");
    }
    for verdict in ["intact", "repacked", "changed", "refused"] {
        assert!(has(&words, "verdict", verdict) && has(&words, "verdict_means", verdict), "{verdict}");
    }
}

/// What stands in quotes and has the form of a key: `say("page.title")`, `data-words="page.title"`, `"proven.some"`.
#[test]
fn every_word_that_the_page_asks_for_is_there() {
    let words = words();
    let mut asked = BTreeSet::new();
    for text in [include_str!("../page/page.html"), include_str!("../page/page.js")] {
        for quoted in text.split(['"', '`']) {
            if let Some((section, id)) = quoted.split_once('.')
                && words.contains_key(section)
                && id.chars().all(|c| c.is_ascii_lowercase() || c == '_')
            {
                assert!(has(&words, section, id), "{quoted}");
                asked.insert(section.to_owned());
            }
        }
    }
    for section in ["page", "heading", "group", "row", "finding"] {
        assert!(asked.contains(section), "{asked:?}");
    }
}

/// Words that the report has too are the same ones.
#[test]
fn what_the_report_names_too_is_named_as_in_the_report() {
    let (page, report) = (words(), table(include_str!("../../report/data/words.toml")));
    for section in ["source", "role", "gap", "incident"] {
        assert_eq!(page[section], report[section], "{section}");
    }
}

#[test]
fn nothing_is_said_about_guilt_or_law() {
    let text = include_str!("../page/words.toml");
    for word in ["违法", "犯罪", "有罪", "违规", "法律", "illegal", "guilt", "crime", "legal"] {
        assert!(!text.contains(word), "{word}");
    }
}
