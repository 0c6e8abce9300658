//! The messages, one file each.

pub mod auto_stake;
pub mod bond;
pub mod config;
pub mod deposit;
pub mod pools;
pub mod premium;
pub mod short;
pub mod withdraw;

use std::collections::BTreeSet;

use cosmwasm_std::ensure;

use crate::error::ContractError;

/// The most assets in one message, so that its cost has a limit.
pub const MOST_ASSETS: usize = 30;

/// Refuse a list that is too long or names an asset twice.
fn check_list<'a>(assets: impl ExactSizeIterator<Item = &'a String>) -> Result<(), ContractError> {
    let received = assets.len();
    ensure!(
        received <= MOST_ASSETS,
        ContractError::TooManyAssets {
            received,
            most: MOST_ASSETS
        }
    );
    let mut seen = BTreeSet::new();
    for asset_token in assets {
        ensure!(
            seen.insert(asset_token),
            ContractError::DuplicateAsset {
                asset_token: asset_token.clone()
            }
        );
    }
    Ok(())
}
