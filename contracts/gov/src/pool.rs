//! The staked MIR and its shares, with all other sums over stakers and polls. This is one record,
//! since most messages change some of it.

use cosmwasm_std::{ensure, Decimal, Uint128};
use mirror_bytes::{Bytes, BytesError};
use mirror_math::ratio::{mul_div_floor, value_floor};
use mirror_math::rewards::Flow;
use mirror_math::shares::DEAD_SHARES;

use crate::config::Config;
use crate::error::ContractError;
use crate::kind::Kind;
use crate::open_polls::OpenPolls;
use crate::share_price::Price;
use crate::takeover::EnoughStaked;

/// The least first stake, and the least number of shares while rewards flow: a thousand times the
/// dead shares, so that at most a thousandth of the rewards goes to these.
pub const FIRST_STAKE: Uint128 = Uint128::new(1_000_000);

/// How many seconds a reward takes to flow to the stakers: seven days. Whoever stakes for a day
/// gets his part of a seventh of it.
pub const SPREAD: u64 = 604_800;

/// The sums over all stakers and polls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pool {
    /// All shares, the dead ones included.
    pub total_share: Uint128,
    /// The MIR that belongs to the shares. It is counted here and never asked from the token, so
    /// that MIR sent without a message has no effect.
    pub total_staked: Uint128,
    /// The deposits of the polls in progress.
    pub total_deposit: Uint128,
    /// The rewards that voters have not claimed, of polls in progress and of ended ones.
    pub pending_voting_rewards: Uint128,
    /// The reward of a poll that had been in progress from the first reward on. A poll's reward is
    /// the growth of this number from its creation to its end.
    pub reward_index: Uint128,
    /// How many polls were created; the number of the latest one.
    pub poll_count: u64,
    /// The polls in progress.
    pub open: OpenPolls,
    /// The stakers' rewards that have not flowed yet. Those that have are in `total_staked`.
    pub flow: Flow,
    /// The second up to which rewards have flowed.
    pub updated: u64,
    /// Nothing flows while less than this is staked. This is a copy of the rule, so that staking
    /// and withdrawing need not read the rules.
    pub minimum_stake: Uint128,
    /// Since when enough has been staked for a hand-over of the protocol.
    pub enough_staked: EnoughStaked,
}

/// The times of the flow are stored only while something flows. The minimum stake is stored as a
/// decimal: a round number takes two bytes.
impl Bytes for Pool {
    fn write(&self, out: &mut Vec<u8>) {
        (self.total_share, self.total_staked).write(out);
        (self.total_deposit, self.pending_voting_rewards).write(out);
        (self.reward_index, self.poll_count).write(out);
        self.open.write(out);
        let minimum_stake = Decimal::new(self.minimum_stake);
        (minimum_stake, self.enough_staked, self.flow.left).write(out);
        if !self.flow.left.is_zero() {
            (self.flow.seconds, self.updated).write(out);
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let (total_share, total_staked) = Bytes::read(rest)?;
        let (total_deposit, pending_voting_rewards) = Bytes::read(rest)?;
        let (reward_index, poll_count) = Bytes::read(rest)?;
        let open = Bytes::read(rest)?;
        let (minimum_stake, enough_staked, left): (Decimal, _, _) = Bytes::read(rest)?;
        let (seconds, updated) = if Uint128::is_zero(&left) {
            (0, 0)
        } else {
            Bytes::read(rest)?
        };
        Ok(Self {
            total_share,
            total_staked,
            total_deposit,
            pending_voting_rewards,
            reward_index,
            poll_count,
            open,
            flow: Flow { left, seconds },
            updated,
            minimum_stake: minimum_stake.atomics(),
            enough_staked,
        })
    }
}

impl Pool {
    /// Let rewards flow up to `now`. This comes before anything else that is done with the stake.
    /// While less than the minimum is staked nothing flows and the rewards wait; otherwise somebody
    /// with a tiny stake would get what is meant for all.
    pub fn settle(&mut self, now: u64) -> Result<(), ContractError> {
        let elapsed = now.saturating_sub(self.updated);
        self.updated = self.updated.max(now);

        let is_staked = self.total_share >= FIRST_STAKE && self.total_staked >= self.minimum_stake;
        if is_staked {
            let flowed = self.flow.pass(elapsed)?;
            self.total_staked = self.total_staked.checked_add(flowed)?;
        }
        self.enough_staked.note(self.total_staked, self.updated);
        Ok(())
    }

    /// Copy changed rules, which hold from `now` on.
    pub fn follow(&mut self, config: &Config, now: u64) -> Result<(), ContractError> {
        self.settle(now)?;
        self.minimum_stake = config.minimum_stake;
        if config.self_governed_from.is_some() {
            self.enough_staked = EnoughStaked::Over;
        }
        Ok(())
    }

    /// The present share price.
    pub fn price(&self) -> Price {
        Price {
            total_share: self.total_share,
            total_staked: self.total_staked,
        }
    }

    /// Add a stake and tell its new shares, rounded down. The dead shares are taken from the first
    /// stake.
    pub fn stake(&mut self, amount: Uint128) -> Result<Uint128, ContractError> {
        let (share, dead) = if self.total_share.is_zero() {
            ensure!(
                amount >= FIRST_STAKE,
                ContractError::FirstStakeTooSmall {
                    amount,
                    least: FIRST_STAKE
                }
            );
            (amount.saturating_sub(DEAD_SHARES), DEAD_SHARES)
        } else {
            let share = mul_div_floor(amount, self.total_share, self.total_staked)?;
            (share, Uint128::zero())
        };
        ensure!(!share.is_zero(), ContractError::StakeTooSmall { amount });

        self.total_share = self.total_share.checked_add(share)?.checked_add(dead)?;
        self.total_staked = self.total_staked.checked_add(amount)?;
        self.enough_staked.note(self.total_staked, self.updated);
        Ok(share)
    }

    /// Burn the shares of a withdrawal that pays `paid`.
    pub fn unstake(&mut self, share: Uint128, paid: Uint128) -> Result<(), ContractError> {
        self.total_share = self.total_share.checked_sub(share)?;
        self.total_staked = self.total_staked.checked_sub(paid)?;
        self.enough_staked.note(self.total_staked, self.updated);
        Ok(())
    }

    /// Share out a reward. The part `voter_weight` goes to the polls in progress, divided equally.
    /// The rest, with the remainders of the divisions, flows to the stakers in the coming days.
    pub fn share_out(
        &mut self,
        reward: Uint128,
        voter_weight: Decimal,
    ) -> Result<(), ContractError> {
        let polls = Uint128::from(self.open.count());
        let for_voters = value_floor(reward, voter_weight)?;
        let each = for_voters.checked_div(polls).unwrap_or_default();
        let taken = each.checked_mul(polls)?;

        self.reward_index = self.reward_index.checked_add(each)?;
        self.pending_voting_rewards = self.pending_voting_rewards.checked_add(taken)?;
        self.flow.add(reward.checked_sub(taken)?, SPREAD)?;
        Ok(())
    }

    /// Add a new poll with its deposit. Tells its number.
    pub fn add_poll(&mut self, kind: Kind, deposit: Uint128) -> Result<u64, ContractError> {
        // There are never 2^64 polls.
        let poll_id = self.poll_count.saturating_add(1);
        self.total_deposit = self.total_deposit.checked_add(deposit)?;
        self.poll_count = poll_id;
        self.open.open(poll_id, kind);
        Ok(poll_id)
    }

    /// Give the stakers a reward that voters do not get. It flows in the coming days.
    pub fn return_reward(&mut self, reward: Uint128) -> Result<(), ContractError> {
        self.pending_voting_rewards = self.pending_voting_rewards.checked_sub(reward)?;
        self.flow.add(reward, SPREAD)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
