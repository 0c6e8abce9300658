//! The price and the feeder of an asset, as the oracle has them.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, Env};
use mirror_protocol::oracle::{FeederResponse, LastPrice, Oracle};

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
    let last = last(deps, peers, asset, now)?;
    ensure_not_halted(last, asset)?;
    if let Some(pending) = feed.pending_price {
        return Err(ContractError::PricePending {
            asset: asset.to_string(),
            pending,
        });
    }
    let (price, time) = last.map_or((Decimal::zero(), 0), |last| (last.price, last.time));
    ensure!(
        time.saturating_add(PRICE_LIFE) >= now,
        ContractError::PriceStale {
            asset: asset.to_string(),
            last_updated: time
        }
    );
    Ok(price)
}

/// The last accepted price and its time, if the asset is registered. It is read from the oracle's store
/// and never asked: a price in a layout that this code does not know is an error, since it could be
/// halted.
pub fn last(
    deps: Deps,
    peers: &Peers,
    asset: &Addr,
    now: u64,
) -> Result<Option<LastPrice>, ContractError> {
    let oracle = Oracle(peers.oracle_contract.clone());
    let posted = oracle.readable_price(&deps.querier, deps.api, asset.as_str())?;
    Ok(posted.map(|posted| posted.at(now)))
}

/// Refuse while the guardian or the owner has the asset halted.
pub fn ensure_not_halted(last: Option<LastPrice>, asset: &Addr) -> Result<(), ContractError> {
    match last.and_then(|last| last.halted_until) {
        Some(until) => Err(ContractError::PriceHalted {
            asset: asset.to_string(),
            until,
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
