//! Words for people, looked up by the ids of the data.

use dunlog_model::{Category, Label, Role, Source};
use once_cell::sync::Lazy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

static WORDS: Lazy<Words> =
    Lazy::new(|| Words::from_json(include_str!(concat!(env!("OUT_DIR"), "/words.json"))));

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
    /// Reads a word list, which its build program made.
    pub(crate) fn from_json(json: &str) -> Self {
        Self { groups: serde_json::from_str(json).expect("checked by a test") }
    }

    /// The word for an id of a group; the id itself when there is none.
    pub fn get<'a>(&'a self, group: &str, id: &'a str, lang: Lang) -> &'a str {
        let pair = self.groups.get(group).and_then(|words| words.get(id));
        pair.map_or(id, |pair| match lang {
            Lang::Zh => &pair.zh,
            Lang::En => &pair.en,
        })
    }

    /// Every word of a language, by group and id.
    pub fn all(&self, lang: Lang) -> BTreeMap<&str, BTreeMap<&str, &str>> {
        self.groups.keys().map(|group| (group.as_str(), self.group(group, lang))).collect()
    }

    /// A label.
    pub fn label(&self, label: Label, lang: Lang) -> &str {
        self.get("label", label.id(), lang)
    }

    /// A category.
    pub fn category(&self, category: Category, lang: Lang) -> &str {
        self.get("category", category.id(), lang)
    }

    /// The kinds of conduct among the categories, in one line; context is left out.
    pub fn conduct(&self, categories: &[Category], lang: Lang) -> String {
        let conduct = categories.iter().filter(|category| category.is_conduct());
        conduct.map(|category| self.category(*category, lang)).collect::<Vec<_>>().join(match lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        })
    }

    /// A role.
    pub fn role(&self, role: Role, lang: Lang) -> &str {
        self.get("role", role.id(), lang)
    }

    /// A source.
    pub fn source(&'static self, source: Source, lang: Lang) -> String {
        self.get("source", &id_of(&source), lang).to_owned()
    }

    fn group(&self, group: &str, lang: Lang) -> BTreeMap<&str, &str> {
        let ids = self.groups.get(group).into_iter().flat_map(BTreeMap::keys);
        ids.map(|id| (id.as_str(), self.get(group, id, lang))).collect()
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
    fn every_label_category_role_and_source_has_words() {
        let has = |group: &str, id: &str| WORDS.groups[group].contains_key(id);
        assert!(Label::ALL.iter().all(|label| has("label", label.id())));
        assert!(Category::ALL.iter().all(|category| has("category", category.id())));
        assert!([Role::Debtor, Role::ThirdParty].iter().all(|role| has("role", role.id())));
        let sources = [
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
            Source::SelfReport,
        ];
        assert!(sources.iter().all(|source| has("source", &id_of(source))));
        assert!(
            WORDS
                .groups
                .values()
                .flat_map(BTreeMap::values)
                .all(|pair| !pair.zh.is_empty() && !pair.en.is_empty())
        );
    }
}
