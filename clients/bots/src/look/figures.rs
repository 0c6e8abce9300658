//! Prices and pools as figures.

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use mirror_math::price::ratio_of_prices;
use mirror_math::ratio::fraction_floor;
use mirror_protocol::oracle::{PriceResponse, ALWAYS_FRESH};
use serde::Serialize;
use terraswap::pair::PoolResponse;

use super::told::Told;

/// What the oracle says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Price {
    /// Base micro units for one micro unit.
    pub rate: Decimal,
    /// How old it is, in seconds; absent if it does not age, or may not be used.
    pub age: Option<u64>,
    /// Whether it may be used at all: a halted or pending price may not.
    pub usable: bool,
}

/// A pool against the base denom.
#[derive(Clone, Debug, Serialize)]
pub struct Pool {
    /// What it holds of the base denom, in micro units.
    pub base: Uint128,
    /// What it holds of the asset, in micro units.
    pub asset: Uint128,
    /// Base micro units for one micro unit of the asset, rounded down.
    pub price: Told<Decimal>,
    /// The pool's price over the oracle's, less one.
    pub premium: Told<SignedDecimal>,
    /// How many LP tokens there are.
    pub lp_supply: Uint128,
}

impl Price {
    /// What it is at this second; `None` if it was never posted.
    pub fn of(price: &PriceResponse, now: u64) -> Option<Self> {
        let time = price.last_updated_base;
        (!price.rate.is_zero()).then(|| Self {
            rate: price.rate,
            age: (time != 0 && time != ALWAYS_FRESH).then(|| now.saturating_sub(time)),
            usable: time != 0,
        })
    }
}

/// A pair's answer as figures, with what the oracle says beside it. Fails where neither asset is the base
/// denom.
pub fn pool_of(pool: &PoolResponse, base: &str, oracle: &Told<Price>) -> Result<Pool, String> {
    let [one, other] = &pool.assets;
    let (coins, tokens) = match (one.info.id() == base, other.info.id() == base) {
        (true, _) => (one.amount, other.amount),
        (false, true) => (other.amount, one.amount),
        (false, false) => return Err("it is no pool of the base denom".to_string()),
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

/// How far a pool's price is above the oracle's; below it is negative. Fails where the oracle's is zero.
pub fn premium(pair: Decimal, oracle: Decimal) -> Result<SignedDecimal, String> {
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

        assert_eq!(Price::of(&price(0, 0), 100), None);
        let old = Price::of(&price(100, 40), 100).unwrap();
        assert_eq!((old.age, old.usable), (Some(60), true));
        let fixed = Price::of(&price(100, ALWAYS_FRESH), 100).unwrap();
        assert_eq!((fixed.age, fixed.usable), (None, true));
        let pending = Price::of(&price(100, 0), 100).unwrap();
        assert_eq!((pending.age, pending.usable), (None, false));
    }
}
