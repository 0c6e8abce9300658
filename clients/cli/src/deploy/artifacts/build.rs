//! Artifacts that are missing are built, where the source is.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::deploy::error::DeployError;

/// Have `cargo xtask wasm` make the artifacts of the source that this folder of artifacts is part of.
/// What it says is shown on standard error.
pub(in crate::deploy) fn build(folder: &Path) -> Result<(), DeployError> {
    let source = source(folder).ok_or_else(|| DeployError::NoSource {
        folder: folder.to_path_buf(),
    })?;
    eprintln!("building the artifacts with `cargo xtask wasm` (minutes, the first time)");
    let not_built = |reason: String| DeployError::NotBuilt { reason };
    let status = Command::new("cargo")
        .args(["xtask", "wasm"])
        .current_dir(&source)
        .stdin(Stdio::null())
        // Standard output is for results.
        .stdout(Stdio::from(std::io::stderr()))
        .status();
    let status = status.map_err(|error| not_built(error.to_string()))?;
    if status.success() {
        return Ok(());
    }
    Err(not_built(status.to_string()))
}

/// The clone that `cargo xtask wasm` in it writes this folder of.
fn source(folder: &Path) -> Option<PathBuf> {
    if folder.file_name()? != "artifacts" {
        return None;
    }
    let source = std::path::absolute(folder).ok()?.parent()?.to_path_buf();
    let is_ours = ["scripts/src/wasm", "contracts/mint/Cargo.toml"];
    is_ours
        .iter()
        .all(|path| source.join(path).exists())
        .then_some(source)
}
