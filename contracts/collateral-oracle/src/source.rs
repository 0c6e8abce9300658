//! Where the price of a collateral comes from: the check of a source, and its answer.
//!
//! Answers of foreign contracts are read leniently: only the fields needed, whatever else comes.

use std::fmt;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, Deps, Env, QuerierWrapper};
use mirror_protocol::collateral_oracle::SourceType;
use mirror_protocol::oracle::{Oracle, ALWAYS_FRESH};
use serde::{Deserialize, Serialize};
use terraswap::asset::AssetInfo;
use terraswap::pair::Pair;

use crate::config::{check_oracle, Pricing};
use crate::error::ContractError;
use crate::rate::{check_rate, Rate};
use crate::stored::StoredSource;

/// What a liquid staking token stands for unless its source says otherwise.
const DEFAULT_UNDERLYING: &str = "uluna";

/// A checked source. Its text is the name that the wire has for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "StoredSource", into = "StoredSource")]
pub enum Source {
    /// The oracle's price, of the configured oracle unless another is named.
    MirrorOracle { oracle: Option<Addr> },
    /// A price for ever.
    FixedPrice { price: Decimal },
    /// A pair's own time-weighted price. What can not change is looked up once: the pair's order,
    /// and the denom that its price is stated in.
    AmmPair {
        pair: Addr,
        /// Whether the collateral is the first of the pair's two assets.
        comes_first: bool,
        denom: String,
        /// Whether that denom is an intermediate one, which the oracle prices.
        is_intermediate: bool,
    },
    /// The exchange rate of a money market.
    AnchorMarket { market: Addr },
    /// The exchange rate of a liquid staking contract, times the price of what is staked.
    Lunax { staking: Addr, underlying: String },
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MirrorOracle { .. } => "mirror_oracle",
            Self::FixedPrice { .. } => "fixed_price",
            Self::AmmPair { .. } => "amm_pair",
            Self::AnchorMarket { .. } => "anchor_market",
            Self::Lunax { .. } => "lunax",
        })
    }
}

/// The answer of a pool, as far as it matters.
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
        /// None: the state as it is.
        distributed_interest: Option<Decimal>,
    },
    State {},
}

/// The answer of a money market, as far as it matters.
#[cw_serde]
struct EpochStateAnswer {
    /// Of 256 bits there; one that does not fit 128 is far beyond the highest price.
    exchange_rate: Decimal,
}

/// The answer of a liquid staking contract, as far as it matters.
#[cw_serde]
struct StakingAnswer {
    state: StakingState,
}

#[cw_serde]
struct StakingState {
    exchange_rate: Decimal,
}

impl Source {
    /// Check a source of `asset`. A feed need not have a price yet, a pair has to.
    pub fn check(
        deps: Deps,
        pricing: &Pricing,
        asset: &AssetInfo,
        source: SourceType,
    ) -> Result<Self, ContractError> {
        match source {
            SourceType::MirrorOracle { oracle_addr } => {
                let named = oracle_addr.map(|oracle| deps.api.addr_validate(&oracle));
                let oracle = named.transpose()?;
                match &oracle {
                    Some(oracle) => check_oracle(&deps.querier, oracle, &pricing.base_denom)?,
                    // Checked when it was configured.
                    None => pricing.oracle().map(|_| ())?,
                }
                Ok(Self::MirrorOracle { oracle })
            }
            SourceType::FixedPrice { price } => {
                check_rate(asset.id(), price)?;
                Ok(Self::FixedPrice { price })
            }
            SourceType::AmmPair {
                pair_addr,
                intermediate_denom,
            } => {
                let pair = Pair(deps.api.addr_validate(&pair_addr)?);
                check_pair(deps.querier, pricing, asset, pair, intermediate_denom)
            }
            SourceType::AnchorMarket { anchor_market_addr } => Ok(Self::AnchorMarket {
                market: deps.api.addr_validate(&anchor_market_addr)?,
            }),
            SourceType::Lunax {
                staking_contract_addr,
                underlying_denom,
            } => Ok(Self::Lunax {
                staking: deps.api.addr_validate(&staking_contract_addr)?,
                underlying: underlying_denom.unwrap_or_else(|| DEFAULT_UNDERLYING.to_string()),
            }),
        }
    }

    /// The price of `asset` in the base denom, rounded down: a lower collateral price favours the
    /// protocol. Never 0.
    pub fn rate(
        &self,
        deps: Deps,
        env: &Env,
        pricing: &Pricing,
        asset: &str,
    ) -> Result<Rate, ContractError> {
        let rate = match self {
            Self::MirrorOracle { oracle } => {
                let oracle = oracle.as_ref().map_or_else(|| pricing.oracle(), Ok)?;
                fed(deps, env, pricing, oracle, asset)?
            }
            Self::FixedPrice { price } => Rate::of(*price, ALWAYS_FRESH),
            Self::AmmPair {
                pair,
                comes_first,
                denom,
                is_intermediate,
            } => {
                let market = market_rate(deps.querier, env, pair, *comes_first)?;
                if *is_intermediate {
                    market.times(fed(deps, env, pricing, pricing.oracle()?, denom)?)?
                } else {
                    market
                }
            }
            Self::AnchorMarket { market } => {
                Rate::of(exchange_rate(deps, env, market)?, ALWAYS_FRESH)
            }
            Self::Lunax {
                staking,
                underlying,
            } => {
                let answer: StakingAnswer = deps
                    .querier
                    .query_wasm_smart(staking, &ForeignQuery::State {})?;
                let staked = fed(deps, env, pricing, pricing.oracle()?, underlying)?;
                Rate::of(answer.state.exchange_rate, ALWAYS_FRESH).times(staked)?
            }
        };

        check_rate(asset, rate.rate)?;
        Ok(rate)
    }
}

/// A pair is a source if it is the market of the collateral and the denom, and tells its
/// time-weighted price. A spot price could be moved by whoever uses it.
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

    // Whatever the pool's error was: what does not answer as a pool is none.
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

/// The price of a pair, from its cautious sides. It may have been pumped, or fall faster than its
/// average: `rate` is the higher of the averages, by which a position is sold, and `lower` the
/// lowest of them and the price of the moment, by which new debt is judged.
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

/// A foreign pair that does not tell them has no price for us.
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

/// What the oracle says, with the older of its two times. Looking into its store spares the loading
/// of its code; an oracle that stores nothing under that key is asked.
fn fed(
    deps: Deps,
    env: &Env,
    pricing: &Pricing,
    oracle: &Addr,
    asset: &str,
) -> Result<Rate, ContractError> {
    let oracle = Oracle(oracle.clone());
    if let Ok(Some(posted)) = oracle.posted_price(&deps.querier, deps.api, asset) {
        let now = env.block.time.seconds();
        return Ok(Rate {
            rate: posted.price,
            last_updated: posted.usable_time(now),
            halted_until: posted.halted_until(now),
            lower: None,
        });
    }
    let answer = oracle.price(&deps.querier, asset, &pricing.base_denom)?;
    Ok(Rate {
        rate: answer.rate,
        last_updated: answer.last_updated_base.min(answer.last_updated_quote),
        halted_until: answer.halted_until,
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
