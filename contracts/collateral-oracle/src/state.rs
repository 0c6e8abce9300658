//! What the collateral oracle stores.

use cosmwasm_std::{Order, Storage};
use cw_storage_plus::Item;
use mirror_bytes::{Slot, Table};
use mirror_protocol::collateral_oracle::stored::{self, Collateral, Pricing};
use terraswap::asset::AssetInfo;

use crate::config::Rights;
use crate::error::ContractError;

/// Owner and mint, which messages read.
pub const RIGHTS: Item<Rights> = Item::new("rights");

/// Base denom and oracle, which every price reads. Mint reads it, too, without running this code, so its
/// key and its form are part of the interface.
pub const PRICING: Slot<Pricing> = Slot::new(stored::PRICING);

/// Every collateral that was ever registered, by its token address or denom as text, because the list is
/// shown in the order of these texts. Mint reads them as it reads [`PRICING`].
pub const COLLATERALS: Table<Collateral> = Table::new(stored::COLLATERALS);

/// The entry of an asset, if there is one.
pub fn may_load(
    storage: &dyn Storage,
    asset: &AssetInfo,
) -> Result<Option<Collateral>, ContractError> {
    Ok(COLLATERALS.may_load(storage, asset.id().as_bytes())?)
}

/// The entry of a registered asset.
pub fn load(storage: &dyn Storage, asset: &AssetInfo) -> Result<Collateral, ContractError> {
    may_load(storage, asset)?.ok_or_else(|| not_found(asset))
}

/// Store the entry of an asset.
pub fn save(storage: &mut dyn Storage, asset: &AssetInfo, collateral: &Collateral) {
    COLLATERALS.save(storage, asset.id().as_bytes(), collateral);
}

/// Whether no collateral was registered yet.
pub fn is_empty(storage: &dyn Storage) -> bool {
    COLLATERALS
        .range(storage, &[], None, Order::Ascending)
        .next()
        .is_none()
}

/// The error for an asset that nobody registered.
pub fn not_found(asset: &AssetInfo) -> ContractError {
    ContractError::CollateralNotFound {
        asset: asset.to_string(),
    }
}

#[cfg(test)]
mod tests;
