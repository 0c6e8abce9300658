//! What stakers and voters of gov get.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::apr::DAY_SECONDS;

use super::Gov;
use crate::accounts::Account;
use crate::error::SimulationError;
use crate::fractions::fraction;

/// One message claims the rewards of at most so many polls.
const MOST_CLAIMS: usize = 30;

impl Gov {
    /// Shares a reward out among stakers and the voters of open polls, by a settled stake.
    pub(crate) fn share_out(&mut self, reward: Uint128) -> Result<(), SimulationError> {
        let polls = Uint128::from(self.open.len() as u64);
        let (weight, one) = (self.rules.voter_weight.atomics(), Decimal::one().atomics());
        let for_voters = fraction(reward, weight, one)?;
        let each = for_voters.checked_div(polls).unwrap_or_default();
        let mut taken = Uint128::zero();
        for id in &self.open {
            if let Some(poll) = self.polls.get_mut(id) {
                poll.reward = poll.reward.checked_add(each)?;
                taken = taken.checked_add(each)?;
            }
        }
        self.pending = self.pending.checked_add(taken)?;
        self.shared.to_voters = self.shared.to_voters.checked_add(taken)?;
        self.joins(reward.checked_sub(taken)?)?;

        self.shared.note(reward, self.settled / DAY_SECONDS)
    }

    /// Fixes what the voters of a poll share: all that was set aside for them; without a quorum only the
    /// part that their votes are of the base of the quorum. The rest flows to the stakers.
    pub(super) fn fix_reward(
        &mut self,
        id: u64,
        reaches_quorum: bool,
        base: Uint128,
    ) -> Result<(), SimulationError> {
        let Some(poll) = self.polls.get_mut(&id) else {
            return Ok(());
        };
        let set_aside = poll.reward;
        let tally = poll.tally();
        let reward = match (reaches_quorum, base.is_zero()) {
            (true, _) => set_aside,
            (false, true) => Uint128::zero(),
            (false, false) => fraction(set_aside, tally, base)?,
        };

        poll.reward = reward;
        poll.rewards_left = reward;
        if reaches_quorum {
            let each = Decimal::checked_from_ratio(reward, tally).unwrap_or_default();
            self.shared.for_each_vote = self.shared.for_each_vote.saturating_add(each);
        }
        if !reward.is_zero() {
            poll.owed = poll.votes.clone();
            for voter in poll.votes.keys() {
                self.unclaimed.entry(*voter).or_default().insert(id);
            }
        }

        let rest = set_aside.checked_sub(reward)?;
        self.pending = self.pending.checked_sub(rest)?;
        self.shared.to_voters = self.shared.to_voters.checked_sub(rest)?;
        self.joins(rest)
    }

    /// Whether an ended poll owes somebody a reward.
    pub fn owes(&self, voter: Account) -> bool {
        self.unclaimed
            .get(&voter)
            .is_some_and(|polls| !polls.is_empty())
    }

    /// Pays what the oldest polls owe somebody; the answer is the sum.
    pub(crate) fn pay_voter(&mut self, voter: Account) -> Result<Uint128, SimulationError> {
        let owed = self.unclaimed.entry(voter).or_default();
        let claimed: Vec<u64> = owed.iter().copied().take(MOST_CLAIMS).collect();
        let mut sum = Uint128::zero();
        for id in claimed {
            sum = sum.checked_add(self.pay_for(voter, id)?)?;
        }

        Ok(sum)
    }

    /// Pays what one poll owes somebody who has a claim there.
    pub(super) fn pay_for(&mut self, voter: Account, id: u64) -> Result<Uint128, SimulationError> {
        self.unclaimed.entry(voter).or_default().remove(&id);
        let Some(poll) = self.polls.get_mut(&id) else {
            return Ok(Uint128::zero());
        };
        let all: Uint128 = poll.owed.values().sum();
        let Some(votes) = poll.owed.remove(&voter) else {
            return Ok(Uint128::zero());
        };
        let paid = fraction(poll.rewards_left, votes, all)?;
        poll.rewards_left = poll.rewards_left.checked_sub(paid)?;
        self.pending = self.pending.checked_sub(paid)?;

        Ok(paid)
    }

    /// What ended polls owe, and open ones have gathered.
    pub fn owed_to_voters(&self) -> Result<Uint128, SimulationError> {
        let mut sum = Uint128::zero();
        for poll in self.polls.values() {
            let owed = match self.open.contains(&poll.id) {
                true => poll.reward,
                false => poll.rewards_left,
            };
            sum = sum.checked_add(owed)?;
        }

        Ok(sum)
    }
}
