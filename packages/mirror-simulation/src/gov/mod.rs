//! Gov as it has to be, computed apart from the contract: staked MIR, polls, and what voters earn.
//!
//! The book of a run writes gov's events into it; the tests of the contract send it the same messages
//! as the contract and compare every answer, refusals included.
//!
//! So that both do not share a mistake it has nothing that spares the contract work (no index of rewards, no
//! marks, no list of votes to clean): each poll has its own sums. And it divides by functions of its own.

mod messages;
mod poll;
mod polls;
mod rewards;
mod rules;
mod shared;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{Decimal, Uint128};

pub use messages::{Block, Refused};
pub use poll::Poll;
pub use rules::{Bar, Group, Kind, Rules};
pub use shared::Shared;

use crate::accounts::Account;
use crate::error::SimulationError;
use crate::fractions::{fraction, fraction_up};
use crate::stream::Stream;

/// Shares of the first stake that belong to nobody.
const DEAD: Uint128 = Uint128::new(1_000);

/// Seconds in which a reward flows to the stakers.
const SPREAD: u64 = 604_800;

/// No reward flows to fewer shares: nearly all of them could belong to nobody.
const FEWEST: Uint128 = Uint128::new(1_000_000);

/// What gov should have.
#[derive(Clone, Debug)]
pub struct Gov {
    pub(crate) rules: Rules,
    /// All shares, the dead ones too.
    pub total_share: Uint128,
    /// What belonged to the shares at `settled`.
    pub total_staked: Uint128,
    /// What was on its way to them then.
    stream: Stream,
    settled: u64,
    /// The deposits of open polls.
    pub total_deposit: Uint128,
    /// What voters have not claimed.
    pub pending: Uint128,
    shares: BTreeMap<Account, Uint128>,
    /// The height of each staker's last stake.
    last_stakes: BTreeMap<Account, u64>,
    polls: BTreeMap<u64, Poll>,
    open: BTreeSet<u64>,
    /// Ended polls that owe an account a reward.
    unclaimed: BTreeMap<Account, BTreeSet<u64>>,
    /// Changed since the last check.
    touched: BTreeSet<u64>,
    /// Rewards since the start.
    pub shared: Shared,
    /// What all shares were worth when they were last checked, and how many there were.
    last_price: Option<(Uint128, Uint128)>,
}

impl Gov {
    /// Nobody has staked yet.
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            total_share: Uint128::zero(),
            total_staked: Uint128::zero(),
            stream: Stream::default(),
            settled: 0,
            total_deposit: Uint128::zero(),
            pending: Uint128::zero(),
            shares: BTreeMap::new(),
            last_stakes: BTreeMap::new(),
            polls: BTreeMap::new(),
            open: BTreeSet::new(),
            unclaimed: BTreeMap::new(),
            touched: BTreeSet::new(),
            shared: Shared::default(),
            last_price: None,
        }
    }

    /// All MIR that gov should hold: nobody sends it any without a message.
    pub fn owned(&self) -> Result<Uint128, SimulationError> {
        let owed = self.total_deposit.checked_add(self.pending)?;
        let flowing = owed.checked_add(self.stream.left)?;

        Ok(flowing.checked_add(self.total_staked)?)
    }

    /// What belongs to the shares at a second, and what is on its way to them.
    pub fn staked_at(&self, now: u64) -> Result<Uint128, SimulationError> {
        Ok(self.flowed(now)?.0)
    }

    /// The second up to which rewards have been written down as flowed, and what was on its way then.
    pub fn settled(&self) -> (u64, Uint128) {
        (self.settled, self.stream.left)
    }

    /// What is on its way at a second, and when the last of it is there.
    pub fn flowing_at(&self, now: u64) -> Result<Option<(Uint128, u64)>, SimulationError> {
        let (_, stream) = self.flowed(now)?;

        Ok((!stream.left.is_zero()).then_some((stream.left, stream.end)))
    }

    fn flowed(&self, now: u64) -> Result<(Uint128, Stream), SimulationError> {
        let (mut staked, mut stream) = (self.total_staked, self.stream);
        let is_enough = self.total_share >= FEWEST && staked >= self.rules.minimum_stake;
        if is_enough {
            staked = staked.checked_add(stream.flows(self.settled, now)?)?;
        } else {
            stream.stands_still(self.settled, now);
        }

        Ok((staked, stream))
    }

    /// Writes down what has flowed until now. To be called before the stake changes or is used.
    pub(crate) fn settle(&mut self, now: u64) -> Result<(), SimulationError> {
        (self.total_staked, self.stream) = self.flowed(now)?;
        self.settled = now;

        Ok(())
    }

    /// Adds the stakers' part of a reward. The stake has to be settled.
    fn joins(&mut self, part: Uint128) -> Result<(), SimulationError> {
        self.shared.to_stakers = self.shared.to_stakers.checked_add(part)?;

        self.stream.joins(part, self.settled, SPREAD)
    }

    /// The shares of somebody.
    pub fn share_of(&self, staker: Account) -> Uint128 {
        self.shares.get(&staker).copied().unwrap_or_default()
    }

    /// Every staker with shares.
    pub fn shares(&self) -> impl Iterator<Item = (Account, Uint128)> + '_ {
        self.shares.iter().map(|(staker, share)| (*staker, *share))
    }

    /// Shares that belong to nobody.
    pub fn dead_shares(&self) -> Uint128 {
        self.total_share.min(DEAD)
    }

    /// What shares are worth at a second, rounded down.
    pub fn worth(&self, share: Uint128, now: u64) -> Result<Uint128, SimulationError> {
        if self.total_share.is_zero() {
            return Ok(Uint128::zero());
        }

        fraction(share, self.staked_at(now)?, self.total_share)
    }

    /// What somebody's shares are worth at a second.
    pub fn stake_of(&self, staker: Account, now: u64) -> Result<Uint128, SimulationError> {
        self.worth(self.share_of(staker), now)
    }

    /// MIR for one share at a second; one before the first stake.
    pub fn share_price(&self, now: u64) -> Result<Decimal, SimulationError> {
        let price = Decimal::checked_from_ratio(self.staked_at(now)?, self.total_share);

        Ok(price.unwrap_or_else(|_| Decimal::one()))
    }

    /// Whether a share is worth no less than at the last call.
    pub fn price_holds(&mut self, now: u64) -> Result<bool, SimulationError> {
        let now = (self.staked_at(now)?, self.total_share);
        let before = self.last_price.replace(now);
        let holds =
            before.is_none_or(|(staked, share)| now.0.full_mul(share) >= staked.full_mul(now.1));

        Ok(holds)
    }

    /// Stakes MIR; the answer is the shares it brings. The stake has to be settled.
    pub(crate) fn add_stake(
        &mut self,
        staker: Account,
        amount: Uint128,
    ) -> Result<Uint128, SimulationError> {
        let (share, dead) = match self.total_share.is_zero() {
            true => (amount.saturating_sub(DEAD), DEAD),
            false => {
                let share = fraction(amount, self.total_share, self.total_staked)?;
                (share, Uint128::zero())
            }
        };
        self.total_share = self.total_share.checked_add(share)?.checked_add(dead)?;
        self.total_staked = self.total_staked.checked_add(amount)?;
        let held = self.shares.entry(staker).or_default();
        *held = held.checked_add(share)?;

        Ok(share)
    }

    /// The shares that are burned for MIR that is paid out, rounded up.
    fn shares_for(&self, amount: Uint128) -> Result<Uint128, SimulationError> {
        fraction_up(amount, self.total_share, self.total_staked)
    }

    /// Pays MIR out and burns shares for it. The stake has to be settled.
    pub(crate) fn take_stake(
        &mut self,
        staker: Account,
        amount: Uint128,
    ) -> Result<(), SimulationError> {
        self.burn_stake(staker, self.shares_for(amount)?, amount)
    }

    fn burn_stake(
        &mut self,
        staker: Account,
        burned: Uint128,
        amount: Uint128,
    ) -> Result<(), SimulationError> {
        let held = self.shares.entry(staker).or_default();
        *held = held.checked_sub(burned)?;
        let left = *held;
        if left.is_zero() {
            self.shares.remove(&staker);
            self.last_stakes.remove(&staker);
        }
        self.total_share = self.total_share.checked_sub(burned)?;
        self.total_staked = self.total_staked.checked_sub(amount)?;
        for poll in &self.open {
            if let Some(poll) = self.polls.get_mut(poll) {
                poll.lower(staker, left);
            }
        }

        Ok(())
    }
}
