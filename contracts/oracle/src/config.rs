//! Who runs the oracle, and in which denom it states prices.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr};

use crate::error::ContractError;

/// The configuration, without the band of all assets: posts read that one and nothing else here.
#[cw_serde]
pub struct Config {
    /// Who registers assets.
    pub owner: Addr,
    /// The denom every price is stated in.
    pub base_asset: String,
}

impl Config {
    /// Refuse everybody but the owner.
    pub fn ensure_owner(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }
}
