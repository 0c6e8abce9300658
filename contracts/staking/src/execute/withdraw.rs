//! Pay out what stakes have earned.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, CanonicalAddr, Deps, DepsMut, Order, Response, Uint128};
use mirror_bytes::{canonical, Bytes};
use terraswap::asset::Asset;

use crate::error::ContractError;
use crate::stake::Stake;
use crate::state::{self, LIQUIDITY, LIQUIDITY_STAKES, MIRROR_TOKEN, SHORT, SHORT_STAKES};

/// What a staker has in one pool.
#[derive(Default)]
struct Stakes {
    liquidity: Option<Stake>,
    short: Option<Stake>,
}

/// Pay out the sender's rewards of one asset, or of all.
pub fn withdraw(
    mut deps: DepsMut,
    now: u64,
    sender: &Addr,
    asset_token: Option<String>,
) -> Result<Response, ContractError> {
    let mirror_token = MIRROR_TOKEN.load(deps.storage)?;
    let staker = canonical(deps.api, sender.as_str())?;
    let stakes = match asset_token {
        Some(asset_token) => stakes_in(deps.as_ref(), &staker, &asset_token)?,
        None => all_stakes(deps.as_ref(), &staker)?,
    };

    let mut sum = Uint128::zero();
    for (asset, stakes) in stakes {
        sum = sum.checked_add(claim(deps.branch(), now, &staker, &asset, stakes)?)?;
    }

    // Nothing is sent for a claim of zero.
    let payment = Asset::token(mirror_token, sum).transfer_to(sender)?;
    Ok(Response::new()
        .add_messages(payment)
        .add_attribute("action", "withdraw")
        .add_attribute("amount", sum))
}

fn stakes_in(
    deps: Deps,
    staker: &CanonicalAddr,
    asset_token: &str,
) -> Result<BTreeMap<Vec<u8>, Stakes>, ContractError> {
    let asset = canonical(deps.api, asset_token)?;
    let id = state::stake_key(staker, &asset);
    let stakes = Stakes {
        liquidity: LIQUIDITY_STAKES.may_load(deps.storage, &id)?,
        short: SHORT_STAKES.may_load(deps.storage, &id)?,
    };
    if stakes.liquidity.is_none() && stakes.short.is_none() {
        // There is nothing to pay, but an unknown asset is an error.
        state::liquidity(deps.storage, &asset, asset_token)?;
        return Ok(BTreeMap::new());
    }
    Ok(BTreeMap::from([(asset.to_vec(), stakes)]))
}

/// The stakes of all pools. There are as many as the owner has registered, at most.
fn all_stakes(
    deps: Deps,
    staker: &CanonicalAddr,
) -> Result<BTreeMap<Vec<u8>, Stakes>, ContractError> {
    let mut all: BTreeMap<Vec<u8>, Stakes> = BTreeMap::new();
    let of_staker = staker.to_bytes();
    for entry in LIQUIDITY_STAKES.range(deps.storage, &of_staker, None, Order::Ascending) {
        let (asset, stake) = entry?;
        all.entry(asset).or_default().liquidity = Some(stake);
    }
    for entry in SHORT_STAKES.range(deps.storage, &of_staker, None, Order::Ascending) {
        let (asset, stake) = entry?;
        all.entry(asset).or_default().short = Some(stake);
    }
    Ok(all)
}

/// Settle both stakes of one pool and take out what is owed. The sides are not written, because their
/// index at any second can be computed later as well.
fn claim(
    deps: DepsMut,
    now: u64,
    staker: &CanonicalAddr,
    asset: &[u8],
    stakes: Stakes,
) -> Result<Uint128, ContractError> {
    let id = state::stake_key(staker, asset);
    let mut sum = Uint128::zero();
    if let Some(mut stake) = stakes.liquidity {
        let liquidity = LIQUIDITY.may_load(deps.storage, asset)?.unwrap_or_default();
        stake.settle(liquidity.index_of(&stake, now)?)?;
        sum = sum.checked_add(stake.claim())?;
        state::save_stake(deps.storage, &LIQUIDITY_STAKES, &id, &stake);
    }
    if let Some(mut stake) = stakes.short {
        let short = SHORT.may_load(deps.storage, asset)?.unwrap_or_default();
        stake.settle(short.index(now)?)?;
        sum = sum.checked_add(stake.claim())?;
        state::save_stake(deps.storage, &SHORT_STAKES, &id, &stake);
    }
    Ok(sum)
}
