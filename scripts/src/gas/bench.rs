//! The chain in benches/chain: compiled once, run as one process.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use super::figures::{self, Ours};
use crate::{go, process, workspace::Workspace, Error};

/// Drive the scenario and the crowds, and read what was found.
pub(super) fn run(workspace: &Workspace, artifacts: &Path, crowd: u32) -> Result<Ours, Error> {
    let program = compile(workspace)?;
    let found = program.with_file_name("found.json");
    eprintln!("gas: measuring each message, pool after pool, and in a crowd of {crowd}");
    let begun = Instant::now();
    process::run_aside(
        bench(&program, artifacts)
            .arg("-out")
            .arg(&found)
            .arg("-crowd")
            .arg(crowd.to_string()),
    )?;
    eprintln!("gas: measured in {} s", begun.elapsed().as_secs());
    figures::read_json(found)
}

/// Drive the scenario once and show what some of its operations do.
pub(super) fn trace(
    workspace: &Workspace,
    artifacts: &Path,
    part: &str,
    unpinned: bool,
) -> Result<(), Error> {
    let program = compile(workspace)?;
    process::run(
        bench(&program, artifacts)
            .args(["-trace", part])
            .arg(format!("-pinned={}", !unpinned)),
    )
}

fn bench(program: &Path, artifacts: &Path) -> Command {
    let mut bench = Command::new(program);
    bench
        .args(["-test.run", "TestBench", "-test.timeout", "60m"])
        .arg("-artifacts")
        .arg(artifacts);
    bench
}

fn compile(workspace: &Workspace) -> Result<PathBuf, Error> {
    let program = workspace.target.join("gas").join("chain.test");
    eprintln!("gas: compiling the chain, which takes minutes the first time");
    let begun = Instant::now();
    process::run_aside(
        go::command(&workspace.root, "test", "")
            .args(["-c", "-o"])
            .arg(&program)
            .arg("."),
    )?;
    eprintln!("gas: compiled in {} s", begun.elapsed().as_secs());
    Ok(program)
}
