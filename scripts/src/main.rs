//! `cargo xtask`: the commands a contributor and the hosted check both run.
#![allow(
    clippy::print_stdout,
    reason = "a program's results go to standard output"
)]

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use xtask::{ci, print, schema, wasm, workspace::Workspace, Error};

#[derive(Parser)]
#[command(
    bin_name = "cargo xtask",
    about = "The workspace's automation.",
    version
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build every contract for the chain: small, checked by the VM, with checksums and sizes.
    Wasm {
        /// Folder the artifacts are written to [default: the workspace's artifacts/].
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
        /// Build the last commit twice, in two temporary folders, and compare the bytes instead.
        #[arg(long, conflicts_with = "out")]
        check_reproducible: bool,
        /// Print the results as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write schema/<contract>.json from the message types.
    Schema {
        /// Write nothing and fail if a committed file differs.
        #[arg(long)]
        check: bool,
        /// Print the results as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Run every check: format, lints, documentation, tests. Stops at the first failure.
    Ci,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<(), Error> {
    let workspace = Workspace::find()?;

    match task {
        Task::Wasm {
            check_reproducible: true,
            json,
            ..
        } => print::result(json, &wasm::check_reproducible(&workspace)?),
        Task::Wasm { out, json, .. } => print::result(json, &wasm::build(&workspace, out)?),
        Task::Schema { check: true, json } => print::result(json, &schema::check(&workspace)?),
        Task::Schema { json, .. } => print::result(json, &schema::write(&workspace)?),
        Task::Ci => ci::run(&workspace),
    }
}
