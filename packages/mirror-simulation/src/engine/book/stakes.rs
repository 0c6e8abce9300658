//! Staked liquidity, short stakes and the MIR that flows to them, computed apart from the contract
//! and by formulas of its own (staking.md 6.1).

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::accounts::Account;
use crate::error::SimulationError;
use crate::fractions::fraction;
use crate::outcome::Pool;
use crate::stream::Stream;

/// Seconds in which a deposit flows out.
const DAY: u64 = 86_400;
/// The same for a deposit that came while nobody was staked.
const THIRTY_DAYS: u64 = 2_592_000;
/// The last digit of a decimal.
const ATOMICS: u128 = 1_000_000_000_000_000_000;

/// One side of a pool: those who provide liquidity, or those who are short.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Side {
    /// MIR for one staked unit up to `updated`.
    index: Decimal,
    updated: u64,
    /// The streams of deposits that came while somebody was staked, and while nobody was.
    streams: [Stream; 2],
    pub(crate) total: Uint128,
    stakes: BTreeMap<Account, Stake>,
    /// The last deposits while somebody was staked, and while nobody was.
    fed: [u64; 2],
    /// Since when somebody is staked.
    staked_since: u64,
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
        let since = index.atomics().checked_sub(self.index.atomics())?;
        let since = fraction(self.amount, since, ATOMICS)?;

        Ok(self.pending.checked_add(since)?)
    }
}

impl Side {
    pub(crate) fn stake_of(&self, staker: Account) -> Uint128 {
        self.stakes
            .get(&staker)
            .map_or(Uint128::zero(), |stake| stake.amount)
    }

    pub(crate) fn claim_of(&self, staker: Account, now: u64) -> Result<Uint128, SimulationError> {
        match self.stakes.get(&staker) {
            Some(stake) => stake.claim(self.index_at(now)?),
            None => Ok(Uint128::zero()),
        }
    }

    /// Staker, stake and claim.
    pub(crate) fn claims(
        &self,
        now: u64,
    ) -> Result<Vec<(Account, Uint128, Uint128)>, SimulationError> {
        let index = self.index_at(now)?;
        self.stakes
            .iter()
            .map(|(staker, stake)| Ok((*staker, stake.amount, stake.claim(index)?)))
            .collect()
    }

    /// MIR for one staked unit since the start.
    pub(crate) fn index_at(&self, now: u64) -> Result<Decimal, SimulationError> {
        Ok(self.shared(now)?.0)
    }

    /// MIR that has not flowed out.
    pub(crate) fn left_at(&self, now: u64) -> Result<Uint128, SimulationError> {
        let [usual, carried] = self.shared(now)?.1;

        Ok(usual.left.checked_add(carried.left)?)
    }

    /// The second at which everything has flowed out at the latest: a day after the last deposit, and for
    /// deposits that came while nobody was staked thirty days after that, or after somebody came.
    pub(crate) fn latest_end(&self) -> u64 {
        let [usual, carried] = self.fed.map(|fed| fed.max(self.staked_since));
        let usual = usual + DAY;
        if self.streams[1].left.is_zero() {
            return usual;
        }

        usual.max(carried + THIRTY_DAYS)
    }

    pub(crate) fn add(
        &mut self,
        staker: Account,
        amount: Uint128,
        now: u64,
    ) -> Result<(), SimulationError> {
        self.settle(now)?;
        if self.total.is_zero() {
            self.staked_since = now;
        }
        let stake = self.settled(staker, now)?;
        stake.amount = stake.amount.checked_add(amount)?;
        self.total = self.total.checked_add(amount)?;

        Ok(())
    }

    pub(crate) fn take(
        &mut self,
        staker: Account,
        amount: Uint128,
        now: u64,
    ) -> Result<(), SimulationError> {
        self.settle(now)?;
        let stake = self.settled(staker, now)?;
        stake.amount = stake.amount.checked_sub(amount)?;
        self.total = self.total.checked_sub(amount)?;

        Ok(())
    }

    /// Pays a staker's claim; the answer is its amount. The index of the moment is not kept.
    fn pay(&mut self, staker: Account, now: u64) -> Result<Uint128, SimulationError> {
        if !self.stakes.contains_key(&staker) {
            return Ok(Uint128::zero());
        }
        let stake = self.settled(staker, now)?;
        let claim = std::mem::take(&mut stake.pending);
        if stake.amount.is_zero() {
            self.stakes.remove(&staker);
        }

        Ok(claim)
    }

    fn settled(&mut self, staker: Account, now: u64) -> Result<&mut Stake, SimulationError> {
        let index = self.index_at(now)?;
        let stake = self.stakes.entry(staker).or_default();
        stake.pending = stake.claim(index)?;
        stake.index = index;

        Ok(stake)
    }

    fn deposit(&mut self, part: Uint128, now: u64) -> Result<(), SimulationError> {
        self.settle(now)?;
        let is_carried = usize::from(self.total.is_zero());
        if !part.is_zero() {
            self.fed[is_carried] = now;
        }
        let spread = [DAY, THIRTY_DAYS][is_carried];

        self.streams[is_carried].joins(part, now, spread)
    }

    fn settle(&mut self, now: u64) -> Result<(), SimulationError> {
        (self.index, self.streams) = self.shared(now)?;
        self.updated = now;

        Ok(())
    }

    /// The index of a second and what is on its way then.
    fn shared(&self, now: u64) -> Result<(Decimal, [Stream; 2]), SimulationError> {
        let mut streams = self.streams;
        if self.total.is_zero() {
            // Nobody is there for whom time would pass.
            for stream in &mut streams {
                stream.stands_still(self.updated, now);
            }
            return Ok((self.index, streams));
        }

        let mut out = Uint128::zero();
        for stream in &mut streams {
            out = out.checked_add(stream.flows(self.updated, now)?)?;
        }
        let each = fraction(out, ATOMICS, self.total)?;
        let unpaid = Uint256::from(out) * Uint256::from(ATOMICS)
            - Uint256::from(each) * Uint256::from(self.total);
        // Whole units of what did not divide.
        let rest = Uint128::try_from(unpaid / Uint256::from(ATOMICS))?;
        let [usual, _] = &mut streams;
        usual.left = usual.left.checked_add(rest)?;

        Ok((self.index.checked_add(Decimal::new(each))?, streams))
    }
}

/// A pool that earns MIR.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StakingPool {
    pub(crate) liquidity: Side,
    pub(crate) shorts: Side,
    /// The part of a deposit that goes to shorts, as the contract tells it.
    pub(crate) short_weight: Decimal,
    /// Weights times seconds since the last deposit, up to `weighed_until`.
    weighed: Uint256,
    weighed_until: u64,
    /// When the last deposit came, or the pool was opened.
    deposited: u64,
}

impl StakingPool {
    /// A weight is in force from `since` on.
    pub(crate) fn reweigh(&mut self, short_weight: Decimal, since: u64) {
        if since <= self.weighed_until && short_weight == self.short_weight {
            return;
        }
        self.weigh_until(since);
        self.short_weight = short_weight;
    }

    fn weigh_until(&mut self, now: u64) {
        let seconds = now.saturating_sub(self.weighed_until);
        self.weighed += Uint256::from(self.short_weight.atomics()) * Uint256::from(seconds);
        self.weighed_until = self.weighed_until.max(now);
    }

    /// Splits by the average of the weights since the last deposit.
    fn deposit(&mut self, amount: Uint128, now: u64) -> Result<(), SimulationError> {
        self.weigh_until(now);
        let seconds = now - self.deposited;
        let weight = match seconds {
            0 => self.short_weight,
            _ => Decimal::new(Uint128::try_from(self.weighed / Uint256::from(seconds))?),
        };
        (self.weighed, self.deposited) = (Uint256::zero(), now);

        let short = fraction(amount, weight.atomics(), ATOMICS)?;
        self.liquidity.deposit(amount.checked_sub(short)?, now)?;
        self.shorts.deposit(short, now)
    }
}

/// The pools of staking.
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
    pub(crate) fn register(&mut self, pool: Pool, now: u64) {
        self.pools.entry(pool).or_insert_with(|| StakingPool {
            weighed_until: now,
            deposited: now,
            ..StakingPool::default()
        });
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
    pub(crate) fn deposit(
        &mut self,
        pool: Pool,
        amount: Uint128,
        now: u64,
    ) -> Result<(), SimulationError> {
        if amount.is_zero() {
            return Ok(());
        }
        self.deposited = self.deposited.checked_add(amount)?;
        self.change(pool)?.deposit(amount, now)
    }

    /// Everything somebody has earned in any pool.
    pub(crate) fn claim_of(&self, staker: Account, now: u64) -> Result<Uint128, SimulationError> {
        let mut sum = Uint128::zero();
        for pool in self.pools.values() {
            sum = sum.checked_add(pool.liquidity.claim_of(staker, now)?)?;
            sum = sum.checked_add(pool.shorts.claim_of(staker, now)?)?;
        }

        Ok(sum)
    }

    /// Pays everything that somebody has earned; the answer is the sum.
    pub(crate) fn withdraw(
        &mut self,
        staker: Account,
        now: u64,
    ) -> Result<Uint128, SimulationError> {
        let mut sum = Uint128::zero();
        for pool in self.pools.values_mut() {
            self.roundings += 2;
            sum = sum.checked_add(pool.liquidity.pay(staker, now)?)?;
            sum = sum.checked_add(pool.shorts.pay(staker, now)?)?;
        }
        self.paid = self.paid.checked_add(sum)?;

        Ok(sum)
    }
}
