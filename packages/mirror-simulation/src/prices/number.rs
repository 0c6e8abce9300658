//! A price as spreadsheets and programs write it, to eighteen decimals.

use std::num::IntErrorKind;

use cosmwasm_std::Decimal;

/// What an atomic unit is of one.
const DECIMALS: i64 = 18;

/// Exponents beyond are of no price.
const LARGEST_EXPONENT: i64 = 1_000;

/// Why a text is no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    NotAbove0,
    TooSmall,
    TooLarge,
}

impl Fault {
    /// What the text should have been.
    pub(super) fn expected(self) -> &'static str {
        match self {
            Self::NotAbove0 => "a price above 0",
            Self::TooSmall => "a price of 0.000000000000000001 or more, the smallest there is",
            Self::TooLarge => "a price below 340,282,366,920,938,463,463, the largest there is",
        }
    }
}

/// `85.7`, `.5`, `8.57e+01`: without thousands, exactly, further decimals than eighteen rounded to
/// the nearest.
pub(super) fn price(text: &str) -> Result<Decimal, Fault> {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, self::exponent(exponent)?),
        None => (text, 0),
    };
    let number = number.strip_prefix('+').unwrap_or(number);
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let mut digits = Vec::with_capacity(text.len());
    for digit in whole.chars().chain(part.chars()) {
        digits.push(digit.to_digit(10).ok_or(Fault::NotAbove0)?);
    }
    if digits.iter().all(|digit| *digit == 0) {
        return Err(Fault::NotAbove0);
    }

    // As many digits as there are before the eighteenth decimal make the atomics; one more rounds.
    let kept = i64::try_from(whole.len()).map_err(|_| Fault::TooLarge)? + exponent + DECIMALS;
    let kept = usize::try_from(kept).map_err(|_| Fault::TooSmall)?;
    let mut digits = digits.into_iter().chain(std::iter::repeat(0));
    let mut atomics: u128 = 0;
    for digit in digits.by_ref().take(kept) {
        let shifted = atomics.checked_mul(10);
        let next = shifted.and_then(|atomics| atomics.checked_add(digit.into()));
        atomics = next.ok_or(Fault::TooLarge)?;
    }
    let rounds_up = digits.next().is_some_and(|digit| digit >= 5);

    match atomics.checked_add(rounds_up.into()) {
        None => Err(Fault::TooLarge),
        Some(0) => Err(Fault::TooSmall),
        Some(atomics) => Ok(Decimal::raw(atomics)),
    }
}

fn exponent(text: &str) -> Result<i64, Fault> {
    match text.parse::<i64>().map_err(|error| *error.kind()) {
        Ok(exponent) => Ok(exponent.clamp(-LARGEST_EXPONENT, LARGEST_EXPONENT)),
        Err(IntErrorKind::PosOverflow) => Ok(LARGEST_EXPONENT),
        Err(IntErrorKind::NegOverflow) => Ok(-LARGEST_EXPONENT),
        Err(_) => Err(Fault::NotAbove0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn atomics(text: &str) -> Result<u128, Fault> {
        price(text).map(|price| price.atomics().u128())
    }

    #[test]
    fn prices_are_exact_however_they_are_written() {
        for (text, expected) in [
            ("85.7", 85_700_000_000_000_000_000),
            ("8.57e+01", 85_700_000_000_000_000_000),
            ("8.57E1", 85_700_000_000_000_000_000),
            ("8570e-2", 85_700_000_000_000_000_000),
            ("+85.70", 85_700_000_000_000_000_000),
            ("085.", 85_000_000_000_000_000_000),
            (".5", 500_000_000_000_000_000),
            ("1e-18", 1),
            ("0.000000000000000001", 1),
            ("340282366920938463463.374607431768211455", u128::MAX),
        ] {
            assert_eq!(atomics(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_beyond_eighteen_decimals_is_rounded_to_the_nearest() {
        for (text, expected) in [
            ("0.0010000000474974513", 1_000_000_047_497_451),
            ("0.0010000000474974515", 1_000_000_047_497_452),
            ("10000000.4749745134e-10", 1_000_000_047_497_451),
            ("5e-19", 1),
            ("0.00000000000000000149", 1),
            ("1.9999999999999999999999", 2_000_000_000_000_000_000),
        ] {
            assert_eq!(atomics(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_price_is_told_from_what_does_not_fit() {
        for (text, fault) in [
            ("", Fault::NotAbove0),
            (".", Fault::NotAbove0),
            ("zero", Fault::NotAbove0),
            ("-3", Fault::NotAbove0),
            ("0.000", Fault::NotAbove0),
            ("0e5", Fault::NotAbove0),
            ("1,000.5", Fault::NotAbove0),
            ("1 000", Fault::NotAbove0),
            ("1_000", Fault::NotAbove0),
            ("1.2.3", Fault::NotAbove0),
            ("NaN", Fault::NotAbove0),
            ("1e", Fault::NotAbove0),
            ("1e+-2", Fault::NotAbove0),
            ("1e2.5", Fault::NotAbove0),
            ("e5", Fault::NotAbove0),
            ("4e-19", Fault::TooSmall),
            ("1e-99999999999999999999", Fault::TooSmall),
            ("340282366920938463463.374607431768211456", Fault::TooLarge),
            ("1e21", Fault::TooLarge),
            ("1e99999999999999999999", Fault::TooLarge),
        ] {
            assert_eq!(atomics(text), Err(fault), "{text}");
        }
    }
}
