//! A rate, and what has to be known about it.

use cosmwasm_std::{ensure, Decimal};
use mirror_math::price::{product_of_prices, HIGHEST_PRICE};

use crate::error::ContractError;

/// A rate and its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub rate: Decimal,
    /// 0 while the feed behind it is halted.
    pub last_updated: u64,
    /// When that halt ends.
    pub halted_until: Option<u64>,
    /// The rate by which new debt is judged, if it is another one; 0 if no debt may be minted.
    pub lower: Option<Decimal>,
}

impl Rate {
    /// A rate that does not depend on a feed.
    pub fn of(rate: Decimal, last_updated: u64) -> Self {
        Self {
            rate,
            last_updated,
            halted_until: None,
            lower: None,
        }
    }

    /// A price in another asset, times the fed price of that asset. Its time is that of the feed.
    pub fn times(self, fed: Self) -> Result<Self, ContractError> {
        let lower = self.lower.map(|lower| product_of_prices(lower, fed.rate));
        Ok(Self {
            rate: product_of_prices(self.rate, fed.rate)?,
            lower: lower.transpose()?,
            ..fed
        })
    }
}

/// Refuse a rate that no asset can have.
pub fn check_rate(asset: &str, rate: Decimal) -> Result<(), ContractError> {
    ensure!(
        !rate.is_zero(),
        ContractError::PriceZero {
            asset: asset.to_string()
        }
    );
    ensure!(rate <= HIGHEST_PRICE, price_too_high(asset));
    Ok(())
}

fn price_too_high(asset: &str) -> ContractError {
    ContractError::PriceTooHigh {
        asset: asset.to_string(),
        most: HIGHEST_PRICE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_above_zero_and_at_most_a_billion() {
        let asset = || "asset".to_string();

        assert_eq!(
            Err(ContractError::PriceZero { asset: asset() }),
            check_rate("asset", Decimal::zero())
        );
        assert_eq!(Ok(()), check_rate("asset", Decimal::raw(1)));
        assert_eq!(Ok(()), check_rate("asset", HIGHEST_PRICE));
        assert_eq!(
            Err(ContractError::PriceTooHigh {
                asset: asset(),
                most: HIGHEST_PRICE
            }),
            check_rate("asset", HIGHEST_PRICE + Decimal::raw(1))
        );
    }

    #[test]
    fn a_chain_of_two_prices_is_as_old_as_its_feed_and_rounds_down() {
        let fed = Rate {
            rate: Decimal::percent(150),
            last_updated: 7,
            halted_until: Some(8),
            lower: None,
        };
        let market = Rate {
            lower: Some(Decimal::raw(3)),
            ..Rate::of(Decimal::raw(5), 9)
        };

        // 5 and 3 times 1.5.
        let expected = Rate {
            rate: Decimal::raw(7),
            lower: Some(Decimal::raw(4)),
            ..fed
        };
        assert_eq!(Ok(expected), market.times(fed));

        let without_lower = Rate::of(Decimal::raw(1), 9).times(fed).unwrap();
        assert_eq!(
            (Decimal::raw(1), None),
            (without_lower.rate, without_lower.lower)
        );
    }
}
