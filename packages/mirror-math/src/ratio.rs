//! The rule of three on amounts, and amounts against prices. 256 bits inside, one division.

use cosmwasm_std::{Decimal, Uint128};

use crate::wide::{self, div_ceil_256, narrow, ONE};
use crate::MathError;

/// `floor(a·b / c)`, for amounts paid out, minted or credited.
///
/// Fails with `DivisionByZero` when `c` is zero and `Overflow` when the result exceeds 128 bits,
/// as do all functions of this module that divide.
pub fn mul_div_floor(a: Uint128, b: Uint128, c: Uint128) -> Result<Uint128, MathError> {
    narrow(a.full_mul(b).checked_div(c.into())?)
}

/// `ceil(a·b / c)`, for amounts charged, required or taken.
pub fn mul_div_ceil(a: Uint128, b: Uint128, c: Uint128) -> Result<Uint128, MathError> {
    narrow(div_ceil_256(a.full_mul(b), c.into())?)
}

/// `numerator / denominator` as a Decimal, down at the 18th digit.
pub fn fraction_floor(numerator: Uint128, denominator: Uint128) -> Result<Decimal, MathError> {
    wide::decimal(wide::fraction(numerator, denominator)?)
}

/// What `amount` is worth at `price`, or the part `price` of it: `floor(amount·price)`.
pub fn value_floor(amount: Uint128, price: Decimal) -> Result<Uint128, MathError> {
    mul_div_floor(amount, price.atomics(), ONE)
}

/// `ceil(amount·price)`.
pub fn value_ceil(amount: Uint128, price: Decimal) -> Result<Uint128, MathError> {
    mul_div_ceil(amount, price.atomics(), ONE)
}

/// How many units `value` buys at `price`: `floor(value / price)`.
pub fn units_floor(value: Uint128, price: Decimal) -> Result<Uint128, MathError> {
    mul_div_floor(value, ONE, price.atomics())
}

/// How many units are needed to be worth `value` at `price`: `ceil(value / price)`.
pub fn units_ceil(value: Uint128, price: Decimal) -> Result<Uint128, MathError> {
    mul_div_ceil(value, ONE, price.atomics())
}

/// Whether `amount·price > limit`, compared exactly (mint.md 4, value cap of a collateral).
pub fn value_exceeds(amount: Uint128, price: Decimal, limit: Uint128) -> bool {
    amount.full_mul(price.atomics()) > limit.full_mul(ONE)
}
