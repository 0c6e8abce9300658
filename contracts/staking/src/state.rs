//! What staking stores. Every byte that is read or written costs gas. So the configuration and the
//! pools are stored in parts, and each message reads only the parts that it needs; all of it is in bytes,
//! and assets and stakers are keys in canonical form, half as long as their text. No other contract reads
//! this store.

use cosmwasm_std::{ensure, Addr, CanonicalAddr, Storage, Uint128};
use mirror_bytes::{in_bytes, Bytes, Slot, Table};

use crate::error::ContractError;
use crate::pool::{Liquidity, Pool, Premium, Side};
use crate::stake::Stake;

/// Whom staking asks, and how often. `auto_stake` and `adjust_premium` read it.
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
    /// Base coins that a pool has to hold for its price to count; 0 for none.
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

/// The part of the configuration that bonds, withdrawals and deposits do not need.
pub const CONFIG: Slot<Config> = Slot::new(b"config");

/// Who registers pools, and whose deposits are releases.
pub const OWNER: Slot<Addr> = Slot::new(b"owner");

/// The MIR token. A withdrawal needs nothing else of the configuration.
pub const MIRROR_TOKEN: Slot<Addr> = Slot::new(b"mirror");

/// The mint contract. A change of a short stake needs nothing else of the configuration.
pub const MINT_CONTRACT: Slot<Addr> = Slot::new(b"mint");

/// The fixed part of a pool, by asset. Every registered asset has an entry.
pub const POOLS: Table<Pool> = Table::new(b'P');

/// Staked LP tokens and their rewards, by asset. Every registered asset has an entry.
pub const LIQUIDITY: Table<Liquidity> = Table::new(b'I');

/// Short stakes and their rewards, by asset. There is none before the first stake or reward.
pub const SHORT: Table<Side> = Table::new(b'T');

/// The last measured premium, by asset. There is none before the first adjustment.
pub const PREMIUMS: Table<Premium> = Table::new(b'W');

/// Stakes of LP tokens, by [`stake_key`]. An entry is removed when nothing is staked or owed.
pub const LIQUIDITY_STAKES: Table<Stake> = Table::new(b'L');

/// Short stakes, by [`stake_key`]. An entry is removed when nothing is staked or owed.
pub const SHORT_STAKES: Table<Stake> = Table::new(b'S');

/// The key of a stake: the staker, with the length of the address before it, and the asset.
pub fn stake_key(staker: &CanonicalAddr, asset: &[u8]) -> Vec<u8> {
    [staker.to_bytes().as_slice(), asset].concat()
}

/// The fixed part of a registered asset's pool.
pub fn pool(
    storage: &dyn Storage,
    asset: &CanonicalAddr,
    asset_token: &str,
) -> Result<Pool, ContractError> {
    let pool = POOLS.may_load(storage, asset)?;
    pool.ok_or_else(|| not_registered(asset_token))
}

/// The side of LP stakes of a registered asset's pool.
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
        // Either nobody has been short yet, or there is no such pool.
        None => liquidity(storage, asset, asset_token).map(|_| Side::default()),
    }
}

/// The last measured premium of a pool.
pub fn premium(storage: &dyn Storage, asset: &CanonicalAddr) -> Result<Premium, ContractError> {
    Ok(PREMIUMS.may_load(storage, asset)?.unwrap_or_default())
}

/// Refuse all senders but the owner.
pub fn ensure_owner(storage: &dyn Storage, sender: &Addr) -> Result<(), ContractError> {
    let owner = OWNER.load(storage)?;
    ensure!(owner == *sender, ContractError::Unauthorized {});
    Ok(())
}

/// Store a stake, or remove it when nothing is staked or owed.
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
mod tests;
