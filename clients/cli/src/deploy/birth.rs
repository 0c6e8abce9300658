//! What can be asked of a deployment, as it was typed.

use std::path::PathBuf;

use clap::Args;

#[derive(Clone, Debug, Args)]
pub(super) struct BirthArguments {
    /// The parameters: a file, or one that the program knows: standard, local [default on a local
    /// network: local].
    #[arg(long, value_name = "FILE|NAME")]
    pub(super) profile: Option<String>,
    /// Tells a second protocol of the same account from the first: it is part of what the addresses are
    /// made of, and of the names of the files.
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// The file of what was sent [default: beside the deployment file].
    #[arg(long, value_name = "FILE")]
    pub(super) journal: Option<PathBuf>,
    /// On a local network: also feed prices, fill pools, open positions, stake; artifacts that are
    /// missing are built.
    #[arg(long)]
    pub(super) demo: bool,
    /// Show every message, address and cost, and send nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Send it without asking.
    #[arg(long)]
    pub(super) yes: bool,
    /// Print what came of it as JSON.
    #[arg(long)]
    pub(super) json: bool,
}
