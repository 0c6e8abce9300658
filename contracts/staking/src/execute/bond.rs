//! Stake LP tokens, and take them back.

use cosmwasm_std::{ensure, Addr, DepsMut, Response, Uint128};
use mirror_bytes::canonical;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::state::{self, LIQUIDITY, LIQUIDITY_STAKES};

/// Stake the LP tokens that were sent here.
pub fn bond(
    deps: DepsMut,
    now: u64,
    token: &Addr,
    staker_addr: String,
    asset_token: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let asset = canonical(deps.api, &asset_token)?;
    let pool = state::pool(deps.storage, &asset, &asset_token)?;

    ensure!(
        pool.deprecated_staking_token.as_ref() != Some(token),
        ContractError::StakingTokenReplaced {
            staking_token: pool.staking_token
        }
    );
    ensure!(pool.staking_token == *token, ContractError::Unauthorized {});

    add(deps, now, staker_addr, asset_token, amount)
}

/// Count LP tokens that this contract has received as staked.
pub(crate) fn add(
    deps: DepsMut,
    now: u64,
    staker_addr: String,
    asset_token: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    ensure!(!amount.is_zero(), ContractError::ZeroAmount {});
    let asset = canonical(deps.api, &asset_token)?;
    let staker = canonical(deps.api, &staker_addr)?;
    let mut liquidity = state::liquidity(deps.storage, &asset, &asset_token)?;
    let id = state::stake_key(&staker, &asset);
    let stake = LIQUIDITY_STAKES.may_load(deps.storage, &id)?;
    let mut stake = stake.unwrap_or_default();

    ensure!(
        !liquidity.deprecates(&stake),
        ContractError::PositionDeprecated {}
    );

    liquidity.side.add(now, amount)?;
    stake.settle(liquidity.side.rewards.index)?;
    stake.add(amount)?;
    stake.migrated = liquidity.snapshot.is_some();

    LIQUIDITY_STAKES.save(deps.storage, &id, &stake);
    LIQUIDITY.save(deps.storage, &asset, &liquidity);

    Ok(Response::new()
        .add_attribute("action", "bond")
        .add_attribute("staker_addr", staker_addr)
        .add_attribute("asset_token", asset_token)
        .add_attribute("amount", amount))
}

/// Take LP tokens out of a stake. Its rewards stay owed.
pub fn unbond(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    asset_token: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    ensure!(!amount.is_zero(), ContractError::ZeroAmount {});
    let asset = canonical(deps.api, &asset_token)?;
    let staker = canonical(deps.api, sender.as_str())?;
    let pool = state::pool(deps.storage, &asset, &asset_token)?;
    let mut liquidity = state::liquidity(deps.storage, &asset, &asset_token)?;
    let id = state::stake_key(&staker, &asset);
    let stake = LIQUIDITY_STAKES.may_load(deps.storage, &id)?;
    let mut stake = stake.unwrap_or_default();

    let deprecated = pool
        .deprecated_staking_token
        .filter(|_| liquidity.deprecates(&stake));
    stake.settle(liquidity.index_of(&stake, now)?)?;
    stake.take(amount)?;

    if deprecated.is_none() {
        liquidity.side.take(now, amount)?;
        LIQUIDITY.save(deps.storage, &asset, &liquidity);
    } else {
        // These tokens left the total when the LP token was replaced. Once all are out, the stake may hold
        // the new token.
        stake.migrated = stake.bond.is_zero();
    }
    state::save_stake(deps.storage, &LIQUIDITY_STAKES, &id, &stake);

    let staking_token = deprecated.unwrap_or(pool.staking_token);
    Ok(Response::new()
        .add_message(Token(staking_token.clone()).transfer(sender, amount)?)
        .add_attribute("action", "unbond")
        .add_attribute("staker_addr", sender)
        .add_attribute("asset_token", asset_token)
        .add_attribute("amount", amount)
        .add_attribute("staking_token", staking_token))
}
