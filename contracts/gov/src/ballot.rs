//! What changes in a poll: its votes, its snapshot and its status. This is a record of its own,
//! apart from the terms, since every vote writes it.

use cosmwasm_std::{ensure, Decimal, Uint128};
use mirror_bytes::{in_bytes, Bytes, Indexed};
use mirror_math::ratio::mul_div_floor;
use mirror_protocol::gov::{PollStatus, VoteOption};

use crate::error::ContractError;
use crate::poll::{Poll, Rules};
use crate::share_price::Price;

/// The votes and the status of a poll. Nothing is stored before the first change; until then
/// [`Ballot::of`] makes it from the terms of the poll.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ballot {
    /// The status.
    pub status: PollStatus,
    /// When voting ends. This and the next two fields are copies, so that a vote need not read the
    /// terms.
    pub end_time: u64,
    /// For how long before the end the shares may be noted.
    pub snapshot_period: u64,
    /// The share price when the poll was created, by which shares vote.
    pub start: Price,
    /// The votes for it.
    pub yes: Uint128,
    /// The votes against it.
    pub no: Uint128,
    /// The votes that count only for the quorum.
    pub abstain: Uint128,
    /// All shares at the snapshot, if there was one.
    pub noted_share: Option<Uint128>,
    /// How it ended, once it has.
    pub end: Option<End>,
}

/// How a poll ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// The block in which it ended.
    pub height: u64,
    /// The base of its quorum.
    pub base: Uint128,
    /// The reward that its voters share.
    pub voters_reward: Uint128,
}

/// A vote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vote {
    /// Yes, no or abstain.
    pub option: VoteOption,
    /// With how much.
    pub amount: Uint128,
}

/// The result of the votes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Whether enough of the stake has voted.
    pub reaches_quorum: bool,
    /// Whether enough of Yes and No is Yes.
    pub exceeds_threshold: bool,
}

in_bytes!(End {
    height,
    base,
    voters_reward
});

in_bytes!(Vote { option, amount });

in_bytes!(Ballot {
    status,
    end_time,
    snapshot_period,
    start,
    yes,
    no,
    abstain,
    noted_share,
    end
});

/// Ended polls are listed by their status. Those in progress are in the list of the pool.
impl Indexed<1> for Ballot {
    fn index_keys(&self) -> [Option<Vec<u8>>; 1] {
        let is_ended = self.status != PollStatus::InProgress;
        [is_ended.then(|| self.status.to_bytes())]
    }
}

impl Ballot {
    /// The ballot of a new poll.
    pub fn of(poll: &Poll) -> Self {
        Self {
            status: PollStatus::InProgress,
            end_time: poll.end_time(),
            snapshot_period: poll.rules.snapshot_period,
            start: poll.start,
            yes: Uint128::zero(),
            no: Uint128::zero(),
            abstain: Uint128::zero(),
            noted_share: None,
            end: None,
        }
    }

    /// Refuse a poll that has been ended.
    pub fn ensure_in_progress(&self) -> Result<(), ContractError> {
        ensure!(
            self.status == PollStatus::InProgress,
            ContractError::PollNotInProgress {}
        );
        Ok(())
    }

    /// Refuse a poll in which nobody may vote any longer.
    pub fn ensure_open(&self, now: u64) -> Result<(), ContractError> {
        self.ensure_in_progress()?;
        ensure!(now < self.end_time, ContractError::PollNotInProgress {});
        Ok(())
    }

    /// The first second in which the shares may be noted.
    pub fn snapshot_time(&self) -> u64 {
        self.end_time.saturating_sub(self.snapshot_period)
    }

    /// Count a vote.
    pub fn count(&mut self, vote: Vote) -> Result<(), ContractError> {
        let votes = match vote.option {
            VoteOption::Yes => &mut self.yes,
            VoteOption::No => &mut self.no,
            VoteOption::Abstain => &mut self.abstain,
        };
        *votes = votes.checked_add(vote.amount)?;
        Ok(())
    }

    /// Whether a vote at second `now` is to note the number of shares: it has not been noted, and
    /// the snapshot period has begun. A vote does this one second later than `snapshot_poll` may.
    pub fn is_to_be_noted(&self, now: u64) -> bool {
        self.noted_share.is_none() && now > self.snapshot_time()
    }

    /// The sum of all votes.
    pub fn tally(&self) -> Result<Uint128, ContractError> {
        Ok(self.yes.checked_add(self.no)?.checked_add(self.abstain)?)
    }

    /// Compare the votes with the rules and with the base of the quorum.
    pub fn verdict(&self, rules: &Rules, base: Uint128) -> Result<Verdict, ContractError> {
        let tally = self.tally()?;
        let decided = self.yes.checked_add(self.no)?;
        Ok(Verdict {
            reaches_quorum: !tally.is_zero() && !is_below(tally, rules.quorum, base),
            exceeds_threshold: is_above(self.yes, rules.threshold, decided),
        })
    }

    /// Whether the part of No is so large that the deposit is lost.
    pub fn is_vetoed(&self, rules: &Rules) -> Result<bool, ContractError> {
        let decided = self.yes.checked_add(self.no)?;
        Ok(rules
            .veto_threshold
            .is_some_and(|threshold| is_above(self.no, threshold, decided)))
    }
}

impl Verdict {
    /// The part of the reward that voters get: all of it if the quorum was reached, otherwise in
    /// proportion to the votes of the quorum's base, rounded down. So a lone vote gets no more than
    /// its part of the stake.
    pub fn voters_part(
        self,
        reward: Uint128,
        tally: Uint128,
        base: Uint128,
    ) -> Result<Uint128, ContractError> {
        if self.reaches_quorum {
            return Ok(reward);
        }
        if base.is_zero() {
            return Ok(Uint128::zero());
        }
        Ok(mul_div_floor(reward, tally, base)?)
    }

    /// Whether the poll passes.
    pub fn passes(self) -> bool {
        self.reaches_quorum && self.exceeds_threshold
    }

    /// Why the poll is rejected; empty if it passes.
    pub fn rejected_reason(self) -> &'static str {
        if !self.reaches_quorum {
            "Quorum not reached"
        } else if !self.exceeds_threshold {
            "Threshold not reached"
        } else {
            ""
        }
    }
}

/// `part / whole < ratio`, exactly.
fn is_below(part: Uint128, ratio: Decimal, whole: Uint128) -> bool {
    part.full_mul(Decimal::one().atomics()) < ratio.atomics().full_mul(whole)
}

/// `part / whole > ratio`, exactly; false if both are 0.
fn is_above(part: Uint128, ratio: Decimal, whole: Uint128) -> bool {
    part.full_mul(Decimal::one().atomics()) > ratio.atomics().full_mul(whole)
}

#[cfg(test)]
mod tests;
