//! What the collector remembers, in parts by what is read together, since every byte is paid for.

use std::collections::BTreeSet;

use cosmwasm_std::{ensure, Addr, Storage};
use cw_storage_plus::Item;

use crate::asset::Convertible;
use crate::config::{Hops, Trading};
use crate::error::ContractError;
use crate::sale::Sale;

/// Routes at most: an update reads their list, and nobody needs more.
pub const MOST_ROUTES: usize = 50;

/// Who configures.
pub const OWNER: Item<Addr> = Item::new("o");

/// What every conversion reads.
pub const TRADING: Item<Trading> = Item::new("c");

/// What only conversions over a hop read.
pub const HOPS: Item<Hops> = Item::new("h");

/// The assets that have a route, by name. Where it leads is part of the asset's sale.
pub const ROUTED: Item<BTreeSet<String>> = Item::new("r");

/// First byte of the key of a sale; [`Convertible::key`] follows. Sales are bytes, which no `Map`
/// would leave as they are.
const SALE: &[u8] = b"s";

/// What is remembered of an asset; nothing, before its first swap or route.
pub fn sale(storage: &dyn Storage, asset: &Convertible) -> Result<Sale, ContractError> {
    match storage.get(&sale_key(asset)) {
        Some(bytes) => Sale::from_bytes(&bytes),
        None => Ok(Sale::default()),
    }
}

/// Remember it.
pub fn save_sale(storage: &mut dyn Storage, asset: &Convertible, sale: &Sale) {
    storage.set(&sale_key(asset), &sale.to_bytes());
}

/// Let an asset's way lead over a hop, or no longer.
pub fn save_route(
    storage: &mut dyn Storage,
    asset: &Convertible,
    hop: Option<String>,
) -> Result<(), ContractError> {
    let mut routed = ROUTED.may_load(storage)?.unwrap_or_default();
    let mut sale = sale(storage, asset)?;

    match hop {
        Some(_) => routed.insert(asset.info.to_string()),
        None => routed.remove(asset.info.id()),
    };
    ensure!(
        routed.len() <= MOST_ROUTES,
        ContractError::TooManyRoutes { most: MOST_ROUTES }
    );
    sale.hop = hop;

    ROUTED.save(storage, &routed)?;
    save_sale(storage, asset, &sale);
    Ok(())
}

fn sale_key(asset: &Convertible) -> Vec<u8> {
    [SALE, &asset.key()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t14_no_key_begins_another() {
        let items = ["o", "c", "h", "r", "contract_info"];

        // The version's key is one of its own as long as no item is a beginning of sales' keys.
        for item in items {
            assert!(!item.as_bytes().starts_with(SALE));
            assert!(!SALE.starts_with(item.as_bytes()));
        }
        let distinct: BTreeSet<_> = items.iter().collect();
        assert_eq!(items.len(), distinct.len());
    }
}
