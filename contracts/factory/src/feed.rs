//! The price and the feeder of an asset, as the oracle has them.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, Env};
use mirror_protocol::oracle::{FeederResponse, Oracle, PostedPrice};

use crate::config::Peers;
use crate::error::ContractError;

/// Seconds after its post in which a price may be used; the same as in mint.
pub const PRICE_LIFE: u64 = 60;

/// The last accepted price of an asset; refuse one that is halted, in doubt because another post is
/// pending, or not fresh.
pub fn usable_price(
    deps: Deps,
    env: &Env,
    peers: &Peers,
    asset: &Addr,
    feed: &FeederResponse,
) -> Result<Decimal, ContractError> {
    let now = env.block.time.seconds();
    let posted = posted(deps, peers, asset)?;
    ensure_not_halted(posted, asset, now)?;
    if let Some(pending) = feed.pending_price {
        return Err(ContractError::PricePending {
            asset: asset.to_string(),
            pending,
        });
    }
    let (price, time) = posted.map_or((Decimal::zero(), 0), |posted| (posted.price, posted.time));
    ensure!(
        time.saturating_add(PRICE_LIFE) >= now,
        ContractError::PriceStale {
            asset: asset.to_string(),
            last_updated: time
        }
    );
    Ok(price)
}

/// The last accepted price and its time, if the asset is registered.
pub fn posted(
    deps: Deps,
    peers: &Peers,
    asset: &Addr,
) -> Result<Option<PostedPrice>, ContractError> {
    let oracle = Oracle(peers.oracle_contract.clone());
    Ok(oracle.posted_price(&deps.querier, deps.api, asset.as_str())?)
}

/// Refuse while the guardian or the owner has the asset halted.
pub fn ensure_not_halted(
    posted: Option<PostedPrice>,
    asset: &Addr,
    now: u64,
) -> Result<(), ContractError> {
    match posted.and_then(|posted| posted.halted_until(now)) {
        Some(until) => Err(ContractError::PriceHalted {
            asset: asset.to_string(),
            until,
        }),
        None => Ok(()),
    }
}
