//! Words for people, looked up by the ids of the data.

use dunlog_model::{Category, Label, Role, Source};
use once_cell::sync::Lazy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

static WORDS: Lazy<Words> = Lazy::new(|| {
    let groups =
        toml::from_str(include_str!("../data/words.toml")).expect("the data file is checked by a test");
    Words { groups }
});

/// The languages of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// The word list.
pub struct Words {
    groups: BTreeMap<String, BTreeMap<String, Pair>>,
}

#[derive(Deserialize)]
struct Pair {
    zh: String,
    en: String,
}

/// The word list that comes with the program.
pub fn words() -> &'static Words {
    &WORDS
}

impl Words {
    /// The word for an id of a group; the id itself when there is none.
    pub fn get<'a>(&'a self, group: &str, id: &'a str, lang: Lang) -> &'a str {
        let pair = self.groups.get(group).and_then(|words| words.get(id));
        pair.map_or(id, |pair| match lang {
            Lang::Zh => &pair.zh,
            Lang::En => &pair.en,
        })
    }

    /// A label.
    pub fn label(&self, label: Label, lang: Lang) -> &str {
        self.get("label", label.id(), lang)
    }

    /// A category.
    pub fn category(&self, category: Category, lang: Lang) -> &str {
        self.get("category", category.id(), lang)
    }

    /// A role.
    pub fn role(&self, role: Role, lang: Lang) -> &str {
        self.get("role", role.id(), lang)
    }

    /// A source.
    pub fn source(&'static self, source: Source, lang: Lang) -> String {
        self.get("source", &id_of(&source), lang).to_owned()
    }
}

/// The serde name of an enum without fields.
pub(crate) fn id_of<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_category_role_and_source_has_a_word_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            for label in Label::ALL {
                assert!(
                    WORDS.groups["label"].contains_key(label.id()) && !words().label(label, lang).is_empty()
                );
            }
            for category in Category::ALL {
                assert!(WORDS.groups["category"].contains_key(category.id()), "{}", category.id());
            }
            for role in [Role::Debtor, Role::ThirdParty] {
                assert_ne!(words().role(role, lang), role.id());
            }
            for source in [
                Source::Screening,
                Source::PhoneState,
                Source::SmsBroadcast,
                Source::Notification,
                Source::CallLog,
                Source::SmsInbox,
                Source::BackupXml,
                Source::SmsIe,
                Source::CallCsv,
                Source::DunlogCsv,
                Source::DunlogNdjson,
                Source::Manual,
            ] {
                assert_ne!(words().source(source, lang), id_of(&source));
            }
        }
    }
}
