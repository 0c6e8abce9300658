//! Fractions of amounts, divided here and not by the library that the contracts use: a mistake in that
//! one has to show.

use cosmwasm_std::{Uint128, Uint256};
use mirror_math::MathError;

use crate::error::SimulationError;

/// `floor(amount·part / whole)`.
pub(crate) fn fraction(
    amount: Uint128,
    part: impl Into<Uint128>,
    whole: impl Into<Uint128>,
) -> Result<Uint128, SimulationError> {
    let (quotient, _) = divided(amount, part.into(), whole.into())?;

    Ok(quotient)
}

/// `ceil(amount·part / whole)`.
pub(crate) fn fraction_up(
    amount: Uint128,
    part: impl Into<Uint128>,
    whole: impl Into<Uint128>,
) -> Result<Uint128, SimulationError> {
    let (quotient, rest) = divided(amount, part.into(), whole.into())?;
    let one = Uint128::from(u8::from(!rest.is_zero()));

    Ok(quotient.checked_add(one)?)
}

/// The quotient, and what is left of the product.
fn divided(
    amount: Uint128,
    part: Uint128,
    whole: Uint128,
) -> Result<(Uint128, Uint256), SimulationError> {
    let (product, whole) = (amount.full_mul(part), Uint256::from(whole));
    let quotient = product.checked_div(whole).map_err(MathError::from)?;

    Ok((Uint128::try_from(quotient)?, product - quotient * whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: u128 = u128::MAX;

    /// The fraction down and up, if both can be computed.
    fn both(amount: u128, part: u128, whole: u128) -> Option<[u128; 2]> {
        let amount = Uint128::new(amount);
        let down = fraction(amount, part, whole).ok()?;
        let up = fraction_up(amount, part, whole).ok()?;

        Some([down, up].map(|of| of.u128()))
    }

    #[test]
    fn fractions_are_rounded_down_or_up() {
        assert_eq!(both(7, 3, 2), Some([10, 11]));
        assert_eq!(both(7, 4, 2), Some([14, 14]));
        assert_eq!(both(0, 4, 7), Some([0, 0]));
        assert_eq!(both(MOST, MOST, MOST), Some([MOST, MOST]));
        assert_eq!(both(MOST - 1, MOST - 1, MOST), Some([MOST - 2, MOST - 1]));
    }

    #[test]
    fn no_fraction_is_made_up() {
        assert_eq!(both(1, 1, 0), None);
        assert_eq!(both(MOST, 2, 1), None);
        assert_eq!(fraction_up(Uint128::MAX, 3u128, 3u128), Ok(Uint128::MAX));
    }
}
