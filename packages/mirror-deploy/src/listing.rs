//! What is done through the factory once it stands: collateral, feeders, listings.

use cosmwasm_std::{to_json_binary, Binary};
use mirror_protocol::{collateral_oracle, collector, factory, mint, oracle};
use serde::Serialize;

use crate::chain::{Chain, Receipt};
use crate::deployment::{Deployment, ListedAsset};
use crate::profile::{Collateral, Listing, Profile};

/// List an mAsset: token, feed, market and reward pool in one transaction. Its feeder is
/// `feeder` where the listing names no other.
pub fn list<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    feeder: &str,
    listing: &Listing,
) -> Result<ListedAsset, C::Error> {
    let msg = factory::ExecuteMsg::Whitelist {
        name: listing.name.clone(),
        symbol: listing.symbol.clone(),
        oracle_feeder: listing.feeder.clone().unwrap_or_else(|| feeder.to_string()),
        params: listing.params.clone(),
    };
    let receipt = chain.execute(&deployment.contracts.factory, &msg, &[])?;
    Ok(ListedAsset {
        symbol: listing.symbol.clone(),
        token: told(chain, &receipt, "asset_token_addr")?,
        pair: told(chain, &receipt, "pair_contract_addr")?,
        lp_token: told(chain, &receipt, "liquidity_token_addr")?,
    })
}

/// Have the factory send `msg` to a contract it owns.
pub fn pass<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    contract: &str,
    msg: &impl Serialize,
) -> Result<(), C::Error> {
    let relay = factory::ExecuteMsg::PassCommand {
        contract_addr: contract.to_string(),
        msg: encoded(chain, msg)?,
    };
    chain.execute(&deployment.contracts.factory, &relay, &[])?;
    Ok(())
}

/// From now on a new mAsset is listed for so many seconds before it may back others. A birth says so
/// last: what it lists backs others at once.
pub fn delay_collateral<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    seconds: u64,
) -> Result<(), C::Error> {
    if seconds == 0 {
        return Ok(());
    }
    let update = mint::ExecuteMsg::UpdateConfig(mint::ConfigUpdate {
        collateral_delay: Some(seconds),
        ..Default::default()
    });
    pass(chain, deployment, &deployment.contracts.mint, &update)
}

/// MIR is fed like an mAsset: the collector needs its price.
pub(crate) fn feed_mirror<C: Chain>(
    chain: &mut C,
    profile: &Profile,
    deployment: &Deployment,
) -> Result<(), C::Error> {
    register_feeder(chain, deployment, &deployment.mirror_token, &profile.feeder)
}

/// The collector comes before mint, which names it, and needs its word for what the mirror oracle
/// does not price.
pub(crate) fn name_mint<C: Chain>(chain: &mut C, deployment: &Deployment) -> Result<(), C::Error> {
    let update = collector::ConfigUpdate {
        mint_contract: Some(deployment.contracts.mint.clone()),
        ..collector::ConfigUpdate::default()
    };
    let msg = collector::ExecuteMsg::UpdateConfig(Box::new(update));
    pass(chain, deployment, &deployment.contracts.collector, &msg)
}

pub(crate) fn accept_collateral<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    collateral: &Collateral,
) -> Result<(), C::Error> {
    if let Some(feeder) = &collateral.feeder {
        register_feeder(chain, deployment, collateral.asset.id(), feeder)?;
    }
    let register = collateral_oracle::ExecuteMsg::RegisterCollateralAsset {
        asset: collateral.asset.clone(),
        price_source: collateral.price_source.clone(),
        multiplier: collateral.multiplier,
        value_cap: collateral.value_cap,
    };
    pass(
        chain,
        deployment,
        &deployment.contracts.collateral_oracle,
        &register,
    )
}

fn register_feeder<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    asset: &str,
    feeder: &str,
) -> Result<(), C::Error> {
    let register = oracle::ExecuteMsg::RegisterAsset {
        asset_token: asset.to_string(),
        feeder: feeder.to_string(),
        max_deviation: None,
        standby: None,
    };
    pass(chain, deployment, &deployment.contracts.oracle, &register)
}

/// What the event log says under `key`, which a sequence can not go on without.
pub(crate) fn told<C: Chain>(chain: &C, receipt: &Receipt, key: &str) -> Result<String, C::Error> {
    let value = receipt.last(key).map(str::to_string);
    value.ok_or_else(|| chain.unexpected(format!("the event log does not tell {key}")))
}

fn encoded<C: Chain>(chain: &C, msg: &impl Serialize) -> Result<Binary, C::Error> {
    to_json_binary(msg).map_err(|error| chain.unexpected(error.to_string()))
}
