//! Rates, amounts and dates as a scenario writes them, without passing through floating point.

use std::str::FromStr;

use cosmwasm_std::{Decimal, Uint128};
use serde::de::{Deserialize, Deserializer, Error};
use time::Date;
use toml::Value;

use crate::calendar;

/// Micro units of one coin.
const MICRO: u128 = 1_000_000;

/// `1.5`, `2` or `"150 %"`.
pub(super) fn rate<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    rate_of(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
}

pub(super) fn optional_rate<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Decimal>, D::Error> {
    rate(deserializer).map(Some)
}

/// Whole coins, at most six decimals: `20_000` or `0.5`.
pub(super) fn amount<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Uint128, D::Error> {
    amount_of(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// `2004-08-01`, with or without quotes.
pub(super) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    date_of(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
}

pub(super) fn optional_date<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Date>, D::Error> {
    date(deserializer).map(Some)
}

/// The sentence says what was expected; the reader adds where.
fn rate_of(value: &Value) -> Result<Decimal, String> {
    let text = number_text(value);
    let parsed = match text.strip_suffix('%') {
        Some(percent) => Decimal::from_str(percent.trim_end())
            .ok()
            .and_then(|percent| percent.checked_div(Decimal::percent(10_000)).ok()),
        None => Decimal::from_str(&text).ok(),
    };

    parsed.ok_or_else(|| {
        format!(
            "expected a rate like 1.5 or \"150 %\", found {}",
            shown(value)
        )
    })
}

fn amount_of(value: &Value) -> Result<Uint128, String> {
    let coins = Decimal::from_str(&number_text(value)).ok();
    let micro = coins.and_then(|coins| {
        let micro = coins.checked_mul(Decimal::from_ratio(MICRO, 1u128)).ok()?;
        (micro == micro.floor()).then(|| micro.to_uint_floor())
    });

    micro.ok_or_else(|| {
        let found = shown(value);
        format!("expected an amount of coins like 20_000 with at most 6 decimals, found {found}")
    })
}

fn date_of(value: &Value) -> Result<Date, String> {
    let text = match value {
        Value::Datetime(written) => written.to_string(),
        Value::String(text) => text.trim().to_string(),
        _ => String::new(),
    };

    calendar::day(&text)
        .ok_or_else(|| format!("expected a date like 2004-08-01, found {}", shown(value)))
}

/// A float prints as the shortest text that reads back as itself: what the file says, digit by
/// digit, for any number of at most 15 digits.
fn number_text(value: &Value) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::String(text) => text.trim().to_string(),
        _ => String::new(),
    }
}

/// A value as the file writes it, or what it is.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("\"{text}\""),
        Value::Integer(_) | Value::Float(_) => number_text(value),
        Value::Datetime(written) => written.to_string(),
        other => format!("a value of type {}", other.type_str()),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;
    use toml::value::Datetime;

    use super::*;

    #[test]
    fn rates_are_read_as_written() {
        let cases = [
            (Value::Float(1.5), Decimal::percent(150)),
            (Value::Integer(2), Decimal::percent(200)),
            (Value::String("150 %".into()), Decimal::percent(150)),
            (Value::String("0.015".into()), Decimal::permille(15)),
            (
                Value::Float(1e-7),
                Decimal::from_ratio(1u128, 10_000_000u128),
            ),
            (Value::Integer(0), Decimal::zero()),
        ];

        for (value, rate) in cases {
            assert_eq!(rate_of(&value), Ok(rate));
        }
    }

    #[test]
    fn what_is_no_rate_is_named() {
        assert_eq!(
            rate_of(&Value::Integer(-1)),
            Err("expected a rate like 1.5 or \"150 %\", found -1".to_string())
        );
        assert_eq!(
            rate_of(&Value::String("half".into())),
            Err("expected a rate like 1.5 or \"150 %\", found \"half\"".to_string())
        );
    }

    #[test]
    fn amounts_are_kept_in_micro_units() {
        assert_eq!(
            amount_of(&Value::Integer(20_000)),
            Ok(Uint128::new(20_000_000_000))
        );
        assert_eq!(amount_of(&Value::Float(0.000001)), Ok(Uint128::one()));
        assert_eq!(
            amount_of(&Value::String("0.0000001".into())),
            Err(
                "expected an amount of coins like 20_000 with at most 6 decimals, \
                 found \"0.0000001\""
                    .to_string()
            )
        );
    }

    #[test]
    fn a_date_has_no_time_and_exists() {
        let day = date!(2004 - 08 - 01);

        assert_eq!(date_of(&Value::String("2004-08-01".into())), Ok(day));
        let at_noon = "2004-08-01T12:00:00".parse::<Datetime>().unwrap();
        assert_eq!(
            date_of(&Value::Datetime(at_noon)),
            Err("expected a date like 2004-08-01, found 2004-08-01T12:00:00".to_string())
        );
        assert_eq!(
            date_of(&Value::String("2004-02-30".into())),
            Err("expected a date like 2004-08-01, found \"2004-02-30\"".to_string())
        );
        assert_eq!(
            date_of(&Value::Integer(2004)),
            Err("expected a date like 2004-08-01, found 2004".to_string())
        );
    }
}
