// Versions stand in gradle/libs.versions.toml alone. The Kotlin plugin is named so that Android's plugin uses its version.
plugins {
    alias(libs.plugins.android.application) apply false
    alias(libs.plugins.android.library) apply false
    alias(libs.plugins.kotlin.android) apply false
    alias(libs.plugins.kotlin.compose) apply false
    alias(libs.plugins.kotlin.serialization) apply false
}

// What `cargo xtask kotlin` tells the tests too. Before their first run: `cargo build -p dunlog-jni`.
subprojects {
    tasks.withType<Test>().configureEach {
        val top = rootProject.layout.projectDirectory
        systemProperty("org.robolectric.packagesToNotAcquire", "org.dunlog.core.nativelib.")
        systemProperty("dunlog.library", top.file("target/debug/libdunlog.so").asFile.path)
        systemProperty("dunlog.samples", top.dir("tests/samples").asFile.path)
        systemProperty("dunlog.contract", top.dir("tests/contract").asFile.path)
        systemProperty("dunlog.golden", top.dir("tests/golden/shots").asFile.path)
        systemProperty("dunlog.shots", top.dir("target/shots").asFile.path)
        systemProperty("dunlog.fonts", "/usr/share/fonts/opentype/noto")
    }
}
