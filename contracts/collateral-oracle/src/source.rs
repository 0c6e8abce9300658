//! Where the price of a collateral comes from: the check of a source, and its price.
//!
//! Of the answers of foreign contracts only the fields that are needed are read; others may be there.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, Deps, Env, QuerierWrapper};
use mirror_protocol::collateral_oracle::stored::{Pricing, Source};
use mirror_protocol::collateral_oracle::SourceType;
use mirror_protocol::oracle::{Oracle, ALWAYS_FRESH};
use terraswap::asset::AssetInfo;
use terraswap::pair::Pair;

use crate::config::{self, check_oracle};
use crate::error::ContractError;
use crate::rate::{check_rate, Rate};

/// The denom of what is staked, unless the source names another.
const DEFAULT_UNDERLYING: &str = "uluna";

/// The part of a pool's answer that is read.
#[cw_serde]
struct PoolAnswer {
    assets: [PoolSide; 2],
}

#[cw_serde]
struct PoolSide {
    info: AssetInfo,
}

/// What is asked of foreign contracts.
#[cw_serde]
enum ForeignQuery {
    Pool {},
    EpochState {
        block_height: Option<u64>,
        /// `None` for the state as it is.
        distributed_interest: Option<Decimal>,
    },
    State {},
}

/// The part of a money market's answer that is read.
#[cw_serde]
struct EpochStateAnswer {
    /// A market answers with 256 bits; a rate that does not fit 128 is far above the highest price.
    exchange_rate: Decimal,
}

/// The part of a liquid staking contract's answer that is read.
#[cw_serde]
struct StakingAnswer {
    state: StakingState,
}

#[cw_serde]
struct StakingState {
    exchange_rate: Decimal,
}

/// Check a source for `asset`. A feed need not have a price yet, but a pair has to.
pub fn check(
    deps: Deps,
    pricing: &Pricing,
    asset: &AssetInfo,
    source: SourceType,
) -> Result<Source, ContractError> {
    match source {
        SourceType::MirrorOracle { oracle_addr } => {
            let named = oracle_addr.map(|oracle| deps.api.addr_validate(&oracle));
            let oracle = named.transpose()?;
            match &oracle {
                Some(oracle) => check_oracle(&deps.querier, oracle, &pricing.base_denom)?,
                // It was checked when it was configured.
                None => config::oracle(pricing).map(|_| ())?,
            }
            Ok(Source::MirrorOracle { oracle })
        }
        SourceType::FixedPrice { price } => {
            check_rate(asset.id(), price)?;
            Ok(Source::FixedPrice { price })
        }
        SourceType::AmmPair {
            pair_addr,
            intermediate_denom,
        } => {
            let pair = Pair(deps.api.addr_validate(&pair_addr)?);
            check_pair(deps.querier, pricing, asset, pair, intermediate_denom)
        }
        SourceType::AnchorMarket { anchor_market_addr } => Ok(Source::AnchorMarket {
            market: deps.api.addr_validate(&anchor_market_addr)?,
        }),
        SourceType::Lunax {
            staking_contract_addr,
            underlying_denom,
        } => Ok(Source::Lunax {
            staking: deps.api.addr_validate(&staking_contract_addr)?,
            underlying: underlying_denom.unwrap_or_else(|| DEFAULT_UNDERLYING.to_string()),
        }),
    }
}

/// The price of `asset` in the base denom, rounded down: a lower collateral price favours the
/// protocol. Never 0.
pub fn rate(
    source: &Source,
    deps: Deps,
    env: &Env,
    pricing: &Pricing,
    asset: &str,
) -> Result<Rate, ContractError> {
    let rate = match source {
        Source::MirrorOracle { oracle } => {
            let oracle = oracle
                .as_ref()
                .map_or_else(|| config::oracle(pricing), Ok)?;
            fed(deps, env, pricing, oracle, asset)?
        }
        Source::FixedPrice { price } => Rate::of(*price, ALWAYS_FRESH),
        Source::AmmPair {
            pair,
            comes_first,
            denom,
            is_intermediate,
        } => {
            let market = market_rate(deps.querier, env, pair, *comes_first)?;
            if *is_intermediate {
                market.times(fed(deps, env, pricing, config::oracle(pricing)?, denom)?)?
            } else {
                market
            }
        }
        Source::AnchorMarket { market } => {
            Rate::of(exchange_rate(deps, env, market)?, ALWAYS_FRESH)
        }
        Source::Lunax {
            staking,
            underlying,
        } => {
            let answer: StakingAnswer = deps
                .querier
                .query_wasm_smart(staking, &ForeignQuery::State {})?;
            let staked = fed(deps, env, pricing, config::oracle(pricing)?, underlying)?;
            Rate::of(answer.state.exchange_rate, ALWAYS_FRESH).times(staked)?
        }
    };

    check_rate(asset, rate.rate)?;
    Ok(rate)
}

/// A pair is a source if it is the market of the collateral and the denom, and if it tells its
/// time-weighted price. Its price of the moment can be moved by whoever uses it.
fn check_pair(
    querier: QuerierWrapper,
    pricing: &Pricing,
    asset: &AssetInfo,
    pair: Pair,
    intermediate_denom: Option<String>,
) -> Result<Source, ContractError> {
    let intermediate = intermediate_denom.filter(|denom| *denom != pricing.base_denom);
    let is_intermediate = intermediate.is_some();
    let denom = intermediate.unwrap_or_else(|| pricing.base_denom.clone());

    // Whatever the error is: a contract that does not answer as a pool is none.
    let pool: Option<PoolAnswer> = querier
        .query_wasm_smart(&pair.0, &ForeignQuery::Pool {})
        .ok();
    let quote = AssetInfo::native(&denom);
    let comes_first = pool
        .and_then(|pool| {
            let [first, second] = pool.assets.map(|side| side.info);
            let comes_first = first == *asset && second == quote;
            let comes_second = second == *asset && first == quote;
            (comes_first || comes_second).then_some(comes_first)
        })
        .ok_or_else(|| pool_mismatch(&pair.0, asset.id(), &denom))?;

    cautious_prices(querier, &pair).map_err(|_| no_price(&pair.0))?;

    Ok(Source::AmmPair {
        pair: pair.0,
        comes_first,
        denom,
        is_intermediate,
    })
}

/// The two prices of a pair. Somebody may have raised its price for a moment, or it may fall faster than
/// its average: so `rate` is the higher of the averages, by which a position is sold, and `lower` is the
/// lowest of the averages and the price of the moment, by which new debt is judged.
fn market_rate(
    querier: QuerierWrapper,
    env: &Env,
    pair: &Addr,
    comes_first: bool,
) -> Result<Rate, ContractError> {
    let (rates, lower) = cautious_prices(querier, &Pair(pair.clone()))?;
    let of_collateral = |[first, second]: [Decimal; 2]| if comes_first { first } else { second };
    let rate = of_collateral(rates);
    Ok(Rate {
        lower: Some(of_collateral(lower).min(rate)),
        ..Rate::of(rate, env.block.time.seconds())
    })
}

/// Both prices of each asset. A foreign pair that does not tell them is no source.
fn cautious_prices(
    querier: QuerierWrapper,
    pair: &Pair,
) -> Result<([Decimal; 2], [Decimal; 2]), ContractError> {
    let answer = pair.time_weighted_price(&querier)?;
    answer
        .rates
        .zip(answer.lower)
        .ok_or_else(|| no_price(&pair.0))
}

/// The price that a feeder posts, and its time.
fn fed(
    deps: Deps,
    env: &Env,
    pricing: &Pricing,
    oracle: &Addr,
    asset: &str,
) -> Result<Rate, ContractError> {
    let now = env.block.time.seconds();
    let oracle = Oracle(oracle.clone());
    let last = oracle.last_price(&deps.querier, deps.api, asset, &pricing.base_denom, now)?;
    Ok(Rate {
        rate: last.price,
        last_updated: last.usable_time(),
        halted_until: last.halted_until,
        lower: None,
    })
}

fn exchange_rate(deps: Deps, env: &Env, market: &Addr) -> Result<Decimal, ContractError> {
    let question = ForeignQuery::EpochState {
        block_height: Some(env.block.height),
        distributed_interest: None,
    };
    let answer: EpochStateAnswer = deps.querier.query_wasm_smart(market, &question)?;
    Ok(answer.exchange_rate)
}

fn no_price(pair: &Addr) -> ContractError {
    ContractError::NoTimeWeightedPrice {
        pair: pair.to_string(),
    }
}

fn pool_mismatch(pair: &Addr, asset: &str, denom: &str) -> ContractError {
    ContractError::PoolMismatch {
        pair: pair.to_string(),
        asset: asset.to_string(),
        denom: denom.to_string(),
    }
}
