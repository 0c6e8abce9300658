//! Writing gov's events into the book.

use mirror_protocol::gov::{PollStatus, VoteOption};

use crate::engine::book::attributes::Attributes;
use crate::engine::book::receipt::Receipt;
use crate::engine::book::Book;
use crate::error::SimulationError;
use crate::gov::Kind;

impl Book {
    pub(super) fn gov_told(
        &mut self,
        receipt: &Receipt,
        told: &Attributes,
    ) -> Result<(), SimulationError> {
        match told.action() {
            "staking" => self.staked(receipt, told, "sender"),
            "withdraw" => self.unstaked(receipt, told),
            "create_poll" => self.poll_created(receipt, told),
            "cast_vote" => self.voted(receipt, told),
            "snapshot_poll" => {
                self.gov.note_shares(told.number("poll_id")?);
                Ok(())
            }
            "end_poll" => self.poll_ended(receipt, told),
            "execute_poll" => self.poll_moved(
                told,
                &[PollStatus::Passed, PollStatus::Failed],
                PollStatus::Executed,
            ),
            "failed_poll" => self.poll_moved(told, &[PollStatus::Executed], PollStatus::Failed),
            "expire_poll" => self.poll_moved(told, &[PollStatus::Passed], PollStatus::Expired),
            "deposit_reward" => {
                self.gov.settle(receipt.now)?;
                self.gov.share_out(told.amount("amount")?)
            }
            "withdraw_voting_rewards" => self.voter_paid(told, "recipient"),
            "stake_voting_rewards" => {
                self.voter_paid(told, "staker")?;
                self.staked(receipt, told, "staker")
            }
            _ => Ok(()),
        }
    }

    /// I-16: stake brings the shares that the formula says.
    fn staked(
        &mut self,
        receipt: &Receipt,
        told: &Attributes,
        key: &'static str,
    ) -> Result<(), SimulationError> {
        self.gov.settle(receipt.now)?;
        let staker = self.accounts.number(told.text(key)?);
        let share = told.amount("share")?;
        let due = self.gov.add_stake(staker, told.amount("amount")?)?;
        if share != due {
            self.find("I-16", format!("a stake brought {share} shares, not {due}"));
        }

        Ok(())
    }

    /// I-19: shares that vote in an open poll cannot be withdrawn.
    fn unstaked(&mut self, receipt: &Receipt, told: &Attributes) -> Result<(), SimulationError> {
        self.gov.settle(receipt.now)?;
        let staker = self.accounts.number(told.text("recipient")?);
        self.gov.take_stake(staker, told.amount("amount")?)?;
        let left = self.gov.share_of(staker);
        let locked = self.gov.locked(staker)?;
        if left < locked {
            let detail = format!("{left} shares are left behind a vote of {locked}");
            self.find("I-19", detail);
        }

        Ok(())
    }

    /// I-18: polls are numbered in order, and each costs and lasts what its kind does.
    fn poll_created(
        &mut self,
        receipt: &Receipt,
        told: &Attributes,
    ) -> Result<(), SimulationError> {
        self.gov.settle(receipt.now)?;
        let id: u64 = told.number("poll_id")?;
        let end_time: u64 = told.number("end_time")?;
        let kind = match told.text("poll_kind")? {
            "default" => Kind::Default,
            "execute" => Kind::Execute,
            "execute_code" => Kind::ExecuteCode,
            // Nobody in a simulation proposes another.
            _ => return Err(SimulationError::MissingAttribute { key: "poll_kind" }),
        };
        let least = self.gov.deposit_for(kind);
        let deposit = told.amount("amount")?;
        let next = self.gov.open_poll(kind, false, deposit)?;
        let ends = self.gov.poll(next).map_or(0, |poll| poll.end_time);
        if id != next || deposit < least || end_time != ends {
            let told = format!("poll {id} for {deposit} until {end_time}");
            let detail = format!("{told} where {next} for {least} until {ends} was due");
            self.find("I-18", detail);
        }
        self.poll_days.insert(next, (self.today, None));

        Ok(())
    }

    /// I-18: a vote is of no more than was held since the poll was created, and there is one.
    fn voted(&mut self, receipt: &Receipt, told: &Attributes) -> Result<(), SimulationError> {
        let id = told.number("poll_id")?;
        let voter = self.accounts.number(told.text("voter")?);
        let amount = told.amount("amount")?;
        let option = match told.text("vote_option")? {
            "yes" => VoteOption::Yes,
            "no" => VoteOption::No,
            _ => VoteOption::Abstain,
        };
        let Some(poll) = self.gov.poll(id) else {
            return Err(SimulationError::MissingAttribute { key: "poll_id" });
        };
        let power = poll.power(voter)?;
        let is_late = receipt.now >= poll.end_time || poll.status != PollStatus::InProgress;
        let is_second = poll.has_vote_of(voter);
        self.gov
            .count_vote(id, voter, option, amount, receipt.now)?;
        if amount > power || is_late || is_second {
            let detail = format!("a vote of {amount} in poll {id} with a power of {power}");
            self.find("I-18", detail);
        }

        Ok(())
    }

    /// I-18: a poll ends as its votes say, and its deposit goes where they say.
    fn poll_ended(&mut self, receipt: &Receipt, told: &Attributes) -> Result<(), SimulationError> {
        self.gov.settle(receipt.now)?;
        let id = told.number("poll_id")?;
        let Some(poll) = self.gov.poll(id) else {
            return Err(SimulationError::MissingAttribute { key: "poll_id" });
        };
        let (base, verdict) = self.gov.judge(poll)?;
        let returned = self.gov.close_poll(id, base, verdict, receipt.height)?;
        let (passed, paid) = (told.text("passed")? == "true", told.amount("amount")?);
        if (passed, paid) != (verdict.passes, returned) {
            let detail = format!("poll {id} ended with {passed} and {paid}: {verdict:?}");
            self.find("I-18", detail);
        }
        if let Some((_, ended)) = self.poll_days.get_mut(&id) {
            *ended = Some(self.today);
        }

        Ok(())
    }

    /// I-18: polls move only forward.
    fn poll_moved(
        &mut self,
        told: &Attributes,
        from: &[PollStatus],
        to: PollStatus,
    ) -> Result<(), SimulationError> {
        let id = told.number("poll_id")?;
        let before = self.gov.move_poll(id, to);
        let Some(before) = before else {
            return Err(SimulationError::MissingAttribute { key: "poll_id" });
        };
        if !from.contains(&before) {
            self.find("I-18", format!("poll {id} went from {before:?} to {to:?}"));
        }

        Ok(())
    }

    /// I-17: a voter gets what the polls owe.
    fn voter_paid(&mut self, told: &Attributes, key: &'static str) -> Result<(), SimulationError> {
        let voter = self.accounts.number(told.text(key)?);
        let paid = told.amount("amount")?;
        let due = self.gov.pay_voter(voter)?;
        if paid != due {
            self.find(
                "I-17",
                format!("a voter was paid {paid} where {due} was due"),
            );
        }

        Ok(())
    }
}
