//! Fees: gas, and what a unit of it costs.

use std::fmt;
use std::str::FromStr;

use cosmwasm_std::{Decimal, Uint128};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What is added to the gas of a simulation: the block it gets into may cost more (clients.md
/// section 2).
const MARGIN: Decimal = Decimal::permille(1_400);

/// What a unit of gas costs, written as `0.01uusd`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GasPrice {
    /// Micro units for a unit of gas.
    pub amount: Decimal,
    /// The denom.
    pub denom: String,
}

/// Why a text is no gas price.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a gas price is a decimal number and a denom, such as 0.01uusd")]
pub struct NoGasPrice;

/// What a transaction may use and pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// The most gas it may use.
    pub gas: u64,
    /// Micro units that it pays, used up or not.
    pub amount: Uint128,
    /// The denom.
    pub denom: String,
}

impl Fee {
    /// For this gas exactly; the amount is rounded up.
    pub fn of(gas: u64, price: &GasPrice) -> Self {
        Self {
            gas,
            amount: Uint128::from(gas).mul_ceil(price.amount),
            denom: price.denom.clone(),
        }
    }

    /// For what a simulation used, with a margin of two fifths; both are rounded up.
    pub fn with_margin(used: u64, price: &GasPrice) -> Self {
        let gas = Uint128::from(used).mul_ceil(MARGIN);
        Self::of(u64::try_from(gas.u128()).unwrap_or(u64::MAX), price)
    }
}

impl fmt::Display for Fee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.amount, self.denom)
    }
}

impl FromStr for GasPrice {
    type Err = NoGasPrice;

    fn from_str(text: &str) -> Result<Self, NoGasPrice> {
        let end = text.find(|sign: char| !sign.is_ascii_digit() && sign != '.');
        let (amount, denom) = text.split_at(end.ok_or(NoGasPrice)?);
        let amount = Decimal::from_str(amount).map_err(|_| NoGasPrice)?;
        // What the SDK takes for a denom.
        let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "/:._-".contains(sign);
        let begins_well = denom.starts_with(|sign: char| sign.is_ascii_alphabetic());
        let is_denom = begins_well && denom.chars().all(is_sign);
        if !is_denom || !(3..=128).contains(&denom.len()) {
            return Err(NoGasPrice);
        }
        Ok(Self {
            amount,
            denom: denom.to_string(),
        })
    }
}

impl fmt::Display for GasPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.amount, self.denom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(text: &str) -> GasPrice {
        text.parse().unwrap()
    }

    #[test]
    fn a_gas_price_is_a_number_and_a_denom() {
        let expected = GasPrice {
            amount: Decimal::permille(10),
            denom: "uusd".to_string(),
        };

        assert_eq!("0.01uusd".parse(), Ok(expected));
        for text in [
            "",
            "0.01",
            "uusd",
            "0..1uusd",
            "-1uusd",
            "0.0000000000000000001uusd",
            "0.01 uusd",
            "0.01uusd,0.02uluna",
            "0.01us",
        ] {
            assert_eq!(text.parse::<GasPrice>(), Err(NoGasPrice), "{text}");
        }
    }

    /// 1.4 times 100,001 is 140,001.4; a hundredth of 140,002 is 1,400.02.
    #[test]
    fn a_fee_is_rounded_up_twice() {
        let fee = Fee::with_margin(100_001, &price("0.01uusd"));

        let expected = Fee {
            gas: 140_002,
            amount: Uint128::new(1_401),
            denom: "uusd".to_string(),
        };
        assert_eq!(fee, expected);
    }

    #[test]
    fn no_price_costs_nothing() {
        let fee = Fee::of(u64::MAX, &price("0uusd"));

        assert_eq!(fee.amount, Uint128::zero());
    }
}
