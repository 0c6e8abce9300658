//! Swap one asset for the other.

use cosmwasm_std::{ensure, Addr, Decimal, DepsMut, Env, Response, Uint128};
use mirror_math::pool::{self, SpreadLimits, Swap};
use terraswap::asset::Asset;

use super::ensure_other;
use crate::error::ContractError;
use crate::pair::{Pair, Side};
use crate::pools::pools;
use crate::state;
use crate::track::OpenTrack;

/// What a trader accepts, and who gets what comes out.
pub struct Terms {
    pub belief_price: Option<Decimal>,
    pub max_spread: Option<Decimal>,
    pub to: Option<String>,
}

/// Swap `offer`, which this contract has already received: a coin from the sender's message or a
/// token from its own contract's.
pub fn swap(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    offer: Asset,
    terms: Terms,
) -> Result<Response, ContractError> {
    let pair = state::pair(deps.as_ref())?;

    // A foreign coin is a mistake. A foreign token is a contract that may not call this hook.
    let side = match pair.find(&offer.info) {
        None if !offer.info.is_native_token() => return Err(ContractError::Unauthorized {}),
        _ => pair.side_of(&offer.info)?,
    };

    ensure!(!offer.amount.is_zero(), ContractError::InvalidZeroAmount {});
    let receiver = match &terms.to {
        Some(to) => deps.api.addr_validate(to)?,
        None => sender.clone(),
    };
    ensure_other(&receiver, &env.contract.address)?;
    let received = side.order([offer.amount, Uint128::zero()]);
    let pools = pools(deps.as_ref(), &pair, &env.contract.address, received)?;
    let [offer_pool, ask_pool] = side.order(pools);
    let swap = pool::swap(offer_pool, ask_pool, offer.amount)?;
    ensure_spread(&pair, side, offer.amount, &swap, &terms)?;
    let offer_pool_after = offer_pool.checked_add(offer.amount)?;
    // The commission stays.
    let ask_pool_after = ask_pool.checked_sub(swap.return_amount)?;

    if let Some(track) = OpenTrack::load(deps.storage, env.block.time.seconds(), pools)? {
        let reserves = side.order([offer_pool_after, ask_pool_after]);
        track.close(deps.storage, reserves);
    }

    let [_, ask_info] = side.order(pair.asset_infos);
    let returned = ask_info.amount(swap.return_amount);
    Ok(Response::new()
        .add_messages(returned.transfer_to(&receiver)?)
        .add_attribute("action", "swap")
        .add_attribute("sender", sender)
        .add_attribute("receiver", receiver)
        .add_attribute("offer_asset", offer.info.to_string())
        .add_attribute("ask_asset", returned.info.to_string())
        .add_attribute("offer_amount", offer.amount)
        .add_attribute("return_amount", swap.return_amount)
        .add_attribute("spread_amount", swap.spread_amount)
        .add_attribute("commission_amount", swap.commission_amount))
}

fn ensure_spread(
    pair: &Pair,
    side: Side,
    offer: Uint128,
    swap: &Swap,
    terms: &Terms,
) -> Result<(), ContractError> {
    let [offer_decimals, ask_decimals] = side.order(pair.asset_decimals);
    let limits = SpreadLimits {
        belief_price: terms.belief_price,
        max_spread: terms.max_spread,
        offer_decimals,
        ask_decimals,
    };

    ensure!(
        !pool::exceeds_spread(offer, swap, &limits)?,
        ContractError::MaxSpreadAssertion {
            return_amount: swap.return_amount,
            spread_amount: swap.spread_amount,
            commission_amount: swap.commission_amount,
        }
    );

    Ok(())
}
