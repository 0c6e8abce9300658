//! A price as spreadsheets and programs write it, to eighteen decimals.

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
    let digits = format!("{whole}{part}");
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(Fault::NotAbove0);
    }
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Err(Fault::NotAbove0);
    }

    let decimals = i64::try_from(part.len()).map_err(|_| Fault::TooSmall)?;
    let atomics = shifted(digits, DECIMALS + exponent - decimals)?;
    match atomics {
        0 => Err(Fault::TooSmall),
        atomics => Ok(Decimal::raw(atomics)),
    }
}

fn exponent(text: &str) -> Result<i64, Fault> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(Fault::NotAbove0);
    }
    let size: i64 = digits.parse().unwrap_or(LARGEST_EXPONENT);

    Ok(sign * size.min(LARGEST_EXPONENT))
}

/// Digits with so many more zeros behind them, or so many fewer digits.
fn shifted(digits: &str, places: i64) -> Result<u128, Fault> {
    let length = usize::try_from(places.unsigned_abs()).map_err(|_| Fault::TooLarge)?;
    if places >= 0 {
        let zeros = "0".repeat(length);
        return format!("{digits}{zeros}")
            .parse()
            .map_err(|_| Fault::TooLarge);
    }
    let Some(kept) = digits.len().checked_sub(length) else {
        return Ok(0);
    };
    let (kept, cut) = digits.split_at(kept);
    let whole: u128 = match kept {
        "" => 0,
        kept => kept.parse().map_err(|_| Fault::TooLarge)?,
    };
    let rounds_up = cut.as_bytes().first().is_some_and(|digit| *digit >= b'5');

    whole
        .checked_add(u128::from(rounds_up))
        .ok_or(Fault::TooLarge)
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
