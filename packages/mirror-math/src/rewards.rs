//! Sharing a deposit among stakers by an index that only grows (staking.md 6.1, 6.2).

use cosmwasm_std::{Decimal, Uint128};

use crate::ratio::{mul_div_ceil, value_floor};
use crate::wide::{self, ONE};
use crate::MathError;

/// The two parts of a deposit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// For those who provide liquidity.
    pub normal: Uint128,
    /// For those who are short.
    pub short: Uint128,
}

/// What a deposit does to one side of a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareOut {
    /// Reward per staked unit.
    pub index_increase: Decimal,
    /// What is carried to the next deposit.
    pub pending: Uint128,
}

/// `short = floor(amount·weight)`, the rest is normal. A weight above 1 counts as 1, so this has
/// an answer for every input.
pub fn split(amount: Uint128, weight: Decimal) -> Split {
    // At a weight of at most one the value is never above the amount and so always fits.
    let short = value_floor(amount, weight.min(Decimal::one())).unwrap_or(amount);

    Split {
        normal: amount.saturating_sub(short),
        short,
    }
}

/// Hands out `part` and what was pending before to `total` staked units: the index rises by
/// `d = floor((part + pending) / total)` at the 18th digit, and `(part + pending) − ceil(d·total)`
/// stays pending. With nobody staked all of it stays pending.
///
/// Fails with `Overflow` when the index would leave a Decimal.
pub fn share_out(part: Uint128, pending: Uint128, total: Uint128) -> Result<ShareOut, MathError> {
    let due = part.checked_add(pending)?;
    if total.is_zero() {
        return Ok(ShareOut {
            index_increase: Decimal::zero(),
            pending: due,
        });
    }

    let index_increase = wide::decimal(wide::fraction(due, total)?)?;
    let handed_out = mul_div_ceil(index_increase.atomics(), total, ONE)?;

    Ok(ShareOut {
        index_increase,
        pending: due.checked_sub(handed_out)?,
    })
}

/// What `bond` earned while the index went from one value to the other:
/// `floor(bond·(index_to − index_from))`. One floor of the difference, so that the claims of all
/// never exceed the deposits.
///
/// Fails with `Underflow` when the index fell.
pub fn earned(bond: Uint128, index_from: Decimal, index_to: Decimal) -> Result<Uint128, MathError> {
    value_floor(bond, index_to.checked_sub(index_from)?)
}
