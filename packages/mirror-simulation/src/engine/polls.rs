//! The life of a poll: created, voted in, ended, executed.

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::gov;

use super::agenda::Errand;
use super::book::{Finding, Kind, Status};
use super::chain::Call;
use super::motions::{Aim, Motion};
use super::verbs::paid;
use super::world::{Person, World};
use super::SimulationError;
use crate::outcome::{MarkKind, Pool};

/// The delegates vote so long after a poll was created.
const CONVENED: u64 = 86_400;

/// The part of those against a motion that abstain, per cent.
const ABSTAIN: u64 = 15;

impl World<'_> {
    /// Creates the poll of a motion, unless it has become pointless.
    pub(super) fn propose(&mut self, number: usize) -> Result<(), SimulationError> {
        let motion = self.motions[number].clone();
        let Some(action) = self.action_of(&motion)? else {
            return Ok(());
        };
        let title = self.title_of(&motion.aim);
        let author = motion
            .author
            .clone()
            .unwrap_or_else(|| self.sponsor(number));
        let kind = motion.aim.kind();
        let (execute_msg, admin_action) = match kind {
            Kind::Default => (Some(action), None),
            Kind::Execute | Kind::ExecuteCode => {
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
        let call = paid(
            &self.book.mirror.token_address,
            &self.home.gov,
            deposit,
            &hook,
        )?;
        if self.send(&author, call)?.is_none() {
            if motion.is_planned() {
                self.mark_poll(&motion, "could not be proposed");
            }
            return Ok(());
        }

        let now = self.chain.now();
        let Some(poll) = self.book.gov.latest_poll() else {
            return Ok(());
        };
        let ends = self.book.gov.poll(poll).map_or(now, |poll| poll.end_time);
        self.motion_of.insert(poll, number);
        self.agenda.note(now + CONVENED, Errand::Vote(poll));
        let noted = ends.saturating_sub(self.home.snapshot_seconds / 2);
        self.agenda.note(noted, Errand::Snapshot(poll));
        self.agenda.note(ends, Errand::End(poll));

        Ok(())
    }

    pub(super) fn motion(&self, poll: u64) -> Option<&Motion> {
        self.motions.get(*self.motion_of.get(&poll)?)
    }

    /// Votes in a poll, as somebody does who takes part in so many.
    pub(super) fn vote(
        &mut self,
        who: &Person,
        poll: u64,
        turnout: Decimal,
    ) -> Result<(), SimulationError> {
        let Some(motion) = self.motion(poll).cloned() else {
            return Ok(());
        };
        let power = self.book.gov.power(poll, who.account)?;
        let voted = self.book.gov.poll(poll);
        let is_open = voted
            .is_some_and(|open| open.end_time > self.chain.now() && !open.has_vote_of(who.account));
        let takes_part = self.chance.happens(turnout * motion.vote.attention);
        if !is_open || power.is_zero() || !takes_part {
            return Ok(());
        }

        let vote = if self.chance.happens(motion.vote.support) {
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
        let call = Call::new(&self.home.gov, &message)?;
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
        let Some(motion) = self.motion(poll).cloned() else {
            return Ok(());
        };
        if self.status_of(poll) == Some(Status::Passed) {
            let delay = u64::from(self.scenario().governance.delay_days) * 86_400;
            let soonest = self.book.gov.poll(poll).map_or(0, |poll| poll.end_time) + delay;
            let second = soonest.max(motion.takes_effect);
            self.agenda.note(second, Errand::Execute(poll));
        } else if motion.is_planned() {
            self.mark_poll(&motion, "rejected");
        }

        Ok(())
    }

    pub(super) fn execute_poll(&mut self, poll: u64) -> Result<(), SimulationError> {
        let Some(motion) = self.motion(poll).cloned() else {
            return Ok(());
        };
        if matches!(motion.aim, Aim::ForestallGov) {
            return self.expect_powerless(poll);
        }
        let former = self.subject(&motion.aim);
        if motion.aim.needs_price() && former.is_some_and(|asset| !self.is_priced_now(asset)) {
            self.until_fed.push(poll);
            return Ok(());
        }
        self.call_gov(&gov::ExecuteMsg::ExecutePoll { poll_id: poll })?;
        if self.status_of(poll) == Some(Status::Executed) {
            self.take_effect(&motion, former);
        } else if motion.is_planned() {
            self.mark_poll(&motion, "could not be executed");
        }

        Ok(())
    }

    /// I-40: what was proposed before gov owned itself is never carried out, though it has passed.
    fn expect_powerless(&mut self, poll: u64) -> Result<(), SimulationError> {
        let message = gov::ExecuteMsg::ExecutePoll { poll_id: poll };
        let call = Call::new(&self.home.gov, &message)?;
        let keeper = self.home.keeper.clone();
        if self.probe(&keeper, call)? {
            let detail = format!("poll {poll} of before the hand-over was executed");
            let invariant = "I-40";
            self.book.findings.push(Finding { invariant, detail });
        }
        let expires = self.chain.now() + self.home.expiration_seconds + 1;
        self.agenda.note(expires, Errand::Expire(poll));

        Ok(())
    }

    /// Puts away what was not executed in time.
    pub(super) fn expire_poll(&mut self, poll: u64) -> Result<(), SimulationError> {
        self.call_gov(&gov::ExecuteMsg::ExpirePoll { poll_id: poll })
    }

    /// Executes what waited for prices of now, or lets it wait for the next ones.
    pub(super) fn execute_waiting(&mut self) -> Result<(), SimulationError> {
        for poll in std::mem::take(&mut self.until_fed) {
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
        let motions = self.until_fed.iter().filter_map(|poll| self.motion(*poll));
        let mut assets = motions.filter_map(|motion| self.subject(&motion.aim));

        assets.any(|asset| !self.book.assets[asset].has_stood())
    }

    fn status_of(&self, poll: u64) -> Option<Status> {
        self.book.gov.poll(poll).map(|poll| poll.status)
    }

    /// What anybody may call.
    fn call_gov(&mut self, message: &gov::ExecuteMsg) -> Result<(), SimulationError> {
        let call = Call::new(&self.home.gov, message)?;
        let keeper = self.home.keeper.clone();
        self.send(&keeper, call)?;

        Ok(())
    }

    fn mark_poll(&mut self, motion: &Motion, what: &str) {
        let text = format!("\"{}\" {what}", self.title_of(&motion.aim));
        self.mark(MarkKind::Poll, None, None, text);
    }

    /// MIR at hand.
    pub(super) fn mirror(&self, who: &Person) -> Uint128 {
        self.holding(who, Pool::Mir)
    }
}
