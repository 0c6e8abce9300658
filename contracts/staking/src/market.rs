//! What staking asks of other contracts: the pair of an asset, its premium and the weight.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, StdResult, Uint128};
use mirror_math::{pool, premium, track, MathError};
use mirror_protocol::oracle::Oracle;
use mirror_protocol::short_reward::ShortReward;
use terraswap::asset::AssetInfo;
use terraswap::factory::PairFactory;
use terraswap::pair::Pair;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::pool::Pool;
use crate::state::Config;

/// The part of a side that may be left over when the message names no tolerance. Who names none does
/// not agree to any ratio.
pub const USUAL_TOLERANCE: Decimal = Decimal::percent(5);

/// How old a price may be, in seconds.
pub const FRESH_SECONDS: u64 = 60;

/// What a look at an asset's market and its price gives.
#[derive(Debug, PartialEq)]
pub enum Reading {
    /// The market stands this far above the oracle.
    Premium(Decimal),
    /// The oracle or the market has no price, so there is no premium.
    NoPrice,
    /// The oracle's price is too old, so the premium is measured later.
    Stale,
}

/// The market of an asset: its pair with the base denom.
pub struct Market {
    pub pair: Addr,
    pub asset_token: Addr,
    pub liquidity_token: Addr,
    pub asset_is_first: bool,
}

impl Market {
    /// Whether the pair holds at least the least reserve, at this price of the asset. The amount of base
    /// coins is not enough to see that: a swap could take them out for one transaction.
    pub fn is_deep(&self, deps: Deps, config: &Config, price: Decimal) -> bool {
        let least = config.minimum_reserve;
        let pools = self.pools(deps, config);
        pools.is_ok_and(|[base, asset]| premium::is_deep(base, asset, price, least))
    }

    /// How much the pair has of the base denom and of the asset.
    pub fn pools(&self, deps: Deps, config: &Config) -> StdResult<[Uint128; 2]> {
        let base = deps.querier.query_balance(&self.pair, &config.base_denom)?;
        let token = Token(self.asset_token.clone());
        let asset = token.stored_balance(&deps.querier, deps.api, &self.pair)?;
        Ok([base.amount, asset])
    }
}

/// The pair whose LP token the pool stakes. It is read from the pair factory's store, which costs less
/// than a copy here.
pub fn staked(
    deps: Deps,
    config: &Config,
    asset_token: &str,
    pool: &Pool,
) -> Result<Market, ContractError> {
    let market = look_up(deps, config, asset_token)?;
    ensure!(
        market.liquidity_token == pool.staking_token,
        ContractError::StakingTokenDiffers {
            liquidity_token: market.liquidity_token.into_string(),
            staking_token: pool.staking_token.clone(),
        }
    );
    Ok(market)
}

/// How much of a deposit, of base and of asset, the pair takes: it adds liquidity at its own ratio. What
/// it does not take is not sent there at all. The pools are the pair's balances, so the pair itself need
/// not be asked.
pub fn used(
    deps: Deps,
    config: &Config,
    market: &Market,
    deposits: [Uint128; 2],
    slippage_tolerance: Option<Decimal>,
) -> Result<[Uint128; 2], ContractError> {
    let tolerance = slippage_tolerance.unwrap_or(USUAL_TOLERANCE);
    ensure!(
        tolerance <= Decimal::one(),
        ContractError::SlippageToleranceTooHigh { given: tolerance }
    );
    let supply = Token(market.liquidity_token.clone()).stored_supply(&deps.querier)?;
    if supply.is_zero() {
        // The first provider sets the ratio.
        return Ok(deposits);
    }
    let provision = pool::provide(deposits, market.pools(deps, config)?, supply)?;
    ensure!(!provision.share.is_zero(), ContractError::ZeroAmount {});
    for (deposit, left) in deposits.into_iter().zip(provision.left) {
        ensure!(
            !pool::exceeds_slippage(deposit, left, tolerance),
            ContractError::SlippageTooHigh { left, deposit }
        );
    }
    Ok(provision.used)
}

/// Measure the premium of an asset at second `now`, over the oracle's price and its time.
pub fn read(
    deps: Deps,
    config: &Config,
    now: u64,
    market: &Market,
    (price, time): (Decimal, u64),
) -> Result<Reading, ContractError> {
    // A pair that fails to answer has no price. It must not keep the other assets of a list from being
    // adjusted.
    let Some(traded) = market_price(deps, config, now, market) else {
        return Ok(Reading::NoPrice);
    };
    if time.saturating_add(FRESH_SECONDS) < now {
        return Ok(Reading::Stale);
    }
    match premium::premium(traded, price) {
        // A premium that does not fit a decimal counts as the largest one.
        Err(MathError::Overflow) => Ok(Reading::Premium(Decimal::MAX)),
        rate => Ok(Reading::Premium(rate?)),
    }
}

/// The part of rewards for short stakers at this premium. The formula of our own curve is known here;
/// another curve is asked.
pub fn short_weight(deps: Deps, config: &Config, rate: Decimal) -> Result<Decimal, ContractError> {
    let curve = ShortReward(config.short_reward_contract.clone());
    let weight = match curve.stored_max_weight(&deps.querier)? {
        Some(max_weight) => premium::short_weight(rate, max_weight)?,
        None => curve.weight(&deps.querier, rate)?,
    };
    // The curve can be replaced, but none may give more than all.
    Ok(weight.min(Decimal::one()))
}

/// The oracle's price of an asset and its time; nothing if the oracle fails to answer or the asset was
/// never fed.
pub fn fed(deps: Deps, config: &Config, now: u64, asset_token: &str) -> Option<(Decimal, u64)> {
    let oracle = Oracle(config.oracle_contract.clone());
    let base_denom = &config.base_denom;
    let last = oracle.last_price(&deps.querier, deps.api, asset_token, base_denom, now);
    let last = last.ok().filter(|last| !last.price.is_zero());
    last.map(|last| (last.price, last.usable_time()))
}

/// The time-weighted price of the asset in base units, if its pair has one. It is the lower of its
/// average and of one over the highest average of its inverse, so that a high price of a moment counts
/// little. The price of the moment does not count: otherwise whoever lowers it within one transaction
/// could take away the reward of short stakers for an hour. It is computed from the track that the pair
/// stores. A pair that stores none, or one in a layout that this code does not know, is asked, and has no
/// price if it does not tell its highest averages.
fn market_price(deps: Deps, config: &Config, now: u64, market: &Market) -> Option<Decimal> {
    let pair = Pair(market.pair.clone());
    let history = match pair.stored_track(&deps.querier).ok()? {
        Some(stored) => track::read_foreign(&stored.track, stored.marks.as_deref()).ok()?,
        None => None,
    };
    let (prices, highest) = match history {
        Some((track, marks)) => {
            let [base, asset] = market.pools(deps, config).ok()?;
            let found = if market.asset_is_first {
                [asset, base]
            } else {
                [base, asset]
            };
            let averages = track.prices(&marks, now, found).ok()?;
            (averages.prices, averages.highest)
        }
        None => {
            let told = pair.time_weighted_price(&deps.querier).ok()?;
            (told.prices, told.rates?)
        }
    };
    let ([first, second], [highest_first, highest_second]) = (prices, highest);
    let (price, inverse) = if market.asset_is_first {
        (first, highest_second)
    } else {
        (second, highest_first)
    };
    premium::careful_price(price, inverse).ok()
}

/// The pair of an asset, if there is one.
pub fn of(deps: Deps, config: &Config, asset_token: &str) -> Option<Market> {
    look_up(deps, config, asset_token).ok()
}

fn look_up(deps: Deps, config: &Config, asset_token: &str) -> Result<Market, ContractError> {
    let assets = [
        AssetInfo::native(&config.base_denom),
        AssetInfo::token(asset_token),
    ];
    let factory = PairFactory(config.terraswap_factory.clone());
    let pair = factory.stored_pair(&deps.querier, deps.api, assets)?;
    let [first, _] = pair.asset_infos;
    // The pair factory made the pair, so its addresses are not checked again.
    Ok(Market {
        pair: Addr::unchecked(pair.contract_addr),
        asset_token: Addr::unchecked(asset_token),
        liquidity_token: Addr::unchecked(pair.liquidity_token),
        asset_is_first: first == AssetInfo::token(asset_token),
    })
}
