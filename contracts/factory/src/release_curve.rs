//! The founding curve: no plan may release more than it, or faster (mir-token.md section 3).
//!
//! A plan and the curve are both made of straight lines. So it is enough to compare them at the start
//! and the end of every entry, or at the present second where that is past. Between two such seconds
//! the plan is one straight line, and the curve bends only where a year ends and it gets slower. The
//! distance between the two is therefore smallest at one of the two seconds.
//!
//! At such a second a line can stand between two whole micro MIR, so amounts are counted in parts of a
//! micro MIR. A plan that passes may be ahead of the whole micro MIR of the curve only by a fraction of
//! one, and since whole ones are released it never is ahead.

use cosmwasm_std::Uint128;
use mirror_math::schedule::released;
use mirror_math::MathError;
use mirror_protocol::factory::Schedule;

use crate::error::ContractError;

const YEAR: u64 = 31_536_000;
/// Parts of a micro MIR. The seconds of a year are a factor, so that the curve is a whole number of
/// parts at each second; the factor 2^40 makes the rounding of each line, at most one part, too small
/// to matter.
const PARTS: u128 = 31_536_000 << 40;
/// What is released in each year, in parts.
const CURVE: [(u64, u64, Uint128); 4] = [
    (0, YEAR, parts(128_100_000_000_000)),
    (YEAR, 2 * YEAR, parts(73_200_000_000_000)),
    (2 * YEAR, 3 * YEAR, parts(64_050_000_000_000)),
    (3 * YEAR, 4 * YEAR, parts(50_325_000_000_000)),
];

/// Refuse entries that at any second after `from` (seconds since genesis) have released more in all
/// than the curve, or release faster than its first year. `already` was released before `from`; what
/// the entries would have released before it does not count, since it is not paid.
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

/// How much the entries release in the second `at`, in parts.
fn speed(entries: &[(u64, u64, Uint128)], at: u64) -> Uint128 {
    let mut sum = 0u128;
    for &(start, end, amount) in entries {
        if start <= at && at < end {
            // A length is never zero, and no sum exceeds what is released in all.
            let length = u128::from(end.saturating_sub(start)).max(1);
            sum = sum.saturating_add(amount.u128() / length);
        }
    }
    sum.into()
}

/// Both numbers in micro MIR if `planned` is more than `most`. The first is rounded up, so that the
/// error shows it as the larger one.
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
