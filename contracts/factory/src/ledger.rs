//! How the plan is divided among the pools.
//!
//! Between two changes of weight the release is divided by the weights of that period (factory.md
//! section 6). To divide at each change would write an entry for every pool whenever an asset is
//! listed. So a change is only noted, and all periods are divided when MIR is paid out. The result is
//! the same to the last unit: a property test compares it with a ledger that divides at once.

use cosmwasm_std::{CanonicalAddr, Uint128};
use mirror_bytes::in_bytes;
use mirror_math::schedule::split_by_weight;

use crate::error::ContractError;
use crate::plan::Plan;
use crate::pools::PoolEntry;

/// The most changes that are noted. Before the next one the plan is divided, so that what has to be
/// read stays bounded even if nobody can distribute.
pub const MOST_CHANGES: usize = 8;

/// How far the plan is divided, and the changes of weight since then.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// Until when everything is divided, in UNIX seconds.
    pub divided: u64,
    /// The rest of the last division; while no pool has a weight, the whole release.
    pub carry: Uint128,
    /// What the MIR pool's own track gave while its weight was 0.
    pub mirror_carry: Uint128,
    /// All that was ever paid.
    pub sent: Uint128,
    /// How many pools have a weight.
    pub pools: u32,
    /// The changes of weight since `divided`, in order.
    pub changes: Vec<Change>,
}

/// A change of weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// When it was, in UNIX seconds.
    pub time: u64,
    /// The pool's asset.
    pub asset: CanonicalAddr,
    /// The weight before; `None` for a new pool.
    pub former: Option<u32>,
}

in_bytes!(Change {
    time,
    asset,
    former
});

in_bytes!(Ledger {
    divided,
    carry,
    mirror_carry,
    sent,
    pools,
    changes
});

impl Ledger {
    /// A ledger of a factory that has divided nothing yet.
    pub fn new(genesis_time: u64) -> Self {
        Self {
            divided: genesis_time,
            carry: Uint128::zero(),
            mirror_carry: Uint128::zero(),
            sent: Uint128::zero(),
            pools: 0,
            changes: vec![],
        }
    }

    /// Whether no more changes may be noted before the plan is divided.
    pub fn is_full(&self) -> bool {
        self.changes.len() >= MOST_CHANGES
    }

    /// Until when the release is accounted for: the last change, or else the last division.
    pub fn last_distributed(&self) -> u64 {
        self.changes
            .last()
            .map_or(self.divided, |change| change.time)
    }

    /// Divide everything until `now` among the pools, period by period. `pools` has to hold all pools,
    /// with their present weights.
    pub fn divide(
        &mut self,
        plan: &Plan,
        mirror_token: &CanonicalAddr,
        pools: &mut [PoolEntry],
        now: u64,
    ) -> Result<(), ContractError> {
        for period in self.periods(pools, now) {
            // A period without a second releases nothing, and must not divide the rest once more.
            if period.end > self.divided {
                self.divide_period(plan, mirror_token, pools, &period)?;
            }
        }
        Ok(())
    }

    /// The periods since the last division, oldest first. Only the present weights are stored, so
    /// the earlier ones are found by undoing the changes, the latest first.
    fn periods(&mut self, pools: &[PoolEntry], now: u64) -> Vec<Period> {
        let mut end = now;
        let mut weights: Vec<_> = pools.iter().map(|entry| entry.pool.weight).collect();
        let mut periods = vec![];
        for change in self.changes.drain(..).rev() {
            periods.push(Period {
                end,
                weights: weights.clone(),
            });
            end = change.time;
            for (entry, weight) in pools.iter().zip(&mut weights) {
                if entry.asset == change.asset {
                    *weight = change.former;
                }
            }
        }
        periods.push(Period { end, weights });
        periods.reverse();
        periods
    }

    fn divide_period(
        &mut self,
        plan: &Plan,
        mirror_token: &CanonicalAddr,
        pools: &mut [PoolEntry],
        period: &Period,
    ) -> Result<(), ContractError> {
        let (start, end) = (self.divided, period.end);
        let mut shares = Vec::with_capacity(pools.len());
        let mut mirror_share = 0;
        for (entry, weight) in pools.iter().zip(&period.weights) {
            let weight = weight.unwrap_or_default();
            let has_own_track = plan.mirror.is_some() && entry.asset == *mirror_token;
            if has_own_track {
                mirror_share = weight;
            }
            shares.push(if has_own_track { 0 } else { weight });
        }

        let pot = plan.due(&plan.pools, start, end)?.checked_add(self.carry)?;
        let (parts, carry) = split_by_weight(pot, &shares)?;
        for (entry, part) in pools.iter_mut().zip(parts) {
            credit(entry, part)?;
        }

        if let Some(track) = &plan.mirror {
            self.mirror_carry = plan
                .due(track, start, end)?
                .checked_add(self.mirror_carry)?;
            let mirror = pools.iter_mut().find(|entry| entry.asset == *mirror_token);
            if let Some(mirror) = mirror.filter(|_| mirror_share > 0) {
                credit(mirror, self.mirror_carry)?;
                self.mirror_carry = Uint128::zero();
            }
        }

        self.carry = carry;
        self.divided = end;
        Ok(())
    }
}

fn credit(entry: &mut PoolEntry, amount: Uint128) -> Result<(), ContractError> {
    entry.pool.unsent = entry.pool.unsent.checked_add(amount)?;
    Ok(())
}

/// A time without a change of weight: its end, and the weights in the order of the pools.
struct Period {
    end: u64,
    weights: Vec<Option<u32>>,
}

#[cfg(test)]
mod tests;
