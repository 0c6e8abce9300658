//! A price as it is posted.

use cosmwasm_std::{ensure, Decimal};
use mirror_bytes::in_bytes;
use mirror_math::price::HIGHEST_PRICE;

use crate::error::ContractError;

/// A price and when it was posted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Post {
    pub price: Decimal,
    pub time: u64,
}

in_bytes!(Post { price, time });

/// Refuse a price that no asset can have.
pub fn check_price(asset: &str, price: Decimal) -> Result<(), ContractError> {
    ensure!(
        !price.is_zero(),
        ContractError::PriceZero {
            asset: asset.to_string()
        }
    );
    ensure!(
        price <= HIGHEST_PRICE,
        ContractError::PriceTooHigh {
            asset: asset.to_string(),
            price,
            most: HIGHEST_PRICE
        }
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// T-40: price 0 or absurd.
    #[test]
    fn a_price_is_above_zero_and_at_most_a_billion() {
        let asset = || "asset".to_string();
        let too_high = |price| {
            Err(ContractError::PriceTooHigh {
                asset: asset(),
                price,
                most: Decimal::from_ratio(1_000_000_000u128, 1u128),
            })
        };
        let above: Decimal = "1000000000.000000000000000001".parse().unwrap();

        let cases = [
            (
                Decimal::zero(),
                Err(ContractError::PriceZero { asset: asset() }),
            ),
            (Decimal::raw(1), Ok(())),
            (Decimal::from_ratio(1_000_000_000u128, 1u128), Ok(())),
            (above, too_high(above)),
            (Decimal::MAX, too_high(Decimal::MAX)),
        ];
        for (price, expected) in cases {
            assert_eq!(expected, check_price("asset", price));
        }
    }
}
