//! What the collector remembers, in parts by what is read together and in bytes, since every byte is
//! paid for.

use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Storage};
use mirror_bytes::{Slot, Table};

use crate::asset::Convertible;
use crate::config::{Hops, Trading};
use crate::error::ContractError;
use crate::routed::Routed;
use crate::sale::Sale;

/// Routes at most: an update reads their list, and nobody needs more.
pub const MOST_ROUTES: usize = 50;

/// Who configures.
pub const OWNER: Slot<Addr> = Slot::new(b"o");

/// What every conversion reads.
pub const TRADING: Slot<Trading> = Slot::new(b"c");

/// What only conversions over a hop read.
pub const HOPS: Slot<Hops> = Slot::new(b"h");

/// The mint contract, read only for what the mirror oracle does not price; nothing before it is
/// named.
pub const MINT: Slot<Option<CanonicalAddr>> = Slot::new(b"m");

/// The assets that have a route; none before the first. Where it leads is part of the asset's sale.
pub const ROUTED: Slot<Routed> = Slot::new(b"r");

/// What is remembered of an asset, by its key; nothing before its first swap or route.
pub const SALES: Table<Sale> = Table::new(b's');

/// What is remembered of an asset.
pub fn sale(storage: &dyn Storage, asset: &Convertible) -> Result<Sale, ContractError> {
    Ok(SALES.may_load(storage, &asset.key())?.unwrap_or_default())
}

/// Whether a denom is what some asset is swapped for before the base denom. At most
/// [`MOST_ROUTES`] entries are read, and only for a denom that no oracle prices.
pub fn is_hop(storage: &dyn Storage, api: &dyn Api, denom: &str) -> Result<bool, ContractError> {
    if HOPS.load(storage)?.luna_denom == denom {
        return Ok(true);
    }
    let routed = ROUTED.may_load(storage)?.unwrap_or_default();
    for asset in routed.after(None) {
        let sale = sale(storage, &Convertible::named(api, asset))?;
        if sale.hop.as_deref() == Some(denom) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Let an asset's way lead over a hop, or no longer.
pub fn save_route(
    storage: &mut dyn Storage,
    asset: &Convertible,
    hop: Option<String>,
) -> Result<(), ContractError> {
    let mut routed = ROUTED.may_load(storage)?.unwrap_or_default();
    let mut sale = sale(storage, asset)?;

    let name = asset.info.id();
    if hop.is_some() {
        routed.insert(name);
    } else {
        routed.remove(name);
    }
    ensure!(
        routed.len() <= MOST_ROUTES,
        ContractError::TooManyRoutes { most: MOST_ROUTES }
    );
    sale.hop = hop;

    ROUTED.save(storage, &routed);
    SALES.save(storage, &asset.key(), &sale);
    Ok(())
}

#[cfg(test)]
mod tests {
    /// Rule T-14.
    #[test]
    fn no_key_begins_with_the_table_s_letter() {
        for key in ["o", "c", "h", "m", "r", "contract_info"] {
            assert!(!key.starts_with('s'));
        }
    }
}
