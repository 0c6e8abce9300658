//! Writing gov's events into the book.

use cosmwasm_std::Uint128;

use super::poll::{Status, Verdict};
use super::rules::Kind;
use crate::engine::book::attributes::Attributes;
use crate::engine::book::receipt::Receipt;
use crate::engine::book::Book;
use crate::error::SimulationError;

impl Book {
    pub(in crate::engine::book) fn gov_told(
        &mut self,
        receipt: &Receipt,
        told: &Attributes,
    ) -> Result<(), SimulationError> {
        match told.action() {
            "staking" => self.staked(receipt, told, "sender"),
            "withdraw" => self.unstaked(receipt, told),
            "create_poll" => self.poll_created(receipt, told),
            "cast_vote" => self.voted(receipt, told),
            "snapshot_poll" => self.stake_noted(told),
            "end_poll" => self.poll_ended(told, receipt.now),
            "execute_poll" => {
                self.poll_moved(told, &[Status::Passed, Status::Failed], Status::Executed)
            }
            "failed_poll" => self.poll_moved(told, &[Status::Executed], Status::Failed),
            "expire_poll" => self.poll_moved(told, &[Status::Passed], Status::Expired),
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
        let id = told.number("poll_id")?;
        let end_time = told.number("end_time")?;
        let kind = match told.text("poll_kind")? {
            "default" => Kind::Default,
            "execute" => Kind::Execute,
            "execute_code" => Kind::ExecuteCode,
            // Nobody in a simulation proposes another.
            _ => return Err(SimulationError::Untold { key: "poll_kind" }),
        };
        let least = self.gov.deposit_for(kind);
        let mut poll = self.gov.new_poll(id, kind, self.today, end_time);
        poll.deposit = told.amount("amount")?;
        let next = self.gov.latest_poll().unwrap_or_default() + 1;
        let ends = receipt.now + self.gov.rules.bar(kind).period;
        if id != next || poll.deposit < least || end_time != ends {
            let told = format!("poll {id} for {} until {end_time}", poll.deposit);
            let detail = format!("{told} where {next} for {least} until {ends} was due");
            self.find("I-18", detail);
        }

        let gov = &mut self.gov;
        gov.total_deposit = gov.total_deposit.checked_add(poll.deposit)?;
        gov.open.insert(id);
        gov.touched.insert(id);
        gov.polls.insert(id, poll);

        Ok(())
    }

    /// I-18: a vote is of no more than was held since the poll was created, and there is one.
    fn voted(&mut self, receipt: &Receipt, told: &Attributes) -> Result<(), SimulationError> {
        let id = told.number("poll_id")?;
        let voter = self.accounts.number(told.text("voter")?);
        let amount = told.amount("amount")?;
        let option = told.text("vote_option")?;
        let power = self.gov.power(id, voter)?;
        let shares = self.gov.total_share;
        let period = self.gov.rules.snapshot_seconds;
        let Some(poll) = self.gov.polls.get_mut(&id) else {
            return Err(SimulationError::Untold { key: "poll_id" });
        };

        let counted = match option {
            "yes" => &mut poll.yes,
            "no" => &mut poll.no,
            _ => &mut poll.abstain,
        };
        *counted = counted.checked_add(amount)?;
        if poll.end_time.saturating_sub(receipt.now) < period {
            poll.noted_share.get_or_insert(shares);
        }
        let is_late = receipt.now >= poll.end_time || poll.status != Status::InProgress;
        let is_second = poll.votes.insert(voter, amount).is_some();
        self.gov.touched.insert(id);
        if amount > power || is_late || is_second {
            let detail = format!("a vote of {amount} in poll {id} with a power of {power}");
            self.find("I-18", detail);
        }

        Ok(())
    }

    fn stake_noted(&mut self, told: &Attributes) -> Result<(), SimulationError> {
        let id = told.number("poll_id")?;
        let shares = self.gov.total_share;
        if let Some(poll) = self.gov.polls.get_mut(&id) {
            poll.noted_share = Some(shares);
            self.gov.touched.insert(id);
        }

        Ok(())
    }

    /// I-18: a poll ends as its votes say, and its deposit goes where they say.
    fn poll_ended(&mut self, told: &Attributes, now: u64) -> Result<(), SimulationError> {
        self.gov.settle(now)?;
        let id = told.number("poll_id")?;
        let Some(poll) = self.gov.poll(id) else {
            return Err(SimulationError::Untold { key: "poll_id" });
        };
        let base = poll.base(&self.gov.rules, self.gov.total_share)?;
        let verdict = poll.verdict(&self.gov.rules, base);
        let deposit = poll.deposit;
        let returned = match verdict {
            Verdict {
                reaches_quorum: true,
                is_vetoed: false,
                ..
            } => deposit,
            _ => Uint128::zero(),
        };
        let (passed, paid) = (told.text("passed")? == "true", told.amount("amount")?);
        if (passed, paid) != (verdict.passes, returned) {
            let detail = format!("poll {id} ended with {passed} and {paid}: {verdict:?}");
            self.find("I-18", detail);
        }

        let forfeited = deposit.checked_sub(returned)?;
        self.close_poll(id, base, verdict, !forfeited.is_zero())?;
        if forfeited.is_zero() {
            return Ok(());
        }

        let gov = &mut self.gov;
        gov.shared.forfeited = gov.shared.forfeited.checked_add(forfeited)?;
        gov.share_out(forfeited)
    }

    fn close_poll(
        &mut self,
        id: u64,
        base: Uint128,
        verdict: Verdict,
        is_forfeited: bool,
    ) -> Result<(), SimulationError> {
        let today = self.today;
        let gov = &mut self.gov;
        gov.open.remove(&id);
        gov.touched.insert(id);
        gov.fix_reward(id, verdict.reaches_quorum, base)?;
        if let Some(poll) = gov.polls.get_mut(&id) {
            poll.status = if verdict.passes {
                Status::Passed
            } else {
                Status::Rejected
            };
            poll.ended = Some(today);
            poll.base = Some(base);
            poll.is_forfeited = is_forfeited;
            gov.total_deposit = gov.total_deposit.checked_sub(poll.deposit)?;
        }

        Ok(())
    }

    /// I-18: polls move only forward.
    fn poll_moved(
        &mut self,
        told: &Attributes,
        from: &[Status],
        to: Status,
    ) -> Result<(), SimulationError> {
        let id = told.number("poll_id")?;
        let Some(poll) = self.gov.polls.get_mut(&id) else {
            return Err(SimulationError::Untold { key: "poll_id" });
        };
        let before = std::mem::replace(&mut poll.status, to);
        self.gov.touched.insert(id);
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
