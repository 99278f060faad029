//! The Gradle build cannot run where Google's registry is not reached. So it is compared: same versions, levels,
//! modules and folders as in the build that does run.
#![cfg(test)]

use crate::app::places::{APP_PACKAGE, CORE_PACKAGE, Module, app_rules, assets, core_rules};
use crate::catalog::Catalog;
use crate::lockfile;
use std::collections::BTreeSet;
use std::fs;
use xtask::run;

fn file(name: &str) -> String {
    fs::read_to_string(run::root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn build_file(module: Module) -> String {
    file(&format!("android-app/{}/build.gradle.kts", module.name()))
}

const MODULES: [Module; 2] = [Module::Core, Module::App];

#[test]
fn gradle_builds_the_same_modules() {
    let settings = file("settings.gradle.kts");
    let included: BTreeSet<&str> = settings
        .lines()
        .filter_map(|line| line.trim().strip_prefix("include(\"")?.strip_suffix("\")"))
        .collect();
    let own: BTreeSet<String> = MODULES.map(|module| format!(":android-app:{}", module.name())).into();
    assert_eq!(included, own.iter().map(String::as_str).collect());
    for (module, package) in [(Module::Core, CORE_PACKAGE), (Module::App, APP_PACKAGE)] {
        assert!(build_file(module).contains(&format!("namespace = \"{package}\"")), "{}", module.name());
    }
    assert!(build_file(Module::App).contains(&format!("applicationId = \"{APP_PACKAGE}\"")));
    assert!(build_file(Module::App).contains("implementation(project(\":android-app:core\"))"));
}

#[test]
fn gradle_finds_the_sources_where_its_conventions_say() {
    for module in MODULES {
        // Every other folder would have to be named in a `sourceSets` block.
        for folder in [module.kotlin(), module.tests(), module.resources(), module.manifest()] {
            let inside = folder.strip_prefix(module.folder()).unwrap();
            assert!(inside.starts_with("src/main") || inside.starts_with("src/test"), "{}", folder.display());
        }
        assert!(module.manifest().exists() && module.kotlin().is_dir());
    }
    let core = build_file(Module::Core);
    assert_eq!(core.matches("sourceSets").count(), 1);
    assert!(core.contains("jniLibs") && core.contains("dir(\"target/android/jni\")"));
    let app = build_file(Module::App);
    assert_eq!(app.matches("sourceSets").count(), 1);
    let page = assets();
    assert!(
        app.contains(&format!("dir(\"{}\")", page.strip_prefix(run::root()).unwrap().display()))
            && page.is_dir()
    );
    for (module, rules) in [(Module::Core, core_rules()), (Module::App, app_rules())] {
        let name = rules.file_name().unwrap().to_str().unwrap();
        assert!(build_file(module).contains(&format!("\"{name}\"")) && rules.exists(), "{name}");
    }
}

#[test]
fn gradle_takes_every_version_and_level_from_the_list() {
    for module in MODULES {
        let text = build_file(module);
        for level in ["compileSdk", "minSdk"] {
            assert!(text.contains(&format!("{level} = libs.versions.{level}.get().toInt()")), "{level}");
        }
        assert!(text.contains("libs.versions.ndk.get()") && text.contains("libs.versions.buildTools.get()"));
    }
    assert!(build_file(Module::App).contains("targetSdk = libs.versions.targetSdk.get().toInt()"));
    let files = ["settings.gradle.kts", "build.gradle.kts"].map(file);
    for text in files.into_iter().chain(MODULES.map(build_file)) {
        let numbered = text.lines().find(|line| {
            // Such as `"androidx.core:core-ktx:1.18.0"` or `version "2.4.21"`.
            let quoted = line.split('"').skip(1).step_by(2);
            quoted.into_iter().any(|word| {
                let last = word.rsplit(':').next().unwrap_or_default();
                last.contains('.') && last.chars().all(|c| c.is_ascii_digit() || c == '.')
            })
        });
        assert_eq!(numbered, None, "a version outside of the list");
    }
    let catalog = Catalog::read().unwrap();
    let wrapper = file("gradle/wrapper/gradle-wrapper.properties");
    assert!(wrapper.contains(&format!("/gradle-{}-bin.zip", catalog.version("gradle").unwrap())));
}

#[test]
fn gradle_gives_each_module_the_same_libraries() {
    let bundles = |module: Module, word: &str| -> BTreeSet<String> {
        let start = format!("{word}(libs.bundles.");
        let text = build_file(module);
        text.lines()
            .filter_map(|line| line.trim().strip_prefix(&start)?.strip_suffix(')'))
            .map(str::to_owned)
            .collect()
    };
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(bundles(Module::Core, "implementation"), set(&["core"]));
    assert_eq!(bundles(Module::App, "implementation"), set(&["app", "core"]));
    for module in MODULES {
        assert_eq!(bundles(module, "testImplementation"), set(&["test"]));
    }
}

#[test]
fn what_is_locked_is_what_the_list_asks_for() {
    let catalog = Catalog::read().unwrap();
    for bundle in [
        "core",
        "app",
        "test",
        "kotlinc",
        "ktlint",
        "merger",
        "r8",
        "apksig",
        "compose-plugin",
        "serialization-plugin",
    ] {
        for wanted in catalog.bundle(bundle).unwrap() {
            let Some(version) = wanted.version else { continue };
            // A library may be only a pointer to the one for Android, whose name goes on with -android or -jvm.
            let locked = lockfile::read().unwrap().into_iter().any(|line| {
                line.artifact.group == wanted.group
                    && line.artifact.name.starts_with(&wanted.name)
                    && line.artifact.version == version
            });
            assert!(
                locked,
                "{}:{}:{version} is not locked; run `cargo xtask lock`",
                wanted.group, wanted.name
            );
        }
    }
}
