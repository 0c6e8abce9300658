//! What stakers earn in a year at the present pace, as a fraction of what they staked
//! (mir-token.md 8, clients.md 3.4). Simple interest: nothing is assumed to be staked again.
//!
//! Each result is rounded down once, at the 18th digit. Where nothing is staked or shorted there is no
//! APR, and the answer is `None`.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::wide::{self, ONE};
use crate::MathError;

/// The protocol's year.
pub const YEAR_SECONDS: u64 = 31_536_000;

/// Rewards of MIR stakers are averaged over so many days.
pub const AVERAGED_DAYS: u64 = 15;

/// A day of the history of rewards.
pub const DAY_SECONDS: u64 = 86_400;
const YEAR_DAYS: u64 = 365;

/// The pace at which a pool is paid: its part of a running entry of the release schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// What the entry releases, in micro-MIR.
    pub amount: Uint128,
    /// In how many seconds.
    pub seconds: u64,
    /// The pool's weight; 1 of 1 for MIR with a schedule of its own.
    pub weight: u32,
    /// The weights of all pools of the schedule.
    pub total_weight: u64,
}

/// What was rewarded on the 15 full days before the day of `now`, a UNIX second. The history is of
/// (day, amount), a day being its first UNIX second / 86,400; missing days count as zero.
pub fn recent_rewards(history: &[(u64, Uint128)], now: u64) -> Result<Uint128, MathError> {
    let today = now / DAY_SECONDS;
    let first = today.saturating_sub(AVERAGED_DAYS);

    let mut sum = Uint128::zero();
    for (day, amount) in history {
        if (first..today).contains(day) {
            sum = sum.checked_add(*amount)?;
        }
    }
    Ok(sum)
}

/// `rewards / 15 · 365 / staked`, of MIR stakers who vote in every poll. `rewards` is the sum over the
/// last 15 days ([`recent_rewards`]), even if some of these days had none.
pub fn mir_staking(rewards: Uint128, staked: Uint128) -> Result<Option<Decimal>, MathError> {
    if staked.is_zero() {
        return Ok(None);
    }
    let numerator = rewards.full_mul(ONE).checked_mul(YEAR_DAYS.into())?;
    let denominator = staked.full_mul(AVERAGED_DAYS);

    wide::decimal(numerator.checked_div(denominator)?).map(Some)
}

/// `amount / seconds · year · weight / total_weight · (1 − short_weight) · mir_price / liquidity`,
/// of those who stake LP tokens. `liquidity` is the value of both sides of the pool, in the units
/// of the price's denom.
pub fn long_farm(
    pace: Pace,
    short_weight: Decimal,
    mir_price: Decimal,
    liquidity: Uint128,
) -> Result<Option<Decimal>, MathError> {
    let long_weight = Decimal::one().saturating_sub(short_weight);
    // The liquidity counts whole units of value, so its price is 1.
    farm(pace, long_weight, mir_price, liquidity, Decimal::one())
}

/// The same with `short_weight` and against `shorted · pair_price`, of those who are short. A
/// weight above 1 counts as 1, as it does where rewards are split.
pub fn short_farm(
    pace: Pace,
    short_weight: Decimal,
    mir_price: Decimal,
    shorted: Uint128,
    pair_price: Decimal,
) -> Result<Option<Decimal>, MathError> {
    let short_weight = short_weight.min(Decimal::one());
    farm(pace, short_weight, mir_price, shorted, pair_price)
}

/// `amount · year · weight · part · mir_price / (seconds · total_weight · staked · price)`. The
/// scales of `part` and of the result cancel out, as do those of the prices.
fn farm(
    pace: Pace,
    part: Decimal,
    mir_price: Decimal,
    staked: Uint128,
    price: Decimal,
) -> Result<Option<Decimal>, MathError> {
    let base = staked.full_mul(price.atomics());
    if base.is_zero() {
        return Ok(None);
    }
    // Of at most 128 + 25 + 32 and 60 + 128 bits, then of 64 + 64 and 256: 512 hold each product.
    let yearly = pace
        .amount
        .full_mul(YEAR_SECONDS)
        .checked_mul(Uint256::from(pace.weight))?;
    let numerator = yearly.full_mul(part.atomics().full_mul(mir_price.atomics()));
    let length = Uint128::from(pace.seconds).full_mul(pace.total_weight);
    let denominator = length.full_mul(base);

    let atomics = numerator.checked_div(denominator)?;
    Ok(Some(Decimal::new(wide::narrow_512(atomics)?)))
}
