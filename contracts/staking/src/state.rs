//! What staking remembers. Messages read some of the configuration each, and pools are in parts
//! by what changes them, since every byte read or written is paid for. Pools and stakes are stored in
//! bytes, and assets and stakers are keys in canonical form, half as long as their text.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, StdResult, Storage};
use cw_storage_plus::Item;
use mirror_bytes::{Bytes, Table};

use crate::error::ContractError;
use crate::pool::{Indexes, Pool, Premium, Totals};
use crate::stake::Stake;

/// Whom staking asks, and how often.
#[cw_serde]
pub struct Config {
    /// Who registers pools.
    pub owner: Addr,
    /// Whose prices the premium is measured against.
    pub oracle_contract: Addr,
    /// Who knows the pairs.
    pub terraswap_factory: Addr,
    /// What every asset is paired with.
    pub base_denom: String,
    /// How long a premium stands at least, in seconds.
    pub premium_min_update_interval: u64,
    /// The curve from premium to short weight.
    pub short_reward_contract: Addr,
}

impl Config {
    /// Refuse everybody but the owner.
    pub fn ensure_owner(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }
}

/// What bonds and withdrawals do not need.
pub const CONFIG: Item<Config> = Item::new("config");

/// The MIR token: all that a withdrawal needs.
pub const MIRROR_TOKEN: Item<Addr> = Item::new("mirror");

/// The mint contract: all that a change of a short stake needs.
pub const MINT_CONTRACT: Item<Addr> = Item::new("mint");

/// What is fixed of a pool, by asset. Every registered asset has an entry.
pub const POOLS: Table<Pool> = Table::new(b'P');

/// What each deposit moves, by asset; none before the first.
pub const INDEXES: Table<Indexes> = Table::new(b'I');

/// What each bond moves, by asset; none before the first.
pub const TOTALS: Table<Totals> = Table::new(b'T');

/// What each adjustment sets, by asset; none before the first.
pub const PREMIUMS: Table<Premium> = Table::new(b'W');

/// Staked LP tokens, by [`stake_key`]. An entry goes when nothing is staked or owed.
pub const LIQUIDITY_STAKES: Table<Stake> = Table::new(b'L');

/// Short stakes, by [`stake_key`]. An entry goes when nothing is staked or owed.
pub const SHORT_STAKES: Table<Stake> = Table::new(b'S');

/// An asset or a staker as a key.
pub fn key(api: &dyn Api, address: &str) -> StdResult<CanonicalAddr> {
    // Canonical form alone would take an address in capitals too.
    api.addr_validate(address)?;
    api.addr_canonicalize(address)
}

/// A staker, with the length of his address, and an asset.
pub fn stake_key(staker: &CanonicalAddr, asset: &[u8]) -> Vec<u8> {
    [staker.to_bytes().as_slice(), asset].concat()
}

/// What is fixed of a registered asset's pool.
pub fn pool(
    storage: &dyn Storage,
    asset: &CanonicalAddr,
    asset_token: &str,
) -> Result<Pool, ContractError> {
    let pool = POOLS.may_load(storage, asset)?;
    pool.ok_or_else(|| not_registered(asset_token))
}

/// The indexes of a registered asset's pool.
pub fn indexes(
    storage: &dyn Storage,
    asset: &CanonicalAddr,
    asset_token: &str,
) -> Result<Indexes, ContractError> {
    match INDEXES.may_load(storage, asset)? {
        Some(indexes) => Ok(indexes),
        // Nothing has been shared out yet, or there is no such pool.
        None => pool(storage, asset, asset_token).map(|_| Indexes::default()),
    }
}

/// What is staked in a pool.
pub fn totals(storage: &dyn Storage, asset: &CanonicalAddr) -> Result<Totals, ContractError> {
    Ok(TOTALS.may_load(storage, asset)?.unwrap_or_default())
}

/// The last measured premium of a pool.
pub fn premium(storage: &dyn Storage, asset: &CanonicalAddr) -> Result<Premium, ContractError> {
    Ok(PREMIUMS.may_load(storage, asset)?.unwrap_or_default())
}

/// Keep a stake, or forget it when nothing is staked or owed.
pub fn save_stake(storage: &mut dyn Storage, stakes: &Table<Stake>, id: &[u8], stake: &Stake) {
    if stake.is_empty() {
        stakes.remove(storage, id);
    } else {
        stakes.save(storage, id, stake);
    }
}

fn not_registered(asset_token: &str) -> ContractError {
    ContractError::NotRegistered {
        asset_token: asset_token.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn t14_no_key_begins_another() {
        let tables = ["P", "I", "T", "W", "L", "S"];
        let items = ["config", "mirror", "mint", "contract_info"];

        for (place, table) in tables.iter().enumerate() {
            assert!(!tables[..place].contains(table));
            assert!(!items.iter().any(|item| item.starts_with(table)));
        }
    }
}
