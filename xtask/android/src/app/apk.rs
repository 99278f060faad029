//! Resources, byte code and a native library → a signed APK for one processor.

use crate::app::archive::{Archive, Packing};
use crate::app::dex::Dex;
use crate::app::libraries::Libraries;
use crate::app::places::{made, product};
use crate::app::signing;
use crate::native::{self, Abi};
use crate::steps::Step;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use zip::CompressionMethod;

/// Phones with pages of 16 KiB map the library right out of the APK.
const PAGE: u16 = 16 * 1024;

/// Packs and signs it.
pub(crate) fn build(abi: Abi, resources: &Path, dex: &Dex, libraries: &Libraries) -> Result<PathBuf, String> {
    let unsigned = made(&format!("unsigned-{}.apk", abi.name()));
    let signed = product(&format!("dunlog-{}.apk", abi.name()));
    let mut native = libraries.native(abi.name())?;
    native.push(native::library(abi));
    pack(&unsigned, resources, dex, &native, abi)?;
    let key = signing::key()?;
    let step = Step::new(&format!("sign {}", abi.name())).inputs(&[unsigned.clone(), key.store.clone()])?;
    step.words([&key.alias]).output(&signed).run(|| signing::sign(&unsigned, &signed, &key))?;
    Ok(signed)
}

fn pack(to: &Path, resources: &Path, dex: &Dex, native: &[PathBuf], abi: Abi) -> Result<(), String> {
    let failed = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let file = fs::File::open(resources).map_err(|error| failed(resources, &error))?;
    let mut packed = zip::ZipArchive::new(file).map_err(|error| failed(resources, &error))?;
    let mut apk = Archive::create(to)?;
    for index in 0..packed.len() {
        let mut entry = packed.by_index(index).map_err(|error| failed(resources, &error))?;
        let packing = match entry.compression() {
            CompressionMethod::Stored => Packing::Stored(4),
            _ => Packing::Deflated,
        };
        let name = entry.name().map_err(|error| failed(resources, &error))?.into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|error| failed(resources, &error))?;
        apk.put(&name, &bytes, packing)?;
    }
    let mut put = |name: &str, path: &Path, packing| {
        apk.put(name, &fs::read(path).map_err(|error| failed(path, &error))?, packing)
    };
    for file in &dex.files {
        put(&file_name(file), file, Packing::Deflated)?;
    }
    for (name, file) in &dex.services {
        put(name, file, Packing::Deflated)?;
    }
    for file in native {
        put(&format!("lib/{}/{}", abi.name(), file_name(file)), file, Packing::Stored(PAGE))?;
    }
    apk.finish()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
