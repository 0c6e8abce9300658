//! The protocol on a real chain: everything the end-to-end tests need is built, then they run.

use std::{
    env,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{localnet, process, wasm, watch::Watch, workspace::Workspace, Error};

/// The crate of the tests. It is no default member: its tests need what is built here.
const PACKAGE: &str = "mirror-e2e";

/// What each step may take on two cores, from nothing.
const ARTIFACTS: Duration = Duration::from_secs(240);
const WASMD: Duration = Duration::from_secs(240);
const PROGRAM: Duration = Duration::from_secs(180);
const TESTS: Duration = Duration::from_secs(1_050);

/// Build what is missing and run the tests whose name contains the filter. Whoever has built the
/// artifacts of this tree says where they are.
pub fn run(
    workspace: &Workspace,
    artifacts: Option<PathBuf>,
    filter: Option<&str>,
) -> Result<(), Error> {
    let mut watch = Watch::start("e2e");
    let artifacts = match artifacts {
        Some(folder) => std::path::absolute(&folder).map_err(|source| Error::NotRead {
            path: folder,
            source,
        })?,
        None => {
            watch
                .step("artifacts", ARTIFACTS, || wasm::compile(workspace))?
                .folder
        }
    };
    let wasmd = watch.step("wasmd", WASMD, || localnet::ensure_wasmd(&workspace.root))?;
    watch.step("program", PROGRAM, || {
        process::run_aside(process::cargo(&workspace.root).args([
            "build",
            "--locked",
            "--package",
            "mirror-cli",
            "--bin",
            "mirror",
        ]))
    })?;
    watch.step("tests", TESTS, || {
        tests(workspace, &artifacts, &wasmd, filter)
    })?;
    watch.finish();
    Ok(())
}

/// The tests take the programs from variables, so that they never build anything themselves.
fn tests(
    workspace: &Workspace,
    artifacts: &Path,
    wasmd: &Path,
    filter: Option<&str>,
) -> Result<(), Error> {
    let ourselves = env::current_exe().map_err(|source| Error::CommandNotStarted {
        command: "xtask".to_owned(),
        source,
    })?;
    process::run(
        process::cargo(&workspace.root)
            .args(["test", "--locked", "--package", PACKAGE])
            .args(filter)
            .env("MIRROR_BIN", workspace.target.join("debug").join("mirror"))
            .env("MIRROR_XTASK", ourselves)
            .env("MIRROR_ARTIFACTS", artifacts)
            .env("MIRROR_WASMD", wasmd),
    )
}
