//! The manifest of the app with those of its libraries in it, and the resources as the phone reads them.

use crate::app::aar;
use crate::app::libraries::Libraries;
use crate::app::places::{APP_PACKAGE, Module, assets, made};
use crate::app::tool::{aapt2, quiet, write};
use crate::catalog::Catalog;
use crate::java::{self, Java};
use crate::steps::{Step, files_ending, fresh};
use crate::xml::Element;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::run::Outcome;

/// The languages of the app. Libraries bring eighty more, which nobody would find complete.
const LANGUAGES: &str = "en,zh-rCN";

/// Where the results lie.
pub(crate) struct Resources {
    /// The merged manifest, as text.
    pub(crate) manifest: PathBuf,
    /// An archive with the manifest and all resources, in the phone's form.
    pub(crate) packed: PathBuf,
    /// The numbers of the resources, as classes.
    pub(crate) numbers: PathBuf,
    /// What the shrinker must keep because layouts and the manifest name it.
    pub(crate) rules: PathBuf,
}

/// Makes them.
pub(crate) fn build(
    libraries: &Libraries,
    catalog: &Catalog,
    version: &Version,
) -> Result<Resources, String> {
    let resources = Resources {
        manifest: made("AndroidManifest.xml"),
        packed: made("resources.zip"),
        numbers: made("R.jar"),
        rules: made("aapt.pro"),
    };
    let levels = [catalog.version("minSdk")?, catalog.version("targetSdk")?, &version.name, &version.code];
    let step = Step::new("resources")
        .words(levels)
        .words([LANGUAGES])
        .locked(&libraries.archives)
        .inputs(&[Module::Core.manifest(), Module::App.manifest()])?
        .inputs(&[Module::App.resources(), assets()])?
        .output(&resources.packed)
        .output(&resources.numbers);
    step.run(|| {
        merge_manifests(&resources.manifest, libraries, catalog, version)?;
        link(&resources, libraries)?;
        compile_numbers(&resources.numbers)
    })?;
    Ok(resources)
}

/// The version of the app.
pub(crate) struct Version {
    pub(crate) name: String,
    /// Higher for every later version: two digits for each part of the name.
    pub(crate) code: String,
}

impl Version {
    /// The version of this checkout: the build program has the same as everything else in it.
    pub(crate) fn own() -> Self {
        Self::of(env!("CARGO_PKG_VERSION"))
    }

    fn of(name: &str) -> Self {
        let numbers = name.split(['.', '-']).take(3).map(|part| part.parse().unwrap_or(0));
        let code: u32 = numbers.fold(0, |code, part: u32| code * 100 + part);
        Self { name: name.to_owned(), code: code.to_string() }
    }
}

fn merge_manifests(to: &Path, libraries: &Libraries, catalog: &Catalog, version: &Version) -> Outcome {
    let app = with_package(Module::App, APP_PACKAGE)?;
    let core = aar::manifest(catalog.version("minSdk")?)?;
    let mut merger = Java::of_bundle("merger")?.command("com.android.manifmerger.Merger")?;
    merger.arg("--main").arg(app).arg("--libs").arg(core);
    for manifest in libraries.each("AndroidManifest.xml") {
        merger.arg("--libs").arg(manifest);
    }
    let properties = [
        format!("package={APP_PACKAGE}"),
        format!("min_sdk_version={}", catalog.version("minSdk")?),
        format!("target_sdk_version={}", catalog.version("targetSdk")?),
        format!("version_code={}", version.code),
        format!("version_name={}", version.name),
    ];
    for property in properties {
        merger.args(["--property", &property]);
    }
    quiet(merger.arg("--remove-tools-declarations").arg("--out").arg(to)).map(drop)
}

/// The manifest of a module with its package in it. Gradle takes that from the build file; the merger wants it there.
pub(crate) fn with_package(module: Module, package: &str) -> Result<PathBuf, String> {
    let source = module.manifest();
    let text = fs::read_to_string(&source).map_err(|error| format!("{}: {error}", source.display()))?;
    let to = made(&format!("manifest-{}.xml", module.name()));
    write(&to, &text.replacen("<manifest", &format!("<manifest package=\"{package}\""), 1))?;
    Ok(to)
}

fn link(resources: &Resources, libraries: &Libraries) -> Outcome {
    let aapt2 = aapt2()?;
    let own = made("res.zip");
    quiet(Command::new(&aapt2).args(["compile", "--dir"]).arg(Module::App.resources()).arg("-o").arg(&own))?;
    let sources = made("R");
    fresh(&sources)?;
    let mut link = Command::new(aapt2);
    link.args(["link", "--auto-add-overlay", "--no-version-vectors", "--proguard-minimal-keep-rules"]);
    link.arg("-I").arg(java::file("android")?).arg("--manifest").arg(&resources.manifest);
    link.arg("--java").arg(&sources).args(["-c", LANGUAGES]).arg("--proguard").arg(&resources.rules);
    link.arg("--extra-packages").arg(packages(libraries)?.join(":"));
    link.arg("-A").arg(assets());
    for compiled in libraries.each("res.zip").iter().chain([&own]) {
        link.arg("-R").arg(compiled);
    }
    quiet(link.arg("-o").arg(&resources.packed)).map(drop)
}

/// The packages of the libraries that have resources: their code looks for the numbers there.
fn packages(libraries: &Libraries) -> Result<Vec<String>, String> {
    let mut packages = Vec::new();
    for folder in &libraries.archives {
        let has_resources = fs::metadata(folder.join("R.txt")).is_ok_and(|about| about.len() > 0);
        if has_resources {
            let manifest = folder.join("AndroidManifest.xml");
            let text = fs::read_to_string(&manifest).map_err(|error| error.to_string())?;
            packages.extend(Element::parse(&text)?.attribute("package").map(str::to_owned));
        }
    }
    packages.sort();
    packages.dedup();
    Ok(packages)
}

fn compile_numbers(to: &Path) -> Outcome {
    let classes = made("R-classes");
    fresh(&classes)?;
    let mut javac = Command::new(java::home()?.join("bin/javac"));
    javac.args(["-nowarn", "--release", "11", "-d"]).arg(&classes).args(files_ending(&made("R"), ".java")?);
    quiet(&mut javac)?;
    crate::app::archive::jar(&classes, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_version_has_a_higher_code() {
        let codes = ["0.1.0", "0.1.1", "0.2.0", "0.10.0", "1.0.0", "1.0.1-rc1", "10.2.3"]
            .map(|name| Version::of(name).code.parse::<u32>().unwrap());
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        assert_eq!(codes[0], 100);
    }
}
