//! What staking remembers. Messages read some of the configuration each, and pools are in parts
//! by what changes them, since every byte read or written is paid for. Pools and stakes are stored in
//! bytes, and assets and stakers are keys in canonical form, half as long as their text.

use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, StdResult, Storage, Uint128};
use mirror_bytes::{in_bytes, Bytes, Slot, Table};

use crate::error::ContractError;
use crate::pool::{Liquidity, Pool, Premium, Side};
use crate::stake::Stake;

/// Whom staking asks, and how often.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
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
    /// Base coins in a pool from which on its price counts; 0 for any.
    pub minimum_reserve: Uint128,
}

in_bytes!(Config {
    oracle_contract,
    terraswap_factory,
    base_denom,
    premium_min_update_interval,
    short_reward_contract,
    minimum_reserve
});

/// What bonds, withdrawals and deposits do not need.
pub const CONFIG: Slot<Config> = Slot::new(b"config");

/// Who registers pools, and whose deposits are releases.
pub const OWNER: Slot<Addr> = Slot::new(b"owner");

/// The MIR token: all that a withdrawal needs.
pub const MIRROR_TOKEN: Slot<Addr> = Slot::new(b"mirror");

/// The mint contract: all that a change of a short stake needs.
pub const MINT_CONTRACT: Slot<Addr> = Slot::new(b"mint");

/// What is fixed of a pool, by asset. Every registered asset has an entry.
pub const POOLS: Table<Pool> = Table::new(b'P');

/// Staked LP tokens and their rewards, by asset. Every registered asset has an entry.
pub const LIQUIDITY: Table<Liquidity> = Table::new(b'I');

/// Short stakes and their rewards, by asset; none before the first of either.
pub const SHORT: Table<Side> = Table::new(b'T');

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

/// The side of LP tokens of a registered asset's pool.
pub fn liquidity(
    storage: &dyn Storage,
    asset: &CanonicalAddr,
    asset_token: &str,
) -> Result<Liquidity, ContractError> {
    let liquidity = LIQUIDITY.may_load(storage, asset)?;
    liquidity.ok_or_else(|| not_registered(asset_token))
}

/// The side of short stakes of a registered asset's pool.
pub fn short(
    storage: &dyn Storage,
    asset: &CanonicalAddr,
    asset_token: &str,
) -> Result<Side, ContractError> {
    match SHORT.may_load(storage, asset)? {
        Some(side) => Ok(side),
        // Nobody has been short yet, or there is no such pool.
        None => liquidity(storage, asset, asset_token).map(|_| Side::default()),
    }
}

/// The last measured premium of a pool.
pub fn premium(storage: &dyn Storage, asset: &CanonicalAddr) -> Result<Premium, ContractError> {
    Ok(PREMIUMS.may_load(storage, asset)?.unwrap_or_default())
}

/// Refuse everybody but the owner.
pub fn ensure_owner(storage: &dyn Storage, sender: &Addr) -> Result<(), ContractError> {
    let owner = OWNER.load(storage)?;
    ensure!(owner == *sender, ContractError::Unauthorized {});
    Ok(())
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
    /// T-14.
    #[test]
    fn no_key_begins_another() {
        let tables = ["P", "I", "T", "W", "L", "S"];
        let items = ["config", "owner", "mirror", "mint", "contract_info"];

        for (place, table) in tables.iter().enumerate() {
            assert!(!tables[..place].contains(table));
            assert!(!items.iter().any(|item| item.starts_with(table)));
        }
    }
}
