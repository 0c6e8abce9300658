//! PostgreSQL, on which the index is tested beside SQLite: installed from Debian's package where it is
//! missing and can be.

use std::path::Path;

use crate::{apt, process};

/// Where Debian's packages put the programs, a folder for each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// What the tests start a cluster of their own with.
const PROGRAM: &str = "initdb";

/// The same in Debian.
const PACKAGE: &str = "postgresql";

/// See that it is there. Where it can not be, the tests on it are left out, and that is said: whoever
/// has no PostgreSQL can still run all other checks.
pub(crate) fn ensure() {
    if is_there(Path::new(DEBIAN)) || process::is_installed(PROGRAM) {
        return;
    }
    if let Err(reason) = apt::install("ci", &[PACKAGE]) {
        eprintln!("ci: PostgreSQL is missing ({reason}), so the index is NOT tested on it");
    }
}

/// Whether a version is there with all that is needed.
fn is_there(folder: &Path) -> bool {
    let versions = std::fs::read_dir(folder).into_iter().flatten().flatten();
    versions
        .map(|version| version.path().join("bin").join(PROGRAM))
        .any(|program| program.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_without_its_programs_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_there(folder.path()));
        let programs = folder.path().join("15").join("bin");
        std::fs::create_dir_all(&programs).unwrap();
        assert!(!is_there(folder.path()));

        std::fs::write(programs.join(PROGRAM), "").unwrap();

        assert!(is_there(folder.path()));
    }
}
