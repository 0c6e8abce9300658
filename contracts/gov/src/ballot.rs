//! What changes of a poll: votes, snapshot, status. Apart from what is fixed, since every vote
//! writes it.

use cosmwasm_std::{ensure, Decimal, Uint128};
use mirror_bytes::{in_bytes, Bytes, BytesError};
use mirror_math::ratio::mul_div_floor;
use mirror_protocol::gov::{PollStatus, VoteOption};

use crate::error::ContractError;
use crate::poll::{Poll, Rules};
use crate::price::Price;

/// A poll's votes and how far it is. Nothing is stored before the first change: until then it is
/// [`Ballot::of`] the poll.
#[derive(Clone, Debug, PartialEq)]
pub struct Ballot {
    pub status: PollStatus,
    /// When voting ends. Kept here too, as are the next two, so that a vote does not read the texts.
    pub end_time: u64,
    pub snapshot_period: u64,
    /// What shares were worth at its creation: they vote with that.
    pub start: Price,
    pub yes: Uint128,
    pub no: Uint128,
    pub abstain: Uint128,
    /// All shares there were when they were noted before the end.
    pub noted_share: Option<Uint128>,
    /// How it ended, once it has.
    pub end: Option<End>,
}

/// How a poll ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// In which block.
    pub height: u64,
    /// The stake its quorum was measured by.
    pub base: Uint128,
    /// What its voters share.
    pub voters_reward: Uint128,
}

/// A vote as it is recorded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vote {
    pub option: VoteOption,
    pub amount: Uint128,
}

/// What the votes amount to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    pub reaches_quorum: bool,
    pub exceeds_threshold: bool,
}

const ALL_STATUSES: [PollStatus; 6] = [
    PollStatus::InProgress,
    PollStatus::Passed,
    PollStatus::Rejected,
    PollStatus::Executed,
    PollStatus::Expired,
    PollStatus::Failed,
];

/// A status as it is stored, also in keys.
pub fn status_number(status: PollStatus) -> u8 {
    match status {
        PollStatus::InProgress => 0,
        PollStatus::Passed => 1,
        PollStatus::Rejected => 2,
        PollStatus::Executed => 3,
        PollStatus::Expired => 4,
        PollStatus::Failed => 5,
    }
}

in_bytes!(End {
    height,
    base,
    voters_reward
});

impl Bytes for Vote {
    fn write(&self, out: &mut Vec<u8>) {
        let option = match self.option {
            VoteOption::Yes => 0u8,
            VoteOption::No => 1,
            VoteOption::Abstain => 2,
        };
        (option, self.amount).write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let option = match u8::read(rest)? {
            0 => VoteOption::Yes,
            1 => VoteOption::No,
            2 => VoteOption::Abstain,
            _ => return Err(BytesError::Damaged),
        };
        let amount = Bytes::read(rest)?;
        Ok(Self { option, amount })
    }
}

impl Bytes for Ballot {
    fn write(&self, out: &mut Vec<u8>) {
        status_number(self.status).write(out);
        (self.end_time, self.snapshot_period, self.start).write(out);
        (self.yes, self.no, self.abstain).write(out);
        (self.noted_share, self.end).write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let number = u8::read(rest)?;
        let status = ALL_STATUSES
            .into_iter()
            .find(|status| status_number(*status) == number)
            .ok_or(BytesError::Damaged)?;
        let (end_time, snapshot_period, start) = Bytes::read(rest)?;
        let (yes, no, abstain) = Bytes::read(rest)?;
        let (noted_share, end) = Bytes::read(rest)?;
        Ok(Self {
            status,
            end_time,
            snapshot_period,
            start,
            yes,
            no,
            abstain,
            noted_share,
            end,
        })
    }
}

impl Ballot {
    /// Of a poll in which nothing has happened.
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

    /// Refuse a poll in which nobody may vote any more.
    pub fn ensure_open(&self, now: u64) -> Result<(), ContractError> {
        self.ensure_in_progress()?;
        ensure!(now < self.end_time, ContractError::PollNotInProgress {});
        Ok(())
    }

    /// From when on the shares are noted.
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

    /// Whether a vote notes how many shares there are: nobody has, and it is late enough. That is
    /// from one second later than `snapshot_poll` may.
    pub fn is_to_be_noted(&self, now: u64) -> bool {
        self.noted_share.is_none() && now > self.snapshot_time()
    }

    /// All votes.
    pub fn tally(&self) -> Result<Uint128, ContractError> {
        Ok(self.yes.checked_add(self.no)?.checked_add(self.abstain)?)
    }

    /// Judge the votes against the stake that counts.
    pub fn verdict(&self, rules: &Rules, base: Uint128) -> Result<Verdict, ContractError> {
        let tally = self.tally()?;
        let decided = self.yes.checked_add(self.no)?;
        Ok(Verdict {
            reaches_quorum: !tally.is_zero() && !is_below(tally, rules.quorum, base),
            exceeds_threshold: is_above(self.yes, rules.threshold, decided),
        })
    }

    /// Whether so many voted No that the deposit is lost.
    pub fn is_vetoed(&self, rules: &Rules) -> Result<bool, ContractError> {
        let decided = self.yes.checked_add(self.no)?;
        Ok(rules
            .veto_threshold
            .is_some_and(|threshold| is_above(self.no, threshold, decided)))
    }
}

impl Verdict {
    /// What voters get of the reward set aside for them, down: all of it if they reached the quorum,
    /// else as much of it as they are of what the quorum is measured by. So a vote in a poll that
    /// nobody cares about gets no more than its stake is worth.
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

/// `part / whole > ratio`, exactly; not so for no part of nothing.
fn is_above(part: Uint128, ratio: Decimal, whole: Uint128) -> bool {
    part.full_mul(Decimal::one().atomics()) > ratio.atomics().full_mul(whole)
}

#[cfg(test)]
mod tests;
