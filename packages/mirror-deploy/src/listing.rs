//! What is done through the factory once it exists: collateral, feeders, listings.

use cosmwasm_std::to_json_binary;
use mirror_protocol::{collateral_oracle, collector, factory, mint, oracle};
use serde::Serialize;

use crate::chain::{Chain, Receipt, Transaction};
use crate::deployment::{Deployment, ListedAsset};
use crate::journal::Journal;
use crate::profile::{Collateral, Listing};
use crate::steps::{call, StepError, Steps};

/// List an mAsset: token, feed, market and reward pool in one transaction. Its feeder is
/// `feeder` where the listing names no other.
///
/// With the same journal it is listed once.
pub fn list<C: Chain, J: Journal<C::Signed>>(
    chain: &mut C,
    deployment: &Deployment,
    feeder: &str,
    listing: &Listing,
    journal: &mut J,
) -> Result<ListedAsset, StepError<C::Error>> {
    let whitelist = whitelist(chain, deployment, feeder, listing)?;
    let mut steps = Steps::new(chain, journal);
    let receipt = steps.take(&format!("list {}", listing.symbol), whitelist)?;
    Ok(listed(steps.chain, listing, &receipt)?)
}

/// Set how many seconds a new mAsset has to be listed before it may be collateral. A birth does so
/// after its own listings, which may be collateral at once.
///
/// With the same journal it is set once.
pub fn delay_collateral<C: Chain, J: Journal<C::Signed>>(
    chain: &mut C,
    deployment: &Deployment,
    seconds: u64,
    journal: &mut J,
) -> Result<(), StepError<C::Error>> {
    if let Some(delay) = collateral_delay(chain, deployment, seconds)? {
        Steps::new(chain, journal).take("delay later collateral", delay)?;
    }
    Ok(())
}

pub(crate) fn collateral_delay<C: Chain>(
    chain: &C,
    deployment: &Deployment,
    seconds: u64,
) -> Result<Option<Transaction>, C::Error> {
    if seconds == 0 {
        return Ok(None);
    }
    let update = mint::ExecuteMsg::UpdateConfig(mint::ConfigUpdate {
        collateral_delay: Some(seconds),
        ..Default::default()
    });
    let mint = &deployment.contracts.mint;
    relay(chain, deployment, mint, &update).map(Some)
}

pub(crate) fn whitelist<C: Chain>(
    chain: &C,
    deployment: &Deployment,
    feeder: &str,
    listing: &Listing,
) -> Result<Transaction, C::Error> {
    let msg = factory::ExecuteMsg::Whitelist {
        name: listing.name.clone(),
        symbol: listing.symbol.clone(),
        oracle_feeder: listing.feeder.clone().unwrap_or_else(|| feeder.to_string()),
        params: listing.params.clone(),
    };
    call(chain, &deployment.contracts.factory, &msg)
}

/// The addresses that the event log of a listing gives.
pub(crate) fn listed<C: Chain>(
    chain: &C,
    listing: &Listing,
    receipt: &Receipt,
) -> Result<ListedAsset, C::Error> {
    let told = |key: &str| {
        let value = receipt.last(key).map(str::to_string);
        value.ok_or_else(|| chain.unexpected(format!("the event log does not tell {key}")))
    };
    Ok(ListedAsset {
        symbol: listing.symbol.clone(),
        token: told("asset_token_addr")?,
        pair: told("pair_contract_addr")?,
        lp_token: told("liquidity_token_addr")?,
    })
}

/// Name mint to the collector, which asks it about assets without a price in the mirror oracle. The
/// collector is created before mint, as mint names it.
pub(crate) fn name_mint<C: Chain>(
    chain: &C,
    deployment: &Deployment,
) -> Result<Transaction, C::Error> {
    let update = collector::ConfigUpdate {
        mint_contract: Some(deployment.contracts.mint.clone()),
        ..collector::ConfigUpdate::default()
    };
    let msg = collector::ExecuteMsg::UpdateConfig(Box::new(update));
    relay(chain, deployment, &deployment.contracts.collector, &msg)
}

pub(crate) fn accept_collateral<C: Chain>(
    chain: &C,
    deployment: &Deployment,
    collateral: &Collateral,
) -> Result<Transaction, C::Error> {
    let register = collateral_oracle::ExecuteMsg::RegisterCollateralAsset {
        asset: collateral.asset.clone(),
        price_source: collateral.price_source.clone(),
        multiplier: collateral.multiplier,
        value_cap: collateral.value_cap,
    };
    let collateral_oracle = &deployment.contracts.collateral_oracle;
    relay(chain, deployment, collateral_oracle, &register)
}

/// Register a feeder for MIR as for an mAsset: the collector needs its price.
pub(crate) fn register_feeder<C: Chain>(
    chain: &C,
    deployment: &Deployment,
    asset: &str,
    feeder: &str,
) -> Result<Transaction, C::Error> {
    let register = oracle::ExecuteMsg::RegisterAsset {
        asset_token: asset.to_string(),
        feeder: feeder.to_string(),
        max_deviation: None,
        standby: None,
    };
    relay(chain, deployment, &deployment.contracts.oracle, &register)
}

fn relay<C: Chain>(
    chain: &C,
    deployment: &Deployment,
    contract: &str,
    msg: &impl Serialize,
) -> Result<Transaction, C::Error> {
    let encoded = to_json_binary(msg);
    let relay = factory::ExecuteMsg::PassCommand {
        contract_addr: contract.to_string(),
        msg: encoded.map_err(|error| chain.unexpected(error.to_string()))?,
    };
    call(chain, &deployment.contracts.factory, &relay)
}
