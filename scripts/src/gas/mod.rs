//! What each message costs on a chain, beside what it cost before us; and the gate that keeps it so.

mod bench;
mod breach;
mod figures;
mod gate;
mod page;

use std::{fmt, path::PathBuf};

use serde::Serialize;

use crate::{go, numbers::grouped, wasm, workspace::Workspace, Error};

pub use breach::Breach;

use figures::{Bytes, Data, Ours};

/// How many positions, stakers, polls and orders there are in a crowd.
const CROWD: u32 = 10_000;
/// A smaller crowd, enough to see that a message grows: seconds instead of minutes.
const SMALL_CROWD: u32 = 300;
/// Measure nothing in a crowd.
const NO_CROWD: u32 = 0;

/// What was measured and where it is written.
#[derive(Serialize)]
pub struct Measured {
    /// How many operations have a predecessor.
    pub operations: usize,
    /// Their gas together, each code loaded.
    pub unpinned: u64,
    /// Their gas together, with pinned codes.
    pub pinned: u64,
    /// The page that shows them.
    pub page: PathBuf,
}

/// What was measured and found no dearer and no larger than the committed tables.
#[derive(Serialize)]
pub struct Checked {
    /// How many operations have a predecessor.
    pub operations: usize,
    /// Their gas together, each code loaded.
    pub unpinned: u64,
    /// Their gas together, with pinned codes.
    pub pinned: u64,
}

/// Build, measure, and write the figures and the page that shows them. What messages cost in a
/// crowd takes minutes to find; unless it is asked for, the committed figures of it stay.
pub fn write(workspace: &Workspace, with_growth: bool) -> Result<Measured, Error> {
    let before = figures::growth(workspace);
    let crowd = if with_growth || before.is_none() {
        CROWD
    } else {
        NO_CROWD
    };
    let mut ours = measure(workspace, crowd)?;
    if let (NO_CROWD, Some(before)) = (crowd, before) {
        ours.growth = before;
    }
    figures::write_ours(workspace, &ours)?;
    render(workspace)
}

/// Write the page anew from the figures as they are, after a change of reasons or goals.
pub fn render(workspace: &Workspace) -> Result<Measured, Error> {
    let data = Data::read(workspace)?;
    let page = page::write(workspace, &data)?;

    Ok(Measured {
        operations: data.compared().count(),
        unpinned: data.compared().map(|row| row.ours.0).sum(),
        pinned: data.compared().map(|row| row.ours.1).sum(),
        page,
    })
}

/// Fail where the page is not what the committed figures say, or where they lack something.
pub fn check_committed(workspace: &Workspace) -> Result<(), Error> {
    let committed = Data::read(workspace)?;
    page::check(workspace, &committed)?;
    let breaches = gate::lacks(&committed);
    if breaches.is_empty() {
        return Ok(());
    }
    Err(Error::GasFigures { breaches })
}

/// Fail where a message became dearer, or an artifact larger, than the committed tables say. What
/// needs no measuring comes first.
pub fn check(workspace: &Workspace) -> Result<Checked, Error> {
    check_committed(workspace)?;
    let committed = Data::read(workspace)?;
    let measured = measure(workspace, SMALL_CROWD)?;

    let breaches = gate::breaches(&committed, &measured);
    if !breaches.is_empty() {
        return Err(Error::GasRose { breaches });
    }
    let data = Data {
        ours: measured,
        ..committed
    };
    Ok(Checked {
        operations: data.compared().count(),
        unpinned: data.compared().map(|row| row.ours.0).sum(),
        pinned: data.compared().map(|row| row.ours.1).sum(),
    })
}

/// Show where the gas goes, for all operations whose name contains this text.
pub fn trace(workspace: &Workspace, part: &str, unpinned: bool) -> Result<(), Error> {
    let artifacts = build(workspace)?;
    bench::trace(workspace, &artifacts.folder, part, unpinned)
}

fn measure(workspace: &Workspace, crowd: u32) -> Result<Ours, Error> {
    let artifacts = build(workspace)?;
    let mut ours = bench::run(workspace, &artifacts.folder, crowd)?;
    ours.artifacts = artifacts
        .artifacts
        .into_iter()
        .map(|artifact| Bytes {
            name: artifact.name,
            bytes: artifact.bytes,
        })
        .collect();
    Ok(ours)
}

/// The artifacts in the target folder. The VM's static check is left to `cargo xtask wasm`: here
/// each contract is stored on a chain, which checks the same.
fn build(workspace: &Workspace) -> Result<wasm::Report, Error> {
    // Before the contracts are built, which takes minutes.
    go::ensure(
        "the chain that messages are measured on is",
        "cargo xtask gas",
    )?;
    eprintln!("gas: building {} contracts", workspace.contracts.len());
    wasm::compile(workspace)
}

impl fmt::Display for Measured {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} operations take {} gas, {} with pinned codes.\nWritten to {}.\n\
             Next: commit it with benches/ours.json.",
            self.operations,
            grouped(self.unpinned),
            grouped(self.pinned),
            self.page.display()
        )
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} operations take {} gas, {} with pinned codes: within {} % of docs/gas.md, as the \
             artifacts are within {} %.",
            self.operations,
            grouped(self.unpinned),
            grouped(self.pinned),
            gate::TOLERANCE_PERCENT,
            gate::SIZE_TOLERANCE_PERCENT
        )
    }
}
