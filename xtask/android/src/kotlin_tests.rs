//! `cargo xtask kotlin`: the tests of both Kotlin modules on this machine, with the real engine built for it.
//!
//! Robolectric plays Android. It loads the app anew for every level of Android, and a native library can be loaded
//! only once, so the package that loads it stays outside of that.

use crate::app::kotlin::{COMPOSE, Compilation, SERIALIZATION};
use crate::app::libraries::Libraries;
use crate::app::places::{APP_PACKAGE, Module, made};
use crate::app::tool::{own_java, write};
use crate::app::{self, Compiled};
use crate::java;
use crate::lockfile;
use crate::registry;
use crate::steps::{files_ending, fresh};
use std::fs;
use std::path::{Path, PathBuf};
use xtask::programs;
use xtask::run::{self, Outcome};

/// Parts of Java that Robolectric reaches into.
const OPENED: [&str; 8] = [
    "java.base/java.lang",
    "java.base/java.util",
    "java.base/java.io",
    "java.base/java.net",
    "java.base/java.security",
    "java.base/java.text",
    "java.base/jdk.internal.access",
    "java.desktop/java.awt.font",
];

/// Runs the tests whose `Class.method` contains the filter; all when it is empty.
pub(crate) fn run(filter: &str) -> Outcome {
    let library = programs::build()?.join("libdunlog.so");
    let compiled = app::compile()?;
    registry::fetch(&lockfile::bundles(&["test", "apksig", "android-test", "robolectric-sdks"])?)?;
    let tests = compile_tests(&compiled)?;
    let names = test_classes(&[Module::Core, Module::App])?;
    let mut command = own_java(&[])?
        .with_class_path(tests.class_path)
        .with_heap("3g")
        .with_flags(flags(library)?)
        .command("RunTests")?;
    fs::create_dir_all(run::target().join("shots")).map_err(|error| error.to_string())?;
    let status = command.arg(filter).args(names).status().map_err(|error| format!("java: {error}"))?;
    if status.success() { Ok(()) } else { Err("Kotlin tests failed".to_owned()) }
}

struct Tests {
    class_path: Vec<PathBuf>,
}

fn compile_tests(compiled: &Compiled) -> Result<Tests, String> {
    let libraries = Libraries::of(&["core", "app", "test"])?;
    // Android's own classes last: libraries bring newer copies of some.
    let android = java::files(&["android-test"])?;
    let numbers = compiled.resources.numbers.clone();
    let own = vec![compiled.core.clone(), compiled.app.clone(), numbers];
    let class_path = [own, libraries.jars, android].concat();
    let compilation = |name, module: Module, friend: &Path| Compilation {
        name,
        sources: vec![module.tests()],
        class_path: class_path.clone(),
        friends: vec![friend.to_owned()],
        plugins: &[COMPOSE, SERIALIZATION],
        is_api_explicit: false,
    };
    let core = compilation("core-tests", Module::Core, &compiled.core).run()?;
    let app = compilation("app-tests", Module::App, &compiled.app).run()?;
    let settings = settings(compiled)?;
    let files = [Module::Core.test_resources(), Module::App.test_resources()];
    let files: Vec<PathBuf> = files.into_iter().filter(|folder| folder.is_dir()).collect();
    Ok(Tests { class_path: [vec![core, app, settings], files, class_path].concat() })
}

/// Tells Robolectric where the manifest and the resources of the app are.
fn settings(compiled: &Compiled) -> Result<PathBuf, String> {
    let folder = made("robolectric");
    let text = format!(
        "android_custom_package={APP_PACKAGE}\nandroid_merged_manifest={}\nandroid_resource_apk={}\n",
        compiled.resources.manifest.display(),
        compiled.resources.packed.display()
    );
    write(&folder.join("com/android/tools/test_config.properties"), &text)?;
    Ok(folder)
}

fn flags(library: PathBuf) -> Result<Vec<String>, String> {
    let root = run::root();
    let place = |name: &str, path: PathBuf| format!("-D{name}={}", path.display());
    let mut flags = vec![
        "-Drobolectric.offline=true".to_owned(),
        place("robolectric.dependency.dir", android_levels()?),
        "-Dorg.robolectric.packagesToNotAcquire=org.dunlog.core.nativelib.".to_owned(),
        place("dunlog.library", library),
        place("dunlog.samples", root.join("tests/samples")),
        place("dunlog.contract", root.join("tests/contract")),
        place("dunlog.golden", root.join("tests/golden/shots")),
        place("dunlog.shots", run::target().join("shots")),
        place("dunlog.fonts", PathBuf::from("/usr/share/fonts/opentype/noto")),
    ];
    flags.extend(OPENED.map(|part| format!("--add-opens={part}=ALL-UNNAMED")));
    let own = std::env::var("DUNLOG_TEST_FLAGS").unwrap_or_default();
    for flag in own.split_whitespace() {
        if !flag.starts_with("-Ddunlog.") {
            return Err(format!("DUNLOG_TEST_FLAGS takes -Ddunlog.name=value, not {flag}"));
        }
        flags.push(flag.to_owned());
    }
    Ok(flags)
}

/// A folder with Android's classes for each level, under the names that Robolectric expects.
fn android_levels() -> Result<PathBuf, String> {
    let folder = made("android-levels");
    fresh(&folder)?;
    for line in lockfile::bundles(&["robolectric-sdks"])? {
        let artifact = &line.artifact;
        let to = folder.join(format!("{}-{}.{}", artifact.name, artifact.version, artifact.kind));
        let from = registry::path(artifact);
        fs::hard_link(&from, &to)
            .or_else(|_| fs::copy(&from, &to).map(drop))
            .map_err(|error| format!("{}: {error}", to.display()))?;
    }
    Ok(folder)
}

/// The classes that are tests, by the names of their files.
fn test_classes(modules: &[Module]) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for module in modules {
        for file in files_ending(&module.tests(), "Test.kt")? {
            let name = file
                .strip_prefix(module.tests())
                .map_err(|error| error.to_string())?
                .to_string_lossy()
                .into_owned();
            names.push(name.trim_end_matches(".kt").replace('/', "."));
        }
    }
    if names.is_empty() { Err("there are no tests in Kotlin".to_owned()) } else { Ok(names) }
}
