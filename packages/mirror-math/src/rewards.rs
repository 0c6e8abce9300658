//! Sharing deposits among stakers: a deposit is split between the sides of a pool, flows out over
//! time, and what has flowed out raises an index that only grows (staking.md 6.1, 6.2).

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::ratio::{mul_div_ceil, mul_div_floor, value_floor};
use crate::wide::{self, narrow, ONE};
use crate::MathError;

/// Seconds over which a deposit flows out to stakers.
pub const SPREAD: u64 = 86_400;

/// Seconds over which a deposit flows out that came while nobody was staked, so that the first staker
/// does not get all of it before others notice.
pub const SPREAD_OF_CARRIED: u64 = 30 * SPREAD;

/// The two parts of a deposit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// For those who provide liquidity.
    pub normal: Uint128,
    /// For those who are short.
    pub short: Uint128,
}

/// Rewards that flow out: what is `left` flows out evenly over the coming `seconds`. Whoever stores a
/// flow also stores up to which second it has flowed, and lets the time since then pass first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Units that have not flowed out.
    pub left: Uint128,
    /// Seconds until all of them have.
    pub seconds: u64,
}

/// What a side of a pool has shared out and what still flows out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rewards {
    /// Reward of one staked unit so far.
    pub index: Decimal,
    /// Second up to which the flows have flowed.
    pub updated: u64,
    /// Deposits that came while somebody was staked.
    pub flow: Flow,
    /// Deposits that came while nobody was staked.
    pub carried: Flow,
}

/// What giving an amount to all staked units does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareOut {
    /// The index afterwards.
    pub index: Decimal,
    /// Units that do not divide evenly among the stakers, or for which the index has no room.
    pub rest: Uint128,
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

impl Flow {
    /// Takes out what flows in `elapsed` seconds: `floor(left·elapsed / seconds)`, all of it at the
    /// end. What is cut off stays and flows later.
    pub fn pass(&mut self, elapsed: u64) -> Result<Uint128, MathError> {
        let seconds = self.seconds.saturating_sub(elapsed);
        let out = if seconds == 0 {
            self.left
        } else {
            mul_div_floor(self.left, elapsed.into(), self.seconds.into())?
        };

        *self = Flow {
            left: self.left.checked_sub(out)?,
            seconds,
        };
        Ok(out)
    }

    /// Adds a part that alone would flow out over `spread` seconds. The end is the average of both,
    /// weighted by amount, and never nearer than before: so nobody gets faster what others paid in,
    /// and holding it up costs as much as it holds up, `left·seconds` growing by `part·spread` at
    /// most. Down, or any number of single units would each push the end by a second.
    pub fn add(&mut self, part: Uint128, spread: u64) -> Result<(), MathError> {
        if part.is_zero() {
            return Ok(());
        }
        let left = self.left.checked_add(part)?;
        let amount_seconds = self
            .left
            .full_mul(Uint128::from(self.seconds))
            .checked_add(part.full_mul(Uint128::from(spread)))?;
        let average = narrow(amount_seconds.checked_div(left.into())?)?;
        // An average of two that fit.
        let average = u64::try_from(average.u128()).unwrap_or(u64::MAX);

        *self = Flow {
            left,
            seconds: average.max(self.seconds).max(1),
        };
        Ok(())
    }
}

impl Rewards {
    /// Shares out among `total` staked units what has flowed out up to `now`. While nobody is staked
    /// nothing flows, and the flows end that much later.
    ///
    /// How often it is called between two changes of `total` matters only for rounding. The index
    /// never falls, so a stake may be paid by an index that is not stored.
    pub fn settle(&mut self, now: u64, total: Uint128) -> Result<(), MathError> {
        let elapsed = now.saturating_sub(self.updated);
        self.updated = self.updated.max(now);
        if total.is_zero() {
            return Ok(());
        }

        let flowed = self.flow.pass(elapsed)?;
        let out = flowed.checked_add(self.carried.pass(elapsed)?)?;
        let ShareOut { index, rest } = share_out(out, self.index, total)?;

        self.index = index;
        self.flow.left = self.flow.left.checked_add(rest)?;
        Ok(())
    }

    /// Takes a part of a deposit in. Call [`Self::settle`] first.
    pub fn add(&mut self, part: Uint128, total: Uint128) -> Result<(), MathError> {
        if total.is_zero() {
            self.carried.add(part, SPREAD_OF_CARRIED)
        } else {
            self.flow.add(part, SPREAD)
        }
    }

    /// What has not flowed out.
    pub fn left(&self) -> Result<Uint128, MathError> {
        Ok(self.flow.left.checked_add(self.carried.left)?)
    }

    /// When all of it will have flowed out if nothing is added and somebody is staked; `None` if
    /// nothing is left.
    pub fn end(&self) -> Option<u64> {
        let flows = [self.flow, self.carried].into_iter();
        let seconds = flows.filter(|flow| !flow.left.is_zero());
        let seconds = seconds.map(|flow| flow.seconds).max()?;

        Some(self.updated.saturating_add(seconds))
    }
}

/// Gives `amount` to `total` staked units: the index rises by `d = floor(amount / total)` at the
/// 18th digit, by as much as fits where it would leave a Decimal, and `amount − ceil(d·total)` is
/// the rest.
///
/// Fails with `DivisionByZero` when nobody is staked.
pub fn share_out(amount: Uint128, index: Decimal, total: Uint128) -> Result<ShareOut, MathError> {
    let room = Decimal::MAX.atomics().checked_sub(index.atomics())?;
    let increase = wide::fraction(amount, total)?.min(Uint256::from(room));
    let increase = narrow(increase)?;
    let handed_out = mul_div_ceil(increase, total, ONE)?;

    Ok(ShareOut {
        index: Decimal::new(index.atomics().checked_add(increase)?),
        rest: amount.checked_sub(handed_out)?,
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
