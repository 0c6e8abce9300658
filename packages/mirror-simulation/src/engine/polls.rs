//! The life of a poll: created, voted in, ended, executed.

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::gov::{self, PollStatus};
use mirror_testing::Call;

use super::book::Finding;
use super::person::Person;
use super::proposals::{Proposal, Purpose};
use super::tasks::Task;
use super::world::World;
use crate::error::SimulationError;
use crate::gov::Kind;
use crate::outcome::{MarkKind, Pool};

/// The delegates vote so long after a poll was created.
const DELEGATES_VOTE: u64 = 86_400;

/// The part of those against a proposal that abstain, per cent.
const ABSTAIN: u64 = 15;

impl World<'_> {
    /// Creates the poll of a proposal, unless there is nothing left to decide.
    pub(super) fn propose(&mut self, number: usize) -> Result<(), SimulationError> {
        let proposal = self.proposals[number].clone();
        let Some(action) = self.action_of(&proposal)? else {
            return Ok(());
        };
        let title = self.title_of(&proposal.purpose);
        let author = proposal
            .author
            .clone()
            .unwrap_or_else(|| self.sponsor(number));
        let kind = proposal.purpose.kind();
        let (execute_msg, admin_action) = match kind {
            Kind::Default => (Some(action), None),
            _ => {
                let msgs = vec![action];
                (None, Some(gov::PollAdminAction::Execute { msgs }))
            }
        };
        let hook = gov::Cw20HookMsg::CreatePoll {
            description: format!("{title}, as discussed."),
            title,
            link: None,
            execute_msg,
            admin_action,
        };
        let deposit = self.book.gov.deposit_for(kind);
        let token = &self.book.mirror.token_address;
        let call = Call::handing(token, deposit, &self.at.gov, &hook)?;
        if self.send(&author, call)?.is_none() {
            if proposal.is_planned() {
                self.mark_poll(&proposal, "could not be proposed");
            }
            return Ok(());
        }

        let now = self.chain.now();
        let Some(poll) = self.book.gov.latest_poll() else {
            return Ok(());
        };
        let ends = self.book.gov.poll(poll).map_or(now, |poll| poll.end_time);
        self.proposal_of.insert(poll, number);
        self.tasks.add(now + DELEGATES_VOTE, Task::Vote(poll));
        let noted = ends.saturating_sub(self.at.snapshot_seconds / 2);
        self.tasks.add(noted, Task::Snapshot(poll));
        self.tasks.add(ends, Task::End(poll));

        Ok(())
    }

    pub(super) fn proposal(&self, poll: u64) -> Option<&Proposal> {
        self.proposals.get(*self.proposal_of.get(&poll)?)
    }

    /// Votes in a poll, or does not: `turnout` is the part of all polls that somebody votes in.
    pub(super) fn vote(
        &mut self,
        who: &Person,
        poll: u64,
        turnout: Decimal,
    ) -> Result<(), SimulationError> {
        let Some(proposal) = self.proposal(poll).cloned() else {
            return Ok(());
        };
        let power = self.book.gov.power(poll, who.account)?;
        let voted = self.book.gov.poll(poll);
        let is_open = voted
            .is_some_and(|open| open.end_time > self.chain.now() && !open.has_vote_of(who.account));
        let takes_part = self.chance.happens(turnout * proposal.vote.attention);
        if !is_open || power.is_zero() || !takes_part {
            return Ok(());
        }

        let vote = if self.chance.happens(proposal.vote.support) {
            gov::VoteOption::Yes
        } else if self.chance.percent(ABSTAIN) {
            gov::VoteOption::Abstain
        } else {
            gov::VoteOption::No
        };
        let message = gov::ExecuteMsg::CastVote {
            poll_id: poll,
            vote,
            amount: power,
        };
        let call = Call::new(&self.at.gov, &message)?;
        self.send(who, call)?;

        Ok(())
    }

    pub(super) fn note_stake(&mut self, poll: u64) -> Result<(), SimulationError> {
        let is_noted = self.book.gov.poll(poll).is_some_and(|poll| poll.is_noted());
        if !is_noted {
            self.call_gov(&gov::ExecuteMsg::SnapshotPoll { poll_id: poll })?;
        }

        Ok(())
    }

    pub(super) fn end_poll(&mut self, poll: u64) -> Result<(), SimulationError> {
        self.call_gov(&gov::ExecuteMsg::EndPoll { poll_id: poll })?;
        let Some(proposal) = self.proposal(poll).cloned() else {
            return Ok(());
        };
        if self.status_of(poll) == Some(PollStatus::Passed) {
            let delay = u64::from(self.scenario().governance.delay_days) * 86_400;
            let soonest = self.book.gov.poll(poll).map_or(0, |poll| poll.end_time) + delay;
            let second = soonest.max(proposal.takes_effect);
            self.tasks.add(second, Task::Execute(poll));
        } else if proposal.is_planned() {
            self.mark_poll(&proposal, "rejected");
        }

        Ok(())
    }

    pub(super) fn execute_poll(&mut self, poll: u64) -> Result<(), SimulationError> {
        let Some(proposal) = self.proposal(poll).cloned() else {
            return Ok(());
        };
        if matches!(proposal.purpose, Purpose::ForestallGov) {
            return self.expect_powerless(poll);
        }
        let former = self.subject(&proposal.purpose);
        if proposal.purpose.needs_price() && former.is_some_and(|asset| !self.is_priced_now(asset))
        {
            self.waiting_polls.push(poll);
            return Ok(());
        }
        self.call_gov(&gov::ExecuteMsg::ExecutePoll { poll_id: poll })?;
        if self.status_of(poll) == Some(PollStatus::Executed) {
            self.take_effect(&proposal, former);
        } else if proposal.is_planned() {
            self.mark_poll(&proposal, "could not be executed");
        }

        Ok(())
    }

    /// I-40: what was proposed before gov owned itself is never carried out, though it has passed.
    fn expect_powerless(&mut self, poll: u64) -> Result<(), SimulationError> {
        let message = gov::ExecuteMsg::ExecutePoll { poll_id: poll };
        let call = Call::new(&self.at.gov, &message)?;
        let keeper = self.people.keeper.clone();
        if self.probe(&keeper, call)? {
            let detail = format!("poll {poll} of before the hand-over was executed");
            let invariant = "I-40";
            self.book.findings.push(Finding { invariant, detail });
        }
        let expires = self.chain.now() + self.at.expiration_seconds + 1;
        self.tasks.add(expires, Task::Expire(poll));

        Ok(())
    }

    /// Expires a poll that was not executed in time.
    pub(super) fn expire_poll(&mut self, poll: u64) -> Result<(), SimulationError> {
        self.call_gov(&gov::ExecuteMsg::ExpirePoll { poll_id: poll })
    }

    /// Executes the polls that waited for fresh prices, or lets them wait for the next ones.
    pub(super) fn execute_waiting(&mut self) -> Result<(), SimulationError> {
        for poll in std::mem::take(&mut self.waiting_polls) {
            self.execute_poll(poll)?;
        }

        Ok(())
    }

    /// Whether a delisting without a price of its own would be carried out in this second.
    fn is_priced_now(&self, asset: usize) -> bool {
        let listed = &self.book.assets[asset];

        listed.posted.time > 0 && listed.is_fresh(self.chain.now()) && listed.has_stood()
    }

    /// Whether a poll waits for a price that moved with its last post to stand for a window.
    pub(super) fn is_awaited_to_stand(&self) -> bool {
        let proposals = self
            .waiting_polls
            .iter()
            .filter_map(|poll| self.proposal(*poll));
        let mut assets = proposals.filter_map(|proposal| self.subject(&proposal.purpose));

        assets.any(|asset| !self.book.assets[asset].has_stood())
    }

    fn status_of(&self, poll: u64) -> Option<PollStatus> {
        self.book.gov.poll(poll).map(|poll| poll.status)
    }

    /// Has the keeper call what anybody may call.
    fn call_gov(&mut self, message: &gov::ExecuteMsg) -> Result<(), SimulationError> {
        let call = Call::new(&self.at.gov, message)?;
        let keeper = self.people.keeper.clone();
        self.send(&keeper, call)?;

        Ok(())
    }

    fn mark_poll(&mut self, proposal: &Proposal, what: &str) {
        let text = format!("\"{}\" {what}", self.title_of(&proposal.purpose));
        self.mark(MarkKind::Poll, None, None, text);
    }

    /// The MIR that somebody holds, not staked.
    pub(super) fn mirror(&self, who: &Person) -> Uint128 {
        self.holding(who, Pool::Mir)
    }
}
