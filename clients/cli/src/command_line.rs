//! What can be typed after `mirror`.

use clap::{Parser, Subcommand};

use crate::failure::{Failure, Verdict};
use crate::{
    airdrop, bench, deploy, faucet, feed, index, keep, liquidate, query, run, simulate, status, tx,
    watch,
};

/// Mirror: synthetic assets that follow real prices.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Airdrop(airdrop::Arguments),
    Bench(bench::Arguments),
    Deploy(deploy::Arguments),
    Faucet(faucet::Arguments),
    Feed(feed::Arguments),
    Index(index::Arguments),
    Keep(keep::Arguments),
    Liquidate(liquidate::Arguments),
    Query(query::Arguments),
    Run(run::Arguments),
    Simulate(simulate::Arguments),
    Status(status::Arguments),
    Tx(tx::Arguments),
    Watch(watch::Arguments),
}

impl CommandLine {
    /// Does what was asked for.
    pub fn run(self) -> Result<Verdict, Failure> {
        match self.command {
            Command::Airdrop(arguments) => airdrop::command(arguments),
            Command::Bench(arguments) => bench::command(arguments),
            Command::Deploy(arguments) => deploy::command(arguments),
            Command::Faucet(arguments) => faucet::command(arguments),
            Command::Feed(arguments) => feed::command(arguments),
            Command::Index(arguments) => index::command(arguments),
            Command::Keep(arguments) => keep::command(arguments),
            Command::Liquidate(arguments) => liquidate::command(arguments),
            Command::Query(arguments) => query::command(arguments),
            Command::Run(arguments) => run::command(arguments),
            Command::Simulate(arguments) => simulate::command(arguments),
            Command::Status(arguments) => status::command(arguments),
            Command::Tx(arguments) => tx::command(arguments),
            Command::Watch(arguments) => watch::command(arguments),
        }
    }
}
