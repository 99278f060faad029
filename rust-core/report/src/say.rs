//! What the papers say: templates as data, filled with facts.

use crate::words::{Lang, Words};
use dunlog_typeset::{Line, Span, Style};
use once_cell::sync::Lazy;

static PAPERS: Lazy<Words> =
    Lazy::new(|| Words::from_json(include_str!(concat!(env!("OUT_DIR"), "/papers.json"))));

/// The words of the papers in one language.
#[derive(Clone, Copy)]
pub(crate) struct Say(pub(crate) Lang);

impl Say {
    /// Words without a placeholder.
    pub(crate) fn word(self, group: &str, id: &'static str) -> &'static str {
        PAPERS.get(group, id, self.0)
    }

    /// A template filled with words.
    pub(crate) fn text(self, group: &str, id: &'static str, facts: &[(&str, &dyn ToString)]) -> String {
        let mut filled = String::new();
        for piece in pieces(self.word(group, id)) {
            match piece {
                Piece::Words(words) => filled.push_str(words),
                Piece::Name(name) => filled.push_str(&fact(facts, name)),
            }
        }
        filled
    }

    /// A template filled with words and with references to pages.
    pub(crate) fn line(
        self,
        group: &str,
        id: &'static str,
        facts: &[(&str, &dyn ToString)],
        spans: &[(&str, Span)],
    ) -> Line {
        let mut line = Line::new();
        for piece in pieces(self.word(group, id)) {
            let words = match piece {
                Piece::Words(words) => words.to_owned(),
                Piece::Name(name) => match spans.iter().find(|(known, _)| *known == name) {
                    Some((_, span)) => {
                        line.push(span.clone());
                        continue;
                    }
                    None => fact(facts, name),
                },
            };
            match line.last_mut() {
                Some(Span::Text { text, style: Style::Plain }) => text.push_str(&words),
                _ => line.push(Span::text(words)),
            }
        }
        line
    }
}

/// At most so many characters, on one line.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(most) {
        Some((end, _)) => format!("{}……", flat.get(..end).unwrap_or(&flat)),
        None => flat,
    }
}

fn fact(facts: &[(&str, &dyn ToString)], name: &str) -> String {
    let known = facts.iter().find(|(known, _)| *known == name);
    known.map_or_else(|| format!("{{{name}}}"), |(_, value)| value.to_string())
}

enum Piece<'t> {
    Words(&'t str),
    Name(&'t str),
}

/// Splits at braces. What is filled in is never looked at again, so that braces in a message stay braces.
fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    template.split('{').enumerate().flat_map(|(index, part)| match part.split_once('}') {
        Some((name, rest)) if index > 0 => [Piece::Name(name), Piece::Words(rest)],
        _ => [Piece::Words(part), Piece::Words("")],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_a_message_are_not_filled() {
        let filled = Say(Lang::Zh).text("cover", "note", &[("pages", &"{case}")]);
        assert!(filled.contains("第1至{case}页"), "{filled}");
    }

    #[test]
    fn what_the_english_edition_prints_has_english_words() {
        for group in ["common", "summary", "events", "extracts", "files", "request", "knowledge"] {
            for (id, words) in PAPERS.all(Lang::En).remove(group).unwrap() {
                assert!(!words.is_empty(), "{group}.{id}");
            }
        }
    }

    #[test]
    fn both_languages_fill_the_same_names() {
        let names = |text: &str| {
            let mut names: Vec<String> = pieces(text)
                .filter_map(|piece| match piece {
                    Piece::Name(name) => Some(name.to_owned()),
                    Piece::Words(_) => None,
                })
                .collect();
            names.sort();
            names
        };
        let english = PAPERS.all(Lang::En);
        for (group, ids) in PAPERS.all(Lang::Zh) {
            for (id, zh) in ids {
                let en = english[group][id];
                assert!(zh.is_empty() || en.is_empty() || names(zh) == names(en), "{group}.{id}");
            }
        }
    }
}
