//! `gradle/deps.lock`: the exact files that the build takes, each with its SHA-256.
//!
//! A line is `group coordinate sha256`. The coordinate is `maven-group:name:version:type`, or `npm:name:version:tgz`.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use xtask::run;

/// A file of a registry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Artifact {
    pub(crate) group: String,
    pub(crate) name: String,
    pub(crate) version: String,
    /// `jar`, `aar`, `pom`, `module` or `tgz`.
    pub(crate) kind: String,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Locked {
    /// Which step takes it: a bundle of the catalog.
    pub(crate) bundle: String,
    pub(crate) artifact: Artifact,
    pub(crate) sha256: String,
}

impl Artifact {
    /// The name under which it is kept.
    pub(crate) fn file_name(&self) -> String {
        format!("{}.{}-{}.{}", self.group, self.name, self.version, self.kind)
    }

    /// The same without the version.
    pub(crate) fn module(&self) -> String {
        format!("{}:{}", self.group, self.name)
    }
}

impl fmt::Display for Artifact {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}:{}", self.group, self.name, self.version, self.kind)
    }
}

impl FromStr for Artifact {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let [group, name, version, kind] = text
            .split(':')
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .try_into()
            .map_err(|parts: Vec<String>| format!("{}: not group:name:version:type", parts.join(":")))?;
        Ok(Self { group, name, version, kind })
    }
}

impl fmt::Display for Locked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} {}", self.bundle, self.artifact, self.sha256)
    }
}

/// All lines.
pub(crate) fn read() -> Result<Vec<Locked>, String> {
    let path = place();
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    parse(&text)
}

/// The files of some bundles, in the order of the list.
pub(crate) fn bundles(names: &[&str]) -> Result<Vec<Locked>, String> {
    let lines: Vec<Locked> =
        read()?.into_iter().filter(|line| names.contains(&line.bundle.as_str())).collect();
    match names.iter().find(|name| !lines.iter().any(|line| line.bundle == **name)) {
        Some(name) => Err(format!("deps.lock has no {name}; `cargo xtask lock` makes it anew")),
        None => Ok(lines),
    }
}

fn parse(text: &str) -> Result<Vec<Locked>, String> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(line).collect()
}

fn line(line: &str) -> Result<Locked, String> {
    let [bundle, artifact, sha256] = line.split(' ').collect::<Vec<_>>()[..] else {
        return Err(format!("deps.lock: {line:?} is not `group coordinate sha256`"));
    };
    Ok(Locked { bundle: bundle.to_owned(), artifact: artifact.parse()?, sha256: sha256.to_owned() })
}

/// Where the list lies.
pub(crate) fn place() -> PathBuf {
    run::root().join("gradle/deps.lock")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_and_written() {
        let text = "app org.example:thing:1.0:aar 00ff";
        let [locked] = &parse(&format!("# words\n\n{text}\n")).unwrap()[..] else { panic!("one line") };
        assert_eq!(locked.to_string(), text);
        assert_eq!(locked.artifact.file_name(), "org.example.thing-1.0.aar");
    }

    #[test]
    fn a_line_of_another_form_is_an_error() {
        assert!(parse("app org.example:thing:1.0 00ff").is_err());
        assert!(parse("app org.example:thing:1.0:jar").is_err());
    }

    #[test]
    fn every_line_of_the_real_list_has_a_whole_hash() {
        let lines = read().unwrap();
        assert!(lines.len() > 100);
        for line in lines {
            assert!(line.sha256.len() == 64 && line.sha256.bytes().all(|b| b.is_ascii_hexdigit()), "{line}");
        }
    }
}
