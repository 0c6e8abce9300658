//! Withdraw liquidity.

use cosmwasm_std::{ensure, Addr, DepsMut, Env, Response, Uint128};
use mirror_math::pool;
use terraswap::asset::Asset;

use super::ensure_other;
use crate::error::ContractError;
use crate::pair::texts;
use crate::pools::pools;
use crate::state;
use crate::track::OpenTrack;

/// LP tokens that have come to this contract: who sent them, and which token contract says so.
pub struct Returned<'a> {
    pub token: &'a Addr,
    pub sender: &'a Addr,
    pub amount: Uint128,
}

/// Burn the returned shares and pay out their part of both pools.
pub fn withdraw_liquidity(
    deps: DepsMut,
    env: &Env,
    returned: Returned,
    min_assets: Option<[Asset; 2]>,
) -> Result<Response, ContractError> {
    let pair = state::pair(deps.as_ref())?;
    let liquidity_token = &pair.liquidity_token;

    ensure!(
        liquidity_token.0 == *returned.token,
        ContractError::Unauthorized {}
    );

    ensure_other(returned.sender, &env.contract.address)?;
    ensure!(
        !returned.amount.is_zero(),
        ContractError::InvalidZeroAmount {}
    );
    let pools = pools(
        deps.as_ref(),
        &pair,
        &env.contract.address,
        [Uint128::zero(); 2],
    )?;
    let supply = liquidity_token.ledger_supply(&deps.querier)?;
    let out = pool::withdraw(returned.amount, pools, supply)?;
    let ([pool_0, pool_1], [out_0, out_1]) = (pools, out);
    ensure!(
        !(out_0.is_zero() && out_1.is_zero()),
        ContractError::InvalidZeroAmount {}
    );
    let paid = pair.assets(out);
    for wanted in min_assets.iter().flatten() {
        ensure_minimum(wanted, &paid)?;
    }

    if let Some(track) = OpenTrack::load(deps.storage, env.block.time.seconds(), pools)? {
        let reserves = [pool_0.checked_sub(out_0)?, pool_1.checked_sub(out_1)?];
        track.close(deps.storage, reserves);
    }

    let mut response = Response::new().add_message(liquidity_token.burn(returned.amount)?);
    for asset in &paid {
        response = response.add_messages(asset.transfer_to(returned.sender)?);
    }
    Ok(response
        .add_attribute("action", "withdraw_liquidity")
        .add_attribute("sender", returned.sender)
        .add_attribute("withdrawn_share", returned.amount)
        .add_attribute("refund_assets", texts(paid)))
}

/// A wanted asset that is not the pair's is never paid, so even a wanted zero of it is refused.
fn ensure_minimum(wanted: &Asset, paid: &[Asset; 2]) -> Result<(), ContractError> {
    let found = paid.iter().find(|asset| asset.info == wanted.info);

    ensure!(
        found.is_some_and(|asset| asset.amount >= wanted.amount),
        ContractError::MinAmountAssertion {
            paid: found.map_or("nothing".to_string(), Asset::to_string),
            wanted: wanted.to_string(),
        }
    );

    Ok(())
}
