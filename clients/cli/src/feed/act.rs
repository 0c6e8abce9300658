//! Says one thing: to the running feeder by a file, or to the protocol by a transaction.

use mirror_bots::feed::answers::{self, Accept as Answer};
use mirror_bots::feed::config::{AssetConfig, FeedConfig};
use mirror_bots::feed::{clock, number, tokens, until, Feed};
use mirror_bots::frame::Stop;
use mirror_chain::{Account, ChainError, Key, KeySource, Msg};
use mirror_protocol::{factory, oracle};
use serde::Serialize;

use super::args::{Accept, Assets, Delist};
use super::error::BadInput;
use crate::ask::ask;
use crate::connection::Session;
use crate::failure::Failure;
use crate::message::names::Names;
use crate::message::problem::Problem;
use crate::message::words;
use crate::screen::say;
use crate::service::{self, ServiceArguments};

/// What a guardian says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guarding {
    Halt,
    Resume,
    UseStandby,
}

/// Adds an answer to the file that the running feeder reads.
pub(super) fn accept(accept: &Accept, arguments: &ServiceArguments) -> Result<(), Failure> {
    let (_, stop) = Stop::pair();
    let prepared = service::prepared::<Feed>(arguments, stop)?;
    let asset = configured(&prepared.settings, &accept.asset)?;
    let price = number::price(&accept.price).map_err(|fault| BadInput::NoPrice {
        text: accept.price.clone(),
        fault,
    })?;
    let now = clock::now();
    let until = until::read(&accept.until, now).ok_or_else(|| BadInput::NoEnd {
        text: accept.until.clone(),
    })?;
    let answer = Answer {
        asset: asset.asset.clone(),
        price,
        until,
        said: now,
    };
    answers::add(&prepared.common.state, &answer).map_err(BadInput::from)?;
    let told = format!(
        "{} is measured at {price} for {} s from now on; the running feeder reads it with its next block\n",
        asset.asset,
        until.saturating_sub(now)
    );
    say(told.as_bytes());
    Ok(())
}

/// Tells the oracle what the guardian says.
pub(super) fn guard(
    what: Guarding,
    assets: &Assets,
    arguments: &ServiceArguments,
) -> Result<(), Failure> {
    let session = arguments.connection.open()?;
    let deployment = session.deployment()?;
    let verb = match what {
        Guarding::Halt => "Halt the price of",
        Guarding::Resume => "End the halt of",
        Guarding::UseStandby => "Give to the standby feeder",
    };
    let mut asset_tokens = Vec::new();
    for asset in &assets.assets {
        let found = session.run(tokens::find(&session.node, &deployment, asset));
        asset_tokens.push(found?);
    }
    let question = format!("{verb} {}?", assets.assets.join(", "));
    ask(&question, assets.yes)?;
    let message = match what {
        Guarding::Halt => oracle::ExecuteMsg::Halt { asset_tokens },
        Guarding::Resume => oracle::ExecuteMsg::Resume { asset_tokens },
        Guarding::UseStandby => oracle::ExecuteMsg::UseStandby { asset_tokens },
    };
    let contract = &deployment.protocol.contracts.oracle;
    let names = Names::of(&deployment);
    let mut account = session.account()?;
    send(
        &session,
        &mut account,
        contract,
        &message,
        ("mirror-oracle", &names),
    )
}

/// Tells the factory that the feeder wishes an asset to be delisted.
pub(super) fn delist(delist: &Delist, arguments: &ServiceArguments) -> Result<(), Failure> {
    let (_, stop) = Stop::pair();
    let prepared = service::prepared::<Feed>(arguments, stop)?;
    let asset = configured(&prepared.settings, &delist.asset)?;
    let keys = prepared.common.key_file.iter();
    let mut keys = keys.chain(&prepared.settings.other_keys);
    let source = keys.nth(asset.group).cloned().map(KeySource::File);
    // Its feeder can not take it back.
    let question = format!("Announce that {} is delisted?", delist.asset);
    ask(&question, delist.yes)?;
    let key = Key::load(&source.unwrap_or(prepared.chain.key))?;
    let session = arguments.connection.open()?;
    let deployment = session.deployment()?;
    let found = session.run(tokens::find(&session.node, &deployment, &asset.asset));
    let token = found?;
    let message = if delist.migrate {
        factory::ExecuteMsg::MigrateAsset {
            name: None,
            symbol: None,
            from_token: token,
            end_price: None,
            oracle_feeder: None,
        }
    } else {
        factory::ExecuteMsg::RevokeAsset {
            asset_token: token,
            end_price: None,
        }
    };
    let contract = &deployment.protocol.contracts.factory;
    let names = Names::of(&deployment);
    let mut account = Account::new(&session.node, key)?;
    send(
        &session,
        &mut account,
        contract,
        &message,
        ("mirror-factory", &names),
    )
}

/// The asset that the operations file calls so.
fn configured<'a>(settings: &'a FeedConfig, name: &str) -> Result<&'a AssetConfig, BadInput> {
    let mut assets = settings.assets.iter();
    assets.find(|asset| asset.asset == name).ok_or_else(|| {
        let known = settings.assets.iter().map(|asset| asset.asset.as_str());
        BadInput::NoAsset {
            asset: name.to_string(),
            known: known.collect::<Vec<_>>().join(", "),
        }
    })
}

fn send(
    session: &Session,
    account: &mut Account,
    contract: &str,
    message: &impl Serialize,
    (code, names): (&str, &Names),
) -> Result<(), Failure> {
    let msg = serde_json::to_vec(message);
    let msg = msg.map_err(|error| ChainError::Unexpected(error.to_string()))?;
    let message = Msg::Execute {
        contract: contract.to_string(),
        msg,
        funds: vec![],
    };
    let sent = session.run(account.send(&[message], "mirror feed"));
    let included = sent.map_err(|error| Problem::of_contract(error, &[code], names))?;
    let mut told = words::events(included.wasm(), names).join("\n");
    told.push_str(&format!("\nblock {}, {}\n", included.height, included.hash));
    say(told.as_bytes());
    Ok(())
}
