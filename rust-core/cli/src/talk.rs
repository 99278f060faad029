//! What the program says, in both languages, from the data file.

use dunlog_engine::Lang;
use once_cell::sync::Lazy;
use std::collections::BTreeMap;

/// Group, id, language, words.
type Messages = BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>;

/// A sentence with `{names}` filled in; the id itself when there is no such sentence.
pub(crate) fn say(id: &str, lang: Lang, values: &[(&str, &str)]) -> String {
    let mut sentence = look_up("say", id, lang).unwrap_or_else(|| id.to_owned());
    for (name, value) in values {
        sentence = sentence.replace(&format!("{{{name}}}"), value);
    }
    sentence
}

/// What to do about an error.
pub(crate) fn advice(code: &str, lang: Lang) -> Option<String> {
    look_up("error", code, lang)
}

/// What a finding of a check means, or, where there are no words for it, that it is a mistake of ours.
pub(crate) fn finding(code: &str, lang: Lang) -> String {
    look_up("finding", code, lang).or_else(|| advice("internal", lang)).unwrap_or_else(|| code.to_owned())
}

static MESSAGES: Lazy<Messages> = Lazy::new(|| {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/messages.json"))).expect("checked by a test")
});

fn look_up(group: &str, id: &str, lang: Lang) -> Option<String> {
    let language = match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    };
    MESSAGES.get(group)?.get(id)?.get(language).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_can_reach_the_terminal_has_advice_in_both_languages() {
        let codes = [
            "db_missing",
            "db_exists",
            "db_foreign",
            "db_newer",
            "db_corrupt",
            "db_full",
            "disk_full",
            "busy",
            "io",
            "file_missing",
            "permission_denied",
            "not_a_file",
            "empty",
            "unknown_format",
            "encoding_unsupported",
            "zip_unreadable",
            "too_large",
            "role_differs",
            "invalid_input",
            "no_such_event",
            "no_such_person",
            "no_such_label",
            "no_such_conduct",
            "no_such_channel",
            "no_such_letter",
            "not_for_this_role",
            "text_too_large",
            "clock_wrong",
            "person_missing",
            "nothing_recorded",
            "other_log",
            "key_broken",
            "not_for_us",
            "seal_changed",
            "seal_malformed",
            "wrong_key",
            "forked_log",
            "record_malformed",
            "invitation_broken",
            "invitation_expired",
            "own_case",
            "no_such_case",
            "nothing_to_share",
            "no_such_log",
            "other_case",
            "passphrase_short",
            "wrong_passphrase",
            "backup_damaged",
            "interrupted",
            "internal",
        ];
        let findings = dunlog_bundle::Code::ALL.map(dunlog_bundle::Code::id);
        for code in codes.into_iter().chain(findings) {
            for lang in [Lang::Zh, Lang::En] {
                assert!(advice(code, lang).or_else(|| look_up("finding", code, lang)).is_some(), "{code}");
            }
        }
    }
}
