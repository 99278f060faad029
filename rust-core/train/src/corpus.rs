//! The labelled texts: one JSON object a line, written by us.

use dunlog_classify::{CLASSES, Classifier, InputKind};
use dunlog_model::{Category, Label};
use serde::Deserialize;
use std::fmt::Display;
use std::fs;
use std::path::Path;

/// One text and what a careful person says of it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Text {
    /// The words.
    pub text: String,
    /// The class.
    pub label: Label,
    /// Where it came from.
    #[serde(default, alias = "kind")]
    pub channel: Channel,
    /// Of harassment, the conduct that it was written to show.
    #[serde(default)]
    pub conduct: Option<Category>,
    /// Of a text that was made from others, how likely another reader finds each class; never in a file.
    #[serde(skip)]
    pub opinion: Option<[f32; CLASSES.len()]>,
}

/// Where a text came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A message of the phone.
    #[default]
    Sms,
    /// A message of a messenger.
    Chat,
    /// Words of a call, or a note about one.
    #[serde(alias = "call_line")]
    Call,
}

impl Channel {
    /// What the classifier is told.
    pub fn kind(self) -> InputKind {
        match self {
            Self::Sms | Self::Chat => InputKind::Sms,
            Self::Call => InputKind::CallLine,
        }
    }
}

impl Text {
    /// What the model sees of it.
    pub fn features(&self) -> Vec<u32> {
        Classifier::bundled().features(&self.text, self.channel.kind())
    }
}

/// Every text of every `.jsonl` file of a folder, by file name and line. The error names file and line.
pub fn read(folder: &Path) -> Result<Vec<Text>, String> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .map_err(|error| at(folder, &error))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
        .collect();
    files.sort();
    let mut texts = Vec::new();
    for file in files {
        texts.extend(read_file(&file)?);
    }
    Ok(texts)
}

/// Every text of one file.
pub fn read_file(file: &Path) -> Result<Vec<Text>, String> {
    let content = fs::read_to_string(file).map_err(|error| at(file, &error))?;
    let line = |(index, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", file.display(), index + 1))
    };
    content.lines().enumerate().filter(|(_, line)| !line.is_empty()).map(line).collect()
}

/// What went wrong with a file or folder, with its path before it.
pub fn at(path: &Path, error: &dyn Display) -> String {
    format!("{}: {error}", path.display())
}
