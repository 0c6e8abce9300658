//! Everything that the collector stores. What is read together is one record, and records are
//! bytes, since a chain charges for every key and every byte.

use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Storage};
use mirror_bytes::{Slot, Table};

use crate::asset::Convertible;
use crate::config::{Config, Hops, Trading};
use crate::error::ContractError;
use crate::routed::Routed;
use crate::sale::Sale;

/// How many routes there may be. Every update of a route reads the list of them.
pub const MOST_ROUTES: usize = 50;

/// The account that may change the configuration. Read by its own messages, and by a conversion
/// that has no price or that others than a keeper ask for.
pub const OWNER: Slot<Addr> = Slot::new(b"o");

/// The part of the configuration that every conversion reads.
pub const TRADING: Slot<Trading> = Slot::new(b"t");

/// The part of the configuration that only conversions over a hop read.
pub const HOPS: Slot<Hops> = Slot::new(b"h");

/// The mint contract, if it is named. Read only for assets that the mirror oracle does not price.
pub const MINT: Slot<Option<CanonicalAddr>> = Slot::new(b"m");

/// The names of the assets that have a route. The hop of a route is stored in the asset's sale.
pub const ROUTED: Slot<Routed> = Slot::new(b"r");

/// The route and the limit of an asset, by its key. There is no entry before its first swap or
/// route.
pub const SALES: Table<Sale> = Table::new(b's');

/// The whole configuration.
pub fn config(storage: &dyn Storage) -> Result<Config, ContractError> {
    Ok(Config {
        owner: OWNER.load(storage)?,
        trading: TRADING.load(storage)?,
        hops: HOPS.load(storage)?,
        mint: mint(storage)?,
    })
}

/// The owner.
pub fn owner(storage: &dyn Storage) -> Result<Addr, ContractError> {
    Ok(OWNER.load(storage)?)
}

/// The part of the configuration that only conversions over a hop read.
pub fn hops(storage: &dyn Storage) -> Result<Hops, ContractError> {
    Ok(HOPS.load(storage)?)
}

/// Store the whole configuration.
pub fn save_config(storage: &mut dyn Storage, config: &Config) {
    OWNER.save(storage, &config.owner);
    TRADING.save(storage, &config.trading);
    HOPS.save(storage, &config.hops);
    MINT.save(storage, &config.mint);
}

/// The mint contract, if it is named.
pub fn mint(storage: &dyn Storage) -> Result<Option<CanonicalAddr>, ContractError> {
    Ok(MINT.may_load(storage)?.flatten())
}

/// The route and the limit of an asset.
pub fn sale(storage: &dyn Storage, asset: &Convertible) -> Result<Sale, ContractError> {
    Ok(SALES.may_load(storage, &asset.key())?.unwrap_or_default())
}

/// Whether some asset is swapped for this denom before it is swapped for the base denom. At most
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

/// Set the hop of an asset's route, or remove the route.
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
mod tests;
