//! `mirror bench gas`: each message of docs/gas.md as a real chain charges it.
//!
//! In reading order: `table` has the figures of docs/gas.md, `constant` measures what a transaction costs
//! whatever it does, `stage` sends and measures, the scenes play the scenario of `benches/chain` (`first`,
//! `second`), `report` compares and `screen` shows.

mod constant;
mod first;
mod report;
mod screen;
mod second;
mod stage;
mod table;

use std::path::PathBuf;

use clap::Args;
use cosmwasm_std::Coin;
use mirror_chain::Msg;

use super::call::BASE;
use super::error::BadInput;
use super::{people, pin, protocol};
use crate::connection::{Connection, Session};
use crate::failure::{Failure, Verdict};
use crate::output::json;
use crate::screen::say;
use report::Report;
use stage::Stage;

/// In micro units: a million.
const PURSE: u128 = 1_000_000_000_000;

/// Compare the gas of each message of docs/gas.md with what a local network charges.
///
/// It makes a protocol of its own and plays the scenario of the table on it, with periods of seconds
/// where those are days: about three minutes. What a transaction costs whatever it does is measured
/// first and taken off, with what a message costs on its way. The exit code is 1 when a message differs
/// by more than the tolerance.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror bench gas\n  \
    mirror bench gas --tolerance 0.5 --json")]
pub(super) struct Arguments {
    /// How much a message may differ from the table, in per cent of it; 1,000 gas in any case.
    #[arg(long, value_name = "PERCENT", default_value_t = 1.0)]
    tolerance: f64,
    /// Wait the ten minutes that staking needs to measure a premium, instead of leaving that out.
    #[arg(long)]
    wait: bool,
    /// Let the chain's own governance pin the codes, and compare with the table of pinned codes.
    #[arg(long)]
    pinned: bool,
    /// Print the figures as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    connection: Connection,
}

/// Plays the scenario and compares.
pub(super) fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    let config = arguments.connection.config()?;
    if !config.local {
        return Err(BadInput::NotLocal(config.chain_id).into());
    }
    if !(0.0..=100.0).contains(&arguments.tolerance) {
        return Err(BadInput::Tolerance.into());
    }
    let session = arguments.connection.open()?;
    let keys = arguments.connection.keys().unwrap_or_default();
    let report = session.run(run(&session, keys, &arguments))?;
    let is_within = report.is_within();
    say(&if arguments.json {
        json(&report)
    } else {
        screen::shown(&report).into_bytes()
    });
    Ok(if is_within {
        Verdict::Fine
    } else {
        Verdict::Violated
    })
}

/// What alice pays with in a run.
fn purse(alice: &str) -> Msg {
    Msg::Send {
        recipient: alice.to_string(),
        coins: vec![Coin::new(PURSE, BASE)],
    }
}

async fn run(session: &Session, keys: PathBuf, arguments: &Arguments) -> Result<Report, Failure> {
    let node = &session.node;
    let mut owner = session.account()?;
    let codes = protocol::codes(&mut owner, &session.config.artifacts).await?;
    pin::set(&mut owner, &codes, arguments.pinned).await?;
    let [alice, bob, carol] = ["alice", "bob", "carol"];
    let alice = people::named(node, &keys, alice)?;
    let bob = people::named(node, &keys, bob)?;
    let carol = people::named(node, &keys, carol)?;
    // Alice's positions cost more than a second run would find.
    owner.send(&[purse(alice.address())], "").await?;
    let protocol = protocol::deploy(&mut owner, codes, &stage::PERIODS).await?;
    let mut stage = Stage::new(protocol, [owner, alice, bob, carol]);
    let constant = constant::measure(stage.account(stage::Who::Alice)).await?;
    first::play(&mut stage).await?;
    second::play(&mut stage).await?;
    second::premium(&mut stage, arguments.wait).await?;
    Ok(Report::of(
        &session.config.chain_id,
        arguments.pinned,
        arguments.tolerance,
        constant,
        stage.measured(),
    ))
}
