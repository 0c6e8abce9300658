//! The release of MIR to the pools, computed apart from the factory.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_math::apr::Pace;
use mirror_math::schedule::{released, split_by_weight};
use mirror_protocol::factory::Schedule;

use crate::accounts::Account;
use crate::error::SimulationError;
use crate::outcome::Pool;

/// The pace of a pool that gets nothing: it has no weight, or no entry of its schedule runs now.
const UNPAID: Pace = Pace {
    amount: Uint128::zero(),
    seconds: 1,
    weight: 0,
    total_weight: 1,
};

/// How much MIR is due to each pool, how much was sent, and the weights that divide it.
#[derive(Clone, Debug)]
pub(crate) struct Release {
    genesis: u64,
    schedule: Schedule,
    /// The schedule of the MIR pool alone; without one that pool shares by weight with the others.
    mirror_schedule: Option<Schedule>,
    weights: BTreeMap<Pool, u32>,
    /// The schedules of recipients that are no pools.
    fixed: BTreeMap<Account, Fixed>,
    accrued_until: u64,
    distributed_at: u64,
    unsent: BTreeMap<Pool, Uint128>,
    sent: BTreeMap<Pool, Uint128>,
    carry: Uint128,
}

/// A recipient that is no pool.
#[derive(Clone, Debug)]
struct Fixed {
    schedule: Schedule,
    /// What it got from the factory, by the events of the token.
    paid: Uint128,
}

impl Release {
    pub(crate) fn new(
        genesis: u64,
        schedule: Schedule,
        mirror_schedule: Option<Schedule>,
        mirror_weight: u32,
    ) -> Self {
        Self {
            genesis,
            schedule,
            mirror_schedule,
            weights: BTreeMap::from([(Pool::Mir, mirror_weight)]),
            fixed: BTreeMap::new(),
            accrued_until: genesis,
            distributed_at: genesis,
            unsent: BTreeMap::new(),
            sent: BTreeMap::new(),
            carry: Uint128::zero(),
        }
    }

    /// Adds a recipient that has a schedule of its own.
    pub(crate) fn with_fixed(mut self, recipient: Account, schedule: Schedule) -> Self {
        let paid = Uint128::zero();
        self.fixed.insert(recipient, Fixed { schedule, paid });
        self
    }

    pub(crate) fn genesis(&self) -> u64 {
        self.genesis
    }

    /// Writes down MIR that the factory sent to a recipient.
    pub(crate) fn pay(&mut self, to: Account, amount: Uint128) -> Result<(), SimulationError> {
        if let Some(fixed) = self.fixed.get_mut(&to) {
            fixed.paid = fixed.paid.checked_add(amount)?;
        }

        Ok(())
    }

    /// Every recipient with a schedule of its own, what it got, and what it should have got by the last
    /// distribution.
    pub(crate) fn fixed(&self) -> Result<Vec<(Account, Uint128, Uint128)>, SimulationError> {
        let elapsed = self.distributed_at.saturating_sub(self.genesis);
        let mut all = Vec::new();
        for (recipient, fixed) in &self.fixed {
            all.push((*recipient, fixed.paid, released(&fixed.schedule, elapsed)?));
        }

        Ok(all)
    }

    pub(crate) fn weights(&self) -> &BTreeMap<Pool, u32> {
        &self.weights
    }

    /// Changes a weight, or takes a pool out. What is due until now is divided as before.
    pub(crate) fn reweigh(
        &mut self,
        pool: Pool,
        weight: Option<u32>,
        now: u64,
    ) -> Result<(), SimulationError> {
        self.accrue(now)?;
        match weight {
            Some(weight) => self.weights.insert(pool, weight),
            None => self.weights.remove(&pool),
        };

        Ok(())
    }

    /// What a distribution sends to each pool.
    pub(crate) fn distribute(
        &mut self,
        now: u64,
    ) -> Result<BTreeMap<Pool, Uint128>, SimulationError> {
        self.accrue(now)?;
        self.distributed_at = now;
        let mut sending = std::mem::take(&mut self.unsent);
        sending.retain(|_, amount| !amount.is_zero());
        for (pool, amount) in &sending {
            let sent = self.sent.entry(*pool).or_default();
            *sent = sent.checked_add(*amount)?;
        }

        Ok(sending)
    }

    /// Sent to a pool since the start.
    pub(crate) fn sent_to(&self, pool: Pool) -> Uint128 {
        self.sent.get(&pool).copied().unwrap_or_default()
    }

    /// Due to every pool since the start, sent or not.
    pub(crate) fn due(&self, now: u64) -> Result<BTreeMap<Pool, Uint128>, SimulationError> {
        let mut ahead = self.clone();
        ahead.accrue(now)?;
        let mut due = ahead.sent;
        for (pool, amount) in ahead.unsent {
            let sum = due.entry(pool).or_default();
            *sum = sum.checked_add(amount)?;
        }

        Ok(due)
    }

    /// What the schedules hold for the pools until now.
    pub(crate) fn scheduled(&self, now: u64) -> Result<Uint128, SimulationError> {
        let elapsed = now.saturating_sub(self.genesis);
        let mut sum = released(&self.schedule, elapsed)?;
        if let Some(schedule) = &self.mirror_schedule {
            sum = sum.checked_add(released(schedule, elapsed)?)?;
        }

        Ok(sum)
    }

    /// What the schedules hold for everybody until now.
    pub(crate) fn scheduled_for_all(&self, now: u64) -> Result<Uint128, SimulationError> {
        let elapsed = now.saturating_sub(self.genesis);
        let mut sum = self.scheduled(now)?;
        for fixed in self.fixed.values() {
            sum = sum.checked_add(released(&fixed.schedule, elapsed)?)?;
        }

        Ok(sum)
    }

    /// The pace at which a pool is paid now.
    pub(crate) fn pace(&self, pool: Pool, now: u64) -> Pace {
        self.running(pool, now).unwrap_or(UNPAID)
    }

    fn running(&self, pool: Pool, now: u64) -> Option<Pace> {
        let elapsed = now.saturating_sub(self.genesis);
        let (schedule, weight, total_weight) = match (pool, &self.mirror_schedule) {
            (Pool::Mir, Some(own)) => (own, 1, 1),
            _ => {
                let weight = *self.weights.get(&pool)?;
                let all = self.sharers().map(|(_, weight)| u64::from(weight)).sum();
                (&self.schedule, weight, all)
            }
        };
        let (start, end, amount) = schedule
            .iter()
            .find(|(start, end, _)| *start <= elapsed && elapsed < *end)?;

        (weight > 0).then_some(Pace {
            amount: *amount,
            seconds: end.saturating_sub(*start),
            weight,
            total_weight,
        })
    }

    /// The pools that share the first schedule, by weight.
    fn sharers(&self) -> impl Iterator<Item = (Pool, u32)> + '_ {
        let apart = self.mirror_schedule.is_some();

        self.weights
            .iter()
            .filter(move |(pool, _)| !(apart && **pool == Pool::Mir))
            .map(|(pool, weight)| (*pool, *weight))
    }

    fn accrue(&mut self, now: u64) -> Result<(), SimulationError> {
        // Without a second there is no release, and what is carried is not divided twice.
        if now <= self.accrued_until {
            return Ok(());
        }
        let before = self.accrued_until.saturating_sub(self.genesis);
        let after = now.saturating_sub(self.genesis);
        let due = |schedule: &Schedule| -> Result<Uint128, SimulationError> {
            Ok(released(schedule, after)?.checked_sub(released(schedule, before)?)?)
        };

        let pot = due(&self.schedule)?.checked_add(self.carry)?;
        let sharers: Vec<(Pool, u32)> = self.sharers().collect();
        let weights: Vec<u32> = sharers.iter().map(|(_, weight)| *weight).collect();
        let (parts, carry) = split_by_weight(pot, &weights)?;
        let mut gains: Vec<(Pool, Uint128)> =
            sharers.iter().map(|(pool, _)| *pool).zip(parts).collect();
        if let Some(schedule) = &self.mirror_schedule {
            gains.push((Pool::Mir, due(schedule)?));
        }

        self.carry = carry;
        self.accrued_until = now;
        for (pool, amount) in gains {
            let unsent = self.unsent.entry(pool).or_default();
            *unsent = unsent.checked_add(amount)?;
        }

        Ok(())
    }
}
