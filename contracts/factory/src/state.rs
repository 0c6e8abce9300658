//! Everything that the factory stores, most of it in bytes (`mirror_bytes`).

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Api, Deps, DepsMut, Order, StdResult, Storage, Uint128};
use cw_storage_plus::{Item, Map};
use mirror_bytes::{Slot, Table};

use crate::announcement::Announcement;
use crate::config::{Config, Peers};
use crate::dues::Dues;
use crate::error::ContractError;
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::pools::{Pool, PoolEntry};

/// The most debts of former plans that one release pays; the others wait for the next one.
const MOST_FORMER_DEBTS: usize = 30;

/// Who instantiated the factory: only this account may complete the set-up.
pub const DEPLOYER: Item<Addr> = Item::new("deployer");

/// The owner and the contracts: what listings and delistings read. In bytes, since all of them do.
pub const CONFIG: Slot<Config> = Slot::new(b"g");

/// How MIR is released and through which contracts: what `distribute` reads.
pub const PLAN: Slot<Plan> = Slot::new(b"s");

/// How far the plan has been divided, and the changes of weight since then.
pub const LEDGER: Slot<Ledger> = Slot::new(b"l");

/// The pools that share the release, by the canonical address of their asset.
pub const POOLS: Table<Pool> = Table::new(b'p');

/// MIR owed by former plans to recipients of fixed distributions, by address.
pub const FIXED_UNSENT: Map<&Addr, Uint128> = Map::new("fixed");

/// The delistings that feeders announced, by the canonical address of the asset.
pub const ANNOUNCEMENTS: Table<Announcement> = Table::new(b'w');

/// When the last announced delisting of an asset was cancelled, in UNIX seconds, by its canonical
/// address.
pub const CANCELLATIONS: Table<u64> = Table::new(b'x');

/// The configuration and the peers of a factory that is set up.
pub fn config(storage: &dyn Storage) -> Result<(Config, Peers), ContractError> {
    CONFIG.load(storage)?.take_peers()
}

/// All pools, in the order of their keys.
pub fn pools(storage: &dyn Storage) -> Result<Vec<PoolEntry>, ContractError> {
    POOLS
        .range(storage, &[], None, Order::Ascending)
        .map(|entry| {
            let (asset, pool) = entry?;
            Ok(PoolEntry::new(asset.into(), pool))
        })
        .collect()
}

/// What is owed at `now`: what is stored as owed, and what the plan gave since it was last divided.
/// Stores nothing; the ledger is changed as if the division had been stored.
pub fn dues(
    storage: &dyn Storage,
    api: &dyn Api,
    plan: &Plan,
    ledger: &mut Ledger,
    now: u64,
) -> Result<Dues, ContractError> {
    let mut owed: BTreeMap<Addr, Uint128> = FIXED_UNSENT
        .range(storage, None, None, Order::Ascending)
        .take(MOST_FORMER_DEBTS)
        .collect::<StdResult<_>>()?;
    for track in &plan.fixed {
        if !owed.contains_key(&track.recipient) {
            let former = FIXED_UNSENT.may_load(storage, &track.recipient)?;
            owed.insert(track.recipient.clone(), former.unwrap_or_default());
        }
    }
    let mirror_token = api.addr_canonicalize(plan.payment()?.mirror_token.as_str())?;

    Dues::until(plan, ledger, &mirror_token, pools(storage)?, owed, now)
}

/// Store what is owed, for a later release.
pub fn save_dues(storage: &mut dyn Storage, dues: &Dues) -> Result<(), ContractError> {
    for entry in &dues.pools {
        save_pool(storage, entry);
    }
    for (recipient, owed) in dues.fixed.iter().filter(|(_, owed)| !owed.is_zero()) {
        FIXED_UNSENT.save(storage, recipient, owed)?;
    }
    Ok(())
}

/// Store that nothing is owed any more, since all of it is paid.
pub fn clear_dues(storage: &mut dyn Storage, dues: Dues) -> Result<(), ContractError> {
    for mut entry in dues.pools {
        entry.pool.unsent = Uint128::zero();
        save_pool(storage, &entry);
    }
    for recipient in dues.fixed.keys() {
        if FIXED_UNSENT.has(storage, recipient) {
            FIXED_UNSENT.remove(storage, recipient);
        }
    }
    Ok(())
}

fn save_pool(storage: &mut dyn Storage, entry: &PoolEntry) {
    if entry.is_over() {
        POOLS.remove(storage, &entry.asset);
    } else if entry.has_changed() {
        POOLS.save(storage, &entry.asset, &entry.pool);
    }
}

/// The announced delisting of an asset.
pub fn announcement(deps: Deps, asset: &Addr) -> Result<Announcement, ContractError> {
    let key = deps.api.addr_canonicalize(asset.as_str())?;
    ANNOUNCEMENTS
        .may_load(deps.storage, &key)?
        .ok_or_else(|| ContractError::NoDelistingAnnounced {
            asset: asset.to_string(),
        })
}

/// Remove the announcement of an asset that is delisted now, if there is one.
pub fn remove_announcement(deps: DepsMut, asset: &Addr) -> Result<(), ContractError> {
    let key = deps.api.addr_canonicalize(asset.as_str())?;
    ANNOUNCEMENTS.remove(deps.storage, &key);
    Ok(())
}

#[cfg(test)]
mod tests;
