//! The messages. Each has a file, and the guardian's have one together.

pub mod config;
pub mod feed_price;
pub mod guard;
pub mod register_asset;

use std::collections::BTreeSet;

use cosmwasm_std::ensure;

use crate::error::ContractError;

/// Refuse a list that names an asset twice.
fn ensure_distinct<'a>(assets: impl Iterator<Item = &'a String>) -> Result<(), ContractError> {
    let mut seen = BTreeSet::new();
    for asset in assets {
        ensure!(
            seen.insert(asset),
            ContractError::DuplicateAsset {
                asset: asset.clone()
            }
        );
    }
    Ok(())
}
