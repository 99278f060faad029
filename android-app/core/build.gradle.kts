// The companion library: the engine with a typed interface, for this app and for others.
plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.serialization)
}

val nativeLibraries = rootProject.layout.projectDirectory.dir("target/android/jni")

android {
    namespace = "org.dunlog.core"
    compileSdk = libs.versions.compileSdk.get().toInt()
    buildToolsVersion = libs.versions.buildTools.get()
    ndkVersion = libs.versions.ndk.get()

    defaultConfig {
        minSdk = libs.versions.minSdk.get().toInt()
        consumerProguardFiles("consumer-rules.pro")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.toVersion(libs.versions.java.get())
        targetCompatibility = JavaVersion.toVersion(libs.versions.java.get())
    }

    // `cargo xtask native` puts them there.
    sourceSets.named("main") { jniLibs.directories.add(nativeLibraries.asFile.path) }
}

kotlin {
    explicitApi()
    compilerOptions { allWarningsAsErrors.set(true) }
}

dependencies {
    implementation(libs.bundles.core)
    testImplementation(platform(libs.compose.bom))
    testImplementation(libs.bundles.test)
}

val buildNativeLibraries = tasks.register<Exec>("buildNativeLibraries") {
    workingDir = rootProject.layout.projectDirectory.asFile
    commandLine("cargo", "xtask", "native")
}

tasks.named("preBuild") { dependsOn(buildNativeLibraries) }
