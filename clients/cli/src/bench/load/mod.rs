//! `mirror bench load`: as many transactions as the chain takes.
//!
//! In reading order: `kind` says what is sent, `ground` makes a protocol to send it to, `drive` lets
//! all clients send for a time (`board` keeps what is on its way), `figures` counts what came of it,
//! and `screen` shows it.

mod board;
mod drive;
mod figures;
mod ground;
mod kind;
mod screen;

use std::time::Duration;

use clap::Args;
use mirror_chain::Account;

use super::error::BadInput;
use super::people;
use crate::connection::{Connection, Session};
use crate::failure::{Failure, Verdict};
use crate::output::json;
use crate::screen::say;
use drive::Drive;
use figures::{Report, Run};
use ground::Ground;
use kind::Kind;

/// Send swaps, opens and feeds from many accounts, beside plain bank sends in the same run.
///
/// A phase each for payments, swaps, new positions, posted prices and a mix of all. Every client has
/// so many transactions on their way that blocks are full. It makes a protocol of its own on the local
/// network; nothing that was there before is touched.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror bench load --clients 20 --seconds 30\n  \
    mirror bench load --clients 8 --seconds 15 --unpinned --json")]
pub(super) struct Arguments {
    /// How many accounts send, each by itself.
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    clients: usize,
    /// How long each phase takes.
    #[arg(long, value_name = "SECONDS", default_value_t = 20)]
    seconds: u64,
    /// Leave the codes unpinned. Chains let their governance pin codes in much use, and so does this
    /// bench before it begins.
    #[arg(long)]
    unpinned: bool,
    /// Print the figures as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    connection: Connection,
}

/// The phases, in order.
const PHASES: [(&str, &[Kind]); 5] = [
    ("bank sends", &[Kind::Send]),
    ("swaps", &[Kind::Swap]),
    ("opens", &[Kind::Open]),
    ("feeds", &[Kind::Feed]),
    ("all of them", &Kind::ALL),
];

/// Makes the load that was asked for and shows what came of it.
pub(super) fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    let config = arguments.connection.config()?;
    if !config.local {
        return Err(BadInput::NotLocal(config.chain_id).into());
    }
    if !(5..=600).contains(&arguments.seconds) {
        let given = arguments.seconds;
        return Err(BadInput::Seconds { given }.into());
    }
    let session = arguments.connection.open()?;
    let keys = arguments.connection.keys().unwrap_or_default();
    let users = people::users(&session.node, &keys, arguments.clients)?;
    let report = session.run(run(&session, users, &arguments))?;
    say(&if arguments.json {
        json(&report)
    } else {
        screen::shown(&report).into_bytes()
    });
    Ok(Verdict::Fine)
}

async fn run(
    session: &Session,
    users: Vec<Account>,
    arguments: &Arguments,
) -> Result<Report, Failure> {
    let mut owner = session.account()?;
    eprintln!("making a protocol for the bench …");
    let ground = Ground::make(
        &mut owner,
        &users,
        &session.config.artifacts,
        !arguments.unpinned,
    )
    .await?;
    let block_gas = session.node.block_gas().await?;
    let mut drive = Drive::new(&session.node, users, owner, ground, block_gas).await?;
    let mut runs: Vec<Run> = Vec::new();
    for (name, kinds) in PHASES {
        eprintln!("{name}: {} s …", arguments.seconds);
        let seen = drive
            .phase(kinds, Duration::from_secs(arguments.seconds))
            .await?;
        runs.push(Run::of(name, &seen, block_gas));
    }
    Ok(Report::of(
        &session.config.chain_id,
        arguments.clients,
        arguments.seconds,
        !arguments.unpinned,
        block_gas,
        runs,
    ))
}
