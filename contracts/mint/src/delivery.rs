//! What becomes of freshly minted mAssets: a long position's owner gets them, a short position's
//! are sold, and the proceeds locked.

use cosmwasm_std::{Addr, CosmosMsg, Deps, DepsMut, Uint128};
use mirror_protocol::lock::Lock;
use mirror_protocol::mint::ShortParams;
use mirror_protocol::staking::Staking;
use terraswap::asset::Asset;
use terraswap::pair::Pair;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::position::Position;
use crate::prices;
use crate::state;

/// Mint `amount` for a position, and pay it out or sell it.
///
/// The order of a sale matters: first the tokens are minted, then the pair pays the lock, then the
/// lock books what came in since its balance was noted, and last the short stake grows.
pub fn deliver(
    deps: Deps,
    mint: &Addr,
    base_denom: &str,
    position: &Position,
    amount: Uint128,
    short_params: Option<ShortParams>,
) -> Result<Vec<CosmosMsg>, ContractError> {
    let token = Token(position.asset.clone());
    if !position.is_short {
        return Ok(vec![token.mint(&position.owner, amount)?]);
    }

    let shorts = state::shorts(deps.storage)?;
    let balance_before = prices::base_balance(&deps.querier, base_denom, &shorts.lock)?;
    let pair = prices::pair(deps, &shorts.pair_factory, base_denom, &position.asset)?;
    let limits = short_params.unwrap_or_default();
    let offer = Asset::token(&position.asset, amount);

    Ok(vec![
        token.mint(mint, amount)?,
        Pair(pair).swap(
            offer,
            limits.belief_price,
            limits.max_spread,
            Some(&shorts.lock),
        )?,
        Lock(shorts.lock).lock(position.idx, &position.owner, balance_before)?,
        Staking(shorts.staking).increase_short_token(&position.asset, &position.owner, amount)?,
    ])
}

/// The messages of a short position whose debt has fallen: its owner's short stake falls by as
/// much, also for debt that is written off, and once the position is closed its lock is released.
/// None for a long position.
pub fn undo_short(
    deps: &DepsMut,
    position: &Position,
    debt_before: Uint128,
) -> Result<Vec<CosmosMsg>, ContractError> {
    if !position.is_short {
        return Ok(vec![]);
    }
    let shorts = state::shorts(deps.storage)?;
    let gone = debt_before.checked_sub(position.debt)?;
    let mut messages = vec![];
    if !gone.is_zero() {
        messages.push(Staking(shorts.staking).decrease_short_token(
            &position.asset,
            &position.owner,
            gone,
        )?);
    }
    if position.is_closed() {
        messages.push(Lock(shorts.lock).release(position.idx)?);
    }
    Ok(messages)
}
