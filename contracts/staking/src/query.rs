//! The questions.

use std::collections::BTreeMap;

use cosmwasm_std::{CanonicalAddr, Deps, Order};
use mirror_bytes::{Bytes, Table};
use mirror_protocol::staking::{
    ConfigResponse, PoolInfoResponse, RewardInfoResponse, RewardInfoResponseItem,
};

use crate::error::ContractError;
use crate::stake::Stake;
use crate::state::{
    self, CONFIG, INDEXES, LIQUIDITY_STAKES, MINT_CONTRACT, MIRROR_TOKEN, SHORT_STAKES,
};

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse {
        owner: config.owner.into_string(),
        mirror_token: MIRROR_TOKEN.load(deps.storage)?.into_string(),
        mint_contract: MINT_CONTRACT.load(deps.storage)?.into_string(),
        oracle_contract: config.oracle_contract.into_string(),
        terraswap_factory: config.terraswap_factory.into_string(),
        base_denom: config.base_denom,
        premium_min_update_interval: config.premium_min_update_interval,
        short_reward_contract: config.short_reward_contract.into_string(),
    })
}

/// The pool of an asset.
pub fn pool_info(deps: Deps, asset_token: String) -> Result<PoolInfoResponse, ContractError> {
    let asset = state::key(deps.api, &asset_token)?;
    let pool = state::pool(deps.storage, &asset, &asset_token)?;
    let indexes = state::indexes(deps.storage, &asset, &asset_token)?;
    let totals = state::totals(deps.storage, &asset)?;
    let premium = state::premium(deps.storage, &asset)?;
    Ok(PoolInfoResponse {
        asset_token,
        staking_token: pool.staking_token.into_string(),
        total_bond_amount: totals.liquidity,
        total_short_amount: totals.short,
        reward_index: indexes.liquidity,
        short_reward_index: indexes.short,
        pending_reward: indexes.liquidity_pending,
        short_pending_reward: indexes.short_pending,
        premium_rate: premium.rate,
        short_reward_weight: premium.short_weight,
        premium_updated_time: premium.updated_time,
        migration_index_snapshot: indexes.snapshot,
        migration_deprecated_staking_token: pool.deprecated_staking_token.map(Into::into),
    })
}

/// What somebody has staked and earned: LP stakes, then short ones, each ascending by asset.
pub fn reward_info(
    deps: Deps,
    staker_addr: String,
    asset_token: Option<String>,
) -> Result<RewardInfoResponse, ContractError> {
    let staker = state::key(deps.api, &staker_addr)?;
    let asset = asset_token
        .map(|asset_token| state::key(deps.api, &asset_token))
        .transpose()?;

    let mut reward_infos = vec![];
    for (stakes, is_short) in [(&LIQUIDITY_STAKES, false), (&SHORT_STAKES, true)] {
        for (asset_token, (asset, stake)) in stakes_of(deps, stakes, &staker, asset.as_ref())? {
            reward_infos.push(item(deps, asset_token, &asset, stake, is_short)?);
        }
    }
    Ok(RewardInfoResponse {
        staker_addr,
        reward_infos,
    })
}

/// By address as text: the order of canonical keys is another one.
fn stakes_of(
    deps: Deps,
    stakes: &Table<Stake>,
    staker: &CanonicalAddr,
    asset: Option<&CanonicalAddr>,
) -> Result<BTreeMap<String, (Vec<u8>, Stake)>, ContractError> {
    let found = match asset {
        Some(asset) => stakes
            .may_load(deps.storage, &state::stake_key(staker, asset))?
            .map(|stake| (asset.to_vec(), stake))
            .into_iter()
            .collect(),
        None => stakes
            .range(deps.storage, &staker.to_bytes(), None, Order::Ascending)
            .collect::<Result<Vec<_>, _>>()?,
    };
    found
        .into_iter()
        .map(|(asset, stake)| {
            let asset_token = deps.api.addr_humanize(&asset.clone().into())?;
            Ok((asset_token.into_string(), (asset, stake)))
        })
        .collect()
}

fn item(
    deps: Deps,
    asset_token: String,
    asset: &[u8],
    mut stake: Stake,
    is_short: bool,
) -> Result<RewardInfoResponseItem, ContractError> {
    let indexes = INDEXES.may_load(deps.storage, asset)?.unwrap_or_default();
    let is_deprecated = !is_short && indexes.deprecates(&stake);
    let index = if is_short {
        indexes.short
    } else {
        indexes.liquidity_index_of(&stake)
    };
    stake.settle(index)?;
    Ok(RewardInfoResponseItem {
        asset_token,
        bond_amount: stake.bond,
        pending_reward: stake.pending,
        is_short,
        should_migrate: is_deprecated.then_some(true),
    })
}
