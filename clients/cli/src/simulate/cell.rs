//! A value of a day: exact in `timeline.csv`, with the digits that a chart can show in the report.

use std::fmt;

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use serde_json::{Number, Value};
use time::Date;

use super::figures::{coins_f64, rate_f64};

/// One value by its kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell {
    Nothing,
    Day(Date),
    Count(u64),
    /// Micro units, shown as coins.
    Coins(Uint128),
    Rate(Decimal),
    Signed(SignedDecimal),
    /// Of collateral to debt. Whole per cent in the report, where these series are the most.
    Ratio(Decimal),
    /// A part of something, in the report only, to a hundredth of a per cent.
    Part(f64),
}

impl Cell {
    /// The cell of what may be absent.
    pub(super) fn of<T>(value: Option<T>, cell: fn(T) -> Self) -> Self {
        value.map_or(Self::Nothing, cell)
    }

    /// What the report draws.
    pub(super) fn figure(self) -> Value {
        match self {
            Self::Nothing => Value::Null,
            Self::Day(date) => epoch_day(date).into(),
            Self::Count(count) => count.into(),
            Self::Coins(micro) => figure(coins_f64(micro)),
            Self::Rate(rate) => figure(rate_f64(rate)),
            Self::Signed(rate) => figure(rate.atomics().i128() as f64 / 1e18),
            Self::Ratio(ratio) => figure((rate_f64(ratio) * 100.0).round() / 100.0),
            Self::Part(part) => figure((part * 1e4).round() / 1e4),
        }
    }
}

/// What `timeline.csv` has.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Day(date) => date.fmt(f),
            Self::Count(count) => count.fmt(f),
            Self::Coins(micro) => {
                let micro = micro.u128();
                write!(f, "{}.{:06}", micro / 1_000_000, micro % 1_000_000)
            }
            Self::Rate(rate) | Self::Ratio(rate) => rate.fmt(f),
            Self::Signed(rate) => rate.fmt(f),
            Self::Part(part) => part.fmt(f),
        }
    }
}

/// Days since 1970: the script makes a time of them.
pub(super) fn epoch_day(date: Date) -> i64 {
    date.midnight().assume_utc().unix_timestamp() / 86_400
}

/// Five digits, and no `.0` behind a whole number: a third of the page's size.
fn figure(value: f64) -> Value {
    let short: f64 = format!("{value:.4e}").parse().unwrap_or(value);
    // A whole number prints without exponent, so its text is an integer; `-0` is one, too.
    if short.fract() == 0.0 && short.abs() < 1e15 {
        if let Ok(whole) = format!("{short:.0}").parse::<i64>() {
            return whole.into();
        }
    }

    Number::from_f64(short).map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_five_digits() {
        assert_eq!(figure(1.234567).to_string(), "1.2346");
        assert_eq!(figure(123_456.7).to_string(), "123460");
        assert_eq!(figure(-0.000_012_345_6).to_string(), "-0.000012346");
        assert_eq!(figure(0.0).to_string(), "0");
        assert_eq!(figure(-0.0).to_string(), "0");
        assert_eq!(figure(f64::NAN), Value::Null);
    }

    #[test]
    fn coins_have_six_decimals() {
        let coins = |micro| Cell::Coins(micro).to_string();

        assert_eq!(coins(Uint128::zero()), "0.000000");
        assert_eq!(coins(Uint128::new(1_500_001)), "1.500001");
        assert_eq!(
            coins(Uint128::MAX),
            "340282366920938463463374607431768.211455"
        );
    }
}
