//! What was asked for, as it was typed.

use clap::{Args, Subcommand};

use super::birth::BirthArguments;
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
    // Before the chain's flags, which have a heading of their own.
    #[command(flatten)]
    pub(super) birth: BirthArguments,
    #[command(flatten)]
    pub(super) chain: Connection,
}

/// What is done with a protocol that is there.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Action {
    Verify(verify::Arguments),
    HandOver(hand_over::Arguments),
    Upgrade(upgrade::Arguments),
}
