//! `gradle/libs.versions.toml`: the one list of versions, read as Gradle reads it.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use xtask::run;

/// The list, with every reference still in it.
#[derive(Debug, Deserialize)]
pub(crate) struct Catalog {
    versions: BTreeMap<String, String>,
    libraries: BTreeMap<String, Library>,
    bundles: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct Library {
    module: String,
    /// Missing where the Compose platform decides.
    version: Option<Reference>,
}

#[derive(Debug, Deserialize)]
struct Reference {
    #[serde(rename = "ref")]
    name: String,
}

/// A library that the list asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wanted {
    pub(crate) group: String,
    pub(crate) name: String,
    /// `None` where the platform decides.
    pub(crate) version: Option<String>,
}

impl Catalog {
    /// Reads the list of this checkout.
    pub(crate) fn read() -> Result<Self, String> {
        let path = place();
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| format!("libs.versions.toml: {error}"))
    }

    /// A version by its name in `[versions]`.
    pub(crate) fn version(&self, name: &str) -> Result<&str, String> {
        let version = self.versions.get(name).map(String::as_str);
        version.ok_or_else(|| format!("libs.versions.toml names no version {name}"))
    }

    /// A level of Android, such as `minSdk`.
    pub(crate) fn level(&self, name: &str) -> Result<u32, String> {
        let level = self.version(name)?;
        level.parse().map_err(|_| format!("libs.versions.toml: {name} = {level} is no number"))
    }

    /// The libraries of a bundle.
    pub(crate) fn bundle(&self, bundle: &str) -> Result<Vec<Wanted>, String> {
        let names =
            self.bundles.get(bundle).ok_or_else(|| format!("libs.versions.toml has no bundle {bundle}"))?;
        names.iter().map(|name| self.library(name)).collect()
    }

    fn library(&self, name: &str) -> Result<Wanted, String> {
        let library =
            self.libraries.get(name).ok_or_else(|| format!("libs.versions.toml has no library {name}"))?;
        let (group, artifact) =
            library.module.split_once(':').ok_or_else(|| format!("{name}: its module is not group:name"))?;
        let version = library.version.as_ref().map(|reference| self.version(&reference.name)).transpose()?;
        Ok(Wanted { group: group.to_owned(), name: artifact.to_owned(), version: version.map(str::to_owned) })
    }
}

/// Where the list lies.
pub(crate) fn place() -> PathBuf {
    run::root().join("gradle/libs.versions.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
        [versions]
        minSdk = "26"
        one = "1.2"
        [libraries]
        first = { module = "org.example:first", version.ref = "one" }
        second = { module = "org.example:second" }
        [bundles]
        both = ["first", "second"]
        lost = ["third"]
    "#;

    #[test]
    fn a_bundle_names_its_libraries_with_their_versions() {
        let both = Catalog::parse(LIST).unwrap().bundle("both").unwrap();
        assert_eq!(both[0].version.as_deref(), Some("1.2"));
        assert_eq!((both[1].name.as_str(), &both[1].version), ("second", &None));
    }

    #[test]
    fn what_is_not_in_the_list_is_named() {
        let catalog = Catalog::parse(LIST).unwrap();
        assert_eq!(catalog.level("minSdk"), Ok(26));
        assert!(catalog.level("one").unwrap_err().contains("1.2"));
        assert!(catalog.bundle("lost").unwrap_err().contains("third"));
        assert!(catalog.version("two").unwrap_err().contains("two"));
    }

    #[test]
    fn every_bundle_of_the_real_list_can_be_read() {
        let catalog = Catalog::read().unwrap();
        for bundle in catalog.bundles.keys() {
            assert!(!catalog.bundle(bundle).unwrap().is_empty(), "{bundle}");
        }
    }
}
