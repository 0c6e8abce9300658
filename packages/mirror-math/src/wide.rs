//! Wide products and the two divisions, for the formulas of this crate alone.
//!
//! Two 128-bit numbers multiply into 256 bits and two 256-bit numbers into 512, so no product in
//! this crate can overflow; each formula then divides once, at its end.

use cosmwasm_std::{Decimal, Uint128, Uint256, Uint512};

use crate::MathError;

/// The atomics of the Decimal 1.
pub(crate) const ONE: Uint128 = Uint128::new(1_000_000_000_000_000_000);

pub(crate) fn div_ceil_256(numerator: Uint256, denominator: Uint256) -> Result<Uint256, MathError> {
    let quotient = numerator.checked_div(denominator)?;
    // Multiplying back is cheaper than a second division, and cannot exceed the numerator.
    if quotient.checked_mul(denominator)? == numerator {
        return Ok(quotient);
    }

    Ok(quotient.checked_add(Uint256::one())?)
}

pub(crate) fn div_ceil_512(numerator: Uint512, denominator: Uint512) -> Result<Uint512, MathError> {
    let quotient = numerator.checked_div(denominator)?;
    if quotient.checked_mul(denominator)? == numerator {
        return Ok(quotient);
    }

    Ok(quotient.checked_add(Uint512::one())?)
}

pub(crate) fn narrow(wide: Uint256) -> Result<Uint128, MathError> {
    Ok(wide.try_into()?)
}

pub(crate) fn narrow_512(wide: Uint512) -> Result<Uint128, MathError> {
    Ok(wide.try_into()?)
}

/// A Decimal of so many 10^-18.
pub(crate) fn decimal(atomics: Uint256) -> Result<Decimal, MathError> {
    Ok(Decimal::new(narrow(atomics)?))
}

/// `numerator / denominator` as atomics, down.
pub(crate) fn fraction(numerator: Uint128, denominator: Uint128) -> Result<Uint256, MathError> {
    Ok(numerator.full_mul(ONE).checked_div(denominator.into())?)
}
