//! The founding curve, which no plan runs ahead of (mir-token.md section 3).
//!
//! Plan and curve are straight between their bends, so they are compared at the ends of every entry,
//! or at the present second where an end is past. Between two of these the distance of the curve from
//! the plan bends only where a year ends and the curve gets slower; it bends down there, so it is
//! smallest at one of the two.
//!
//! Lines end in the middle of a micro MIR, so they are counted in parts of it. A plan that passes may
//! be ahead by less than the curve's own fraction of a micro MIR, and since it releases whole ones it
//! never is.

use cosmwasm_std::Uint128;
use mirror_math::schedule::released;
use mirror_math::MathError;
use mirror_protocol::factory::Schedule;

use crate::error::ContractError;

const YEAR: u64 = 31_536_000;
/// Parts of a micro MIR. With the seconds of a year the curve is whole at each of them; with 2^40 more
/// what is cut off each line, a part, is no matter.
const PARTS: u128 = 31_536_000 << 40;
/// What is released in each year, in parts.
const CURVE: [(u64, u64, Uint128); 4] = [
    (0, YEAR, parts(128_100_000_000_000)),
    (YEAR, 2 * YEAR, parts(73_200_000_000_000)),
    (2 * YEAR, 3 * YEAR, parts(64_050_000_000_000)),
    (3 * YEAR, 4 * YEAR, parts(50_325_000_000_000)),
];

/// Refuse entries that from second `from` after genesis on give more in all than the curve at any
/// second, or faster than its first year. Before, `already` was released; what the entries would have
/// released by then is past.
pub fn ensure_not_ahead(
    mut entries: Schedule,
    already: Uint128,
    from: u64,
) -> Result<(), ContractError> {
    let past = in_parts(released(&entries, from)?)?;
    let already = in_parts(already)?;
    for (_, _, amount) in &mut entries {
        *amount = in_parts(*amount)?;
    }

    for &(start, end, _) in &entries {
        for at in [start.max(from), end.max(from)] {
            let planned = released(&entries, at)?;
            let planned = planned.checked_add(already)?.checked_sub(past)?;
            if let Some((planned, most)) = excess(planned, released(&CURVE, at)?) {
                return Err(ContractError::ReleaseAhead { at, planned, most });
            }
            if let Some((planned, most)) = excess(speed(&entries, at), speed(&CURVE, 0)) {
                return Err(ContractError::ReleaseTooFast { at, planned, most });
            }
        }
    }
    Ok(())
}

/// What the entries that run at a second release in it, in parts.
fn speed(entries: &[(u64, u64, Uint128)], at: u64) -> Uint128 {
    let mut sum = 0u128;
    for &(start, end, amount) in entries {
        if start <= at && at < end {
            // The length is not zero, and all sums are below those of what is released.
            let length = u128::from(end.saturating_sub(start)).max(1);
            sum = sum.saturating_add(amount.u128() / length);
        }
    }
    sum.into()
}

/// Both in micro MIR if it is more than the most: the former up, so that it is told as more.
fn excess(planned: Uint128, most: Uint128) -> Option<(Uint128, Uint128)> {
    let micro = |parts: u128| Uint128::new(parts / PARTS);
    let up = planned.u128().saturating_add(PARTS - 1);
    (planned > most).then(|| (micro(up), micro(most.u128())))
}

const fn parts(micro: u128) -> Uint128 {
    Uint128::new(micro * PARTS)
}

fn in_parts(micro: Uint128) -> Result<Uint128, MathError> {
    let parts = micro.u128().checked_mul(PARTS);
    parts.map(Uint128::new).ok_or(MathError::Overflow)
}

#[cfg(test)]
mod tests;
