//! `mirror faucet`: coins of a local network, from its deployer.
//!
//! In reading order: `recipient` says who is paid, `amount` how much, `error` what cannot be done.

mod amount;
mod error;
mod recipient;

use clap::Args;
use cosmwasm_std::Coin;
use mirror_chain::Msg;
use serde::Serialize;

pub use error::BadInput;

use crate::connection::Connection;
use crate::failure::{Failure, Verdict};
use crate::output::json;
use crate::screen::say;

/// Pay somebody coins of a local network.
///
/// The network's deployer pays, which has plenty. It waits until the payment is in a block.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror faucet alice\n  \
    mirror faucet wasm1jwn563uc9zeejpln2jp58hg4ehsuteqx02pcsu --amount 250.5usd --amount 10luna\n  \
    mirror faucet bob --amount 5000000stake --json")]
pub struct Arguments {
    /// Who is paid: an address, or the name of one of the network's keys.
    #[arg(value_name = "ADDRESS")]
    recipient: String,
    /// How much, such as 100usd or 100000000uusd; repeat it to pay several coins.
    #[arg(long, value_name = "COIN", default_value = "100usd")]
    amount: Vec<String>,
    /// Print what was paid as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    connection: Connection,
}

/// A payment that is in a block.
#[derive(Debug, Serialize)]
struct Paid {
    /// Who was paid.
    recipient: String,
    /// The coins, in micro units.
    coins: Vec<Coin>,
    /// The transaction.
    hash: String,
    /// The height of its block.
    height: u64,
}

/// Pays what was asked for.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    let connection = &arguments.connection;
    let config = connection.config()?;
    if !config.local {
        return Err(BadInput::NotLocal(config.chain_id).into());
    }
    let amounts = arguments.amount.iter().map(|text| amount::read(text));
    let amounts = amounts.collect::<Result<Vec<_>, _>>()?;
    let keys = connection.keys();
    let recipient = recipient::find(&arguments.recipient, keys.as_deref(), &config.bech32_prefix)?;

    let session = connection.open()?;
    let mut account = session.account()?;
    let (coins, included) = session.run(async {
        let held = session.node.balances(account.address()).await?;
        let coins = amount::coins(&amounts, &config, &held)?;
        let payment = Msg::Send {
            recipient: recipient.clone(),
            coins: coins.clone(),
        };
        let included = account.send(&[payment], "mirror faucet").await?;
        Ok::<_, Failure>((coins, included))
    })?;
    let paid = Paid {
        recipient,
        coins,
        hash: included.hash,
        height: included.height,
    };
    say(&if arguments.json {
        json(&paid)
    } else {
        told(&paid).into_bytes()
    });
    Ok(Verdict::Fine)
}

fn told(paid: &Paid) -> String {
    let coins = paid.coins.iter().map(Coin::to_string);
    let coins = coins.collect::<Vec<_>>().join(", ");
    format!(
        "{coins} paid to {} in block {} ({})\n",
        paid.recipient, paid.height, paid.hash
    )
}
