//! What staking asks of other contracts: the pair of an asset, its premium and the weight.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, Uint128};
use mirror_math::{pool, premium, MathError};
use mirror_protocol::oracle::Oracle;
use mirror_protocol::short_reward::ShortReward;
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::factory::PairFactory;
use terraswap::pair::Pair;

use crate::error::ContractError;
use crate::pool::{Market, Pool};
use crate::state::Config;

/// A price older than this says nothing of the present, in seconds.
pub const FRESH_SECONDS: u64 = 60;

/// What can be said of an asset's premium.
#[derive(Debug, PartialEq)]
pub enum Reading {
    /// The market stands this far above the oracle.
    Premium(Decimal),
    /// Oracle or market has no price: nothing to measure.
    NoPrice,
    /// The oracle's price is too old: measure later.
    Stale,
}

/// The pair whose LP token the pool stakes: the one kept, or the pair factory's.
pub fn staked(
    deps: Deps,
    config: &Config,
    asset_token: &str,
    pool: &Pool,
) -> Result<Market, ContractError> {
    if let Some(market) = &pool.market {
        return Ok(market.clone());
    }
    let pair = look_up(deps, config, asset_token)?;
    ensure!(
        pair.liquidity_token == pool.staking_token.as_str(),
        ContractError::StakingTokenDiffers {
            liquidity_token: pair.liquidity_token,
            staking_token: pool.staking_token.clone(),
        }
    );
    Ok(market_of(pair, asset_token))
}

/// How much of a deposit, of base and of asset, the pair takes: it adds liquidity at its own ratio.
/// Asking first spares taking the rest there and back.
pub fn used(
    deps: Deps,
    market: &Market,
    deposits: [Uint128; 2],
    slippage_tolerance: Option<Decimal>,
) -> Result<[Uint128; 2], ContractError> {
    let tolerance = slippage_tolerance.unwrap_or(Decimal::one());
    ensure!(
        tolerance <= Decimal::one(),
        ContractError::SlippageToleranceTooHigh { given: tolerance }
    );
    let answer = Pair(market.pair.clone()).pool(&deps.querier)?;
    if answer.total_share.is_zero() {
        // The first provider sets the ratio.
        return Ok(deposits);
    }
    let [first, second] = answer.assets.map(|asset| asset.amount);
    let pools = if market.asset_is_first {
        [second, first]
    } else {
        [first, second]
    };

    let provision = pool::provide(deposits, pools, answer.total_share)?;
    ensure!(!provision.share.is_zero(), ContractError::ZeroAmount {});
    for (deposit, left) in deposits.into_iter().zip(provision.left) {
        ensure!(
            !pool::exceeds_slippage(deposit, left, tolerance),
            ContractError::SlippageTooHigh { left, deposit }
        );
    }
    Ok(provision.used)
}

/// Measure the premium of an asset at second `now`, and keep its pair in the pool once known.
pub fn read(
    deps: Deps,
    config: &Config,
    now: u64,
    asset_token: &str,
    pool: &mut Pool,
) -> Result<Reading, ContractError> {
    // An oracle or a pair that fails to answer has no price: an asset without one must not keep
    // the others of a list from being adjusted.
    let Some((price, time)) = fed(deps, config, asset_token) else {
        return Ok(Reading::NoPrice);
    };
    if price.is_zero() {
        return Ok(Reading::NoPrice);
    }
    let Some(traded) = market_price(deps, config, asset_token, pool) else {
        return Ok(Reading::NoPrice);
    };
    if time.saturating_add(FRESH_SECONDS) < now {
        return Ok(Reading::Stale);
    }
    match premium::premium(traded, price) {
        // Too far above for a decimal is as far above as can be.
        Err(MathError::Overflow) => Ok(Reading::Premium(Decimal::MAX)),
        rate => Ok(Reading::Premium(rate?)),
    }
}

/// The part of rewards for short stakers at this premium.
pub fn short_weight(deps: Deps, config: &Config, rate: Decimal) -> Result<Decimal, ContractError> {
    let curve = ShortReward(config.short_reward_contract.clone());
    let weight = curve.weight(&deps.querier, rate)?;
    // The curve can be replaced; no curve may hand out more than there is.
    Ok(weight.min(Decimal::one()))
}

/// What the oracle says of an asset, and since when. Looking into its store spares the loading of
/// its code; an oracle that stores nothing under that key is asked.
fn fed(deps: Deps, config: &Config, asset_token: &str) -> Option<(Decimal, u64)> {
    let oracle = Oracle(config.oracle_contract.clone());
    if let Ok(Some(posted)) = oracle.posted_price(&deps.querier, deps.api, asset_token) {
        return Some((posted.price, posted.time));
    }
    let answer = oracle.price(&deps.querier, asset_token, &config.base_denom);
    answer
        .ok()
        .map(|answer| (answer.rate, answer.last_updated_base))
}

/// The time-weighted price of the asset in base units, if its pair has one.
fn market_price(
    deps: Deps,
    config: &Config,
    asset_token: &str,
    pool: &mut Pool,
) -> Option<Decimal> {
    let market = match &pool.market {
        Some(market) => market.clone(),
        None => {
            let pair = look_up(deps, config, asset_token).ok()?;
            let is_staked = pair.liquidity_token == pool.staking_token.as_str();
            let market = market_of(pair, asset_token);
            // Only the pair whose LP token is staked is kept: `auto_stake` relies on that.
            pool.market = is_staked.then(|| market.clone());
            market
        }
    };
    let answer = Pair(market.pair).time_weighted_price(&deps.querier).ok()?;
    let [first, second] = answer.prices;
    Some(if market.asset_is_first { first } else { second })
}

fn look_up(deps: Deps, config: &Config, asset_token: &str) -> Result<PairInfo, ContractError> {
    let assets = [
        AssetInfo::native(&config.base_denom),
        AssetInfo::token(asset_token),
    ];
    let factory = PairFactory(config.terraswap_factory.clone());
    Ok(factory.stored_pair(&deps.querier, deps.api, assets)?)
}

fn market_of(pair: PairInfo, asset_token: &str) -> Market {
    let [first, _] = pair.asset_infos;
    Market {
        // The pair factory's word: it made the pair.
        pair: Addr::unchecked(pair.contract_addr),
        asset_is_first: first == AssetInfo::token(asset_token),
    }
}
