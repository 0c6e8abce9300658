//! The messages: a file for each, and `assets` for those that the owner sends about an asset, with
//! `trigger_ipo`.

pub mod auction;
pub mod burn;
pub mod deposit;
pub mod mint;
pub mod open_position;
pub mod receive;
pub mod withdraw;

pub mod accept_collateral;
pub mod assets;
pub mod config;

use cosmwasm_std::{ensure, MessageInfo};
use terraswap::asset::Asset;
use terraswap::funds;

use crate::error::ContractError;

/// Refuse a payment that is not exactly this coin.
pub fn ensure_coin(info: &MessageInfo, collateral: &Asset) -> Result<(), ContractError> {
    ensure!(
        collateral.info.is_native_token(),
        ContractError::NotACoin {
            asset_token: collateral.info.to_string()
        }
    );
    Ok(funds::exactly(info, std::slice::from_ref(collateral))?)
}
