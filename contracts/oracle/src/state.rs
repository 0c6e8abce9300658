//! What the oracle stores. The keys of what a post reads are short and its addresses are bytes,
//! because every post pays for every byte.

use cosmwasm_std::Storage;
use cw_storage_plus::Item;
use mirror_bytes::{Slot, Table};
use mirror_protocol::oracle::PostedPrice;

use crate::config::{Config, Limits};
use crate::error::ContractError;
use crate::feed::Feed;

/// Owner, base denom, guardian. No post reads it: JSON.
pub const CONFIG: Item<Config> = Item::new("config");

/// How posts are judged.
pub const LIMITS: Slot<Limits> = Slot::new(b"limits");

/// Feeder and last price of every registered asset, by its
/// [`asset_key`](mirror_protocol::oracle::asset_key). They are one record, because reading two costs a
/// post more than writing the feeder again. Other contracts read it without running this code
/// ([`Oracle::posted_price`](mirror_protocol::oracle::Oracle::posted_price)), so its key and its form
/// are part of the interface.
pub const FEEDS: Table<Feed> = Table::new(PostedPrice::PREFIX);

/// The feed of a registered asset.
pub fn feed(storage: &dyn Storage, key: &[u8], asset: &str) -> Result<Feed, ContractError> {
    FEEDS
        .may_load(storage, key)?
        .ok_or_else(|| not_found(asset))
}

/// The error for an asset that nobody registered.
pub fn not_found(asset: &str) -> ContractError {
    ContractError::AssetNotFound {
        asset: asset.to_string(),
    }
}

#[cfg(test)]
mod tests;
