//! Gradle's module metadata (`.module`): the only place where AndroidX says which of its files is for Android, and
//! which versions belong together.

use crate::lock::description::{Asked, Description, Module};
use crate::lock::version::Version;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Metadata {
    variants: Vec<Variant>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Variant {
    #[serde(default)]
    attributes: BTreeMap<String, Value>,
    #[serde(default)]
    dependencies: Vec<Dependency>,
    #[serde(default)]
    dependency_constraints: Vec<Dependency>,
    #[serde(default)]
    files: Vec<File>,
    #[serde(rename = "available-at")]
    available_at: Option<Elsewhere>,
}

#[derive(Deserialize)]
struct Dependency {
    group: String,
    module: String,
    #[serde(default)]
    version: Rule,
    #[serde(default)]
    attributes: BTreeMap<String, Value>,
}

#[derive(Default, Deserialize)]
struct Rule {
    strictly: Option<String>,
    requires: Option<String>,
    prefers: Option<String>,
}

#[derive(Deserialize)]
struct File {
    url: String,
}

#[derive(Deserialize)]
struct Elsewhere {
    group: String,
    module: String,
    version: String,
}

/// What a library needs where an Android app runs; `None` when it has nothing for Android or a Java machine.
pub(crate) fn read(text: &str, module: &Module) -> Result<Option<Description>, String> {
    let metadata: Metadata =
        serde_json::from_str(text).map_err(|error| format!("{}:{}: {error}", module.group, module.name))?;
    let fitting = metadata.variants.iter().filter_map(|variant| Some((variant.fitness()?, variant)));
    // The first among equals. Guava's file for Android lacks what the tests need of it, and an app does not ship it.
    let best = if module.group == "com.google.guava" {
        fitting.min_by_key(|(fitness, _)| *fitness)
    } else {
        fitting.rev().max_by_key(|(fitness, _)| *fitness)
    };
    Ok(best.map(|(_, variant)| variant.description()))
}

impl Variant {
    /// How well it suits an Android app; `None` when not at all.
    fn fitness(&self) -> Option<u8> {
        let attribute = |name: &str| self.attributes.get(name).and_then(Value::as_str);
        let environment = attribute("org.gradle.jvm.environment");
        let platform = attribute("org.jetbrains.kotlin.platform.type");
        let is_library = attribute("org.gradle.category") == Some("library")
            && attribute("org.gradle.usage") == Some("java-runtime");
        let is_foreign =
            environment == Some("non-jvm") || matches!(platform, Some("js" | "native" | "common" | "wasm"));
        (is_library && !is_foreign).then(|| {
            4 * u8::from(environment == Some("android"))
                + 2 * u8::from(platform == Some("androidJvm"))
                + u8::from(environment.is_none())
        })
    }

    fn description(&self) -> Description {
        if let Some(there) = &self.available_at {
            let there = Asked {
                module: Module::new(&there.group, &there.module),
                version: Version::lowest_of(&there.version),
            };
            return Description { dependencies: vec![there], ..Description::default() };
        }
        let (platforms, dependencies): (Vec<&Dependency>, Vec<&Dependency>) =
            self.dependencies.iter().partition(|dependency| dependency.is_platform());
        let file = self.files.first().and_then(|file| file.url.rsplit_once('.'));
        Description {
            dependencies: dependencies.into_iter().map(Dependency::asked).collect(),
            constraints: self.dependency_constraints.iter().map(Dependency::asked).collect(),
            platforms: platforms.into_iter().map(Dependency::asked).collect(),
            file: file.map(|(_, kind)| kind.to_owned()),
        }
    }
}

impl Dependency {
    fn is_platform(&self) -> bool {
        let category = self.attributes.get("org.gradle.category").and_then(Value::as_str);
        category.is_some_and(|category| category.contains("platform"))
    }

    fn asked(&self) -> Asked {
        let Rule { strictly, requires, prefers } = &self.version;
        let rule = strictly.as_ref().or(requires.as_ref()).or(prefers.as_ref());
        Asked {
            module: Module::new(&self.group, &self.module),
            version: rule.and_then(|rule| Version::lowest_of(rule)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const METADATA: &str = r#"{ "variants": [
        { "attributes": { "org.gradle.category": "documentation", "org.gradle.usage": "java-runtime" },
          "files": [{ "url": "a-sources.jar" }] },
        { "attributes": { "org.gradle.category": "library", "org.gradle.usage": "java-runtime",
            "org.gradle.jvm.environment": "standard-jvm" }, "files": [{ "url": "a-jvm.jar" }] },
        { "attributes": { "org.gradle.category": "library", "org.gradle.usage": "java-runtime",
            "org.gradle.jvm.environment": "android" }, "files": [{ "url": "a.aar" }],
          "dependencies": [
            { "group": "g", "module": "b", "version": { "strictly": "[1.1]", "requires": "1.0" } },
            { "group": "g", "module": "bom", "version": { "requires": "3" },
              "attributes": { "org.gradle.category": "platform" } }],
          "dependencyConstraints": [{ "group": "g", "module": "c", "version": { "requires": "2.0" } }] }
    ] }"#;

    #[test]
    fn the_variant_for_android_is_taken_with_what_it_asks_for() {
        let description = read(METADATA, &Module::new("g", "a")).unwrap().unwrap();
        let asked = |name: &str, version: &str| Asked {
            module: Module::new("g", name),
            version: Some(Version(version.to_owned())),
        };
        assert_eq!(description.file.as_deref(), Some("aar"));
        assert_eq!(description.dependencies, [asked("b", "1.1")]);
        assert_eq!(description.constraints, [asked("c", "2.0")]);
        assert_eq!(description.platforms, [asked("bom", "3")]);
    }

    #[test]
    fn guava_is_taken_for_a_java_machine() {
        let description = read(METADATA, &Module::new("com.google.guava", "guava")).unwrap().unwrap();
        assert_eq!(description.file.as_deref(), Some("jar"));
        assert!(description.dependencies.is_empty());
    }

    #[test]
    fn a_library_for_other_machines_only_has_nothing_for_us() {
        let text = r#"{ "variants": [{ "attributes": { "org.gradle.category": "library",
            "org.gradle.usage": "java-runtime", "org.jetbrains.kotlin.platform.type": "js" } }] }"#;
        assert_eq!(read(text, &Module::new("g", "a")), Ok(None));
    }
}
