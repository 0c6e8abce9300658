//! Sizes of trades.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::pool;
use mirror_math::ratio::{units_floor, value_floor};

use super::account::AgentAccount;
use crate::engine::book::Reserves;
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;

/// Nobody but arbitrageurs and liquidators moves more than this part of a pool at once.
const USUAL_PART: Decimal = Decimal::percent(2);

/// Base coins that a usual purchase may spend.
pub(super) fn most_to_spend(reserves: Reserves) -> Uint128 {
    reserves.base.mul_floor(USUAL_PART)
}

/// Tokens that a usual sale may offer.
pub(super) fn most_to_sell(reserves: Reserves) -> Uint128 {
    reserves.asset.mul_floor(USUAL_PART)
}

/// Buys an asset for at most this much. Whether it came to that.
pub(super) fn buy_for(
    world: &mut World,
    me: &AgentAccount,
    pool: Pool,
    coins: Uint128,
) -> Result<bool, SimulationError> {
    let coins = coins
        .min(world.coins(&me.person))
        .min(most_to_spend(world.book.reserves(pool)));

    world.buy(&me.person, pool, coins)
}

/// Buys so much that this many tokens are at hand, as far as coins and `limit` go. The answer is
/// what is at hand then.
pub(super) fn buy_up_to(
    world: &mut World,
    me: &AgentAccount,
    asset: usize,
    wanted: Uint128,
    limit: Uint128,
) -> Result<Uint128, SimulationError> {
    let held = world.tokens(&me.person, asset);
    let missing = wanted.saturating_sub(held);
    if missing.is_zero() {
        return Ok(held);
    }
    let coins = limit.min(world.coins(&me.person));
    let cost = cost_of(world.book.assets[asset].reserves, missing).unwrap_or(coins);
    world.buy(&me.person, Pool::Asset(asset), cost.min(coins))?;

    Ok(world.tokens(&me.person, asset))
}

/// Base coins that buy so many tokens; `None` if the pool has not enough.
pub(super) fn cost_of(reserves: Reserves, tokens: Uint128) -> Option<Uint128> {
    let swap = pool::reverse_swap(reserves.base, reserves.asset, tokens).ok()?;

    Some(swap.offer_amount)
}

/// Sells a usual part of the tokens at hand.
pub(super) fn sell_some(
    world: &mut World,
    me: &AgentAccount,
    pool: Pool,
    amount: Uint128,
) -> Result<(), SimulationError> {
    let amount = amount
        .min(world.holding(&me.person, pool))
        .min(most_to_sell(world.book.reserves(pool)));
    world.sell(&me.person, pool, amount)?;

    Ok(())
}

/// What tokens are worth at a price.
pub(super) fn worth(tokens: Uint128, price: Decimal) -> Result<Uint128, SimulationError> {
    Ok(value_floor(tokens, price)?)
}

/// How many tokens a value buys at a price.
pub(super) fn units(value: Uint128, price: Decimal) -> Result<Uint128, SimulationError> {
    Ok(units_floor(value, price)?)
}
