//! The queries.

use cosmwasm_std::{Deps, Env, Uint128};
use mirror_math::pool;
use terraswap::asset::{Asset, PairInfo};
use terraswap::pair::{
    PoolResponse, ReverseSimulationResponse, SimulationResponse, TimeWeightedPriceResponse,
};

use crate::error::ContractError;
use crate::pools::pools;
use crate::{state, track};

/// With a query nothing is received.
const NOTHING: [Uint128; 2] = [Uint128::zero(); 2];

/// The assets and the addresses.
pub fn pair(deps: Deps, env: Env) -> Result<PairInfo, ContractError> {
    Ok(state::pair(deps)?.into_info(env.contract.address))
}

/// What the pair has, and how many shares of it there are.
pub fn pool(deps: Deps, env: &Env) -> Result<PoolResponse, ContractError> {
    let pair = state::pair(deps)?;
    let pools = pools(deps, &pair, &env.contract.address, NOTHING)?;
    Ok(PoolResponse {
        assets: pair.assets(pools),
        total_share: pair.liquidity_token.ledger_supply(&deps.querier)?,
    })
}

/// What a swap would give now.
pub fn simulation(
    deps: Deps,
    env: &Env,
    offer: &Asset,
) -> Result<SimulationResponse, ContractError> {
    let pair = state::pair(deps)?;
    let side = pair.side_of(&offer.info)?;
    let pools = pools(deps, &pair, &env.contract.address, NOTHING)?;

    let [offer_pool, ask_pool] = side.order(pools);
    let swap = pool::swap(offer_pool, ask_pool, offer.amount)?;
    Ok(SimulationResponse {
        return_amount: swap.return_amount,
        spread_amount: swap.spread_amount,
        commission_amount: swap.commission_amount,
    })
}

/// What has to be paid in now to get an amount.
pub fn reverse_simulation(
    deps: Deps,
    env: &Env,
    ask: &Asset,
) -> Result<ReverseSimulationResponse, ContractError> {
    let pair = state::pair(deps)?;
    let side = pair.side_of(&ask.info)?;
    let pools = pools(deps, &pair, &env.contract.address, NOTHING)?;

    let [ask_pool, offer_pool] = side.order(pools);
    let swap = pool::reverse_swap(offer_pool, ask_pool, ask.amount)?;
    Ok(ReverseSimulationResponse {
        offer_amount: swap.offer_amount,
        spread_amount: swap.spread_amount,
        commission_amount: swap.commission_amount,
    })
}

/// Prices that the trades of this block cannot have moved, and their cautious sides.
pub fn time_weighted_price(
    deps: Deps,
    env: &Env,
) -> Result<TimeWeightedPriceResponse, ContractError> {
    let pair = state::pair(deps)?;
    let pools = pools(deps, &pair, &env.contract.address, NOTHING)?;
    let average = track::prices(deps.storage, env.block.time.seconds(), pools)?;
    let cautious = average.cautious(pools)?;
    Ok(TimeWeightedPriceResponse {
        prices: average.prices,
        window: average.window,
        rates: Some(cautious.map(|side| side.rate)),
        lower: Some(cautious.map(|side| side.lower)),
    })
}
