//! A package of npm: aapt2, the compiler of Android's resources, is on no Maven registry without Google's host.

use crate::lockfile::Artifact;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Where packages are when npm is not there to say it.
const REGISTRY: &str = "https://registry.npmjs.org";

/// Fetches a package as a file, by npm, whose settings may name a mirror, else by curl.
pub(crate) fn copy(wanted: &Artifact, folder: &Path) -> Result<(), String> {
    let Artifact { name, version, .. } = wanted;
    let packed = folder.join(format!("{name}-{version}.tgz"));
    let npm = Command::new("npm")
        .args(["pack", "--silent", &format!("{name}@{version}")])
        .current_dir(folder)
        .output()
        .is_ok_and(|output| output.status.success());
    if !npm || !packed.exists() {
        let registry = std::env::var("npm_config_registry").unwrap_or_else(|_| REGISTRY.to_owned());
        let address = format!("{}/{name}/-/{name}-{version}.tgz", registry.trim_end_matches('/'));
        let fetched = Command::new("curl")
            .args(["--fail", "--silent", "--show-error", "--location", "--output"])
            .arg(&packed)
            .arg(&address)
            .status();
        if !fetched.is_ok_and(|status| status.success()) {
            return Err(format!("{wanted}: neither npm nor curl could fetch it"));
        }
    }
    let place = folder.join(wanted.file_name());
    fs::rename(&packed, &place).map_err(|error| format!("{}: {error}", place.display()))
}
