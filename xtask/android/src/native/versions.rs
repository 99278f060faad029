//! What `[workspace.metadata.android]` of the top manifest pins.

use serde::Deserialize;
use xtask::run;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Versions {
    /// The oldest Android that installs the app.
    pub(crate) min_api: u32,
    /// Where the real bionic comes from.
    pub(crate) bionic: Artifact,
}

/// A file of Maven Central.
#[derive(Deserialize)]
pub(crate) struct Artifact {
    pub(crate) artifact: String,
    pub(crate) sha256: String,
}

#[derive(Deserialize)]
struct Manifest {
    workspace: Workspace,
}

#[derive(Deserialize)]
struct Workspace {
    metadata: Metadata,
}

#[derive(Deserialize)]
struct Metadata {
    android: Versions,
}

pub(crate) fn versions() -> Result<Versions, String> {
    let text = std::fs::read_to_string(run::root().join("Cargo.toml")).map_err(|error| error.to_string())?;
    let manifest: Manifest = toml::from_str(&text).map_err(|error| format!("Cargo.toml: {error}"))?;
    Ok(manifest.workspace.metadata.android)
}
