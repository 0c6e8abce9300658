//! A price by its digits, without floating point on the way.

use cosmwasm_std::Decimal;
use thiserror::Error;

/// What an atomic unit is of one.
const DECIMALS: i64 = 18;

/// Further digits than these are beyond any price, or below its last decimal.
const MOST_DIGITS: usize = 38;

/// Why a text is no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoPrice {
    /// It is no number, or a negative one.
    #[error("it is not a number above 0")]
    NotANumber,
    /// It is 0, or less than the smallest price.
    #[error("it is 0, or below 0.000000000000000001")]
    Zero,
    /// It does not fit.
    #[error("it is too large")]
    TooLarge,
}

/// A price as programs write it: `85.7`, `.5`, `8.57e1`. What is beyond the eighteenth decimal is cut off.
pub fn price(text: &str) -> Result<Decimal, NoPrice> {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i16>()),
        None => (text, Ok(0)),
    };
    let exponent = exponent.map_err(|_| NoPrice::NotANumber)?;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !is_number(whole) || !is_number(part) {
        return Err(NoPrice::NotANumber);
    }
    let digits = format!("{whole}{part}");
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Err(NoPrice::Zero);
    }
    let kept = digits.get(..MOST_DIGITS).unwrap_or(digits);
    let value: u128 = kept.parse().map_err(|_| NoPrice::TooLarge)?;
    let [dropped, decimals] = [digits.len().saturating_sub(kept.len()), part.len()]
        .map(|count| i64::try_from(count).ok());
    let (dropped, decimals) = dropped.zip(decimals).ok_or(NoPrice::TooLarge)?;
    // The value stands for this many powers of ten of an atomic unit.
    let power = DECIMALS + i64::from(exponent) + dropped - decimals;
    let factor = |power: i64| {
        let power = u32::try_from(power).ok()?;
        10_u128.checked_pow(power)
    };
    let atomics = if power >= 0 {
        let product = factor(power).and_then(|factor| value.checked_mul(factor));
        product.ok_or(NoPrice::TooLarge)?
    } else {
        factor(-power).map_or(0, |factor| value / factor)
    };
    if atomics == 0 {
        return Err(NoPrice::Zero);
    }
    Ok(Decimal::raw(atomics))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn atomics(text: &str) -> Result<u128, NoPrice> {
        price(text).map(|price| price.atomics().u128())
    }

    #[test]
    fn prices_are_read_by_their_digits() {
        for (text, expected) in [
            ("85.7", 85_700_000_000_000_000_000),
            ("8.57e+1", 85_700_000_000_000_000_000),
            ("8570E-2", 85_700_000_000_000_000_000),
            ("0085.70", 85_700_000_000_000_000_000),
            (".5", 500_000_000_000_000_000),
            ("5.", 5_000_000_000_000_000_000),
            ("0.1", 100_000_000_000_000_000),
            ("1e-18", 1),
            ("0.0000000000000000019", 1),
            // A float would make ...456 of it.
            ("123456.123456789012345678", 123_456_123_456_789_012_345_678),
            (
                "1.00000000000000000000000000000000000000000000009",
                1_000_000_000_000_000_000,
            ),
            (
                "340282366920938463463",
                340_282_366_920_938_463_463 * 10_u128.pow(18),
            ),
        ] {
            assert_eq!(atomics(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_price_is_told_from_what_does_not_fit() {
        for (text, fault) in [
            ("", NoPrice::NotANumber),
            (".", NoPrice::NotANumber),
            ("-1", NoPrice::NotANumber),
            ("+1", NoPrice::NotANumber),
            ("1,000", NoPrice::NotANumber),
            ("1.2.3", NoPrice::NotANumber),
            ("1e", NoPrice::NotANumber),
            ("1e99999", NoPrice::NotANumber),
            ("NaN", NoPrice::NotANumber),
            ("null", NoPrice::NotANumber),
            ("0", NoPrice::Zero),
            ("0.000", NoPrice::Zero),
            ("9e-19", NoPrice::Zero),
            ("1e-9999", NoPrice::Zero),
            ("340282366920938463464", NoPrice::TooLarge),
            ("1e21", NoPrice::TooLarge),
            ("1e9999", NoPrice::TooLarge),
        ] {
            assert_eq!(atomics(text), Err(fault), "{text}");
        }
    }
}
