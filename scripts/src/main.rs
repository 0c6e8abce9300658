//! `cargo xtask`: the commands a contributor and the hosted check both run.
#![allow(
    clippy::print_stdout,
    reason = "a program's results go to standard output"
)]

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use xtask::{
    book, ci, demo, e2e, gas, localnet, permissions, print, schema, wasm, web,
    workspace::Workspace, Error,
};

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
    /// Measure what each message costs on a chain and write docs/gas.md.
    Gas {
        /// Write nothing and fail if a message costs more, or an artifact is larger, than the
        /// committed tables say.
        #[arg(long)]
        check: bool,
        /// Measure also in a crowd of ten thousand, which takes minutes.
        #[arg(long, conflicts_with_all = ["check", "trace"])]
        growth: bool,
        /// Measure nothing and write the page from the committed figures.
        #[arg(long, conflicts_with_all = ["check", "growth", "trace"])]
        page: bool,
        /// Show instead where the gas goes, for all operations whose name contains this text.
        #[arg(long, value_name = "OPERATION", conflicts_with = "check")]
        trace: Option<String>,
        /// Trace without pinned codes, so that every code has to be loaded.
        #[arg(long, requires = "trace")]
        unpinned: bool,
        /// Print the results as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write docs/permissions.md: who may send what, by which poll, and what it costs at most.
    Permissions {
        /// Write nothing and fail if the committed page differs.
        #[arg(long)]
        check: bool,
        /// Print the results as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Run a chain on this machine: real nodes, funded keys, loopback only.
    #[command(subcommand)]
    Localnet(localnet::Action),
    /// Drive the protocol on fresh local networks, as wallets and front ends do.
    E2e {
        /// Only tests whose name contains this text.
        filter: Option<String>,
        /// Artifacts of this tree with their checksums, instead of building them.
        #[arg(long, value_name = "FOLDER")]
        artifacts: Option<PathBuf>,
    },
    /// Show a protocol at work: network, deployment, feeder, keeper, liquidator, index and watcher, on the
    /// prices of autumn 2008. Ctrl-C ends all of it.
    Demo(demo::Arguments),
    /// Make one book of every page and of the contracts' messages, searched offline; the first time it installs
    /// mdBook.
    Book {
        /// Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check the SDK and the web app: their own tests, then examples and journeys on a fresh local network.
    Web(web::Arguments),
    /// Run the checks: format, lints, documentation, gas and sizes, the protocol on a real chain,
    /// tests. Stops at the first failure.
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
    // A network needs no more than the workspace's folder.
    if let Task::Localnet(action) = task {
        return localnet::run(action);
    }
    let workspace = Workspace::find()?;

    match task {
        Task::Localnet(action) => localnet::run(action),
        Task::Wasm {
            check_reproducible: true,
            json,
            ..
        } => print::result(json, &wasm::check_reproducible(&workspace)?),
        Task::Wasm { out, json, .. } => print::result(json, &wasm::build(&workspace, out)?),
        Task::Schema { check: true, json } => print::result(json, &schema::check(&workspace)?),
        Task::Schema { json, .. } => print::result(json, &schema::write(&workspace)?),
        Task::Gas {
            trace: Some(part),
            unpinned,
            ..
        } => gas::trace(&workspace, &part, unpinned),
        Task::Gas {
            check: true, json, ..
        } => print::result(json, &gas::check(&workspace)?),
        Task::Gas {
            page: true, json, ..
        } => print::result(json, &gas::render(&workspace)?),
        Task::Gas { growth, json, .. } => print::result(json, &gas::write(&workspace, growth)?),
        Task::Permissions { check: true, json } => {
            print::result(json, &permissions::check(&workspace)?)
        }
        Task::Permissions { json, .. } => print::result(json, &permissions::write(&workspace)?),
        Task::E2e { filter, artifacts } => e2e::run(&workspace, artifacts, filter.as_deref()),
        Task::Demo(arguments) => demo::run(&workspace, &arguments),
        Task::Book { json } => print::result(json, &book::build(&workspace)?),
        Task::Web(arguments) => web::run(&workspace, &arguments).map(drop),
        Task::Ci => ci::run(&workspace),
    }
}
