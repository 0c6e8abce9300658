//! What was asked for, as it was typed.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{hand_over, upgrade, verify};
use crate::connection::Connection;

/// Put a protocol on a chain, or go on where that was interrupted.
///
/// Every transaction is written to a journal before it is sent, so it may be stopped at any moment and
/// run again: it sends nothing twice, and once it is over it changes nothing. You own the protocol
/// until `mirror deploy hand-over`.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror deploy --demo                       on a local network, with assets, pools and people\n  \
    mirror deploy --profile my.toml --dry-run  every message, address and cost, and nothing is sent\n  \
    mirror deploy --profile my.toml")]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub(super) action: Option<Action>,
    #[command(flatten)]
    pub(super) chain: Connection,
    #[command(flatten)]
    pub(super) birth: BirthArguments,
}

/// What is done with a protocol that is there.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Action {
    Verify(verify::Arguments),
    HandOver(hand_over::Arguments),
    Upgrade(upgrade::Arguments),
}

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
