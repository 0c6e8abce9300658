//! What the pair factory remembers.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, Binary, Empty};
use cw_storage_plus::{Item, Map};
use terraswap::pair_record;

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

/// Every pair, by the key of its two assets, in its binary form ([`pair_record`]).
pub const PAIRS: Map<&[u8], Binary> = Map::new(pair_record::NAMESPACE);

/// The canonical address of every pair. A pair is known by it even when its code answers nothing
/// any more, which is when it has to be migrated.
pub const ADDRESSES: Map<&[u8], Empty> = Map::new("address");

/// The decimals of native denoms.
pub const NATIVE_DECIMALS: Map<&str, u8> = Map::new("decimals");
