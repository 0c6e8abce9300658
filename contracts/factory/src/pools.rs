//! The pools that share the release: their weights, and what is owed to them.

use std::collections::BTreeMap;

use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Order, StdResult, Storage, Uint128};
use mirror_bytes::in_bytes;

use crate::error::ContractError;
use crate::ledger::{Change, Ledger, MOST_CHANGES};
use crate::plan::Plan;
use crate::state::{FIXED_UNSENT, LEDGER, PLAN, POOLS};

/// Pools with a weight at most, since every release pays all of them.
pub const MOST_POOLS: u32 = 128;
/// The weight of MIR.
pub const MIRROR_WEIGHT: u32 = 300;
/// No pool weighs more, or it would take the release from all others (factory.md section 3).
pub const MOST_WEIGHT: u32 = 300;
/// The weight of an asset that is listed without one.
pub const DEFAULT_WEIGHT: u32 = 30;
/// Debts of former plans that one release pays at most; the rest waits for the next one.
const MOST_FORMER_DEBTS: usize = 30;

/// A pool.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    /// Its part in the release; none once its asset is delisted.
    pub weight: Option<u32>,
    /// What was divided and is not sent.
    pub unsent: Uint128,
}

/// A pool, the asset it belongs to, and what is stored of it.
pub struct PoolEntry {
    pub asset: CanonicalAddr,
    pub pool: Pool,
    stored: Pool,
}

/// Everything that is owed.
pub struct Dues {
    pub pools: Vec<PoolEntry>,
    /// Of the fixed distributions, ascending by address.
    pub fixed: BTreeMap<Addr, Uint128>,
}

in_bytes!(Pool { weight, unsent });

impl Pool {
    /// A pool with this weight and nothing else.
    pub fn new(weight: u32) -> Self {
        Self {
            weight: Some(weight),
            unsent: Uint128::zero(),
        }
    }
}

impl PoolEntry {
    /// An entry as it is stored.
    pub fn new(asset: CanonicalAddr, stored: Pool) -> Self {
        Self {
            asset,
            pool: stored.clone(),
            stored,
        }
    }

    /// Write what differs. Without weight and debt there is no pool any more.
    fn save(&self, storage: &mut dyn Storage) {
        if self.pool.weight.is_none() && self.pool.unsent.is_zero() {
            POOLS.remove(storage, &self.asset);
        } else if self.pool != self.stored {
            POOLS.save(storage, &self.asset, &self.pool);
        }
    }
}

impl Dues {
    /// Divide the plan until `now` and add what was owed before. Nothing is written.
    pub fn until(
        storage: &dyn Storage,
        api: &dyn Api,
        plan: &Plan,
        ledger: &mut Ledger,
        now: u64,
    ) -> Result<Self, ContractError> {
        let mut fixed: BTreeMap<Addr, Uint128> = FIXED_UNSENT
            .range(storage, None, None, Order::Ascending)
            .take(MOST_FORMER_DEBTS)
            .collect::<StdResult<_>>()?;
        for track in &plan.fixed {
            let due = plan.due(&track.schedule, ledger.divided, now)?;
            let former = match fixed.get(&track.recipient) {
                Some(former) => *former,
                None => FIXED_UNSENT
                    .may_load(storage, &track.recipient)?
                    .unwrap_or_default(),
            };
            fixed.insert(track.recipient.clone(), former.checked_add(due)?);
        }

        let mirror_token = api.addr_canonicalize(plan.payment()?.mirror_token.as_str())?;
        let mut pools = all(storage)?;
        ledger.divide(plan, &mirror_token, &mut pools, now)?;

        Ok(Self { pools, fixed })
    }

    /// Keep it for a later release.
    fn keep(&self, storage: &mut dyn Storage) -> Result<(), ContractError> {
        for entry in &self.pools {
            entry.save(storage);
        }
        for (recipient, owed) in self.fixed.iter().filter(|(_, owed)| !owed.is_zero()) {
            FIXED_UNSENT.save(storage, recipient, owed)?;
        }
        Ok(())
    }

    /// It is paid: none of it is owed any more.
    pub fn clear(self, storage: &mut dyn Storage) -> Result<(), ContractError> {
        for mut entry in self.pools {
            entry.pool.unsent = Uint128::zero();
            entry.save(storage);
        }
        for recipient in self.fixed.keys() {
            if FIXED_UNSENT.has(storage, recipient) {
                FIXED_UNSENT.remove(storage, recipient);
            }
        }
        Ok(())
    }
}

/// All pools, by the order of their keys.
pub fn all(storage: &dyn Storage) -> Result<Vec<PoolEntry>, ContractError> {
    POOLS
        .range(storage, &[], None, Order::Ascending)
        .map(|entry| {
            let (asset, pool) = entry?;
            Ok(PoolEntry::new(asset.into(), pool))
        })
        .collect()
}

/// Divide the plan until `now` and keep what is due, before the plan changes. Returns what was ever
/// sent.
pub fn settle(
    storage: &mut dyn Storage,
    api: &dyn Api,
    plan: &Plan,
    now: u64,
) -> Result<Uint128, ContractError> {
    let mut ledger = LEDGER.load(storage)?;

    Dues::until(storage, api, plan, &mut ledger, now)?.keep(storage)?;

    LEDGER.save(storage, &ledger);
    Ok(ledger.sent)
}

/// The pool of MIR, which shares from genesis on.
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

/// A new pool, which shares from `now` on.
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

/// A weight that a message names.
pub fn checked_weight(weight: u32) -> Result<u32, ContractError> {
    ensure!(
        weight <= MOST_WEIGHT,
        ContractError::WeightTooHigh {
            weight,
            most: MOST_WEIGHT
        }
    );
    Ok(weight)
}

/// Another weight from `now` on.
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

/// No share from `now` on. What is owed stays owed. Returns the former weight.
pub fn close(
    storage: &mut dyn Storage,
    api: &dyn Api,
    asset: &Addr,
    now: u64,
) -> Result<u32, ContractError> {
    change_weight(storage, api, asset, None, now)
}

/// The entry of a closed pool stays until the next release, since the periods before may owe it.
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
    // Noting the change may have divided the plan: what is owed is known only now.
    let unsent = POOLS
        .may_load(storage, &key)?
        .map_or(Uint128::zero(), |pool| pool.unsent);

    LEDGER.save(storage, &ledger);
    POOLS.save(storage, &key, &Pool { weight, unsent });
    Ok(former)
}

/// The ledger with one more change, which the caller writes.
fn note_change(
    storage: &mut dyn Storage,
    api: &dyn Api,
    asset: &CanonicalAddr,
    former: Option<u32>,
    now: u64,
) -> Result<Ledger, ContractError> {
    let mut ledger = LEDGER.load(storage)?;
    if ledger.changes.len() >= MOST_CHANGES {
        let plan = PLAN.load(storage)?;
        Dues::until(storage, api, &plan, &mut ledger, now)?.keep(storage)?;
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
