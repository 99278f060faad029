//! Which folders hold the sources, and where things are made. `settings.gradle.kts` and the build files of the
//! modules name the same folders by Gradle's conventions.

use std::path::PathBuf;
use xtask::run;

/// The name of the app, and of the package of its generated resources.
pub(crate) const APP_PACKAGE: &str = "org.dunlog.app";
/// The package of the companion library.
pub(crate) const CORE_PACKAGE: &str = "org.dunlog.core";

/// A part of the sources, with the layout that Gradle expects.
#[derive(Clone, Copy)]
pub(crate) enum Module {
    Core,
    App,
}

impl Module {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::App => "app",
        }
    }

    pub(crate) fn folder(self) -> PathBuf {
        run::root().join("android-app").join(self.name())
    }

    pub(crate) fn manifest(self) -> PathBuf {
        self.folder().join("src/main/AndroidManifest.xml")
    }

    pub(crate) fn kotlin(self) -> PathBuf {
        self.folder().join("src/main/kotlin")
    }

    pub(crate) fn tests(self) -> PathBuf {
        self.folder().join("src/test/kotlin")
    }

    /// Files that the tests find on their class path.
    pub(crate) fn test_resources(self) -> PathBuf {
        self.folder().join("src/test/resources")
    }

    pub(crate) fn resources(self) -> PathBuf {
        self.folder().join("src/main/res")
    }
}

/// The folder of the page that checks bundles. It ships as it is, and goes into every bundle that the app writes.
pub(crate) fn assets() -> PathBuf {
    run::root().join("rust-core/verify/built")
}

/// What the shrinker must keep of the core, in this app and in every other that takes the library.
pub(crate) fn core_rules() -> PathBuf {
    Module::Core.folder().join("consumer-rules.pro")
}

/// What the shrinker must keep of the app.
pub(crate) fn app_rules() -> PathBuf {
    Module::App.folder().join("proguard-rules.pro")
}

/// What is handed out.
pub(crate) fn product(name: &str) -> PathBuf {
    run::target().join("android").join(name)
}

/// What is made on the way.
pub(crate) fn made(name: &str) -> PathBuf {
    run::target().join("android").join("app").join(name)
}
