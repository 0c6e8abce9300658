//! The MIR that is staked and the shares in it, with everything else that is summed up over all
//! stakers and polls: one record, since most messages change some of it.

use cosmwasm_std::{ensure, Decimal, Uint128};
use mirror_bytes::in_bytes;
use mirror_math::ratio::{mul_div_ceil, mul_div_floor, value_floor};

use crate::error::ContractError;
use crate::open::OpenPolls;
use crate::poll::Kind;

/// Shares of the first stake that belong to nobody for ever. Whoever would raise the price of a
/// share, so that later stakes are rounded away, pays a thousand times what they lose.
pub const DEAD_SHARES: Uint128 = Uint128::new(1_000);

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
}

in_bytes!(Pool {
    total_share,
    total_staked,
    total_deposit,
    pending_voting_rewards,
    reward_index,
    poll_count,
    open
});

impl Pool {
    /// What shares are worth, down: it is paid out and votes.
    pub fn worth(&self, share: Uint128) -> Result<Uint128, ContractError> {
        if self.total_share.is_zero() {
            return Ok(Uint128::zero());
        }
        Ok(mul_div_floor(share, self.total_staked, self.total_share)?)
    }

    /// How many shares an amount takes, up: they are burned or locked.
    pub fn shares_for(&self, amount: Uint128) -> Result<Uint128, ContractError> {
        Ok(mul_div_ceil(amount, self.total_share, self.total_staked)?)
    }

    /// Take MIR in for new shares, down. The first stake sets the dead shares aside.
    pub fn stake(&mut self, amount: Uint128) -> Result<Uint128, ContractError> {
        let (share, dead) = if self.total_share.is_zero() {
            (amount.saturating_sub(DEAD_SHARES), DEAD_SHARES)
        } else {
            let share = mul_div_floor(amount, self.total_share, self.total_staked)?;
            (share, Uint128::zero())
        };
        ensure!(!share.is_zero(), ContractError::StakeTooSmall { amount });

        self.total_share = self.total_share.checked_add(share)?.checked_add(dead)?;
        self.total_staked = self.total_staked.checked_add(amount)?;
        Ok(share)
    }

    /// Burn shares for what is paid.
    pub fn unstake(&mut self, share: Uint128, paid: Uint128) -> Result<(), ContractError> {
        self.total_share = self.total_share.checked_sub(share)?;
        self.total_staked = self.total_staked.checked_sub(paid)?;
        Ok(())
    }

    /// Share a reward out: `voter_weight` of it to the polls in progress, in equal parts, and the
    /// rest, with all that does not divide, to the stakers.
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
        self.total_staked = self.total_staked.checked_add(reward.checked_sub(taken)?)?;
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

    /// Give the stakers a reward that no voter is there for.
    pub fn return_reward(&mut self, reward: Uint128) -> Result<(), ContractError> {
        self.pending_voting_rewards = self.pending_voting_rewards.checked_sub(reward)?;
        self.total_staked = self.total_staked.checked_add(reward)?;
        Ok(())
    }

    /// What a poll's quorum is measured by: the stake at its creation or at its snapshot, without
    /// one the present stake, whichever is less. So neither stake that comes nor stake that goes
    /// while it is open makes a quorum harder to reach.
    pub fn quorum_base(
        &self,
        start_total_share: Uint128,
        staked_amount: Option<Uint128>,
    ) -> Uint128 {
        if self.total_share.is_zero() {
            return Uint128::zero();
        }
        let at_end = staked_amount.unwrap_or(self.total_staked);
        // A stake at creation that does not fit is more than the other.
        mul_div_ceil(start_total_share, self.total_staked, self.total_share)
            .map_or(at_end, |at_start| at_start.min(at_end))
    }
}

#[cfg(test)]
mod tests;
