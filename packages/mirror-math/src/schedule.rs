//! The release of MIR over time and its division by weight (factory.md 6).

use cosmwasm_std::Uint128;

use crate::ratio::mul_div_floor;
use crate::MathError;

/// What a schedule has released `elapsed` seconds after its genesis:
/// `Σ floor(amount·(clamp(elapsed, start, end) − start) / (end − start))` over its entries
/// (start, end, amount), in seconds since genesis.
///
/// What is due between two times is the difference of two such sums; these telescope, so that it
/// does not matter how often one asks. Fails with `Underflow` for an entry that ends before it
/// starts, `DivisionByZero` for one of no length, `Overflow` when the amounts exceed 128 bits.
pub fn released(schedule: &[(u64, u64, Uint128)], elapsed: u64) -> Result<Uint128, MathError> {
    let mut sum = Uint128::zero();
    for &(start, end, amount) in schedule {
        let length = end.checked_sub(start).ok_or(MathError::Underflow)?;
        let passed = elapsed.saturating_sub(start).min(length);
        let due = mul_div_floor(amount, passed.into(), length.into())?;
        sum = sum.checked_add(due)?;
    }

    Ok(sum)
}

/// Divides `pot` by weight: each part is `floor(pot·wᵢ / Σw)`, in the order of the weights, and
/// the second value is the carry, what the parts leave over (less than their number). With no
/// weight at all everything is carried.
pub fn split_by_weight(
    pot: Uint128,
    weights: &[u32],
) -> Result<(Vec<Uint128>, Uint128), MathError> {
    let total: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    if total == 0 {
        return Ok((vec![Uint128::zero(); weights.len()], pot));
    }

    let mut carry = pot;
    let mut parts = Vec::with_capacity(weights.len());
    for &weight in weights {
        let part = mul_div_floor(pot, weight.into(), total.into())?;
        carry = carry.checked_sub(part)?;
        parts.push(part);
    }

    Ok((parts, carry))
}
