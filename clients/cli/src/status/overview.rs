//! What the answers come to.

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use mirror_math::price::ratio_of_prices;
use mirror_math::ratio::fraction_floor;
use mirror_protocol::mint::AssetStatus;
use mirror_protocol::oracle::{PriceResponse, ALWAYS_FRESH};
use serde::Serialize;
use terraswap::pair::PoolResponse;

use super::checks::{self, Check};
use super::polls::{self, Poll};
use super::rewards::Rewards;
use super::risk::{self, Risks};
use super::seen::{Seen, SeenAsset};
use super::told::Told;
use crate::message::names::Names;

/// A deployment at one height. Amounts are micro units.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Overview {
    pub(super) chain_id: String,
    pub(super) height: u64,
    /// The time of the block, in UNIX seconds.
    pub(super) time: u64,
    /// How old the last block is, in seconds; absent where an earlier one was asked for.
    pub(super) block_age: Option<u64>,
    pub(super) assets: Vec<Asset>,
    pub(super) positions: Told<Risks>,
    pub(super) polls: Told<Vec<Poll>>,
    pub(super) rewards: Rewards,
    pub(super) checks: Vec<Check>,
}

/// An asset and its pool.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Asset {
    pub(super) symbol: String,
    pub(super) token: String,
    /// At which stage of its life it is, as mint says; absent of MIR.
    pub(super) status: Option<Told<AssetStatus>>,
    /// Until when its price is halted.
    pub(super) halted_until: Option<u64>,
    pub(super) price: Told<Price>,
    pub(super) supply: Told<Uint128>,
    pub(super) pool: Told<Pool>,
    /// What it weighs in the release of MIR, and what the whole weighs.
    pub(super) weight: Told<Option<u32>>,
}

/// What the oracle says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Price {
    /// Base micro units for one micro unit.
    pub(super) rate: Decimal,
    /// How old it is, in seconds; absent if it does not age, or may not be used.
    pub(super) age: Option<u64>,
    /// Whether it may be used at all: a halted or pending price may not.
    pub(super) usable: bool,
}

/// A pool against the base denom.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Pool {
    pub(super) base: Uint128,
    pub(super) asset: Uint128,
    pub(super) price: Told<Decimal>,
    /// The pool's price over the oracle's, less one.
    pub(super) premium: Told<SignedDecimal>,
    pub(super) lp_supply: Uint128,
}

impl Overview {
    /// What they come to; `now` is this machine's clock.
    pub(super) fn of(seen: &Seen, now: u64, names: &Names) -> Self {
        Self {
            chain_id: seen.chain_id.clone(),
            height: seen.height,
            time: seen.time,
            block_age: seen.is_last.then(|| now.saturating_sub(seen.time)),
            assets: seen.assets.iter().map(|asset| of(asset, seen)).collect(),
            positions: risk::of(seen),
            polls: seen.lists.polls.map(|all| polls::of(all, seen.time, names)),
            rewards: Rewards::of(seen),
            checks: checks::of(seen),
        }
    }
}

fn of(asset: &SeenAsset, seen: &Seen) -> Asset {
    let price = asset
        .price
        .and_then(|price| posted(price, seen.time).ok_or_else(|| "never posted".to_string()));
    let halted = asset.price.known().and_then(|price| price.halted_until);
    Asset {
        symbol: asset.symbol.clone(),
        token: asset.token.clone(),
        status: asset
            .status
            .as_ref()
            .map(|status| status.map(|status| status.status)),
        halted_until: halted,
        supply: asset.supply.clone(),
        pool: asset
            .pool
            .and_then(|pool| pool_of(pool, &seen.base, &price)),
        weight: seen.lists.distribution.map(|info| {
            let mut weights = info.weights.iter();
            let found = weights.find(|(token, _)| *token == asset.token);
            found.map(|(_, weight)| *weight)
        }),
        price,
    }
}

fn posted(price: &PriceResponse, now: u64) -> Option<Price> {
    let time = price.last_updated_base;
    (!price.rate.is_zero()).then(|| Price {
        rate: price.rate,
        age: (time != 0 && time != ALWAYS_FRESH).then(|| now.saturating_sub(time)),
        usable: time != 0,
    })
}

fn pool_of(pool: &PoolResponse, base: &str, oracle: &Told<Price>) -> Result<Pool, String> {
    let [one, other] = &pool.assets;
    let (coins, tokens) = if one.info.id() == base {
        (one.amount, other.amount)
    } else {
        (other.amount, one.amount)
    };
    let price: Told<Decimal> = if tokens.is_zero() || coins.is_zero() {
        Told::unknown("the pool is empty")
    } else {
        Told::from(fraction_floor(coins, tokens).map_err(|error| error.to_string()))
    };
    let premium = price.and_then(|pair| premium(*pair, oracle.get()?.rate));
    Ok(Pool {
        base: coins,
        asset: tokens,
        premium,
        price,
        lp_supply: pool.total_share,
    })
}

/// How far a pool's price is above the oracle's; below it is negative.
pub(super) fn premium(pair: Decimal, oracle: Decimal) -> Result<SignedDecimal, String> {
    let ratio = ratio_of_prices(pair, oracle).map_err(|error| error.to_string())?;
    let ratio = SignedDecimal::try_from(ratio).map_err(|error| error.to_string())?;
    let above = ratio.checked_sub(SignedDecimal::one());
    above.map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_premium_may_be_below_zero() {
        let of = |pair, oracle| premium(Decimal::percent(pair), Decimal::percent(oracle)).unwrap();

        assert_eq!(of(10_500, 10_000), SignedDecimal::percent(5));
        assert_eq!(of(9_000, 10_000), SignedDecimal::percent(-10));
        assert!(premium(Decimal::one(), Decimal::zero()).is_err());
    }

    #[test]
    fn a_price_that_was_never_posted_is_no_price() {
        let price = |rate, time| PriceResponse {
            rate: Decimal::percent(rate),
            last_updated_base: time,
            last_updated_quote: ALWAYS_FRESH,
            halted_until: None,
        };

        assert_eq!(posted(&price(0, 0), 100), None);
        let old = posted(&price(100, 40), 100).unwrap();
        assert_eq!((old.age, old.usable), (Some(60), true));
        let fixed = posted(&price(100, ALWAYS_FRESH), 100).unwrap();
        assert_eq!((fixed.age, fixed.usable), (None, true));
        let pending = posted(&price(100, 0), 100).unwrap();
        assert_eq!((pending.age, pending.usable), (None, false));
    }
}
