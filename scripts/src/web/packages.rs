//! The two folders of TypeScript: installed, checked, built.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, SystemTime},
};

use super::child;
use crate::{services::Stop, watch::Watch, Error};

const INSTALL: Duration = Duration::from_secs(90);
const BUILD: Duration = Duration::from_secs(60);
const TESTS: Duration = Duration::from_secs(60);

/// The folders with tests of their own, by the names that npm knows them by.
const FOLDERS: [(&str, &str); 2] = [("sdk", "ts"), ("app", "web")];

/// Install what both folders are made of, and build the app. Answers the folder of its files.
pub(crate) fn bundle(root: &Path, watch: &mut Watch, stop: &Stop) -> Result<PathBuf, Error> {
    if is_stale(root) {
        watch.step("packages", INSTALL, || {
            child::run(npm(root).args(["ci", "--prefer-offline"]), stop)
        })?;
    }
    watch.step("build", BUILD, || {
        child::run(npm(root).args(["run", "build", "--workspace", "web"]), stop)
    })?;
    Ok(root.join("clients").join("web").join("dist"))
}

/// Lints, types and unit tests of both folders. That the generated files are those of the schema is one of
/// the SDK's tests.
pub(super) fn check(root: &Path, watch: &mut Watch, stop: &Stop) -> Result<(), Error> {
    for (name, folder) in FOLDERS {
        watch.step(&format!("tests of the {name}"), TESTS, || {
            child::run(npm(root).args(["test", "--workspace", folder]), stop)
        })?;
    }
    Ok(())
}

/// A script of a folder, on the network that this file describes.
pub(super) fn script(root: &Path, folder: &str, name: &str, network: &Path) -> Command {
    let mut command = npm(root);
    command
        .args(["run", name, "--workspace", folder])
        .env("MIRROR_NETWORK", network);
    command
}

/// Colours and progress are for terminals.
fn npm(root: &Path) -> Command {
    let mut command = Command::new("npm");
    command.current_dir(root.join("clients")).env("CI", "1");
    command
}

/// Whether what is installed is older than what the lock file says, or is not there.
fn is_stale(root: &Path) -> bool {
    let clients = root.join("clients");
    let changed =
        |path: PathBuf| -> Option<SystemTime> { fs::metadata(path).ok()?.modified().ok() };
    let wanted = changed(clients.join("package-lock.json"));
    let installed = changed(clients.join("node_modules").join(".package-lock.json"));
    installed.is_none() || installed < wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_installed_where_they_are_missing_or_the_lock_file_is_newer() {
        let root = tempfile::tempdir().unwrap();
        let clients = root.path().join("clients");
        let installed = clients.join("node_modules").join(".package-lock.json");
        fs::create_dir_all(installed.parent().unwrap()).unwrap();
        fs::write(clients.join("package-lock.json"), "{}").unwrap();
        assert!(is_stale(root.path()));

        fs::write(&installed, "{}").unwrap();
        assert!(!is_stale(root.path()));

        let old = fs::File::options().write(true).open(&installed).unwrap();
        old.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert!(is_stale(root.path()));
    }
}
