//! The MIR that is staked and the shares in it, with everything else that is summed up over all
//! stakers and polls: one record, since most messages change some of it.

use cosmwasm_std::{ensure, Decimal, Uint128};
use mirror_bytes::{Bytes, BytesError};
use mirror_math::ratio::{mul_div_floor, value_floor};
use mirror_math::rewards::Flow;
use mirror_math::shares::DEAD_SHARES;

use crate::config::Config;
use crate::error::ContractError;
use crate::open::OpenPolls;
use crate::poll::Kind;
use crate::price::Price;
use crate::watch::Watch;

/// The first stake at least, and as many shares at least when rewards flow: a thousand times the
/// dead shares, so that at most a thousandth of what flows belongs to nobody.
pub const FIRST_STAKE: Uint128 = Uint128::new(1_000_000);

/// Seconds over which a reward flows to the stakers. Whoever stakes for a day takes part in a
/// seventh of it, and has stood where all can see it.
pub const SPREAD: u64 = 604_800;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pool {
    /// All shares, the dead ones included.
    pub total_share: Uint128,
    /// The MIR that belongs to them. Never read from the token, so that gifts have no effect.
    pub total_staked: Uint128,
    /// Deposits of polls in progress.
    pub total_deposit: Uint128,
    /// What voters have not claimed, of polls in progress and ended.
    pub pending_voting_rewards: Uint128,
    /// What a poll would have got that is in progress since ever.
    pub reward_index: Uint128,
    /// Polls ever created; the number of the latest.
    pub poll_count: u64,
    /// Polls in progress.
    pub open: OpenPolls,
    /// The stakers' rewards on their way: what has flowed is in `total_staked`.
    pub flow: Flow,
    /// Second up to which they have flowed.
    pub updated: u64,
    /// While less is staked nothing flows. A copy: who stakes or withdraws does not read the rules.
    pub minimum_stake: Uint128,
    /// Since when enough has been staked to take the protocol over.
    pub watch: Watch,
}

/// The time of a flow of nothing is not kept, and a minimum as round as people choose it takes two
/// bytes.
impl Bytes for Pool {
    fn write(&self, out: &mut Vec<u8>) {
        (self.total_share, self.total_staked).write(out);
        (self.total_deposit, self.pending_voting_rewards).write(out);
        (self.reward_index, self.poll_count).write(out);
        self.open.write(out);
        let minimum_stake = Decimal::new(self.minimum_stake);
        (minimum_stake, self.watch, self.flow.left).write(out);
        if !self.flow.left.is_zero() {
            (self.flow.seconds, self.updated).write(out);
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let (total_share, total_staked) = Bytes::read(rest)?;
        let (total_deposit, pending_voting_rewards) = Bytes::read(rest)?;
        let (reward_index, poll_count) = Bytes::read(rest)?;
        let open = Bytes::read(rest)?;
        let (minimum_stake, watch, left): (Decimal, _, _) = Bytes::read(rest)?;
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
            watch,
        })
    }
}

impl Pool {
    /// Let the rewards flow that are on their way, up to `now`: before anything else is done with
    /// the stake. While hardly anybody is staked time stands still for them, so that nobody has for
    /// next to nothing what is meant for all.
    pub fn settle(&mut self, now: u64) -> Result<(), ContractError> {
        let elapsed = now.saturating_sub(self.updated);
        self.updated = self.updated.max(now);

        let is_staked = self.total_share >= FIRST_STAKE && self.total_staked >= self.minimum_stake;
        if is_staked {
            let flowed = self.flow.pass(elapsed)?;
            self.total_staked = self.total_staked.checked_add(flowed)?;
        }
        self.watch.note(self.total_staked, self.updated);
        Ok(())
    }

    /// Go by changed rules from `now` on.
    pub fn follow(&mut self, config: &Config, now: u64) -> Result<(), ContractError> {
        self.settle(now)?;
        self.minimum_stake = config.minimum_stake;
        if config.self_governed_from.is_some() {
            self.watch = Watch::Over;
        }
        Ok(())
    }

    /// What shares are worth now.
    pub fn price(&self) -> Price {
        Price {
            total_share: self.total_share,
            total_staked: self.total_staked,
        }
    }

    /// Take MIR in for new shares, down. The first stake sets the dead shares aside.
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
        self.watch.note(self.total_staked, self.updated);
        Ok(share)
    }

    /// Burn shares for what is paid.
    pub fn unstake(&mut self, share: Uint128, paid: Uint128) -> Result<(), ContractError> {
        self.total_share = self.total_share.checked_sub(share)?;
        self.total_staked = self.total_staked.checked_sub(paid)?;
        self.watch.note(self.total_staked, self.updated);
        Ok(())
    }

    /// Share a reward out: `voter_weight` of it to the polls in progress, in equal parts, and the
    /// rest, with all that does not divide, to the stakers, whom it reaches in the coming days.
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

    /// Count a new poll and hold its deposit; the answer is its number.
    pub fn add_poll(&mut self, kind: Kind, deposit: Uint128) -> Result<u64, ContractError> {
        // No chain lives long enough to count so far.
        let poll_id = self.poll_count.saturating_add(1);
        self.total_deposit = self.total_deposit.checked_add(deposit)?;
        self.poll_count = poll_id;
        self.open.open(poll_id, kind);
        Ok(poll_id)
    }

    /// Give the stakers, in the coming days, a reward that no voter is there for.
    pub fn return_reward(&mut self, reward: Uint128) -> Result<(), ContractError> {
        self.pending_voting_rewards = self.pending_voting_rewards.checked_sub(reward)?;
        self.flow.add(reward, SPREAD)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
