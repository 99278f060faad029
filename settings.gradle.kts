// For Android Studio. `cargo xtask app` builds the same sources without Gradle; docs/android-build.md says how they differ.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode.set(RepositoriesMode.FAIL_ON_PROJECT_REPOS)
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "dunlog"
include(":android-app:core")
include(":android-app:app")
