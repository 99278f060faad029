//! The companion library: everything that another app needs of us, without screens.

use crate::app::archive::{Archive, Packing};
use crate::app::places::{CORE_PACKAGE, Module, core_rules, product};
use crate::app::resources::with_package;
use crate::app::tool::write;
use crate::catalog::Catalog;
use crate::native::{self, Abi};
use std::fs;
use std::path::{Path, PathBuf};

/// Packs it. `classes` is the jar of the core.
pub(crate) fn build(classes: &Path, abis: &[Abi], catalog: &Catalog) -> Result<PathBuf, String> {
    let to = product("dunlog-core.aar");
    let bytes = |path: &Path| fs::read(path).map_err(|error| format!("{}: {error}", path.display()));
    let min_sdk = catalog.version("minSdk")?;
    let mut aar = Archive::create(&to)?;
    aar.put("AndroidManifest.xml", &bytes(&manifest(min_sdk)?)?, Packing::Deflated)?;
    aar.put(
        "META-INF/com/android/build/gradle/aar-metadata.properties",
        format!("aarFormatVersion=1.0\naarMetadataVersion=1.0\nminCompileSdk={min_sdk}\n").as_bytes(),
        Packing::Deflated,
    )?;
    // It has no resources; the empty list says so.
    aar.put("R.txt", b"", Packing::Deflated)?;
    aar.put("classes.jar", &bytes(classes)?, Packing::Stored(4))?;
    for abi in abis {
        let entry = format!("jni/{}/libdunlog.so", abi.name());
        aar.put(&entry, &bytes(&native::library(*abi))?, Packing::Deflated)?;
    }
    aar.put("proguard.txt", &bytes(&core_rules())?, Packing::Deflated)?;
    aar.finish()?;
    Ok(to)
}

/// The manifest of the core as other apps take it in. Without the oldest Android in it, a merger would believe that it was
/// written for Android 1 and add the permissions that every app had then.
pub(crate) fn manifest(min_sdk: &str) -> Result<PathBuf, String> {
    let place = with_package(Module::Core, CORE_PACKAGE)?;
    let text = fs::read_to_string(&place).map_err(|error| format!("{}: {error}", place.display()))?;
    write(&place, &with_min_sdk(&text, min_sdk)?)?;
    Ok(place)
}

/// The manifest with the oldest Android in it, which Gradle takes from the build file.
fn with_min_sdk(manifest: &str, level: &str) -> Result<String, String> {
    let name_space = "xmlns:android=\"http://schemas.android.com/apk/res/android\"";
    let manifest = if manifest.contains(name_space) {
        manifest.to_owned()
    } else {
        manifest.replacen("<manifest", &format!("<manifest {name_space}"), 1)
    };
    let line = format!("<uses-sdk android:minSdkVersion=\"{level}\" />");
    if let Some(at) = manifest.rfind("</manifest>") {
        let (before, after) = manifest.split_at(at);
        return Ok(format!("{before}    {line}\n{after}"));
    }
    let at = manifest.rfind("/>").ok_or("the manifest of the core has no end")?;
    let (before, _) = manifest.split_at(at);
    Ok(format!("{}>\n    {line}\n</manifest>\n", before.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Element;

    #[test]
    fn the_oldest_android_is_put_into_either_form_of_a_manifest() {
        for manifest in ["<manifest package=\"x\" />\n", "<manifest package=\"x\">\n</manifest>\n"] {
            let manifest = with_min_sdk(manifest, "26").unwrap();
            let manifest = Element::parse(&manifest).unwrap();
            assert_eq!(manifest.child("uses-sdk").unwrap().attribute("android:minSdkVersion"), Some("26"));
            assert!(manifest.attribute("xmlns:android").is_some());
        }
    }
}
