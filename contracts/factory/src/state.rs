//! What the factory remembers, most of it in bytes (`mirror_bytes`).

use cosmwasm_std::{Addr, Deps, DepsMut, Uint128};
use cw_storage_plus::{Item, Map};
use mirror_bytes::{Slot, Table};

use crate::announcement::Announcement;
use crate::config::Config;
use crate::error::ContractError;
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::pools::Pool;

/// Who instantiated the factory, and alone may complete its set-up.
pub const DEPLOYER: Item<Addr> = Item::new("deployer");

/// Owner and contracts: what listing and delisting read.
pub const CONFIG: Slot<Config> = Slot::new(b"c");

/// How MIR is released and with which contracts: what `distribute` reads.
pub const PLAN: Slot<Plan> = Slot::new(b"s");

/// How far the plan has been divided, and what changed since.
pub const LEDGER: Slot<Ledger> = Slot::new(b"l");

/// The pools that share the release, by the canonical address of their asset.
pub const POOLS: Table<Pool> = Table::new(b'p');

/// MIR owed to recipients of fixed distributions from before the plan last changed, by address.
pub const FIXED_UNSENT: Map<&Addr, Uint128> = Map::new("fixed");

/// Delistings that feeders announced, by the canonical address of the asset.
pub const ANNOUNCEMENTS: Table<Announcement> = Table::new(b'w');

/// When the last announced delisting of an asset was cancelled, in UNIX seconds, by its canonical
/// address.
pub const CANCELLATIONS: Table<u64> = Table::new(b'x');

/// The announced delisting of an asset.
pub fn announcement(deps: Deps, asset: &Addr) -> Result<Announcement, ContractError> {
    let key = deps.api.addr_canonicalize(asset.as_str())?;
    ANNOUNCEMENTS
        .may_load(deps.storage, &key)?
        .ok_or_else(|| ContractError::NoDelistingAnnounced {
            asset: asset.to_string(),
        })
}

/// The asset is delisted: nothing is announced any more.
pub fn forget_announcement(deps: DepsMut, asset: &Addr) -> Result<(), ContractError> {
    let key = deps.api.addr_canonicalize(asset.as_str())?;
    ANNOUNCEMENTS.remove(deps.storage, &key);
    Ok(())
}
