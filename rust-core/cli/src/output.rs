//! Everything that is printed goes through here: text for people, or one JSON object for programs.

use crate::Outcome;
use crate::fail::Failure;
use crate::talk::{advice, finding, say};
use dunlog_engine::Lang;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, BufWriter, StdoutLock, Write};

pub(crate) struct Output {
    pub json: bool,
    pub lang: Lang,
    out: BufWriter<StdoutLock<'static>>,
}

impl Output {
    pub(crate) fn new(json: bool, lang: Lang) -> Self {
        Self { json, lang, out: BufWriter::new(io::stdout().lock()) }
    }

    /// A line for people; nothing with `--json`.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Failure> {
        if !self.json {
            writeln!(self.out, "{text}")?;
        }
        Ok(())
    }

    /// A sentence of the data file, for people.
    pub(crate) fn say(&mut self, id: &str, values: &[(&str, &str)]) -> Result<(), Failure> {
        let sentence = say(id, self.lang, values);
        self.line(&sentence)
    }

    /// The one JSON object of a command; `"v":1` comes first. Nothing without `--json`.
    pub(crate) fn object(&mut self, object: &Value) -> Result<(), Failure> {
        if self.json {
            let mut whole = json!({ "v": 1 });
            if let (Value::Object(whole), Value::Object(object)) = (&mut whole, object) {
                whole.extend(object.clone());
            }
            writeln!(self.out, "{whole}")?;
        }
        Ok(())
    }

    /// [`Output::object`] of something that knows its own fields.
    pub(crate) fn serialised(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let object = serde_json::to_value(value).map_err(io::Error::from)?;
        self.object(&object)
    }

    /// A sentence or an object, and done.
    pub(crate) fn done(&mut self, sentence: &str, object: &Value) -> Result<Outcome, Failure> {
        self.say(sentence, &[])?;
        self.object(object)?;
        self.finish()?;
        Ok(Outcome::Fine)
    }

    /// Bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.out.write_all(bytes)?;
        self.finish()
    }

    /// The stream itself, for long output.
    pub(crate) fn stream(&mut self) -> &mut impl Write {
        &mut self.out
    }

    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// An error: what to do, and the code for the bug report.
    pub(crate) fn failure(&mut self, failure: &Failure) {
        let Failure::Coded { code, place, file } = failure else {
            return;
        };
        let written = if self.json {
            let error = json!({ "v": 1, "error": { "code": code, "where": place, "file": file } });
            writeln!(self.out, "{error}")
        } else {
            let words = advice(code, self.lang).unwrap_or_else(|| finding(code, self.lang));
            let file = file.as_ref().map(|file| format!("{file}：")).unwrap_or_default();
            writeln!(io::stderr(), "{file}{words} [{code}, {place}]")
        };
        // There is nowhere left to report a failure to report.
        let _ = written.and_then(|()| self.out.flush());
    }
}
