//! `cargo xtask app`: the companion library and the signed app, from a bare machine, without Gradle and without
//! Android's development kit. `docs/android-build.md` walks through it.

pub(crate) mod aar;
pub(crate) mod apk;
pub(crate) mod archive;
pub(crate) mod dex;
pub(crate) mod kotlin;
pub(crate) mod libraries;
pub(crate) mod places;
pub(crate) mod resources;
pub(crate) mod signing;
pub(crate) mod tool;

use crate::catalog::Catalog;
use crate::java;
use crate::lockfile;
use crate::native::{self, Abi};
use crate::registry;
use crate::sizes;
use kotlin::{COMPOSE, Compilation, SERIALIZATION};
use libraries::Libraries;
use places::{Module, made};
use resources::{Resources, Version};
use std::path::PathBuf;
use xtask::run::Outcome;

/// The processors for which there is an APK: phones, and emulators on a PC.
const ABIS: [Abi; 2] = [Abi::Arm64, Abi::X86_64];

/// Everything that is handed out.
pub(crate) struct Products {
    pub(crate) aar: PathBuf,
    pub(crate) apks: Vec<(Abi, PathBuf)>,
    pub(crate) compiled: Compiled,
}

/// What the app and its tests have in common.
pub(crate) struct Compiled {
    pub(crate) libraries: Libraries,
    pub(crate) resources: Resources,
    /// Folders of classes.
    pub(crate) core: PathBuf,
    pub(crate) app: PathBuf,
}

/// Builds all and prints how large it is.
pub(crate) fn run() -> Outcome {
    let products = build()?;
    let mut faults = Vec::new();
    let mut files = vec![("dunlog-core.aar".to_owned(), products.aar)];
    files.extend(products.apks.into_iter().map(|(abi, apk)| (format!("dunlog-{}.apk", abi.name()), apk)));
    for (name, file) in &files {
        println!("{}  {}", registry::sha256(file)?, file.display());
        faults.extend(sizes::record(name, file).err());
    }
    if !signing::key()?.is_release {
        println!("signed with the development key of this checkout");
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// Builds what changed.
pub(crate) fn build() -> Result<Products, String> {
    native::build_changed(&ABIS)?;
    let compiled = compile()?;
    let catalog = Catalog::read()?;
    registry::fetch(&lockfile::bundles(&["r8", "apksig", "test"])?)?;
    let [core, app] = [("core.jar", &compiled.core), ("app.jar", &compiled.app)].map(|(name, classes)| {
        let jar = made(name);
        archive::jar(classes, &jar).map(|()| jar)
    });
    let (core, app) = (core?, app?);
    let aar = aar::build(&core, &ABIS, &catalog)?;
    let own = [app, core, compiled.resources.numbers.clone()];
    let dex = dex::build(&own, &compiled.libraries, &compiled.resources.rules, catalog.version("minSdk")?)?;
    let mut apks = Vec::new();
    for abi in ABIS {
        apks.push((abi, apk::build(abi, &compiled.resources.packed, &dex, &compiled.libraries)?));
    }
    Ok(Products { aar, apks, compiled })
}

/// Compiles the resources and the Kotlin of both modules.
pub(crate) fn compile() -> Result<Compiled, String> {
    registry::fetch(&lockfile::bundles(&[
        "core",
        "app",
        "kotlinc",
        COMPOSE,
        SERIALIZATION,
        "merger",
        "android",
        "aapt2",
    ])?)?;
    let libraries = Libraries::of(&["core", "app"])?;
    let resources = resources::build(&libraries, &Catalog::read()?, &Version::own())?;
    let android = java::file("android")?;
    let of_core = Libraries::of(&["core"])?.jars;
    let core = Compilation {
        name: "core",
        sources: vec![Module::Core.kotlin()],
        class_path: [of_core, vec![android.clone()]].concat(),
        friends: Vec::new(),
        plugins: &[SERIALIZATION],
        is_api_explicit: true,
    };
    let core = core.run()?;
    let app = Compilation {
        name: "app",
        sources: vec![Module::App.kotlin()],
        class_path: [libraries.jars.clone(), vec![core.clone(), resources.numbers.clone(), android]].concat(),
        friends: Vec::new(),
        plugins: &[COMPOSE, SERIALIZATION],
        is_api_explicit: false,
    };
    let app = app.run()?;
    Ok(Compiled { libraries, resources, core, app })
}
