//! Whether the same commit gives the same bytes in another folder.

use std::{fmt, path::Path, process::Command};

use serde::Serialize;

use super::{compile, Artifact};
use crate::{process, workspace::Workspace, Error};

/// The artifacts that came out the same in both folders.
#[derive(Serialize)]
pub struct Reproduced {
    /// The commit that was built.
    pub commit: String,
    /// What came out of it.
    pub artifacts: Vec<Artifact>,
}

/// Build the last commit from nothing in two temporary folders and compare the artifacts.
pub fn check_reproducible(workspace: &Workspace) -> Result<Reproduced, Error> {
    let commit = process::output(git(&workspace.root).args(["rev-parse", "--short", "HEAD"]))?;
    let changed = process::output(git(&workspace.root).args(["status", "--porcelain"]))?;
    if !changed.is_empty() {
        eprintln!("wasm: warning: changes that are not committed are left out");
    }

    let first = build_copy(&workspace.root, "mirror-")?;
    // The path has another length, as a path inside an artifact could hide in the padding otherwise.
    let second = build_copy(&workspace.root, "the-same-protocol-")?;
    if first == second {
        return Ok(Reproduced {
            commit,
            artifacts: first,
        });
    }

    let differing = first.iter().filter(|artifact| !second.contains(artifact));
    let names = differing
        .map(|artifact| artifact.name.clone())
        .collect::<Vec<_>>();
    Err(Error::NotReproducible {
        artifacts: names.join(", "),
    })
}

fn build_copy(root: &Path, prefix: &str) -> Result<Vec<Artifact>, Error> {
    let temporary = tempfile::Builder::new()
        .prefix(prefix)
        .tempdir()
        .map_err(Error::NoTemporaryFolder)?;
    let copy = temporary.path().join("copy");
    eprintln!("wasm: building a copy in {}", copy.display());
    process::run_aside(git(root).args(["clone", "--quiet", "."]).arg(&copy))?;

    // A target folder of its own: what the other copy compiled must not be taken over.
    let mut workspace = Workspace::at(&copy)?;
    workspace.target = copy.join("target");
    Ok(compile(&workspace)?.artifacts)
}

fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(root);
    git
}

impl fmt::Display for Reproduced {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for artifact in &self.artifacts {
            writeln!(formatter, "{}  {}", artifact.sha256, artifact.name)?;
        }
        let count = self.artifacts.len();
        write!(
            formatter,
            "{count} artifacts of {} are the same bytes in both folders.",
            self.commit
        )
    }
}
