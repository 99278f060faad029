// The app. The release key comes from the same environment variables as in `cargo xtask app`.
plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
    alias(libs.plugins.kotlin.serialization)
}

/** The version of the workspace in the top Cargo.toml. */
val version = Regex("""(?m)^version = "([^"]+)"""")
    .find(providers.fileContents(rootProject.layout.projectDirectory.file("Cargo.toml")).asText.get())!!
    .groupValues[1]

android {
    namespace = "org.dunlog.app"
    compileSdk = libs.versions.compileSdk.get().toInt()
    buildToolsVersion = libs.versions.buildTools.get()
    ndkVersion = libs.versions.ndk.get()

    defaultConfig {
        applicationId = "org.dunlog.app"
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.targetSdk.get().toInt()
        versionName = version
        versionCode = version.split('.', '-').take(3).fold(0) { code, part -> code * 100 + (part.toIntOrNull() ?: 0) }
    }

    // The page that checks bundles.
    sourceSets.getByName("main") {
        assets.srcDir(rootProject.layout.projectDirectory.dir("rust-core/verify/built"))
    }

    androidResources { localeFilters += listOf("en", "zh-rCN") }

    compileOptions {
        sourceCompatibility = JavaVersion.toVersion(libs.versions.java.get())
        targetCompatibility = JavaVersion.toVersion(libs.versions.java.get())
    }

    signingConfigs {
        providers.environmentVariable("DUNLOG_KEYSTORE").orNull?.let { keystore ->
            create("release") {
                storeFile = file(keystore)
                storePassword = providers.environmentVariable("DUNLOG_KEYSTORE_PASSWORD").get()
                keyAlias = providers.environmentVariable("DUNLOG_KEY_ALIAS").get()
                keyPassword = storePassword
            }
        }
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            proguardFiles("proguard-rules.pro")
            signingConfig = signingConfigs.findByName("release")
        }
    }

    testOptions { unitTests.isIncludeAndroidResources = true }
}

kotlin { compilerOptions { allWarningsAsErrors.set(true) } }

dependencies {
    implementation(project(":android-app:core"))
    implementation(platform(libs.compose.bom))
    implementation(libs.bundles.core)
    implementation(libs.bundles.app)
    testImplementation(libs.bundles.test)
}
