//! Resolves the libraries of the app as Gradle does: the highest version that anybody asks for wins, constraints
//! and platforms count. Maven by itself takes the nearest version and knows no constraints, and so puts together
//! releases of Compose that do not belong together.

use crate::catalog::Wanted;
use crate::lock::description::{Asked, Description, Module};
use crate::lock::version::Version;
use crate::lock::{gradle_module, pom};
use crate::lockfile::Artifact;
use crate::registry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The state of a resolution: the highest version so far of each library, and what the registry said.
#[derive(Default)]
pub(crate) struct Resolver {
    chosen: BTreeMap<Module, Version>,
    /// Files of metadata that no registry has.
    absent: BTreeSet<Artifact>,
}

impl Resolver {
    /// Takes the versions that platforms decide.
    pub(crate) fn take_platforms(&mut self, platforms: &[Wanted]) -> Result<(), String> {
        self.read_platforms(&asked(platforms)).map(drop)
    }

    /// The files of some libraries and of all that they need. What one call chose counts for the next: the
    /// second set may only be part of the first.
    pub(crate) fn resolve(&mut self, roots: &[Wanted]) -> Result<Vec<Artifact>, String> {
        let roots = asked(roots);
        self.choose(&roots);
        loop {
            let mut files = Vec::new();
            if !self.walk(&roots, &mut files)? {
                files.sort();
                return Ok(files);
            }
        }
    }

    /// Goes through everything that is needed. True when a higher version came up, so that all must be read again.
    fn walk(&mut self, roots: &[Asked], files: &mut Vec<Artifact>) -> Result<bool, String> {
        let mut is_changed = false;
        let mut seen = BTreeSet::new();
        let mut next: BTreeSet<Module> = roots.iter().map(|root| root.module.clone()).collect();
        while !next.is_empty() {
            seen.extend(next.iter().cloned());
            let layer: Vec<(Module, Version)> = next
                .iter()
                .filter_map(|module| Some((module.clone(), self.chosen.get(module)?.clone())))
                .collect();
            self.fetch(&layer)?;
            next = BTreeSet::new();
            for (module, version) in layer {
                let description = self.describe(&module, &version)?;
                is_changed |= self.read_platforms(&description.platforms)?;
                is_changed |= self.choose(&description.dependencies);
                is_changed |= self.choose(&description.constraints);
                next.extend(description.dependencies.into_iter().map(|asked| asked.module));
                files.extend(description.file.map(|kind| artifact(&module, &version, &kind)));
            }
            next.retain(|module| !seen.contains(module));
        }
        Ok(is_changed)
    }

    /// Takes each version that is higher than the one known so far; true when there was one.
    fn choose(&mut self, asked: &[Asked]) -> bool {
        let mut is_changed = false;
        for Asked { module, version } in asked {
            let Some(version) = version else { continue };
            if self.chosen.get(module).is_none_or(|chosen| chosen < version) {
                self.chosen.insert(module.clone(), version.clone());
                is_changed = true;
            }
        }
        is_changed
    }

    fn read_platforms(&mut self, platforms: &[Asked]) -> Result<bool, String> {
        let mut is_changed = false;
        for Asked { module, version } in platforms {
            let Some(version) = version else { continue };
            let file = artifact(module, version, "pom");
            self.fetch_files(std::slice::from_ref(&file))?;
            is_changed |= self.choose(&pom::managed(&text(&file)?, &version.0)?);
        }
        Ok(is_changed)
    }

    fn fetch(&mut self, layer: &[(Module, Version)]) -> Result<(), String> {
        for kind in ["module", "pom"] {
            let files = layer.iter().filter(|(module, version)| {
                kind == "module" || self.absent.contains(&artifact(module, version, "module"))
            });
            let files: Vec<Artifact> =
                files.map(|(module, version)| artifact(module, version, kind)).collect();
            self.fetch_files(&files)?;
        }
        Ok(())
    }

    fn fetch_files(&mut self, files: &[Artifact]) -> Result<(), String> {
        let files: Vec<Artifact> = files.iter().filter(|file| !self.absent.contains(file)).cloned().collect();
        self.absent.extend(registry::available(&files)?.into_iter().cloned());
        Ok(())
    }

    fn describe(&self, module: &Module, version: &Version) -> Result<Description, String> {
        let [metadata, project] = ["module", "pom"].map(|kind| artifact(module, version, kind));
        if !self.absent.contains(&metadata) {
            if let Some(description) = gradle_module::read(&text(&metadata)?, module)? {
                return Ok(description);
            }
            return Err(format!("{metadata}: has nothing for Android"));
        }
        if self.absent.contains(&project) {
            return Err(format!("no registry has {project}"));
        }
        pom::read(&text(&project)?, &version.0).map_err(|error| format!("{project}: {error}"))
    }
}

fn asked(wanted: &[Wanted]) -> Vec<Asked> {
    let asked = |wanted: &Wanted| Asked {
        module: Module::new(&wanted.group, &wanted.name),
        version: wanted.version.clone().map(Version),
    };
    wanted.iter().map(asked).collect()
}

fn artifact(module: &Module, version: &Version, kind: &str) -> Artifact {
    Artifact {
        group: module.group.clone(),
        name: module.name.clone(),
        version: version.0.clone(),
        kind: kind.to_owned(),
    }
}

fn text(file: &Artifact) -> Result<String, String> {
    let path = registry::path(file);
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_version_wins_and_a_lower_one_changes_nothing() {
        let mut resolver = Resolver::default();
        let ask = |version: Option<&str>| {
            [Asked { module: Module::new("g", "a"), version: version.map(|v| Version(v.to_owned())) }]
        };
        assert!(resolver.choose(&ask(Some("1.2"))));
        assert!(!resolver.choose(&ask(Some("1.2-rc1"))));
        assert!(!resolver.choose(&ask(None)));
        assert!(resolver.choose(&ask(Some("1.10"))));
        assert_eq!(resolver.chosen.values().map(|v| v.0.as_str()).collect::<Vec<_>>(), ["1.10"]);
    }
}
