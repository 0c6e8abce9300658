//! How pools get, change and lose their weight: what several messages share.
//!
//! A change of weight is only noted in the ledger. The release is divided by the noted weights when
//! it is paid out, or before the note that would be one too many.

use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Storage, Uint128};

use crate::error::ContractError;
use crate::ledger::{Change, Ledger};
use crate::plan::Plan;
use crate::pools::{Pool, MIRROR_WEIGHT, MOST_POOLS};
use crate::state::{self, LEDGER, PLAN, POOLS};

/// Divide the plan until `now` and store what is due, before the plan changes. Returns all MIR that
/// was ever sent.
pub fn settle(
    storage: &mut dyn Storage,
    api: &dyn Api,
    plan: &Plan,
    now: u64,
) -> Result<Uint128, ContractError> {
    let mut ledger = LEDGER.load(storage)?;

    let dues = state::dues(storage, api, plan, &mut ledger, now)?;
    state::save_dues(storage, &dues)?;

    LEDGER.save(storage, &ledger);
    Ok(ledger.sent)
}

/// Open the pool of MIR, which shares in the release from genesis on.
pub fn open_first(
    storage: &mut dyn Storage,
    api: &dyn Api,
    mirror_token: &Addr,
) -> Result<(), ContractError> {
    let asset = api.addr_canonicalize(mirror_token.as_str())?;
    let mut ledger = LEDGER.load(storage)?;
    ledger.pools = 1;

    LEDGER.save(storage, &ledger);
    POOLS.save(storage, &asset, &Pool::new(MIRROR_WEIGHT));
    Ok(())
}

/// Open a pool, which shares in the release from `now` on.
pub fn open(
    storage: &mut dyn Storage,
    api: &dyn Api,
    asset: &Addr,
    weight: u32,
    now: u64,
) -> Result<(), ContractError> {
    let asset = api.addr_canonicalize(asset.as_str())?;
    let mut ledger = note_change(storage, api, &asset, None, now)?;
    ensure!(
        ledger.pools < MOST_POOLS,
        ContractError::TooManyPools { most: MOST_POOLS }
    );
    ledger.pools = ledger.pools.saturating_add(1);

    LEDGER.save(storage, &ledger);
    POOLS.save(storage, &asset, &Pool::new(weight));
    Ok(())
}

/// Give a pool another weight from `now` on.
pub fn reweigh(
    storage: &mut dyn Storage,
    api: &dyn Api,
    asset: &Addr,
    weight: u32,
    now: u64,
) -> Result<(), ContractError> {
    change_weight(storage, api, asset, Some(weight), now)?;
    Ok(())
}

/// End a pool's share from `now` on. What is owed to it stays owed. Returns its last weight.
pub fn close(
    storage: &mut dyn Storage,
    api: &dyn Api,
    asset: &Addr,
    now: u64,
) -> Result<u32, ContractError> {
    change_weight(storage, api, asset, None, now)
}

/// The entry of a closed pool stays until the next release, since the time before may still owe it
/// something. Returns the former weight.
fn change_weight(
    storage: &mut dyn Storage,
    api: &dyn Api,
    asset: &Addr,
    weight: Option<u32>,
    now: u64,
) -> Result<u32, ContractError> {
    let key = api.addr_canonicalize(asset.as_str())?;
    let former = POOLS
        .may_load(storage, &key)?
        .and_then(|pool| pool.weight)
        .ok_or_else(|| ContractError::NoDistributionInfo {
            asset: asset.to_string(),
        })?;
    let mut ledger = note_change(storage, api, &key, Some(former), now)?;
    if weight.is_none() {
        ledger.pools = ledger.pools.saturating_sub(1);
    }
    // Read again: noting the change may have divided the plan, which changes what is owed.
    let unsent = POOLS
        .may_load(storage, &key)?
        .map_or(Uint128::zero(), |pool| pool.unsent);

    LEDGER.save(storage, &ledger);
    POOLS.save(storage, &key, &Pool { weight, unsent });
    Ok(former)
}

/// The ledger with one more change noted in it. The caller stores it.
fn note_change(
    storage: &mut dyn Storage,
    api: &dyn Api,
    asset: &CanonicalAddr,
    former: Option<u32>,
    now: u64,
) -> Result<Ledger, ContractError> {
    let mut ledger = LEDGER.load(storage)?;
    if ledger.is_full() {
        let plan = PLAN.load(storage)?;
        let dues = state::dues(storage, api, &plan, &mut ledger, now)?;
        state::save_dues(storage, &dues)?;
    }
    ledger.changes.push(Change {
        time: now,
        asset: asset.clone(),
        former,
    });
    Ok(ledger)
}

#[cfg(test)]
mod tests;
