//! Staked liquidity, short stakes and the MIR they earn, computed apart from the contract.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::rewards::{earned, share_out, split};

use crate::simulate::engine::accounts::Account;
use crate::simulate::engine::SimulationError;
use crate::simulate::outcome::Pool;

/// One side of a pool: those who provide liquidity, or those who are short.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Side {
    /// MIR for one staked unit since the start.
    pub(crate) index: Decimal,
    /// MIR that waits for the next deposit.
    pub(crate) pending: Uint128,
    pub(crate) total: Uint128,
    stakes: BTreeMap<Account, Stake>,
}

/// What somebody has staked and earned up to `index`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Stake {
    pub(crate) amount: Uint128,
    index: Decimal,
    pending: Uint128,
}

impl Stake {
    /// What it has earned up to an index.
    fn claim(&self, index: Decimal) -> Result<Uint128, SimulationError> {
        let since = earned(self.amount, self.index, index)?;

        Ok(self.pending.checked_add(since)?)
    }
}

impl Side {
    pub(crate) fn stake_of(&self, staker: Account) -> Uint128 {
        self.stakes
            .get(&staker)
            .map_or(Uint128::zero(), |stake| stake.amount)
    }

    pub(crate) fn claim_of(&self, staker: Account) -> Result<Uint128, SimulationError> {
        match self.stakes.get(&staker) {
            Some(stake) => stake.claim(self.index),
            None => Ok(Uint128::zero()),
        }
    }

    /// Staker, stake and claim.
    pub(crate) fn claims(
        &self,
    ) -> impl Iterator<Item = Result<(Account, Uint128, Uint128), SimulationError>> + '_ {
        self.stakes
            .iter()
            .map(|(staker, stake)| Ok((*staker, stake.amount, stake.claim(self.index)?)))
    }

    pub(crate) fn add(&mut self, staker: Account, amount: Uint128) -> Result<(), SimulationError> {
        let stake = self.settled(staker)?;
        stake.amount = stake.amount.checked_add(amount)?;
        self.total = self.total.checked_add(amount)?;

        Ok(())
    }

    pub(crate) fn take(&mut self, staker: Account, amount: Uint128) -> Result<(), SimulationError> {
        let stake = self.settled(staker)?;
        stake.amount = stake.amount.checked_sub(amount)?;
        self.total = self.total.checked_sub(amount)?;

        Ok(())
    }

    /// Pays a staker's claim; the answer is its amount.
    fn pay(&mut self, staker: Account) -> Result<Uint128, SimulationError> {
        if !self.stakes.contains_key(&staker) {
            return Ok(Uint128::zero());
        }
        let stake = self.settled(staker)?;
        let claim = std::mem::take(&mut stake.pending);
        if stake.amount.is_zero() {
            self.stakes.remove(&staker);
        }

        Ok(claim)
    }

    fn settled(&mut self, staker: Account) -> Result<&mut Stake, SimulationError> {
        let index = self.index;
        let stake = self.stakes.entry(staker).or_default();
        stake.pending = stake.claim(index)?;
        stake.index = index;

        Ok(stake)
    }

    fn deposit(&mut self, part: Uint128) -> Result<(), SimulationError> {
        let shared = share_out(part, self.pending, self.total)?;
        self.index = self.index.checked_add(shared.index_increase)?;
        self.pending = shared.pending;

        Ok(())
    }
}

/// A pool that earns MIR.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StakingPool {
    pub(crate) liquidity: Side,
    pub(crate) shorts: Side,
    /// The part of a deposit that goes to shorts, as the contract tells it.
    pub(crate) short_weight: Decimal,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stakes {
    pools: BTreeMap<Pool, StakingPool>,
    /// MIR that came in and went out.
    pub(crate) deposited: Uint128,
    pub(crate) paid: Uint128,
    /// How often something was rounded: the most micro-MIR that may lie unclaimed for ever.
    pub(crate) roundings: u128,
}

impl Stakes {
    pub(crate) fn register(&mut self, pool: Pool) {
        self.pools.entry(pool).or_default();
    }

    pub(crate) fn get(&self, pool: Pool) -> Option<&StakingPool> {
        self.pools.get(&pool)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Pool, &StakingPool)> {
        self.pools.iter().map(|(pool, staked)| (*pool, staked))
    }

    pub(crate) fn change(&mut self, pool: Pool) -> Result<&mut StakingPool, SimulationError> {
        self.roundings += 2;

        self.pools
            .get_mut(&pool)
            .ok_or(SimulationError::UnknownPool { pool })
    }

    /// MIR that reached a pool.
    pub(crate) fn deposit(&mut self, pool: Pool, amount: Uint128) -> Result<(), SimulationError> {
        self.deposited = self.deposited.checked_add(amount)?;
        let pool = self.change(pool)?;
        let parts = split(amount, pool.short_weight);
        pool.liquidity.deposit(parts.normal)?;
        pool.shorts.deposit(parts.short)?;

        Ok(())
    }

    /// Everything somebody has earned in any pool.
    pub(crate) fn claim_of(&self, staker: Account) -> Result<Uint128, SimulationError> {
        let mut sum = Uint128::zero();
        for pool in self.pools.values() {
            sum = sum.checked_add(pool.liquidity.claim_of(staker)?)?;
            sum = sum.checked_add(pool.shorts.claim_of(staker)?)?;
        }

        Ok(sum)
    }

    /// Pays all of that; the answer is the sum.
    pub(crate) fn withdraw(&mut self, staker: Account) -> Result<Uint128, SimulationError> {
        let mut sum = Uint128::zero();
        for pool in self.pools.values_mut() {
            self.roundings += 2;
            sum = sum.checked_add(pool.liquidity.pay(staker)?)?;
            sum = sum.checked_add(pool.shorts.pay(staker)?)?;
        }
        self.paid = self.paid.checked_add(sum)?;

        Ok(sum)
    }
}
