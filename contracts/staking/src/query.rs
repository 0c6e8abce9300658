//! The queries.

use std::collections::BTreeMap;

use cosmwasm_std::{CanonicalAddr, Deps, Order};
use mirror_bytes::{canonical, Bytes, Table};
use mirror_protocol::staking::{
    ConfigResponse, PoolInfoResponse, RewardInfoResponse, RewardInfoResponseItem,
};

use crate::error::ContractError;
use crate::stake::Stake;
use crate::state::{
    self, CONFIG, LIQUIDITY, LIQUIDITY_STAKES, MINT_CONTRACT, MIRROR_TOKEN, OWNER, SHORT,
    SHORT_STAKES,
};

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse {
        owner: OWNER.load(deps.storage)?.into_string(),
        mirror_token: MIRROR_TOKEN.load(deps.storage)?.into_string(),
        mint_contract: MINT_CONTRACT.load(deps.storage)?.into_string(),
        oracle_contract: config.oracle_contract.into_string(),
        terraswap_factory: config.terraswap_factory.into_string(),
        base_denom: config.base_denom,
        premium_min_update_interval: config.premium_min_update_interval,
        short_reward_contract: config.short_reward_contract.into_string(),
        minimum_reserve: Some(config.minimum_reserve).filter(|reserve| !reserve.is_zero()),
    })
}

/// The pool of an asset.
pub fn pool_info(
    deps: Deps,
    now: u64,
    asset_token: String,
) -> Result<PoolInfoResponse, ContractError> {
    let asset = canonical(deps.api, &asset_token)?;
    let pool = state::pool(deps.storage, &asset, &asset_token)?;
    let mut liquidity = state::liquidity(deps.storage, &asset, &asset_token)?;
    let mut short = state::short(deps.storage, &asset, &asset_token)?;
    let premium = state::premium(deps.storage, &asset)?;
    let [long, short] = [&mut liquidity.side, &mut short];
    long.settle(now)?;
    short.settle(now)?;
    Ok(PoolInfoResponse {
        asset_token,
        staking_token: pool.staking_token.into_string(),
        total_bond_amount: long.total,
        total_short_amount: short.total,
        reward_index: long.rewards.index,
        short_reward_index: short.rewards.index,
        pending_reward: long.rewards.left()?,
        short_pending_reward: short.rewards.left()?,
        premium_rate: premium.rate,
        short_reward_weight: premium.short_weight,
        premium_updated_time: premium.updated_time,
        reward_end: long.rewards.end(),
        short_reward_end: short.rewards.end(),
        migration_index_snapshot: liquidity.snapshot,
        migration_deprecated_staking_token: pool.deprecated_staking_token.map(Into::into),
    })
}

/// What an account has staked and earned: LP stakes, then short ones, each ascending by asset.
pub fn reward_info(
    deps: Deps,
    now: u64,
    staker_addr: String,
    asset_token: Option<String>,
) -> Result<RewardInfoResponse, ContractError> {
    let staker = canonical(deps.api, &staker_addr)?;
    let asset = asset_token
        .map(|asset_token| canonical(deps.api, &asset_token))
        .transpose()?;

    let mut reward_infos = vec![];
    for (stakes, is_short) in [(&LIQUIDITY_STAKES, false), (&SHORT_STAKES, true)] {
        for (asset_token, (asset, stake)) in stakes_of(deps, stakes, &staker, asset.as_ref())? {
            reward_infos.push(item(deps, now, asset_token, &asset, stake, is_short)?);
        }
    }
    Ok(RewardInfoResponse {
        staker_addr,
        reward_infos,
    })
}

/// The stakes in the order of the assets' texts, which is not the order of the keys.
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
    now: u64,
    asset_token: String,
    asset: &[u8],
    mut stake: Stake,
    is_short: bool,
) -> Result<RewardInfoResponseItem, ContractError> {
    let (index, is_deprecated) = if is_short {
        let short = SHORT.may_load(deps.storage, asset)?.unwrap_or_default();
        (short.index(now)?, false)
    } else {
        let liquidity = LIQUIDITY.may_load(deps.storage, asset)?.unwrap_or_default();
        (
            liquidity.index_of(&stake, now)?,
            liquidity.deprecates(&stake),
        )
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
