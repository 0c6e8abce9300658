//! What the pair factory remembers. The pairs themselves lie where `terraswap::registry` says, since
//! others read them.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr};
use cw_storage_plus::{Item, Map};

use crate::error::ContractError;

/// The configuration.
#[cw_serde]
pub struct Config {
    /// Who changes the configuration and the pairs' code.
    pub owner: Addr,
    /// Code of new pairs.
    pub pair_code_id: u64,
    /// Code of new LP tokens.
    pub token_code_id: u64,
}

impl Config {
    /// Refuse everybody but the owner.
    pub fn ensure_owner(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }
}

/// Owner and code ids.
pub const CONFIG: Item<Config> = Item::new("config");

/// The decimals of native denoms.
pub const NATIVE_DECIMALS: Map<&str, u8> = Map::new("decimals");
