//! How the plan is divided among the pools.
//!
//! A change of weight ends a period, in which the release is divided by the weights of that period
//! (factory.md section 6). Doing this at once would write an entry for every pool whenever an asset
//! is listed. So only the change is noted, and the periods are divided when MIR is paid out. The
//! result is the same to the last unit: a property test compares it with a ledger that divides at
//! once.

use cosmwasm_std::{CanonicalAddr, Uint128};
use mirror_bytes::in_bytes;
use mirror_math::schedule::split_by_weight;

use crate::error::ContractError;
use crate::plan::Plan;
use crate::pools::PoolEntry;

/// Changes noted at most: the next one divides first, so that what has to be read stays bounded
/// even if nobody can distribute.
pub const MOST_CHANGES: usize = 8;

/// How far the plan is divided, and the changes of weight since.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// Until when everything is divided, in UNIX seconds.
    pub divided: u64,
    /// What the division left over, and all of it while no pool has a weight.
    pub carry: Uint128,
    /// What the MIR track gave while MIR's weight was 0.
    pub mirror_carry: Uint128,
    /// All that was ever paid.
    pub sent: Uint128,
    /// How many pools have a weight.
    pub pools: u32,
    /// The changes of weight since, in order.
    pub changes: Vec<Change>,
}

/// A change of weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub time: u64,
    pub asset: CanonicalAddr,
    /// The weight before; none for a new pool.
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
    /// Nothing is divided yet.
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

    /// Until when the release is accrued: the last change, or the last division.
    pub fn last_distributed(&self) -> u64 {
        self.changes
            .last()
            .map_or(self.divided, |change| change.time)
    }

    /// Divide everything until `now` among the pools, period by period. `pools` are all there are,
    /// with their present weights.
    pub fn divide(
        &mut self,
        plan: &Plan,
        mirror_token: &CanonicalAddr,
        pools: &mut [PoolEntry],
        now: u64,
    ) -> Result<(), ContractError> {
        for period in self.periods(pools, now) {
            // Without a second there is no release, and what is carried is not divided twice.
            if period.end > self.divided {
                self.divide_period(plan, mirror_token, pools, &period)?;
            }
        }
        Ok(())
    }

    /// The periods since the last division, oldest first. Weights are known for the present only,
    /// so they are followed back from there.
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
            let is_apart = plan.mirror.is_some() && entry.asset == *mirror_token;
            if is_apart {
                mirror_share = weight;
            }
            shares.push(if is_apart { 0 } else { weight });
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

/// A time without a change of weight: until when, and the weights, in the order of the pools.
struct Period {
    end: u64,
    weights: Vec<Option<u32>>,
}

#[cfg(test)]
mod tests;
