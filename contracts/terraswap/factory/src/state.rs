//! What the pair factory stores, and how it is loaded and saved. The keys and the form of the pairs
//! are in `terraswap::registry`, since others read them.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, Api, Deps, Order, StdResult, Storage};
use cw_storage_plus::{Item, Map};
use mirror_bytes::Bytes;
use terraswap::asset::PairInfo;
use terraswap::registry::{RegistryError, StoredPair, PAIRS};

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

/// The configuration.
pub fn config(storage: &dyn Storage) -> StdResult<Config> {
    CONFIG.load(storage)
}

/// The decimals of a native denom, if they are known.
pub fn native_decimals(storage: &dyn Storage, denom: &str) -> StdResult<Option<u8>> {
    NATIVE_DECIMALS.may_load(storage, denom)
}

/// The pair under a key of `terraswap::registry::pair_key`, if there is one.
pub fn pair(deps: Deps, key: &[u8]) -> Result<Option<PairInfo>, RegistryError> {
    let stored = deps.storage.get(key);
    stored
        .map(|bytes| read_pair(deps.api, key, &bytes))
        .transpose()
}

/// Whether there is a pair under a key.
pub fn has_pair(storage: &dyn Storage, key: &[u8]) -> bool {
    storage.get(key).is_some()
}

/// Pairs in the order of their keys, from this key on.
pub fn pairs<'a>(
    deps: Deps<'a>,
    start: &[u8],
) -> impl Iterator<Item = Result<PairInfo, RegistryError>> + 'a {
    deps.storage
        .range(Some(start), None, Order::Ascending)
        .take_while(|(key, _)| key.starts_with(PAIRS))
        .map(move |(key, stored)| read_pair(deps.api, &key, &stored))
}

/// Store a pair under its key.
pub fn save_pair(storage: &mut dyn Storage, key: &[u8], pair: &StoredPair) {
    storage.set(key, &pair.to_bytes());
}

fn read_pair(api: &dyn Api, key: &[u8], stored: &[u8]) -> Result<PairInfo, RegistryError> {
    StoredPair::from_bytes(stored)?.to_info(api, key)
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;
    use terraswap::asset::AssetInfo;
    use terraswap::registry::pair_key;

    use super::*;

    /// T-14: storage traps. Stored data outlives code (docs/upgrades.md).
    #[test]
    fn records_are_stored_as_written_down_and_no_key_begins_another() {
        let api = MockApi::default().with_prefix("c");
        let config = Config {
            owner: Addr::unchecked("owner"),
            pair_code_id: 1,
            token_code_id: 2,
        };
        let address = |bytes: [u8; 2]| {
            let address = api.addr_humanize(&bytes.into());
            address.unwrap().into_string()
        };
        let pair = PairInfo {
            asset_infos: [AssetInfo::native("uusd"), AssetInfo::native("uluna")],
            contract_addr: address([1, 2]),
            liquidity_token: address([3, 4]),
            asset_decimals: [6, 18],
        };
        let key = pair_key(&api, &pair.asset_infos).unwrap();
        let stored = StoredPair::of(&api, &pair).unwrap();

        mirror_bytes::golden!(include_str!("../records.txt"), |storage| {
            CONFIG => CONFIG.save(storage, &config);
            NATIVE_DECIMALS => NATIVE_DECIMALS.save(storage, "uusd", &6);
            PAIRS => save_pair(storage, &key, &stored);
        });
    }
}
