//! Gov's messages: each is carried out, or refused with the contract's error and without effect.

use cosmwasm_std::Uint128;
use mirror_gov::ContractError;
use mirror_protocol::gov::{PollStatus, VoteOption};
use thiserror::Error;

use super::{Gov, Kind, Poll};
use crate::accounts::Account;
use crate::error::SimulationError;

/// The least that may be staked first.
const FIRST_STAKE: Uint128 = Uint128::new(1_000_000);

/// A block, by its second and its height.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// In UNIX seconds.
    pub now: u64,
    /// Its number.
    pub height: u64,
}

/// Why a message is not carried out.
#[derive(Debug, PartialEq, Error)]
pub enum Refused {
    /// The contract has to refuse it with this error.
    #[error(transparent)]
    ByGov(#[from] ContractError),
    /// The calculation failed, which it must not.
    #[error(transparent)]
    Calculation(#[from] SimulationError),
}

type Answer<T> = Result<T, Refused>;

fn refuse<T>(error: ContractError) -> Answer<T> {
    Err(error.into())
}

impl Gov {
    /// Carries a message out at a settled stake, or not at all.
    fn settled_for<T>(
        &mut self,
        block: Block,
        message: impl FnOnce(&mut Self) -> Answer<T>,
    ) -> Answer<T> {
        let mut after = self.clone();
        after.settle(block.now)?;
        let answer = message(&mut after)?;
        *self = after;

        Ok(answer)
    }

    /// `stake_voting_tokens`.
    pub fn stakes(&mut self, staker: Account, amount: Uint128, block: Block) -> Answer<()> {
        self.settled_for(block, |gov| {
            if amount.is_zero() {
                return refuse(ContractError::ZeroAmount {});
            }
            gov.adds(staker, amount)?;
            gov.last_stakes.insert(staker, block.height);

            Ok(())
        })
    }

    fn adds(&mut self, staker: Account, amount: Uint128) -> Answer<()> {
        if self.total_share.is_zero() && amount < FIRST_STAKE {
            let least = FIRST_STAKE;
            return refuse(ContractError::FirstStakeTooSmall { amount, least });
        }
        if self.add_stake(staker, amount)?.is_zero() {
            return refuse(ContractError::StakeTooSmall { amount });
        }

        Ok(())
    }

    /// `withdraw_voting_tokens`; the answer is what is paid.
    pub fn withdraws(
        &mut self,
        staker: Account,
        amount: Option<Uint128>,
        block: Block,
    ) -> Answer<Uint128> {
        self.settled_for(block, |gov| {
            let share = gov.share_of(staker);
            if share.is_zero() {
                return refuse(ContractError::NothingStaked {});
            }
            if gov.last_stakes.get(&staker) == Some(&block.height) {
                return refuse(ContractError::StakedInThisBlock {});
            }
            let free = share.saturating_sub(gov.locked(staker)?);
            let (burned, paid) = match amount {
                Some(amount) => (gov.shares_for(amount)?, amount),
                None => (free, gov.worth(free, block.now)?),
            };
            if paid.is_zero() {
                return refuse(ContractError::NothingToWithdraw {});
            }
            if burned > free {
                return refuse(ContractError::WithdrawalTooLarge { burned, free });
            }
            gov.burn_stake(staker, burned, paid)?;

            Ok(paid)
        })
    }

    /// `create_poll`; the answer is its number.
    pub fn creates_poll(
        &mut self,
        kind: Kind,
        is_text: bool,
        deposit: Uint128,
        block: Block,
    ) -> Answer<u64> {
        self.settled_for(block, |gov| {
            let proposal_deposit = gov.deposit_for(kind);
            if deposit < proposal_deposit {
                return refuse(ContractError::DepositTooSmall { proposal_deposit });
            }
            let most = kind.group().most();
            if gov.open_alike(kind) >= most {
                return refuse(ContractError::TooManyPolls { most });
            }

            Ok(gov.open_poll(kind, is_text, deposit)?)
        })
    }

    fn known_poll(&self, poll_id: u64) -> Result<&Poll, ContractError> {
        self.poll(poll_id)
            .ok_or(ContractError::PollNotFound { poll_id })
    }

    /// `cast_vote`.
    pub fn casts_vote(
        &mut self,
        voter: Account,
        poll_id: u64,
        vote: (VoteOption, Uint128),
        block: Block,
    ) -> Answer<()> {
        let (option, amount) = vote;
        if amount.is_zero() {
            return refuse(ContractError::ZeroAmount {});
        }
        let poll = self.known_poll(poll_id)?;
        if poll.status != PollStatus::InProgress || block.now >= poll.end_time {
            return refuse(ContractError::PollNotInProgress {});
        }
        if poll.has_vote_of(voter) {
            return refuse(ContractError::AlreadyVoted {});
        }
        let power = poll.power(voter)?;
        if amount > power {
            return refuse(ContractError::VotingPowerExceeded { power });
        }

        Ok(self.count_vote(poll_id, voter, option, amount, block.now)?)
    }

    /// `snapshot_poll`.
    pub fn snapshots_poll(&mut self, poll_id: u64, block: Block) -> Answer<()> {
        let poll = self.known_poll(poll_id)?;
        if poll.status != PollStatus::InProgress {
            return refuse(ContractError::PollNotInProgress {});
        }
        let until = poll.end_time;
        let from = until.saturating_sub(self.rules.snapshot_seconds);
        if block.now < from || block.now >= until {
            return refuse(ContractError::NoSnapshotNow { from, until });
        }
        if poll.is_noted() {
            return refuse(ContractError::SnapshotTaken {});
        }
        self.note_shares(poll_id);

        Ok(())
    }

    /// `end_poll`.
    pub fn ends_poll(&mut self, poll_id: u64, block: Block) -> Answer<()> {
        self.settled_for(block, |gov| {
            let poll = gov.known_poll(poll_id)?;
            if poll.status != PollStatus::InProgress {
                return refuse(ContractError::PollNotInProgress {});
            }
            let from = match poll.kind {
                Kind::Migration => poll.end_time.min(poll.effective_time(&gov.rules)),
                _ => poll.end_time,
            };
            if block.now < from {
                return refuse(ContractError::VotingPeriodNotOver { from });
            }
            let (base, verdict) = gov.judge(poll)?;
            if block.now < poll.end_time && !verdict.passes {
                return refuse(ContractError::FastTrackNotReached {});
            }
            gov.close_poll(poll_id, base, verdict, block.height)?;

            Ok(())
        })
    }

    /// `execute_poll`; `works` is whether the action succeeds.
    pub fn executes_poll(&mut self, poll_id: u64, works: bool, block: Block) -> Answer<()> {
        let poll = self.known_poll(poll_id)?;
        if !matches!(poll.status, PollStatus::Passed | PollStatus::Failed) {
            let status = poll.status.to_string();
            return refuse(ContractError::PollNotPassed { status });
        }
        if poll.is_text {
            return refuse(ContractError::NoAction {});
        }
        let effective_time = poll.effective_time(&self.rules);
        if block.now < effective_time || poll.ended_height == Some(block.height) {
            return refuse(ContractError::NotEffectiveYet { effective_time });
        }
        let expiration_time = poll.expiration_time(&self.rules);
        if block.now > expiration_time {
            return refuse(ContractError::PollExpired { expiration_time });
        }
        let status = match works {
            true => PollStatus::Executed,
            false => PollStatus::Failed,
        };
        self.move_poll(poll_id, status);

        Ok(())
    }

    /// `expire_poll`.
    pub fn expires_poll(&mut self, poll_id: u64, block: Block) -> Answer<()> {
        let poll = self.known_poll(poll_id)?;
        if poll.status != PollStatus::Passed {
            let status = poll.status.to_string();
            return refuse(ContractError::PollNotPassed { status });
        }
        if poll.is_text {
            return refuse(ContractError::TextPoll {});
        }
        let expiration_time = poll.expiration_time(&self.rules);
        if block.now <= expiration_time {
            return refuse(ContractError::NotExpiredYet { expiration_time });
        }
        self.move_poll(poll_id, PollStatus::Expired);

        Ok(())
    }

    /// `deposit_reward`.
    pub fn takes_reward(&mut self, amount: Uint128, block: Block) -> Answer<()> {
        self.settled_for(block, |gov| {
            if amount.is_zero() {
                return refuse(ContractError::ZeroAmount {});
            }

            Ok(gov.share_out(amount)?)
        })
    }

    /// `withdraw_voting_rewards`, of one poll or of all; the answer is what is paid.
    pub fn pays_rewards(&mut self, voter: Account, poll_id: Option<u64>) -> Answer<Uint128> {
        let Some(poll_id) = poll_id else {
            if !self.owes(voter) {
                return refuse(ContractError::NothingToWithdraw {});
            }
            return Ok(self.pay_voter(voter)?);
        };
        let poll = self.known_poll(poll_id)?;
        if poll.status == PollStatus::InProgress {
            return refuse(ContractError::RewardNotFixed {});
        }
        if poll.reward.is_zero() {
            return refuse(ContractError::NoVotingRewards {});
        }
        let claims = self.unclaimed.get(&voter);
        if !claims.is_some_and(|polls| polls.contains(&poll_id)) {
            return refuse(ContractError::NothingToWithdraw {});
        }

        Ok(self.pay_for(voter, poll_id)?)
    }

    /// `stake_voting_rewards`.
    pub fn stakes_rewards(
        &mut self,
        voter: Account,
        poll_id: Option<u64>,
        block: Block,
    ) -> Answer<()> {
        self.settled_for(block, |gov| {
            let claimed = gov.pays_rewards(voter, poll_id)?;
            gov.adds(voter, claimed)
        })
    }
}
