//! From the market's premium over the oracle to the share of rewards that goes to shorts.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::wide::{self, narrow, ONE};
use crate::MathError;

/// Above this premium the weight is the maximum itself.
pub const SATURATION: Decimal = Decimal::percent(7);

/// Fixed-point scale of the curve.
const SCALE: Uint256 = Uint256::from_u128(1_000_000_000_000_000_000_000_000_000_000);
/// From a fraction with 18 digits to per cent with 30.
const PERCENT: Uint256 = Uint256::from_u128(100_000_000_000_000);
/// `SCALE / √(2π)`, the height of the bell curve.
const PEAK: Uint256 = Uint256::from_u128(398_942_280_401_432_677_939_946_059_934);

/// The lower of an average price and of `floor(1 / average of the inverse)`: a price that stood high
/// for a moment weighs much in the first and little in the second (staking.md 6.3). An inverse of zero
/// has lost all its digits, so it does not count.
pub fn careful_price(average: Decimal, inverse: Decimal) -> Result<Decimal, MathError> {
    if inverse.is_zero() {
        return Ok(average);
    }
    let harmonic = wide::fraction(ONE, inverse.atomics())?;
    let harmonic = Decimal::new(narrow(harmonic)?);

    Ok(average.min(harmonic))
}

/// How far the market stands above the oracle, as a fraction, down at the 18th digit; zero when it
/// does not (staking.md 6.3).
///
/// Fails with `DivisionByZero` for an oracle price of zero and `Overflow` beyond Decimal's maximum.
pub fn premium(amm: Decimal, oracle: Decimal) -> Result<Decimal, MathError> {
    let above = amm.saturating_sub(oracle);

    wide::decimal(wide::fraction(above.atomics(), oracle.atomics())?)
}

/// Whether a pool is deep: `base · asset · price >= least²`, compared exactly (staking.md 6.3). At the
/// price of the oracle it would hold `√(base · asset · price)` base units, however a swap has just
/// moved it.
pub fn is_deep(base: Uint128, asset: Uint128, price: Decimal, least: Uint128) -> bool {
    let held = base.full_mul(asset).full_mul(price.atomics());
    let asked = least.full_mul(least).full_mul(ONE);

    held >= asked
}

/// Share of rewards for shorts, `max_weight · Φ(100·premium_rate − 2)` with the normal distribution
/// function Φ, down at the 18th digit; `max_weight` itself above 7 % (short-reward.md 5).
///
/// Fails with `Overflow` only for maxima that no contract admits (it takes up to 1).
pub fn short_weight(premium_rate: Decimal, max_weight: Decimal) -> Result<Decimal, MathError> {
    if premium_rate > SATURATION {
        return Ok(max_weight);
    }

    let percent = Uint256::from(premium_rate.atomics()).checked_mul(PERCENT)?;
    let middle = SCALE.checked_add(SCALE)?;
    let tail = half_mass(percent.abs_diff(middle))?;
    let half = SCALE.checked_shr(1)?;
    let mass = if percent < middle {
        half.checked_sub(tail)?
    } else {
        half.checked_add(tail)?
    };

    let weight = Uint256::from(max_weight.atomics()).checked_mul(mass)?;
    wide::decimal(weight.checked_div(SCALE)?)
}

/// The bell curve's mass between its middle and `z` deviations, all scaled: the series
/// `z + z³/3 + z⁵/(3·5) + …` times the height of the curve at `z`.
///
/// Both series end when a term has shrunk to nothing, after some 160 turns at the most, since `z`
/// is at most 5.
fn half_mass(z: Uint256) -> Result<Uint256, MathError> {
    let square = z.checked_mul(z)?.checked_div(SCALE)?;

    let mut series = Uint256::zero();
    let mut term = z;
    let mut odd: u128 = 1;
    while !term.is_zero() {
        series = series.checked_add(term)?;
        odd = odd.saturating_add(2);
        term = next_term(term, square, odd)?;
    }

    let exponent = square.checked_shr(1)?;
    let mut exponential = Uint256::zero();
    let mut term = SCALE;
    let mut turn: u128 = 0;
    while !term.is_zero() {
        exponential = exponential.checked_add(term)?;
        turn = turn.saturating_add(1);
        term = next_term(term, exponent, turn)?;
    }

    Ok(series.checked_mul(PEAK)?.checked_div(exponential)?)
}

/// `term · factor / divisor`, scaled. Cutting once by a product equals cutting twice.
fn next_term(term: Uint256, factor: Uint256, divisor: u128) -> Result<Uint256, MathError> {
    let scaled = SCALE.checked_mul(Uint128::new(divisor).into())?;

    Ok(term.checked_mul(factor)?.checked_div(scaled)?)
}
